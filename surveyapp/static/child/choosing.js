// What a child chooses of the page itself: how it looks, and a second language under the first.

/** @import { Second } from "./beside.js" */

/** @param {string} look */
export async function altered(look) {
  (await import("./looks.js")).alter(look);
}

/** What was chosen before, of both. @returns {Promise<Second | null>} */
export async function chosen() {
  const { dress, language } = await import("./looks.js");
  dress();
  return together(language());
}

/** A second language under the first, or none. @param {string} code @returns {Promise<Second | null>} */
export async function together(code) {
  return (await import("./beside.js")).beside(code);
}
