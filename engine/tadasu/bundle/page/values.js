// What entries and cases say, in words.

class Teller {
  constructor(titles, cases) {
    this.titles = titles;
    this.cases = cases;
  }

  // A person or any case by key, with its label.
  who(key) {
    const found = this.cases.get(key);
    const label = found ? this.titles.label(found) : "";
    return el("span.who", [found ? caseLink(key) : key, label && ` ${label}`]);
  }

  name(key) {
    const found = this.cases.get(key);
    return [key, found ? this.titles.label(found) : ""].join(" ").trim();
  }

  facts(facts, fields) {
    const order = [...fields.keys()];
    const pairs = Object.entries(facts ?? {});
    pairs.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
    const title = (name) => told(fields.get(name)?.title ?? name);
    return definitions(
      pairs.map(([name, value]) => [title(name), this.value(value, fields.get(name))]),
    );
  }

  value(value, spec = {}) {
    if (value === null) return told(say("(cleared)", "(取り消し)"));
    if (Array.isArray(value)) return this.several(value, spec);
    if (isObject(value)) return this.row(value, spec);
    if (value === true) return told(say("yes", "はい"));
    if (value === false) return told(say("no", "いいえ"));
    const title = spec.type === "enum" && named(spec.values).get(value);
    if (title) return told(title);
    if (isText(value) && this.cases.has(value) && spec.type !== "text") return this.who(value);
    if (spec.type === "timestamp") return isTime(value) ? this.titles.time("", value) : value;
    return String(value);
  }

  several(values, spec) {
    if (!values.length) return "–";
    return el(
      "ul.plain",
      values.map((one) => el("li", this.value(one, spec))),
    );
  }

  row(value, spec) {
    if (isText(value.sealed) && this.titles.opened.has(value.sealed)) {
      const title = say("Sealed, and opened for you", "封印された値(開示)");
      return el("span.opened", { title: told(title) }, this.titles.opened.get(value.sealed));
    }
    if (isText(value.sealed)) {
      const title = say("Sealed: a personal value, kept apart", "封印された個人の値(別に保管)");
      return el("span.sealed", [told(title), " ", el("code", value.sealed.slice(0, 12))]);
    }
    return this.facts(value, named(spec.fields));
  }

  // An entry in one line.
  what(entry) {
    const { kind, data, process } = entry.statement;
    const found = this.cases.get(entry.statement.case);
    const workflow = found?.workflow;
    const act = (name) => this.titles.act(process, workflow, name);
    const state = (name) => told(this.stateOf(process, workflow, name));
    switch (kind) {
      case "case.opened/1":
        return (
          `${kindOf(kind)}:` +
          ` ${told(this.titles.workflow(process, data.workflow).title ?? data.workflow)}`
        );
      case "case.amended/1":
        return `${kindOf(kind)}: ${this.names(process, workflow, data.fields)}`;
      case "case.moved/1":
        return data.source === data.target
          ? act(data.transition)
          : `${act(data.transition)}: ${state(data.source)} → ${state(data.target)}`;
      case "case.refused/1":
        return `${told(say("Refused", "拒否"))}: ${act(data.act)}`;
      case "evidence.attached/1":
        return `${kindOf(kind)}: ${data.evidence} ${data.name}`;
      case "document.issued/1":
        return `${kindOf(kind)}: ${this.titles.form(process, data.form)} ${data.name}`;
      case "waiver.granted/1":
        return (
          `${kindOf(kind)} ${data.waiver}:` +
          ` ${data.policy} ${this.titles.policy(process, data.policy)}`
        );
      default:
        return kindOf(kind);
    }
  }

  stateOf(process, workflow, name) {
    return named(this.titles.workflow(process, workflow).states).get(name)?.title ?? name;
  }

  names(process, workflow, fields) {
    const known = this.titles.fields(process, workflow);
    const list = Object.keys(fields ?? {}).map((name) => told(known.get(name)?.title ?? name));
    return list.join(language === "ja" ? "、" : ", ");
  }

  // All that an entry holds, part by part.
  whole(entry) {
    const { statement } = entry;
    const { kind, data, process } = statement;
    const workflow = this.cases.get(statement.case)?.workflow ?? data.workflow;
    const fields = this.titles.fields(
      process,
      workflow,
      kind === "evidence.attached/1" ? "evidence" : null,
    );
    const known = new Set(["fields", "input", "verdicts", "reasons", "refs", "asked"]);
    const rest = Object.entries(data).filter(([name]) => !known.has(name));
    const inputs = this.titles.fields(process, workflow, data.transition ?? "");
    return [
      data.note ? el("p.note", isObject(data.note) ? this.row(data.note, {}) : data.note) : null,
      data.fields ? this.facts(data.fields, fields) : null,
      data.input ? this.facts(data.input, inputs) : null,
      data.reasons ? this.reasons(data.reasons, process) : null,
      data.verdicts?.length ? this.verdicts(data.verdicts, process) : null,
      el("details", [
        el("summary", told(say("As recorded", "記録のとおり"))),
        rest.length
          ? definitions(rest.map(([name, value]) => [name, el("code", canonicalOr(value))]))
          : null,
        el("pre", { tabindex: "0" }, entry.text),
      ]),
    ];
  }

  reasons(reasons, process) {
    const line = ({ rule, code, level, items = [] }) =>
      el("li", [
        el("strong", `${rule ?? code} `),
        this.titles.policy(process, rule) || this.titles.policy(process, code),
        level ? el("span.level", ` (${told(LEVELS[level] ?? level)})`) : null,
        items.length
          ? el(
              "ul",
              items.map((item) => this.item(item)),
            )
          : null,
      ]);
    return el("ul.reasons", reasons.map(line));
  }

  // What offended a rule: a case, and the parts of the rule with the values that they saw.
  item({ key, because = [] }) {
    const seen = ({ text, values = [] }) =>
      el("li", [
        el("code", text),
        values.map(([name, value]) => el("span.seen", [el("code", name), ` = ${value}`])),
      ]);
    return el("li", [
      key ? this.who(key) : null,
      because.length ? el("ul.because", because.map(seen)) : null,
    ]);
  }

  verdicts(verdicts, process) {
    const heads = [say("Rule", "規則"), say("Level", "強さ"), say("Result", "結果")].map(told);
    const rows = verdicts.map((one) => {
      const { sign, word } = RESULTS[one.result] ?? { sign: "", word: one.result };
      const items = (one.items ?? []).map((item) => this.item(item));
      const waivers = (one.waivers ?? []).join(", ");
      return [
        [el("strong", one.policy), ` ${this.titles.policy(process, one.policy)}`],
        told(LEVELS[one.level] ?? one.level),
        [`${sign} ${told(word)} ${waivers}`, items.length ? el("ul.plain", items) : null],
      ];
    });
    return table(told(say("What the rules said", "規則の判定")), heads, rows);
  }
}

function canonicalOr(value) {
  return isText(value) ? value : JSON.stringify(value);
}
