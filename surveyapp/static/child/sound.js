// All clips of a survey in one request, so that nobody can tell from requests which question was listened to.
// They are played while the rest still comes.

/** Name and length of each clip. @typedef {[string, number][]} Index */
/** @typedef {{clip: (name: string) => Promise<Blob | null>, has: (name: string) => boolean, size: number}} Clips */

const BYTES = "application/octet-stream";

/** @param {string} address @param {Index} index @param {string} type of each clip @returns {Clips} */
export function clipsAt(address, index, type) {
  /** @type {Map<string, [number, number]>} */
  const places = new Map();
  let size = 0;
  for (const [name, length] of index) {
    places.set(name, [size, size + length]);
    size += length;
  }
  /** @type {ReturnType<typeof coming> | null} */
  let asked = null;
  return {
    size,
    has: (name) => places.has(name),
    async clip(name) {
      const place = places.get(name);
      if (!place) return null;
      asked ??= coming(address, size);
      try {
        await asked.until(place[1]);
        return new Blob([asked.bytes.subarray(...place)], { type });
      } catch (problem) {
        asked = null;
        throw problem;
      }
    },
  };
}

/** The bytes as they come. @param {string} address @param {number} size */
function coming(address, size) {
  const bytes = new Uint8Array(size);
  let here = 0;
  /** @type {{end: number, done: () => void}[]} */
  let waiting = [];
  const all = received();
  all.catch(() => {});
  return {
    bytes,
    /** @param {number} end @returns {Promise<unknown>} */
    until: (end) => Promise.race([new Promise((done) => tell(end, () => done(null))), all]),
  };

  /** @param {number} end @param {() => void} done */
  function tell(end, done) {
    if (end <= here) done();
    else waiting.push({ end, done });
  }

  async function received() {
    const response = await fetch(address, { credentials: "omit", redirect: "error" });
    if (!response.ok || response.headers.get("Content-Type") !== BYTES) throw new Error(address);
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      bytes.set(piece.value, here);
      here += piece.value.length;
      for (const one of waiting.filter(({ end }) => end <= here)) one.done();
      waiting = waiting.filter(({ end }) => end > here);
    }
    if (here !== size) throw new Error(address);
  }
}
