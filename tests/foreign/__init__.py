"""Verifiers that are not ours: what we write, they accept; what is altered, they refuse."""
