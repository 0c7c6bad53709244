// What needs a second look: refusals, waivers, warnings, keys in doubt, and what is still open.

const SHOWN = 10;

function attention(bundle, cases, titles, teller, verification) {
  const entries = bundle.loose.filter((entry) => entry !== null);
  const all = [...cases.values()];
  const groups = [
    ...gathered(() => [doubtful(entries, verification, teller)]),
    ...gathered(() => unfinished(all, titles, teller, entries.at(-1))),
    ...gathered(() => [refusals(entries, teller)]),
    ...gathered(() => [waivers(all, titles, teller, entries.at(-1))]),
    ...gathered(() => [warnings(entries, teller)]),
  ];
  const shown = groups.filter((group) => group.items.length);
  const head = el("h2#attention-head", told(say("What needs attention", "注意を要すること")));
  const nothing = el("p", told(say("Nothing.", "ありません。")));
  return el("section#attention", { "aria-labelledby": "attention-head" }, [
    head,
    el(
      "p.summary",
      shown.map(({ name, sign, items }) =>
        el("span", `${sign} ${told(name)} ${counted(items.length)}`),
      ),
    ),
    ...(shown.length ? shown.map(group) : [nothing]),
  ]);
}

// What is to be shown in groups; where the record is too odd for one, that is the group.
function gathered(find) {
  try {
    return find();
  } catch (wrong) {
    const name = say("What can't be shown", "表示できないもの");
    const odd = () => el("p.why", `✗ ${wrong.message}`);
    return [{ id: "odd", name, sign: "✗", items: [odd] }];
  }
}

function group({ id, name, sign, items, help }) {
  const open = items.length <= SHOWN;
  const list = paged(
    items,
    SHOWN,
    (some) =>
      el(
        "ul.cards",
        some.map((one) => el("li", drawn(one))),
      ),
    told(name),
  );
  return el("details.group", { "data-group": id, open }, [
    el("summary", [
      el("span", { "aria-hidden": "true" }, `${sign} `),
      told(name),
      el("span.count", counted(items.length)),
    ]),
    help && el("p.help", told(help)),
    list,
  ]);
}

// One entry as a card: who, when, on what, and what there is to say.
function card(entry, teller, ...more) {
  const { statement } = entry;
  const { id, role } = statement.actor;
  const workflow = teller.cases.get(statement.case)?.workflow;
  const cased = statement.case ? teller.who(statement.case) : null;
  return [
    el("p.head", [el("b", teller.what(entry)), cased && [" — ", cased]]),
    el("p.meta", [
      teller.titles.time(statement.process, entry.recorded_at),
      " · ",
      teller.who(id),
      statement.actor.for
        ? [told(say(" for ", " 代理: ")), teller.who(statement.actor.for)]
        : null,
      role ? ` (${teller.titles.role(statement.process, workflow, role)})` : null,
      " · ",
      el("a", { href: `#entry=${entry.position}` }, `#${entry.position}`),
    ]),
    ...more,
  ];
}

function refusals(entries, teller) {
  const found = entries.filter(({ statement }) => statement.kind === "case.refused/1");
  const draw = (entry) => () =>
    card(
      entry,
      teller,
      teller.reasons(entry.statement.data.reasons ?? [], entry.statement.process),
    );
  const help = say(
    "Somebody tried, and a rule said no. Nothing was changed.",
    "試みが規則によって拒否されました。何も変わっていません。",
  );
  return {
    id: "refusals",
    name: say("Refusals", "拒否"),
    sign: "⊘",
    items: found.map(draw),
    help,
  };
}

