"""A lifecycle as Mermaid text, for pages that draw it themselves."""

from tadasu.errors import Language
from tadasu.office.pictures.lifecycle import NOW, Lifecycle

# Quotes, ends of statements and marks of direction mean something to Mermaid.
_QUIET = str.maketrans({sign: f"#{ord(sign)};" for sign in '#;:"{}<>'})


def mermaid(life: Lifecycle, language: Language) -> str:
    """The lifecycle as a Mermaid state diagram (stateDiagram-v2)."""
    lines = ["stateDiagram-v2"]
    for state in life.states:
        title = state.title
        shown = f"▶ {title} ({NOW.to(language)})" if state.name == life.now else title
        lines.append(f'    state "{_quiet(shown)}" as s_{state.name}')
    lines.append(f"    [*] --> s_{life.initial}")
    for act in life.acts:
        label = f"{act.title} ({act.roles})" if act.roles else act.title
        lines += (f"    s_{one} --> s_{act.target} : {_quiet(label)}" for one in act.sources)
    lines += (f"    s_{state.name} --> [*]" for state in life.states if state.final)
    if any(state.name == life.now for state in life.states):
        lines.append("    classDef now font-weight:bold,stroke-width:4px")
        lines.append(f"    class s_{life.now} now")
    return "\n".join(lines) + "\n"


def _quiet(text: str) -> str:
    return " ".join(text.split()).translate(_QUIET)
