// On to another address only where our server answers: otherwise a browser shows its own failure page.

const AGAIN = 5_000;

/** Whether it does. @param {string} address */
export const there = (address) => fetch(address, { redirect: "manual", cache: "no-store" }).then(({ ok, type }) => ok || type === "opaqueredirect", () => false);

/** As soon as it does, and again when the network is back. @param {string} address @param {() => unknown} go */
export function onceThere(address, go) {
  const tried = async () => (await there(address)) && go();
  addEventListener("online", tried);
  tried();
}

/** This page, as soon as it does. @returns {Promise<never>} */
export async function begunAnew() {
  await new Promise((done) => setTimeout(done, AGAIN));
  if (await there(location.href)) location.reload();
  return begunAnew();
}
