"""The codes of lint, which stay the same, and how much each weighs.

Each has its section in docs/lint.md.
"""

from collections.abc import Mapping

from tadasu.errors import Severity

CODES: Mapping[str, Severity] = {
    "T101": "error",  # a state that no case can reach
    "T102": "error",  # a state without a way out
    "T103": "error",  # a state from which no end can be reached
    "T104": "error",  # a way out of a final state
    "T105": "error",  # no final state at all
    "T106": "error",  # an act that nobody can do
    "T107": "warning",  # two acts for one way and role
    "T108": "warning",  # an act that changes nothing
    "T109": "warning",  # a policy bound nowhere
    "T110": "warning",  # a parameter used nowhere
    "T111": "warning",  # a role used nowhere
    "T112": "warning",  # a checklist nobody can use
    "T113": "warning",  # a Japanese text that isn't Japanese
    "T114": "error",  # a floor changed or gone
    "T115": "error",  # a floor left out of a way
    "T116": "error",  # an act whose rules contradict one another
    "T117": "warning",  # a role or state from which an act can never be made
    "T118": "warning",  # a rule that always holds
    "T119": "warning",  # a rule that never applies
    "T120": "warning",  # a condition that makes no difference
    "T121": "warning",  # a rule that can never hold
    "T122": "warning",  # a rule that an empty list passes unasked
    "T123": "warning",  # a step that can't have been taken
    "T124": "warning",  # a deadline that nothing can meet
    "T125": "warning",  # a field that nobody can ever state
    "T126": "warning",  # evidence that can never be attached
    "T127": "warning",  # a name that is also a command
    "T128": "hint",  # cases below that nothing waits for
    "T129": "warning",  # an `allow` that allows nothing
    "T130": "error",  # a circle of acts that set each other off
    "T131": "error",  # targets that may leave none
    "T132": "warning",  # a target that is never chosen
    "T133": "warning",  # an automatic transition that fires at once or never
    "T134": "warning",  # something computed that never changes
    "T135": "warning",  # a name for an expression that nothing uses
    "T136": "error",  # a way into a retired state
    "T137": "warning",  # delegation half said
    "T138": "warning",  # an effect that never follows
    "T139": "warning",  # automatic transitions that take turns
    "T140": "error",  # an effect that is always refused
    "T141": "hint",  # an approval that nothing asks for
    "T142": "warning",  # a quorum that counts deputies twice
    "T143": "error",  # a second signature on what the process does by itself
    "T144": "warning",  # a step of the ladder at the wrong time
    "T145": "warning",  # marks of a matrix that look the same
}

FIRM = frozenset({"T114", "T115", "T129", "T131"})
"""Remarks that no file may allow itself."""
