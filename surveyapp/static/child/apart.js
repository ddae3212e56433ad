/**
 * The window in which a child asks to be contacted, on a tablet of a session: there it hides where it would leave for
 * another site, together with the questions, has a way back to them, and goes with all that was typed when nobody touches it any more, a minute
 * after the thanks, and as soon as the first page stands in another tab for the next child.
 */
import { drawn, hidden } from "./hiding.js";
import { watch } from "./idling.js";
import { unlinked } from "./screen.js";
import { hear, tell } from "./windows.js";

const IDLE = 240_000;
const THANKS = 60_000;
const SECOND = 1000;
/** How often the first page has stood on this tablet (entry.js). */
const CLEAR = "surveyapp clear";

/** @type {import("./idling.js").Watch} */
let idling;

/** Guards this window. @param {HTMLFormElement} form */
export function guarded(form) {
  idling = watch(() => (form.querySelector(".typed") ? IDLE : THANKS), () => drawn("idle").querySelector("dialog"));
  sessionStorage.clear(); // a copy of the other window's
  const before = localStorage.getItem(CLEAR);
  const look = () => (localStorage.getItem(CLEAR) === before ? looked(form) : left(form));
  for (const touch of ["pointerdown", "keydown", "input"]) addEventListener(touch, () => noticed(form), true);
  for (const change of ["storage", "focus"]) addEventListener(change, look);
  document.addEventListener("visibilitychange", look);
  setInterval(look, SECOND);
  hear(() => hidden(form));
  fitted(form);
}

/** On a tablet of a session: what stands there now in place of what leaves for elsewhere. @param {HTMLFormElement} form */
export function fitted(form) {
  unlinked(form);
  form.querySelector(".tools a[rel]")?.remove();
  form.querySelector(".tools")?.append(drawn("shared"));
  form.querySelector("[data-shared]")?.removeAttribute("hidden");
  const [back, hide] = form.querySelectorAll(".tools button");
  if (!opener) back.remove();
  back.addEventListener("click", () => left(form));
  hide.addEventListener("click", () => {
    tell();
    hidden(form);
  });
  idling.putOff();
}

/** A touch that wakes the tablet comes too late. @param {HTMLFormElement} form */
function noticed(form) {
  if (idling.over()) left(form);
  else idling.touch();
}

/** @param {HTMLFormElement} form */
function looked(form) {
  if (idling.over()) left(form);
  else idling.look();
}

/** Nothing of it stays: the window closes, or is the first page where a browser closes no window by itself. @param {HTMLFormElement} form */
function left(form) {
  form.remove();
  close();
  location.replace(String(/** @type {HTMLElement} */ (document.getElementById("shared")).dataset.start));
}
