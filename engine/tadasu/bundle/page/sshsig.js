// OpenSSH's public keys and signatures (RFC 4253, 5656, 8332, 8709; PROTOCOL.sshsig, .u2f).

class SignatureError extends Error {}

const KEY_KINDS = {
  "ssh-ed25519": { bits: 0 },
  "sk-ssh-ed25519@openssh.com": { bits: 0, token: true },
  "ecdsa-sha2-nistp256": { bits: 256 },
  "ecdsa-sha2-nistp384": { bits: 384 },
  "ecdsa-sha2-nistp521": { bits: 521 },
  "sk-ecdsa-sha2-nistp256@openssh.com": { bits: 256, token: true },
};
const CURVE_HASHES = { 256: "SHA-256", 384: "SHA-384", 521: "SHA-512" };
const RSA_HASHES = { "rsa-sha2-512": "SHA-512", "rsa-sha2-256": "SHA-256" };
const SIG_HASHES = { sha512: "SHA-512", sha256: "SHA-256" };

// Values taken one by one from the front of some bytes.
class Wire {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  take(count) {
    const taken = this.bytes.slice(this.at, this.at + count);
    if (taken.length !== count) throw new SignatureError("the bytes end too early");
    this.at += count;
    return taken;
  }

  string() {
    return this.take(Number(number(this.take(4))));
  }

  word() {
    return String.fromCharCode(...this.string());
  }

  // A positive number in its shortest form, without the byte that only keeps it positive.
  number() {
    const raw = this.string();
    const plain = raw[0] === 0 ? raw.slice(1) : raw;
    const short = raw.length === 0 || (raw[0] === 0 ? raw[1] >= 128 : raw[0] < 128);
    if (!short) throw new SignatureError("a number that is not in its shortest form");
    return plain;
  }

  end() {
    if (this.at !== this.bytes.length) throw new SignatureError("bytes are left over");
  }
}

function wired(bytes) {
  return joined(numbered(bytes.length, 4), bytes);
}

// The key of a line `KIND BASE64 [COMMENT]`.
async function parsePublic(line) {
  const [kind, text] = line.trim().split(" ");
  const blob = text && unbase64(text);
  if (!blob) throw new SignatureError("no OpenSSH public key");
  const wire = new Wire(blob);
  if (wire.word() !== kind) throw new SignatureError("the line names another kind of key");
  const parts = keyParts(kind, wire);
  wire.end();
  const fingerprint = `SHA256:${base64(await sha256(blob)).replace(/=+$/, "")}`;
  return { kind, blob, line: `${kind} ${text}`, fingerprint, ...parts };
}

function keyParts(kind, wire) {
  if (kind === "ssh-rsa") return rsaParts(wire);
  if (!Object.hasOwn(KEY_KINDS, kind)) {
    throw new SignatureError(`a key of a kind that is not taken: ${kind}`);
  }
  const { bits, token } = KEY_KINDS[kind];
  const key = bits ? point(wire, bits) : sized(wire.string(), 32);
  return { key, bits, application: token ? wire.string() : null };
}

function point(wire, bits) {
  if (wire.word() !== `nistp${bits}`) throw new SignatureError("a key that names another curve");
  const key = sized(wire.string(), 1 + 2 * Math.ceil(bits / 8));
  if (key[0] !== 4) throw new SignatureError("a point that is not written in full");
  return key;
}

function rsaParts(wire) {
  const [exponent, modulus] = [wire.number(), wire.number()];
  const size = number(modulus).toString(2).length;
  if (size < 2048 || size > 8192) throw new SignatureError(`an RSA key of ${size} bits`);
  const odd = exponent.at(-1) & modulus.at(-1) & 1;
  if (!odd || exponent.length > 4 || number(exponent) < 3n) {
    throw new SignatureError("an RSA key with numbers that no key has");
  }
  return { exponent, modulus };
}

function sized(bytes, size) {
  if (bytes.length !== size) throw new SignatureError(`a key of ${bytes.length} bytes`);
  return bytes;
}

// Whether `key` signed `message` in a namespace: true, false, or null where it can't be checked.
// Throws SignatureError for what is no such signature.
async function checkSshsig(blob, key, namespace, message) {
  const wire = new Wire(blob);
  if (String.fromCharCode(...wire.take(6)) !== "SSHSIG") {
    throw new SignatureError("this is no SSH signature");
  }
  if (number(wire.take(4)) !== 1n) throw new SignatureError("a signature of another version");
  if (!same(wire.string(), key.blob)) throw new SignatureError("the signature is by another key");
  if (wire.word() !== namespace) throw new SignatureError(`not given in ${namespace}`);
  if (wire.string().length) throw new SignatureError("something that nobody knows");
  const [algorithm, raw] = [wire.word(), wire.string()];
  wire.end();
  if (!Object.hasOwn(SIG_HASHES, algorithm)) throw new SignatureError("an unknown hash");
  const hash = await digest(SIG_HASHES[algorithm], message);
  const parts = [utf8(namespace), new Uint8Array(), utf8(algorithm), hash];
  return checkRaw(key, raw, joined(utf8("SSHSIG"), ...parts.map(wired)));
}

async function checkRaw(key, signature, data) {
  const wire = new Wire(signature);
  const [algorithm, raw] = [wire.word(), wire.string()];
  const rsa = key.kind === "ssh-rsa";
  if (!(rsa ? Object.hasOwn(RSA_HASHES, algorithm) : algorithm === key.kind)) {
    throw new SignatureError(`a signature by ${algorithm} with a key of kind ${key.kind}`);
  }
  let message = data;
  if (key.application) {
    const seal = wire.take(5);
    if (!(seal[0] & 1)) throw new SignatureError("a token signed without being touched");
    message = joined(await sha256(key.application), seal, await sha256(data));
  }
  wire.end();
  if (rsa) return checkRsa(key, RSA_HASHES[algorithm], raw, message);
  if (!key.bits) return verifies("raw", key.key, { name: "Ed25519" }, raw, message, key);
  return checkEcdsa(key, raw, message);
}

function checkRsa(key, hash, raw, message) {
  if (raw.length !== key.modulus.length)
    throw new SignatureError("an RSA signature of another length");
  const urlsafe = (bytes) =>
    base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  const jwk = { kty: "RSA", n: urlsafe(key.modulus), e: urlsafe(key.exponent) };
  return verifies("jwk", jwk, { name: "RSASSA-PKCS1-v1_5", hash }, raw, message, key);
}

function checkEcdsa(key, raw, message) {
  const wire = new Wire(raw);
  const size = Math.ceil(key.bits / 8);
  const [r, s] = [wire.number(), wire.number()];
  wire.end();
  if (r.length > size || s.length > size) return false;
  const both = new Uint8Array(2 * size);
  both.set(r, size - r.length);
  both.set(s, 2 * size - s.length);
  const how = { name: "ECDSA", namedCurve: `P-${key.bits}`, hash: CURVE_HASHES[key.bits] };
  return verifies("raw", key.key, how, both, message, key);
}

// Whether a signature fits; null where this browser can't tell. `keep` holds the imported key.
async function verifies(format, material, how, signature, message, keep = {}) {
  const name = `${how.name} ${how.hash}`;
  keep.imported ??= {};
  try {
    keep.imported[name] ??= crypto.subtle.importKey(format, material, how, false, ["verify"]);
    return await crypto.subtle.verify(how, await keep.imported[name], signature, message);
  } catch (wrong) {
    return wrong?.name === "DataError" ? false : null;
  }
}
