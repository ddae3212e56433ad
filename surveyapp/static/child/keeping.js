/**
 * What this tablet keeps to work without a network, set by set: every file looked at by its digest, and a set either
 * whole or not there. Nothing of a child is in it.
 */
import { utf8 } from "./bytes.js";

/** Addresses of pages by language, of pages kept always, and of files and, by language, sound with their SHA-256 (hex). */
/** @typedef {{pages: Record<string, string[]>, always: string[], files: Record<string, string>, sound: Record<string, Record<string, string>>}} Listed */

const DIGEST = "Survey-Digest";
const KEPT = "surveyapp kept ";
const MAKING = "surveyapp making ";

/** Whether this browser can keep pages at all. */
export const able = () => "caches" in globalThis && "serviceWorker" in navigator;

/**
 * Keeps everything that is listed, in place of what was kept of this wave before; throws where anything fails, and then
 * what was kept before is as it was.
 * @param {string} wave @param {Listed} listed @param {string[]} languages @param {(number: number, all: number) => void} tell
 */
export async function keep(wave, listed, languages, tell) {
  const pages = [...listed.always, ...languages.flatMap((one) => listed.pages[one] ?? [])];
  const wanted = [...pages.map((page) => [page, ""]), ...Object.entries(listed.files), ...languages.flatMap((one) => Object.entries(listed.sound[one] ?? {}))];
  const making = `${MAKING}${wave}`;
  await caches.delete(making);
  const draft = await caches.open(making);
  for (const [number, [address, digest]] of wanted.entries()) {
    tell(number + 1, wanted.length);
    await draft.put(address, await fetched(address, digest));
  }
  await moved(draft, `${KEPT}${wave} ${Date.now()}`);
  await caches.delete(making);
}

/** A set counts only once it is whole: earlier ones go then, unless a child is answering with their files.
 * @param {Cache} draft @param {string} name */
async function moved(draft, name) {
  const whole = await caches.open(name);
  try {
    for (const request of await draft.keys()) await whole.put(request, /** @type {Response} */ (await draft.match(request)));
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
  if (await answering()) return;
  const earlier = (await caches.keys()).filter((one) => one.startsWith(name.replace(/\d+$/, "")) && one !== name);
  for (const one of earlier) await caches.delete(one);
}

async function answering() {
  const locks = await navigator.locks?.query();
  return Boolean(locks?.held?.some((lock) => lock.name === "surveyapp sitting"));
}

/** The answer as it was sent, if it is ours and whole. @param {string} address @param {string} digest @returns {Promise<Response>} */
async function fetched(address, digest) {
  const response = await fetch(address, { credentials: "omit", redirect: "error", cache: "no-store" });
  const wanted = digest || response.headers.get(DIGEST);
  if (!response.ok || (await digestOf(response.clone(), !digest)) !== wanted) throw new Error(address);
  return response;
}

/** A page's digest is without the nonce of its scripts, which is another each time. @param {Response} response @param {boolean} page */
async function digestOf(response, page) {
  const nonce = page && response.headers.get("Content-Security-Policy")?.match(/'nonce-([^']+)'/)?.[1];
  const content = nonce ? utf8((await response.text()).replaceAll(nonce, "")) : await response.arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether this page is in a whole set. @param {string} address @returns {Promise<boolean>} */
export async function keeps(address) {
  const names = able() ? (await caches.keys()).filter((one) => one.startsWith(KEPT)) : [];
  const found = await Promise.all(names.map(async (name) => (await caches.open(name)).match(address, { ignoreVary: true })));
  return found.some(Boolean);
}

/** The pages of this kind that are kept in a language, newest set first. @param {string} kind @param {string} language @returns {Promise<Document[]>} */
export async function pages(kind, language) {
  const found = new Map();
  for (const name of (await caches.keys()).filter((one) => one.startsWith(KEPT)).reverse()) {
    const kept = await caches.open(name);
    for (const { url } of await kept.keys()) {
      const { pathname, searchParams } = new URL(url);
      if (pathname.endsWith(`/${kind}`) && searchParams.get("lang") === language && !found.has(url)) found.set(url, kept);
    }
  }
  return Promise.all([...found.keys()].map(parsed));
}

/** Parsed by the request itself, which runs no script of it. @param {string} address @returns {Promise<Document>} */
function parsed(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => (request.response ? resolve(request.response) : reject(new Error(address)));
    request.onerror = reject;
    request.send();
  });
}
