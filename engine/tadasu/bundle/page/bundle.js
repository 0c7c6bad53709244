// What the page holds: the record as text, and what was packed beside it.

// A block of lines; in them % stands as %25 and < as %3C, so that none ends the block.
function lines(id) {
  const text = document.getElementById(id).textContent;
  const plain = (line) => line.replaceAll("%3C", "<").replaceAll("%25", "%");
  return text === "" ? [] : text.split("\n").map(plain);
}

function readBundle() {
  const about = JSON.parse(document.getElementById("about").textContent);
  const texts = lines("entries");
  const positions = about.positions ?? texts.map((_, at) => at);
  const definitions = new Map(about.definitions.map((sha, at) => [sha, lines("definitions")[at]]));
  const bytes = unbase64(about.leaves) ?? new Uint8Array();
  const leaves = Array.from({ length: bytes.length / HASH_SIZE }, (_, at) =>
    bytes.slice(at * HASH_SIZE, (at + 1) * HASH_SIZE),
  );
  return {
    log: about.log,
    whole: about.positions === null,
    texts,
    positions,
    leaves,
    definitions,
    processes: new Map([...definitions].map(([sha, text]) => [sha, parsedOr(text, {})])),
    proofs: about.proofs.map((path) => path.map((node) => unbase64(node) ?? new Uint8Array())),
    said: { checkpoint: about.checkpoint, notes: about.notes },
    evidence: new Set(about.evidence),
    stamps: about.stamps,
    openings: about.openings,
    loose: readLoosely(texts, positions),
  };
}

function parsedOr(text, other) {
  try {
    return JSON.parse(text);
  } catch {
    return other;
  }
}

// What sealed values say, by commitment: only what has that hash. None without WebCrypto.
async function openedOf({ openings }) {
  const opened = new Map();
  if (!globalThis.crypto?.subtle) return opened;
  for (const [committed, opening] of openings) {
    const found = hex(await sha256(utf8(opening)));
    const value = parsedOr(opening, [])[2];
    if (found === committed && isText(value)) opened.set(committed, value);
  }
  return opened;
}

// The checkpoints in the bundle; throws Wrong where one is none.
function readNotes(bundle) {
  try {
    const note = parseNote(bundle.said.checkpoint);
    const notes = bundle.said.notes.map(([size, text]) => [size, parseNote(text)]);
    notes.forEach(([, one]) => parseCheckpoint(one.text));
    Object.assign(bundle, { note, notes, checkpoint: parseCheckpoint(note.text) });
  } catch (wrong) {
    const { message } = wrong;
    throw new Wrong(
      `A checkpoint can't be read: ${message}.`,
      `チェックポイントを読み取れません(${message})。`,
    );
  }
  if (bundle.checkpoint.origin !== bundle.log) {
    throw new Wrong("The checkpoint is of another log.", "チェックポイントが別のログのものです。");
  }
}
