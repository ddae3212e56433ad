// What stands on the page: one of the document's templates at a time, with its tools and its title.

import { session } from "./device.js";

/** @typedef {{form: HTMLFormElement, tools: HTMLElement, main: HTMLElement}} Sheet */

/** Where templates and words are looked for. @type {Document} */
let root = document;
/** What pages are shown on, also once it has left the document; found when the first one is. @type {Sheet | undefined} */
let sheet;

/** The template of this stop; rests and the like have one for all. @param {string} name @returns {HTMLTemplateElement} */
export function templateOf(name) {
  const scene = `${name.slice(0, name.indexOf(":"))}:`;
  return found(`[data-stop="${name}"]`) ?? /** @type {HTMLTemplateElement} */ (found(`[data-stop="${scene}"]`));
}

/** @param {string} selector @returns {HTMLTemplateElement | null} */
export const found = (selector) => root.querySelector(`template${selector}`);

/** What `make` makes of another language's document. @template T @param {Document} other @param {() => T} make @returns {T} */
export function instead(other, make) {
  root = other;
  try {
    return make();
  } finally {
    root = document;
  }
}

/** @typedef {(content: DocumentFragment, again: () => DocumentFragment) => void} Under */

/** A template's content, to be changed. @param {HTMLTemplateElement} template */
export const copied = (template) => document.importNode(template.content, true);

/** JSON that came with the document. @param {string} id */
export const data = (id) => JSON.parse(root.getElementById(id)?.textContent ?? "null");

/** Every text below with what `fill` makes of it. @param {Node} root @param {(text: string) => string | (string | Node)[]} fill */
export function fillTexts(root, fill) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const open = [];
  while (texts.nextNode()) if (texts.currentNode.textContent?.includes("{")) open.push(/** @type {Text} */ (texts.currentNode));
  for (const text of open) text.replaceWith(...[fill(text.data)].flat());
}

/** Words put into the places that have a name. @param {string} text @param {Record<string, string | number>} words */
export const put = (text, words) => text.replace(/\{([A-Z]+)\}/g, (place, name) => String(words[name] ?? place));

/**
 * Shows a page: its content, the tools of its kind; a screen reader begins at its heading.
 * One title for all: the browser's list of pages must not tell what was asked. Only the hiding place has its own, and
 * neither tools nor foot.
 * @param {HTMLTemplateElement} template @param {DocumentFragment} content @param {Under} [under] puts a second language there
 */
export function show(template, content, under) {
  const { form, tools, main } = (sheet ??= sheetHere());
  const foot = /** @type {HTMLElement} */ (form.querySelector(".foot"));
  const { room, tools: kind, private: secret } = template.dataset;
  unlinked(content);
  form.querySelector(".enter")?.remove();
  const enter = content.querySelector(".enter");
  if (enter) form.prepend(enter);
  main.replaceChildren(content);
  if (tools.dataset.kind !== `${room}-${kind}`) {
    const frame = () => fitting(copied(/** @type {HTMLTemplateElement} */ (found(`[data-frame="${room}-${kind}"]`))));
    const made = kind ? frame() : document.createDocumentFragment();
    if (kind) under?.(made, frame);
    tools.replaceChildren(made);
    tools.dataset.kind = `${room}-${kind}`;
  }
  document.body.className = `child ${room}`;
  foot.querySelector(".private")?.toggleAttribute("hidden", secret === undefined);
  foot.hidden = !kind;
  const heading = main.querySelector("h1");
  document.title = kind ? data("words").title : heading?.textContent;
  scrollTo(0, 0);
  focusOn(main.querySelector(".problem:not([hidden])") ?? heading);
}

/** On a tablet of a session a child hides: to leave for another site would throw answers away and lead nobody back. @param {DocumentFragment} tools */
function fitting(tools) {
  for (const one of tools.querySelectorAll(session() ? "a[rel]" : "[data-shared]")) one.remove();
  return tools;
}

/** There too numbers and addresses of people to talk to are text: a tap would leave the answers open behind another page. @param {ParentNode} content */
export function unlinked(content) {
  if (!session()) return;
  for (const link of content.querySelectorAll("a:is(.phone, .site)")) {
    const text = Object.assign(document.createElement("span"), { className: link.className, dir: "ltr" });
    text.append(...link.childNodes);
    link.replaceWith(text);
  }
}

/** Says under the choices, or says no more, that no network gives the one that was pressed. @param {boolean} away */
export function unreached(away) {
  const line = /** @type {HTMLElement | null} */ (document.querySelector("[data-unreached]"));
  if (!line) return;
  line.hidden = !away;
  if (away) line.focus();
}

/** @returns {Sheet} */
function sheetHere() {
  const form = /** @type {HTMLFormElement} */ (document.querySelector("form.sheet"));
  const [tools, main] = [".tools", "main"].map((name) => /** @type {HTMLElement} */ (form.querySelector(name)));
  return { form, tools, main };
}

/** @param {Element | null} place where reading goes on; of a mistake, its answers */
function focusOn(place) {
  const item = place?.matches(".problem") ? place.closest(".item") : null;
  const target = /** @type {HTMLElement | null} */ (item?.querySelector("input, textarea") ?? place);
  if (target && !item) target.tabIndex = -1;
  target?.focus({ preventScroll: !item });
}
