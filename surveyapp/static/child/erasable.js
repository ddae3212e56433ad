/**
 * Keys that can be taken away for good, each in a file of its own (origin private file system, whatwg/fs). What a database
 * deletes lies in its log for long, and so would a key beside what it opens; a file that is removed does not.
 *
 * Where a browser has no such files (Safari before 26), `kept` is false, and the key has to lie with its record.
 */
/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{key: CryptoKey, kept: boolean}} Key */

const FOLDER = "keys";
const AES = "AES-GCM";
const SIZE = 32;
const PATIENCE = 2000;

/** The key of this name, or a new one; no page can read it out of what it is given. @param {string} name @returns {Promise<Key>} */
export async function keyFor(name) {
  try {
    return { key: await keyOf(name).catch(() => made(name)), kept: true };
  } catch {
    return { key: await usable(crypto.getRandomValues(new Uint8Array(SIZE))), kept: false };
  }
}

/** The key of this name. Throws where it is not there. @param {string} name @returns {Promise<CryptoKey>} */
export async function keyOf(name) {
  const file = await (await (await folder()).getFileHandle(name)).getFile();
  return usable(new Uint8Array(await file.arrayBuffer()));
}

/** Takes keys away; what is not there is gone already. @param {string[]} names */
export async function erase(names) {
  const keys = await folder().catch(() => null);
  await Promise.all(names.map((name) => keys?.removeEntry(name).catch(absent)));
}

/** The names of all keys that are here. @returns {Promise<string[]>} */
export async function keyed() {
  const keys = await folder().catch(() => null);
  const found = [];
  if (keys) for await (const name of keys.keys()) found.push(name);
  return found;
}

/** @param {string} name */
async function made(name) {
  const bytes = crypto.getRandomValues(new Uint8Array(SIZE));
  const writing = await (await (await folder()).getFileHandle(name, { create: true })).createWritable();
  await writing.write(bytes);
  await writing.close();
  return usable(bytes);
}

/** @param {Bytes} bytes @returns {Promise<CryptoKey>} */
function usable(bytes) {
  if (bytes.length !== SIZE) throw new Error("half a key");
  return crypto.subtle.importKey("raw", bytes, AES, false, ["encrypt", "decrypt"]);
}

/** Throws where there is none, or no answer comes: a child does not wait for it. @returns {Promise<FileSystemDirectoryHandle>} */
async function folder() {
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
  const there = navigator.storage.getDirectory().then((root) => root.getDirectoryHandle(FOLDER, { create: true }));
  return /** @type {Promise<FileSystemDirectoryHandle>} */ (Promise.race([there, late]));
}

/** @param {{name: string}} problem */
function absent(problem) {
  if (problem.name !== "NotFoundError") throw problem;
}
