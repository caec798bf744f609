"""All contenders do the same work: the same answers, and the same rows in the file.

Each one plays a small day of an office, with the same times and the same ids. Then
every table is compared, row by row; JSON, times and amounts by what they mean, as
each library spells them its own way. Whatever differs raises ``Disagreement``: a
benchmark that compares different work is worse than none.
"""

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from attrs import frozen

import leadflow
from benchmarks.contender import Contender
from benchmarks.samples import email, people, phone, write_csv
from leadflow.testing import CountingIds, FixedClock


Rows: TypeAlias = dict[str, list[str]]
"""By table, what its rows mean, in order."""

_OURS = ("meta", "settings", "workspace", "sqlite_sequence")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?(\+00:00)?")

# Each knows the table again in its own way.
_DIGEST = re.compile("[0-9a-f]{64}")


class Disagreement(AssertionError):
    """Two contenders did not do the same work."""


@frozen
class Day:
    """What one contender answered and stored."""

    name: str
    answers: list[object]
    rows: Rows


def new_file(path: Path) -> Path:
    """Make an empty store with leadflow's tables, for any contender."""
    leadflow.open(path).close()
    return path


def agree(kinds: Sequence[type[Contender]], folder: Path) -> int:
    """Compare all contenders with the first one; return how many rows agree."""
    empty = new_file(folder / "empty.db")
    days = [_day(kind, _copied(empty, folder / f"{kind.name}.db")) for kind in kinds]
    for other in days[1:]:
        _compare(days[0], other)
    return sum(map(len, days[0].rows.values()))


def agree_in_numbers(kinds: Sequence[type[Contender]], folder: Path) -> None:
    """Compare the funnel and the import of those that have them."""
    write_csv(folder / "fair.csv", people(30, start=900))
    empty = new_file(folder / "empty-numbers.db")
    days = [_numbers(kind, empty, folder) for kind in kinds]
    for other in days[1:]:
        _compare(days[0], other)


def _copied(source: Path, target: Path) -> Path:
    shutil.copyfile(source, target)
    return target


def _day(kind: type[Contender], path: Path) -> Day:
    clock = FixedClock()
    contender = kind(path, clock, CountingIds())
    with closing(contender):
        answers = list(_played(contender, clock))
    return Day(kind.name, answers, rows_of(path))


def _played(contender: Contender, clock: FixedClock) -> Iterator[object]:
    """Play the day; give the answers."""
    drafts = contender.drafts(people(12))
    yield contender.create(drafts[0])
    clock.advance(timedelta(minutes=1))
    contender.create_many(drafts[1:])
    ids = [f"lead_{number:026d}" for number in range(1, 13)]
    clock.advance(timedelta(minutes=1))
    contender.update(ids[2], "Buyer")
    clock.advance(timedelta(minutes=1))
    first = contender.convert(ids[0])
    yield first
    clock.advance(timedelta(minutes=1))
    contender.convert_many(ids[1:4])
    clock.advance(timedelta(minutes=1))
    contender.move(first, "preparation")
    contender.move_many([f"deal_{2:026d}", f"deal_{3:026d}"], "executing")
    yield contender.facts(contender.get(ids[5]))
    yield [contender.facts(each) for each in contender.pages("new", 1)]
    for key in (("phone", phone(1)), ("email", email(7))):
        yield [contender.facts(each) for each in contender.known_by(*key)]


def _numbers(kind: type[Contender], empty: Path, folder: Path) -> Day:
    path = _copied(empty, folder / f"{kind.name}-numbers.db")
    contender = kind(path, FixedClock(), CountingIds())
    with closing(contender):
        table = folder / "fair.csv"
        stored = [contender.load(table), contender.load(table)]
        contender.convert_many([f"lead_{number:026d}" for number in range(1, 21)])
        for number in range(1, 15):
            deal = f"deal_{number:026d}"
            contender.move_many([deal], "preparation")
            contender.move_many([deal], "won" if number % 3 else "executing")
        return Day(kind.name, [*stored, contender.funnel()], rows_of(path))


def rows_of(path: Path) -> Rows:
    """Return what every table of a file says."""
    with closing(sqlite3.connect(path)) as db:
        asked = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        names = [name for (name,) in db.execute(asked) if name not in _OURS]
        return {name: _table(db, name) for name in names}


def _table(db: sqlite3.Connection, name: str) -> list[str]:
    found = db.execute(f'SELECT * FROM "{name}"')  # noqa: S608  # its own tables
    columns = [column for column, *_ in found.description]
    rows = (dict(zip(columns, row, strict=True)) for row in found)
    return sorted(_meaning({**row, "seq": None}) for row in rows)


def _meaning(row: dict[str, Any]) -> str:
    said = {name: _value(value) for name, value in row.items()}
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


def _value(value: object) -> object:
    if isinstance(value, list):
        return [_value(each) for each in value]
    if isinstance(value, dict):
        if set(value) == {"amount", "currency"}:
            return [str(Decimal(value["amount"]).normalize()), value["currency"]]
        return {name: _value(each) for name, each in value.items()}
    return _text(value) if isinstance(value, str) else value


def _text(value: str) -> object:
    if value.startswith("import/"):
        return _DIGEST.sub("#", value)
    if value[:1] in ("[", "{"):
        return _value(json.loads(value))
    if _TIME.fullmatch(value):
        return datetime.fromisoformat(value).replace(tzinfo=UTC).isoformat()
    return value


def _compare(one: Day, other: Day) -> None:
    pair = f"{one.name} and {other.name}"
    for said, told in zip(one.answers, other.answers, strict=True):
        if said != told:
            raise Disagreement(f"{pair} answer differently:\n{said}\n{told}")
    for table, rows in one.rows.items():
        theirs = other.rows[table]
        mine = [f"{one.name}: {row}" for row in rows if row not in theirs]
        yours = [f"{other.name}: {row}" for row in theirs if row not in rows]
        if mine or yours or len(rows) != len(theirs):
            shown = "\n".join([*mine[:2], *yours[:2]])
            raise Disagreement(f"{pair} differ in {table}:\n{shown}")
