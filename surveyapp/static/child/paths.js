// Which pages a child meets, given the answers so far: the same as surveyapp/definition/paths.py.

import { Missing } from "./answers.js";
import { holds } from "./conditions.js";
import { itemsOf, orderOf } from "./plan.js";
/** @import { Answer, Answers } from "./answers.js" */
/** @import { Expression, Item, Page, Plan } from "./plan.js" */

/** The option of an assent that lets the survey go on. */
export const YES = "yes";

/**
 * The pages on the path, each with the items that are asked on it; an open answer counts as skipped.
 * @param {Plan} plan
 * @param {Answers} answers
 * @returns {Page[]}
 */
export const askedPages = (plan, answers) => Array.from(walk(plan, answers), ([page]) => page);

/**
 * An answer or a reason for every counted item: skipped where it was asked and left, not asked elsewhere.
 * @param {Plan} plan
 * @param {Answers} answers
 * @param {string | null} reached the last page met by a child who stopped early: nothing after it was asked
 * @returns {Map<string, Answer>}
 */
export function complete(plan, answers, reached = null) {
  const order = orderOf(plan);
  const last = reached === null ? plan.pages.length : order.get(reached);
  if (last === undefined) throw new RangeError(`no page is called ${reached}`);
  const counted = itemsOf(plan).filter((item) => item.counted);
  /** @type {Map<string, Answer>} */
  const whole = new Map(counted.map((item) => [item.id, Missing.NOT_ASKED]));
  for (const [page, known] of walk(plan, answers)) {
    if (/** @type {number} */ (order.get(page.id)) > last) break;
    for (const item of page.items) if (item.counted) whole.set(item.id, known(item));
  }
  return whole;
}

/**
 * Each page on the path, and how to look up what is known of its items.
 * @param {Plan} plan
 * @param {Answers} answers
 * @returns {Generator<[Page, (item: Item) => Answer]>}
 */
function* walk(plan, answers) {
  /** @type {Map<string, Answer>} */
  const known = new Map();
  const knownOf = (/** @type {Item} */ item) => /** @type {Answer} */ (known.get(item.id));
  for (const page of plan.pages) {
    const items = shown(page.showIf, known) ? page.items.filter((item) => shown(item.showIf, known)) : [];
    for (const item of items) known.set(item.id, answers.get(item.id) ?? Missing.SKIPPED);
    if (items.length > 0) yield [items.length === page.items.length ? page : { ...page, items }, knownOf];
    if (items.some((item) => refused(item, knownOf(item)))) return;
  }
}

/** @param {Expression | undefined} condition @param {Answers} known */
const shown = (condition, known) => condition === undefined || holds(condition, known);

/** @param {Item} item @param {Answer} answer */
const refused = (item, answer) => item.kind === "assent" && typeof answer === "string" && answer !== YES;
