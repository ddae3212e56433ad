/**
 * Sending: the ballot is sealed and laid by, a token is signed, both go into the box; every step can be repeated.
 *
 * A submission leaves the device only when the box answers with its tag, which no portal's page can know.
 */
import { fromBase64, joined, toBase64, utf8 } from "./bytes.js";
import { session } from "./device.js";
import { arrived, layBy, waiting } from "./queue.js";
import { blind, finish as signed, padded, proof, seal, tag } from "./sealing.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Sitting} Sitting */
/** @typedef {import("./queue.js").Submission} Submission */
/** @typedef {import("./device.js").Kept} Kept */
/** @typedef {{instruments: string[], issuer: import("./sealing.js").Issuer}} ManifestBand */
/** @typedef {{wave: string, public: string, padded: number, fingerprint?: string, bands: Record<string, ManifestBand>}} Manifest */
/**
 * "sent": the box has it. "waiting": no answer that counts came; it is tried again. The others are the server's word:
 * "used": other answers were sent with this code; "closed": the wave takes no more; "wrong": it knows no such code.
 * @typedef {"sent" | "waiting" | "used" | "closed" | "wrong"} Outcome
 */
/** @typedef {{outcome: Outcome, kept: Kept, id: string}} Ended with `kept` "memory" it goes with this page, if not sent */
/** @typedef {{sent: number, waiting: number}} Round what one round of deliveries brought, and what is left */

const PATIENCE = 30000;
const SOON = 5000;
const MINUTE = 60000;
const REFUSALS = ["used", "closed", "wrong"];

/** The server's last words on each, since this page came; what it refused is tried again on the next page. */
const fates = /** @type {Map<string, Outcome>} */ (new Map());

/**
 * Seals this sitting's ballot, lays it by and tries to send it. Throws, and changes nothing, when the manifest is not
 * the sitting's or the ballot does not fit. What `later` says is sent at a session's own moment, if it could be kept.
 * @param {Pick<Sitting, "code" | "found" | "seed" | "wave" | "band" | "instrument">} sitting @param {Manifest} manifest
 * @param {Bytes} plaintext @param {boolean} [later] @returns {Promise<Ended>}
 */
export async function finish(sitting, manifest, plaintext, later) {
  const { code, found, seed, wave, band } = sitting;
  const { issuer } = manifest.bands[band];
  if (manifest.wave !== wave) throw new Error("the manifest is another wave's");
  const info = utf8(`surveyapp ballot with its proof|${wave}|${band}`);
  const content = padded(joined(await proof(seed), plaintext), manifest.padded);
  const sealed = await seal(fromBase64(manifest.public), info, content);
  const others = found ? undefined : await (await import("./places.js")).others(sitting, manifest, content);
  const { kept, submission } = await layBy({ wave, band, code, found, seed, issuer, sealed, proved: true, others });
  if (later && kept === "kept") {
    (await mixing()).hold();
    return { outcome: "waiting", kept, id: submission.id };
  }
  const outcome = await oneAtATime(false, () => sent(submission));
  return { outcome: outcome ?? "waiting", kept, id: submission.id };
}

/** What has become of a submission that this page has finished. @param {string} id @returns {Outcome} */
export function fate(id) {
  return fates.get(id) ?? "waiting";
}

/** Tries everything that waits, unless another tab is at it, or a session's moment is still to come. @param {boolean} [now] @returns {Promise<Round>} */
export async function deliver(now) {
  const early = session() && !now && (await mixing()).holds();
  const number = early ? 0 : await oneAtATime(true, round);
  return { sent: number ?? 0, waiting: (await waiting()).length };
}

/**
 * Delivers now, when the network is back or the page is seen again, soon after each of these, for a browser says so
 * before its network carries anything, and every minute; `tell` hears of each round.
 * @param {(round: Round) => void} tell
 */
export function watch(tell) {
  let pause = SOON;
  let next = 0;
  let newest = 0;
  const now = async () => {
    const mine = ++newest;
    clearTimeout(next);
    tell(await deliver());
    if (mine !== newest) return;
    next = setTimeout(now, pause);
    pause = Math.min(2 * pause, MINUTE);
  };
  const anew = () => {
    pause = SOON;
    return now();
  };
  addEventListener("online", anew);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && anew());
  return anew();
}

const mixing = () => import("./mixing.js");

/** @returns {Promise<number>} how many arrived */
async function round() {
  let number = 0;
  const all = await waiting();
  for (const submission of session() ? (await mixing()).mixed(all) : all) {
    const before = fates.get(submission.id);
    if (before === "sent") await gone(submission);
    if (before) continue;
    const outcome = await sent(submission);
    if (outcome === "waiting") break;
    if (outcome === "sent") number++;
  }
  return number;
}

/** @param {Submission} submission @returns {Promise<Outcome>} */
async function sent(submission) {
  const outcome = await attempted(submission).catch(() => /** @type {Outcome} */ ("waiting"));
  if (outcome !== "waiting") fates.set(submission.id, outcome);
  if (outcome === "sent") await gone(submission);
  else if (outcome !== "waiting" && session()) (await mixing()).refused(submission);
  return outcome;
}

/** Off the device, and counted where a session counts. @param {Submission} submission */
async function gone(submission) {
  if (session()) await (await mixing()).gone(submission);
  else await arrived(submission);
}

/** @param {Submission} submission @returns {Promise<Outcome>} */
async function attempted(submission) {
  const { wave, band, code, found, seed, issuer, sealed, proved } = submission;
  const { blinded } = await blind(issuer, seed, !proved);
  const issued = await answered("/s/issue", { code, found: found ?? "", wave, band, blinded: toBase64(blinded) });
  if (issued.says === "other") {
    const its = await (await import("./places.js")).elsewhere(submission, issued);
    return its ? attempted(its) : "wrong";
  }
  if (issued.says !== "signed") return refusal(issued);
  const { message, token } = await signed(issuer, seed, fromBase64(issued.signature), !proved);
  const ballot = { wave, band, message: toBase64(message), token: toBase64(token), sealed: toBase64(sealed) };
  const placed = await answered("/s/deposit", ballot);
  return placed.tag === (await tag(message)) ? "sent" : refusal(placed);
}

/** @param {Record<string, string>} answer @returns {Outcome} */
function refusal({ says }) {
  return REFUSALS.includes(says) ? /** @type {Outcome} */ (says) : "waiting";
}

/**
 * The server's answer; whatever is not its JSON (no network, a portal's page, a redirect) is an empty one.
 * @param {string} address @param {Record<string, string>} body @returns {Promise<Record<string, string>>}
 */
async function answered(address, body) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      redirect: "error",
      cache: "no-store",
      signal: stop.signal,
    });
    return Object(await response.json());
  } catch {
    return {};
  } finally {
    clearTimeout(timer);
  }
}

/**
 * One sender in this browser, over all tabs; null where another keeps sending.
 * @template T @param {boolean} atOnce whether not to wait for another @param {() => Promise<T>} work
 * @returns {Promise<T | null>}
 */
async function oneAtATime(atOnce, work) {
  if (!navigator.locks) return work();
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  const held = (/** @type {Lock | null} */ lock) => {
    clearTimeout(timer);
    return lock ? work() : null;
  };
  const how = atOnce ? { ifAvailable: true } : { signal: stop.signal };
  return navigator.locks.request("surveyapp sending", how, held).catch(() => null);
}
