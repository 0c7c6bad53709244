"""Whether one guard allows less than another: shown, never guessed.

Sound and far from complete: "changed" is said wherever the simple laws below show nothing. Numbers
and days are taken to stay inside their ranges.
"""

from collections.abc import Callable
from datetime import date

from tadasu.rules.difference.change import Effect
from tadasu.rules.difference.terms import FALSE, TRUE, Reading, Term


def compared(old: str, new: str, before: Reading, after: Reading) -> Effect:
    """What becomes of a condition: tightened where it holds less often than it did."""
    return _for_any(_weighed, old, new, before, after)


def counted(old: str, new: str, before: Reading, after: Reading) -> Effect:
    """What becomes of a number of days: tightened where there are fewer."""
    return _for_any(_measured, old, new, before, after)


def alike(old: str, new: str, before: Reading, after: Reading) -> bool:
    """Whether two expressions have the same value, with the settings in force and any others."""
    now = before.term(old) == after.term(new)
    return now and before.unset.term(old) == after.unset.term(new)


Weighing = Callable[[str, str, Reading, Reading], Effect]


def _for_any(weigh: Weighing, old: str, new: str, before: Reading, after: Reading) -> Effect:
    """What is the same with the settings in force only is no mere matter of words."""
    effect = weigh(old, new, before, after)
    if effect != "words":
        return effect
    always = weigh(old, new, before.unset, after.unset)
    return effect if always == "same" else always


def _weighed(old: str, new: str, before: Reading, after: Reading) -> Effect:
    if old == new and before == after:
        return "same"
    one, other = before.term(old), after.term(new)
    if one == other:
        return "same" if old == new else "words"
    known: dict[tuple[Term, Term], bool] = {}
    less, more = _implies(other, one, known), _implies(one, other, known)
    if less and more:
        return "words"
    return "tightened" if less else "widened" if more else "changed"


def _measured(old: str, new: str, before: Reading, after: Reading) -> Effect:
    if old == new and before == after:
        return "same"
    one, other = before.term(old), after.term(new)
    if one == other:
        return "same" if old == new else "words"
    return (
        "tightened" if _at_most(other, one) else "widened" if _at_most(one, other) else "changed"
    )


def opposite(effect: Effect) -> Effect:
    """The effect of a condition that something else depends on the other way round."""
    turned: dict[Effect, Effect] = {"tightened": "widened", "widened": "tightened"}
    return turned.get(effect, effect)


_LATER = (("call", "addDays", False), ("call", "addMonths", False))
"""A later day, or more of them, gives a later day."""

Known = dict[tuple[Term, Term], bool]


def _implies(one: Term, other: Term, known: Known) -> bool:
    """Whether `other` is true wherever `one` is."""
    if one in (other, FALSE) or other == TRUE:
        return True
    if (one, other) not in known:
        known[one, other] = False
        known[one, other] = _shown(one, other, known)
    return known[one, other]


def _shown(one: Term, other: Term, known: Known) -> bool:
    if other[0] == "and":
        return all(_implies(one, part, known) for part in other[1])
    if one[0] == "or":
        return all(_implies(part, other, known) for part in one[1])
    if other[0] == "or" and any(_implies(one, part, known) for part in other[1]):
        return True
    if one[0] == "and" and any(_implies(part, other, known) for part in one[1]):
        return True
    if one[0] in ("<", "<=", "==") and other[0] in ("<", "<="):
        return _ordered(one, other)
    if one[0] == other[0] == "if" and one[1] == other[1]:
        return _implies(one[2], other[2], known) and _implies(one[3], other[3], known)
    if one[0] == other[0] and one[0] in ("all", "exists"):
        return _over(one, other, known)
    return _chosen(one, other)


def _over(one: Term, other: Term, known: Known) -> bool:
    """The same macro over the same list, or over lists of which one is a part of the other."""
    base, only = _list(one)
    other_base, other_only = _list(other)
    if base != other_base or one[2] != other[2] or not _implies(one[3], other[3], known):
        return False
    if one[0] == "all":
        return _implies(other_only, only, known)
    return _implies(only, other_only, known)


def _list(term: Term) -> tuple[Term, Term]:
    """What a macro runs over: a list, and the condition by which it was filtered."""
    over = term[1]
    if over[0] == "filter" and over[2] == term[2]:
        return over[1], over[3]
    return over, TRUE


def _ordered(one: Term, other: Term) -> bool:
    if one[0] == "==":
        return other[0] == "<=" and any(
            _at_most(other[1], low) and _at_most(high, other[2]) for low, high in _sides(one)
        )
    if not (_at_most(other[1], one[1]) and _at_most(one[2], other[2])):
        return False
    strict = _less(other[1], one[1]) or _less(one[2], other[2])
    return one[0] == "<" or other[0] == "<=" or strict


def _at_most(one: Term, other: Term) -> bool:
    """Whether a value is never greater than another."""
    if one == other:
        return True
    first, second = _fixed(one), _fixed(other)
    if first is not None and second is not None and type(first) is type(second):
        return first <= second  # type: ignore[operator]  # two numbers, or two days
    if _adds(other, one) or _takes(one, other):
        return True
    if one[0] == other[0] and one[0] in _LATER:
        return all(map(_at_most, one[1:], other[1:]))
    if one[0] == other[0] == "+":
        return _at_most(one[1], other[1]) and _at_most(one[2], other[2])
    if one[0] == other[0] == "-":
        return _at_most(one[1], other[1]) and _at_most(other[2], one[2])
    if one[0] == other[0] == "if" and one[1] == other[1]:
        return _at_most(one[2], other[2]) and _at_most(one[3], other[3])
    return False


def _adds(term: Term, base: Term) -> bool:
    """Whether a term is another and a number that is not negative."""
    return term[0] == "+" and term[1] == base and _natural(term[2])


def _takes(term: Term, base: Term) -> bool:
    """Whether a term is another less a number that is not negative."""
    return term[0] == "-" and term[1] == base and _natural(term[2])


def _natural(term: Term) -> bool:
    return term[:2] == ("const", "int") and term[2] >= 0


def _sides(term: Term) -> list[tuple[Term, Term]]:
    """The two sides of an equation, both ways round."""
    one, other = (*term[1], *term[1])[:2]
    return [(one, other), (other, one)]


def _less(one: Term, other: Term) -> bool:
    first, second = _fixed(one), _fixed(other)
    return first is not None and second is not None and _at_most(one, other) and one != other


def _fixed(term: Term) -> int | date | None:
    """The number or the day that a term is, whatever else holds."""
    match term:
        case ("const", "int", int() as value):
            return value
        case (("call", "date", True), ("const", "str", str() as text)):
            try:
                return date.fromisoformat(text)
            except ValueError:
                return None
    return None


def _chosen(one: Term, other: Term) -> bool:
    """Conditions that a value is, or is not, one of a few."""
    first, second = _few(one), _few(other)
    if first is None or second is None or first[0] != second[0]:
        return False
    _, is_, values = first
    _, needs, allowed = second
    if is_:
        return values <= allowed if needs else not values & allowed
    return not needs and allowed <= values


def _few(term: Term) -> tuple[Term, bool, frozenset[Term]] | None:
    """A value, whether it is one of the constants, and the constants."""
    match term:
        case ("not", inner):
            found = _few(inner)
            return None if found is None else (found[0], not found[1], found[2])
        case ("==", _):
            for value, constant in _sides(term):
                if constant[0] == "const":
                    return value, True, frozenset({constant})
        case ("in", value, ("list", *items)) if all(item[0] == "const" for item in items):
            return value, True, frozenset(items)
    return None
