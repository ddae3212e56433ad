/**
 * The window in which a child asks to be contacted, on a tablet of a session: there it hides where it would leave for
 * another site, has a way back to the questions, and keeps nothing that was typed when nobody touches it any more.
 */
import { session } from "./device.js";

/** As long as the questions themselves stay open (locking.js), with their warning. */
const IDLE = 260_000;

const form = /** @type {HTMLFormElement} */ (document.querySelector("form.sheet"));
const scene = document.createElement("div");
let idle = setTimeout(() => {});

if (session()) begin();

function begin() {
  sessionStorage.clear(); // a copy of the other window's
  form.querySelector(".tools a[rel]")?.remove();
  form.querySelector(".tools")?.append(drawn("shared"));
  const [back, hide] = form.querySelectorAll(".tools button");
  if (!opener) back.remove();
  back.addEventListener("click", () => close());
  hide.addEventListener("click", () => swapped(form, scene));
  scene.className = "sheet";
  scene.append(drawn("hiding"));
  scene.querySelector("button")?.addEventListener("click", () => swapped(scene, form));
  for (const touch of ["pointerdown", "keydown", "input"]) addEventListener(touch, touched, true);
  addEventListener("pageshow", (event) => event.persisted && emptied());
  touched();
}

/** @param {string} id */
function drawn(id) {
  return document.importNode(/** @type {HTMLTemplateElement} */ (document.getElementById(id)).content, true);
}

/** One stands where the other was; what is typed stays. @param {HTMLElement} old @param {HTMLElement} shown */
function swapped(old, shown) {
  old.replaceWith(shown);
  const heading = shown.querySelector("h1");
  if (heading) heading.tabIndex = -1;
  heading?.focus();
}

function touched() {
  clearTimeout(idle);
  idle = setTimeout(left, IDLE);
}

function left() {
  emptied();
  if (opener) close();
}

/** The next child must not find who asked. */
function emptied() {
  for (const field of form.querySelectorAll("input.typed, textarea.typed")) /** @type {HTMLInputElement} */ (field).value = "";
}
