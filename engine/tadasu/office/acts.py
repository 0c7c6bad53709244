"""The counter, where acts are asked for: each verb as what has to be decided."""

import mimetypes
from collections.abc import Sequence
from io import BytesIO
from typing import BinaryIO

from tadasu.core.choosing import chosen
from tadasu.core.decide import amend, attach, issue, move, open_case
from tadasu.core.deeds import Decision
from tadasu.core.setting import Setting, present, workflow_of
from tadasu.core.values import File
from tadasu.core.wanted import Wanted
from tadasu.office.answers import Receipt
from tadasu.office.asks import Ask, Given, Waive
from tadasu.office.enacting import Enactor
from tadasu.office.made import Made, gone_on
from tadasu.office.parts import Decide
from tadasu.office.pen import Pen
from tadasu.office.typed import typed
from tadasu.office.workspace import Workspace


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
        where: str | None = None,
    ) -> tuple[Receipt, ...]:
        """Open a case for each item of a checklist that fits, or for the items named; all or none.

        Nothing is opened, and nothing recorded, where no item fits or all are there already.
        """
        stated = given or {}
        words = {"workflow": workflow, "checklist": checklist, "only": list(only), "given": stated}
        if where is not None:
            words["where"] = where
        wanted = Wanted(checklist, only, where)

        def plan(setting: Setting) -> list[Decide]:
            about = workflow_of(setting, workflow)
            with typed(where or ""):
                rows = chosen(setting, about, parent, wanted, stated)
            return [_opening(workflow, parent, row) for row in rows]

        return self._enactor.enact(Ask("open", parent, words), plan)

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

    def issue(self, key: str, made: Made, version: int) -> Receipt:
        """Record that a document about a case, as it was at `version`, is handed out.

        The file goes into the vault before its event, as evidence does, and not at all where it
        is refused. ConflictError where the case has gone on since. Asked for again, a document
        has other bytes, since the record has grown: the first answer is of the first ones.
        """
        document = made.document()
        words = {"form": made.form, "language": made.language, "media_type": made.media_type}

        def decide(setting: Setting) -> Decision:
            if present(setting, key).version != version:
                raise gone_on(key)
            decision = issue(setting, key, document)
            self._workspace.vault.put(BytesIO(made.content))
            return decision

        ask = Ask("document", key, words)

        return self._enactor.enact(ask, [decide])[-1]


def _opening(workflow: str, parent: str | None, given: Given) -> Decide:
    def decide(setting: Setting) -> Decision:
        return open_case(setting, workflow_of(setting, workflow), parent, given)

    return decide
