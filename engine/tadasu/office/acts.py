"""The counter, where acts are asked for: each verb as what has to be decided."""

import mimetypes
from collections.abc import Mapping, Sequence
from typing import BinaryIO

from tadasu.core.decide import amend, attach, move, open_case
from tadasu.core.deeds import Decision
from tadasu.core.setting import Setting, workflow_of
from tadasu.core.values import File
from tadasu.errors import NotFoundError, Text
from tadasu.office.answers import Receipt
from tadasu.office.asks import Ask, Given, Waive
from tadasu.office.enacting import Decide, Enactor
from tadasu.office.pen import Pen
from tadasu.office.workspace import Workspace
from tadasu.rules.process import Process


class Acts:
    """What one person does in one request."""

    def __init__(
        self,
        workspace: Workspace,
        actor: str,
        request: str | None = None,
        behalf: str | None = None,
        pen: Pen | None = None,
    ) -> None:
        """`behalf` is the person in whose name alone the actor wants to act.

        `pen` is what everybody signs with who has to; where it is None it is looked for.
        """
        self._workspace = workspace
        self._enactor = Enactor(workspace, actor, request, behalf, pen)

    def new(self, workflow: str, parent: str | None, given: Given) -> Receipt:
        """Open a case."""
        ask = Ask("open", parent, {"workflow": workflow, "given": given})
        return self._enactor.enact(ask, [_opening(workflow, parent, given)])[-1]

    def new_from(
        self,
        checklist: str,
        workflow: str,
        parent: str | None,
        only: Sequence[str] = (),
        given: Given | None = None,
    ) -> tuple[Receipt, ...]:
        """Open a case for each item of a checklist, or for the items named; all or none."""
        stated = given or {}
        words = {"workflow": workflow, "checklist": checklist, "only": list(only), "given": stated}
        with self._workspace.journal.reading() as shelf:
            process = self._workspace.process(shelf.head.process)
        rows = _items(process, checklist, workflow, only)
        decides = [_opening(workflow, parent, {**row, **stated}) for row in rows]
        return self._enactor.enact(Ask("open", parent, words), decides)

    def set(self, key: str, given: Given) -> Receipt:
        """State, change or clear facts."""
        ask = Ask("change", key, {"given": given})
        return self._enactor.enact(ask, [lambda setting: amend(setting, key, given)])[-1]

    def do(
        self,
        key: str,
        transition: str,
        given: Given,
        note: str | None = None,
        waive: Waive | None = None,
        cosigner: str | None = None,
    ) -> Receipt:
        """Make a transition, setting rules aside where `waive` asks and may.

        `cosigner` is the person who signs beside the actor, where two have to.
        """
        words = {"given": given, "note": note, "waive": str(waive) if waive else None}
        if cosigner is not None:
            words["cosign"] = cosigner
        grants = waive.grants if waive else ()

        def decide(setting: Setting) -> Decision:
            return move(
                setting, key, transition, given, note=note, grants=grants, cosigner=cosigner
            )

        return self._enactor.enact(Ask(transition, key, words), [decide], cosigner)[-1]

    def attach(self, key: str, stream: BinaryIO, name: str, given: Given) -> Receipt:
        """Put a file into the vault, then make it evidence of a case.

        The file goes first: a file without an event is harmless, an event without its file not.
        """
        sha256, size = self._workspace.vault.put(stream)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = File(sha256=sha256, size=size, name=name, media_type=kind)
        ask = Ask("evidence", key, {"sha256": sha256, "name": name, "given": given})
        return self._enactor.enact(ask, [lambda setting: attach(setting, key, file, given)])[-1]


def _opening(workflow: str, parent: str | None, given: Given) -> Decide:
    def decide(setting: Setting) -> Decision:
        return open_case(setting, workflow_of(setting, workflow), parent, given)

    return decide


def _items(
    process: Process, name: str, workflow: str, only: Sequence[str]
) -> list[Mapping[str, object]]:
    found = process.checklists.get(name)
    if found is None:
        known = ", ".join(process.checklists) or "-"
        raise NotFoundError(
            Text(
                en=f"There is no checklist {name}; there are: {known}.",
                ja=f"チェックリスト {name} はありません。あるのは {known} です。",
            )
        )
    if found.workflow != workflow:
        raise NotFoundError(
            Text(
                en=f"The checklist {name} opens cases of {found.workflow}, not of {workflow}.",
                ja=f"チェックリスト {name} が起こすのは {workflow} ではなく {found.workflow} です。",
            )
        )
    rows = {item.id: item.values(process.language) for item in found.items}
    for wanted in only:
        if wanted not in rows:
            raise NotFoundError(
                Text(
                    en=f"The checklist {name} has no item {wanted}.",
                    ja=f"チェックリスト {name} に項目 {wanted} はありません。",
                )
            )
    return [row for item, row in rows.items() if not only or item in only]
