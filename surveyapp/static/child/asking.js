// The way to ask to be contacted: where there is no network that is said at once, and no window opens that would stay empty.

import { session } from "./device.js";
import { unlinked } from "./screen.js";

unlinked(document);
if (/\/talk\b/.test(location.pathname)) instead();

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[data-asks]") : null;
  if (!link) return;
  if (navigator.onLine) return ours(event, /** @type {HTMLAnchorElement} */ (link));
  event.preventDefault();
  away();
});

/** A ready tablet shows the numbers where the form was asked for and no server answered: not to be asked for once more. */
function instead() {
  document.querySelector("a[data-asks]")?.remove();
  away();
}

function away() {
  const told = /** @type {HTMLElement | null} */ (document.querySelector("[data-no-network]"));
  if (told) told.hidden = false;
  told?.focus();
}

/** On a tablet of a session the window knows who opened it: then it can lead back, where no tab is in sight. @param {Event} event @param {HTMLAnchorElement} link */
function ours(event, link) {
  if (session() && open(link.href)) event.preventDefault();
}
