/**
 * Typing in a booklet: every question twice, what differs a third time, then sealed and sent as a child's own answers.
 *
 * What is typed lives in this page alone, until it is sealed. How often the two typings differ is told and kept nowhere.
 */
import { checked } from "./admission.js";
import { Missing } from "./answers.js";
import { encodeBallot } from "./ballot.js";
import { askedPages, YES } from "./paths.js";
import { different, meaning, whole } from "./keys.js";
import { isText, itemsOf } from "./plan.js";
import { arrived } from "./queue.js";
import { AnswerRejected } from "./rows.js";
import { fits, newSeed } from "./sealing.js";
import { finish, watch } from "./sending.js";
/** @import { Answer } from "./answers.js" */
/** @import { Checked } from "./admission.js" */
/** @import { Key } from "./keys.js" */
/** @import { Item, Plan } from "./plan.js" */

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

const form = /** @type {HTMLFormElement} */ (document.getElementById("keying"));
const code = /** @type {HTMLInputElement} */ (document.getElementById("code"));
const on = /** @type {HTMLButtonElement} */ (document.getElementById("on"));
const stages = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-stage]")]);
const LAST = stages.length - 1;
const plan = /** @type {Plan} */ (read("plan"));
const manifest = /** @type {import("./sending.js").Manifest} */ (read("manifest"));
const keys = /** @type {Record<string, Key>} */ (read("keys"));
const items = new Map(itemsOf(plan).filter((item) => item.id in keys).map((item) => [item.id, item]));

let at = 0;
/** The first typing, once there is one. @type {Map<string, Answer> | null} */
let first = null;
/** What is to be sealed. @type {Map<string, Answer>} */
let settled = new Map();
/** @type {Checked | null} */
let card = null;
const tally = { NUMBER: 0, WRONG: 0, ALL: 0 };

form.addEventListener("submit", (event) => {
  event.preventDefault();
  onward();
});
form.addEventListener("input", ({ target }) => typed(/** @type {Field} */ (target)));
form.addEventListener("keydown", (event) => {
  const field = /** @type {Field} */ (event.target);
  if (event.key !== "Enter" || field.localName !== "input" || !field.closest(".key")) return;
  event.preventDefault();
  after(field);
});
element("back").addEventListener("click", () => show(at - 1));
addEventListener("beforeunload", (event) => at > 0 && event.preventDefault());
addEventListener("pagehide", () => form.remove());
arrive();

async function arrive() {
  if (!(await fits())) return tell("cannot");
  form.hidden = false;
  watch(({ waiting }) => waiting > 0 && tell("left", { NUMBER: waiting }));
}

/** The next section, the second time, what differs, or off it goes; not before this part holds. */
async function onward() {
  if (on.disabled) return;
  on.disabled = true;
  try {
    if (await holds()) await step();
  } catch {
    tell("broken");
  }
  on.disabled = false;
}

/** @returns {Promise<boolean>} whether nothing is wrong with what stands here */
async function holds() {
  quiet();
  return at === 0 ? admitted() : allUnderstood(stages[at]);
}

async function step() {
  if (at === 0 && settled.size > 0) return send();
  if (at < LAST - 1) return show(at + 1);
  if (at === LAST) return settle();
  if (first) return compare(first, said());
  first = said();
  for (const field of fields(form)) if (field.localName === "input" && !field.readOnly) field.value = "";
  for (const tick of form.querySelectorAll("[data-typed]")) tick.removeAttribute("data-typed");
  follow();
  show(1);
  tell("change");
}

/** Whether the child said yes, and the card is for these questions. */
async function admitted() {
  const assent = itemsOf(plan).find((item) => item.kind === "assent");
  const ticked = new FormData(form).get("assent");
  if (assent && ticked !== YES) return fail(ticked === null ? "choose" : "no_assent");
  const found = await checked(code.value);
  if (!found) return fail("network");
  if (found.says !== "valid") return fail("", (found.sentences ?? []).join(" "));
  if (found.wave !== manifest.wave || found.instrument !== plan.fingerprint) return fail("card");
  card = found;
  return true;
}

