/**
 * The youngest tap the four pictures on their card. They are a code only together with the word of their pack, which a
 * grown-up has brought onto this tablet for the session (packs.js).
 */
import { session } from "./device.js";
import { code, fits, ON_A_CARD } from "./packs.js";
import { carry, nodes } from "./session.js";

/** So many mistakes are somebody's guesses, until a child has finished; who taps a card of their own in between guesses still. */
const TRIES = 5;

const form = /** @type {HTMLFormElement} */ (document.querySelector("form.sheet"));
const box = /** @type {HTMLInputElement} */ (document.getElementById("code"));
/** The code that the page asks for, where it comes from pictures. */
let ours = "";
/** @type {Document} */
let scenes;
/** @type {HTMLElement | null} */
let grid = null;

/** Puts the pictures above the box for a code. @param {Document} found what a session shows */
export async function offered(found) {
  scenes = found;
  await dressed();
  grid = /** @type {HTMLElement} */ (nodes(scenes, "pictures").find((node) => node instanceof HTMLElement));
  const typed = /** @type {HTMLElement} */ (nodes(scenes, "pictures-none").find((node) => node instanceof HTMLElement));
  const label = /** @type {Element} */ (document.querySelector("label.asked"));
  label.before(grid, typed);
  uncovered();
  typed.append(label, /** @type {Element} */ (document.getElementById("code-hint")), box);
  document.addEventListener("submit", tapped, true);
  form.addEventListener("told", told);
}

/** All pictures are in sight: no card is drawn, for a child holds one, and the languages are folded below. */
function uncovered() {
  document.querySelector("main > .drawing")?.remove();
  const tongues = document.querySelector("main > .languages");
  const folded = nodes(scenes, "pictures-tongues").find((node) => node instanceof HTMLElement);
  if (!tongues || !folded) return;
  const more = tongues.querySelector("details");
  more?.replaceWith(...more.querySelectorAll("button"));
  folded.querySelector("span")?.append(tongues.querySelector("[aria-current]")?.textContent ?? "");
  folded.append(tongues);
  document.querySelector(".foot")?.prepend(folded);
}

/** The grid comes with its own style, so that nothing jumps. */
function dressed() {
  const styles = document.createElement("link");
  styles.rel = "stylesheet";
  styles.href = new URL("pictures.css", import.meta.url).href;
  return new Promise((done) => {
    styles.onload = styles.onerror = done;
    document.head.append(styles);
  });
}

/** @param {SubmitEvent} event */
async function tapped(event) {
  const pack = session()?.pack;
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  if (!grid || !pack || button?.name !== "go") return;
  if (box.value === ours) box.value = "";
  if (box.value.trim()) return void (ours = "");
  event.preventDefault();
  event.stopPropagation();
  const four = [...grid.querySelectorAll("input")].filter((one) => one.checked).map((one) => one.value);
  if (four.length !== ON_A_CARD) return tell("four");
  if (!fits(four)) return mistaken();
  ours = await code(pack.word, four);
  form.dispatchEvent(new CustomEvent("code", { detail: { code: ours, named: pack.band } })); // an address would stand in the history
}

/** What the server says of a code. @param {Event} event */
function told(event) {
  if (!ours) return;
  const says = /** @type {CustomEvent<string>} */ (event).detail;
  if (box.value === ours) box.value = "";
  if (says === "wait") return opened();
  ours = "";
  if (says === "valid") return;
  if (says !== "wrong") return opened();
  event.preventDefault();
  mistaken();
}

function mistaken() {
  const wrong = (session()?.pack?.wrong ?? 0) + 1;
  if (wrong < TRIES) tell("other");
  else gone();
  count(wrong);
}

/** The box for a code, above which the page says what it has to say. */
function opened() {
  box.closest("details")?.toggleAttribute("open", true);
}

/** Nothing is left to guess with, until a grown-up brings the pack's word again. */
function gone() {
  document.removeEventListener("submit", tapped, true);
  grid?.replaceWith(...nodes(scenes, "pictures-gone"));
  grid = null;
  opened();
  document.getElementById("pictures-are-gone")?.focus();
}

/** @param {number} wrong mistakes */
function count(wrong) {
  const pack = session()?.pack;
  carry(pack && wrong < TRIES ? { ...pack, wrong } : undefined);
}

/** @param {string} what */
function tell(what) {
  const place = /** @type {HTMLElement} */ (grid?.querySelector(".problem"));
  place.textContent = /** @type {HTMLTemplateElement} */ (scenes.getElementById(`said-${what}`)).content.textContent;
  place.hidden = false;
  place.focus();
}
