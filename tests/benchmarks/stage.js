// Takes the place of run.js: every stop of the survey document at once at hand, drawn by the pages' own scripts.

import { drawn, itemsAt } from "./page.js";
import { lines } from "./review.js";
import { copied, data, show, templateOf } from "./screen.js";

const [plan, words] = [data("plan"), data("words")];
const asked = { plan, words, orders: new Map(), lines };
const course = { asked: plan.pages, way: [{ name: "" }] };
const progress = { question: 3, questions: 20, part: 2, parts: new Set(plan.pages.map((page) => page.section)).size };
const nothing = new Map();
/** One thing was told: whoever has told nothing has a page of their own. */
const told = plan.pages.flatMap(({ items }) => items).find((item) => item.counted && item.by === "child" && item.options);

/** What stands on a tablet of a session comes from its own page. */
const session = new DOMParser().parseFromString(await (await fetch(`/s/session?lang=${words.language}`)).text(), "text/html");
const room = document.querySelector("template[data-stop^='page:'][data-room]").dataset.room;
for (const name of ["clear", "unclear", "over", "idle"]) {
  const scene = document.importNode(session.getElementById(name), true);
  Object.assign(scene.dataset, { stop: `session:${name}`, room });
  document.body.append(scene);
}
for (const scene of session.querySelectorAll("template[data-stop]")) {
  const copy = document.importNode(scene, true);
  copy.dataset.room = room;
  document.body.append(copy);
}

/** By name; a page stands for itself as it is first met, and once more with an answer ticked and its form not taken. */
const made = new Map();
for (const { dataset } of document.querySelectorAll("template[data-stop]")) {
  const [scene, id] = dataset.stop.split(":");
  if (scene === "page") {
    made.set(dataset.stop, () => drawn(asked, question(id, false)));
    made.set(`${dataset.stop}, not taken`, () => drawn(asked, question(id, true)));
  } else if (["rest", "check"].includes(scene)) {
    made.set(dataset.stop, () => drawn(asked, { ...place(dataset.stop, scene), page: null }));
  } else if (["help", "hide", "resting", "stop"].includes(id) && scene === "aside") {
    made.set(dataset.stop, () => drawn(asked, beside(dataset.stop, id)));
  } else {
    made.set(dataset.stop, () => plain(dataset.stop));
  }
}

function place(name, scene) {
  const state = { at: name, changing: false, answers: nothing };
  return { state, stop: { name, scene }, course, page: null, progress, aside: null, troubles: nothing, typed: nothing };
}

function beside(name, aside) {
  const own = place(name, "aside");
  return { ...own, aside, state: { ...own.state, answers: new Map([[told.id, told.options[0]]]) } };
}

/** All that a page could ask, whatever was answered before. */
function question(id, again) {
  const items = itemsAt(plan, id).filter(({ kind }) => kind !== "information");
  const page = { id, items: itemsAt(plan, id) };
  const own = { ...place(`page:${id}`, "page"), page };
  if (!again) return own;
  const troubles = new Map(items.map((item) => [item.id, "nothing_chosen"]));
  const typed = new Map(items.map((item) => [item.id, [item.options?.[0] ?? "Some words"]]));
  return { ...own, troubles, typed };
}

function plain(name) {
  const template = templateOf(name);
  return [template, copied(template)];
}

window.stops = [...made.keys(), "all unfolded"];
window.stage = (name) => {
  const [first] = made.keys();
  const [template, content] = (made.get(name) ?? made.get(first))();
  show(template, content);
  for (const one of document.querySelectorAll("main .gentle")) one.hidden = !name.includes(",");
  for (const one of document.querySelectorAll("details")) one.open = name === "all unfolded";
  document.querySelector("main dialog")?.showModal();
};
