// “Read to me” and “Watch in sign language”: in the same place on every page, heard only when pressed, silent on every move.

import { clipsAt } from "./sound.js";
import { sentences } from "./reading.js";
import { speakerFor, voiceOf } from "./speaker.js";
/** @import { Clips } from "./sound.js" */
/** @import { Sentence } from "./reading.js" */

/** @typedef {Record<"read" | "stop" | "slowly" | "moment" | "failed" | "watch" | "close", string>} Words */
/** What there is to hear and see; `most`: nearly every page of this survey by clips. @typedef {{language: string, words: Words, voice: boolean, most: boolean, clips: Clips, films: Clips, signs: Record<string, string>}} Told */

const MEGABYTE = 1_000_000;
const form = /** @type {HTMLFormElement} */ (document.querySelector("form.sheet"));
const main = /** @type {HTMLElement} */ (form.querySelector("main"));
const tools = /** @type {HTMLElement} */ (form.querySelector(".tools"));
const bar = document.createElement("section");
const read = button("read");
const slow = button("slow");
const watch = button("watch");
const notice = document.createElement("p");
const place = document.createElement("div");
const speaker = speakerFor(() => slow.getAttribute("aria-pressed") === "true");
/** @type {Told | null} */
let told = null;
/** What was asked for last: pages that change meanwhile wait for the same answer. @type {{language: string, comes: Promise<Told | null>} | null} */
let index = null;
/** @type {Sentence[]} */
let page = [];
/** The film of this page. */
let film = "";
/** Counts what was begun: what is not the newest says nothing more. */
let turn = 0;
let reading = false;
/** Whether this child has had something read: then what asks by itself is also said by itself. */
let wanted = false;

begin();

async function begin() {
  const styles = document.createElement("link");
  styles.rel = "stylesheet";
  styles.href = new URL("aloud.css", import.meta.url).href;
  document.head.append(styles);
  bar.className = "aloud";
  bar.hidden = true;
  notice.setAttribute("role", "status");
  slow.setAttribute("aria-pressed", "false");
  bar.append(read, slow, watch, notice, place);
  tools.after(bar);
  read.addEventListener("click", () => (reading ? hush() : speak(page)));
  slow.addEventListener("click", () => slow.setAttribute("aria-pressed", String(slow.getAttribute("aria-pressed") !== "true")));
  watch.addEventListener("click", () => (place.firstChild ? hush() : show()));
  globalThis.speechSynthesis?.addEventListener?.("voiceschanged", () => reading || arrived());
  new MutationObserver(() => arrived()).observe(main, { childList: true });
  new MutationObserver(() => arrived()).observe(main, { subtree: true, attributes: true, attributeFilter: ["hidden"] });
  new MutationObserver(left).observe(document.body, { childList: true });
  addEventListener("asked", (event) => warned(/** @type {CustomEvent} */ (event).detail));
  addEventListener("pagehide", hush);
  await arrived();
}

/** Another page stands here: what was said of the one before ends. */
async function arrived() {
  hush();
  const mine = ++turn;
  const language = document.documentElement.lang;
  if (told?.language !== language) told = await indexIn(language);
  if (mine !== turn || !told) return;
  const found = await sentences([main, tools], language);
  if (mine !== turn) return;
  page = found;
  film = page.map(({ name }) => told?.signs[name] ?? "").find(Boolean) ?? "";
  dress(told);
}

/** @param {string} language */
function indexIn(language) {
  if (index?.language !== language) index = { language, comes: asked() };
  return index.comes;
}

/** Where no survey is known, as on the first page, what is said there has an index too. @param {string} language */
function indexOf(language) {
  const place = location.pathname;
  return place.includes("/take/") ? place.replace("/take/", "/aloud/") : `${form.getAttribute("action")}aloud/${language}`;
}

/** The index of this survey's sound in the language of the page; null where it does not come: the next page asks again. @returns {Promise<Told | null>} */
async function asked() {
  try {
    const response = await fetch(indexOf(document.documentElement.lang), { credentials: "omit", redirect: "error" });
    const found = await response.json();
    const clips = clipsAt(found.sound, found.clips, "audio/mpeg");
    return { ...found, clips, films: clipsAt(found.signed, found.films, "video/mp4") };
  } catch {
    index = null;
    return null;
  }
}

