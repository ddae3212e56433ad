// One stop made this child's own, as surveyapp/survey/showing.py does it.

import { Missing } from "./answers.js";
import { valuesOf } from "./answering.js";
import { copied, fillTexts, found, put, templateOf } from "./screen.js";
import { toldCount } from "./steps.js";
import { unbroken } from "./unbroken.js";
import { fill } from "./wording.js";
/** @import { Item, Page, Plan } from "./plan.js" */
/** @import { Progress } from "./journey.js" */
/** @import { Shown } from "./steps.js" */

/** @typedef {Record<"skipped" | "rather_not_say", string>} ByReason */
/** Sentences that depend on what a child does. @typedef {{question: string, part: string, told: string[], counted: number[], reasons: ByReason, unsaid: ByReason, troubles: Record<string, string>}} Words */
/**
 * What is asked, in one language; ``lines`` come later and list the answers at the last look.
 * @typedef {{plan: Plan, words: Words, orders: ReadonlyMap<string, string[]>, lines?: (asked: Asked, place: Shown, row: Element) => Node[]}} Asked
 */

/** A session's own page, which comes later; until then the quiet one stands there, without a way back. */
const lockable = () => document.querySelector("template[data-stop='aside:lock']");

/** The page of this place, and the template it was made from. @param {Asked} asked @param {Shown} place @returns {[HTMLTemplateElement, DocumentFragment]} */
export function drawn(asked, place) {
  const template = templateOf(nameOf(asked, place));
  const content = copied(template);
  const NUMBER = toldCount(asked.plan, place.state);
  const TOLD = put(asked.words.told[asked.words.counted[NUMBER]], { NUMBER });
  fillTexts(content, (text) => unbroken(put(fill(asked.plan, text, place.state.answers), { TOLD })));
  if (place.aside === "lock" && !lockable()) content.querySelector(".ways")?.remove();
  if (place.aside) return [template, content];
  if (place.page) question(asked, place, place.page, content);
  if (place.page || /rest|companion/.test(place.stop.scene)) far(asked, place.progress, content);
  if (place.course.way[0].name === place.stop.name) withoutBack(content);
  for (const button of content.querySelectorAll("[name=alters]")) {
    button.setAttribute("aria-pressed", String(document.documentElement.classList.contains(/** @type {HTMLButtonElement} */ (button).value)));
  }
  const row = content.querySelector(".review dl > div");
  row?.replaceWith(...(asked.lines?.(asked, place, row) ?? []));
  return [template, content];
}

/** @param {Asked} asked @param {Shown} place */
function nameOf({ plan }, { aside, state, stop }) {
  if (!aside) return stop.name;
  if (aside === "lock" && !lockable()) return "aside:hide";
  return aside === "stop" && toldCount(plan, state) === 0 ? "aside:stop_untold" : `aside:${aside}`;
}

/** Only what is asked, with what was said of it or is wrong. @param {Asked} asked @param {Shown} place @param {Page} page @param {DocumentFragment} content */
function question(asked, place, page, content) {
  const boxes = [...content.querySelectorAll(".item")];
  const all = itemsAt(asked.plan, page.id);
  const open = new Set(page.items.map(({ id }) => id));
  for (const [position, item] of all.entries()) {
    if (open.has(item.id)) note(asked, place, item, boxes[position]);
    else boxes[position].remove();
  }
  answersIn(content, place, page);
  if (open.size === 1 && all.length > 1) headed(content);
}

/** @param {Plan} plan @param {string} id */
export const itemsAt = (plan, id) => plan.pages.find((page) => page.id === id)?.items ?? [];

/** Of several items one is left: its words are the heading. @param {DocumentFragment} content */
function headed(content) {
  const ask = content.querySelector(".item :is(h1, .ask, p)");
  const heading = content.querySelector("h1");
  if (!ask || ask === heading) return;
  const made = document.createElement("h1");
  made.append(...ask.childNodes);
  ask.replaceWith(made);
  heading?.remove();
}

/** @param {Asked} asked @param {Shown} place @param {Item} item @param {Element} box */
function note({ words, orders }, { state, troubles }, item, box) {
  const order = orders.get(item.id);
  if (order) reorder(box, order);
  const answer = state.answers.get(item.id);
  const trouble = troubles.get(item.id);
  const { smallest: SMALLEST, largest: LARGEST, longest: LONGEST } = item;
  if (trouble) tell(box, item, "problem", put(words.troubles[trouble], { SMALLEST, LARGEST, LONGEST }));
  if (answer === Missing.SKIPPED) tell(box, item, "said", words.reasons.skipped);
  if (answer === Missing.RATHER_NOT_SAY) tell(box, item, "said", words.reasons.rather_not_say);
}

/** Under the question, tied to its control. @param {Element} box @param {Item} item @param {string} kind @param {string} text */
function tell(box, item, kind, text) {
  const control = box.querySelector("fieldset, .typed");
  const above = box.querySelector(".hint") ?? box.querySelector(".before") ?? box.querySelector("legend, .asked");
  const made = document.createElement("p");
  made.className = kind;
  made.id = `${item.id}-${kind}`;
  made.textContent = text;
  above?.after(made);
  const ids = [control?.getAttribute("aria-describedby"), made.id];
  control?.setAttribute("aria-describedby", ids.filter(Boolean).join(" "));
}

/** @param {Element} box @param {readonly string[]} order */
function reorder(box, order) {
  const cards = box.querySelector(".cards");
  for (const option of order) {
    const card = box.querySelector(`input[value="${option}"]`)?.closest("label");
    if (card) cards?.append(card);
  }
}

/** @param {DocumentFragment} content @param {Shown} place @param {Page} page */
function answersIn(content, { state, typed }, page) {
  for (const item of page.items) {
    const values = typed.get(item.id) ?? valuesOf(state.answers.get(item.id));
    for (const control of content.querySelectorAll(`[name="${item.id}"]`)) {
      const input = /** @type {HTMLInputElement} */ (control);
      if (input.matches("[type=radio], [type=checkbox]")) input.checked = values.includes(input.value);
      else input.value = values[0] ?? "";
    }
  }
}

/** How far along: stones by section, or questions counted. @param {Asked} asked @param {Progress} progress @param {DocumentFragment} content */
function far({ words }, { question, questions, part, parts }, content) {
  const template = found("[data-progress]");
  if (!template || !questions) return;
  const made = copied(template);
  const stones = made.querySelector(".stones");
  stones?.setAttribute("aria-label", put(words.part, { NUMBER: part, TOTAL: parts }));
  for (const [position, stone] of [...(stones?.children ?? [])].entries()) {
    if (position >= parts) stone.remove();
    stone.classList.toggle("passed", position + 1 < part);
    stone.classList.toggle("here", position + 1 === part);
  }
  const count = made.querySelector(".count span");
  const bar = made.querySelector("progress");
  if (count) count.textContent = put(words.question, { NUMBER: question, TOTAL: questions });
  if (bar) [bar.max, bar.value] = [questions, question];
  if (stones || question) content.prepend(made);
}

/** @param {DocumentFragment} content */
function withoutBack(content) {
  const back = content.querySelector(".ways [value=back]");
  const ways = back?.parentElement;
  back?.remove();
  if (ways?.children.length === 0) ways.remove();
}
