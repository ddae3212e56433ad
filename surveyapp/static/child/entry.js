// The first page: takes the code and begins; where anything is missing or odd, the page's own form does its work.

import { begin, draft, session, wipe } from "./device.js";
import { waiting } from "./queue.js";
import { fits, newSeed } from "./sealing.js";
import { watch } from "./sending.js";

/** @typedef {{says: string, sentences?: string[], puzzle?: string, found: string, wave: string, band: string, instrument: string}} Answer */
/** What was asked last; `takes`: the place of whoever is in. @typedef {{code: string, takes?: boolean, round: number}} Asked */
/** @typedef {{found?: string, wave: string, band: string, instrument: string, language?: string}} Place */

const form = /** @type {HTMLFormElement} */ (document.querySelector("form.sheet"));
const box = /** @type {HTMLInputElement} */ (document.getElementById("code"));
const language = document.documentElement.lang;
const ways = /** @type {HTMLElement} */ (form.querySelector("main > .ways"));
const SECOND = 1000;
/** How often this page has stood on a tablet of a session: whoever asks to be contacted in another window is done (apart.js). */
const CLEAR = "surveyapp clear";
/** The questions that a scanned card names, where no server can. */
let survey = "";
let busy = false;
/** Whether the page says that it waits. */
let waits = false;
let round = 0;

const scanned = fragment();
const ready = able();
addEventListener("hashchange", () => enter(fragment()));
form.addEventListener("code", made);
box.addEventListener("input", on);
addEventListener("pagehide", () => (box.value = ""));
addEventListener("pageshow", (event) => event.persisted && (session() ? location.reload() : wipe()));
form.addEventListener("submit", (event) => {
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  const other = Boolean(button && button.name !== "go");
  if (!other && !box.value.trim()) return;
  event.preventDefault();
  if (other) otherwise(/** @type {HTMLButtonElement} */ (button));
  else enter(box.value);
});
form.querySelector(".skip")?.addEventListener("click", (event) => {
  event.preventDefault(); // what stands behind the address is a card's
  box.focus();
});
if (session()) {
  localStorage.setItem(CLEAR, String(Number(localStorage.getItem(CLEAR)) + 1));
  import("./session.js").then(({ atStart }) => atStart(ready, scanned)).catch(() => {});
  import("./aloud.js").catch(() => {});
} else ready.then(() => sessionStorage.removeItem("surveyapp was here")).catch(() => {});
enter(scanned);

/** The code of a card that was scanned; it leaves the address at once. */
function fragment() {
  const said = location.hash === `#${box.id}` ? "" : location.hash; // led to the box by the keyboard before this script came
  const [code, named = ""] = decodeURIComponent(said.slice(1)).split(".");
  if (code) survey = named;
  else if (named) import("./looks.js").then(({ dress }) => dress()).catch(() => {});
  if (code) history.replaceState(null, "", location.pathname + location.search);
  return code;
}

/** A code that this page has made, of pictures; `named`: its questions. @param {Event} event */
function made(event) {
  const { code, named } = /** @type {CustomEvent<{code: string, named: string}>} */ (event).detail;
  survey = named;
  enter(code);
}

/** Another language or look; where neither a network nor this tablet has it, that is said. @param {HTMLButtonElement} button */
async function otherwise(button) {
  const came = await import("./tongues.js").then((tongues) => tongues.otherwise(form, button)).catch(() => false);
  if (!came) tell(parts("unreached"));
}

/**
 * Whether this browser can seal and keep; a child's unfinished sitting ends where the next one begins. On a tablet of a
 * session only behind its lock: who comes here in the same tab without a card finds that.
 */
async function able() {
  if (!(await fits())) return false;
  if (session() && !scanned && (await goesOn())) return new Promise(() => {});
  await wipe();
  const line = /** @type {HTMLElement} */ (document.getElementById("waiting"));
  watch((round) => {
    line.hidden = !round.waiting || Boolean(session());
    line.textContent = String(line.dataset.said).replace("{NUMBER}", String(round.waiting));
  });
  import("./orphans.js").then(({ swept }) => swept()).catch(() => {});
  return true;
}

/** Lets the child in, or tells why not. @param {string} code @param {boolean} [takes] the place of whoever is in */
async function enter(code, takes) {
  if (!code || busy) return;
  box.value = code;
  await attempt({ code, takes, round: ++round });
}

/** @param {Asked} asked @param {string} [solution] */
async function attempt(asked, solution) {
  busy = true;
  try {
    await entered(asked, solution);
  } catch {
    await unconnected(asked).catch(away);
  }
}

