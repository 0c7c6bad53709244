"""What stands below the attributes of a model in its source: the meaning of each key."""

import ast
import inspect
import itertools
import textwrap
from typing import cast

from tadasu.rules.words import Part


def notes(model: type) -> dict[str, str]:
    """The text below each attribute of a model, its own or inherited, where there is one."""
    found = dict(
        pair for base in model.__bases__ if base is not Part for pair in notes(base).items()
    )
    body = cast(ast.ClassDef, ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]).body
    return found | {
        attribute.target.id: inspect.cleandoc(note.value.value)
        for attribute, note in itertools.pairwise(body)
        if isinstance(attribute, ast.AnnAssign)
        and isinstance(attribute.target, ast.Name)
        and isinstance(note, ast.Expr)
        and isinstance(note.value, ast.Constant)
        and isinstance(note.value.value, str)
    }
