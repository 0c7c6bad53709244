"""Pictures of cases: pure functions from plain records to SVG, and to words."""
