// Whose keys there are, and who signed what: a walk over the entries in their order.
//
// What needs no signature to be checked is decided along the way; the signatures themselves are
// left as jobs { position, key, blob, namespace, message, note } for later.

const STATEMENT = "tadasu.statement.v1";
const ENROLMENT = "tadasu.enrol.v1";

// The keys of a log as far as its entries were read.
class Roster {
  constructor() {
    this.held = new Map();
  }

  async read(entry, start, jobs) {
    const { kind, data } = entry.statement;
    if (kind === "key.enrolled/1") await this.enrol(entry, start, jobs);
    if (kind !== "key.retired/1" && kind !== "key.compromised/1") return;
    const key = this.held.get(data.key);
    if (!key || key.person !== entry.statement.case) {
      throw new SignatureError("it ends a key that the person does not have");
    }
    if (kind === "key.retired/1") {
      if (key.last !== null) throw new SignatureError("it retires a key that has ended before");
      key.last = entry.position;
    } else {
      const { since } = data;
      if (!Number.isSafeInteger(since) || since < 0 || since > entry.position) {
        throw new SignatureError("it does not say since when, or a time to come");
      }
      this.doubt(key, entry.position, since);
    }
  }

  async enrol(entry, start, jobs) {
    const { statement, position, sigs } = entry;
    const { key: line, proof } = statement.data;
    const blob = isText(line) && isText(proof) && unbase64(proof);
    if (!blob) throw new SignatureError("it enrols no key, or without its proof");
    const key = await parsePublic(line);
    if (key.line !== line) throw new SignatureError("the key that it enrols has a comment");
    if (this.held.has(key.fingerprint)) {
      throw new SignatureError(`${key.fingerprint} was enrolled before`);
    }
    const asked = { key: line, log: statement.log, person: statement.case };
    jobs.push({ position, key, blob, namespace: ENROLMENT, message: utf8(canonical(asked)) });
    const enrolledBy = sigs.map((sig) => sig.key);
    const times = { position, start, last: null, doubted: null };
    this.held.set(key.fingerprint, {
      person: statement.case,
      key,
      enrolledBy,
      ...times,
      signed: [],
    });
  }

  // The key with which a person may sign at a position.
  signing(fingerprint, person, position) {
    const key = this.held.get(fingerprint);
    if (!key || key.person !== person) {
      throw new SignatureError(`${fingerprint} is no key of ${person}`);
    }
    if (position < key.start || (key.last !== null && position > key.last)) {
      throw new SignatureError(`${fingerprint} was not valid for ${person} there`);
    }
    return key;
  }

  doubt(key, position, since) {
    key.last ??= position;
    if (key.doubted !== null && key.doubted <= since) return;
    key.doubted = since;
    for (const other of this.held.values()) {
      const by = other.enrolledBy.includes(key.key.fingerprint);
      if (by && other.position >= since && other !== key) this.doubt(other, position, other.start);
    }
  }

  // The positions that prove nothing, since the key that signed there was compromised by then.
  doubts() {
    const keys = [...this.held.values()].filter((key) => key.doubted !== null);
    return new Set(keys.flatMap((key) => key.signed.filter((at) => at >= key.doubted)));
  }
}

// The signatures that entries bear, those that they lack, and whose they must be.
class Signatures {
  constructor(requires) {
    this.roster = new Roster();
    this.jobs = [];
    this.unsigned = [];
    this.signed = 0;
    this.requires = requires;
    this.required = false;
  }

  // All entries; the founding request is signed with the keys that it enrols itself.
  async walk(entries) {
    const founder = entries[0]?.statement.id;
    const after = entries.findIndex((one, at) => at > 0 && one.statement.cause !== founder);
    const founding = entries.slice(0, after < 0 ? entries.length : after);
    for (const one of founding) await this.guarded(one, () => this.read(one, 0));
    for (const one of founding) await this.guarded(one, () => this.check(one));
    for (const one of entries.slice(founding.length)) {
      await this.guarded(one, () => this.check(one));
      await this.guarded(one, () => this.read(one, one.position + 1));
    }
  }

  // Throws Wrong with the position for what can't be.
  async guarded(entry, work) {
    try {
      await work();
    } catch (wrong) {
      if (!(wrong instanceof SignatureError)) throw wrong;
      const { message } = wrong;
      refuse(entry.position, message, `署名または鍵が正しくありません(${message})`);
    }
  }

  read(entry, start) {
    return this.roster.read(entry, start, this.jobs);
  }

  check(entry) {
    const { statement, sigs, position } = entry;
    let required = this.required;
    if (statement.kind === ADOPTED) {
      this.required = this.requires(statement.data.digest);
      required ||= this.required;
    }
    if ((statement.actor.auth === "sshsig") !== sigs.length > 0) {
      throw new SignatureError(
        `it says “${statement.actor.auth}” and bears ${sigs.length} signatures`,
      );
    }
    if (!sigs.length) {
      if (required) throw new SignatureError("it is not signed");
      this.unsigned.push(position);
      return;
    }
    const signers = signersOf(statement);
    if (new Set(signers).size !== signers.length || signers.length !== sigs.length) {
      throw new SignatureError("its signers are not the actor and those who cosigned");
    }
    const message = utf8(entry.text);
    sigs.forEach((sig, at) => {
      const held = this.roster.signing(sig.key, signers[at], position);
      const blob = unbase64(sig.sshsig);
      if (!blob) throw new SignatureError("a signature that is no base64");
      this.jobs.push({ position, key: held.key, blob, namespace: STATEMENT, message });
      held.signed.push(position);
    });
    this.signed += 1;
  }
}

// Who has to sign: the actor, then those who cosigned.
function signersOf(statement) {
  const { cosigned = [] } = statement.data;
  if (!Array.isArray(cosigned) || !cosigned.every((one) => isObject(one) && isText(one.person))) {
    throw new SignatureError("it names cosigners in a way that nobody writes");
  }
  return [statement.actor.id, ...cosigned.map((one) => one.person)];
}
