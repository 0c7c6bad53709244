"""The databases, for every test here that asks."""

from tests.unit.store.places import database, postgresql

__all__ = ["database", "postgresql"]
