// Whose sitting goes on in another tab: asked for only then, and never shown.

import { unsealed, within } from "./device.js";

/** Whether it began with this code; false where that cannot be read. @param {string} code as typed @returns {Promise<boolean>} */
export async function begunWith(code) {
  try {
    const [[id], [record]] = await within("readonly", (store) => [store("sitting").getAllKeys(), store("sitting").getAll()]);
    return plain((await unsealed(record, id)).sitting.code) === plain(code);
  } catch {
    return false;
  }
}

/** @param {string} code */
const plain = (code) => code.replace(/[^a-z0-9]/gi, "").toUpperCase();
