// A second language under the first, for a child with an interpreter: the same as surveyapp/survey/pairing.py.

import { fetched, placeOf } from "./languages.js";
import { choose, looks } from "./looks.js";
import { data, instead, unreached } from "./screen.js";
import { asWritten } from "./unbroken.js";
/** @import { Asked } from "./page.js" */
/** @import { Under } from "./screen.js" */

/** @typedef {{code: string, words: Pick<Asked, "plan" | "words">, under: Under}} Second */

/** This language under the one that is spoken; null for none, and where it does not come. @param {string} code @returns {Promise<Second | null>} */
export async function beside(code) {
  const wanted = code && code !== document.documentElement.lang;
  const other = wanted ? await fetched(placeOf(code)) : null;
  told(other ? code : "");
  setTimeout(() => unreached(Boolean(wanted && !other))); // the page is drawn anew first, and reading goes on at its heading
  unchecked(other);
  if (!other) return null;
  const words = instead(other, () => ({ plan: data("plan"), words: data("words") }));
  return { code, words, under: (content, again) => under(content, again, other) };
}

/** Of a draft the second language says too that nobody has checked it. @param {Document | null} other */
function unchecked(other) {
  document.querySelector("[data-unchecked=second]")?.remove();
  const note = other?.querySelector("[data-unchecked]");
  if (!note) return;
  const made = /** @type {HTMLElement} */ (document.importNode(note, true));
  made.dataset.unchecked = "second";
  document.querySelector(".foot input[name=lang]")?.before(made);
}

/** What the other document lacks, as a session's lock, stands in the first language alone: it must stand there at once. @param {DocumentFragment} content @param {() => DocumentFragment} again @param {Document} other */
function under(content, again, other) {
  try {
    pair(asWritten(content), asWritten(instead(other, again)), other.documentElement);
  } catch (problem) {
    if (!(problem instanceof TypeError)) throw problem;
  }
}

/**
 * The choice says what is chosen and is folded again: open, it stands under every page. The tools are drawn anew; a reload
 * finds it again. @param {string} code
 */
function told(code) {
  for (const button of document.querySelectorAll("button[name=also]")) {
    const { value } = /** @type {HTMLButtonElement} */ (button);
    button.toggleAttribute("hidden", value === "" && code === "");
    if (value && value === code) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
    button.closest("details")?.removeAttribute("open");
  }
  delete document.querySelector("header")?.dataset.kind;
  choose(code, looks());
}

/** Both were drawn by one template: where their texts differ, one is a translation. @param {Node} first @param {Node} second @param {HTMLElement} spoken */
function pair(first, second, spoken) {
  const [own, other] = [[...first.childNodes], [...second.childNodes]];
  if (own.length !== other.length) return void first.appendChild(also(second, spoken));
  for (const [place, node] of own.entries()) {
    if (node.nodeType !== Node.TEXT_NODE) pair(node, other[place], spoken);
    else if (said(node) !== said(other[place])) /** @type {Text} */ (node).after(" ", also(other[place], spoken));
  }
}

/** @param {Node} node */
const said = (node) => String(node.textContent).trim();

/** @param {Node} node @param {HTMLElement} spoken */
function also(node, { lang, dir }) {
  const made = document.createElement("span");
  Object.assign(made, { className: "also", lang, dir, textContent: said(node) });
  return made;
}
