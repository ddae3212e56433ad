// The whole survey on one page: every button leads on at once, and no question waits for the network.

import { draft, keep, waiting, wipe } from "./device.js";
import { tongue } from "./languages.js";
import { drawn } from "./page.js";
import { copied, data, show, templateOf } from "./screen.js";
import { restored, written } from "./state.js";
import { ballotOf, BEGUN, opened, step } from "./steps.js";
/** @import { Sitting } from "./device.js" */
/** @import { Manifest } from "./sending.js" */
/** @import { Asked } from "./page.js" */
/** @import { Finished, Shown, State } from "./steps.js" */

const DOUBLE_TAP = 400;
const PATIENCE = 500;
const form = /** @type {HTMLFormElement} */ (document.querySelector("form.sheet"));
/** @type {Asked} */
let asked;
/** @type {Sitting | null} */
let sitting = null;
/** @type {State} */
let state = BEGUN;
/** The page on show; null once there is nothing of the child any more. @type {Shown | null} */
let here = null;
/** @type {() => void} */
let again = () => {};
let depth = Number(history.state ?? 0);
let changed = -DOUBLE_TAP;
/** Tries to send what waits, when the child asks for it. @type {() => void} */
let retry = () => {};
let ended = false;
/** @type {Promise<unknown>} */
let wiping = Promise.resolve();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  if (button?.name === "lang") speak(button.value);
  else press(button?.value ?? "");
});
form.addEventListener("click", guard, true);
form.addEventListener("click", follow);
addEventListener("popstate", back);
addEventListener("pageshow", (event) => event.persisted && location.reload());
arrive();

/** Finds this tab's child, where the child was. */
async function arrive() {
  const found = await draft();
  if (found.says === "elsewhere") return stand("trouble:elsewhere");
  if (found.says !== "here") return (await waiting()).length > 0 ? saved("device") : toStart();
  const plan = data("plan");
  if (found.sitting.instrument !== plan.fingerprint || found.sitting.wave !== data("manifest").wave) return toStart();
  sitting = found.sitting;
  asked = { plan, words: data("words"), orders: await orders() };
  state = restored(found.draft);
  display(opened(plan, state));
  pictures();
}

/** In this child's own order, where a survey shuffles; few do. */
async function orders() {
  const plan = data("plan");
  const shuffles = plan.pages.some((/** @type {any} */ page) => page.items.some((/** @type {any} */ item) => item.shuffled));
  if (!shuffles || !sitting) return new Map();
  const { ordersOf } = await import("./orders.js");
  return ordersOf(plan, sitting.seed);
}

/** What a pressed button asks for. @param {string} go */
function press(go) {
  if (!here) {
    if (go === "send") retry();
    return;
  }
  const returns = here.aside ? go === "stay" : go === "back";
  if (returns && depth > 0) {
    changed = performance.now();
    history.back();
  } else take(go);
}

/** @param {string} go */
function take(go) {
  if (!here) return;
  const said = new FormData(form);
  said.set("go", go);
  const outcome = step(asked.plan, state, said);
  if (outcome.is === "finished") return send(outcome);
  if (outcome.is !== "shown") return end(`ending:${outcome.is}`);
  const onward = go !== "back" && nameOf(outcome) !== nameOf(here);
  state = outcome.state;
  if (onward) history.pushState(++depth, "");
  display(outcome);
  keep(written(state));
}

/** @param {Shown} place */
const nameOf = ({ stop, aside }) => `${stop.name} ${aside}`;

/** The browser's own Back is the survey's; its Forward changes nothing. @param {PopStateEvent} event */
function back(event) {
  const to = Number(event.state ?? 0);
  const steps = depth - to;
  depth = to;
  for (let taken = 0; here && taken < steps; taken++) take(here.aside ? "stay" : "back");
}

/** @param {Shown} place */
function display(place) {
  here = place;
  again = () => {
    const { template, content, title } = drawn(asked, place);
    show(template, content, title);
  };
  draw();
}

/** A page that tells nothing of the child. @param {string} name */
function stand(name) {
  here = null;
  again = () => {
    const template = templateOf(name);
    show(template, copied(template), String(template.dataset.title));
  };
  draw();
}

function draw() {
  again();
  changed = performance.now();
}

/** A goodbye: nothing of the child is left in this page or on the device. @param {string} name */
function end(name) {
  ended = true;
  sitting = null;
  state = BEGUN;
  stand(name);
  wiping = wipe();
}

/** Seals, lays by and sends; says only what is so. @param {Finished} finished */
async function send(finished) {
  if (!sitting) return;
  const place = here;
  stand("sending:");
  try {
    const { finish } = await sender();
    const ballot = Uint8Array.from(ballotOf(asked.plan, finished.state, finished.stop));
    const { outcome, kept, id } = await finish(sitting, /** @type {Manifest} */ (data("manifest")), ballot);
    if (outcome !== "waiting") return end(told(outcome));
    state = BEGUN;
    saved(kept === "kept" ? "device" : "page", id);
  } catch {
    stand("trouble:broken");
    here = place;
  }
}

/** @param {string} outcome */
const told = (outcome) =>
  ({ sent: "ending:sent", used: "trouble:used", closed: "trouble:closed" })[outcome] ?? "trouble:lost";

const sender = () => import("./sending.js");

/** Finished and not sent: says so, and goes on by itself when the network is back. @param {"device" | "page"} where @param {string} [id] */
async function saved(where, id) {
  stand(`saved:${where}`);
  if (where === "page") addEventListener("beforeunload", stay);
  const { deliver, fate, watch } = await sender();
  const look = async () => {
    const outcome = id ? await fate(id) : (await waiting()).length > 0 ? "waiting" : "sent";
    if (ended || outcome === "waiting") return;
    removeEventListener("beforeunload", stay);
    end(told(outcome));
  };
  retry = async () => {
    await deliver();
    await look();
  };
  await watch(look);
}

/** @param {Event} event */
const stay = (event) => event.preventDefault();

/** Taps that come too soon after a change were meant for what stood there before. @param {Event} event */
function guard(event) {
  if (performance.now() - changed >= DOUBLE_TAP) return;
  event.preventDefault();
  event.stopPropagation();
}

/** Links leave nothing behind: no answer on the device, no way back to this page. @param {Event} event */
function follow(event) {
  const link = /** @type {Element} */ (event.target).closest("a");
  if (!link || link.origin !== location.origin) return;
  event.preventDefault();
  const people = document.querySelector(".contacts");
  if (link.matches(".talk") && people) people.scrollIntoView();
  else leave(link.href);
}

/** @param {string} address */
async function leave(address) {
  form.hidden = true;
  document.title = "";
  if (here) wiping = wipe();
  here = null;
  await Promise.race([wiping, new Promise((done) => setTimeout(done, PATIENCE))]);
  location.replace(address);
}

function toStart() {
  location.replace(form.action);
}

/** The same page in another language, with all that is ticked. @param {string} language */
async function speak(language) {
  const brought = await tongue(language);
  if (!brought) return;
  asked = { ...asked, plan: data("plan"), words: data("words") };
  if (here && !here.aside) take("stay");
  else draw();
}

/** Fetched once, so that no question waits for its picture. */
function pictures() {
  for (const template of document.querySelectorAll("template")) {
    for (const picture of template.content.querySelectorAll("img")) new Image().src = picture.src;
  }
}
