// Evidence and documents with their hashes, checked against files that the reader chooses;
// keys and checkpoints.

class Evidence {
  constructor(bundle, cases, titles, teller) {
    Object.assign(this, { bundle, titles, teller });
    this.items = [...cases.values()].flatMap((one) =>
      [...one.evidence, ...one.documents].map((item) => ({ one, item })),
    );
    this.items.sort((a, b) => a.item.entry.position - b.item.entry.position);
    this.known = new Set(this.items.map(({ item }) => item.sha256));
    this.seen = new Set();
    this.astray = [];
    this.page = { page: 0 };
  }

  // The last step of the verification: the files that were handed in.
  step(number) {
    const title = say("Evidence files", "証跡ファイル");
    const count = this.seen.size;
    const state = this.astray.length
      ? "wrong"
      : count === this.known.size
        ? "verified"
        : "unchecked";
    const names = this.astray.join(", ");
    const wrong = say(
      `These are no evidence or documents of this record: ${names}`,
      `この記録の証跡・文書ではありません: ${names}`,
    );
    const missing = say(
      `${count} of ${this.known.size} checked: choose the files under “Evidence”.`,
      `${this.known.size} 件のうち ${count} 件を照合。「証跡」の欄でファイルを選んでください。`,
    );
    const detail = state === "wrong" ? wrong : state === "unchecked" ? missing : null;
    return { number, title, state, detail, count };
  }

  async take(files) {
    this.astray = [];
    for (const file of files) {
      const found = hex(await sha256(new Uint8Array(await file.arrayBuffer())));
      if (this.known.has(found)) this.seen.add(found);
      else this.astray.push(file.name);
    }
  }

  draw(changed) {
    const heads = [
      ...[say("Evidence, document", "証跡・文書"), say("Case", "案件"), say("Name", "名前"), "SHA-256"],
      ...[say("Bytes", "バイト"), say("File", "ファイル")],
    ];
    const rows = (some) =>
      table(
        told(say("Evidence and documents with their hashes", "証跡・文書とハッシュ")),
        heads.map(told),
        some.map((one) => this.row(one)),
      );
    const label = told(say("Pages of evidence", "証跡のページ"));
    const onchange = async (event) => {
      await this.take(event.target.files);
      changed();
    };
    const choose = el("label.choose", [
      el(
        "span",
        told(
          say(
            "Choose files to compare with these hashes (all in evidence/ at " +
              "once, if you like)",
            "ハッシュと照合するファイルを選ぶ(evidence/ の中をまとめて選べます)",
          ),
        ),
      ),
      el("input#evidence-files", { type: "file", multiple: true, onchange }),
    ]);
    const none = el("p", told(say("None.", "ありません。")));
    return el("section#evidence", { "aria-labelledby": "evidence-head" }, [
      el("h2#evidence-head", [
        told(say("Evidence", "証跡")),
        el("span.count", counted(this.items.length)),
      ]),
      this.items.length ? [choose, paged(this.items, 20, rows, label, this.page)] : none,
    ]);
  }

  row({ one, item }) {
    const { sha256: sha, size, name } = item;
    const file = this.bundle.evidence.has(sha)
      ? fileLink(sha)
      : told(say("not in the bundle", "束にありません"));
    return [
      el("b", item.evidence ?? this.titles.form(item.entry.statement.process, item.form)),
      this.teller.who(one.key),
      name,
      el("code", sha),
      counted(size ?? 0),
      el("span", [badge(this.seen.has(sha) ? "verified" : "unchecked"), " ", file]),
    ];
  }
}

function keysAndCheckpoints(bundle, verification, titles, teller) {
  const held = [...(verification.signatures?.roster.held.values() ?? [])];
  const people = held.map(({ person, key, position, last, doubted }) => [
    teller.who(person),
    el("code", key.fingerprint),
    key.kind,
    `#${position}`,
    doubted !== null
      ? `✗ ${told(say(`compromised since #${doubted}`, `#${doubted} 以降漏えい`))}`
      : last !== null
        ? `– ${told(say(`ended at #${last}`, `#${last} で終了`))}`
        : `✓ ${told(say("valid", "有効"))}`,
  ]);
  const heads = [
    say("Person", "人"),
    say("Fingerprint", "指紋"),
    say("Kind", "種類"),
    say("Enrolled", "登録"),
    say("Now", "現在"),
  ];
  const logKeys = bundle.checkpoint ? verification.keys(bundle.checkpoint.size) : [];
  const all = [
    ...(bundle.notes ?? []).map(([, note]) => note),
    ...(bundle.note ? [bundle.note] : []),
  ];
  const points = all
    .map(({ text }) => parseCheckpoint(text))
    .map((point) => [
      counted(point.size),
      el("b.spoken", formatSpoken(point)),
      timeOf(bundle, titles, point.size),
      el("code", hex(point.root)),
    ]);
  const pointHeads = [
    say("Entries", "記録"),
    say("To read out", "照合符号"),
    say("Last entry", "最後の記録"),
    say("Root", "ルート"),
  ];
  const several = (caption, names, rows) => {
    const draw = (some) => table(told(caption), names.map(told), some);
    return rows.length ? paged(rows, 20, draw, told(caption)) : null;
  };
  return el("section#keys", { "aria-labelledby": "keys-head" }, [
    el("h2#keys-head", told(say("Keys and checkpoints", "鍵とチェックポイント"))),
    several(say("Keys of people", "本人の鍵"), heads, people),
    several(
      say("Keys of the log, as the log names them", "ログの鍵(ログ自身が示すもの)"),
      [say("Verifier key", "検証鍵")],
      logKeys.map((key) => [el("code.long", key.text)]),
    ),
    several(say("Checkpoints", "チェックポイント"), pointHeads, points.reverse()),
  ]);
}

function timeOf(bundle, titles, size) {
  const entry = bundle.loose[bundle.positions.indexOf(size - 1)];
  return entry ? titles.time(entry.statement.process, entry.recorded_at) : "–";
}
