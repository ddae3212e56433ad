// The whole survey on one page: every button leads on at once, and no question waits for the network.

import { ahead } from "./ahead.js";
import { valuesIn } from "./answering.js";
import { altered, chosen, together } from "./choosing.js";
import { draft, session, speaks, wipe } from "./device.js";
import { begunAnew, onceThere } from "./leaving.js";
import { drawn } from "./page.js";
import { quieted } from "./quiet.js";
import { lay, rested } from "./resting.js";
import { copied, data, show, templateOf, unreached } from "./screen.js";
import { opened, step } from "./steps.js";
/** @import { Asked } from "./page.js" */
/** @import { Plan } from "./plan.js" */
/** @import { Shown, State } from "./steps.js" */

const DOUBLE_TAP = 400;
const PATIENCE = 500;
/** Steps that the browser's own Back goes on a tablet of a session, where its list must not tell how far a child came. */
const DEEPEST = 8;
/** Milliseconds in which what stands there is drawn before anything else is fetched. */
const PAINTING = 50;
/** What this tab's child has so far, asked of the device while the page is still read. */
const kept = draft();
/** @type {HTMLFormElement} */
let form;
/** @type {Asked} */
let asked;
/** @type {State} */
let state;
/** The place on show; null once there is nothing of the child any more. @type {Shown | null} */
let here = null;
/** @type {() => void} */
let draw;
/** Tries to send what waits. @type {() => void} */
let retry = () => {};
/** @type {Promise<unknown>} */
let wiped = Promise.resolve();
/** On a tablet of a session: its lock. @type {import("./locking.js").Lock | null} */
let lock = null;
/** What stands under every text, for an interpreter. @type {import("./beside.js").Second | null} */
let second = null;
let depth = Number(history.state);
let changed = 0;

addEventListener("taken", () => here && end("trouble:taken"));
addEventListener("popstate", back);
addEventListener("pageshow", (event) => event.persisted && again());
if (document.readyState === "loading") addEventListener("DOMContentLoaded", arrive);
else arrive();

/** The page is whole: finds this tab's child, where the child was. */
async function arrive() {
  form = /** @type {HTMLFormElement} */ (document.querySelector("form.sheet"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { name, value } = /** @type {HTMLButtonElement} */ (event.submitter);
    const changes = { lang: speak, also: interpret, alters: altered }[name];
    if (changes) changes(value).catch(() => unreached(true));
    else press(value);
  });
  form.addEventListener("click", guard, true);
  form.addEventListener("click", follow);
  form.addEventListener("input", rest);
  form.addEventListener("input", ({ target }) => import("./gentle.js").then(({ warn }) => warn(target)));
  addEventListener("pagehide", () => form.remove());
  await begin(await kept);
}

/** @param {import("./device.js").Found} found */
async function begin(found) {
  if (found.says === "elsewhere") return stand("trouble:elsewhere");
  if (found.says !== "here") return !session() && (await (await import("./queue.js")).waiting()).length > 0 ? send() : toStart();
  const { code, instrument, wave, seed } = found.sitting;
  /** @type {Plan} */
  const plan = data("plan");
  if (instrument !== plan.fingerprint || wave !== data("manifest").wave) return toStart();
  asked = { plan, words: data("words"), orders: await orders(plan, seed) };
  const place = rested(found.draft);
  if (!place) return end("trouble:old");
  const { aside, typed, missed } = place;
  state = place.state;
  if (location.hash) second = await chosen();
  if (aside === "lock" && !session()) return toStart();
  if (aside === "lock") await locks(code, missed);
  display({ ...opened(plan, state), aside, typed: new Map(typed) });
  if (!lock && session()) locks(code);
  setTimeout(() => (rest(), fetchAhead()), PAINTING);
}

/** Brought back whole by the browser, which tells no other page from this one: begun anew, and locked where others come. */
async function again() {
  if (session() && here) await stay("lock");
  location.reload();
}

/** In this child's own order, where a survey shuffles; few do. @param {Plan} plan @param {Uint8Array} seed */
async function orders(plan, seed) {
  if (!plan.pages.some((page) => page.items.some((item) => item.shuffled))) return new Map();
  return (await import("./orders.js")).ordersOf(plan, seed);
}

async function fetchAhead() {
  asked.lines = await ahead();
  if (here?.stop.scene === "check") draw();
}

/** What a pressed button asks for. @param {string} go */
function press(go) {
  if (!here) return go === "send" && retry();
  if (depth === 0 || go !== (here.aside ? "stay" : "back")) return take(go);
  changed = performance.now();
  history.back();
}

/** @param {string} go */
function take(go) {
  if (!here) return;
  const said = new FormData(form);
  if (here.aside === "lock") return lock?.tried(go);
  said.set("go", go);
  const outcome = step(asked.plan, state, said);
  if (outcome.is === "finished") return send(outcome);
  if (outcome.is !== "shown") return end(`ending:${outcome.is}`);
  const onward = go !== "back" && (outcome.stop.name !== here.stop.name || (outcome.aside && !here.aside));
  if (onward && !(depth >= DEEPEST && session())) history.pushState(++depth, "");
  state = outcome.state;
  display(outcome);
  rest();
}

