/**
 * On a tablet of a session ballots travel at random moments and in random order: who watches when something arrives, or
 * sees that a tablet has sent, cannot tell whose it is.
 */
import { session } from "./device.js";
import { arrived, rests } from "./queue.js";
/** @import { Member } from "./device.js" */
/** @import { Submission } from "./queue.js" */

const MEMBER = "surveyapp session";
const DUE = "surveyapp due";
const MINUTE = 60_000;
const SHORTEST = 3 * MINUTE;
const LONGEST = 9 * MINUTE;
const SOON = 20_000;

/** From now on what is finished waits for a moment that chance has chosen, one for all that waits. Who has finished did not come to guess. */
export function hold() {
  const pack = session()?.pack;
  if (pack) noted({ pack: { ...pack, wrong: 0 } });
  if (!holds()) localStorage.setItem(DUE, String(Date.now() + SHORTEST + chance() * (LONGEST - SHORTEST)));
}

/** What waits here gets a new moment: of the one before it could be told what the child did who sat here last. */
export function anew() {
  release();
  hold();
}

/** After a session's end the moment comes soon, and not for all tablets at once; also on one on which nothing waits. */
export const soon = () => localStorage.setItem(DUE, String(Date.now() + chance() * SOON));

/** Whether that moment is still to come; a clock that was put back makes nothing wait for longer. */
export function holds() {
  const left = Number(localStorage.getItem(DUE)) - Date.now();
  return left > 0 && left <= LONGEST;
}

/** Nothing waits any longer. */
export const release = () => localStorage.removeItem(DUE);

/**
 * One has arrived. It is counted once, though another tab has sent it too, or it could not be taken off the device and
 * is sent again: its name stands among those that leave until it has left.
 * @param {Submission} submission
 */
export async function gone(submission) {
  if (await rests(submission)) count(submission.id);
  const others = (/** @type {string[] | undefined} */ ids) => ids?.filter((id) => id !== submission.id);
  if (await arrived(submission)) noted({ leaving: others(session()?.leaving), refused: others(session()?.refused) });
}

/** The server does not take one: it waits for nothing more, also on pages that come later. @param {Submission} submission */
export function refused({ id }) {
  noted({ refused: [...(session()?.refused ?? []).filter((one) => one !== id), id] });
}

/** What goes while the tablet is off the list is not counted: once it is back the sum would tell. @param {string} id */
function count(id) {
  const { sent = 0, leaving = [], off } = session() ?? {};
  if (!leaving.includes(id)) noted({ sent: off ? sent : sent + 1, leaving: [...leaving, id] });
}

/** @param {Partial<Member>} what */
function noted(what) {
  const member = session();
  if (member) localStorage.setItem(MEMBER, JSON.stringify({ ...member, ...what }));
}

/** In an order that has nothing to do with who was first. @template T @param {T[]} all @returns {T[]} */
export function mixed(all) {
  const order = all.map((one) => ({ one, place: chance() }));
  return order.sort((a, b) => a.place - b.place).map(({ one }) => one);
}

/** From 0 up to 1, from the source that keys are made of. */
function chance() {
  return crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32;
}
