// All cases, and one of them whole: its lifecycle, its facts, what happened.

class Cases {
  constructor(bundle, cases, titles, teller, timeline) {
    Object.assign(this, { bundle, cases, titles, teller, timeline });
    this.filter = { kind: "", open: false, text: "" };
    this.page = { page: 0 };
    this.chosen = null;
    const latest = (one) => one.entries.at(-1).position;
    this.ordered = [...cases.values()].sort((a, b) => latest(b) - latest(a));
    this.list = el("div");
    this.sheet = el("article#case", { tabindex: "-1", "aria-live": "off" });
  }

  draw() {
    const first = new Map([...this.cases.values()].map((one) => [one.workflow, one]));
    const kinds = [...first].map(([name, one]) => [name, this.titles.kind(one)]);
    const again = (change) => {
      Object.assign(this.filter, change);
      this.page.page = 0;
      this.fill();
    };
    const any = ["", told(say("all kinds", "すべての種類"))];
    const onchange = (event) => again({ open: event.target.checked });
    this.fill();
    this.show(this.chosen);
    return el("section#cases", { "aria-labelledby": "cases-head" }, [
      el("h2#cases-head", [
        told(say("Cases", "案件")),
        el("span.count", counted(this.cases.size)),
      ]),
      el("div.filters", [
        choice(told(say("Kind", "種類")), [any, ...kinds], this.filter.kind, (kind) =>
          again({ kind }),
        ),
        field(told(say("Key or title", "キー・名称")), this.filter.text, (text) =>
          again({ text }),
        ),
        el("label.tick", [
          el("input", { type: "checkbox", checked: this.filter.open, onchange }),
          el("span", told(say("only with something outstanding", "未完了のものだけ"))),
        ]),
      ]),
      el("div.two", [this.list, this.sheet]),
    ]);
  }

  fill() {
    const { kind, open, text } = this.filter;
    const wanted = text.normalize("NFKC").toLowerCase();
    const found = this.ordered.filter(
      (one) =>
        (!kind || one.workflow === kind) &&
        (!open || !this.titles.rests(one)) &&
        `${one.key} ${this.titles.label(one)}`.normalize("NFKC").toLowerCase().includes(wanted),
    );
    const label = told(say("Pages of cases", "案件のページ"));
    const none = () => el("p", told(say("None.", "ありません。")));
    const list = (some) =>
      some.length
        ? el(
            "ul.rows",
            some.map((one) => drawn(() => this.row(one))),
          )
        : none();
    this.list.replaceChildren(paged(found, 15, list, label, this.page));
  }

  row(one) {
    const chosen = one.key === this.chosen;
    const sign = this.titles.rests(one) ? "✓" : "▶";
    return el("li", [
      el(
        "a",
        {
          href: `#case=${encodeURIComponent(one.key)}`,
          "aria-current": chosen ? "true" : null,
        },
        [
          el("span.key", one.key),
          el("span.state", `${sign} ${this.titles.state(one)}`),
          el("span.label", `${this.titles.kind(one)} ${this.titles.label(one)}`),
        ],
      ),
    ]);
  }

  show(key, focus = false) {
    const one = this.cases.get(key);
    this.chosen = one ? key : null;
    if (!one) {
      const hint = say(
        "Choose a case to see its lifecycle.",
        "案件を選ぶと、その経過を表示します。",
      );
      this.sheet.replaceChildren(el("p.hint", told(hint)));
      return;
    }
    for (const link of this.list.querySelectorAll("a[href]")) {
      if (link.getAttribute("href") === `#case=${encodeURIComponent(key)}`)
        link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    this.sheet.replaceChildren(drawn(() => el("div", this.parts(one))));
    if (!focus) return;
    this.sheet.focus({ preventScroll: true });
    this.sheet.scrollIntoView({ block: "start" });
  }

  parts(one) {
    const { titles, teller } = this;
    const { process, workflow } = one;
    const heading = (text) => el("h4", told(text));
    const evidence = one.evidence.map((item) => [
      el("b", item.evidence),
      item.name,
      el("code", item.sha256),
      this.bundle.evidence.has(item.sha256) ? fileLink(item.sha256) : "–",
    ]);
    const heads = [say("Key", "キー"), say("Name", "名前"), "SHA-256", say("File", "ファイル")];
    const documents = one.documents.map((item) => [
      el("b", titles.form(item.entry.statement.process, item.form)),
      [item.edition, item.language].filter(isText).join(" "),
      el("span", [
        `${titles.time(item.entry.statement.process, item.entry.statement.occurred_at)} `,
        teller.who(item.entry.statement.actor.id),
      ]),
      item.name,
      el("code", item.sha256),
      this.bundle.evidence.has(item.sha256) ? fileLink(item.sha256) : "–",
    ]);
    const documentHeads = [
      ...[say("Document", "文書"), say("Edition", "版"), say("Issued", "発行")],
      ...heads.slice(1),
    ];
    const state = [
      el("span.state", `▶ ${titles.state(one)}`),
      one.round > 1 ? told(say(` (round ${one.round})`, `(第 ${one.round} 回)`)) : "",
    ];
    return [
      el("h3", [`${titles.kind(one)} ${one.key} `, el("span.label", titles.label(one))]),
      definitions([
        [told(say("State", "状態")), el("span", state)],
        [told(say("Due", "期限")), one.due],
        [told(say("Part of", "上位")), one.parent && teller.who(one.parent)],
        [
          told(say("Below it", "下位")),
          one.children.length
            ? el(
                "span.keys",
                one.children.map((key) => [teller.who(key), " "]),
              )
            : null,
        ],
      ]),
      titles.states(one).size
        ? el("figure", [
            el("div.scroll", { tabindex: "0" }, lifecycle(one, titles, teller)),
            legend(),
          ])
        : null,
      Object.keys(one.fields).length
        ? [
            heading(say("Facts", "事実")),
            teller.facts(one.fields, titles.fields(process, workflow)),
          ]
        : null,
      one.evidence.length ? table(told(say("Evidence", "証跡")), heads.map(told), evidence) : null,
      one.documents.length
        ? table(told(say("Documents issued", "発行した文書")), documentHeads.map(told), documents)
        : null,
      heading(say("What happened", "経過")),
      this.timeline.rows(one.entries, { page: 0 }),
    ]
      .flat()
      .filter((part) => part !== null);
  }
}

function fileLink(sha) {
  const text = told(say("open", "開く"));
  return el("a", { href: `evidence/${sha}`, target: "_blank", rel: "noopener noreferrer" }, text);
}

function legend() {
  const parts = [
    say("▶ where it is now", "▶ 現在の状態"),
    say("✓ and thick lines: the way that it took", "✓ と太線: たどった道"),
    say("thin dashed lines: other ways", "細い破線: ほかの道"),
    say("double frame: an end", "二重枠: 終わり"),
  ];
  return el(
    "figcaption",
    parts.map((one) => el("span", told(one))),
  );
}
