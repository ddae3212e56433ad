// Whose sitting goes on in another tab: asked for only then, and never shown.

import { said, SITTINGS, within } from "./device.js";

/** Whether it began with this code; false where that cannot be read. @param {string} code as typed @returns {Promise<boolean>} */
export async function begunWith(code) {
  try {
    const [[id], [record]] = await within("readonly", (store) => [store(SITTINGS).getAllKeys(), store(SITTINGS).getAll()]);
    return plain((await said(record, SITTINGS, id)).sitting.code) === plain(code);
  } catch {
    return false;
  }
}

/** @param {string} code */
const plain = (code) => code.replace(/[^a-z0-9]/gi, "").toUpperCase();
