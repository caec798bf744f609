"""leadflow's tables as an ORM has to be told of them."""

import sqlite3
from contextlib import closing
from enum import Enum
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from attrs import frozen

from benchmarks.agreement import new_file


TABLES: Final = (
    "leads",
    "companies",
    "contacts",
    "deals",
    "events",
    "points",
    "links",
)
_JSON: Final = frozenset(
    "phones emails websites messengers rows consents observers tags files "
    "custom companies contacts changes".split()
)


class Type(Enum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole number"
    TIME = "instant"
    JSON = "JSON"


@frozen
class Column:
    """One column of a table."""

    name: str
    type: Type
    is_key: bool
    is_required: bool
    default: str | int | None


@cache
def columns() -> dict[str, list[Column]]:
    """Return the stored columns of every table, as a new file has them."""
    with TemporaryDirectory() as folder:
        path = new_file(Path(folder) / "empty.db")
        with closing(sqlite3.connect(path)) as db:
            return {name: _columns(db, name) for name in TABLES}


def _columns(db: sqlite3.Connection, table: str) -> list[Column]:
    return [
        Column(
            name, _type(name, kind), bool(key), bool(required or key), _default(default)
        )
        for _, name, kind, required, default, key in db.execute(
            f'PRAGMA table_info("{table}")'
        )
    ]


def _type(name: str, kind: str) -> Type:
    if kind == "INTEGER":
        return Type.WHOLE
    if name == "at" or name.endswith("_at"):
        return Type.TIME
    return Type.JSON if name in _JSON else Type.TEXT


def _default(text: str | None) -> str | int | None:
    if text is None:
        return None
    return text[1:-1] if text.startswith("'") else int(text)
