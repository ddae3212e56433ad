// Putting earlier closed answers into a sentence: the same as surveyapp/definition/wording.py.

/** @import { Answers } from "./answers.js" */
/** @import { Item, Pipe, Plan } from "./plan.js" */

const PLACE = /\{([a-z0-9_-]+)\}/g;

/**
 * The item's question and hint for a child who gave these answers; null where nothing is put into them.
 * @param {Plan} plan
 * @param {Item} item
 * @param {Answers} answers
 * @returns {{ask: string, hint: string} | null}
 */
export function piped(plan, item, answers) {
  if (item.ask === undefined || item.hint === undefined) return null;
  return { ask: fill(plan, item.ask, answers), hint: fill(plan, item.hint, answers) };
}

/**
 * A text with each {pipe} replaced by the words that the answers choose; unknown names stay.
 * @param {Plan} plan
 * @param {string} text
 * @param {Answers} answers
 */
export const fill = (plan, text, answers) =>
  text.replace(PLACE, (place, name) => (has(plan.pipes, name) ? chosenWords(plan.pipes[name], answers) : place));

/** @param {Pipe} pipe @param {Answers} answers */
function chosenWords(pipe, answers) {
  const answer = answers.get(pipe.source);
  return typeof answer === "string" && has(pipe.cases, answer) ? pipe.cases[answer] : pipe.otherwise;
}

/** Object.hasOwn is younger than some tablets. @param {object} map @param {string} key */
const has = (map, key) => Object.prototype.hasOwnProperty.call(map, key);
