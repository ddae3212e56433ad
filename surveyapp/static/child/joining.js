// The page on which a tablet joins a session, by a scanned picture or a typed word; then it stands at the first page.

import { answered, become } from "./session.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector("form.sheet"));
const box = /** @type {HTMLInputElement} */ (document.getElementById("word"));

/** @type {HTMLElement} */ (document.getElementById("joining")).hidden = false;
addEventListener("hashchange", scanned);
form.addEventListener("submit", (event) => {
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  if (button?.name === "lang") return;
  event.preventDefault();
  join(box.value);
});
scanned();

/** The word leaves the address at once. */
function scanned() {
  const word = decodeURIComponent(location.hash.slice(1));
  if (!word) return;
  history.replaceState(null, "", location.pathname + location.search);
  box.value = word;
  join(word);
}

/** @param {string} word */
async function join(word) {
  const joined = await answered(`${form.action}session/join`, { word });
  if (joined.says !== "joined") return tell(joined.says ? "over" : "failed");
  try {
    become(joined);
  } catch {
    return tell("failed");
  }
  location.replace(form.action + location.search);
}

/** @param {string} what */
function tell(what) {
  const said = /** @type {HTMLTemplateElement} */ (document.getElementById(`said-${what}`));
  const place = /** @type {HTMLElement} */ (document.getElementById("told"));
  place.textContent = said.content.textContent;
  place.className = "problem";
  box.focus();
}
