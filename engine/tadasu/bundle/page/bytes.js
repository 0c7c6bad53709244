// Bytes and texts: each text of bytes in its one spelling, or nothing.

const encoder = new TextEncoder();
const HASH_SIZE = 32;

function utf8(text) {
  return encoder.encode(text);
}

function hex(bytes) {
  return Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
}

function unhex(text) {
  return Uint8Array.from({ length: text.length / 2 }, (_, at) =>
    parseInt(text.slice(2 * at, 2 * at + 2), 16),
  );
}

function base64(bytes) {
  let text = "";
  for (const one of bytes) text += String.fromCharCode(one);
  return btoa(text);
}

// The bytes of base64, or null where it is none or spelled otherwise.
function unbase64(text) {
  try {
    const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
    return base64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function same(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

// A whole number in `size` bytes, the greatest first.
function numbered(number, size) {
  const bytes = new Uint8Array(size);
  let rest = BigInt(number);
  for (let at = size - 1; at >= 0; at -= 1) {
    bytes[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}

// The whole number in some bytes.
function number(bytes) {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

async function digest(name, bytes) {
  return new Uint8Array(await crypto.subtle.digest(name, bytes));
}

function sha256(bytes) {
  return digest("SHA-256", bytes);
}

// Let the page breathe between slices of work.
const { port1: pauses, port2: resumes } = new MessageChannel();
function pause() {
  return new Promise((resolve) => {
    pauses.onmessage = resolve;
    resumes.postMessage(null);
  });
}

const SLICE = 256;

// `work` done for each item, a slice at a time; the results in order.
async function each(items, work, progress = () => {}) {
  const found = [];
  for (let at = 0; at < items.length; at += SLICE) {
    found.push(...(await Promise.all(items.slice(at, at + SLICE).map(work))));
    progress(Math.min(at + SLICE, items.length), items.length);
    await pause();
  }
  return found;
}
