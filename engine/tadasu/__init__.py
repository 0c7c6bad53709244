"""tadasu: a workflow engine, its processes in YAML, its record verifiable by a stranger."""
