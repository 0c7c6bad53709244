"""An organisation's own tests: read, proofread, run in memory, and what they leave unshown."""
