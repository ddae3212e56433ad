// The shape of the plan that the page carries: one instrument, as surveyapp/survey/plan.py writes it.

/** @typedef {string | number} Value */
/**
 * A condition as nested lists: ["not", e], ["and", e…], ["or", e…], ["is", item, sign, value], ["one", item, values],
 * ["none", item, values], ["skipped", item], ["answered", item].
 * @typedef {readonly [string, ...any[]]} Expression
 */
/**
 * @typedef {object} Item
 * @property {string} id
 * @property {"choice" | "several" | "number" | "short_text" | "long_text" | "information" | "assent"} kind
 * @property {boolean} counted whether the answer is kept
 * @property {boolean} practice
 * @property {"child" | "adult"} by whose hand answers it
 * @property {number} smallest
 * @property {number} largest
 * @property {number} longest in characters
 * @property {boolean} shuffled
 * @property {Expression} [showIf]
 * @property {readonly string[]} [options] in the scale's order
 * @property {readonly string[]} [exclusive]
 */
/**
 * @typedef {object} Page
 * @property {string} id
 * @property {string} section
 * @property {boolean} adult
 * @property {Expression} [showIf]
 * @property {readonly Item[]} items
 */
/** @typedef {{id: string, rest: boolean}} Section */
/** @typedef {{source: string, cases: Record<string, string>, otherwise: string}} Pipe */
/**
 * @typedef {object} Plan
 * @property {string} fingerprint 64 hexadecimal digits
 * @property {number} size bytes of a ballot
 * @property {string} presentation
 * @property {boolean} travels whether a companion is offered
 * @property {readonly Section[]} sections
 * @property {readonly Page[]} pages
 * @property {Record<string, Pipe>} pipes
 */

const CLOSED = new Set(["choice", "several", "number"]);
const TEXT = new Set(["short_text", "long_text"]);

/** All items in order. @param {Plan} plan @returns {Item[]} */
export const itemsOf = (plan) => plan.pages.flatMap((page) => page.items);

/** Whether it is answered in the child's own words. @param {Item} item */
export const isText = (item) => TEXT.has(item.kind);

/** Whether it takes an answer at all. @param {Item} item */
export const isAsking = (item) => CLOSED.has(item.kind) || TEXT.has(item.kind);

/** The counted closed items, in the order of a row. @param {Plan} plan */
export const closedOf = (plan) => itemsOf(plan).filter((item) => item.counted && CLOSED.has(item.kind));

/** The counted items answered in own words, in order. @param {Plan} plan */
export const textsOf = (plan) => itemsOf(plan).filter((item) => item.counted && TEXT.has(item.kind));

/** The position of every page. @param {Plan} plan @returns {Map<string, number>} */
export const orderOf = (plan) => new Map(plan.pages.map((page, position) => [page.id, position]));
