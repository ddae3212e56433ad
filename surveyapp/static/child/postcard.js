/**
 * A picture to end with, made of the child's travelling companion and chance. It comes to no answer: this module imports
 * nothing but the lots, is told nothing, and sends and keeps nothing. Its words are fetched while the child still answers.
 */
import { dealt } from "./postcards.js";

/** @typedef {import("./postcards.js").Card} Card */
/** What can stand on it, by name. @typedef {Map<string, {part: string, word: string, path: string}>} Parts */

const FOR = ["youngest", "middle"];
const [WIDE, HIGH, RIM] = [1200, 800, 40];
const [INK, PAPER] = ["#1f2530", "#fffdf7"];
/** Pictures are drawn on so many units. */
const UNITS = 48;

/** @type {Document | null} */
let words = null;
/** Stays the same while the last page changes its words. @type {Card | null} */
let card = null;

if (FOR.some((room) => document.querySelector(`template[data-room="${room}"]`))) fetched();

/** Puts the picture under the way out, at once or never: nothing jumps under a finger. */
export function postcard() {
  const ways = document.querySelector("main > .ways");
  if (!words || !ways || !FOR.some((room) => document.body.classList.contains(room))) return;
  const made = document.importNode(/** @type {HTMLTemplateElement} */ (words.getElementById("postcard")).content, true);
  const section = /** @type {HTMLElement} */ (made.querySelector(".postcard"));
  const canvas = /** @type {HTMLCanvasElement} */ (section.querySelector("canvas"));
  const parts = partsOf(words);
  const draw = (/** @type {Card} */ one) => drawn(canvas, (card = one), parts);
  section.addEventListener("click", ({ target }) => {
    const does = /** @type {Element} */ (target).closest("button")?.dataset.does;
    if (does === "another") draw(lots(parts));
    if (does === "save") canvas.toBlob(saved);
    if (does === "print") printed();
  });
  if (shared()) for (const own of section.querySelectorAll("[data-does=save], [data-does=print]")) own.remove();
  draw(card ?? lots(parts));
  ways.after(section);
}

/** A tablet of a session keeps nothing of anybody. */
function shared() {
  try {
    return localStorage.getItem("surveyapp session") !== null;
  } catch {
    return false;
  }
}

function fetched() {
  const styles = document.createElement("link");
  styles.rel = "stylesheet";
  styles.href = new URL("postcard.css", import.meta.url).href;
  document.head.append(styles);
  const request = new XMLHttpRequest();
  const start = document.querySelector("form.sheet")?.getAttribute("action") ?? "/s/";
  request.open("GET", `${start}postcard?lang=${document.documentElement.lang}`);
  request.responseType = "document";
  request.onload = () => (words = request.response?.getElementById("postcard") ? request.response : null);
  request.send();
}

/** @param {Document} root @returns {Parts} */
function partsOf(root) {
  const all = /** @type {HTMLTemplateElement} */ (root.getElementById("parts")).content.children;
  return new Map([...all].map((one) => {
    const { name = "", part = "" } = /** @type {HTMLElement} */ (one).dataset;
    const path = one.querySelector("path")?.getAttribute("d") ?? "";
    return [name, { part, word: one.textContent?.trim() ?? "", path }];
  }));
}

/** @param {Parts} parts */
function lots(parts) {
  const named = (/** @type {string} */ part) => [...parts].filter(([, one]) => one.part === part).map(([name]) => name);
  const own = named("companion").filter((name) => document.documentElement.classList.contains(name));
  const companions = own.length ? own : named("companion");
  return dealt({ companions, skies: named("sky"), things: named("thing") }, chance);
}

const chance = () => crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32;

/** @param {HTMLCanvasElement} canvas @param {Card} one @param {Parts} parts */
function drawn(canvas, one, parts) {
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const put = (/** @type {string} */ name, /** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ size, turned = false) => {
    pen.save();
    pen.translate(x, y);
    pen.scale((turned ? -1 : 1) * (size / UNITS), size / UNITS);
    pen.translate(-UNITS / 2, -UNITS);
    const path = new Path2D(parts.get(name)?.path);
    pen.fillStyle = PAPER;
    pen.lineWidth = (3 * 130) / size;
    pen.fill(path);
    pen.stroke(path);
    pen.restore();
  };
  ground(pen, one);
  put(one.sky, 220 + one.place * 760, 300, 190);
  put(one.things[0], 300 + one.slope * 80, 560, 210);
  put(one.things[1], 900 - one.place * 80, 575, 210);
  put(one.companion, 480 + one.slope * 240, 720, 250, one.turned);
  const said = [one.companion, one.sky, ...one.things].map((name) => parts.get(name)?.word).join(", ");
  canvas.setAttribute("aria-label", String(canvas.dataset.alt).replace("{THINGS}", said));
}

/** Paper, sky and two hills. @param {CanvasRenderingContext2D} pen @param {Card} one */
function ground(pen, { colours: [sky, far, near], slope, place }) {
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = INK;
  pen.lineWidth = 8;
  const fill = (/** @type {string} */ colour, /** @type {string} */ path) => {
    pen.fillStyle = colour;
    pen.fill(new Path2D(path));
    pen.stroke(new Path2D(path));
  };
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, WIDE, HIGH);
  const [right, low] = [WIDE - RIM, HIGH - RIM];
  fill(sky, `M${RIM} ${RIM}H${right}V${low}H${RIM}z`);
  fill(far, `M${RIM} 520Q${300 + slope * 500} ${360 + place * 80} ${right} 540V${low}H${RIM}z`);
  fill(near, `M${RIM} 640Q${300 + place * 600} ${560 + slope * 60} ${right} ${600 + slope * 60}V${low}H${RIM}z`);
}

/** A link of its own outside the page, so that the page is not left. @param {Blob | null} picture */
function saved(picture) {
  if (!picture) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(picture);
  link.download = "picture.png";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The picture alone; whoever prints the page otherwise gets the people to talk to as well. */
function printed() {
  document.body.dataset.prints = "picture";
  addEventListener("afterprint", () => delete document.body.dataset.prints, { once: true });
  print();
}
