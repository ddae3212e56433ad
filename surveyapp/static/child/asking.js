// Asking to be contacted without a network: said at once, with numbers to ring, and never kept to be sent later.
// What was missing is no longer asked for once it is there.

import { session } from "./device.js";

const PATIENCE = 10_000;
const form = document.querySelector("form.sheet");
const notice = document.getElementById("no-network");
let passed = false;
let busy = false;

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[data-asks]") : null;
  if (!link) return;
  if (navigator.onLine) return ours(event, /** @type {HTMLAnchorElement} */ (link));
  event.preventDefault();
  show(link.closest("section")?.querySelector("[data-no-network]"));
});

if (form instanceof HTMLFormElement && notice) form.addEventListener("submit", (event) => check(event, form, notice));
form?.addEventListener("input", (event) => mended(event.target));

if (document.getElementById("hiding")) import("./apart.js");

/** On a tablet of a session the window knows who opened it: then it can lead back, where no tab is in sight. @param {Event} event @param {HTMLAnchorElement} link */
function ours(event, link) {
  if (session() && open(link.href)) event.preventDefault();
}

/** Takes away what was said of an empty field, above and beside it. @param {EventTarget | null} field */
function mended(field) {
  if (!(field instanceof HTMLInputElement) || !field.value.trim()) return;
  const told = document.getElementById(`${field.id}-problem`);
  if (!told) return;
  told.remove();
  field.removeAttribute("aria-invalid");
  field.setAttribute("aria-describedby", `${field.id}-hint`);
  const line = document.querySelector(`.problem a[href="#${field.id}"]`)?.closest("li");
  const all = line?.closest(".problem");
  line?.remove();
  if (!all?.querySelector("li")) all?.remove();
}

/**
 * Let the form go only where our own server answers; a second tap meanwhile does nothing.
 * @param {SubmitEvent} event @param {HTMLFormElement} form @param {HTMLElement} notice
 */
async function check(event, form, notice) {
  const button = event.submitter;
  if (passed || button?.getAttribute("name") === "lang") return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  notice.hidden = true;
  passed = await reached(String(notice.dataset.here));
  busy = false;
  if (!passed) return show(notice);
  form.requestSubmit(button);
  passed = false;
}

/** Whether our server answers: a page that a network puts in its place does not. @param {string} here @returns {Promise<boolean>} */
async function reached(here) {
  if (!navigator.onLine) return false;
  try {
    const answer = await fetch(here, { cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok && typeof (await answer.json()).here === "string";
  } catch {
    return false;
  }
}

/** @param {Element | null | undefined} told */
function show(told) {
  if (!(told instanceof HTMLElement)) return;
  told.hidden = false;
  told.focus();
}
