// Turns the screens of a presentation by keyboard or remote. Without it, links and scrolling do the same.
"use strict";
(() => {
  const screens = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".screen")]);
  const backwards = document.documentElement.dir === "rtl";
  const page = document.documentElement;

  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowRight: () => turn(backwards ? -1 : 1),
    ArrowLeft: () => turn(backwards ? 1 : -1),
    PageDown: () => turn(1),
    PageUp: () => turn(-1),
    ArrowDown: () => turn(1),
    ArrowUp: () => turn(-1),
    " ": () => turn(1),
    Home: () => show(0),
    End: () => show(screens.length - 1),
    b: () => document.body.classList.add("blank"),
    ".": () => document.body.classList.add("blank"),
    f: () => fill(),
  };
  const SCROLLING = ["PageDown", "ArrowDown", " ", "PageUp", "ArrowUp"];

  /** The place of the screen that the address names; the first where it names none. */
  function named() {
    return Math.max(0, screens.findIndex((screen) => `#${screen.id}` === location.hash));
  }

  /** @param {number} place */
  function show(place) {
    screens.forEach((screen, at) => screen.classList.toggle("shown", at === place));
    scrollTo(0, 0);
    history.replaceState(null, "", `#${screens[place].id}`);
    /** @type {HTMLElement} */ (screens[place].querySelector(".finding")).focus({ preventScroll: true });
  }

  /** @param {number} by */
  function turn(by) {
    const now = screens.findIndex((screen) => screen.classList.contains("shown"));
    show(Math.min(screens.length - 1, Math.max(0, now + by)));
  }

  function fill() {
    if (document.fullscreenElement) document.exitFullscreen();
    else page.requestFullscreen?.();
  }

  /** Whether a screen larger than the window has more to scroll to before it is turned. @param {string} key */
  function scrolls(key) {
    if (!SCROLLING.includes(key)) return false;
    const up = key === "PageUp" || key === "ArrowUp";
    return up ? scrollY > 2 : page.scrollHeight - innerHeight - scrollY > 2;
  }

  /** Brings the picture back where the screen is black; says whether it was. */
  function light() {
    const dark = document.body.classList.contains("blank");
    document.body.classList.remove("blank");
    return dark;
  }

  document.addEventListener("keydown", (event) => {
    if (light()) {
      event.preventDefault();
      return;
    }
    const name = event.key === " " && event.shiftKey ? "PageUp" : event.key;
    const pressed = keys[name] ?? keys[name.toLowerCase()];
    const typing = event.target instanceof Element && event.target.closest("button") && name === " ";
    if (!pressed || typing || event.ctrlKey || event.metaKey || event.altKey || scrolls(name)) return;
    event.preventDefault();
    pressed();
  });
  document.addEventListener("click", light);
  addEventListener("hashchange", () => show(named()));

  const full = /** @type {HTMLButtonElement} */ (document.getElementById("full"));
  full.hidden = !document.fullscreenEnabled;
  full.addEventListener("click", fill);
  document.body.classList.add("played");
  show(named());
})();
