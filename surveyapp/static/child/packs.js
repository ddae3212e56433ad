// Cards with pictures, and the code of each: the same as surveyapp/fieldwork/codes/pictures.py.

import { utf8 } from "./bytes.js";
import { canonical } from "./codes.js";

const PICTURES = "sun moon star house tree flower fish boat car key umbrella cup apple bell chair ladder".split(" ");
export const ON_A_CARD = 4;
const ALPHABET = "BCDFGHJKMPQRTWXY2346789";
const LENGTH = 8;
const FOR = "surveyapp pictures";

/** Whether these can stand on a card: the fourth follows from the other three. @param {string[]} four */
export const fits = (four) => new Set(four).size === ON_A_CARD && four.reduce((sum, one) => sum ^ PICTURES.indexOf(one), 0) === 0;

/** Every four that can stand on a card. */
function every() {
  const found = [];
  for (let i = 0; i < PICTURES.length; i++) {
    for (let j = i + 1; j < PICTURES.length; j++) {
      for (let k = j + 1; k < PICTURES.length; k++) {
        if ((i ^ j ^ k) > k) found.push([i, j, k, i ^ j ^ k].map((place) => PICTURES[place]));
      }
    }
  }
  return found;
}

/** The pictures on this card, if it can be one of the pack. @param {string} word of the pack @param {string} card its code */
export async function picturesOf(word, card) {
  const all = await Promise.all(every().map(async (four) => ({ four, its: canonical(await code(word, four)) })));
  return all.find(({ its }) => its === canonical(card))?.four ?? null;
}

/** The code of the card with these pictures. @param {string} word of the pack @param {string[]} four */
export async function code(word, four) {
  const said = [FOR, ...PICTURES.filter((one) => four.includes(one))].join(" ");
  const how = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", utf8(word), how, false, ["sign"]);
  const drawn = new Uint8Array(await crypto.subtle.sign(how, key, utf8(said)));
  let number = BigInt(`0x${[...drawn].map((one) => one.toString(16).padStart(2, "0")).join("")}`);
  const places = [];
  while (places.length < LENGTH) {
    places.push(Number(number % BigInt(ALPHABET.length)));
    number /= BigInt(ALPHABET.length);
  }
  const total = places.reduce((sum, place) => (2 * sum + place) % ALPHABET.length, 0);
  const signs = [...places, (ALPHABET.length * 2 - 2 * total) % ALPHABET.length].map((place) => ALPHABET[place]).join("");
  return `${signs.slice(0, 3)}-${signs.slice(3, 6)}-${signs.slice(6)}`;
}
