// Does what the JSON lines that come in ask for, with the modules of the folder named first; bytes come and go as hex.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto;
const folder = pathToFileURL(`${process.argv[2]}/`);
const sealing = await import(new URL("sealing.js", folder));

const hex = (bytes) => Buffer.from(bytes).toString("hex");
const bytes = (text) => Uint8Array.from(Buffer.from(text, "hex"));
const number = (text) => BigInt(`0x${text}`);

/** An independent implementation of RFC 9474 signs what we blinded, and verifies what we unblinded. */
async function signedElsewhere({ jwk, seed }) {
  const { RSABSSA } = await import("@cloudflare/blindrsa-ts");
  const suite = RSABSSA.SHA384.PSS.Deterministic({ supportsRSARAW: false });
  const how = { name: "RSA-PSS", hash: "SHA-384" };
  const secret = await crypto.subtle.importKey("jwk", { ...jwk, alg: "PS384" }, how, true, ["sign"]);
  const known = await crypto.subtle.importKey("jwk", { kty: "RSA", n: jwk.n, e: jwk.e }, how, true, ["verify"]);
  const { blinded } = await sealing.blind(jwk, bytes(seed));
  const { message, token } = await sealing.finish(jwk, bytes(seed), await suite.blindSign(secret, blinded));
  return { verified: await suite.verify(known, token, message) };
}

const work = {
  async blind({ issuer, seed, unproved }) {
    const { blinded, message, unblind } = await sealing.blind(issuer, bytes(seed), unproved);
    return { blinded: hex(blinded), message: hex(message), unblind: unblind.toString(16), tag: await sealing.tag(message) };
  },
  async finish({ issuer, seed, signature, unproved }) {
    const { message, token } = await sealing.finish(issuer, bytes(seed), bytes(signature), unproved);
    return { message: hex(message), token: hex(token) };
  },
  async blindWith({ issuer, message, salt, r }) {
    const { blinded, unblind } = await sealing.blindWith(issuer, bytes(message), bytes(salt), number(r));
    return { blinded: hex(blinded), unblind: unblind.toString(16) };
  },
  async finishWith({ issuer, message, unblind, signature }) {
    return { token: hex(await sealing.finishWith(issuer, bytes(message), number(unblind), bytes(signature))) };
  },
  async seal({ publicKey, info, plaintext, size }) {
    const padded = sealing.padded(bytes(plaintext), size);
    return { padded: hex(padded), sealed: hex(await sealing.seal(bytes(publicKey), bytes(info), padded)) };
  },
  async fits({ without }) {
    const whole = globalThis.crypto;
    const lame = new Proxy(whole.subtle, { get: (subtle, name) => (name === without ? undefined : subtle[name].bind(subtle)) });
    const offered = { getRandomValues: whole.getRandomValues.bind(whole), subtle: without === "subtle" ? undefined : lame };
    Object.defineProperty(globalThis, "crypto", { value: offered, configurable: true });
    const fits = await sealing.fits();
    Object.defineProperty(globalThis, "crypto", { value: whole, configurable: true });
    return { fits };
  },
  signedElsewhere,
};

for await (const line of createInterface({ input: process.stdin })) {
  const { ask, ...given } = JSON.parse(line);
  const told = await work[ask](given).catch((problem) => ({ refused: problem.message }));
  console.log(JSON.stringify(told));
}
