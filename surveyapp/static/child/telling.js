// What a child who asks to be contacted types goes to our server, and the answer stands in its place: of a form that
// leads to another page browsers keep every word on the device, in clear, also when all is closed. Without a network that
// is said at once, with numbers to ring, and nothing is kept to be sent later.

import { session } from "./device.js";
import { reached } from "./reaching.js";

/** Milliseconds for a small answer, and for one that waits for a mail server. */
const PATIENCE = 10_000;
const ALERTING = 60_000;
const DOUBLE_TAP = 400;

const form = /** @type {HTMLFormElement} */ (document.querySelector("form.sheet"));
let busy = false;
/** Whether something went and no answer came: then nobody knows who was told. */
let lost = false;
let changed = -DOUBLE_TAP;
/** The ways back, to hide and out. @type {typeof import("./apart.js") | typeof import("./own.js") | null} */
let ways = null;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!busy) send(/** @type {HTMLButtonElement | null} */ (event.submitter));
});
form.addEventListener("input", ({ target }) => mended(target));
form.addEventListener("click", guard);
addEventListener("pagehide", emptied);
addEventListener("pageshow", (event) => event.persisted && location.reload());
(session() ? import("./apart.js") : import("./own.js")).then((came) => (ways = came).guarded(form));

/** The same words sent twice are one request. @param {HTMLButtonElement | null} button */
async function send(button) {
  const said = new FormData(form);
  if (button) said.set(button.name, button.value);
  busy = true;
  told("");
  wait(true);
  const page = (await there()) && ((await answered(said)) ?? ((await there()) && (await answered(said))));
  wait(false);
  busy = false;
  if (page) stand(page);
  else told(lost ? "lost" : "away");
}

/** Whether our server answers, where this page can ask it. */
async function there() {
  const here = part("#no-network")?.dataset.here;
  return !here || reached(here, PATIENCE);
}

/** Our server's page; parsed by the request itself, which runs no script of it. @param {FormData} said @returns {Promise<Document | null>} */
function answered(said) {
  lost = true;
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.responseType = "document";
    request.timeout = ALERTING;
    request.onloadend = () => resolve(request.response?.getElementById("shared") ? request.response : null);
    request.send(new URLSearchParams(/** @type {any} */ (said)));
  });
}

/** Reading goes on at what is wrong, or at the heading. @param {Document} page */
function stand(page) {
  lost = false;
  const root = document.importNode(page.documentElement, true);
  Object.assign(document.documentElement, { lang: root.lang, dir: root.dir, className: root.className });
  document.title = page.title;
  for (const old of document.querySelectorAll("body > template")) old.replaceWith(/** @type {Element} */ (root.querySelector(`#${old.id}`)));
  form.replaceChildren(.../** @type {Element} */ (root.querySelector("form.sheet")).childNodes);
  ways?.fitted(form);
  changed = performance.now();
  scrollTo(0, 0);
  focusOn(part(".problem[role=alert]") ?? part("h1"));
}

/** What is known when no answer came; no word takes away what was said before. @param {"" | "away" | "lost"} how */
function told(how) {
  const notice = part("#no-network");
  if (!notice) return;
  notice.hidden = !how;
  for (const words of notice.querySelectorAll("[data-when]")) words.toggleAttribute("hidden", words.getAttribute("data-when") !== how);
  if (how) focusOn(notice);
}

/** @param {boolean} waits */
function wait(waits) {
  const line = part("#sending");
  if (line) line.textContent = waits ? String(line.dataset.said) : "";
}

/** Takes away what was said of an empty field, above and beside it. @param {EventTarget | null} field */
function mended(field) {
  if (!(field instanceof HTMLInputElement) || !field.value.trim()) return;
  const said = part(`#${field.id}-problem`);
  if (!said) return;
  said.remove();
  field.removeAttribute("aria-invalid");
  field.setAttribute("aria-describedby", `${field.id}-hint`);
  const line = part(`.problem a[href="#${field.id}"]`)?.closest("li");
  const all = line?.closest(".problem");
  line?.remove();
  if (!all?.querySelector("li")) all?.remove();
}

/** Whoever comes next must not find who asked. */
function emptied() {
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll(".typed"))) field.value = field.defaultValue = "";
}

/** A second tap was meant for the button that stood there, and not for a number to ring. @param {Event} event */
function guard(event) {
  const link = event.target instanceof Element && event.target.closest("a");
  if (link && performance.now() - changed < DOUBLE_TAP) event.preventDefault();
}

/** @param {string} selector @returns {HTMLElement | null} */
const part = (selector) => form.querySelector(selector);

/** @param {HTMLElement | null} place */
function focusOn(place) {
  if (place) place.tabIndex = -1;
  place?.focus();
}
