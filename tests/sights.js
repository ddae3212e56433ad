// Looks at every stop in the window's present size and colours; says what is wrong and how each text is drawn.

/** A text as a number: two that differ have hardly ever the same. */
function numbered(text) {
  let [one, two] = [0xdeadbeef, 0x41c6ce57];
  for (let place = 0; place < text.length; place++) {
    one = Math.imul(one ^ text.charCodeAt(place), 2654435761);
    two = Math.imul(two ^ text.charCodeAt(place), 1597334677);
  }
  return `${(one >>> 0).toString(36)}${(two >>> 0).toString(36)}`;
}

const ATTRIBUTES = ["class", "aria-current", "aria-pressed", "hidden", "type"];
const COLOURED = ["color", "backgroundColor", "backgroundImage", "opacity", "filter", "textShadow"];
const DRAWN = [...COLOURED, "fontSize", "fontWeight"];
/** Letters from which on less contrast will do, as axe has it. */
const large = (style) => parseFloat(style.fontSize) >= (Number(style.fontWeight) >= 700 ? 18.5 : 24);
const ticked = (one) => Boolean(one.querySelector?.(":scope > :checked"));

/**
 * Of every text that can be seen the way down to it, with the elements that hold it; with `drawing` how it is drawn and
 * all that it stands on, too, in what tells for its colours if `once`.
 */
function texts(seen, { drawing = false, once = false }) {
  const known = new Map([[null, ""]]);
  const told = (one) => {
    if (known.has(one)) return known.get(one);
    const style = drawing ? getComputedStyle(one) : {};
    const drawn = once ? [...COLOURED.map((name) => style[name]), large(style)] : DRAWN.map((name) => style[name]);
    const own = [one.tagName, ticked(one), ...ATTRIBUTES.map((name) => one.getAttribute(name)), ...drawn];
    const all = numbered(`${own} < ${told(one.parentElement)}`);
    known.set(one, all);
    return all;
  };
  const written = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return Map.groupBy(seen.filter(written), told);
}

/** What can be seen and what the styles themselves write: with the same, the same page is there for a screen reader. */
function shown(seen = visible()) {
  const made = (one, part) => getComputedStyle(one, part).content;
  return numbered(seen.map((one) => [one.tagName, one.className, made(one, "::before"), made(one, "::after")]).join());
}

const visible = () => [...document.body.querySelectorAll("*")].filter((one) => one.checkVisibility({ visibilityProperty: true }));

/** Targets under a band's least, anything that is tapped under 24 pixels (if targets are named), and what sticks out. */
function measured(seen, targets, least) {
  const at = document.body.className;
  const needed = at.includes("adults") || at.includes("start") ? 48 : least;
  const under = (selector, pixels) => seen
    .filter((one) => one.matches(selector) && !one.matches(".enter, .unseen"))
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([, box]) => Math.min(box.width, box.height) < pixels - 0.5)
    .map(([one, box]) => `small: ${one.className || one.tagName} ${Math.round(box.width)} by ${Math.round(box.height)}`);
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const small = targets ? [...under(targets, needed), ...under("a, button, input, textarea, summary", 24)] : [];
  return [...small, ...(over > 0 ? [`lost: ${over} pixels too wide`] : [])];
}

/** What axe finds by these rules, without some of them, on the page or in these elements. */
async function axed(rules, { within = document, without = [] } = {}) {
  const left = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const found = await axe.run(within, { runOnly: rules, rules: left, resultTypes: ["violations"], preload: false });
  return found.violations.map((one) => `axe: ${one.id} (${one.impact}): ${one.nodes.map((node) => node.target)}`);
}

/**
 * Every stop in turn. All rules where `whole` says so, and where something else is shown than `before`; those of
 * `colours` for texts alone that are drawn as none was that they have passed, unless all are asked and it is not `once`.
 * With such texts, and where `sized`, those of `sizes`. Gives the ways down to all texts as well.
 */
window.sights = async ({ all, colours, sizes, once, sized, targets, least, whole, known, before }) => {
  const passed = new Set(known);
  const ways = new Set();
  const told = { found: [], shown: {}, known: [], all: 0, sight: 0 };
  for (const name of window.stops ?? [""]) {
    window.stage?.(name);
    document.getAnimations().forEach((one) => one.finish());
    const seen = visible();
    told.shown[name] = shown(seen);
    const drawn = texts(seen, { drawing: true, once });
    const fresh = [...drawn.keys()].filter((one) => !passed.has(one));
    const within = { include: fresh.flatMap((one) => drawn.get(one)) };
    const other = before !== null && before[name] !== told.shown[name];
    const full = other || (whole && (!name.includes(",") || fresh.length > 0));
    const wrong = full ? await axed(all, { without: once ? colours.values : [] }) : [];
    if (!full && (sized || fresh.length > 0)) wrong.push(...(await axed(sizes)));
    if (!(full && !once) && fresh.length > 0) wrong.push(...(await axed(colours, { within })));
    told.all += Number(full);
    told.sight += Number(!full && fresh.length > 0);
    told.found.push(...[...wrong, ...measured(seen, targets, least)].map((one) => [name, one]));
    if (whole) for (const one of texts(seen, {}).keys()) ways.add(one);
    if (wrong.length > 0) continue;
    for (const one of fresh) passed.add(one);
    told.known.push(...fresh);
  }
  return { ...told, ways: [...ways] };
};
