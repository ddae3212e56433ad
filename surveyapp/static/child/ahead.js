// What later pages of a survey need, fetched while the first question stands there: after this the network may go.

/** Held until they are shown. @type {HTMLImageElement[]} */
const shapes = [];

/** @returns {Promise<import("./page.js").Asked["lines"]>} the list of the last look */
export async function ahead() {
  import("./delivery.js");
  import("./asking.js");
  import("./gentle.js");
  import("./languages.js");
  import("./looks.js");
  import("./aloud.js");
  import("./ring.js").then(({ watch }) => watch());
  for (const template of document.querySelectorAll("template")) {
    for (const picture of template.content.querySelectorAll("img")) new Image().src = picture.src;
    for (const one of template.content.querySelectorAll("[data-drawing]")) shapes.push(shape(one));
  }
  return (await import("./review.js")).lines;
}

/** What the stylesheet cuts out, asked for as it will ask. @param {Element} one */
const shape = (one) => Object.assign(new Image(), { crossOrigin: "anonymous", src: one.getAttribute("data-drawing") });
