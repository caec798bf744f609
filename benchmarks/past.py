"""What the past and verifying cost: ``python -m benchmarks.past [--quick]``.

A file with two events for each lead is asked for one lead as it was, for a first
question about all of them, and for a second one; then everything is verified.
The floor is a fold written by hand: a loop over the rows of the events, in the
order of records, that reads their JSON into a dictionary and decodes nothing.
"""

import argparse
import json
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import leadflow
from leadflow import Crm, Lead
from leadflow.testing import BEGINNING, FixedClock


def seconds(act: Callable[[], object]) -> float:
    """Return how much CPU time something takes."""
    began = time.process_time()
    act()
    return time.process_time() - began


def fill(crm: Crm, size: int) -> str:
    """Add leads, change each a day later, and return the id of one."""
    with crm.transaction():
        added = crm.leads.add_many(
            Lead(
                title=f"Lead {number}",
                first_name="Olena",
                last_name=f"Kovalenko {number}",
                phones=f"+38044{number:07}",
                amount="120000 UAH",
                source="web",
            )
            for number in range(size)
        )
        crm.at(BEGINNING + timedelta(days=1)).leads.select().update(title="Changed")
    return added[size // 2].id


def fold(place: Path) -> int:
    """Fold all events by hand, and return of how many records they tell."""
    records = dict[str, dict[str, object]]()
    asked = 'SELECT "record", "changes" FROM "events" ORDER BY "record", "seq"'
    with closing(sqlite3.connect(place)) as connection:
        for record, changes in connection.execute(asked):
            told = records.setdefault(record, {})
            for name, _, after, *_ in json.loads(changes):
                told[name] = after
    return len(records)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line for each question."""
    parser = argparse.ArgumentParser(description="Measure what the past costs.")
    parser.add_argument("--quick", action="store_true", help="few records, for CI")
    size = 500 if parser.parse_args(arguments).quick else 50_000
    with TemporaryDirectory() as folder:
        place = Path(folder) / "past.db"
        with leadflow.open(place, actor="ada", clock=FixedClock()) as crm:
            one = fill(crm, size)
            crm.as_of(BEGINNING).leads.get(one)  # type: ignore[arg-type]  # its id
            view = crm.as_of(BEGINNING)
            asked: dict[str, Callable[[], object]] = {
                "one lead as it was": lambda: view.leads.get(one),  # type: ignore[arg-type]  # its id
                "the first question about all": view.leads.count,
                "the next question": view.leads.where("source == 'web'").count,
                "verifying the store": crm.upkeep.verify,
            }
            floor = min(seconds(lambda: fold(place)) for _ in range(3))
            print(f"{2 * size:,} events, milliseconds of CPU, folds by hand")
            print(f"{'a fold by hand':<32}{1000 * floor:>12,.1f}{1:>8.2f}")
            for name, ask in asked.items():
                spent = seconds(ask)
                figures = f"{1000 * spent:>12,.1f}{spent / floor:>8.2f}"
                print(f"{name:<32}{figures}", flush=True)


if __name__ == "__main__":
    main()
