// WebKit draws no ring around an answer that was reached with an arrow key: where a key was the last thing used, the page says so.

/** From now on. */
export function watch() {
  addEventListener("keydown", () => told(true), true);
  addEventListener("pointerdown", () => told(false), true);
}

/** @param {boolean} keyed */
const told = (keyed) => document.documentElement.toggleAttribute("data-keyed", keyed);
