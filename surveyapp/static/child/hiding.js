// The quiet picture that stands in place of a child who asks to be contacted.

const scene = document.createElement("div");
scene.className = "sheet";

/** What is typed stays, and comes back. @param {HTMLFormElement} form */
export function hidden(form) {
  scene.replaceChildren(drawn("hiding"));
  scene.querySelector("button")?.addEventListener("click", () => swapped(scene, form));
  swapped(form, scene);
}

/** Nothing comes back. @param {HTMLFormElement} form */
export function gone(form) {
  hidden(form);
  scene.querySelector(".ways")?.remove();
  document.title = String(scene.querySelector("h1")?.textContent);
}

/** What this page has in store. @param {string} id */
export function drawn(id) {
  return document.importNode(/** @type {HTMLTemplateElement} */ (document.getElementById(id)).content, true);
}

/** One stands where the other was. @param {HTMLElement} old @param {HTMLElement} shown */
function swapped(old, shown) {
  old.replaceWith(shown);
  const heading = shown.querySelector("h1");
  if (heading) heading.tabIndex = -1;
  heading?.focus();
}
