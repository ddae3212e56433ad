// Words with a hyphen in them stay whole at the end of a line: the same as surveyapp/survey/unbroken.py.

const HYPHENED = /([\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)+)/u;
/** Longer ones may break, as they would not fit on a small screen. */
const LONGEST = 14;

/** The text for a page. @param {string} text @returns {(string | Node)[]} */
export function unbroken(text) {
  const parts = text.split(HYPHENED);
  return parts.map((part, place) => (place % 2 && [...part].length <= LONGEST ? whole(part) : part)).filter(Boolean);
}

/** A page without this: where two languages are set side by side, a word's own tag would part them. @param {DocumentFragment} content */
export function asWritten(content) {
  for (const one of content.querySelectorAll(".whole")) one.replaceWith(...one.childNodes);
  content.normalize();
  return content;
}

/** @param {string} word */
const whole = (word) => Object.assign(document.createElement("span"), { className: "whole", textContent: word });
