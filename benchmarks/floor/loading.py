"""Importing a table by hand: each row once, however often the table comes."""

import csv
import json
from collections.abc import Callable
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final

from benchmarks.contender import ACTOR
from benchmarks.floor import sql
from benchmarks.floor.writing import Act, insert_leads
from benchmarks.samples import Person


_BATCH: Final = 500
_BLOCK: Final = 1000
"""Lines that are remembered together as stored."""


def load(table: Path, begin: Callable[[], Act], commit: Callable[[], None]) -> int:
    """Store the leads of a table that are not stored yet, and return how many."""
    identity = f"import/{sha256(table.read_bytes()).hexdigest()}"
    stored, line = 0, 2  # the header is the first
    with table.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        while batch := list(islice(rows, _BATCH)):
            stored += _take(begin(), (identity, table.name), batch, line)
            line += len(batch)
            commit()
    return stored


def _take(act: Act, table: tuple[str, str], batch: list[list[str]], first: int) -> int:
    """Store the rows of a batch, and remember their lines."""
    identity, name = table
    last = first + len(batch) - 1
    blocks = range(first // _BLOCK, last // _BLOCK + 1)
    known = max(_known(act, f"{identity}/{block}") for block in blocks)
    rest = batch[max(known - first + 1, 0) :]
    insert_leads(act, [_person(row) for row in rest], f"import:{name}")
    for block in blocks:
        start, end = max(block * _BLOCK, 2), min((block + 1) * _BLOCK - 1, last)
        result = json.dumps({"lines": f"{start}-{end}"})
        act.run(sql.REMEMBER, (ACTOR, f"{identity}/{block}", "step", "", result))
    return min(last - known, len(batch))


def _known(act: Act, key: str) -> int:
    """Return up to which line a block is stored."""
    found = act.run(sql.KNOWN, (ACTOR, key)).fetchone()
    return int(json.loads(found[0])["lines"].partition("-")[2]) if found else 0


def _person(row: list[str]) -> Person:
    *texts, amount = row
    units, _ = amount.split(" ")
    return Person(
        title=texts[0],
        first_name=texts[1],
        last_name=texts[2],
        job_title=texts[3],
        company_name=texts[4],
        phone=texts[5],
        email=texts[6],
        source=texts[7],
        amount=int(units),
    )
