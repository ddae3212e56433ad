// The people to talk to, before any code: another language or look is taken as on the first page.

import { dress } from "./looks.js";
import { unreached } from "./screen.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector("form.sheet"));
if (location.hash) dress();
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  if (button) unreached(!(await import("./tongues.js").then((tongues) => tongues.otherwise(form, button)).catch(() => false)));
});
