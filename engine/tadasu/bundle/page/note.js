// Checkpoints as notes (C2SP signed-note, tlog-checkpoint, tlog-cosignature) and as spoken.

const NOTE_ED25519 = 1;
const COSIGNED_ED25519 = 4;
const COSIGNED_MLDSA44 = 6;
const NOTE_KEYS = { [NOTE_ED25519]: 32, [COSIGNED_ED25519]: 32, [COSIGNED_MLDSA44]: 1312 };
const NOTE_SIGNATURES = { [NOTE_ED25519]: 64, [COSIGNED_ED25519]: 64, [COSIGNED_MLDSA44]: 2420 };
const TIME_SIZE = 8;

class NoteError extends Error {}

// The text of a note and its signature lines; nothing is verified yet.
function parseNote(whole) {
  const at = whole.lastIndexOf("\n\n");
  if (at < 0 || !whole.endsWith("\n") || /[\x00-\x09\x0b-\x1f]/.test(whole)) {
    throw new NoteError("no signed note");
  }
  const lines = whole
    .slice(at + 2)
    .split("\n")
    .slice(0, -1);
  return { text: whole.slice(0, at + 1), signatures: lines.map(parseSignature) };
}

function parseSignature(line) {
  const found = /^— ([^+\s]+) ([A-Za-z0-9+/=]+)$/.exec(line);
  const raw = found && unbase64(found[2]);
  if (!raw || raw.length <= 4) throw new NoteError("no signature line");
  return { name: found[1], id: hex(raw.slice(0, 4)), blob: raw.slice(4) };
}

function parseCheckpoint(text) {
  const lines = text.split("\n");
  const sized = lines.length === 4 && /^(0|[1-9][0-9]{0,14})$/.test(lines[1]);
  const root = sized && unbase64(lines[2]);
  if (!root || root.length !== HASH_SIZE || lines[3] || !lines[0]) {
    throw new NoteError("no checkpoint of three lines");
  }
  return { origin: lines[0], size: Number(lines[1]), root };
}

// A verifier key NAME+ID+KEY.
async function parseVkey(text) {
  const found = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text);
  const raw = found && unbase64(found[3]);
  if (!raw) throw new NoteError("no verifier key NAME+ID+KEY");
  const id = hex((await sha256(joined(utf8(`${found[1]}\n`), raw))).slice(0, 4));
  if (NOTE_KEYS[raw[0]] !== raw.length - 1 || id !== found[2]) {
    throw new NoteError(`the verifier key of ${found[1]} has another id or length`);
  }
  return { name: found[1], id, kind: raw[0], key: raw.slice(1), text };
}

// What known keys say of a note: how many vouch for it, and how many can't be checked here.
// Throws NoteError where there is none of them, or where one doesn't fit.
async function openNote(note, vkeys) {
  const found = { vouched: 0, beyond: 0 };
  const seen = new Set();
  for (const signature of note.signatures) {
    const vkey = vkeys.find((one) => one.name === signature.name && one.id === signature.id);
    if (!vkey || seen.has(vkey)) continue;
    seen.add(vkey);
    const timed = vkey.kind !== NOTE_ED25519;
    const raw = timed ? signature.blob.slice(TIME_SIZE) : signature.blob;
    const time = timed ? number(signature.blob.slice(0, TIME_SIZE)) : 0n;
    const sized = raw.length === NOTE_SIGNATURES[vkey.kind] && time < 2n ** 63n;
    const message = noteMessage(vkey, note.text, time);
    const fits = sized && (await verifiesNote(vkey, raw, message));
    if (fits === false) throw new NoteError(`the signature of ${vkey.name} does not fit`);
    found[fits ? "vouched" : "beyond"] += 1;
  }
  if (!seen.size) throw new NoteError("it is signed by no key that is known here");
  return found;
}

function verifiesNote(vkey, raw, message) {
  if (vkey.kind === COSIGNED_MLDSA44) {
    return verifies("raw-public", vkey.key, { name: "ML-DSA-44" }, raw, message);
  }
  return verifies("raw", vkey.key, { name: "Ed25519" }, raw, message);
}

function noteMessage(vkey, text, time) {
  if (vkey.kind === COSIGNED_ED25519) return utf8(`cosignature/v1\ntime ${time}\n${text}`);
  if (vkey.kind === NOTE_ED25519) return utf8(text);
  const { origin, size, root } = parseCheckpoint(text);
  const [by, of] = [utf8(vkey.name), utf8(origin)];
  return joined(
    utf8("subtree/v1\n\0"),
    ...[Uint8Array.of(by.length), by, numbered(time, 8), Uint8Array.of(of.length), of],
    ...[numbered(0, 8), numbered(size, 8), root],
  );
}

// Checkpoints to read out: SIZE-XXXX-XXXX-XXXX-XXXX-C, 80 bits of the root and a check letter.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const PREFIX_SIZE = 10;

function formatSpoken({ size, root }) {
  const bits = number(root.slice(0, PREFIX_SIZE));
  const letter = (_, at) => ALPHABET[Number((bits >> BigInt(5 * (15 - at))) & 31n)];
  const letters = Array.from({ length: 16 }, letter).join("");
  return [size, ...letters.match(/.{4}/g), checkLetter(`${size}${letters}`)].join("-");
}

function parseSpoken(text) {
  const folded = text
    .normalize("NFKC")
    .replace(/[\s,._'\-‐-―−ー]+/g, "")
    .toUpperCase();
  const plain = folded.replaceAll("O", "0").replace(/[IL]/g, "1");
  const found = /^(0|[1-9][0-9]{0,14})([0-9A-HJKMNP-TV-Z]{16})$/.exec(plain.slice(0, -1));
  if (!found || checkLetter(plain.slice(0, -1)) !== plain.slice(-1)) {
    throw new NoteError("no spoken checkpoint, or mistyped");
  }
  let bits = 0n;
  for (const one of found[2]) bits = (bits << 5n) | BigInt(ALPHABET.indexOf(one));
  return { size: Number(found[1]), prefix: numbered(bits, PREFIX_SIZE) };
}

function checkLetter(letters) {
  let total = 0;
  for (const one of letters) {
    total = (total ^ ALPHABET.indexOf(one)) << 1;
    if (total >> 5) total ^= 0b100101;
  }
  return ALPHABET[total];
}
