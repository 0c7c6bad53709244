"""Who notices a slip in a process: lint, the cases of tests/cases, or the diff in meaning."""
