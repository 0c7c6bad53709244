"""A case on one page."""

from collections.abc import Sequence

from tadasu.errors import Text
from tadasu.office.answers import AsOf, Attached, Brood, Document, Fact, Granted, Sheet, Step
from tadasu_cli.page import Block, Grid, Line, Par, Span, line, par
from tadasu_cli.render.doers import doer
from tadasu_cli.render.view import NOTHING, View, aloud

_CHILDREN = Text(en="Below it", ja="下位の案件")
_REFERRING = Text(en="Referring to it", ja="これを参照している案件")
_EVIDENCE = Text(en="Evidence", ja="証跡")
_WAIVERS = Text(en="Waivers", ja="免除")
_DOCUMENTS = Text(en="Documents issued", ja="発行した文書")
_LATER = Text(en="(a later one was issued)", ja="(その後、新しいものを発行)")
_STEPS = Text(en="Steps so far", ja="これまでの歩み")
_OVERDUE = Text(en="overdue", ja="期限超過")
_NONE = Text(en="none", ja="なし")


def sheet_page(view: View, sheet: Sheet) -> list[Block]:
    """Everything that there is to see."""
    blocks: list[Block] = [_head(view, sheet), _state(view, sheet), _origin(view, sheet)]
    if sheet.as_of is not None:
        blocks.insert(0, _as_of(view, sheet.as_of))
    if sheet.facts:
        blocks += [Par(), _facts(view, sheet.facts)]
    if sheet.children:
        blocks += [Par(), view.heading(_CHILDREN), _children(view, sheet.children)]
    if sheet.referring:
        blocks += [Par(), view.heading(_REFERRING), _children(view, sheet.referring)]
    if sheet.evidence:
        blocks += [Par(), view.heading(_EVIDENCE), *_evidence(view, sheet.evidence)]
    if sheet.documents:
        blocks += [Par(), view.heading(_DOCUMENTS), *_documents(view, sheet.documents)]
    if sheet.waivers:
        blocks += [Par(), view.heading(_WAIVERS), *_waivers(view, sheet.waivers)]
    if sheet.steps:
        blocks += [Par(), view.heading(_STEPS), _steps(view, sheet.steps)]
    return blocks


def _as_of(view: View, then: AsOf) -> Par:
    when = view.time(then.at)
    process = aloud(then.process)[:9]
    text = Text(
        en=f"As of {when}, after position {then.position}; process {process} in force",
        ja=f"{when} の時点(位置 {then.position} まで)。採用中のプロセス {process}",
    )
    return par(Span("◷ ", "warn"), Span(view.say(text), "warn"), hang=2)


def _head(view: View, sheet: Sheet) -> Par:
    label = (Span("  "), Span(sheet.label, "strong")) if sheet.label else ()
    kind = Span(f"  {view.named(sheet.workflow)}", "dim")
    return Par((Span(sheet.key, "key"), *label, kind), hang=2)


def _state(view: View, sheet: Sheet) -> Par:
    parts: list[Span] = [Span(view.named(sheet.state), "strong")]
    if sheet.due is not None:
        due = Text(en=f" · due {sheet.due}", ja=f" ・ 期限 {sheet.due}")
        parts.append(Span(view.say(due)))
    if sheet.overdue:
        parts.append(Span(f" ! {view.say(_OVERDUE)}", "warn"))
    parts += [Span(f" · {view.named(each)}", "warn") for each in sheet.conditions]
    if sheet.climbed:
        names = view.say(Text(en=", ", ja="、")).join(view.named(each) for each in sheet.climbed)
        climbed = Text(en=f" · escalated to {names}", ja=f" ・ 報告先 {names}")
        parts.append(Span(view.say(climbed), "warn"))
    return Par(tuple(parts), 2, 2)


def _origin(view: View, sheet: Sheet) -> Par:
    below = Text(en=f"in {sheet.parent} · ", ja=f"{sheet.parent} の下 ・ ")
    when = view.time(sheet.opened_at)
    who = doer(sheet.opened_by)
    text = Text(en=f"opened {when}, {who.en}", ja=f"{when} に作成、{who.ja}")
    if sheet.opened_by.cause is None:
        text = Text(en=f"opened {when} by {who.en}", ja=f"{when} に {who.ja} が作成")
    again = Text(en=f" · round {sheet.round}", ja=f" ・ {sheet.round} 巡目")
    state = Text(
        en=f" · version {sheet.version} · process {aloud(sheet.process)[:9]}",
        ja=f" ・ 第 {sheet.version} 版 ・ プロセス {aloud(sheet.process)[:9]}",
    )
    parts = [below] * bool(sheet.parent) + [text] + [again] * (sheet.round > 1) + [state]
    return par(Span("".join(map(view.say, parts)), "dim"), indent=2, hang=2)


