"""The law, pure: events, cases and decisions, from values to values."""
