// Steps 3 to 5 of the verification: the checkpoint, those before it, and witnesses.

// The log's key has signed the checkpoint: the reader's own, or the one that the log itself names.
async function checkNewest(verification) {
  const { bundle, trust, unproven } = verification;
  const own = trust.keys.filter((key) => key.name === bundle.log);
  if (!own.length) unproven.push(UNPROVEN.logKey);
  if (!own.length && !verification.read) return { state: "unchecked", detail: UNREAD };
  const keys = own.length ? own : verification.keys(bundle.checkpoint.size);
  const { vouched, beyond } = await openedNote(bundle.note, keys);
  if (verification.read) await checkSigned(verification.keys(bundle.checkpoint.size), bundle.note);
  const detail = beyond ? BEYOND : null;
  if (!own.length)
    return { state: "unchecked", count: vouched, detail: vouched ? OWN_WORD : detail };
  return { state: vouched ? "verified" : "unchecked", count: vouched, detail };
}

// Each key that the log names for its checkpoint has signed it.
async function checkSigned(keys, note) {
  await openedNote(note, keys);
  const signs = (key, one) => one.name === key.name && one.id === key.id;
  const silent = keys.find((key) => !note.signatures.some((one) => signs(key, one)));
  if (!silent) return;
  const ja = `checkpoint: ${silent.name} の署名が足りません。`;
  throw new Wrong(`checkpoint: a signature of ${silent.name} is missing.`, ja);
}

// The log goes on from every earlier checkpoint.
async function checkEarlier(verification) {
  const { bundle, trust, levels, unproven } = verification;
  const { notes, checkpoint } = bundle;
  const kept = trust.checkpoints;
  if (!kept.length) unproven.push(UNPROVEN.checkpoint);
  if (!levels) {
    const here = kept.filter(({ size }) => size >= checkpoint.size);
    for (const said of here) await checkKept(said, verification);
    return { state: here.length ? "verified" : "unchecked", count: here.length };
  }
  for (const [size, note] of notes) {
    const name = `checkpoints/${size}.note`;
    const said = parseCheckpoint(note.text);
    const root = size <= checkpoint.size && (await levels.root(size));
    if (said.origin !== bundle.log || said.size !== size || !root || !same(root, said.root)) {
      const en = `${name}: the first ${size} entries have another root.`;
      throw new Wrong(en, `${name}: 先頭の ${size} 件のルートが違います。`);
    }
    if (verification.read) await openedNote(note, verification.keys(size), name);
  }
  for (const said of kept) await checkKept(said, verification);
  const count = notes.length + kept.length;
  if (kept.length) return { state: "verified", count };
  return { state: "unchecked", count, detail: notes.length ? NONE_KEPT : null };
}

async function checkKept({ size, prefix }, { bundle, levels }) {
  const here = bundle.checkpoint.size;
  if (size > here) {
    const en = `Your checkpoint tells of ${size} entries; there are ${here}.`;
    throw new Wrong(en, `手元のチェックポイントは ${size} 件、この束は ${here} 件です。`);
  }
  const root = size === here ? bundle.checkpoint.root : await levels.root(size);
  if (!same(root.slice(0, PREFIX_SIZE), prefix)) {
    const en = `The first ${size} entries are not those of your checkpoint.`;
    throw new Wrong(en, `先頭の ${size} 件が手元のチェックポイントと違います。`);
  }
}

// Witnesses whom the reader trusts have cosigned.
async function checkWitnesses({ bundle, trust, unproven }) {
  const others = trust.keys.filter((key) => key.name !== bundle.log);
  if (!others.length) {
    unproven.push(UNPROVEN.witness);
    return { state: "unchecked", count: 0 };
  }
  const { vouched, beyond } = await openedNote(bundle.note, others);
  const detail = beyond ? BEYOND : null;
  return { state: vouched ? "verified" : "unchecked", count: vouched, detail };
}

async function openedNote(note, keys, name = "checkpoint") {
  try {
    return await openNote(note, keys);
  } catch (wrong) {
    if (!(wrong instanceof NoteError)) throw wrong;
    const ja = `${name}: 署名が正しくありません(${wrong.message})。`;
    throw new Wrong(`${name}: ${wrong.message}.`, ja);
  }
}
