/**
 * A child's browser seals the answers and has a token signed blindly, with WebCrypto and BigInt alone.
 *
 * Tokens are RSABSSA-SHA384-PSS-Deterministic (RFC 9474), the seal is HPKE in base mode (RFC 9180: P-256,
 * HKDF-SHA256, AES-256-GCM). All but the seal follows from the seed, so that every retry is the same submission.
 * The message is a hash of the proof, which lies sealed before the answers: a token lets in one ballot and no other.
 */
import { fromBase64, joined, toBase64, toHex, utf8 } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{n: string, e: string}} Issuer the public RSA key of a wave's band, as base64url */
/** @typedef {{blinded: Bytes, message: Bytes, unblind: bigint}} Blinded `unblind` is 1/r, 0 when r has none */

const SALT = 48;
const PSS = { name: "RSA-PSS", hash: "SHA-384" };
const POINT = { name: "ECDH", namedCurve: "P-256" };
const KEM = [...utf8("KEM"), 0, 0x10];
const SUITE = [...utf8("HPKE"), 0, 0x10, 0, 1, 0, 2];
const NOTHING = new Uint8Array(0);
const ZEROS = new Uint8Array(32);

/** @returns {Bytes} 32 random bytes, made once at a child's start */
export function newSeed() {
  return crypto.getRandomValues(new Uint8Array(32));
}

/** What lies sealed before the answers, for those who open the box. @param {Bytes} seed @returns {Promise<Bytes>} */
export function proof(seed) {
  return derived(seed, "proof", 32);
}

/**
 * What goes to be signed; always the same for one seed.
 * @param {Issuer} issuer @param {Bytes} seed @param {boolean} unproved whether it was sealed before there were proofs
 * @returns {Promise<Blinded>}
 */
export async function blind(issuer, seed, unproved = false) {
  const message = unproved ? await derived(seed, "message", 32) : await sha256(utf8("message"), await proof(seed));
  const salt = await derived(seed, "salt", SALT);
  for (let i = 0; ; i++) {
    const r = number(await derived(seed, `blinding|${i}`, 256));
    if (r < 2n || r >= number(fromBase64(issuer.n))) continue;
    const made = await blindWith(issuer, message, salt, r);
    if (made.unblind) return made;
  }
}

/**
 * The signed token. Throws when the signature is not the issuer's, so that no bad token is ever sent.
 * @param {Issuer} issuer @param {Bytes} seed @param {Bytes} signature @param {boolean} unproved
 * @returns {Promise<{message: Bytes, token: Bytes}>}
 */
export async function finish(issuer, seed, signature, unproved = false) {
  const { message, unblind } = await blind(issuer, seed, unproved);
  return { message, token: await finishWith(issuer, message, unblind, signature) };
}

/**
 * RFC 9474, section 4.2, with its randomness given.
 * @param {Issuer} issuer @param {Bytes} message @param {Bytes} salt @param {bigint} r @returns {Promise<Blinded>}
 */
export async function blindWith(issuer, message, salt, r) {
  const n = number(fromBase64(issuer.n));
  const encoded = number(await encodedForSigning(message, salt, n.toString(2).length - 1));
  const blinded = (encoded * power(r, number(fromBase64(issuer.e)), n)) % n;
  return { blinded: bytes(blinded, length(n)), message, unblind: inverse(r, n) };
}

/**
 * RFC 9474, section 4.4: unblinds and verifies. Throws when the signature is not the issuer's.
 * @param {Issuer} issuer @param {Bytes} message @param {bigint} unblind @param {Bytes} signature
 */
export async function finishWith(issuer, message, unblind, signature) {
  const n = number(fromBase64(issuer.n));
  const token = bytes((number(signature) * unblind) % n, length(n));
  if (!(await verified(issuer, message, token))) throw new Error("not the issuer's signature");
  return token;
}

/**
 * What from here on only the wave's custodians can read: the sender's point, then the ciphertext.
 * @param {Bytes} publicKey 65 bytes @param {Bytes} info @param {Bytes} content @returns {Promise<Bytes>}
 */
export async function seal(publicKey, info, content) {
  const pair = await crypto.subtle.generateKey(POINT, true, ["deriveBits"]);
  const sender = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const receiver = await crypto.subtle.importKey("raw", publicKey, POINT, false, []);
  const agreed = { name: POINT.name, public: receiver };
  const shared = new Uint8Array(await crypto.subtle.deriveBits(agreed, pair.privateKey, 256));
  const secret = await expanded(KEM, ZEROS, "eae_prk", shared, "shared_secret", joined(sender, publicKey), 32);
  const context = joined([0], await extracted("psk_id_hash", NOTHING), await extracted("info_hash", info));
  const raw = await expanded(SUITE, secret, "secret", NOTHING, "key", context, 32);
  const iv = await expanded(SUITE, secret, "secret", NOTHING, "base_nonce", context, 12);
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt"]);
  return joined(sender, new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, content)));
}

