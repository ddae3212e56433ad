// What a typed number means: the answer whose box has it on paper.

import { Missing } from "./answers.js";
import { AnswerRejected, understood } from "./rows.js";
/** @import { Answer } from "./answers.js" */
/** @import { Item } from "./plan.js" */

/** The answers by the numbers beside their boxes; of a booklet's own tick, the box. @typedef {{number: string, boxes: Record<string, string | number>, fixed: string | null}} Key */

/** The answer to an item in what was typed; throws AnswerRejected where no box has that number. @param {Item} item @param {Key} key @param {string} typed @returns {Answer} */
export function meaning(item, key, typed) {
  if (Object.keys(key.boxes).length === 0) return understood(item, [typed]);
  const numbers = typed.toUpperCase().split(/[\s,.;]+/).filter(Boolean);
  if (item.kind === "number" && !(numbers[0] in key.boxes)) return understood(item, numbers);
  const boxes = numbers.map((number) => {
    if (!(number in key.boxes)) throw new AnswerRejected(item.id);
    return key.boxes[number];
  });
  const rather = boxes.some((box) => typeof box === "number");
  if (rather && boxes.length > 1) throw new AnswerRejected(item.id);
  return rather ? Missing.RATHER_NOT_SAY : understood(item, boxes.map(String));
}

/** Whether what was typed can mean nothing else, so that the next question may come. @param {Item} item @param {Key} key @param {string} typed */
export function whole(item, key, typed) {
  if (item.kind !== "choice" || !(typed in key.boxes)) return false;
  return !Object.keys(key.boxes).some((number) => number !== typed && number.startsWith(typed));
}

/** The items, of those with boxes or numbers, of which two typings say something else. @param {Item[]} items @param {ReadonlyMap<string, Answer>} first @param {ReadonlyMap<string, Answer>} second */
export const different = (items, first, second) =>
  items.filter(({ id }) => JSON.stringify(first.get(id)) !== JSON.stringify(second.get(id)));
