// The page on which a grown-up makes a tablet ready, sees what waits on it, and sends that.

import { secret } from "./device.js";
import { able, keep } from "./keeping.js";
import { arrived, waiting } from "./queue.js";
import { deliver, fate, watch } from "./sending.js";

const making = /** @type {HTMLElement} */ (document.getElementById("making"));
const wave = String(making.dataset.wave);
const here = location.pathname;

if (able()) making.hidden = false;
else /** @type {HTMLElement} */ (document.getElementById("cannot")).hidden = false;
button("make").addEventListener("click", make);
button("send").addEventListener("click", () => deliver(true).then(told));
button("drop").addEventListener("click", async () => {
  for (const one of await refused()) await arrived(one);
  await told();
});
document.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
watch(told);

async function make() {
  button("make").disabled = true;
  try {
    await navigator.serviceWorker.register(trusted(here.replace(/ready\/[^/]+$/, "worker.js")));
    await navigator.serviceWorker.ready;
    const firm = await navigator.storage?.persist?.();
    const listed = await (await fetch(`${here}/files`, { credentials: "omit", cache: "no-store" })).json();
    await keep(wave, listed, chosen(), (number, all) => say("progress", "fetching", { NUMBER: number, ALL: all }));
    say("progress", "done", {}, "✓ ");
    say("promise", firm ? "firm" : "loose");
  } catch {
    say("progress", "failed");
  }
  button("make").disabled = false;
}

/** The languages that are ticked; where there is one alone, that. */
function chosen() {
  const ticked = [.../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[name=keep]:checked"))];
  return ticked.length > 0 ? ticked.map((one) => one.value) : [document.documentElement.lang];
}

/** Of what waits, that which the server will not have, as far as this page has heard. */
async function refused() {
  return (await waiting()).filter(({ id }) => fate(id) !== "waiting");
}

/** What waits, counted and never named; not while a session goes on, as it would tell what the child before has done. */
async function told() {
  /** @type {HTMLElement} */ (document.querySelector("section:has(#count)")).hidden = secret();
  if (secret()) return;
  const lost = (await refused()).length;
  const left = (await waiting()).length - lost;
  if (left > 0) say("count", "waiting", { NUMBER: left });
  else say("count", "none");
  if (lost > 0) more("refused", "count", { NUMBER: lost });
  /** @type {HTMLElement} */ (document.getElementById("sends")).hidden = left === 0;
  /** @type {HTMLElement} */ (document.getElementById("refused")).hidden = lost === 0;
}

/** @param {string} id @returns {HTMLButtonElement} */
function button(id) {
  return /** @type {HTMLButtonElement} */ (document.getElementById(id));
}

/** @param {string} id @param {string} name @param {Record<string, number>} [known] @param {string} [sign] */
function say(id, name, known = {}, sign = "") {
  const place = /** @type {HTMLElement} */ (document.getElementById(id));
  place.textContent = "";
  more(name, id, known);
  place.prepend(sign);
  place.classList.toggle("said", sign !== "");
}

/** Says another sentence behind what stands there. @param {string} name @param {string} [id] @param {Record<string, number>} [known] */
function more(name, id = "progress", known = {}) {
  const template = /** @type {HTMLTemplateElement} */ (document.querySelector(`template[data-said="${name}"]`));
  const said = Object.entries(known).reduce((text, [key, value]) => text.replace(`{${key}}`, String(value)), String(template.content.textContent));
  const place = /** @type {HTMLElement} */ (document.getElementById(id));
  place.textContent = place.textContent ? `${place.textContent} ${said}` : said;
}

/** The one script address that a page of ours hands to the browser. @param {string} address @returns {string} */
function trusted(address) {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  return types ? types.createPolicy("surveyapp worker", { createScriptURL: () => address }).createScriptURL(address) : address;
}
