// How the pages look, for this sitting alone: it stands behind the address, after the second language.

const box = () => /** @type {HTMLInputElement} */ (document.querySelector("input[name=looks]"));

/** The second language that was chosen, or nothing. */
export const language = () => location.hash.slice(1).split(".")[0];

export const looks = () => location.hash.slice(1).split(".").slice(1);

/** What a reload finds again. @param {string} code @param {string[]} looks */
export function choose(code, looks) {
  const said = [code, ...looks].join(".");
  history.replaceState(history.state, "", location.pathname + location.search + (said && `#${said}`));
}

/** One more, or one less. @param {string} look */
export function alter(look) {
  const travels = [...document.querySelectorAll("[data-travels]")].map((one) => one.getAttribute("value"));
  const kept = looks().filter((one) => one !== look && !(travels.includes(look) && travels.includes(one)));
  choose(language(), looks().includes(look) ? kept : [...kept, look]);
  dress();
}

/** The page as it was chosen, and the choice that says so. */
export function dress() {
  const now = looks();
  document.documentElement.className = box().value = now.join(" ");
  for (const button of document.querySelectorAll("button[name=alters]")) {
    button.setAttribute("aria-pressed", String(now.includes(/** @type {HTMLButtonElement} */ (button).value)));
  }
}
