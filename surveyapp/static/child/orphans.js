// What a closed tab left behind, where no next child begins, who would drop it at once (device.js).

import { SITTINGS, within } from "./device.js";

const WHILE = 30_000;

/**
 * Drops the sittings that no tab holds, now and again after a while: in between two pages a tab holds none for a moment.
 * @param {number} [time] milliseconds; longer than a page takes to come
 */
export async function swept(time = WHILE) {
  if (!navigator.locks) return;
  const left = await unheld(ids);
  await new Promise((done) => setTimeout(done, time));
  if (left?.length) await unheld(() => within("readwrite", (store) => left.map((id) => store(SITTINGS).delete(id))));
}

/** @returns {Promise<IDBValidKey[]>} */
async function ids() {
  const [found] = await within("readonly", (store) => [store(SITTINGS).getAllKeys()]);
  return found;
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
