"""Databases for the tests in this folder."""

from tests.databases import postgresql, postgresql_url, sqlite_url, url

__all__ = ["postgresql", "postgresql_url", "sqlite_url", "url"]
