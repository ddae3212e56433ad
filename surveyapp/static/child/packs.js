// Cards with pictures, and the code of each: the same as surveyapp/fieldwork/codes/pictures.py.

import { utf8 } from "./bytes.js";

const PICTURES = "sun moon star house tree flower fish boat car key umbrella cup apple bell chair ladder".split(" ");
export const ON_A_CARD = 4;
const ALPHABET = "BCDFGHJKMPQRTWXY2346789";
const LENGTH = 8;
const FOR = "surveyapp pictures";

/** Whether these can stand on a card: the fourth follows from the other three. @param {string[]} four */
export const fits = (four) => new Set(four).size === ON_A_CARD && four.reduce((sum, one) => sum ^ PICTURES.indexOf(one), 0) === 0;

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
