// One child's way, walked with the modules of a folder: what it meets at each press, as JSON.

import { pathToFileURL } from "node:url";
import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto;

/** @param {string} folder @returns a function from a survey ({plan, texts}) and a way through it to what is met there */
export async function walkerOf(folder) {
  const from = (name) => import(new URL(name, pathToFileURL(`${folder}/`)));
  const { valuesOf } = await from("answering.js");
  const { ordersOf } = await from("orders.js");
  const { askedPages, complete } = await from("paths.js");
  const { itemsOf } = await from("plan.js");
  const { restored, written } = await from("state.js");
  const { ballotOf } = await from("ballot.js");
  const { opened, step, toldCount } = await from("steps.js");
  const { holds } = await from("conditions.js");
  const { AnswerRejected } = await from("rows.js");
  const { fill } = await from("wording.js");

  /** In hex and without the zeros at the end, which ``size`` tells of. */
  function ballotHex(plan, state, stop) {
    try {
      const bytes = ballotOf(plan, state, stop);
      let end = bytes.length;
      while (bytes[end - 1] === 0) end -= 1;
      return `${bytes.length} ${Buffer.from(bytes.subarray(0, end)).toString("hex")}`;
    } catch (error) {
      if (error instanceof AnswerRejected) return `rejected ${error.message}`;
      throw error;
    }
  }

  function met({ plan, texts }, outcome, number) {
    if (outcome.is === "refused" || outcome.is === "thrown_away") return { is: outcome.is };
    const { state, stop } = outcome;
    const sent = { is: outcome.is, stop: stop.name, answers: plainly(state.answers).map(([id, one]) => [id, answerOf(one)]) };
    if (outcome.is === "finished") return { ...sent, ballot: ballotHex(plan, state, stop) };
    const { course, page, progress, aside, troubles, typed } = outcome;
    const items = page ? page.items : [];
    return {
      ...sent,
      at: state.at,
      changing: state.changing,
      aside,
      told: toldCount(plan, state),
      way: course.way.map((one) => one.name),
      asked: course.asked.map((one) => one.items.map((item) => item.id)),
      progress: [progress.question, progress.questions, progress.part, progress.parts],
      items: items.map((item) => item.id),
      ticks: items.map((item) => typed.get(item.id) ?? valuesOf(state.answers.get(item.id))),
      words: items.map((item) => texts[item.id]?.map((text) => fill(plan, text, state.answers)) ?? null),
      troubles: plainly(troubles),
      typed: plainly(typed),
      ballot: number % 5 === 0 ? ballotHex(plan, state, stop) : "",
    };
  }

  function trial(plan, state, { conditions, assents, reached }) {
    const answers = new Map([...state.answers, ...restored({ answers: assents }).answers]);
    return {
      held: conditions.map((condition) => holds(condition, state.answers)),
      path: askedPages(plan, answers).map((page) => page.items.map((item) => item.id)),
      whole: plainly(complete(plan, answers, reached)).map(([id, one]) => [id, answerOf(one)]),
    };
  }

  async function walked(survey, { seed, draft, tried, presses }) {
    const { plan } = survey;
    const orders = await ordersOf(plan, Uint8Array.from(Buffer.from(seed, "hex")));
    let state = restored(draft);
    const shuffled = itemsOf(plan).filter((item) => item.shuffled);
    const before = { orders: shuffled.map((item) => orders.get(item.id)), ...trial(plan, state, tried) };
    let [first, last] = news(new Map(), met(survey, opened(plan, state), 0));
    const steps = [first];
    for (const press of presses) {
      const outcome = step(plan, state, formOf(press));
      if (outcome.is === "shown") state = restored(JSON.parse(JSON.stringify(written(outcome.state))));
      const [said, now] = news(last, met(survey, outcome, steps.length));
      steps.push(said);
      last = now;
    }
    return `${JSON.stringify(before).slice(0, -1)},"steps":[${steps.join(",")}]}`;
  }

  return (survey, way) => walked(survey, way).catch((error) => JSON.stringify({ error: String(error.stack) }));
}

const answerOf = (answer) => (answer?.missing ? { missing: answer.missing } : answer);
const plainly = (map) => [...map].map(([key, value]) => [key, value]);

function formOf([go, values]) {
  const all = new Map(Object.entries(values));
  return { get: (name) => (name === "go" ? go : (all.get(name)?.[0] ?? null)), getAll: (name) => all.get(name) ?? [] };
}

/** A step as JSON without what is as it was at the step before, so that little is written. */
function news(before, now) {
  const changed = [];
  for (const [key, value] of Object.entries(now)) {
    const said = JSON.stringify(value);
    if (before.get(key) !== said) changed.push(`"${key}":${said}`);
    now[key] = said;
  }
  return [`{${changed.join(",")}}`, new Map(Object.entries(now))];
}
