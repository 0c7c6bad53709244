"""What stands in the way of a plan, as people read it: for which case, which rule, whom."""

from collections.abc import Iterator, Mapping

from tadasu.core.staffing import Need, Roster, Short, Task
from tadasu.errors import Reason, Text
from tadasu.office.candidates import Label
from tadasu.office.possible import Candidate
from tadasu.office.proposals import Shortfall


def shortfalls(
    label: Label, titles: Mapping[str, Text], task: Task, found: Roster
) -> Iterator[Shortfall]:
    """The exceptions that a plan would need, those that concern one case first.

    `titles` says what the fields are called.
    """
    for short in sorted(found.short, key=_place):
        if short.kind == "rule" and not _used(found, short):
            continue
        need = short.need
        yield Shortfall(
            kind=short.kind,
            item=need.name if need else short.key or "",
            label=label(need.name if need else short.key or ""),
            text=_text(label, titles, task, short),
            reasons=_reasons(short),
            excluded=tuple(_excluded(label, need, short)) if need else (),
        )


def _place(short: Short) -> tuple[bool, str, int, str]:
    name = short.need.name if short.need else ""
    return short.need is None, name, short.slot or 0, short.key or ""


def _used(found: Roster, short: Short) -> bool:
    """Whether the plan has the candidate there; a variable of a slot that wasn't taken is idle."""
    return any(
        one.need is short.need
        and one.slot == short.slot
        and short.key in one.seats.get(short.field or "", ())
        for one in found.filled
    )


def _reasons(short: Short) -> tuple[Reason, ...]:
    if short.kind != "rule" or short.need is None:
        return ()
    found = short.need.judged[short.field or "", short.slot or 0, short.key or ""]
    return found.reasons


def _excluded(label: Label, need: Need, short: Short) -> Iterator[Candidate]:
    """All who may not stand there then, with their reasons."""
    if short.slot is None or short.field is None:
        return
    for (field, slot, key), found in sorted(need.judged.items()):
        if (field, slot) == (short.field, short.slot) and found.reasons:
            yield Candidate(key, label(key), found.reasons)


def _text(label: Label, titles: Mapping[str, Text], task: Task, short: Short) -> Text:
    who = f"{short.key} {label(short.key)}".strip() if short.key else ""
    what = titles.get(short.field or "", _PEOPLE)
    slot = task.slots[short.slot] if short.slot is not None else None
    day = slot.first.isoformat() if slot else ""
    by = short.by
    match short.kind:
        case "rule":
            return Text(
                en=f"{what.en} on {day}: only with {who}, whom a rule keeps out.",
                ja=f"{day} の{what.ja}: 規則が認めない {who} を入れる以外にありません。",
            )
        case "seats":
            return Text(
                en=f"{what.en} on {day}: {by} too few; nobody else may.",
                ja=f"{day} の{what.ja}: {by} 人足りません。ほかに認められる人がいません。",
            )
        case "load":
            seat = task.seat(short.field or "")
            return Text(
                en=f"{by} more than the {seat.load} that one may bear.",
                ja=f"担当件数が上限の {seat.load} 件を {by} 件超えます。",
            )
        case "month":
            return Text(
                en=f"In the month of {day}: {by} more than the {task.most} that may begin.",
                ja=f"{day[:7]} の開始件数が、上限の {task.most} 件を {by} 件超えます。",
            )
        case "both":
            return Text(
                en=f"In two places on {day}.",
                ja=f"{day} に二つを掛け持ちすることになります。",
            )
        case "order":
            return Text(
                en="Its turn by rank can't be kept.",
                ja="優先順位どおりの時期にできません。",
            )
    return _NONE


_PEOPLE = Text(en="People", ja="人")
_NONE = Text(
    en="No month is left for it, or nothing can be done about it.",
    ja="割り当てられる月が残っていないか、例外を認めても割り当てられません。",
)
