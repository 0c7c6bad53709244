"""The house keeps its own laws: one file per law, nothing here knows a case."""
