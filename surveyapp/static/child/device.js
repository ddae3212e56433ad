/**
 * What rests on the device: one sitting with its draft; what is finished and waits is queue.js's.
 *
 * Every record is encrypted under a key of its own, which lies apart from it and goes when the record goes (erasable.js).
 * What cannot be kept (no storage, or full) stays in this page's memory, and the return value says so. Nothing throws.
 */
import { fromBase64, toBase64, utf8 } from "./bytes.js";
import { erase, keyed, keyFor, keyOf } from "./erasable.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {"kept" | "memory"} Kept whether it rests on the device, or dies with this page */
/**
 * `found` is the server's word that it has found the code: sending needs no turn then. Begun without a network, none.
 * @typedef {{code: string, found?: string, seed: Bytes, wave: string, band: string, instrument: string, language: string}} Sitting
 */
/** @typedef {{says: "none" | "elsewhere"} | {says: "here", sitting: Sitting, draft: unknown}} Found */
/** @typedef {{iv: Bytes, content: Bytes}} Sealed */
/** @typedef {Sealed & {key?: CryptoKey}} Resting with its key only where it can lie nowhere else */
/** @typedef {{id: string, key: import("./erasable.js").Key, sitting: Sitting, draft: unknown}} Here */
/** What a tablet knows of the session it has joined (session.js); `off`: its place was taken, and the session goes on; `leaving` is counted and perhaps still here, `refused` here for good (mixing.js). @typedef {{key: string, number: number, wave: string, sent: number, over: boolean, joined?: number, off?: boolean, pack?: Pack, leaving?: string[], refused?: string[]}} Member */
/** What makes pictures of cards a code here: the pack's word and band, and mistakes (pictures.js). @typedef {{word: string, band: string, wrong: number}} Pack */

const DATABASE = "surveyapp";
export const SITTINGS = "sitting";
export const WAITING = "waiting";
/** Of this tab's sitting from the moment it is over until nothing of it is left: no other page goes on with it. */
const ENDED = "surveyapp ended";
const LETTING_GO = 1500;
/** Milliseconds after which no session is known any more (fieldwork/sessions.py). */
const LASTS = 12 * 60 * 60_000;
const OPENING = 5000;
const AES = "AES-GCM";
const BYTES = "bytes, as base64";

/** @type {Here | null} */
let here = null;
/** @type {(() => void) | null} */
let leave = null;
/** @type {Promise<unknown>} */
let last = Promise.resolve();
/** A draft that has not yet been written. @type {Promise<Kept> | null} */
let queued = null;

/** The name of this tab's sitting. */
export const whose = () => here?.id;

/**
 * Starts a child's sitting in this tab; what any other child left unfinished on this device is dropped.
 * "elsewhere": another tab of this browser has a sitting, and nothing was begun; unless this one takes its place.
 * @param {Sitting} sitting @param {boolean} [takes] @returns {Promise<Kept | "elsewhere">}
 */
export async function begin(sitting, takes) {
  if (!(await alone(LETTING_GO, takes))) return "elsewhere";
  const id = toBase64(crypto.getRandomValues(new Uint8Array(16)));
  const [key] = await Promise.all([SITTINGS, WAITING].map((name) => keyFor(`${name}.${id}`)));
  here = { id, key, sitting, draft: null };
  return inTurn(async () => {
    sessionStorage.setItem(SITTINGS, id);
    await within("readwrite", (store) => [store(SITTINGS).clear()]);
    await erase((await keyed()).filter((name) => name.startsWith(SITTINGS) && name !== `${SITTINGS}.${id}`));
    await write();
  });
}

/**
 * The sitting of this tab and the draft last kept (null before the first), as after a reload.
 * "elsewhere": it goes on in another tab.
 * @returns {Promise<Found>}
 */
export async function draft() {
  const id = here?.id ?? ours();
  if (!(await alone(id ? LETTING_GO : 0))) return { says: id ? "elsewhere" : "none" };
  if (id && !here) await inTurn(() => load(id));
  if (here) return { says: "here", sitting: here.sitting, draft: here.draft };
  await wipe();
  return { says: "none" };
}

/**
 * Keeps the draft in place of the one before; anything JSON can say, and bytes.
 * @param {unknown} content @returns {Promise<Kept>}
 */
export async function keep(content) {
  if (here) here.draft = content;
  return (queued ??= inTurn(() => {
    queued = null;
    return write();
  }));
}

/** This tab's child goes on in this language. @param {string} language */
export function speaks(language) {
  if (!here) return;
  here.sitting.language = language;
  keep(here.draft);
}

/** Drops this tab's sitting and draft, in memory and on the device; what waits to be sent stays. */
export async function wipe() {
  const id = ended();
  const first = id && (await alone(0));
  await inTurn(async () => {
    forget();
    if (first) await dropped([id]);
    if (first) sessionStorage.removeItem(ENDED);
  });
}

/** Of sittings that end unsent nothing stays, nor the key that was kept for what they would have sent. @param {string[]} ids */
export async function dropped(ids) {
  const finished = await within("readwrite", (store) => [
    ...ids.map((id) => store(WAITING).getKey(id)),
    ...ids.map((id) => store(SITTINGS).delete(id)),
  ]);
  const unsent = ids.filter((_, i) => finished[i] === undefined);
  await erase([...ids.map((id) => `${SITTINGS}.${id}`), ...unsent.map((id) => `${WAITING}.${id}`)]);
}

export function forget() {
  here = null;
  leave?.();
  leave = null;
  try {
    sessionStorage.removeItem(SITTINGS);
  } catch {
    // a browser that keeps nothing has nothing to remove
  }
}

