// Walks the same ways with the modules as they are and with mutants of them; says for each mutant at which way it was caught.
// Lines come in as in logic_replay.mjs; the folders are the modules' own and then each mutant's; out comes a JSON list.

import { createInterface } from "node:readline";
import { walkerOf } from "./logic_walker.mjs";

const [own, ...mutants] = process.argv.slice(2);
const ways = [];
let survey;
for await (const line of createInterface({ input: process.stdin })) {
  const said = JSON.parse(line);
  if (said.plan) survey = said;
  else ways.push([survey, said]);
}
const walked = await walkerOf(own);
const right = [];
for (const way of ways) right.push(await walked(...way));

async function caught(folder) {
  const wrong = await walkerOf(folder).catch((error) => () => String(error));
  for (const [number, way] of ways.entries()) if ((await wrong(...way)) !== right[number]) return number;
  return null;
}

const told = [];
for (const folder of mutants) told.push(await caught(folder));
process.stdout.write(JSON.stringify(told));
