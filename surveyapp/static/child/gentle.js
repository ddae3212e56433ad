// Words that could tell who wrote them or of whom: looked for here alone, told kindly, never sent and never stopped.

const NUMBER = /(?:\p{Nd}[\s().\/-]?){7,}/u;
const MAIL = /\S@\S+\.\S|(?:^|\s)@\w{3}/u;
const POSTCODE = /\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b/iu;
const STREET = /\b\d{1,4}[a-z]?,? (?:\p{L}+ ){1,3}(?:street|road|lane|avenue|close|drive|crescent|court|gardens|place|terrace)\b/iu;
/** "My name is" in the languages of the pages. */
const NAMED =
  /(?:my name is|(?:is|am|i'm|he's|she's) called|fy enw i yw|nazywam się|na imię|mă numesc|mă cheamă|numele meu|emri im|quhem|tên (?:tôi|em|con|mình) là|navê min|magacaygu|мене звати|اسمي|اسم من|نام من|میرا نام|زما نوم|ناوم|ناوی من|ስመይ|ስሜ) *:?\s*\p{L}{2}/iu;
/** A word with a capital in the middle of a sentence. */
const CAPITAL = /[\p{Ll},;] (\p{Lu}\p{Ll}{2,})/gu;
const KNOWN = new Set(
  "Mum Mummy Mam Mama Dad Daddy Nan Nana Nanna Gran Granny Grandma Grandad Grandpa Auntie Uncle Miss Sir God Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December Christmas Easter Eid Ramadan Diwali English Welsh Maths Wales England Scotland Ireland Britain London Xbox Minecraft Roblox Fortnite Lego Childline".split(" "),
);

/** Whether this text looks as if it had a name, a number or an address in it. @param {string} text */
export function tells(text) {
  if ([NUMBER, MAIL, POSTCODE, STREET, NAMED].some((pattern) => pattern.test(text))) return true;
  return [...text.matchAll(CAPITAL)].some(([, word]) => !KNOWN.has(word));
}

/** Says so under the box, or no longer. @param {EventTarget | null} target */
export function warn(target) {
  const { id, value = "" } = /** @type {HTMLInputElement} */ (target);
  document.getElementById(`${id}-gentle`)?.toggleAttribute("hidden", !tells(value));
}