function waivers(cases, titles, teller, last) {
  const found = cases.flatMap((one) => one.waivers.map((waiver) => ({ one, waiver })));
  const today = last ? titles.time(last.statement.process, last.recorded_at).slice(0, 10) : "";
  found.sort((a, b) => a.waiver.entry.position - b.waiver.entry.position);
  const draw =
    ({ one, waiver }) =>
    () => {
      const { policy, act, until, reason, measure, items = [], entry } = waiver;
      const { process } = entry.statement;
      const over =
        today > until ? told(say(" (ended)", "(終了)")) : told(say(" (in force)", "(有効)"));
      return card(
        entry,
        teller,
        definitions([
          [told(say("Rule", "規則")), `${policy} ${titles.policy(process, policy)}`],
          [
            told(say("For", "対象")),
            el("span", [
              titles.act(process, one.workflow, act),
              " · ",
              items.map((key) => [teller.who(key), " "]),
            ]),
          ],
          [told(say("Reason", "理由")), reason],
          [told(say("Measure instead", "代替策")), measure],
          [told(say("Until", "期限")), until + over],
        ]),
      );
    };
  return { id: "waivers", name: say("Waivers", "免除"), sign: "◇", items: found.map(draw) };
}

function warnings(entries, teller) {
  const fails = ({ statement }) =>
    [statement.data.verdicts ?? []].flat().filter((one) => one?.result === "fail");
  const found = entries.filter((entry) => fails(entry).length);
  const draw = (entry) => () =>
    card(entry, teller, teller.verdicts(fails(entry), entry.statement.process));
  const help = say("Done, although a rule warned.", "規則の警告がありましたが、行われました。");
  return {
    id: "warnings",
    name: say("Warnings", "警告"),
    sign: "!",
    items: found.map(draw),
    help,
  };
}

// Wrong entries, compromised keys, and restorations of the log.
function doubtful(entries, verification, teller) {
  const { marks, doubts = new Set() } = verification;
  const grave = new Set(["key.compromised/1", "log.restored/1"]);
  const found = entries.filter(
    ({ statement, position }) =>
      marks.has(position) || doubts.has(position) || grave.has(statement.kind),
  );
  const draw = (entry) => () => {
    const { position, statement } = entry;
    const mark = marks.get(position);
    const doubt = say(
      "Signed with a key that others may have had by then: the signature proves nothing.",
      "漏えいしたと申告された鍵による署名です。この署名は何も証明しません。",
    );
    const { reason } = grave.has(statement.kind) ? statement.data : {};
    return card(
      entry,
      teller,
      mark && el("p.why", `✗ ${told(mark)}`),
      doubts.has(position) && el("p.why", `? ${told(doubt)}`),
      reason && el("p", reason),
    );
  };
  return {
    id: "doubtful",
    name: say("Wrong or in doubt", "誤り・疑わしい記録"),
    sign: "✗",
    items: found.map(draw),
  };
}

// Cases with something outstanding, kind by kind; those of the deepest kind first.
function unfinished(cases, titles, teller, last) {
  const today = last ? titles.time(last.statement.process, last.recorded_at).slice(0, 10) : "";
  const kinds = new Map();
  for (const one of cases) {
    if (titles.rests(one)) continue;
    kinds.set(one.workflow, [...(kinds.get(one.workflow) ?? []), one]);
  }
  const depth = (name) => {
    let [deep, at] = [0, name];
    while (deep < 20 && (at = parentKind(titles, last, at))) deep += 1;
    return deep;
  };
  return [...kinds]
    .sort(([a], [b]) => depth(b) - depth(a))
    .map(([name, list]) => {
      list.sort((a, b) => (a.due ?? "9999").localeCompare(b.due ?? "9999"));
      const kind = titles.kind(list[0]);
      return {
        id: `open-${name}`,
        name: say(`Still open: ${kind}`, `未完了の${kind}`),
        sign: "○",
        items: list.map((one) => () => openCard(one, titles, teller, today)),
      };
    });
}

function parentKind(titles, last, name) {
  return last && titles.workflow(last.statement.process, name).parent;
}

function openCard(one, titles, teller, today) {
  const overdue = one.due && one.due < today;
  return [
    el("p.head", teller.who(one.key)),
    el("p.meta", [
      el("span.state", `▶ ${titles.state(one)}`),
      one.due && [" · ", told(say("due ", "期限 ")), one.due],
      overdue &&
        el("strong", ` ⚠ ${told(say("overdue when exported", "書き出し時点で期限超過"))}`),
    ]),
  ];
}
