/**
 * Finished submissions, on the device until they have arrived: encrypted as a sitting is (device.js), and nothing throws.
 *
 * They belong to no tab: whichever page is open sends them, and no other child's start touches them.
 */
import { toBase64 } from "./bytes.js";
import { forget, inTurn, resting, said, SITTINGS, WAITING, wipe, within, whose } from "./device.js";
import { erase, keyFor } from "./erasable.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Kept} Kept */
/** @typedef {{n: string, e: string}} Issuer */
/**
 * `others`: begun without a network, and sealed for every other band whose cards may ask the same (places.js).
 * Not `proved`: sealed by an earlier version of these pages, before a ballot held its token's proof.
 * @typedef {{wave: string, band: string, code: string, found?: string, seed: Bytes, issuer: Issuer, sealed: Bytes, proved?: boolean, others?: Others}} Finished
 */
/** @typedef {{instrument: string, bands: Record<string, {issuer: Issuer, sealed: Bytes}>}} Others */
/** @typedef {Finished & {id: string}} Submission */

/** What this page has finished or read, until it has arrived. @type {Map<string, Submission>} */
const known = new Map();
/** Of these, what could not be kept: it is on this page alone. @type {Set<string>} */
const loose = new Set();

/**
 * Lays a sealed submission by until it has arrived; its sitting and draft leave the device with the same stroke.
 * "memory": it could not be kept and goes with this page; the draft is then still there.
 * @param {Finished} finished @returns {Promise<{kept: Kept, submission: Submission}>}
 */
export async function layBy(finished) {
  const id = whose() ?? toBase64(crypto.getRandomValues(new Uint8Array(16)));
  const submission = { ...finished, id };
  known.set(id, submission);
  const kept = await inTurn(async () => {
    const record = await resting(await keyFor(keyName(id)), id, submission);
    await within("readwrite", (store) => [store(WAITING).put(record, id), store(SITTINGS).delete(id)]);
    forget();
  });
  if (kept === "kept") await inTurn(() => erase([`${SITTINGS}.${id}`]));
  if (kept === "memory") loose.add(id);
  return { kept, submission };
}

/**
 * Everything finished that has not arrived, as far as it can be read. What this page knows of stays here until it has
 * heard itself that it arrived: a device that cannot be read a second time is no receipt.
 * @returns {Promise<Submission[]>}
 */
export async function waiting() {
  await inTurn(async () => {
    const [ids, records] = await within("readonly", (store) => [store(WAITING).getAllKeys(), store(WAITING).getAll()]);
    for (const [i, record] of records.entries()) {
      const one = await said(record, WAITING, String(ids[i])).catch(() => null);
      if (one) known.set(one.id, one);
    }
  });
  return [...known.values()];
}

/** Puts a submission in the place of the one that was laid by under its name. @param {Submission} submission */
export async function replaced(submission) {
  const kept = await inTurn(async () => {
    const record = await resting(await keyFor(keyName(submission.id)), submission.id, submission);
    await within("readwrite", (store) => [store(WAITING).put(record, submission.id)]);
  });
  known.set(submission.id, submission);
  return kept;
}

/**
 * Takes a submission off the device: only when the box has answered with its tag.
 * @param {Submission} submission @returns {Promise<boolean>} whether it is gone from there
 */
export async function arrived({ id }) {
  known.delete(id);
  const kept = await inTurn(() => within("readwrite", (store) => [store(WAITING).delete(id)]));
  if (kept === "kept") await inTurn(() => erase([keyName(id)]));
  if (whose() === id) await wipe();
  return kept === "kept";
}

/** Whether it still waits here, and no other tab has taken it off the device; also where that cannot be read. @param {Submission} submission */
export async function rests({ id }) {
  /** @type {unknown} */
  let found = id;
  await inTurn(async () => ([found] = await within("readonly", (store) => [store(WAITING).getKey(id)])));
  return loose.has(id) || found !== undefined;
}

/** The name of its key, which has lain on the device since its sitting began. @param {string} id */
const keyName = (id) => `${WAITING}.${id}`;
