"""The store in one SQLite file: typed tables that any SQL tool can read."""

from leadflow.storage.sqlite.store import SQLiteStore


__all__ = ["SQLiteStore"]