/** No server answers: on with what a tablet that was made ready keeps, or as without a script. @param {Asked} asked */
async function unconnected({ code, takes }) {
  const kept = await import("./unconnected.js");
  const nodes = await kept.unconnected(code, survey, language, (place) => begun(code, place, takes));
  if (!nodes) away();
  else if (nodes.length > 0) tell(nodes);
}

/** Nothing is kept here. Without a network nothing comes of a form either, and the browser would keep the code with it. */
function away() {
  tell(navigator.onLine ? [] : parts("away"));
}

/** @param {Asked} asked @param {string} [solution] */
async function entered(asked, solution) {
  if (!(await ready)) return plainly();
  const answer = await checked(asked.code, solution);
  if (!form.dispatchEvent(new CustomEvent("told", { detail: answer.says, cancelable: true }))) return void (busy = false);
  if (answer.says === "valid") return begun(asked.code, answer, asked.takes);
  if (answer.says === "wait") return later(asked, String(answer.puzzle));
  tell((answer.sentences ?? []).map(paragraph));
}

/** @param {string} code @param {string} [solution] @returns {Promise<Answer>} */
async function checked(code, solution) {
  const response = await fetch(`${form.action}check?lang=${language}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code, solution }),
    credentials: "omit",
    redirect: "error",
    cache: "no-store",
  });
  return response.json();
}

/** Whether this tab's child is not done; the questions come again. */
async function goesOn() {
  const found = await draft();
  if (found.says !== "here") return false;
  location.replace(addressOf(found.sitting));
  return true;
}

/** @param {string} code @param {Place} place @param {boolean} [takes] */
async function begun(code, { found, wave, band, instrument, language: spoken = language }, takes) {
  const all = await waiting();
  if (all.length > 0 && (await import("./whose.js")).finishedWith(all, code, { wave, band })) return tell(parts("used"));
  const kept = await begin({ code, found, seed: newSeed(), wave, band, instrument, language: spoken }, takes);
  if (kept === "elsewhere") {
    const { begunWith } = await import("./whose.js");
    tell(parts((await begunWith(code)) ? "elsewhere" : "another"));
    const instead = document.querySelector(".instead");
    if (takes) instead?.remove();
    instead?.querySelector("button")?.addEventListener("click", () => enter(code, true));
    return;
  }
  if (kept === "memory") return plainly();
  box.value = "";
  const place = addressOf({ wave, band, instrument, language: spoken });
  const said = ["also", "looks"].map((name) => form.querySelector(`input[name=${name}]`)?.getAttribute("value") ?? "");
  const chosen = said.join(" ").trimEnd().replaceAll(" ", ".");
  location.assign(`${place}${chosen && `#${chosen}`}`);
}

/** @param {Place} place */
function addressOf({ wave, band, instrument, language: spoken = language }) {
  return `${form.action}take/${[wave, band, instrument, spoken].map(encodeURIComponent).join("/")}`;
}

/**
 * Checks are slow just now: says so once and asks again by itself, each second, with a little work done for it; until
 * the child asks for another code. @param {Asked} asked @param {string} puzzle
 */
async function later(asked, puzzle) {
  if (!waits) tell(parts("wait"));
  waits = true;
  busy = false;
  const second = new Promise((done) => setTimeout(done, SECOND));
  const { solved } = await import("./puzzle.js");
  const solution = await solved(puzzle);
  await second;
  if (asked.round === round) await attempt(asked, solution);
}

/** The form goes as it would without a script. */
function plainly() {
  const go = document.createElement("input");
  go.type = "hidden";
  go.name = "go";
  go.value = "next";
  form.append(go);
  form.submit();
}

/**
 * Sentences above the box, where the plain page has them. While they ask something, only its choices lead on, until
 * another code is typed. @param {Node[]} sentences
 */
function tell(sentences) {
  if (sentences.length === 0) return plainly();
  busy = waits = false;
  const problem = document.createElement("div");
  problem.className = "problem";
  problem.id = "code-problem";
  problem.append(...sentences);
  document.getElementById("code-problem")?.remove();
  box.before(problem);
  box.setAttribute("aria-describedby", "code-hint code-problem");
  box.closest("details")?.setAttribute("open", "");
  const question = /** @type {HTMLElement | null} */ (problem.querySelector("[tabindex]"));
  if (question) ways.remove();
  else on();
  (question ?? box).focus();
}

function on() {
  form.querySelector("main")?.append(ways);
}

/** @param {string} id @returns {Node[]} */
function parts(id) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  return [...template.content.cloneNode(true).childNodes];
}

/** @param {string} sentence */
function paragraph(sentence) {
  const made = document.createElement("p");
  made.textContent = sentence;
  return made;
}
