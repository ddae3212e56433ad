/**
 * A tablet of a session: it has an animal's name, says now and again that it is ready or in use and how many ballots it
 * has sent, never before the session's end whether one waits: that would tell what the child did who sat there. It is
 * wiped between two children. What it shows comes from the session's page, which a tablet that was made ready keeps.
 */
import { emptied, session, SITTINGS, wipe, within } from "./device.js";
import { anew, hold, holds, release, soon } from "./mixing.js";
import { waiting } from "./queue.js";
import { deliver, fate } from "./sending.js";

/** @typedef {import("./device.js").Member} Member */

const MEMBER = "surveyapp session";
/** Counts the tablet's reports, so that one that comes late does not take the place of a newer. */
const TURN = "surveyapp turn";
const BEAT = 10_000;
/** Milliseconds that the session's pages may take; they are asked for again (locking.js). */
const PATIENCE = 8_000;
/** How often, and after how many milliseconds, what is left of a child is looked for again. */
const TRIES = 6;
const AGAIN = 500;
/** Left by a child's page in this tab, with whom its questions are for: the next first page says that all is clear, and drops it. */
const WAS = "surveyapp was here";
const YOUNG = "young";
/** Held by a child's page, to the last one: another tab knows by it that this tablet is in use. */
const HERE = "surveyapp here";

const address = document.querySelector("form.sheet")?.getAttribute("action") ?? "/s/";
/** Whether somebody is at this page: from a child's first question until all is clear. */
let inUse = () => false;
/** Whether something of the child before is still here, and the page asks for a grown-up. */
let unclear = false;
/** @type {() => void} */
let ended = () => {};

/**
 * The first page of a tablet of a session: its name, and between two children that all is clear.
 * @param {Promise<unknown>} ready @param {string} scanned the code of a card, whose child goes on at once
 */
export async function atStart(ready, scanned) {
  await ready;
  const scenes = await fetched();
  const was = scanned ? null : sessionStorage.getItem(WAS);
  unclear = was !== null && !(await cleared());
  if (!unclear) sessionStorage.removeItem(WAS);
  if (was !== null && session()?.over && !session()?.off) soon();
  beat();
  if (scenes) {
    badge(scenes);
    ended = () => {
      ended = () => {};
      over(scenes);
    };
    if (session()?.pack) await (await import("./pictures.js")).offered(scenes);
    if (session()?.over) ended();
    else if (was !== null) await clear(scenes, was === YOUNG);
  }
}

/** A page on which a child answers, or is thanked; another tab may take its place. @param {() => boolean} busy @returns {Promise<Document | null>} what a session shows */
export async function atWork(busy) {
  sessionStorage.setItem(WAS, document.querySelector("template:is([data-room=youngest], [data-room=middle])") ? YOUNG : "");
  inUse = busy;
  const gone = new Promise((done) => addEventListener("taken", done));
  gone.then(() => (inUse = () => false));
  if (busy()) navigator.locks?.request(HERE, { mode: "shared" }, () => gone).catch(() => {});
  beat();
  return fetched();
}

/** Whether nothing is left of the child before, whose page may take a moment to let go. */
async function cleared() {
  for (let tries = 1; ; tries++) {
    await wipe();
    if (await emptied()) return true;
    if (tries === TRIES) return false;
    await new Promise((done) => setTimeout(done, AGAIN));
  }
}

/** Between two children: said only once it has been looked at; that nothing is left would puzzle a young one. @param {Document} scenes @param {boolean} young */
async function clear(scenes, young) {
  const main = place();
  const kept = [...main.childNodes];
  main.replaceChildren(...nodes(scenes, unclear ? "unclear" : "clear"));
  if (young) main.querySelector(".older")?.remove();
  focusOn(main);
  const button = document.getElementById("begin");
  if (!button) return;
  await new Promise((done) => button.addEventListener("click", done, { once: true }));
  main.replaceChildren(...kept);
  focusOn(main);
}

/** The session has ended: nobody begins here any more, and what waits is sent. @param {Document} scenes */
function over(scenes) {
  place().replaceChildren(...nodes(scenes, "over"));
}

/** @param {Document} scenes */
function badge(scenes) {
  const line = nodes(scenes, "badge").find((node) => node.textContent?.includes("{ANIMAL}"));
  const name = /** @type {Element} */ (line).querySelector("strong");
  if (name) name.textContent = nameIn(scenes);
  document.querySelector(".badge")?.remove();
  document.querySelector("header.tools")?.prepend(/** @type {Node} */ (line));
}

/** This tablet's animal. @param {Document} scenes */
export function nameIn(scenes) {
  const all = /** @type {HTMLTemplateElement} */ (scenes.getElementById("animals")).content.children;
  return all[session()?.number ?? 0]?.textContent ?? "";
}

