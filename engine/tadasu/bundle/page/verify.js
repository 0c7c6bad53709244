// The verification, step by step, each with one of three results. What it can't show, it says.
//
// (1) Every entry is there in its strict form, in order, of this log; numbers and times follow.
// (2) All of them together are what the checkpoint says (or each is proved to lie in the log).
// (3) The log's key has signed the checkpoint.
// (4) The log goes on from every earlier checkpoint, in the bundle and in the reader's hands.
// (5) Witnesses whom the reader trusts have cosigned the checkpoint.
// (6) Everybody signed what he or she did, with keys that were valid there.
// (7) The definitions in force have the hashes that the entries name.
// (8) The files of evidence that the reader hands in have the hashes that the entries name.

class Verification {
  constructor(bundle, trust, progress) {
    Object.assign(this, { bundle, trust, progress });
    this.unproven = [];
    this.steps = [];
    this.keyed = [];
    this.marks = new Map();
  }

  async run() {
    const order = [
      [say("Entries, their form and order", "記録の形式と順序"), () => this.entries()],
      [say("Tree over all entries", "記録全体のハッシュ木"), () => this.tree()],
      [say("The log's signature", "ログの署名"), () => checkNewest(this)],
      [say("Earlier checkpoints", "以前のチェックポイント"), () => checkEarlier(this)],
      [say("Witnesses", "証人の連署"), () => checkWitnesses(this)],
      [say("Signatures of people", "本人の署名"), () => this.people()],
      [say("Definitions in force", "当時有効だった定義"), () => this.definitions()],
    ];
    for (const [title, take] of order) this.steps.push(await this.taken(title, take));
    return this;
  }

  get state() {
    const states = this.steps.map((step) => step.state);
    return ["wrong", "unchecked"].find((state) => states.includes(state)) ?? "verified";
  }

  async taken(title, take) {
    const number = this.steps.length + 1;
    const tell = (done, of) => this.progress(title, done, of);
    this.tell = tell;
    try {
      tell(0, 0);
      return { number, title, detail: null, count: null, ...(await take()) };
    } catch (wrong) {
      if (wrong instanceof Wrong) {
        if (wrong.position !== null) this.marks.set(wrong.position, wrong.text);
        return { number, title, state: "wrong", detail: wrong.text, count: null };
      }
      const why = `${wrong?.name}: ${wrong?.message}`;
      const detail = say(
        `This browser stopped at it (${why}).`,
        `ブラウザーで処理できませんでした(${why})。`,
      );
      return { number, title, state: "unchecked", detail, count: null };
    }
  }

  async entries() {
    const { texts, positions, log, whole } = this.bundle;
    const walk = new Walk(log);
    const read = [];
    for (const [at, text] of texts.entries()) {
      read.push({ ...walk.step(positions[at], text), position: positions[at] });
      if (at % SLICE === 0) {
        this.tell(at, texts.length);
        await pause();
      }
    }
    for (const one of read) if (one.statement.kind === KEYED) await this.rekey(one);
    this.read = read;
    if (!whole) this.unproven.push(UNPROVEN.part);
    return { state: "verified", count: read.length };
  }

  // The keys that the log names for its checkpoints from here on.
  async rekey({ statement, position }) {
    const { vkeys = [] } = statement.data;
    if (!Array.isArray(vkeys) || !vkeys.every(isText)) {
      refuse(position, "it names keys in a way that nobody writes", "鍵の書き方が違います");
    }
    try {
      this.keyed.push({ position, keys: await Promise.all(vkeys.map(parseVkey)) });
    } catch (wrong) {
      if (!(wrong instanceof NoteError)) throw wrong;
      refuse(position, wrong.message, `ログの鍵が正しくありません(${wrong.message})`);
    }
  }

  async tree() {
    const { texts, positions, whole, checkpoint, proofs } = this.bundle;
    const leaves = await each(texts, leafHash, this.tell);
    if (!whole) {
      const fits = (leaf, at) =>
        included(leaf, positions[at], checkpoint.size, proofs[at], checkpoint.root);
      for (const [at, leaf] of leaves.entries()) {
        if (await fits(leaf, at)) continue;
        refuse(
          positions[at],
          "it is not proved to lie in the log",
          "ログに含まれることを証明できません",
        );
      }
      return { state: "verified", count: leaves.length };
    }
    this.levels = await Levels.over(leaves, this.tell);
    const root = await this.levels.root(leaves.length);
    if (leaves.length === checkpoint.size && same(root, checkpoint.root)) {
      return { state: "verified", count: leaves.length };
    }
    throw await astray(this, leaves);
  }

  // The keys that have to sign a checkpoint of so many entries, as the log itself names them.
  keys(size) {
    return this.keyed.filter((one) => one.position < size).at(-1)?.keys ?? [];
  }

  async people() {
    if (!this.read) return { state: "unchecked", detail: UNREAD };
    const requires = (sha) => this.bundle.processes.get(sha)?.signatures === "required";
    const signatures = new Signatures(requires);
    this.signatures = signatures;
    let fault = null;
    try {
      await signatures.walk(this.read);
    } catch (wrong) {
      if (!(wrong instanceof Wrong)) throw wrong;
      fault = wrong;
    }
    const fits = await each(signatures.jobs, checkJob, this.tell);
    fits.forEach((state, at) => {
      const { position } = signatures.jobs[at];
      const first = fault === null || position < fault.position;
      if (state === false && first) fault = unfit(position);
    });
    if (fault) throw fault;
    this.doubts = signatures.roster.doubts();
    this.unable = new Set(
      signatures.jobs.flatMap((job, at) => (fits[at] === null ? job.position : [])),
    );
    return this.persons(signatures);
  }

  // Whether the keys are those that the reader knows.
  persons(signatures) {
    const { people } = this.trust;
    for (const { person, key } of signatures.roster.held.values()) {
      if (!people.has(person) || people.get(person).has(key.fingerprint)) continue;
      const en =
        `${key.fingerprint} is enrolled for ${person}, but is not among ` +
        `your keys of ${person}.`;
      throw new Wrong(
        en,
        `${person} の鍵として登録された ${key.fingerprint} は、手元の鍵にありません。`,
      );
    }
    const known = [...signatures.roster.held.values()].every(({ person }) => people.has(person));
    const complete = signatures.signed && !signatures.unsigned.length && !this.doubts.size;
    const detail = this.unable.size ? BEYOND : null;
    if (known && complete && !detail) return { state: "verified", count: signatures.signed };
    this.unproven.push(UNPROVEN.people);
    const rest = detail ?? (signatures.signed ? OWN_PEOPLE : NOBODY_SIGNED);
    return { state: "unchecked", count: signatures.signed, detail: rest };
  }

  async definitions() {
    const { definitions, loose } = this.bundle;
    for (const one of loose) {
      const { kind, data } = one?.statement ?? {};
      if (kind !== ADOPTED) continue;
      const text = definitions.get(data.digest);
      if (text !== undefined && hex(await sha256(utf8(text))) === data.digest) continue;
      refuse(
        one.position,
        "the process that it adopts is missing here, or another",
        "採用されたプロセスが含まれていないか、内容が違います",
      );
    }
    return { state: "verified", count: definitions.size };
  }
}

async function checkJob({ key, blob, namespace, message }) {
  try {
    return await checkSshsig(blob, key, namespace, message);
  } catch (wrong) {
    if (wrong instanceof SignatureError) return false;
    throw wrong;
  }
}

function unfit(position) {
  const en = `The entry at position ${position}: its signature does not fit.`;
  return new Wrong(en, `位置 ${position} の記録: 署名が内容と合いません。`, position);
}
