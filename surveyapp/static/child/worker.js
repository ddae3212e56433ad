// The service worker: gives a tablet that was made ready the pages it keeps where the network does not. It sees no answer.

const DIGEST = "Survey-Digest";
const KEPT = "surveyapp kept ";
const PATIENCE = 4000;
const worker = /** @type {any} */ (self);

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { cache, method, url } = event.request;
  if (method !== "GET" || cache === "no-store" || !url.startsWith(location.origin)) return;
  event.respondWith(answer(event.request));
});

/** Scripts and drawings never change under their name; of a page, the newest that is ours. @param {Request} request */
async function answer(request) {
  const kept = (await found(request.url)) ?? (await near(request));
  if (!kept) return fetch(request);
  if (!kept.headers.has(DIGEST)) return kept;
  const fresh = await Promise.race([fetch(request).catch(() => null), later()]);
  return fresh?.headers.has(DIGEST) ? fresh : kept;
}

/**
 * Of a page that is not kept as it is asked for: the same in one language alone, else as this tablet speaks; the people to
 * talk to in place of the form in which nobody could be written to. @param {Request} request
 */
async function near({ mode, url }) {
  if (mode !== "navigate") return undefined;
  const { origin, pathname, searchParams } = new URL(url);
  const place = origin + pathname.replace(/\/talk(\/.*)?$/, "/help");
  return (await found(`${place}?lang=${searchParams.get("lang")}`)) ?? found(place);
}

/** In the newest whole set that has it. @param {string} url @returns {Promise<Response | undefined>} */
async function found(url) {
  for (const name of (await caches.keys()).reverse()) {
    if (!name.startsWith(KEPT)) continue;
    const kept = await (await caches.open(name)).match(url.split("#")[0], { ignoreVary: true });
    if (kept) return kept;
  }
  return undefined;
}

/** @returns {Promise<null>} */
const later = () => new Promise((done) => setTimeout(() => done(null), PATIENCE));
