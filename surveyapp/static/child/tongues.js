/**
 * A page before any code, in another language or with another look: asked of our server where it answers, and where it
 * does not, taken from what this tablet keeps. A browser would show its own failure page. A language stands in the
 * address, so that the page can be loaded anew without a network too.
 */
import { keeps } from "./keeping.js";
import { alter, choose, looks } from "./looks.js";

const DIGEST = "Survey-Digest";
const PATIENCE = 4000;
/** Counts what was pressed: what is not the newest leads nowhere any more. */
let round = 0;

/** @param {HTMLFormElement} form @param {HTMLButtonElement} button @returns {Promise<boolean>} whether something comes of it */
export async function otherwise(form, { name, value }) {
  resumed(form);
  if (name === "alters") return alter(value), true;
  const mine = ++round;
  const path = location.pathname.replace(/\/talk(\/.*)?$/, "/help");
  const said = new FormData(form);
  said.set(name, value);
  const [kept, second] = ["lang", "also"].map((one) => new URLSearchParams({ [one]: String(said.get(one) ?? "") }));
  const there = await answers(form.action);
  if (mine !== round) return true;
  if (!there && (name !== "lang" || !(await keeps(`${path}?${kept}`)))) return false;
  location.assign(`${path}?${kept}${there && said.get("also") ? `&${second}` : ""}${location.hash}`);
  return true;
}

/** The looks that came with this page stand behind its address too, where the next one finds them. @param {HTMLFormElement} form */
function resumed(form) {
  const said = form.querySelector("input[name=looks]")?.getAttribute("value") ?? "";
  if (looks().join(" ") !== said) choose("", said.split(" "));
}

/** Whether our server does: on a tablet that was made ready a network's own page is none, and neither is a line that is too slow. @param {string} address */
async function answers(address) {
  const ready = Boolean(navigator.serviceWorker?.controller);
  const asked = fetch(address, { credentials: "omit", cache: "no-store" }).then(({ headers }) => !ready || headers.has(DIGEST));
  const late = new Promise((done) => setTimeout(() => done(!ready), PATIENCE));
  return Promise.race([asked, late]).catch(() => false);
}
