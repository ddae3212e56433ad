// Windows of one browser: what a child hides or leaves in one is hidden or left in the others. Nothing of it stays on the device.

const HIDDEN = "surveyapp hidden";

/** Says it to the others; where a browser stores nothing they do not hear it. */
export function tell() {
  try {
    localStorage.setItem(HIDDEN, "");
    localStorage.removeItem(HIDDEN);
  } catch {
    // as in a browser that has only this window
  }
}

/** @param {() => void} hide */
export function hear(hide) {
  addEventListener("storage", ({ key, newValue }) => key === HIDDEN && newValue !== null && hide());
}
