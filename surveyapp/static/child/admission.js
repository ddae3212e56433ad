// Asking the server what a card is for; where many ask at once, it is asked again with a little work done for it.

/** @typedef {{says: string, sentences?: string[], puzzle?: string, found: string, wave: string, band: string, instrument: string}} Checked */

const SECOND = 1000;

/** What the server says of a code; null where no answer came. @param {string} code as typed @param {string} [solution] @returns {Promise<Checked | null>} */
export async function checked(code, solution) {
  try {
    const response = await fetch("/s/check", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code, solution }),
      credentials: "omit",
      redirect: "error",
      cache: "no-store",
    });
    const answer = /** @type {Checked} */ (await response.json());
    if (answer.says !== "wait") return answer;
    const { solved } = await import("./puzzle.js");
    const found = await solved(String(answer.puzzle));
    await new Promise((done) => setTimeout(done, SECOND));
    return checked(code, found);
  } catch {
    return null;
  }
}
