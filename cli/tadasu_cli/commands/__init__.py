"""One verb, one file; each holds its `command` and loads the counter only when it runs."""