/** Everything typed this time: an answer to each question on the way, or that it was left. */
function said() {
  const answers = /** @type {Map<string, Answer>} */ (new Map());
  for (const field of fields(form)) {
    const id = field.name;
    if (!field.disabled) answers.set(id, understoodIn(field) ?? Missing.SKIPPED);
  }
  return answers;
}

/** What a field means; null where no box has that number. @param {Field} field @param {string} [id] */
function understoodIn(field, id = field.name) {
  try {
    return meaning(/** @type {Item} */ (items.get(id)), keys[id], field.value);
  } catch (error) {
    if (!(error instanceof AnswerRejected)) throw error;
    return null;
  }
}

/** What differs may be left empty, but not by a hand that only goes on. @param {HTMLElement} part @returns {boolean} */
function allUnderstood(part) {
  const open = fields(part).filter((field) => !field.disabled);
  const wrong = open.filter((field) => understoodIn(field, idOf(field)) === null);
  for (const field of wrong) note(field, isText(/** @type {Item} */ (items.get(idOf(field)))) ? "long" : "key");
  const empty = open.filter((field) => at === LAST && !field.value.trim() && !field.dataset.told);
  for (const field of empty) note(field, (field.dataset.told = "empty"));
  const [odd] = [...wrong, ...empty];
  odd?.focus();
  return !odd;
}

/** @param {Field} field */
function typed(field) {
  if (!field.closest(".key")) return;
  const id = idOf(field);
  note(field);
  for (const tick of /** @type {NodeListOf<HTMLElement>} */ (field.closest(".key")?.querySelectorAll(".tick") ?? [])) {
    tick.toggleAttribute("data-typed", field.value.toUpperCase().split(/[\s,.;]+/).includes(String(tick.dataset.key)));
  }
  if (at < LAST) follow();
  if (whole(/** @type {Item} */ (items.get(id)), keys[id], field.value.trim())) after(field);
}

/** Questions that the answers above pass over take nothing. */
function follow() {
  const answers = new Map(fields(form).map((field) => [field.name, understoodIn(field) ?? Missing.SKIPPED]));
  const asked = new Set(askedPages(plan, answers).flatMap((page) => page.items.map((item) => item.id)));
  for (const field of fields(form)) {
    const off = !asked.has(field.name);
    if (off === field.disabled) continue;
    field.disabled = off;
    field.closest(".key")?.toggleAttribute("data-off", off);
    note(field, off ? "not_asked" : "");
  }
}

/** The next field of this part, or the button below it. @param {Field} field */
function after(field) {
  const open = fields(stages[at]).filter((one) => !one.disabled && !one.readOnly);
  (open[open.indexOf(field) + 1] ?? on).focus();
}

/** @param {Map<string, Answer>} one @param {Map<string, Answer>} two */
function compare(one, two) {
  const numbered = [...items.values()].filter((item) => !isText(item) && !keys[item.id].fixed);
  const wrong = different(numbered, one, two);
  const twice = numbered.filter(({ id }) => one.has(id) || two.has(id)).length;
  tally.WRONG += wrong.length;
  tally.ALL += twice;
  settled = two;
  if (wrong.length === 0) return send();
  say(element("rate"), "rate", { NUMBER: wrong.length, ALL: twice });
  element("again").replaceChildren(...wrong.map(({ id }) => oncemore(id)));
  return show(LAST);
}

