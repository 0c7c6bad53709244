"""The guard language: a strict, typed subset of CEL with calendar dates, and its explanations."""
