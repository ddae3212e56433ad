// What stands on a picture at the end, drawn by lot: nothing here knows a child, an answer or a page.

/** @typedef {{companion: string, sky: string, things: string[], colours: string[], place: number, slope: number, turned: boolean}} Card */
/** What there is to choose from. @typedef {{companions: string[], skies: string[], things: string[]}} Choice */

/** Of neighbours in a round one is the sky and the next the ground; none of them is a verdict. */
const COLOURS = ["#ffe9b8", "#d5eafb", "#e9e2fa", "#f6e2d0", "#dfe7ef"];
const THINGS = 2;

/** @param {Choice} choice @param {() => number} chance from 0 up to 1 @returns {Card} */
export function dealt({ companions, skies, things }, chance) {
  /** @template T @param {readonly T[]} all */
  const one = (all) => all[Math.floor(chance() * all.length)];
  const first = Math.floor(chance() * COLOURS.length);
  const mixed = things.map((name) => ({ name, at: chance() })).sort((a, b) => a.at - b.at);
  return {
    companion: one(companions),
    sky: one(skies),
    things: mixed.slice(0, THINGS).map(({ name }) => name),
    colours: [first, first + 1, first + 2].map((at) => COLOURS[at % COLOURS.length]),
    place: chance(),
    slope: chance(),
    turned: chance() < 0.5,
  };
}
