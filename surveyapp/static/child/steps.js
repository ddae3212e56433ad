// One step of a child's way, what a pressed button makes of the answers so far: the same as surveyapp/survey/plain.py.

import { isMissing, Missing } from "./answers.js";
import { heard, told, ticked, valuesIn, without } from "./answering.js";
import { after, afterChange, before, CHECK, progress, route, stopAt, stopNamed } from "./journey.js";
import { askedPages } from "./paths.js";
import { itemsOf } from "./plan.js";
/** @import { Answer, Answers, Reason } from "./answers.js" */
/** @import { Form, Heard, Trouble } from "./answering.js" */
/** @import { Progress, Stop } from "./journey.js" */
/** @import { Page, Plan } from "./plan.js" */

/**
 * One child's place and answers so far; ``changing`` says that the child came from the last look to change one answer.
 * @typedef {Readonly<{at: string, changing: boolean, answers: Answers}>} State
 */
/** The pages that the answers lead to, and the stops of the way. @typedef {Readonly<{asked: readonly Page[], way: readonly Stop[]}>} Course */
/** A page that stands beside the way; "lock" is a session's (locking.js). @typedef {"help" | "hide" | "resting" | "stop" | "lock"} Aside */
/**
 * What to show next: a stop of the way, or an aside from it. ``page`` is the stop's page with the items asked on it;
 * ``troubles`` says for items what was wrong with the form, ``typed`` what stood there, so that nothing is lost.
 * @typedef {object} Shown
 * @property {"shown"} is
 * @property {State} state
 * @property {Stop} stop
 * @property {Course} course
 * @property {Page | null} page
 * @property {Progress} progress
 * @property {Aside | null} aside
 * @property {ReadonlyMap<string, Trouble>} troubles
 * @property {ReadonlyMap<string, readonly string[]>} typed
 */
/** The child has asked to send these answers, from this stop. @typedef {{is: "finished", state: State, stop: Stop}} Finished */
/** Left without sending; nothing is kept. @typedef {{is: "refused" | "thrown_away"}} Ended */
/** @typedef {Shown | Finished | Ended} Outcome */
/** @typedef {Readonly<{plan: Plan, state: State, course: Course, stop: Stop, page: Page | null}>} Place */

/** A new child's state. @type {State} */
export const BEGUN = Object.freeze({ at: "", changing: false, answers: new Map() });

/** @type {ReadonlyMap<string, Aside>} */
const ASIDES = new Map([["help", "help"], ["hide", "hide"], ["rest", "resting"], ["stop", "stop"]]);
/** @type {ReadonlyMap<string, Reason>} */
const REASONS = new Map([["skip", Missing.SKIPPED], ["rather_not_say", Missing.RATHER_NOT_SAY]]);
const ONWARD = new Set(["next", "skip", "rather_not_say", "yes", "no"]);

/**
 * What follows from this form. A button that this page does not have leads to the page itself.
 * @param {Plan} plan
 * @param {State} state
 * @param {Form} form
 * @returns {Outcome}
 */
export function step(plan, state, form) {
  const place = placeOf(plan, state);
  const [go, ...target] = String(form.get("go")).split(":");
  const aside = ASIDES.get(go);
  if (aside) return shown(place, withTicked(place, form), aside);
  if (ONWARD.has(go)) return onward(place, form, go);
  if (go === "throw_away") return { is: "thrown_away" };
  if (go === "send") return send(place);
  return elsewhere(place, form, go, target.join(":"));
}

/** The page at which this state stands. @param {Plan} plan @param {State} state @returns {Shown} */
export const opened = (plan, state) => shown(placeOf(plan, state));

/** How many questions the child has answered so far; skipped ones are not told. @param {Plan} plan @param {State} state */
export const toldCount = (plan, state) =>
  itemsOf(plan).filter((item) => item.counted && item.by === "child" && isTold(state.answers.get(item.id))).length;

/** @param {Answer | undefined} answer */
const isTold = (answer) => answer !== undefined && !isMissing(answer);

/** @param {Plan} plan @param {Answers} answers @returns {Course} */
function courseOf(plan, answers) {
  const asked = askedPages(plan, answers);
  return { asked, way: route(plan, asked) };
}

