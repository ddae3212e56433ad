// Which answers an item takes, and closed answers as a row of bytes: the same as surveyapp/definition/rows.py.

import { isMissing, isSeveral, Missing, NONE } from "./answers.js";
import { closedOf, isText } from "./plan.js";
/** @import { Answer, Answers } from "./answers.js" */
/** @import { Item, Plan } from "./plan.js" */

// What Python's str.strip takes away; String.prototype.trim differs in six characters.
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const INVISIBLE =
  /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;
const HALVES = /[\ud800-\udfff]/gu;
const WHOLE = /^[0-9]{1,3}$/;

/** The item takes no such answer: an unknown option, a number outside its limits, a text too long. */
export class AnswerRejected extends Error {}

/** A text without the spaces around it. @param {string} text */
export function stripped(text) {
  let first = 0;
  let end = text.length;
  while (SPACE.test(text.charAt(first))) first += 1;
  while (SPACE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(first, end);
}

/** The options that an answer can hold; "none of these" is the absence of them all. @param {Item} item @returns {string[]} */
export const countable = (item) =>
  optionsOf(item).filter((option) => !item.exclusive?.includes(option));

/** @param {Item} item one with a scale */
const optionsOf = (item) => /** @type {readonly string[]} */ (item.options);

/**
 * The answer in its one form (options in the scale's order, text without invisible characters). An assent has none:
 * its buttons lead on or out.
 * @param {Item} item
 * @param {Answer} answer
 * @returns {Answer}
 */
export function valid(item, answer) {
  if (isMissing(answer)) return answer;
  if (typeof answer === "string") {
    if (isText(item)) return textOf(item, answer);
    if (item.kind === "choice" && optionsOf(item).includes(answer)) return answer;
  }
  if (item.kind === "several" && isSeveral(answer)) return severalOf(item, answer);
  if (item.kind === "number" && typeof answer === "number" && item.smallest <= answer && answer <= item.largest) {
    return answer;
  }
  throw new AnswerRejected(item.id);
}

/**
 * The answer in the values that a form sends for this item; nothing, or only spaces, is skipped.
 * @param {Item} item
 * @param {readonly string[]} values
 * @returns {Answer}
 */
export function understood(item, values) {
  const given = values.map(stripped).filter((value) => value !== "");
  if (given.length === 0) return Missing.SKIPPED;
  if (item.kind === "several") return valid(item, given.length === 1 && given[0] === NONE ? [] : given);
  if (given.length > 1 || item.kind === "information") throw new AnswerRejected(item.id);
  if (item.kind !== "number") return valid(item, given[0]);
  if (!WHOLE.test(given[0])) throw new AnswerRejected(item.id);
  return valid(item, Number(given[0]));
}

/** @param {Item} item @param {readonly string[]} answer @returns {Answer} */
function severalOf(item, answer) {
  const known = countable(item);
  const repeated = new Set(answer).size !== answer.length;
  if (repeated || !answer.every((option) => known.includes(option))) throw new AnswerRejected(item.id);
  return known.filter((option) => answer.includes(option));
}

/** Lengths are characters, not the 16-bit units of a JavaScript string. @param {Item} item @param {string} answer @returns {Answer} */
function textOf(item, answer) {
  const lines = answer.replace(/\r\n?/g, "\n").replace(HALVES, "");
  const text = stripped(lines.normalize("NFC").replace(INVISIBLE, " "));
  if ([...text].length > item.longest) throw new AnswerRejected(item.id);
  return text || Missing.SKIPPED;
}

/**
 * One byte per counted closed item; AnswerRejected names the item that takes no such answer.
 * @param {Plan} plan
 * @param {Answers} whole with an answer or a reason for every item
 * @returns {Uint8Array}
 */
export const pack = (plan, whole) =>
  Uint8Array.from(closedOf(plan), (item) => byteOf(item, valid(item, /** @type {Answer} */ (whole.get(item.id)))));

/** @param {Item} item @param {Answer} answer @returns {number} */
function byteOf(item, answer) {
  if (isMissing(answer)) return answer.missing;
  if (typeof answer === "number") return answer;
  if (typeof answer === "string") return optionsOf(item).indexOf(answer);
  const known = countable(item);
  return answer.reduce((sum, option) => sum + 2 ** known.indexOf(option), 0);
}