/**
 * Nothing is offered that cannot be heard whole, and nothing at all where a child hides. Where a survey can be heard, a
 * page that cannot keeps the room, so that nothing moves. @param {Told} now
 */
function dress({ words, films, most }) {
  const heard = page.filter(sayable);
  const hides = !tools.firstElementChild;
  const offers = most || Boolean(voice());
  const whole = offers && heard.some(({ needed }) => needed) && page.every((one) => !one.needed || sayable(one));
  read.hidden = slow.hidden = !whole && Boolean(film);
  watch.hidden = !film;
  bar.setAttribute("aria-label", words.read);
  bar.hidden = hides || (!offers && !film);
  bar.classList.toggle("quiet", !whole && !film);
  name(read, words.read);
  read.classList.remove("on");
  name(slow, words.slowly);
  const size = Math.round(films.size / MEGABYTE);
  name(watch, size ? `${words.watch} (${size} MB)` : words.watch);
}

/** @param {Sentence} one */
const sayable = ({ name }) => Boolean(told?.clips.has(name) || voice());
const voice = () => (told?.voice ? voiceOf(told.language) : undefined);

/** The whole page, or a question that stood before it, is gone. @param {MutationRecord[]} changes */
function left(changes) {
  const asked = changes.some(({ removedNodes }) => [...removedNodes].some((one) => one instanceof HTMLDialogElement));
  if (asked || !form.isConnected) hush();
}

/** A question that stands before the page can be heard too. @param {HTMLDialogElement} dialog */
async function warned(dialog) {
  hush();
  if (!told) return;
  const mine = turn;
  const found = await sentences([dialog], told.language);
  if (mine !== turn || !dialog.isConnected || !found.every(sayable)) return;
  const again = button("way read");
  again.append(Object.assign(document.createElement("span"), { textContent: told.words.read }));
  again.addEventListener("click", () => speak(found));
  dialog.querySelector(".ways")?.append(again);
  if (wanted) speak(found);
}

/** From the first sentence to the last; what is said is marked. @param {Sentence[]} said */
async function speak(said) {
  if (!told) return;
  hush();
  const mine = ++turn;
  speaker.wake();
  reading = wanted = true;
  name(read, told.words.stop);
  read.classList.add("on");
  try {
    for (const one of said.filter(sayable)) {
      const sound = await fetched(told.clips, one.name);
      if (mine !== turn) return;
      notice.textContent = "";
      one.shown.classList.add("heard");
      if (main.contains(one.shown)) one.shown.scrollIntoView({ block: "nearest" });
      const spoken = voice();
      await (sound ? speaker.clip(sound) : spoken && speaker.voice(one.text, spoken));
      one.shown.classList.remove("heard");
      if (mine !== turn) return;
    }
    hush();
  } catch {
    if (mine === turn) fail();
  }
}

/** @param {Clips} clips @param {string} name */
async function fetched(clips, name) {
  const late = setTimeout(() => (notice.textContent = told?.words.moment ?? ""), 300);
  try {
    return await clips.clip(name);
  } finally {
    clearTimeout(late);
  }
}

/** The film of this page, in place; it begins when its own button is pressed. */
async function show() {
  if (!told) return;
  hush();
  const mine = ++turn;
  try {
    const found = await fetched(told.films, film);
    if (mine !== turn || !found) return;
    notice.textContent = "";
    const video = document.createElement("video");
    video.controls = true;
    video.playsInline = true;
    video.src = URL.createObjectURL(found);
    place.append(video);
    name(watch, told.words.close);
    video.focus();
  } catch {
    if (mine === turn) fail();
  }
}

function fail() {
  hush();
  notice.textContent = told?.words.failed ?? "";
}

/** Silence, and nothing marked. */
function hush() {
  turn++;
  reading = false;
  speaker.hush();
  for (const one of document.querySelectorAll(".heard")) one.classList.remove("heard");
  const video = place.querySelector("video");
  if (video) URL.revokeObjectURL(video.src);
  place.replaceChildren();
  notice.textContent = "";
  if (told) dress(told);
}

/** @param {string} kind */
function button(kind) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = kind;
  return made;
}

/** @param {HTMLButtonElement} made @param {string} words */
function name(made, words) {
  if (made.textContent !== words) made.textContent = words;
}
