// Which page comes next, and how far along it is: the same as surveyapp/survey/journey.py.

import { orderOf } from "./plan.js";
/** @import { Answers } from "./answers.js" */
/** @import { Page, Plan } from "./plan.js" */

/** @typedef {"page" | "rest" | "to_adult" | "to_child" | "companion" | "check"} Scene */
/**
 * One place on the way; ``id`` is a page's, a section's, or the page that the next hand will meet; ``name`` is both in
 * one word, and two stops of one name are the same.
 * @typedef {Readonly<{scene: Scene, id: string, name: string}>} Stop
 */
/** @typedef {Readonly<{question: number, questions: number, part: number, parts: number}>} Progress */

/** @param {Scene} scene @param {string} id @returns {Stop} */
export const stopAt = (scene, id) => Object.freeze({ scene, id, name: `${scene}:${id}` });

/** The last look before sending. */
export const CHECK = stopAt("check", "");

/**
 * Every stop on the way that asks these pages, in order; it always ends with the last look.
 * @param {Plan} plan
 * @param {readonly Page[]} asked
 * @returns {Stop[]}
 */
export function route(plan, asked) {
  const stops = withHands(withRests(plan, asked));
  return [...(plan.travels ? withCompany(asked, stops) : stops), CHECK];
}

/**
 * The asked pages, with a rest wherever a section that has questions ends and more is to come.
 * @param {Plan} plan
 * @param {readonly Page[]} asked
 * @returns {(Page | Stop)[]}
 */
function withRests(plan, asked) {
  const asking = new Set(asked.filter(hasQuestion).map((page) => page.section));
  const restful = new Set(plan.sections.filter((one) => one.rest && asking.has(one.id)).map((one) => one.id));
  return asked.flatMap((page, position) => {
    const following = asked[position + 1];
    const ends = following !== undefined && following.section !== page.section && restful.has(page.section);
    return ends ? [page, stopAt("rest", page.section)] : [page];
  });
}

/**
 * The stops, with a handing over wherever the next page is for the other pair of hands.
 * @param {readonly (Page | Stop)[]} way
 * @returns {Generator<Stop>}
 */
function* withHands(way) {
  let adult = false;
  for (const place of way) {
    if ("scene" in place) {
      yield place;
      continue;
    }
    if (forAdult(place) !== adult) {
      adult = !adult;
      yield stopAt(adult ? "to_adult" : "to_child", place.id);
    }
    yield stopAt("page", place.id);
  }
  if (adult) yield stopAt("to_child", "");
}

/**
 * The stops, with a companion offered once: before the child's own first page after the assent.
 * @param {readonly Page[]} asked
 * @param {Iterable<Stop>} stops
 * @returns {Generator<Stop>}
 */
function* withCompany(asked, stops) {
  let agreed = false;
  for (const stop of stops) {
    const page = stop.scene === "page" && asked.find(({ id }) => id === stop.id);
    if (agreed && page && !forAdult(page)) {
      yield stopAt("companion", page.id);
      agreed = false;
    }
    yield stop;
    if (page && page.items.some(({ kind }) => kind === "assent")) agreed = true;
  }
}

/** Whether an adult's hand answers this page. @param {Page} page */
export const forAdult = (page) => page.items.some((item) => item.by === "adult");

/** Whether the page asks something whose answer is kept. @param {Page} page */
export const hasQuestion = (page) => page.items.some((item) => item.counted);

/**
 * The stop of this name, or, when later answers have closed it, the first open page after it.
 * @param {Plan} plan
 * @param {readonly Stop[]} way
 * @param {string} name
 * @returns {Stop}
 */
export function stopNamed(plan, way, name) {
  const open = way.find((stop) => stop.name === name);
  if (open) return open;
  const order = orderOf(plan);
  const colon = name.indexOf(":");
  const passed = colon < 0 ? undefined : order.get(name.slice(colon + 1));
  if (passed === undefined) return /** @type {Stop} */ (way[0]);
  return way.find((stop) => stop.scene === "page" && Number(order.get(stop.id)) > passed) ?? CHECK;
}

/** The next stop; the last one is its own. @param {readonly Stop[]} way @param {Stop} stop @returns {Stop} */
export const after = (way, stop) => way[Math.min(placeOf(way, stop) + 1, way.length - 1)];

/** The stop before; the first one is its own. @param {readonly Stop[]} way @param {Stop} stop @returns {Stop} */
export const before = (way, stop) => way[Math.max(placeOf(way, stop) - 1, 0)];

/**
 * Where a child who changed one answer goes on: the first page not yet met, or back to the last look.
 * @param {readonly Stop[]} way
 * @param {Stop} stop
 * @param {readonly Page[]} asked
 * @param {Answers} answers
 * @returns {Stop}
 */
export function afterChange(way, stop, asked, answers) {
  const unmet = asked.filter((page) => page.items.some((item) => item.counted && !answers.has(item.id)));
  const open = new Set(unmet.map((page) => page.id));
  const later = way.slice(placeOf(way, stop) + 1);
  return later.find((place) => place.scene === "page" && open.has(place.id)) ?? CHECK;
}

/** @param {readonly Stop[]} way @param {Stop} stop */
function placeOf(way, stop) {
  const place = way.findIndex((one) => one.name === stop.name);
  if (place < 0) throw new RangeError(`${stop.name} is not on the way`);
  return place;
}

/** How far along this stop is, among all questions; numbers start at 1. @param {Plan} plan @param {Stop} stop @returns {Progress} */
export function progress(plan, stop) {
  const questions = plan.pages.filter(hasQuestion);
  const parts = [...new Set(questions.map((page) => page.section))];
  const order = orderOf(plan);
  const here = lastPage(plan, stop);
  const met = questions.filter((page) => Number(order.get(page.id)) <= here);
  const latest = met[met.length - 1];
  const part = latest ? parts.indexOf(latest.section) + 1 : Math.min(1, parts.length);
  return { question: met.length, questions: questions.length, part, parts: parts.length };
}

/** The position of the last page that a child at this stop has met; -1 before the first. @param {Plan} plan @param {Stop} stop */
export function lastPage(plan, stop) {
  const order = orderOf(plan);
  if (stop.scene === "page") return Number(order.get(stop.id));
  if (stop.scene === "rest") return plan.pages.map((page) => page.section).lastIndexOf(stop.id);
  return (order.get(stop.id) ?? plan.pages.length) - 1;
}
