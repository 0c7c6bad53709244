"""The law held against the record on disk, and what to say of it."""

from collections.abc import Callable, Iterator

from tadasu.core.law import Law
from tadasu.errors import Text
from tadasu.office.answers import Check, Judged
from tadasu.office.workspace import Workspace
from tadasu.store.journal import Shelf

Progress = Callable[[int, int], None]


def judged(workspace: Workspace, shelf: Shelf, progress: Progress) -> Judged:
    """Every act judged again, or UnlawfulError for the first that was not lawful."""
    law = Law(workspace.process)
    for stored in shelf.entries():
        law.take(stored.position, stored.entry)
        progress(stored.position + 1, shelf.head.size)
    lawful = law.close()
    return Judged(lawful.acts, lawful.entries, lawful.refused, lawful.unjudged)


def law_checks(lawful: Judged | None) -> tuple[Check, ...]:
    """The step, where it was taken; its count is the entries that the acts made."""
    if lawful is None:
        return ()
    what = Text(
        en=f"{lawful.acts:,} acts judged again by the rules in force then",
        ja=f"{lawful.acts:,} 件の行為を当時の規則で改めて判定",
    )
    return (Check(8, what, lawful.entries),)


def law_unproven(lawful: Judged | None) -> Iterator[Text]:
    """What was not judged: all of it, or refused attempts and entries of other kinds."""
    if lawful is None:
        yield _NOT_ASKED
        return
    if lawful.refused:
        yield Text(
            en=f"Whether {lawful.refused:,} refused attempts had to be refused: they changed "
            "nothing, and were not judged.",
            ja=f"拒否された {lawful.refused:,} 件の試みが本当に拒否されるべきだったこと。何も変えて"
            "いないので、判定していません。",
        )
    for kind, count in sorted(lawful.unjudged.items()):
        yield Text(
            en=f"Whether {count:,} entries of the kind {kind} were lawful: not judged.",
            ja=f"種別 {kind} の記録 {count:,} 件が規則に従っていたこと。判定していません。",
        )


_NOT_ASKED = Text(
    en="That every act obeyed the rules: `tadasu verify --law` judges each of them again.",
    ja="すべての行為が規則に従っていたこと。`tadasu verify --law` で一つずつ改めて判定します。",
)
