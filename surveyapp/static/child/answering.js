// What a child's form says: the same as surveyapp/survey/answering.py.

import { isMissing, isSeveral, Missing, NONE } from "./answers.js";
import { isAsking, isText } from "./plan.js";
import { AnswerRejected, stripped, understood } from "./rows.js";
/** @import { Answer, Reason } from "./answers.js" */
/** @import { Item, Page } from "./plan.js" */

/** The part of a form that answers are read from; FormData is one. @typedef {{get(name: string): unknown, getAll(name: string): unknown[]}} Form */
/** @typedef {"nothing_chosen" | "not_an_option" | "both_none_and_some" | "not_a_number" | "out_of_range" | "too_long"} Trouble */
/** @typedef {{answers: Map<string, Answer>, troubles: Map<string, Trouble>}} Heard */

/** What the form says for this item. @param {Form} form @param {string} item @returns {string[]} */
export const valuesIn = (form, item) => form.getAll(item).map(String);

/**
 * Everything this page's form says. Of several items some may be left out: they are skipped.
 * @param {Page} page
 * @param {Form} form
 * @returns {Heard}
 */
export function heard(page, form) {
  /** @type {Heard} */
  const told = { answers: new Map(), troubles: new Map() };
  const asked = page.items.filter(isAsking);
  for (const item of asked) hear(item, valuesIn(form, item.id), told);
  if (asked.length > 0 && told.troubles.size === 0 && allLeftOut(asked, told.answers)) {
    told.troubles.set(asked[0].id, "nothing_chosen");
  }
  return told;
}

/** @param {Item} item @param {string[]} values @param {Heard} told */
function hear(item, values, told) {
  try {
    told.answers.set(item.id, understood(item, values));
  } catch (error) {
    if (!(error instanceof AnswerRejected)) throw error;
    told.troubles.set(item.id, troubleOf(item, values));
  }
}

/** The answers without those that were left out. @param {ReadonlyMap<string, Answer>} answers @returns {Map<string, Answer>} */
export const told = (answers) => new Map([...answers].filter(([, answer]) => answer !== Missing.SKIPPED));

/** The answers to keep when a child leaves the page by another button than Next. @param {Page} page @param {Form} form */
export const ticked = (page, form) => told(heard(page, form).answers);

/** The answers of a page that was skipped, or that the child would rather not speak of. @param {Page} page @param {Reason} reason */
export const without = (page, reason) => new Map(page.items.filter(isAsking).map((item) => [item.id, reason]));

/** The form's values for an answer; "none of these" is ticked as an option of its own. @param {Answer | undefined} answer @returns {string[]} */
export function valuesOf(answer) {
  if (answer === undefined || isMissing(answer)) return [];
  if (isSeveral(answer)) return answer.length > 0 ? [...answer] : [NONE];
  return [String(answer)];
}

/** Whether nothing was answered where something could be chosen; an empty text box is an answer of its own. @param {Item[]} asked @param {ReadonlyMap<string, Answer>} answers */
const allLeftOut = (asked, answers) =>
  asked.every((item) => answers.get(item.id) === Missing.SKIPPED && !isText(item));

/** What to tell of values that are no answer to this item. @param {Item} item @param {string[]} values @returns {Trouble} */
function troubleOf(item, values) {
  if (isText(item)) return "too_long";
  if (item.kind === "number") return /^\p{Nd}+$/u.test(stripped(values.join(""))) ? "out_of_range" : "not_a_number";
  return item.kind === "several" && values.includes(NONE) ? "both_none_and_some" : "not_an_option";
}
