"""What a test file may say: a world, what people do in it, and what must come of it."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from tadasu.errors import Text
from tadasu.rules.given import Day, Given, Keys, Moment, several
from tadasu.rules.words import Id, NonBlank, Part, Whole, wrong

MORNING = "2026-06-01T09:00:00"
"""When people act where nothing is said of it, in the project's time zone."""


class Start(Part):
    """What all tests of a file begin with."""

    cases: dict[NonBlank, Given] = {}
    """The cases that there are, by key."""
    params: dict[Id, Any] = {}
    """Numbers that the organisation set, other than the project's."""
    actor: NonBlank | None = Field(default=None, alias="as")
    """Who acts where an act doesn't say."""
    at: Moment = MORNING
    """When people act where an act doesn't say."""


class Wish(Part):
    """Rules that the actor sets aside."""

    policy: Keys
    """The rules."""
    reason: str
    """Why."""
    measure: str
    """What is done in their place."""
    until: Day
    """The last day of the waiver."""


class After(Part):
    """What a case must be afterwards."""

    state: Id | None = None
    """The state that it is in."""
    fields: dict[Id, Any] = {}
    """Values of fields; null where nothing may be stated."""
    due: Day | None = None
    """The day by which it should leave its state."""
    round: Whole | None = None
    """The number of its round."""
    climbed: Keys | None = None
    """Exactly the roles that it has climbed to by then, being overdue; `[]` where none."""


class Then(After):
    """What must come of an act; where nothing is said, neither a refusal nor a warning."""

    refused: Keys | None = None
    """All the rules that refuse: ids of policies, or `role`, `state`, `field`, `input` …"""
    items: Keys | None = None
    """What offends the first of them."""
    passes: Keys = ()
    """Rules that hold, and are applicable."""
    waived: Keys = ()
    """Rules that were set aside."""
    warned: Keys = ()
    """All the rules that warn."""
    opened: Keys | None = None
    """Keys of all cases that the act opened."""
    moved: Keys | None = None
    """Keys of all cases in which the act made a transition."""
    cases: dict[NonBlank, After] = {}
    """What other cases must be."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.items is not None and not self.refused:
            raise wrong(
                Text(
                    en="`items` names what offends a rule of `refused`.",
                    ja="`items` は `refused` に挙げた規則に反するものを示します。",
                ),
                "items",
                remedy=Text(en="Add `refused`.", ja="`refused` を加えてください。"),
            )
        for name in ("passes", "waived", "warned", "opened", "moved"):
            if self.refused and getattr(self, name):
                raise wrong(
                    Text(
                        en=f"What is refused can't have `{name}`.",
                        ja=f"拒否される行為に `{name}` はありません。",
                    ),
                    name,
                )
        return self


class Act(Part):
    """What someone does: one of do, set, new and attach."""

    actor: NonBlank | None = Field(default=None, alias="as")
    """Where nothing is said, who did the act before; the first one as the world says."""
    behalf: NonBlank | None = Field(default=None, alias="for")
    """The person in whose name the actor acts."""
    at: Moment | None = None
    """Where nothing is said, when the act before was; the first one as the world says."""
    do: Id | None = None
    """A transition of the case `on`."""
    on: NonBlank | None = None
    """The key of the case for `do`."""
    set: NonBlank | None = None
    """A case whose facts change."""
    new: Id | None = None
    """A workflow of which a case is opened, under `parent`."""
    parent: NonBlank | None = None
    """The key of the parent for `new`."""
    attach: NonBlank | None = None
    """A case to which a file is attached."""
    stated: dict[Id, Any] = Field(default={}, alias="with")
    """What is stated."""
    cosign: NonBlank | None = None
    """The person who signs beside the actor, for `do`."""
    waive: Wish | None = None
    """Rules that the actor sets aside, for `do`."""
    then: Then | None = None
    """What must come of this act, for those before the last one."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        acts = [name for name in ("do", "set", "new", "attach") if getattr(self, name) is not None]
        if len(acts) != 1:
            raise wrong(
                Text(
                    en="An act has exactly one of `do`, `set`, `new`, `attach`.",
                    ja="行為には `do`、`set`、`new`、`attach` のうち一つだけを書きます。",
                ),
                *acts[1:2],
                remedy=Text(
                    en="Write further acts as items of a list.",
                    ja="ほかの行為は、リストの別の項目として書いてください。",
                ),
            )
        for name, act in (("on", "do"), ("parent", "new"), ("waive", "do"), ("cosign", "do")):
            if acts != [act] and getattr(self, name) is not None:
                raise wrong(
                    Text(
                        en=f"`{name}` belongs to `{act}`.", ja=f"`{name}` は `{act}` に添えます。"
                    ),
                    name,
                )
        if self.do is not None and self.on is None:
            raise wrong(
                Text(
                    en="`do` needs `on`: the case's key.",
                    ja="`do` には、案件のキーを示す `on` が必要です。",
                ),
                "do",
                remedy=Text(en="Add `on: KEY`.", ja="`on: キー` を加えてください。"),
            )
        return self

    @property
    def subject(self) -> str | None:
        """The key of the case that the act is about; None for a new one."""
        return self.on or self.set or self.attach


class Trial(Part):
    """One test: a world, acts in their order, and what must come of the last one."""

    say: NonBlank
    """Its name, once in a file."""
    given: dict[NonBlank, Given | None] = {}
    """Laid over the cases of the world; null takes a case, or a part of one, away."""
    params: dict[Id, Any] = {}
    """Numbers that the organisation set, laid over those of the world."""
    when: Annotated[
        tuple[Act, ...],
        BeforeValidator(several, json_schema_input_type=Act | tuple[Act, ...]),
        Field(min_length=1),
    ]
    """What is done; all but the last act are accepted, unless they say otherwise."""
    then: Then = Then()
    """What must come of the last act."""


class Excuse(Part):
    """Something that no test can show, or need not, and why."""

    of: NonBlank
    """As the coverage names it, such as L-01, loan.return, loan.staff or `L-01 require`."""
    text: NonBlank | None = None
    """The condition within it, as it is written."""
    ways: Keys = Field(min_length=1)
    """pass, fail, not_applicable, waived; taken, refused, `to STATE`; held, not_held; yes, no."""
    reason: NonBlank
    """Why."""


class Trials(Part):
    """A file of tests."""

    world: Start = Start()
    """What all tests of the file begin with."""
    cases: tuple[Trial, ...] = Field(min_length=1)
    """The tests."""
    excused: tuple[Excuse, ...] = ()
    """What the coverage need not count."""
