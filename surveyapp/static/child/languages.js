// Another language on the same page: its document is fetched and takes this one's place; answers stay where they are.

import { unreached } from "./screen.js";

/** Where this survey stands in another language. @param {string} language */
export const placeOf = (language) => location.pathname.replace(/[^/]+$/, encodeURIComponent(language));

/** @param {string} language @returns {Promise<boolean>} whether it came */
export async function tongue(language) {
  const place = placeOf(language);
  const other = await fetched(place);
  unreached(!other);
  if (!other) return false;
  for (const old of document.querySelectorAll("template, script[type='application/json']")) old.remove();
  const parts = other.querySelectorAll("template, script[type='application/json']");
  document.body.append(...[...parts].map((part) => document.importNode(part, true)));
  const foot = other.querySelector(".foot");
  if (foot) document.querySelector(".foot")?.replaceWith(document.importNode(foot, true));
  document.documentElement.lang = other.documentElement.lang;
  document.documentElement.dir = other.documentElement.dir;
  delete document.querySelector("header")?.dataset.kind;
  history.replaceState(history.state, "", place + location.hash);
  return true;
}

/** Parsed by the request itself, which runs no script of it. @param {string} place @returns {Promise<Document | null>} */
export function fetched(place) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", place);
    request.responseType = "document";
    request.onload = () => {
      const other = request.response;
      resolve(request.status === 200 && other?.getElementById("plan") ? other : null);
    };
    request.onerror = () => resolve(null);
    request.send();
  });
}