/** Says how it is now, and again and again; sends what waits when its moment has come, and at once says what came of it. */
async function beat() {
  await report();
  const before = await counted();
  await sent();
  if ((await counted()) !== before) await report();
  if (session()) setTimeout(beat, BEAT);
}

async function sent() {
  if (holds()) return;
  release();
  await deliver();
  const still = document.getElementById("still");
  if (still) still.hidden = (await left()) === 0;
  if (!session()?.over || unclear || (await used()) || (await begun())) return;
  if ((await left()) === 0) await leave();
}

/** How many wait to be sent: neither what the server refused nor what has arrived and is just leaving the device. */
async function left() {
  const all = await waiting();
  const { leaving = [], refused = [] } = session() ?? {};
  return all.filter(({ id }) => fate(id) === "waiting" && !leaving.includes(id) && !refused.includes(id)).length;
}

const counted = async () => `${await left()} ${session()?.sent}`;

/** All has arrived after the end, or was refused for good: the server is told, and this is an ordinary tablet again. */
async function leave() {
  if (!(await report())) return;
  localStorage.removeItem(MEMBER);
  localStorage.removeItem(TURN);
}

/** Whether a child answers on this tablet, on this page or in another tab. */
async function used() {
  if (inUse()) return true;
  const { held } = (await navigator.locks?.query().catch(() => null)) ?? {};
  return Boolean(held?.some(({ name, mode }) => name === HERE || (name === `surveyapp ${SITTINGS}` && mode === "exclusive")));
}

/** Whether a child's sitting rests here: between two of its pages no tab holds it. */
const begun = () => within("readonly", (store) => [store(SITTINGS).count()]).then(([found]) => found > 0, () => false);

/** @returns {Promise<boolean>} whether the server has heard it */
async function report() {
  const in_use = (await used()) ? "yes" : unclear ? "unclear" : "no";
  const ends = await said(in_use);
  const member = session();
  if (!member) return true;
  const turn = String(Number(localStorage.getItem(TURN)) + 1);
  localStorage.setItem(TURN, turn);
  const told = { key: member.key, in_use, left: ends, sent: String(member.sent), turn };
  const answer = await answered(`${address}session/state`, told);
  if (answer.says === "over") stopped(Boolean(answer.off));
  return Boolean(answer.says);
}

/** What the server hears of what is left: nothing before the end, and then not before this tablet's moment. @param {string} in_use */
async function said(in_use) {
  if (!session()?.over) return "";
  if (in_use !== "no" || holds() || (await left()) > 0) return "some";
  return session()?.refused?.length ? "refused" : "none";
}

/** In each tab, whichever was told first. Taken off the list while the others go on, it keeps its moment. @param {boolean} off */
function stopped(off) {
  const now = session();
  if (now && !now.over) {
    localStorage.setItem(MEMBER, JSON.stringify({ ...now, over: true, off, pack: undefined }));
    if (off) hold();
    else soon();
  }
  ended();
}

/** This tablet is one of the session from now on; or still, where it has joined before. @param {Record<string, any>} joined */
export async function become({ key, number, wave }) {
  const before = session();
  const { sent, leaving } = before?.key === key ? /** @type {Member} */ (before) : { sent: 0 };
  const refused = before?.refused;
  localStorage.setItem(MEMBER, JSON.stringify({ key, number, wave, sent, leaving, refused, over: false, joined: Date.now() }));
  if ((await left()) > 0) anew();
}

/** From now on, until the session ends, pictures of this pack's cards are codes here; without a pack none are. @param {import("./device.js").Pack} [pack] */
export function carry(pack) {
  const member = session();
  if (member && !member.over) localStorage.setItem(MEMBER, JSON.stringify({ ...member, pack }));
}

/** The server's answer as JSON; {} where none came. @param {string} to @param {object} body @returns {Promise<Record<string, any>>} */
export async function answered(to, body) {
  try {
    const response = await fetch(to, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      redirect: "error",
      cache: "no-store",
    });
    return Object(await response.json());
  } catch {
    return {};
  }
}

/** The session's page in the language of this one; parsed by the request itself, which runs no script. @returns {Promise<Document | null>} */
export function fetched() {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", `${address}session?lang=${document.documentElement.lang}`);
    request.responseType = "document";
    request.onload = () => resolve(request.response?.getElementById("animals") ? request.response : null);
    request.onerror = request.ontimeout = () => resolve(null);
    request.timeout = PATIENCE;
    request.send();
  });
}

/** @param {Document} scenes @param {string} id @returns {Node[]} */
export function nodes(scenes, id) {
  const template = /** @type {HTMLTemplateElement} */ (scenes.getElementById(id));
  return [...document.importNode(template.content, true).childNodes];
}

const place = () => /** @type {HTMLElement} */ (document.getElementById("main"));

/** @param {HTMLElement} main */
function focusOn(main) {
  const heading = main.querySelector("h1");
  if (heading) heading.tabIndex = -1;
  heading?.focus();
}
