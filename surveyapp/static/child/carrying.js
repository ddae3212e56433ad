/**
 * The worst case: what waits on a tablet that can never send leaves it as one encrypted file, and is sent by another
 * machine. Both may send it: the same submission is the same at every try, so that each ballot is in the box once. Not while
 * a session goes on: whether there is a file would tell what the child has done who sat there.
 */
import { fromBase64, toBase64, utf8 } from "./bytes.js";
import { secret, sealedUnder, unsealed } from "./device.js";
import { replaced, waiting } from "./queue.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./queue.js").Submission} Submission */

const NAME = "surveyapp sealed answers 1";
const FILE = "sealed-answers.surveyapp";
const ALPHABET = "BCDFGHJKMPQRTWXY2346789";
/** Letters of a key: 90 bits, so that nobody who finds the file can try them all. */
const LENGTH = 20;
const FIT = 256 - (256 % ALPHABET.length);

/**
 * Everything that waits as the text of a file, and the key that opens it; null where nothing waits.
 * @returns {Promise<{text: string, key: string} | null>}
 */
export async function packed() {
  const submissions = await waiting();
  if (submissions.length === 0) return null;
  const key = newKey();
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const { iv, content } = await sealedUnder(await opener(key, salt), NAME, { submissions });
  const parts = [salt, iv, content].map(toBase64);
  return { text: [NAME, ...parts].join("\n"), key: String(key.match(/.{4}/g)?.join("-")) };
}

/**
 * Lays by what is in a file, as if it had been finished here. Throws, and lays nothing by, where the key is another's
 * or the file is not whole. @param {string} text @param {string} key as typed @returns {Promise<number>} how many
 */
export async function unpacked(text, key) {
  const [name, ...parts] = text.trim().split("\n");
  if (name !== NAME || parts.length !== 3) throw new Error("no file of ours");
  const [salt, iv, content] = parts.map(fromBase64);
  const letters = key.toUpperCase().replace(/[^A-Z0-9]/g, "");
  const { submissions } = await unsealed(await opener(letters, salt), { iv, content }, NAME);
  for (const one of /** @type {Submission[]} */ (submissions)) await replaced(one);
  return submissions.length;
}

/** Letters drawn evenly. */
function newKey() {
  let key = "";
  while (key.length < LENGTH) {
    const [drawn] = crypto.getRandomValues(new Uint8Array(1));
    if (drawn < FIT) key += ALPHABET[drawn % ALPHABET.length];
  }
  return key;
}

/** @param {string} letters @param {Bytes} salt */
async function opener(letters, salt) {
  const known = await crypto.subtle.importKey("raw", utf8(letters), "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: utf8(NAME) };
  return crypto.subtle.deriveKey(how, known, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

const part = document.getElementById("carry");
if (part) begin(part);

/** @param {HTMLElement} part */
function begin(part) {
  const said = /** @type {HTMLElement} */ (part.querySelector("[role=status]"));
  const [file, key] = /** @type {HTMLInputElement[]} */ ([...part.querySelectorAll("input")]);
  part.hidden = secret();
  part.querySelector("#save")?.addEventListener("click", async () => {
    part.hidden = secret();
    if (part.hidden) return;
    const made = await packed();
    if (made) handed(made.text);
    tell(said, made ? "key" : "nothing", made?.key);
  });
  part.querySelector("#bring")?.addEventListener("click", async () => {
    const number = await file.files?.[0]?.text().then((text) => unpacked(text, key.value)).catch(() => 0);
    if (number) dispatchEvent(new Event("online")); // and so on their way
    tell(said, number ? "brought" : "closed", String(number));
  });
}

/** The browser asks where to put it, or puts it where it puts files. @param {string} text */
function handed(text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  link.download = FILE;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** @param {HTMLElement} place @param {string} name @param {string} [known] */
function tell(place, name, known = "") {
  const template = /** @type {HTMLTemplateElement} */ (document.querySelector(`template[data-carry="${name}"]`));
  const [before, after = ""] = String(template.content.textContent).split("{KNOWN}");
  const told = document.createElement("bdi");
  told.dir = "ltr";
  told.textContent = known;
  place.replaceChildren(before, ...(after || known ? [told, after] : []));
}
