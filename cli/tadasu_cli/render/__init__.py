"""Answers made visible: for people a page, for programs JSON."""
