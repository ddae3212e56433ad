// A little work while a code waits for its turn: cheap for one child, dear for whoever asks for many codes.

import { fromBase64, toBase64 } from "./bytes.js";

const ROUNDS = 2000;
const SIZE = 16;

/**
 * Bytes whose PBKDF2-HMAC-SHA-256, salted with the puzzle, begins with a zero byte: some 256 tries.
 * @param {string} puzzle @returns {Promise<string>}
 */
export async function solved(puzzle) {
  const how = { name: "PBKDF2", hash: "SHA-256", salt: fromBase64(puzzle), iterations: ROUNDS };
  for (;;) {
    const tried = crypto.getRandomValues(new Uint8Array(SIZE));
    const key = await crypto.subtle.importKey("raw", tried, "PBKDF2", false, ["deriveBits"]);
    const [first] = new Uint8Array(await crypto.subtle.deriveBits(how, key, 8));
    if (first === 0) return toBase64(tried);
  }
}
