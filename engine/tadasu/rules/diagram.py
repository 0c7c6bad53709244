"""A workflow as a picture: Mermaid text for pages that render it, and SVG that needs nothing.

Both show states and transitions by their titles, who may act, where a case begins and ends, and
the present state, which is told by shape and words, not by colour alone.
"""

from tadasu.errors import Language
from tadasu.rules.drawing import NOW, acts_of, draw
from tadasu.rules.workflow import Workflow

# Quotes, ends of statements and marks of direction mean something to Mermaid.
_QUIET = str.maketrans({sign: f"#{ord(sign)};" for sign in '#;:"{}<>'})


def mermaid(workflow: Workflow, current: str | None = None, language: Language = "en") -> str:
    """The workflow as a Mermaid state diagram (stateDiagram-v2)."""
    lines = ["stateDiagram-v2"]
    for name, state in workflow.states.items():
        title = state.title.text.to(language)
        shown = f"▶ {title} ({NOW.to(language)})" if name == current else title
        lines.append(f'    state "{_quiet(shown)}" as s_{name}')
    lines.append(f"    [*] --> s_{workflow.initial}")
    for act in acts_of(workflow, language):
        label = f"{act.title} ({act.roles})" if act.roles else act.title
        lines += (f"    s_{one} --> s_{act.target} : {_quiet(label)}" for one in act.sources)
    lines += (f"    s_{name} --> [*]" for name, state in workflow.states.items() if state.final)
    if current in workflow.states:
        lines.append("    classDef now font-weight:bold,stroke-width:4px")
        lines.append(f"    class s_{current} now")
    return "\n".join(lines) + "\n"


def _quiet(text: str) -> str:
    return " ".join(text.split()).translate(_QUIET)


def svg(workflow: Workflow, current: str | None = None, language: Language = "en") -> str:
    """The workflow as an SVG document: no scripts, no links, a title and a description."""
    return draw(workflow, current, language)
