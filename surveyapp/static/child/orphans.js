// What a closed tab left behind, where no next child begins, who would drop it at once (device.js).

import { dropped, SITTINGS, within } from "./device.js";
import { keyed } from "./erasable.js";

const WHILE = 30_000;

/**
 * Drops the sittings that no tab holds, now and again after a while: in between two pages a tab holds none for a moment.
 * @param {number} [time] milliseconds; longer than a page takes to come
 */
export async function swept(time = WHILE) {
  if (!navigator.locks) return;
  const left = await unheld(ids);
  await new Promise((done) => setTimeout(done, time));
  if (left?.length) await unheld(() => dropped(left));
}

/** Of whom there is a record or a key; what waits to be sent has one and keeps it. @returns {Promise<string[]>} */
async function ids() {
  const [records] = await within("readonly", (store) => [store(SITTINGS).getAllKeys()]);
  return [...new Set([...records, ...(await keyed()).map((name) => name.slice(name.indexOf(".") + 1))])];
}

/**
 * What this work finds while no tab has a sitting, and none begins; null where one has, or nothing can be read. Shared,
 * so that nobody takes it for a sitting (session.js).
 * @template T @param {() => Promise<T>} work @returns {Promise<T | null>}
 */
const unheld = (work) =>
  navigator.locks
    .request(`surveyapp ${SITTINGS}`, { ifAvailable: true, mode: "shared" }, (lock) => (lock ? work() : null))
    .catch(() => null);
