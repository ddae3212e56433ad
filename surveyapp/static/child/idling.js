/**
 * Whether somebody is still there: after a while without a touch a warning of twenty seconds, which can be put off. A touch
 * that wakes a tablet after those comes too late, and a clock that is put back keeps nothing open.
 */
/** @typedef {ReturnType<typeof watch>} Watch */

const WARNING = 20;
const SECOND = 1000;

/**
 * Begins with a touch now; whoever watches looks every second.
 * @param {() => number} idle milliseconds without a touch until the warning @param {() => Element | null | undefined} drawn the warning
 */
export function watch(idle, drawn) {
  let touched = Date.now();
  /** @type {HTMLDialogElement | null} */
  let warning = null;

  /** Seconds until it is too late. */
  function left() {
    touched = Math.min(touched, Date.now());
    return Math.ceil((touched + idle() - Date.now()) / SECOND) + WARNING;
  }

  function putOff() {
    const shown = warning;
    warning = null;
    touched = Date.now();
    shown?.remove();
  }

  function shown() {
    const made = /** @type {HTMLDialogElement} */ (drawn());
    document.body.append(made);
    made.querySelector("button")?.addEventListener("click", putOff);
    made.addEventListener("close", putOff);
    made.showModal();
    dispatchEvent(new CustomEvent("asked", { detail: made }));
    return made;
  }

  return {
    over: () => left() <= 0,
    putOff,
    /** Whether it counts: under a warning its button alone does. */
    touch() {
      if (!warning) touched = Date.now();
      return !warning;
    },
    /** Warns when it is time to. */
    look() {
      const seconds = left();
      if (seconds > WARNING) return;
      warning ??= shown();
      const [words, line] = ["strong", "progress"].map((name) => warning?.querySelector(`[role=timer] ${name}`));
      if (words) words.textContent = String(seconds);
      if (line) /** @type {HTMLProgressElement} */ (line).value = seconds;
    },
  };
}