/** The session that this tablet has joined; null on every other device. @returns {Member | null} */
export function session() {
  try {
    return JSON.parse(localStorage.getItem("surveyapp session") ?? "null");
  } catch {
    return null;
  }
}

/** Whether this tablet's session goes on, though perhaps without it: what is finished here waits for a moment of chance. */
export function goesOn() {
  const member = session();
  return Boolean(member && (!member.over || member.off));
}

/** Until its end nothing may tell what any child has done here; a tablet that can never hear of that waits as long as one lasts. */
export const secret = () => goesOn() && Math.abs(Date.now() - Number(session()?.joined)) < LASTS;

/** Whether nothing unfinished of any child is left on the device. */
export async function emptied() {
  let left = 1;
  await inTurn(async () => {
    const [records] = await within("readonly", (store) => [store(SITTINGS).count()]);
    left = records + (await keyed()).filter((name) => name.startsWith(SITTINGS)).length;
  });
  return left === 0 && !ours();
}

/** @returns {string | null} this tab's sitting, as told before a reload */
function ours() {
  try {
    return sessionStorage.getItem(SITTINGS);
  } catch {
    return null;
  }
}

/** Known as over at once, also to the page that comes next. @returns {string | null} */
function ended() {
  const id = here?.id ?? ours();
  try {
    if (id) sessionStorage.setItem(ENDED, id);
    sessionStorage.removeItem(SITTINGS);
    return id ?? sessionStorage.getItem(ENDED);
  } catch {
    return id;
  }
}

/**
 * Whether this tab is, or now becomes, the one with a sitting.
 * @param {number} patience milliseconds for a page that is being left to let go
 * @param {boolean} [takes] whether no page is asked @returns {Promise<boolean>}
 */
async function alone(patience, takes) {
  if (leave || !navigator.locks) return true;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  const how = takes ? { steal: true } : patience ? { signal: stop.signal } : { ifAvailable: true };
  return new Promise((resolve) => {
    let held = false;
    /** @param {Lock | null} lock */
    const hold = (lock) => {
      clearTimeout(timer);
      held = Boolean(lock);
      resolve(held);
      return lock && new Promise((done) => (leave = () => done(null)));
    };
    navigator.locks.request(`${DATABASE} ${SITTINGS}`, how, hold).catch(() => (held ? lost() : resolve(false)));
  });
}

/** Another child has begun in another tab: nothing of this one's stays, not even what was just being written. */
function lost() {
  const id = here?.id;
  forget();
  inTurn(() => dropped([String(id)]));
  dispatchEvent(new Event("taken"));
}

async function write() {
  if (!here) throw new Error("no sitting has begun in this tab");
  const { id, key, sitting, draft } = here;
  const record = await resting(key, id, { sitting, draft });
  await within("readwrite", (store) => [store(SITTINGS).put(record, id)]);
}

/** @param {string} id */
async function load(id) {
  const apart = keyOf(`${SITTINGS}.${id}`).catch(() => null);
  const [record] = await within("readonly", (store) => [store(SITTINGS).get(id)]);
  const key = record?.key ?? (await apart);
  if (!record || !key) return;
  here = { id, key: { key, kept: !record.key }, ...(await unsealed(key, record, id)) };
}

/** Work on the device, one piece after the other. @param {() => Promise<unknown>} work @returns {Promise<Kept>} */
export function inTurn(work) {
  const done = last.then(work).then(
    () => /** @type {Kept} */ ("kept"),
    () => /** @type {Kept} */ ("memory"),
  );
  last = done;
  return done;
}

/** A record as it rests on the device. @param {import("./erasable.js").Key} key @param {string} id @param {object} content @returns {Promise<Resting>} */
export async function resting({ key, kept }, id, content) {
  const sealed = await sealedUnder(key, id, content);
  return kept ? sealed : { ...sealed, key };
}

/** What a record of this store says. @param {Resting} record @param {string} store @param {string} id */
export async function said(record, store, id) {
  return unsealed(record.key ?? (await keyOf(`${store}.${id}`)), record, id);
}

/** @param {CryptoKey} key @param {string} id @param {object} content @returns {Promise<Sealed>} */
export async function sealedUnder(key, id, content) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const told = (/** @type {unknown} */ it) => (it instanceof Uint8Array ? { [BYTES]: toBase64(it) } : it);
  const text = JSON.stringify(content, (_, value) => told(value));
  const how = { name: AES, iv, additionalData: utf8(id) };
  return { iv, content: new Uint8Array(await crypto.subtle.encrypt(how, key, utf8(text))) };
}

/** @param {CryptoKey} key @param {Sealed} record @param {string} id */
export async function unsealed(key, { iv, content }, id) {
  const text = await crypto.subtle.decrypt({ name: AES, iv, additionalData: utf8(id) }, key, content);
  return JSON.parse(new TextDecoder().decode(text), (_, value) => (value?.[BYTES] ? fromBase64(value[BYTES]) : value));
}

/**
 * One transaction, on disk for certain when it returns (strict durability); all of it or nothing.
 * @param {IDBTransactionMode} mode @param {(store: (name: string) => IDBObjectStore) => IDBRequest<any>[]} work
 * @returns {Promise<any[]>} what the requests found
 */
export async function within(mode, work) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction([SITTINGS, WAITING], mode, { durability: "strict" });
      transaction.onabort = () => reject(transaction.error);
      try {
        const requests = work((name) => transaction.objectStore(name));
        transaction.oncomplete = () => resolve(requests.map((request) => request.result));
      } catch (problem) {
        transaction.abort();
        reject(problem);
      }
    });
  } finally {
    database.close();
  }
}

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((resolve, reject) => {
    setTimeout(reject, OPENING);
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => [SITTINGS, WAITING].forEach((name) => request.result.createObjectStore(name));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
