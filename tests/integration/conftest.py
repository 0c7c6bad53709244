"""Databases for the tests in this folder."""

from tests.unit.store.places import database, postgresql

__all__ = ["database", "postgresql"]
