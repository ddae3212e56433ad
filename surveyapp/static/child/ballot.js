// A child's whole answers as one block of fixed length: the same bytes as surveyapp/definition/ballots.py.

import { Missing } from "./answers.js";
import { joined, utf8 } from "./bytes.js";
import { complete } from "./paths.js";
import { textsOf } from "./plan.js";
import { pack, valid } from "./rows.js";
/** @import { Answers } from "./answers.js" */
/** @import { Bytes } from "./bytes.js" */
/** @import { Plan } from "./plan.js" */

const LAYOUT = 1;

/** The answers do not fit the fixed length. */
export class BallotTooLong extends Error {}

/**
 * The answers as exactly ``plan.size`` bytes; what was asked and left is skipped, what was not asked says so.
 * @param {Plan} plan
 * @param {Answers} answers
 * @returns {Bytes}
 */
export function encodeBallot(plan, answers) {
  const whole = complete(plan, answers);
  const texts = textsOf(plan).map((item) => {
    const text = valid(item, whole.get(item.id) ?? Missing.NOT_ASKED);
    return typeof text === "string" ? utf8(text) : [];
  });
  const fingerprint = plan.fingerprint.match(/../g) ?? [];
  const head = [LAYOUT, ...fingerprint.map((pair) => parseInt(pair, 16))];
  const block = joined(head, ...[pack(plan, whole), ...texts].map(counted));
  if (block.length > plan.size) throw new BallotTooLong(`${block.length} bytes do not fit ${plan.size}`);
  return joined(block, new Uint8Array(plan.size - block.length));
}

/** Bytes with their length before them. @param {ArrayLike<number>} bytes */
const counted = (bytes) => joined([bytes.length >> 8, bytes.length & 255], bytes);
