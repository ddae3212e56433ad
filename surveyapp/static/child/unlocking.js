/**
 * What opens the lock: the pictures on the child's own card where it has them, and letters as the other way; else letters.
 */
import { canonical } from "./codes.js";
import { session } from "./device.js";
import { ON_A_CARD, picturesOf } from "./packs.js";
import { nodes } from "./session.js";

/** What somebody tries at the lock: nothing yet, too few or too many pictures, the card's, or not. @typedef {"" | "four" | "right" | "wrong"} Tried */

const SIGNS = 3;
const SECOND = 1000;
/** What lets somebody else be next: it throws away what was not sent, so it takes a while, and is taken back by any typing. */
const NEXT = "main details:has([value=clear])";

/** The pictures on this child's card, which a tablet knows by the word of its pack. @param {string} code of the card @returns {Promise<string[] | null>} */
export async function onTheCard(code) {
  const pack = session()?.pack;
  const four = pack ? await picturesOf(pack.word, code) : null;
  if (four) styled();
  return four;
}

/** The pictures stand first, in place of the drawing; letters are folded under them. @param {DocumentFragment} lock @param {Document} scenes */
export function offered(lock, scenes) {
  const [grid, letters] = ["pictures", "pictures-letters"].map((id) => element(scenes, id));
  const asked = ["label", "#signs-wrong", "#signs"].map((one) => /** @type {Element} */ (lock.querySelector(one)));
  asked[0].before(grid);
  lock.querySelector(".drawing")?.remove();
  lock.querySelector(".ways")?.after(letters);
  letters.append(...asked);
}

/** What was tapped or typed here. @param {string[] | null} four @param {string} code */
export function tried(four, code) {
  const typed = plain(box()?.value ?? "");
  if (typed || !four) return /** @type {Tried} */ (typed && (typed === plain(code).slice(-SIGNS) ? "right" : "wrong"));
  const tapped = [...document.querySelectorAll("main .pictures input")].filter((one) => /** @type {HTMLInputElement} */ (one).checked);
  if (tapped.length !== ON_A_CARD) return "four";
  return tapped.every((one) => four.includes(/** @type {HTMLInputElement} */ (one).value)) ? "right" : "wrong";
}

/** Says what is wrong where it was tried. @param {string} words */
export function told(words) {
  const typed = box();
  const grid = typed?.value ? null : /** @type {HTMLElement | null} */ (document.querySelector("main .pictures .problem"));
  const place = grid ?? /** @type {HTMLElement} */ (document.getElementById("signs-wrong"));
  place.textContent = words;
  place.hidden = false;
  if (typed) typed.value = "";
  (grid ?? typed)?.focus();
}

document.addEventListener("toggle", ({ target }) => target instanceof HTMLDetailsElement && target.matches(NEXT) && waits(target), true);
document.addEventListener("input", () => document.querySelector(NEXT)?.removeAttribute("open"), true);

/** The button works once it was open for as long as the line runs: a bored neighbour has tapped elsewhere by then. @param {HTMLDetailsElement} next */
function waits(next) {
  const line = /** @type {HTMLProgressElement} */ (next.querySelector("progress"));
  const button = /** @type {HTMLButtonElement} */ (next.querySelector("button"));
  const round = (next.dataset.round = String(performance.now()));
  line.value = 0;
  button.disabled = true;
  const running = setInterval(() => {
    if (!next.open || next.dataset.round !== round) clearInterval(running);
    else button.disabled = ++line.value < line.max;
  }, SECOND);
}

export const box = () => /** @type {HTMLInputElement | null} */ (document.getElementById("signs"));

/** @param {string} code */
const plain = (code) => canonical(code).replace(/[^A-Z0-9]/g, "");

/** @param {Document} scenes @param {string} id */
const element = (scenes, id) => /** @type {Element} */ (nodes(scenes, id).find((node) => node instanceof Element));

function styled() {
  const href = new URL("pictures.css", import.meta.url).href;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}
