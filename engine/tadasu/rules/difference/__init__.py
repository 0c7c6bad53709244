"""What a new process changes in meaning: who may do what, from where, to where, by which rules."""
