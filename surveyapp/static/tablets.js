// The list of a session's tablets, fetched anew every few seconds and put in its own place.
"use strict";
(() => {
  const EVERY = 3000;
  const list = /** @type {HTMLElement} */ (document.getElementById("list"));
  const none = document.getElementById("none");
  const end = /** @type {HTMLFormElement | null} */ (document.getElementById("end"));
  const key = location.hash.slice(1);

  if (end) {
    /** @type {HTMLInputElement} */ (end.elements.namedItem("key")).value = key;
    addEventListener("hashchange", () => location.reload());
  }
  look();

  async function look() {
    const found = await fetched().catch(() => null);
    if (found?.ok) list.innerHTML = await found.text();
    if (found && none && end) {
      none.hidden = found.ok;
      end.hidden = !found.ok || list.querySelector("[data-ended]") !== null;
      if (!found.ok) list.replaceChildren();
    }
    if (!found || found.ok) setTimeout(look, EVERY);
  }

  function fetched() {
    const headers = end ? { "Session-Key": key } : undefined;
    return fetch(String(list.dataset.tablets), { headers, cache: "no-store", redirect: "error" });
  }
})();
