// The first page where no server answers: a tablet that was made ready goes on with what it keeps.

import { mistake } from "./codes.js";
import { able, pages } from "./keeping.js";

/** What can be asked with this code, and in which language. @typedef {{wave: string, band: string, instrument: string, language: string}} Place */

/**
 * What to say instead of the server; null where nothing is kept here. Where the card itself says which questions it is
 * for, or there is one set of questions alone, `begin` is called at once and nothing is said.
 * @param {string} code as typed @param {string} survey the age band that a scanned card names, or ""
 * @param {string} language @param {(place: Place) => void} begin @returns {Promise<Node[] | null>}
 */
export async function unconnected(code, survey, language, begin) {
  const kept = able() ? await pages("which", language) : [];
  const asked = kept.flatMap((page) => /** @type {HTMLElement[]} */ ([...page.querySelectorAll("[data-survey]")]));
  if (asked.length === 0) return null;
  const wrong = mistake(code);
  if (wrong) return copied(kept[0], `template[data-mistake="${wrong}"]`);
  const fitting = asked.filter((one) => one.dataset.survey === survey);
  const [only] = fitting.length === 1 ? fitting : asked;
  if (fitting.length === 1 || asked.length === 1) {
    begin(placeOf(only, language));
    return [];
  }
  const nodes = copied(kept[0], "#which");
  asParagraph(nodes[0]);
  const cards = /** @type {Element} */ (nodes.map((node) => /** @type {Element} */ (node).querySelector?.(".cards")).find(Boolean));
  cards.replaceChildren(...asked.map((one) => chosen(one, language, begin)));
  return nodes;
}

/** The first page has its heading already; reading goes on at this one. @param {Node} part */
function asParagraph(part) {
  const heading = /** @type {Element} */ (part).querySelector("h1");
  const said = document.createElement("p");
  said.textContent = heading?.textContent ?? "";
  said.tabIndex = -1;
  heading?.replaceWith(said);
}

/** @param {HTMLElement} one @param {string} language @param {(place: Place) => void} begin */
function chosen(one, language, begin) {
  const button = /** @type {HTMLButtonElement} */ (document.importNode(one, true));
  button.addEventListener("click", () => begin(placeOf(one, language)));
  return button;
}

/** In English where the survey is not there in this language. @param {HTMLElement} one @param {string} language @returns {Place} */
function placeOf({ dataset }, language) {
  const [wave, band, instrument] = String(dataset.address).split("/").slice(-3).map(decodeURIComponent);
  const spoken = String(dataset.languages).split(" ").includes(language) ? language : "en";
  return { wave, band, instrument, language: spoken };
}

/** @param {Document} page @param {string} part @returns {Node[]} */
function copied(page, part) {
  const found = /** @type {Element} */ (page.querySelector(part));
  const nodes = found instanceof HTMLTemplateElement || found.localName === "template" ? contents(found) : [found];
  return nodes.map((node) => document.importNode(node, true));
}

/** @param {Element} template @returns {Node[]} */
const contents = (template) => [.../** @type {HTMLTemplateElement} */ (template).content.childNodes];
