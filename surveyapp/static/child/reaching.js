// Whether our own server answers: a page that a network puts in its place does not.

/** Asks it a small question. @param {string} here its address @param {number} patience milliseconds */
export async function reached(here, patience) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const answer = await fetch(here, { cache: "no-store", redirect: "error", signal: stop.signal });
    return answer.ok && typeof (await answer.json()).here === "string";
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
