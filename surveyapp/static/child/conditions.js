// What a show-if condition means: the same as surveyapp/definition/expressions.py.

import { isMissing, isSeveral, Missing, NONE } from "./answers.js";
/** @import { Answer, Answers } from "./answers.js" */
/** @import { Expression, Value } from "./plan.js" */

/**
 * Whether the condition holds; an item without an entry counts as not asked.
 * @param {Expression} expression
 * @param {Answers} answers
 * @returns {boolean}
 */
export function holds(expression, answers) {
  const [word, ...rest] = expression;
  switch (word) {
    case "not":
      return !holds(rest[0], answers);
    case "and":
      return rest.every((part) => holds(part, answers));
    case "or":
      return rest.some((part) => holds(part, answers));
    default:
      return passes(expression, answers.get(rest[0]) ?? Missing.NOT_ASKED);
  }
}

/** @param {Expression} test @param {Answer} answer @returns {boolean} */
function passes([word, , ...rest], answer) {
  if (word === "skipped") return answer === Missing.SKIPPED;
  if (isMissing(answer)) return false;
  switch (word) {
    case "answered":
      return true;
    case "is":
      return compares(answer, rest[0], rest[1]);
    case "one":
      return rest[0].some((/** @type {Value} */ value) => same(answer, value));
    case "none":
      return !rest[0].some((/** @type {Value} */ value) => same(answer, value));
    default:
      throw new TypeError(`no condition begins with ${word}`);
  }
}

/** @param {Answer} answer @param {string} sign @param {Value} value @returns {boolean} */
function compares(answer, sign, value) {
  if (sign === "=") return same(answer, value);
  if (sign === "!=") return !same(answer, value);
  const left = number(answer);
  const right = number(value);
  if (left === null || right === null) return false;
  switch (sign) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    default:
      throw new TypeError(`no comparison is written ${sign}`);
  }
}

/** @param {Answer} answer @param {Value} value @returns {boolean} */
function same(answer, value) {
  if (isSeveral(answer)) return answer.includes(String(value)) || (answer.length === 0 && value === NONE);
  return String(answer) === String(value);
}

/** The whole number this is, however long. @param {Answer} value @returns {bigint | null} */
function number(value) {
  if (typeof value === "number") return BigInt(value);
  return typeof value === "string" && /^[0-9]+$/.test(value) ? BigInt(value) : null;
}
