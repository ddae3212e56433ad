// What of a page is read aloud, and in which order: as surveyapp/survey/hearing.py finds it for those who record.
// Never what a child has typed or answered.

import { utf8 } from "./bytes.js";

/** One sentence; `shown` is what is marked while it is heard. @typedef {{shown: Element, text: string, name: string, needed: boolean}} Sentence */

const SPOKEN = "h1, h2, h3, p:not(.ends), span.ask, span.words, .ways span, .tools span, .ends span";
const SILENT = ".stones, .count, .review, .mark, .unseen, .also, .plainly, .ends strong, .next-child, [aria-hidden=true], [hidden]";
/** A page is read only where these can be: a question without one of its answers would lead. */
const NEEDED = "h1, span.ask, span.words, .ends span";
const DIGITS = 16;

/** The sentences under these elements, in the order of the page. @param {Iterable<ParentNode>} parts @param {string} language @returns {Promise<Sentence[]>} */
export async function sentences(parts, language) {
  const found = [];
  for (const part of parts) {
    for (const one of part.querySelectorAll(SPOKEN)) {
      const text = speaks(one) ? said(one) : "";
      if (text) found.push({ shown: one.closest(".card, button, a, legend, .asked") ?? one, text, needed: one.matches(NEEDED) });
    }
  }
  return Promise.all(found.map(async (one) => ({ ...one, name: await nameOf(language, one.text) })));
}

/** Not inside another sentence, and not silent. @param {Element} one */
function speaks(one) {
  return !one.matches(SILENT) && !one.closest(SILENT) && !one.parentElement?.closest(SPOKEN);
}

/** Its words without what is only for the eye. @param {Element} one */
function said(one) {
  const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  let text = "";
  while (texts.nextNode()) {
    const silent = texts.currentNode.parentElement?.closest(".mark, .unseen, .also, [aria-hidden=true], [hidden]");
    if (!silent) text += texts.currentNode.nodeValue;
  }
  return text.split(/\s+/).filter(Boolean).join(" ");
}

/** The name of the clip that says it: the same as surveyapp/sound/names.py. @param {string} language @param {string} sentence */
export async function nameOf(language, sentence) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(`${language}\0${sentence}`)));
  const hex = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.slice(0, DIGITS);
}
