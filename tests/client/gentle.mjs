// What the pages' own script says of each of these texts.

import { readFileSync } from "node:fs";
import { tells } from "../../surveyapp/static/child/gentle.js";

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(tells)));
