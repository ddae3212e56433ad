// The quiet picture in place of everything that stood on a child's page.

import { copied, templateOf } from "./screen.js";

/** Nothing leads back to what stood there. */
export function quieted() {
  const quiet = copied(templateOf("aside:hide"));
  quiet.querySelector(".ways")?.remove();
  document.title = String(quiet.querySelector("h1")?.textContent);
  const sheet = document.createElement("main");
  sheet.className = "sheet";
  sheet.append(quiet);
  document.body.replaceChildren(sheet);
}
