// The end of a survey: the ballot is sealed and sent, and the page says only what is so.

import { ballotOf } from "./ballot.js";
import { draft, goesOn } from "./device.js";
import { waiting } from "./queue.js";
import { postcard } from "./postcard.js";
import { data, found as there } from "./screen.js";
import { deliver, fate, finish, watch } from "./sending.js";
/** @import { Plan } from "./plan.js" */
/** @import { Outcome } from "./sending.js" */
/** @import { Finished } from "./steps.js" */

/** Where a session's ballots wait for each other; and what says the same where its pages did not come. */
const MIXED = "saved:session";
const DEVICE = "saved:device";
/** Saved on a device that was not made ready: without a network no other page of ours comes to send it. */
const OPEN = "saved:open";
const laidBy = () => (navigator.serviceWorker?.controller ? DEVICE : OPEN);

/** How the page tells it: a page to show, the last page, and what "Try again" does. @typedef {{stand: (name: string) => void, end: (name: string) => void, retries: (again: () => void) => void}} Told */

/** Seals this child's answers and sends them. @param {Plan} plan @param {Finished} finished @param {Told} told */
export async function delivered(plan, { state, stop }, told) {
  const found = await draft();
  if (found.says !== "here") return told.end("trouble:taken");
  const mixed = goesOn();
  const { outcome, kept, id } = await finish(found.sitting, data("manifest"), ballotOf(plan, state, stop), mixed);
  if (mixed && kept === "kept") return thanked(() => later(told));
  if (outcome !== "waiting") return last(told, outcome);
  if (kept === "memory") addEventListener("beforeunload", stay);
  until(() => become(id), told, kept === "kept" ? laidBy() : "saved:page");
}

/** There is nothing to try again. @param {Told} told */
function later(told) {
  told.stand(there(`[data-stop="${MIXED}"]`) ? MIXED : DEVICE);
  document.querySelector("main > .ways button")?.remove();
}

/** What has become of it; another tab may have sent it. @param {string} id */
async function become(id) {
  const outcome = fate(id);
  return outcome !== "waiting" || (await waiting()).some((one) => one.id === id) ? outcome : "sent";
}

/** What was finished before this page came; it is nobody's any more, and only its arrival is told. @param {Told} told */
export function awaited(told) {
  until(async () => ((await waiting()).length > 0 ? "waiting" : "sent"), told, laidBy());
}

/** Saved, and on by itself when the network is back. @param {() => Promise<Outcome>} fated @param {Told} told @param {string} saved */
function until(fated, told, saved) {
  let ended = false;
  const look = async () => {
    const outcome = await fated();
    if (ended || outcome === "waiting") return;
    ended = true;
    removeEventListener("beforeunload", stay);
    last(told, outcome);
  };
  thanked(() => told.stand(saved));
  told.retries(() => deliver().then(look));
  watch(look);
}

/** @param {Told} told @param {Outcome} outcome */
function last(told, outcome) {
  if (outcome === "sent") thanked(() => told.end(named(outcome)));
  else told.end(named(outcome));
}

/** A thank-you, whatever was answered; and the same for everybody below it, a picture. @param {() => void} stand */
function thanked(stand) {
  stand();
  postcard();
}

/** @param {Outcome} outcome */
function named(outcome) {
  if (outcome === "sent") return "ending:sent";
  return outcome === "used" || outcome === "closed" ? `trouble:${outcome}` : "trouble:lost";
}

/** @param {Event} event */
const stay = (event) => event.preventDefault();
