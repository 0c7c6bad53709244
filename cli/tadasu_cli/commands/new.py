"""tadasu new."""

from collections.abc import Sequence

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.completing import keys, workflows
from tadasu_cli.given import read_given
from tadasu_cli.taking import VALUES, for_switch, given_word
from tadasu_cli.verb import Verb
from tadasu_cli.words import Switch, Word
from tadasu_cli.wrong import WrongUseError


def run(
    call: Call,
    workflow: str,
    given: Sequence[str],
    behalf: str | None,
    parent: str | None,
    checklist: str | None,
    only: Sequence[str],
    where: str | None,
) -> None:
    """Open a case, or one for each item of a checklist: all or none."""
    from tadasu_cli.counter import acting, answer, answer_many
    from tadasu_cli.render.receipts import receipt_page, receipts_page

    stated = read_given(given or ())
    if checklist is None:
        if only or where is not None:
            raise WrongUseError(
                Text(
                    en="--only and --where need --from CHECKLIST.",
                    ja="--only と --where は --from CHECKLIST と一緒に使います。",
                )
            )
        with acting(call, behalf) as acts:
            receipt = acts.new(workflow, parent, stated)
            answer(call, "receipt", receipt, lambda view: receipt_page(view, receipt))
        return
    with acting(call, behalf) as acts:
        receipts = acts.new_from(checklist, workflow, parent, tuple(only or ()), stated, where)
        answer_many(
            call, "receipts", "receipts", receipts, lambda view: receipts_page(view, receipts)
        )


command = Verb(
    "new",
    run,
    [
        Word(
            "workflow",
            "WORKFLOW",
            Text(en="What kind of case.", ja="案件の種類(ワークフロー名)。"),
            completes=workflows,
        ),
        given_word(),
        for_switch(keys),
        Switch(
            "--parent",
            "parent",
            "KEY",
            Text(en="The case that it belongs to.", ja="属する先の案件。"),
            completes=keys,
        ),
        Switch(
            "--from",
            "checklist",
            "CHECKLIST",
            Text(
                en="Open a case for each item of a checklist that fits and isn't there yet, "
                "all or none.",
                ja="チェックリストの該当項目のうち未作成のものについて案件を起こします。"
                "全件か、一件も起こさないかです。",
            ),
        ),
        Switch(
            "--only",
            "only",
            "ID",
            Text(
                en="Only this item of the checklist; may be repeated.",
                ja="チェックリストのこの項目だけ。繰り返せます。",
            ),
            many=True,
        ),
        Switch(
            "--where",
            "where",
            "EXPR",
            Text(
                en="Only items for which this condition on the case as it would be holds.",
                ja="起こした場合の案件がこの条件を満たす項目だけ。",
            ),
        ),
    ],
    more=[VALUES],
    examples=[
        "tadasu new item tag=EQ-1 name='Camera' price=120",
        "tadasu new inspection --parent EQ-1 --from basic --only power --only cable",
    ],
)
