// Putting earlier closed answers into a sentence: the same as surveyapp/definition/wording.py.

/** @import { Answers } from "./answers.js" */
/** @import { Pipe, Plan } from "./plan.js" */

const PLACE = /\{([a-z0-9_-]+)\}/g;

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
