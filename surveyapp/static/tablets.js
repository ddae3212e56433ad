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

  if (end) {
    // a redirect keeps what stands behind the address, and no server sees it
    end.action += location.hash;
    /** @type {HTMLInputElement} */ (end.elements.namedItem("key")).value = key;
    addEventListener("hashchange", () => location.reload());
  }
  look();
  offerCopy();

  async function look() {
    const found = await fetched().catch(() => null);
    if (found?.ok) list.innerHTML = await found.text();
    if (!end && over() && !known) return location.reload();
    if (found && none && end) {
      none.hidden = found.ok;
      end.hidden = !found.ok || over();
      if (!found.ok) list.replaceChildren();
    }
    if (!found || found.ok) setTimeout(look, EVERY);
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