def _facts(view: View, facts: Sequence[Fact]) -> Grid:
    return Grid(
        tuple(
            (
                line(view.say(fact.title)),
                line(Span(fact.name, "dim")),
                line(_value(view, fact)),
            )
            for fact in facts
        ),
        indent=2,
    )


def _value(view: View, fact: Fact) -> Span:
    return Span(view.say(NOTHING), "dim") if fact.shown is None else Span(view.say(fact.shown))


def _children(view: View, children: Sequence[Brood]) -> Grid:
    rows: list[tuple[Line, ...]] = []
    for brood in children:
        counts = view.say(Text(en=", ", ja="、")).join(
            f"{view.say(state.title)} {count}" for state, count in brood.states
        )
        rows.append((line(view.named(brood.workflow)), line(counts or view.say(_NONE))))
    return Grid(tuple(rows), indent=2)


def _evidence(view: View, evidence: Sequence[Attached]) -> list[Block]:
    blocks: list[Block] = []
    for each in evidence:
        facts = view.say(Text(en=" · ", ja=" ・ ")).join(
            f"{view.say(fact.title)}: {_value(view, fact).text}"
            for fact in each.facts
            if fact.shown is not None
        )
        size = Text(en=f"{each.size:,} bytes", ja=f"{each.size:,} バイト")
        blocks.append(
            par(
                Span(each.key, "key"),
                f"  {each.name}  ",
                Span(f"{view.say(size)} · SHA-256 {aloud(each.sha256)}", "dim"),
                indent=2,
                hang=2,
            )
        )
        who = f"{view.time(each.attached_at)} {view.say(doer(each.collector))}"
        blocks.append(par(f"{who}  {facts}".rstrip(), indent=4, hang=2))
    return blocks


def _documents(view: View, documents: Sequence[Document]) -> list[Block]:
    blocks: list[Block] = []
    for each in documents:
        edition = Text(en=f"edition {each.edition}", ja=f"第 {each.edition} 版")
        told = [each.name, each.language, view.say(edition) if each.edition else ""]
        words = view.say(Text(en=", ", ja="、")).join(filter(None, told))
        head = f"  {view.say(each.form.title)}  {words}  "
        digest = Span(f"SHA-256 {aloud(each.sha256)}", "dim")
        blocks.append(par(Span(each.form.id, "key"), head, digest, indent=2, hang=2))
        filled = Text(en=f"from {each.entries} entries", ja=f"{each.entries} 件の記録から")
        later = "" if each.newest else view.say(_LATER)
        who = f"{view.time(each.issued_at)} {view.say(doer(each.issuer))}"
        blocks.append(par(f"{who}  {view.say(filled)}  {later}".rstrip(), indent=4, hang=2))
    return blocks


def _waivers(view: View, waivers: Sequence[Granted]) -> list[Block]:
    blocks: list[Block] = []
    for each in waivers:
        items, grantor = ", ".join(each.items), doer(each.grantor)
        text = Text(
            en=f"{each.policy} for {items}, until {each.until}, by {grantor.en}",
            ja=f"{each.policy}(対象 {items})、{each.until} まで、{grantor.ja}",
        )
        measure = Text(
            en=f"{each.reason} — instead: {each.measure}",
            ja=f"{each.reason} ― 代替策: {each.measure}",
        )
        blocks += [
            par(
                Span("~ ", "warn"), Span(each.key, "key"), f"  {view.say(text)}", indent=2, hang=2
            ),
            par(view.say(measure), indent=4),
        ]
    return blocks


def _steps(view: View, steps: Sequence[Step]) -> Grid:
    rows: list[tuple[Line, ...]] = []
    for step in steps:
        often = f" ×{step.count}" if step.count > 1 else ""
        who = view.say(Text(en="; ", ja="、")).join(view.say(doer(one)) for one in step.by)
        rows.append((line(view.time(step.at)), line(view.named(step.act) + often), line(who)))
    return Grid(tuple(rows), indent=2)
