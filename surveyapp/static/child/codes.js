// How a code is read, however it was typed, as surveyapp/fieldwork/codes/alphabet.py reads it.

const ALPHABET = "BCDFGHJKMPQRTWXY2346789";
const LENGTH = 9;

/** As it stands on a card, without gaps: big letters, digits of any script as 0 to 9. @param {string} typed */
export const canonical = (typed) => [...typed.normalize("NFKC").toUpperCase().replace(/[\s\-‐-―−_.·]+/g, "")].map(plain).join("");

/** What is wrong with a code; "" where nothing is. @param {string} typed */
export function mistake(typed) {
  const code = [...canonical(typed)];
  if (!code.every((one) => ALPHABET.includes(one))) return "letter";
  if (code.length !== LENGTH) return "length";
  const total = code.slice(0, -1).reduce((sum, one) => (2 * sum + ALPHABET.indexOf(one)) % ALPHABET.length, 0);
  return (2 * total + ALPHABET.indexOf(code[LENGTH - 1])) % ALPHABET.length === 0 ? "" : "check";
}

/** Digits of any script as 0 to 9: each script's ten stand in a row, the first at a place that it shares with no other. @param {string} one */
function plain(one) {
  if (!/\p{Nd}/u.test(one)) return one;
  let zero = Number(one.codePointAt(0));
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && Number(one.codePointAt(0)) - zero < 9) zero--;
  return String(Number(one.codePointAt(0)) - zero);
}