/**
 * All ballots are equally long: its own length in four bytes, the ballot, zeros.
 * @param {Bytes} plaintext @param {number} size @returns {Bytes}
 */
export function padded(plaintext, size) {
  if (plaintext.length + 4 > size) throw new Error("the ballot is too long");
  const whole = new Uint8Array(size);
  new DataView(whole.buffer).setUint32(0, plaintext.length);
  whole.set(plaintext, 4);
  return whole;
}

/** The ballot's name in the box, which so proves that it lies there; hex. @param {Bytes} message */
export async function tag(message) {
  return toHex(await sha256(utf8("tag"), message));
}

/** Whether this browser can do all of it, found out by doing it with made-up keys. @returns {Promise<boolean>} */
export async function fits() {
  try {
    const pair = await crypto.subtle.generateKey(POINT, true, ["deriveBits"]);
    const receiver = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
    await seal(receiver, NOTHING, ZEROS);
    const issuer = { n: toBase64(new Uint8Array(256).fill(255)), e: "AQAB" };
    const { blinded, message } = await blind(issuer, ZEROS);
    return !(await verified(issuer, message, blinded));
  } catch {
    return false;
  }
}

/** @param {Bytes} seed @param {string} purpose @param {number} length */
function derived(seed, purpose, length) {
  return hkdf(ZEROS, seed, utf8(`surveyapp ${purpose}`), length);
}

/** EMSA-PSS with SHA-384 (RFC 8017, section 9.1.1). @param {Bytes} message @param {Bytes} salt @param {number} bits */
async function encodedForSigning(message, salt, bits) {
  const size = Math.ceil(bits / 8);
  const hash = await sha384(new Uint8Array(8), await sha384(message), salt);
  const block = joined(new Uint8Array(size - salt.length - hash.length - 2), [1], salt);
  let mask = NOTHING;
  for (let i = 0; mask.length < block.length; i++) mask = joined(mask, await sha384(hash, [0, 0, 0, i]));
  const masked = block.map((byte, i) => byte ^ mask[i]);
  masked[0] &= 255 >> (8 * size - bits);
  return joined(masked, hash, [0xbc]);
}

/** @param {Issuer} issuer @param {Bytes} message @param {Bytes} token */
async function verified({ n, e }, message, token) {
  const key = await crypto.subtle.importKey("jwk", { kty: "RSA", alg: "PS384", n, e }, PSS, false, ["verify"]);
  return crypto.subtle.verify({ name: PSS.name, saltLength: SALT }, key, token, message);
}

/** LabeledExtract with no salt (RFC 9180, section 4). @param {string} label @param {Bytes} keying */
async function extracted(label, keying) {
  const key = await crypto.subtle.importKey("raw", ZEROS, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, labelled(SUITE, label, keying)));
}

/**
 * LabeledExtract, then LabeledExpand (RFC 9180, section 4): together they are one HKDF.
 * @param {number[]} suite @param {Bytes} salt @param {string} label @param {Bytes} keying
 * @param {string} use @param {Bytes} context @param {number} length
 */
function expanded(suite, salt, label, keying, use, context, length) {
  return hkdf(salt, labelled(suite, label, keying), joined([0, length], labelled(suite, use, context)), length);
}

/** @param {number[]} suite @param {string} label @param {Bytes} content */
function labelled(suite, label, content) {
  return joined(utf8("HPKE-v1"), suite, utf8(label), content);
}

/** HKDF-SHA256 (RFC 5869). @param {Bytes} salt @param {Bytes} keying @param {Bytes} info @param {number} length */
async function hkdf(salt, keying, info, length) {
  const key = await crypto.subtle.importKey("raw", keying, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 8 * length));
}

/** @param {...ArrayLike<number>} parts */
async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}

/** @param {...ArrayLike<number>} parts */
async function sha384(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-384", joined(...parts)));
}

/** @param {Bytes} bytes big endian */
function number(bytes) {
  return BigInt(`0x${toHex(bytes)}`);
}

/** @param {bigint} value @param {number} length @returns {Bytes} big endian */
function bytes(value, length) {
  const digits = value.toString(16).padStart(2 * length, "0");
  return Uint8Array.from({ length }, (_, i) => parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

/** @param {bigint} n */
function length(n) {
  return Math.ceil(n.toString(16).length / 2);
}

/** @param {bigint} base @param {bigint} exponent @param {bigint} n */
function power(base, exponent, n) {
  let result = 1n;
  for (; exponent; exponent >>= 1n, base = (base * base) % n) if (exponent & 1n) result = (result * base) % n;
  return result;
}

/** By Euclid's extended algorithm; 0 when there is none. @param {bigint} a @param {bigint} n */
function inverse(a, n) {
  let [rest, left, factor, other] = [n, a % n, 0n, 1n];
  while (left) {
    const quotient = rest / left;
    [rest, left, factor, other] = [left, rest - quotient * left, other, factor - quotient * other];
  }
  return rest === 1n ? (factor + n) % n : 0n;
}
