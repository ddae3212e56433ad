// The options of shuffled items in a child's own order, the same on every visit and as surveyapp/survey/views.py has it.

import { joined, toHex, utf8 } from "./bytes.js";
import { itemsOf } from "./plan.js";
/** @import { Item, Plan } from "./plan.js" */

/**
 * For every shuffled item its option ids in the order that this seed draws; exclusive ones stay last.
 * @param {Plan} plan
 * @param {Uint8Array} seed
 * @returns {Promise<Map<string, string[]>>}
 */
export async function ordersOf(plan, seed) {
  const shuffled = itemsOf(plan).filter((item) => item.shuffled);
  return new Map(await Promise.all(shuffled.map(async (item) => inOrder(item, seed))));
}

/** @param {Item} item @param {Uint8Array} seed @returns {Promise<[string, string[]]>} */
async function inOrder(item, seed) {
  const lots = (item.options ?? []).map(async (option) => {
    const last = item.exclusive?.includes(option) ? "1" : "0";
    return /** @type {[string, string]} */ ([last + (await drawnFor(seed, item.id, option)), option]);
  });
  const drawn = new Map(await Promise.all(lots));
  return [item.id, [...drawn.keys()].sort().map((lot) => /** @type {string} */ (drawn.get(lot)))];
}

/** @param {Uint8Array} seed @param {string} item @param {string} option */
async function drawnFor(seed, item, option) {
  const lot = joined(utf8("order\0"), seed, utf8(`\0${item}\0${option}`));
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", lot)));
}
