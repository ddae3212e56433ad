// A child's place and answers as plain JSON, for the draft that rests on the device, and back.

import { Missing } from "./answers.js";
import { BEGUN } from "./steps.js";
/** @import { State } from "./steps.js" */

/** What ``restored`` makes the state of again. @param {State} state */
export const written = (state) => ({ at: state.at, changing: state.changing, answers: [...state.answers] });

/**
 * The state that ``written`` made this draft of; a new child's where it is none.
 * @param {any} draft
 * @returns {State}
 */
export function restored(draft) {
  if (!draft || !Array.isArray(draft.answers)) return BEGUN;
  const reasons = Object.values(Missing);
  const answers = draft.answers.map((/** @type {[string, any]} */ [item, answer]) => [
    item,
    reasons.find((reason) => reason.missing === answer.missing) ?? answer,
  ]);
  return { at: String(draft.at), changing: draft.changing === true, answers: new Map(answers) };
}