/** Where the child is, and what is ticked or typed there so far: a reload changes nothing. */
function rest() {
  if (here && here.aside !== "lock") stay(here.aside);
}

/** @param {Shown["aside"]} aside @param {number} [missed] mistakes at the lock */
const stay = (aside, missed = 0) => lay(state, { aside, typed: typedHere(), missed });

/** @returns {(readonly [string, readonly string[]])[]} */
function typedHere() {
  if (here?.aside) return [...here.typed];
  const said = new FormData(form);
  return (here?.page?.items ?? []).map(({ id }) => [id, valuesIn(said, id)]);
}

/** On a tablet of a session: what locks it. @param {string} code @param {number} [before] mistakes */
async function locks(code, before = 0) {
  const { guarded } = await import("./locking.js").catch(begunAnew); // nobody answers for long where nothing would lock
  const missed = (/** @type {number} */ times) => here && stay("lock", times);
  const page = { open: () => Boolean(here), locked: () => here?.aside === "lock", turn, end, rest, missed };
  return (lock = await guarded(code, page, before));
}

/** Behind the lock, or out again, with all that is ticked. @param {boolean} locked */
function turn(locked) {
  if (!here) return;
  const typed = new Map(typedHere());
  const aside = locked ? "lock" : null;
  stay(aside);
  display({ ...here, aside, typed });
}

/** The browser's own Back is the survey's; its Forward changes nothing. @param {PopStateEvent} event */
function back(event) {
  const steps = depth - Number(event.state);
  depth -= steps;
  for (let taken = 0; here && taken < steps; taken++) take(here.aside ? "stay" : "back");
}

/** @param {Shown} place */
function display(place) {
  here = place;
  drawing((asked) => drawn(asked, place));
}

/** A page that tells nothing of the child. @param {string} name */
function stand(name) {
  here = null;
  drawing(() => {
    const template = templateOf(name);
    return [template, copied(template)];
  });
}

/** @param {(asked: Asked) => [HTMLTemplateElement, DocumentFragment]} make */
function drawing(make) {
  draw = () => {
    if (!form.isConnected) return;
    const [template, content] = make(asked);
    second?.under(content, () => make({ ...asked, ...second?.words })[1]);
    show(template, content, second?.under);
  };
  draw();
  changed = performance.now();
}

/** Nothing of the child is left here or on the device. @param {string} name */
function end(name) {
  state = opened(data("plan"), { ...state, at: "", answers: new Map() }).state;
  stand(name);
  wiped = wipe();
}

/** Sends these answers, or without any what waits on the device. @param {import("./steps.js").Finished} [finished] */
async function send(finished) {
  const place = here;
  stand("sending:");
  try {
    const { delivered, awaited } = await import("./delivery.js");
    const told = { stand, end, retries: (/** @type {() => void} */ again) => (retry = again) };
    await (finished ? delivered(asked.plan, finished, told) : awaited(told));
  } catch {
    if (finished && (await draft()).says !== "here") return end("trouble:taken");
    stand("trouble:broken");
    here = place;
  }
}

/** A tap too soon was meant for what stood there before; but somebody may come in, and then a child hides at once. @param {Event} event */
function guard(event) {
  const hides = /** @type {Element} */ (event.target).closest(".tool:is([value=hide], [rel])");
  if (hides || performance.now() - changed >= DOUBLE_TAP) return;
  event.preventDefault();
  event.stopPropagation();
}

/** Links leave nothing behind: no answer on the device, no way back to this page. @param {Event} event */
function follow(event) {
  const link = /** @type {Element} */ (event.target).closest("a");
  if (!link || link.target || link.origin !== location.origin) return;
  event.preventDefault();
  const people = document.querySelector(".contacts");
  if (link.matches(".talk") && people) people.scrollIntoView();
  else if (link.rel) away(link.href);
  else leave(link.href);
}

/** Hills at once, also without a network; and on from there as soon as there is one. @param {string} address */
function away(address) {
  quieted();
  if (here) wiped = wipe();
  here = null;
  onceThere(address, () => left(address));
}

/** @param {string} address */
async function leave(address) {
  if (await lock?.stranded(address)) return;
  form.remove();
  document.title = "";
  if (here) wiped = wipe();
  here = null;
  await left(address);
}

/** @param {string} address */
async function left(address) {
  await Promise.race([wiped, new Promise((done) => setTimeout(done, PATIENCE))]);
  if (lock) await lock.left(depth, address);
  else location.replace(address);
}

function toStart() {
  location.replace(form.action);
}

/** The same page in another language, with all that is ticked. @param {string} language */
async function speak(language) {
  const { tongue } = await import("./languages.js");
  if (!(await tongue(language))) return;
  speaks(language);
  asked = { ...asked, plan: data("plan"), words: data("words") };
  await lock?.dress();
  if (location.hash) second = await chosen();
  anew();
}

/** @param {string} code of a second language, or of none */
async function interpret(code) {
  second = await together(code);
  anew();
}

/** The same page drawn again, with all that is ticked. */
function anew() {
  if (here && !here.aside) take("stay");
  else draw();
}
