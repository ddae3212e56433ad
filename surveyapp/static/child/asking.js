// The way to ask to be contacted: no window opens that would stay empty. Where our server does not answer that is said at once.

import { session } from "./device.js";
import { reached } from "./reaching.js";
import { unlinked } from "./screen.js";
import { hear, tell } from "./windows.js";

/** Milliseconds that our server may take, as a browser lets a tap open a window for a few seconds; and how long its answer holds. */
const PATIENCE = 3000;
const HOLDS = 10_000;
/** What hides or leaves the questions. */
const WAYS_OUT = ".tool:is([value=hide], [rel])";
let answered = -HOLDS;
let asks = false;

unlinked(document);
hear(hides);
if (/\/talk\b/.test(location.pathname)) instead();

document.addEventListener("click", (event) => {
  const touched = event.target instanceof Element ? event.target : null;
  if (event.isTrusted && touched?.closest(WAYS_OUT)) tell();
  const link = /** @type {HTMLAnchorElement | null} */ (touched?.closest("a[data-asks]"));
  if (!link) return;
  dressed(link);
  if (navigator.onLine && performance.now() - answered < HOLDS) return ours(event, link);
  event.preventDefault();
  if (!asks) tried(link);
});

/** The window looks as this page does. @param {HTMLAnchorElement} link */
function dressed(link) {
  const address = new URL(link.href);
  address.searchParams.delete("looks");
  const looks = document.documentElement.className;
  if (looks) address.searchParams.set("looks", looks);
  link.href = address.href;
}

/** Where a browser lets no window open so late, the next tap does. @param {HTMLAnchorElement} link */
async function tried(link) {
  waits(link, true);
  const there = navigator.onLine && (await reached(String(link.dataset.asks), PATIENCE));
  waits(link, false);
  if (!there) return away();
  answered = performance.now();
  notice()?.setAttribute("hidden", "");
  if (link.isConnected) link.click();
}

/** @param {HTMLAnchorElement} link @param {boolean} busy */
function waits(link, busy) {
  asks = busy;
  link.setAttribute("aria-busy", String(busy));
}

/** A ready tablet shows the numbers where the form was asked for and no server answered: not to be asked for once more. */
function instead() {
  document.querySelector("a[data-asks]")?.remove();
  away();
}

function away() {
  const told = notice();
  if (told) told.hidden = false;
  told?.focus();
}

/** @returns {HTMLElement | null} */
const notice = () => document.querySelector("[data-no-network]");

/** On a tablet of a session the window knows who opened it: then it can lead back, where no tab is in sight. @param {Event} event @param {HTMLAnchorElement} link */
function ours(event, link) {
  if (session() && open(link.href)) event.preventDefault();
}

/** The window that opened from here was hidden or left: so is this one, by its own way. */
function hides() {
  /** @type {HTMLElement | null} */ (document.querySelector(WAYS_OUT))?.click();
}