/** A question as it stood, to be typed once more. @param {string} id */
function oncemore(id) {
  const row = /** @type {HTMLElement} */ (form.querySelector(`.key[data-item="${id}"]`)?.cloneNode(true));
  for (const part of [row, ...row.querySelectorAll("[id], [for], [data-typed]")]) {
    if (part.id) part.id = `a${part.id}`;
    if (part.hasAttribute("for")) part.setAttribute("for", `a${part.getAttribute("for")}`);
    part.removeAttribute("data-typed");
    part.removeAttribute("data-off");
  }
  const [field] = fields(row);
  field.setAttribute("aria-describedby", `ah-${id} am-${id}`);
  field.value = "";
  field.disabled = false;
  field.removeAttribute("name");
  return row;
}

/** What was typed the third time counts. */
function settle() {
  for (const field of fields(stages[LAST])) {
    settled.set(idOf(field), /** @type {Answer} */ (understoodIn(field, idOf(field))));
  }
  return send();
}

/** Sealed here, and then as a child's own. */
async function send() {
  const { found, wave, band, instrument } = /** @type {Checked} */ (card);
  tell("sealing");
  const sitting = { code: code.value, found, seed: newSeed(), wave, band, instrument };
  const { outcome, id } = await finish(sitting, manifest, encodeBallot(plan, settled));
  if (outcome === "sent" || outcome === "waiting") return done(outcome);
  await arrived(/** @type {any} */ ({ id }));
  code.value = "";
  show(0);
  tell(outcome);
}

/** Nothing of this booklet stays here. @param {string} outcome */
function done(outcome) {
  form.reset();
  element("again").replaceChildren();
  first = card = null;
  settled = new Map();
  for (const tick of form.querySelectorAll("[data-typed]")) tick.removeAttribute("data-typed");
  follow();
  show(0);
  tell(outcome);
  tally.NUMBER += 1;
  say(element("tally"), "tally", tally);
}

/** @param {number} next */
function show(next) {
  at = next;
  quiet();
  stages.forEach((stage, place) => (stage.hidden = place !== at));
  element("back").hidden = at < 2 || at === LAST;
  if (at === 0) return code.focus();
  for (const turn of form.querySelectorAll(".turn")) say(turn, first ? "second" : "first");
  const open = fields(stages[at]).find((field) => !field.disabled && !field.readOnly);
  (open ?? on).focus();
}

/** @param {ParentNode} part @returns {Field[]} of the form, without those that are typed a third time */
function fields(part) {
  const found = /** @type {Field[]} */ ([...part.querySelectorAll(".key input, .key textarea")]);
  return part === form ? found.filter((field) => field.name) : found;
}

/** @param {Field} field */
const idOf = (field) => String(/** @type {HTMLElement} */ (field.closest(".key")).dataset.item);

/** What is to be said beside a field. @param {Field} field @param {string} [name] */
function note(field, name = "") {
  const place = /** @type {HTMLElement} */ (field.closest(".key")?.querySelector(".field-error"));
  place.hidden = !name;
  place.textContent = name ? words(name) : "";
  field.setAttribute("aria-invalid", String(name === "key" || name === "long"));
}

/** @param {string} name @param {string} [text] @returns {false} */
function fail(name, text) {
  tell(name, {}, text);
  return false;
}

/** @param {string} name @param {Record<string, number>} [known] @param {string} [text] */
function tell(name, known = {}, text) {
  const place = element("told");
  place.hidden = false;
  place.textContent = text ?? words(name, known);
}

const quiet = () => (element("told").hidden = true);

/** @param {Element} place @param {string} name @param {Record<string, number>} [known] */
const say = (place, name, known) => (place.textContent = words(name, known));

/** @param {string} name @param {Record<string, number>} [known] */
function words(name, known = {}) {
  const template = /** @type {HTMLTemplateElement} */ (document.querySelector(`template[data-said="${name}"]`));
  return Object.entries(known).reduce((text, [key, value]) => text.replace(`{${key}}`, String(value)), String(template.content.textContent));
}

/** @param {string} id */
function read(id) {
  return JSON.parse(String(element(id).textContent));
}

/** @param {string} id @returns {HTMLElement} */
function element(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
