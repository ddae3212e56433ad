// Walks the ways that come in as lines of JSON, with the modules of the folder named, and says what each of them met.
// {"plan", "texts"} sets the survey that follows; one child's way through it is {"seed", "draft", "tried", "presses"}:
// what orders the options, where it begins (nothing: at the start), what else is tried there, and each button with its form.

import { createInterface } from "node:readline";
import { walkerOf } from "./logic_walker.mjs";

const walked = await walkerOf(process.argv[2]);
let survey;
for await (const line of createInterface({ input: process.stdin })) {
  const said = JSON.parse(line);
  if (said.plan) survey = said;
  else process.stdout.write(`${await walked(survey, said)}\n`);
}
