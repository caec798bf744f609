from collections.abc import Iterator
from pathlib import Path

import pytest

from leadflow.storage.sqlite import SQLiteStore


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return where the store's file is."""
    return tmp_path / "sales.db"


@pytest.fixture
def store(place: Path) -> Iterator[SQLiteStore]:
    """Return an empty store that loses patience soon."""
    store = SQLiteStore(place, deadline=0.2)
    yield store
    store.close()
