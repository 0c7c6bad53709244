// All entries in their order, by case, person and kind, a page at a time.

class Timeline {
  constructor(bundle, titles, teller, verification) {
    Object.assign(this, { bundle, titles, teller, verification });
    this.filter = { case: "", person: "", kind: "", text: "", newest: false };
    this.page = { page: 0 };
    this.list = el("div");
    this.entries = bundle.loose.filter((entry) => entry !== null);
  }

  draw() {
    const people = [...new Set(this.entries.map(({ statement }) => statement.actor.id))].sort();
    const kinds = [...new Set(this.entries.map(({ statement }) => statement.kind))];
    const again = (change) => {
      Object.assign(this.filter, change);
      this.page.page = 0;
      this.fill();
    };
    const any = (text) => ["", told(text)];
    const anybody = any(say("anybody", "すべての人"));
    const order = [
      ["", told(say("oldest first", "古い順"))],
      ["newest", told(say("newest first", "新しい順"))],
    ];
    this.fill();
    return el("section#timeline", { "aria-labelledby": "timeline-head" }, [
      el("h2#timeline-head", [
        told(say("Timeline", "時系列")),
        el("span.count", counted(this.entries.length)),
      ]),
      el("div.filters", [
        field(told(say("Case", "案件")), this.filter.case, (value) => again({ case: value })),
        choice(
          told(say("Person", "人")),
          [anybody, ...people.map((key) => [key, this.teller.name(key)])],
          this.filter.person,
          (person) => again({ person }),
        ),
        choice(
          told(say("Kind", "種別")),
          [any(say("anything", "すべて")), ...kinds.map((kind) => [kind, kindOf(kind)])],
          this.filter.kind,
          (kind) => again({ kind }),
        ),
        field(told(say("Text", "文字列")), this.filter.text, (text) => again({ text })),
        choice(told(say("Order", "順序")), order, this.filter.newest ? "newest" : "", (value) =>
          again({ newest: Boolean(value) }),
        ),
      ]),
      this.list,
    ]);
  }

  fill() {
    const { person, kind, text, newest } = this.filter;
    const [cased, wanted] = [this.filter.case, text].map((one) => one.normalize("NFC").trim());
    const found = this.entries.filter(
      ({ statement, text: whole }) =>
        (!cased || statement.case.startsWith(cased)) &&
        (!person || statement.actor.id === person || statement.actor.for === person) &&
        (!kind || statement.kind === kind) &&
        (!wanted || whole.includes(wanted)),
    );
    this.list.replaceChildren(this.rows(newest ? found.reverse() : found, this.page));
  }

  rows(entries, at) {
    const draw = (some) =>
      el(
        "ol.entries",
        some.map((entry) =>
          el(
            "li",
            drawn(() => this.row(entry)),
          ),
        ),
      );
    const label = told(say("Pages of entries", "記録のページ"));
    return entries.length
      ? paged(entries, 25, draw, label, at)
      : el("p", told(say("None.", "ありません。")));
  }

  row(entry) {
    const { statement, position } = entry;
    const { sign, word } = this.mark(entry);
    const open = el("details.entry", { "data-position": position });
    const summary = el("summary", [
      el("span.position", `#${position}`),
      el(
        "time",
        { datetime: entry.recorded_at },
        this.titles.time(statement.process, entry.recorded_at),
      ),
      el("span.case", statement.case || "–"),
      el("span.what", this.teller.what(entry)),
      el("span.person", this.teller.name(statement.actor.id)),
      el("span.mark", { title: told(word), "aria-label": told(word), role: "img" }, sign),
    ]);
    // What an entry holds is drawn when somebody looks.
    open.addEventListener("toggle", () => {
      if (open.open && open.children.length === 1) open.append(drawn(() => this.body(entry)));
    });
    open.append(summary);
    return open;
  }

  mark({ position, sigs = [] }) {
    const { marks, doubts, unable, state } = this.verification;
    if (marks.has(position)) return MARKS.wrong;
    if (doubts?.has(position)) return MARKS.doubtful;
    if (!sigs.length) return MARKS.unsigned;
    const people = this.verification.steps.find((step) => step.number === 6);
    if (
      !state ||
      unable?.has(position) ||
      !people ||
      people.state === "wrong" ||
      !this.verification.unable
    ) {
      return MARKS.unchecked;
    }
    return MARKS.signed;
  }

  body(entry) {
    const { statement, position, sigs = [] } = entry;
    const { actor, process } = statement;
    const workflow = this.teller.cases.get(statement.case)?.workflow;
    const { word, sign } = this.mark(entry);
    const mark = this.verification.marks.get(position);
    const hash = el("code", "…");
    leafHash(this.bundle.texts[this.bundle.positions.indexOf(position)]).then(
      (leaf) => hash.replaceChildren(hex(leaf)),
      () => hash.replaceChildren("–"),
    );
    const keys = sigs.map((sig) => el("div", el("code", sig.key)));
    return el("div.body", [
      mark && el("p.why", `✗ ${told(mark)}`),
      definitions([
        [told(say("Who", "行った人")), this.teller.who(actor.id)],
        [told(say("In whose name", "代理される人")), actor.for && this.teller.who(actor.for)],
        [told(say("Role", "役割")), actor.role && this.titles.role(process, workflow, actor.role)],
        [told(say("Case", "案件")), statement.case && this.teller.who(statement.case)],
        [told(say("Signature", "署名")), el("span", [`${sign} ${told(word)}`, keys])],
        [told(say("Leaf hash", "葉のハッシュ")), hash],
      ]),
      ...this.teller.whole(entry),
    ]);
  }

  // Turn to the page of an entry, open it, and go there.
  go(position) {
    this.filter = { case: "", person: "", kind: "", text: "", newest: false };
    const at = this.entries.findIndex((entry) => entry.position === position);
    if (at < 0) return false;
    this.page.page = Math.floor(at / 25);
    return true;
  }

  open(position) {
    const found = this.list.querySelector(`[data-position="${position}"]`);
    if (!found) return;
    found.open = true;
    found.scrollIntoView({ block: "center" });
    found.querySelector("summary").focus({ preventScroll: true });
  }
}

const MARKS = {
  signed: { sign: "✓", word: say("signed; the signature fits", "署名あり(内容と一致)") },
  unsigned: { sign: "–", word: say("not signed", "署名なし") },
  unchecked: { sign: "?", word: say("signed; not checked", "署名あり(未検証)") },
  doubtful: { sign: "?", word: say("signed with a compromised key", "漏えいした鍵による署名") },
  wrong: { sign: "✗", word: say("wrong", "誤り") },
};
