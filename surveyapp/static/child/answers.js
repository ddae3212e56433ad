// An answer, or one of three different reasons why there is none.

/** @typedef {Readonly<{missing: number}>} Reason the number is its byte on a packed row */
/** @typedef {string | number | readonly string[] | Reason} Answer several options as a list, "none of these" the empty one */
/** @typedef {ReadonlyMap<string, Answer>} Answers by item */

/** The three reasons; always these very objects. @type {Readonly<Record<"RATHER_NOT_SAY" | "SKIPPED" | "NOT_ASKED", Reason>>} */
export const Missing = Object.freeze({
  RATHER_NOT_SAY: Object.freeze({ missing: 253 }),
  SKIPPED: Object.freeze({ missing: 254 }),
  NOT_ASKED: Object.freeze({ missing: 255 }),
});

/** "None of these": the value a form sends for the empty answer to an item that takes several. */
export const NONE = "none";

/** Whether this is a reason and no answer. @param {Answer} answer @returns {answer is Reason} */
export const isMissing = (answer) => typeof answer === "object" && "missing" in answer;

/** Whether these are several options. @param {Answer} answer @returns {answer is readonly string[]} */
export const isSeveral = (answer) => Array.isArray(answer);
