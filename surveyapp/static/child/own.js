/**
 * The window in which a child asks to be contacted, on a device of no session. Where a page of ours opened it, it has a way
 * back to what waits there; whoever leaves or hides it hides that too.
 */
import { drawn, gone, hidden } from "./hiding.js";
import { onceThere } from "./leaving.js";
import { hear, tell } from "./windows.js";

/** What the link that opens this window adds to its address (ask.html). */
const OPENED = "#window";
const PATIENCE = 500;

/** @param {HTMLFormElement} form */
export function guarded(form) {
  hear(() => heard(form));
  fitted(form);
}

/** What stands beside the way out, or in its place for those who have none. @param {HTMLFormElement} form */
export function fitted(form) {
  const tools = /** @type {HTMLElement} */ (form.querySelector(".tools"));
  const leaves = /** @type {HTMLAnchorElement | null} */ (tools.querySelector("a[rel]"));
  tools.prepend(drawn("shared"));
  const [back, hide] = tools.querySelectorAll("button");
  if (location.hash !== OPENED) back.remove();
  if (leaves) hide.remove();
  back.addEventListener("click", () => closed(form, back));
  hide.addEventListener("click", () => hides(form));
  leaves?.addEventListener("click", (event) => {
    event.preventDefault();
    tell();
    left(form, leaves.href);
  });
}

/** Closes this window; where a browser closes none by itself, it says that a hand can. @param {HTMLFormElement} form @param {Element} back */
function closed(form, back) {
  const [heading, ...rest] = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("main > *"));
  for (const one of rest) one.remove();
  heading.after(drawn("stays"));
  back.remove();
  heading.tabIndex = -1;
  heading.focus();
  close();
}

/** @param {HTMLFormElement} form */
function hides(form) {
  tell();
  hidden(form);
}

/** The questions were hidden or left: so is this. @param {HTMLFormElement} form */
function heard(form) {
  const leaves = /** @type {HTMLAnchorElement | null} */ (form.querySelector(".tools a[rel]"));
  if (leaves) left(form, leaves.href);
  else hidden(form);
}

/** Nothing is kept either of questions whose window the device has put away. @param {HTMLFormElement} form @param {string} address */
async function left(form, address) {
  gone(form);
  const dropped = import("./orphans.js").then(({ swept }) => swept(0)).catch(() => {});
  await Promise.race([dropped, new Promise((done) => setTimeout(done, PATIENCE))]);
  onceThere(address, () => location.replace(address)); // without a network the hills stay
}
