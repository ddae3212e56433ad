// Whose sitting goes on in another tab, and whose answers wait here: asked for only then, and never shown.

import { canonical } from "./codes.js";
import { said, SITTINGS, within } from "./device.js";
/** @import { Submission } from "./queue.js" */

/** Whether it began with this code; false where that cannot be read. @param {string} code as typed @returns {Promise<boolean>} */
export async function begunWith(code) {
  try {
    const [[id], [record]] = await within("readonly", (store) => [store(SITTINGS).getAllKeys(), store(SITTINGS).getAll()]);
    return canonical((await said(record, SITTINGS, id)).sitting.code) === canonical(code);
  } catch {
    return false;
  }
}

/**
 * Whether one of these was finished with this code, and may be for these questions: begun without a network, of another
 * band too; what was finished with the wrong ones is never sent. @param {readonly Submission[]} all
 * @param {string} code as typed @param {{wave: string, band: string}} place
 */
export function finishedWith(all, code, { wave, band }) {
  const fits = (/** @type {Submission} */ one) => one.wave === wave && (one.band === band || band in (one.others?.bands ?? {}));
  return all.some((one) => fits(one) && canonical(one.code) === canonical(code));
}
