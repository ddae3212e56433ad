/**
 * What rests of a sitting while it goes on, and how it opens again: on a session's tablet behind the lock, unless it was
 * touched a moment ago and the page was only reloaded; elsewhere as it was left, for half a day.
 */
import { keep, session } from "./device.js";
import { restored, written } from "./state.js";
/** @import { Shown, State } from "./steps.js" */

/** Where the child is, what is ticked or typed there, and how many mistakes were made at the lock. @typedef {{aside: Shown["aside"], typed: readonly (readonly [string, readonly string[]])[], missed: number}} Place */

/** Milliseconds in which nobody touches a session's tablet before it asks whether somebody is there (locking.js). */
export const IDLE = 240_000;
/** As long as the hidden field of the plain pages lasts (box/statekeys.py). */
const LASTS = 12 * 60 * 60_000;

/** Keeps it, with the time. @param {State} state @param {Place} place */
export const lay = (state, place) => keep({ ...written(state), ...place, touched: Date.now() });

/** What it was, from the draft; null where that is too long ago. @param {any} draft @returns {(Place & {state: State}) | null} */
export function rested(draft) {
  const { touched = NaN, aside = null, typed = [], missed = 0 } = draft ?? {};
  const age = Date.now() - touched;
  if (!session() && Math.abs(age) > LASTS) return null;
  const shut = draft && session() && !(fresh(age) && reloaded());
  return { state: restored(draft), aside: shut ? "lock" : aside, typed, missed };
}

/** A clock that was put back opens nothing. @param {number} age */
const fresh = (age) => age >= 0 && age < IDLE;

/** Not left for another page, and come back to. */
function reloaded() {
  const [way] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return way?.type === "reload";
}
