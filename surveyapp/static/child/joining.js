// The page on which a tablet joins a session, by a scanned picture or a typed word; then it stands at the first page.

import { toBase64 } from "./bytes.js";
import { session } from "./device.js";
import { answered, become, carry } from "./session.js";

/** Signs of the word of a pack of cards with pictures. */
const PACK = 20;
/** What this tablet is known by; the same at every try, so that it has one place though an answer was lost. */
const key = session()?.key ?? toBase64(crypto.getRandomValues(new Uint8Array(16)));

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

/** @param {string} word of a session; or of a pack, for a tablet of one */
async function join(word) {
  const [said, band] = word.split(".");
  if (plain(said).length === PACK) return brought(plain(said), band);
  const joined = await answered(`${form.action}session/join`, { word, key });
  if (joined.says !== "joined") return tell(joined.says === "full" ? "full" : joined.says ? "over" : "failed");
  try {
    await become(joined);
  } catch {
    return tell("failed");
  }
  location.replace(form.action + location.search);
}

/** @param {string} word of a pack @param {string} [band] */
function brought(word, band = "4-7") {
  const member = session();
  if (!member || member.over) return tell("alone");
  try {
    carry({ word, band, wrong: 0 });
  } catch {
    return tell("failed");
  }
  location.replace(form.action + location.search);
}

/** @param {string} word */
function plain(word) {
  return word.replace(/[^a-z0-9]/gi, "").toUpperCase();
}

/** @param {string} what */
function tell(what) {
  const said = /** @type {HTMLTemplateElement} */ (document.getElementById(`said-${what}`));
  const place = /** @type {HTMLElement} */ (document.getElementById("told"));
  place.textContent = said.content.textContent;
  place.className = "problem";
  box.focus();
}
