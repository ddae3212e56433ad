// The list of a session's tablets, fetched anew every few seconds and put in its own place.
"use strict";
(() => {
  const EVERY = 3000;
  const list = /** @type {HTMLElement} */ (document.getElementById("list"));
  const none = document.getElementById("none");
  const end = /** @type {HTMLFormElement | null} */ (document.getElementById("end"));
  const key = location.hash.slice(1);
  const over = () => list.querySelector("[data-ended]") !== null;
  const known = over();
  let shown = "";

  if (end) {
    // a redirect keeps what stands behind the address, and no server sees it
    for (const form of [end, /** @type {HTMLFormElement} */ (document.getElementById("off"))]) {
      form.action += location.hash;
      /** @type {HTMLInputElement} */ (form.elements.namedItem("key")).value = key;
    }
    addEventListener("hashchange", () => location.reload());
  }
  look();
  offerCopy();

  async function look() {
    const found = await fetched().catch(() => null);
    if (found?.ok) put(await found.text());
    if (!end && over() && !known) return location.reload();
    if (found && none && end) {
      none.hidden = found.ok;
      end.hidden = !found.ok || over();
      if (!found.ok) list.replaceChildren();
    }
    if (!found || found.ok) setTimeout(look, EVERY);
  }

  /** Whoever is at a button with the keyboard stays there. @param {string} text */
  function put(text) {
    if (text === shown) return;
    const at = document.activeElement instanceof HTMLButtonElement && list.contains(document.activeElement) ? document.activeElement.value : null;
    list.innerHTML = shown = text;
    if (at !== null) /** @type {HTMLElement | null} */ (list.querySelector(`button[value="${at}"]`))?.focus();
  }

  /** Where the browser lets a page copy, which it does over https alone. */
  function offerCopy() {
    const button = document.getElementById("copy"), copied = document.getElementById("copied"), link = document.getElementById("link");
    if (!button || !copied || !link || !navigator.clipboard) return;
    button.hidden = false;
    button.onclick = async () => {
      await navigator.clipboard.writeText(String(link.textContent));
      copied.textContent = String(copied.dataset.said);
    };
  }

  function fetched() {
    const headers = end ? { "Session-Key": key } : undefined;
    return fetch(String(list.dataset.tablets), { headers, cache: "no-store", redirect: "error" });
  }
})();