/** @param {Plan} plan @param {State} state @returns {Place} */
function placeOf(plan, state) {
  const course = courseOf(plan, state.answers);
  const stop = state.at ? stopNamed(plan, course.way, state.at) : course.way[0];
  return { plan, state, course, stop, page: pageAt(course, stop) };
}

/** @param {Course} course @param {Stop} stop @returns {Page | null} */
const pageAt = (course, stop) =>
  (stop.scene === "page" && course.asked.find((page) => page.id === stop.id)) || null;

/**
 * The page to show at this stop.
 * @param {Plan} plan
 * @param {State} state
 * @param {Stop} stop
 * @param {Course} course
 * @param {boolean} changing
 * @returns {Shown}
 */
function at(plan, state, stop, course, changing) {
  return {
    is: "shown",
    state: { ...state, at: stop.name, changing },
    stop,
    course,
    page: pageAt(course, stop),
    progress: progress(plan, stop),
    aside: null,
    troubles: new Map(),
    typed: new Map(),
  };
}

/** This place as a page to show. @param {Place} place @param {State} state @param {Aside | null} aside @returns {Shown} */
const shown = (place, state = place.state, aside = null) => ({
  ...at(place.plan, state, place.stop, place.course, place.state.changing),
  aside,
});

/** @param {State} state @param {ReadonlyMap<string, Answer>} answers @returns {State} */
const answered = (state, answers) => ({ ...state, answers: new Map([...state.answers, ...answers]) });

/** The state with what is ticked on the page that the child leaves for a while. @param {Place} place @param {Form} form */
const withTicked = (place, form) =>
  place.page ? answered(place.state, ticked(place.page, form)) : place.state;

/** Back, to an earlier page to change it, or nowhere. @param {Place} place @param {Form} form @param {string} go @param {string} target */
function elsewhere(place, form, go, target) {
  const { plan, course, stop } = place;
  const kept = withTicked(place, form);
  const now = courseOf(plan, kept.answers);
  if (go === "back") return at(plan, kept, before(course.way, stop), now, false);
  const wanted = stopAt("page", target);
  const open = course.way.some((one) => one.name === wanted.name);
  if (go === "change" && stop.name === CHECK.name && open) return at(plan, kept, wanted, now, true);
  return shown(place, kept);
}

/** To the next stop with the answers of this page, or this page again with what is missing from it. @param {Place} place @param {Form} form @param {string} go @returns {Outcome} */
function onward(place, form, go) {
  const { page, state } = place;
  if (!page) return movedOn(place, state);
  if (page.items.some((item) => item.kind === "assent")) return agreed(place, go);
  const reason = REASONS.get(go);
  if (reason) return movedOn(place, answered(state, without(page, reason)));
  const said = heard(page, form);
  return said.troubles.size > 0 ? again(place, form, said) : movedOn(place, answered(state, said.answers));
}

/** The same page with what was wrong, and with all that was ticked and typed. @param {Place} place @param {Form} form @param {Heard} said @returns {Shown} */
function again(place, form, said) {
  const typed = new Map([...said.troubles.keys()].map((item) => [item, valuesIn(form, item)]));
  return { ...shown(place, answered(place.state, told(said.answers))), troubles: said.troubles, typed };
}

/** Only a yes leads on, and a no is as welcome. @param {Place} place @param {string} go @returns {Outcome} */
function agreed(place, go) {
  if (go === "no") return { is: "refused" };
  return go === "yes" ? movedOn(place, place.state) : shown(place);
}

/** The next stop of the way that the new answers make; from a changed answer, back to the last look. @param {Place} place @param {State} state */
function movedOn(place, state) {
  const course = courseOf(place.plan, state.answers);
  const following = state.changing
    ? afterChange(course.way, place.stop, course.asked, state.answers)
    : after(course.way, place.stop);
  return at(place.plan, state, following, course, state.changing && following.name !== CHECK.name);
}

/** Sending is open from the last look, and to whoever stops with something told. @param {Place} place @returns {Outcome} */
function send(place) {
  const open = place.stop.name === CHECK.name || toldCount(place.plan, place.state) > 0;
  return open ? { is: "finished", state: place.state, stop: place.stop } : shown(place);
}
