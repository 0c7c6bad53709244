"""The tests; `world.py` builds the worlds they play in."""
