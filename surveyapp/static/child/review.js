// A child's own answers in words, to look at before they are sent: the same as surveyapp/survey/review.py.

import { isMissing, Missing } from "./answers.js";
import { valuesOf } from "./answering.js";
import { itemsAt } from "./page.js";
import { fillTexts, put, templateOf } from "./screen.js";
import { fill } from "./wording.js";
/** @import { Answers } from "./answers.js" */
/** @import { Asked } from "./page.js" */
/** @import { Item } from "./plan.js" */
/** @import { Shown } from "./steps.js" */

/** Every question of this way with its answer. @param {Asked} asked @param {Shown} place @param {Element} row @returns {Node[]} */
export function lines(asked, { course, state }, row) {
  return course.asked.flatMap((page) =>
    page.items.filter((item) => item.counted).map((item) => {
      const position = itemsAt(asked.plan, page.id).findIndex(({ id }) => id === item.id);
      const box = templateOf(`page:${page.id}`).content.querySelectorAll(".item")[position];
      const made = /** @type {Element} */ (row.cloneNode(true));
      const ASK = fill(asked.plan, textOf(box.querySelector("h1, .ask")), state.answers);
      fillTexts(made, (text) => put(text, { ASK, ANSWER: said(asked, item, state.answers, box) }));
      made.querySelector("button")?.setAttribute("value", `change:${page.id}`);
      return made;
    }),
  );
}

/** The answer as the child read it. @param {Asked} asked @param {Item} item @param {Answers} answers @param {Element} box */
function said({ words }, item, answers, box) {
  const answer = answers.get(item.id) ?? Missing.SKIPPED;
  if (isMissing(answer)) return words.unsaid[answer === Missing.RATHER_NOT_SAY ? "rather_not_say" : "skipped"];
  if (!item.options) return String(answer);
  return valuesOf(answer).map((value) => textOf(box.querySelector(`[value="${value}"] ~ .words`))).join(", ");
}

/** @param {Element | null} element */
const textOf = (element) => element?.textContent ?? "";
