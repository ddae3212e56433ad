/**
 * The lock of a session's tablet: after a while in which nobody touches it a warning of twenty seconds, which can be put
 * off; then the questions are behind a page that only the child's own card opens. Answers stay where they are. Where that
 * page has not come, a quiet one stands in its place, which nothing opens, and it is asked for again.
 */
import { watch } from "./idling.js";
import { IDLE } from "./resting.js";
import { atWork, fetched, nodes } from "./session.js";
import { box, offered, onTheCard, told, tried } from "./unlocking.js";

/**
 * What the page tells and does: whether somebody answers, whether that is locked, locking and opening, and an ending;
 * `rest` keeps that it was touched just now, `missed` how many mistakes were made at the lock.
 * @typedef {{open: () => boolean, locked: () => boolean, turn: (locked: boolean) => void, end: (name: string) => void, rest: () => void, missed: (times: number) => void}} Page
 */
/**
 * `tried`: what a button of the lock asks for. `dress`: its pages in another language. `stranded`: whether this page must
 * stay, as no other comes. `left`: on to the first page.
 * @typedef {{tried: (go: string) => void, dress: () => Promise<void>, stranded: (address: string) => Promise<boolean>, left: (depth: number, address: string) => Promise<void>}} Lock
 */

const SECOND = 1000;
/** Milliseconds that another page of ours may take, and a step back. */
const PATIENCE = 8_000;
const LETTING_GO = 1_000;
const TRIES = 5;
/** Milliseconds after which a touch that answers nothing is kept too. */
const OFTEN = 10_000;
/** Milliseconds after which the session's pages are asked for again. */
const AGAIN = 5_000;

const idling = watch(() => IDLE, () => scenes && nodes(scenes, "idle").find((node) => node instanceof HTMLDialogElement));
let kept = Date.now();
let tries = 0;
let leaves = false;
/** @type {Document | null} */
let scenes = null;
/** The pictures on this child's card. @type {string[] | null} */
let four = null;

/** Guards this page. @param {string} code of the card @param {Page} page @param {number} missed mistakes before a reload @returns {Promise<Lock>} */
export async function guarded(code, page, missed) {
  tries = missed;
  scenes = await atWork(() => true);
  four = await onTheCard(code);
  if (scenes) dressed(scenes);
  else again(page);
  for (const touch of ["pointerdown", "keydown", "input"]) addEventListener(touch, () => noticed(page), true);
  for (const waking of ["visibilitychange", "pageshow", "focus"]) addEventListener(waking, () => looked(page));
  setInterval(() => looked(page), SECOND);
  return { tried: (go) => opens(go, code, page), dress, stranded, left };
}

/** Without a network a tablet that was not made ready has no first page for the next child: that is said, and this one stays. @param {string} address */
async function stranded(address) {
  if (navigator.serviceWorker?.controller) return false;
  const late = new Promise((done) => setTimeout(() => done(false), PATIENCE));
  const there = await Promise.race([fetch(address, { cache: "no-store" }).then(({ ok }) => ok, () => false), late]);
  if (!there && scenes) document.querySelector("main > .ways")?.after(saying(String(template(scenes, "#said-failed").content.textContent)));
  return !there;
}

/** Said once. @param {string} sentence */
function saying(sentence) {
  document.getElementById("stranded")?.remove();
  return Object.assign(document.createElement("p"), { id: "stranded", className: "problem", role: "alert", textContent: sentence });
}

/**
 * From where the questions began, so that the browser's list of pages is as long after every child: how far one came is
 * told by nothing. @param {number} depth @param {string} address
 */
async function left(depth, address) {
  if (leaves) return;
  leaves = true;
  const back = new Promise((done) => addEventListener("popstate", done, { once: true }));
  const late = new Promise((done) => setTimeout(done, LETTING_GO));
  if (depth) history.go(-depth);
  if (depth) await Promise.race([back, late]);
  location.assign(address);
}

/** A touch that wakes the tablet comes too late. @param {Page} page */
function noticed(page) {
  if (idling.over()) return looked(page);
  if (!idling.touch() || page.locked() || Math.abs(Date.now() - kept) < OFTEN) return;
  kept = Date.now();
  page.rest();
}

async function dress() {
  scenes = (await fetched()) ?? scenes;
  if (scenes) dressed(scenes);
}

/** @param {Page} page */
async function again(page) {
  while (!scenes) {
    await new Promise((done) => setTimeout(done, AGAIN));
    await dress();
  }
  if (page.locked()) page.turn(true);
}

/** @param {Page} page */
function looked(page) {
  if (page.locked()) idling.putOff();
  else if (idling.over()) away(page);
  else if (page.open() && scenes) idling.look();
}

/** Nobody is there: of a child's questions nothing is to be seen, and a last page gives way to the first. @param {Page} page */
function away(page) {
  idling.putOff();
  if (page.open()) page.turn(true);
  else /** @type {HTMLElement | null} */ (document.querySelector("main > .ways a"))?.click();
}

/** The session's pages stand among those of the document, in its look; behind the lock too there is somebody to talk to. @param {Document} scenes */
function dressed(scenes) {
  const model = template(document, '[data-stop="saved:device"]');
  const lock = document.importNode(template(scenes, '[data-stop="aside:lock"]'), true);
  lock.dataset.room = model.dataset.room;
  if (four) offered(lock.content, scenes);
  lock.content.append(document.importNode(part(model, ".contacts"), true));
  document.body.append(lock, thanks(model, template(scenes, '[data-stop="saved:session"]')));
}

/**
 * The page of what is saved, in the session's words: with nothing to try again, and the same support as ever. To the
 * youngest, beside whom a grown-up sits, it says what it says without a session.
 * @param {HTMLTemplateElement} model @param {HTMLTemplateElement} words
 */
function thanks(model, words) {
  const made = /** @type {HTMLTemplateElement} */ (model.cloneNode(true));
  made.dataset.stop = "saved:session";
  const young = made.dataset.room === "youngest";
  const before = [...made.content.children].filter((one) => one.matches(young ? "h1" : "h1, p"));
  const said = document.importNode(words.content, true);
  if (young) for (const one of said.querySelectorAll(".older")) one.remove();
  before[0].before(said);
  for (const old of before) old.remove();
  made.content.querySelector(".ways button")?.remove();
  return made;
}

/** @param {HTMLTemplateElement} model @param {string} selector */
const part = (model, selector) => /** @type {Element} */ (model.content.querySelector(selector));
/** @param {ParentNode} root @param {string} selector */
const template = (root, selector) => /** @type {HTMLTemplateElement} */ (root.querySelector(`template${selector}`));

/** @param {string} go @param {string} code @param {Page} page */
function opens(go, code, page) {
  if (go === "clear") return page.end("ending:thrown_away");
  const how = go === "unlock" ? tried(four, code) : "";
  if (!how) return box()?.focus();
  if (how === "right") return opened(page);
  if (how === "wrong" && mistaken(page)) return page.end("ending:thrown_away");
  if (scenes) told(String(template(scenes, `#said-${how}`).content.textContent));
}

/** Five mistakes, also with a reload in between, are somebody else's: nothing is left to guess for then. @param {Page} page */
function mistaken(page) {
  page.missed(++tries);
  return tries >= TRIES;
}

/** @param {Page} page */
function opened(page) {
  tries = 0;
  page.turn(false);
}
