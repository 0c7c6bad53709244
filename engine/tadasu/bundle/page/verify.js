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
            [say("The log's signature", "ログの署名"), () => this.newest()],
            [say("Earlier checkpoints", "以前のチェックポイント"), () => this.earlier()],
            [say("Witnesses", "証人の連署"), () => this.witnesses()],
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
        for (const { statement, position } of read) {
            if (statement.kind !== KEYED) continue;
            const keys = await Promise.all((statement.data.vkeys ?? []).map(parseVkey));
            this.keyed.push({ position, keys });
        }
        this.read = read;
        if (!whole) this.unproven.push(UNPROVEN.part);
        return { state: "verified", count: read.length };
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
        throw await this.astray(leaves);
    }

    // Which entries are wrong, as the hashes in the page tell if they fit the checkpoint.
    async astray(leaves) {
        const { checkpoint, leaves: stated } = this.bundle;
        const levels = await Levels.over(stated, this.tell);
        if (
            stated.length === checkpoint.size &&
            same(await levels.root(stated.length), checkpoint.root)
        ) {
            const wrong = [];
            for (let at = 0; at < Math.max(stated.length, leaves.length); at += 1) {
                if (!leaves[at] || !stated[at] || !same(leaves[at], stated[at])) wrong.push(at);
            }
            const en =
                "this is not what was recorded: its hash is not the one under the checkpoint";
            const ja = "記録されたときの内容ではありません(ハッシュが違います)";
            for (const at of wrong) this.marks.set(at, say(en, ja));
            const many =
                wrong.length > 1
                    ? [` (${wrong.length} in all)`, `(全 ${wrong.length} 件)`]
                    : ["", ""];
            return new Wrong(
                `The entry at position ${wrong[0]}: ${en}${many[0]}.`,
                `位置 ${wrong[0]} の記録: ${ja}${many[1]}。`,
                wrong[0],
            );
        }
        const many = leaves.length;
        const en = `The ${many} entries have another root than the checkpoint of ${checkpoint.size} says.`;
        return new Wrong(en, `${many} 件の記録から求めたルートがチェックポイントと違います。`);
    }

    // The keys that have to sign a checkpoint of so many entries, as the log itself names them.
    keys(size) {
        return this.keyed.filter((one) => one.position < size).at(-1)?.keys ?? [];
    }

    async newest() {
        const { log, checkpoint, note } = this.bundle;
        const own = this.trust.keys.filter((key) => key.name === log);
        const { vouched, beyond } = await this.opened(
            note,
            own.length ? own : this.keys(checkpoint.size),
        );
        const detail = beyond ? BEYOND : null;
        if (!own.length) {
            this.unproven.push(UNPROVEN.logKey);
            return { state: "unchecked", count: vouched, detail: vouched ? OWN_WORD : detail };
        }
        return { state: vouched ? "verified" : "unchecked", count: vouched, detail };
    }

    async opened(note, keys, name = "checkpoint") {
        try {
            return await openNote(note, keys);
        } catch (wrong) {
            if (!(wrong instanceof NoteError)) throw wrong;
            throw new Wrong(
                `${name}: ${wrong.message}.`,
                `${name}: 署名が正しくありません(${wrong.message})。`,
            );
        }
    }

    async earlier() {
        const { whole, notes, checkpoint } = this.bundle;
        const kept = this.trust.checkpoints;
        if (!kept.length) this.unproven.push(UNPROVEN.checkpoint);
        if (!whole || !this.levels) return { state: "unchecked", count: 0 };
        for (const [size, note] of notes) {
            const name = `checkpoints/${size}.note`;
            const said = parseCheckpoint(note.text);
            const root = said.size <= checkpoint.size && (await this.levels.root(said.size));
            if (said.size !== size || !root || !same(root, said.root)) {
                throw new Wrong(
                    `${name}: the first ${size} entries have another root.`,
                    `${name}: 先頭の ${size} 件のルートが違います。`,
                );
            }
            await this.opened(note, this.keys(size), name);
        }
        for (const { size, prefix } of kept) {
            const here = checkpoint.size;
            if (size > here) {
                const en = `Your checkpoint tells of ${size} entries; there are ${here}.`;
                throw new Wrong(
                    en,
                    `手元のチェックポイントは ${size} 件、この束は ${here} 件です。`,
                );
            }
            if (!same((await this.levels.root(size)).slice(0, PREFIX_SIZE), prefix)) {
                const en = `The first ${size} entries are not those of your checkpoint.`;
                throw new Wrong(en, `先頭の ${size} 件が手元のチェックポイントと違います。`);
            }
        }
        const detail = kept.length ? null : NONE_KEPT;
        return {
            state: kept.length ? "verified" : "unchecked",
            count: notes.length + kept.length,
            detail,
        };
    }

    async witnesses() {
        const others = this.trust.keys.filter((key) => key.name !== this.bundle.log);
        if (!others.length) {
            this.unproven.push(UNPROVEN.witness);
            return { state: "unchecked", count: 0 };
        }
        const { vouched, beyond } = await this.opened(this.bundle.note, others);
        return {
            state: vouched ? "verified" : "unchecked",
            count: vouched,
            detail: beyond ? BEYOND : null,
        };
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
            if (state === false && (fault === null || position < fault.position))
                fault = unfit(position);
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
            const en = `${key.fingerprint} is enrolled for ${person}, but is not among your keys of ${person}.`;
            throw new Wrong(
                en,
                `${person} の鍵として登録された ${key.fingerprint} は、手元の鍵にありません。`,
            );
        }
        const known = [...signatures.roster.held.values()].every(({ person }) =>
            people.has(person),
        );
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
            if (text === undefined || hex(await sha256(utf8(text))) === data.digest) continue;
            refuse(
                one.position,
                "the process that it adopts is another here",
                "採用されたプロセスの内容が違います",
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
