"""tadasu beside its peers, in one run: every speed is a ratio (docs/benchmarks.md)."""
