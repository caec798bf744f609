"""A store in memory: for tests, notebooks and whatever need not be kept."""

from leadflow.storage.memory.store import MemoryStore


__all__ = ["MemoryStore"]
