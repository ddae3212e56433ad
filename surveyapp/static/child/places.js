/**
 * Answers that began without a network are sealed for every band whose cards may ask these questions, as only the server
 * knows which band a code is of; it says so before it uses the code up.
 */
import { fromBase64, utf8 } from "./bytes.js";
import { replaced } from "./queue.js";
import { seal } from "./sealing.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./queue.js").Submission} Submission */
/** @typedef {import("./queue.js").Finished} Finished */
/** @typedef {import("./sending.js").Manifest} Whole */

/**
 * The sealed ballots of all other bands; none where the wave's whole manifest is not kept, or is another one.
 * @param {Pick<import("./device.js").Sitting, "wave" | "band" | "instrument">} sitting @param {Whole} manifest @param {Bytes} content
 * @returns {Promise<Finished["others"]>}
 */
export async function others({ wave, band, instrument }, manifest, content) {
  const whole = await kept(wave);
  if (!whole || whole.fingerprint !== manifest.fingerprint || whole.public !== manifest.public) return undefined;
  const found = Object.entries(whole.bands).filter(([name, told]) => name !== band && told.instruments.includes(instrument));
  const ballots = found.map(async ([name, { issuer }]) => {
    const info = utf8(`surveyapp ballot with its proof|${wave}|${name}`);
    return [name, { issuer, sealed: await seal(fromBase64(manifest.public), info, content) }];
  });
  return { instrument, bands: Object.fromEntries(await Promise.all(ballots)) };
}

/** @param {string} wave @returns {Promise<Whole | null>} */
async function kept(wave) {
  try {
    return await (await fetch(`/s/manifest/${encodeURIComponent(wave)}`)).json();
  } catch {
    return null;
  }
}

/**
 * The submission as it is for the band that the server has named, in place of the one that was laid by; null where these
 * are answers to other questions than the card is for.
 * @param {Submission} submission @param {Record<string, string>} told @returns {Promise<Submission | null>}
 */
export async function elsewhere(submission, { wave, band, instrument }) {
  const { others: sealedFor, ...rest } = submission;
  const its = sealedFor?.bands[band];
  if (!its || wave !== submission.wave || instrument !== sealedFor?.instrument) return null;
  const found = { ...rest, band, issuer: its.issuer, sealed: its.sealed };
  await replaced(found);
  return found;
}
