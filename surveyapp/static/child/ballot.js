// A child's whole answers as one block of fixed length: the same bytes as surveyapp/definition/ballots.py.

import { joined, utf8 } from "./bytes.js";
import { CHECK, lastPage } from "./journey.js";
import { complete } from "./paths.js";
import { textsOf } from "./plan.js";
import { pack, valid } from "./rows.js";
/** @import { Answer, Answers } from "./answers.js" */
/** @import { Bytes } from "./bytes.js" */
/** @import { Stop } from "./journey.js" */
/** @import { Plan } from "./plan.js" */
/** @import { State } from "./steps.js" */

const LAYOUT = 1;

/**
 * The answers as exactly ``plan.size`` bytes; what was asked and left is skipped, what was not asked says so.
 * The longest possible answers fit; a RangeError would say that they did not.
 * @param {Plan} plan
 * @param {Answers} answers
 * @returns {Bytes}
 */
export function encodeBallot(plan, answers) {
  const whole = complete(plan, answers);
  const row = pack(plan, whole);
  const texts = textsOf(plan).map((item) => {
    const text = valid(item, /** @type {Answer} */ (whole.get(item.id)));
    return typeof text === "string" ? utf8(text) : [];
  });
  const fingerprint = Array.from({ length: 32 }, (_, at) => parseInt(plan.fingerprint.slice(2 * at, 2 * at + 2), 16));
  const block = joined([LAYOUT], fingerprint, ...[row, ...texts].map(counted));
  return joined(block, new Uint8Array(plan.size - block.length));
}

/** Bytes with their length before them. @param {ArrayLike<number>} bytes */
const counted = (bytes) => joined([bytes.length >> 8, bytes.length & 255], bytes);

/**
 * The ballot of a child who sends from this stop: what was passed over is skipped, what was never reached not asked.
 * @param {Plan} plan
 * @param {State} state
 * @param {Stop} stop
 * @returns {Bytes}
 */
export function ballotOf(plan, state, stop) {
  const reached = stop.name === CHECK.name ? null : plan.pages[Math.max(lastPage(plan, stop), 0)].id;
  return encodeBallot(plan, complete(plan, state.answers, reached));
}
