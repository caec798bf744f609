"""What the past and verifying cost: ``python -m benchmarks.past [--quick]``.

A file with two events for each lead is asked for one lead as it was, for a first
question about all of them, and for a second one; then everything is verified.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import leadflow
from leadflow import Crm, Lead
from leadflow.testing import BEGINNING, FixedClock


def seconds(act: Callable[[], object]) -> float:
    """Return how long something takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


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


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line for each question."""
    parser = argparse.ArgumentParser(description="Measure what the past costs.")
    parser.add_argument("--quick", action="store_true", help="few records, for CI")
    size = 500 if parser.parse_args(arguments).quick else 50_000
    with TemporaryDirectory() as folder:
        place = Path(folder) / "past.db"
        with leadflow.open(place, actor="ada", clock=FixedClock()) as crm:
            one = fill(crm, size)
            view = crm.as_of(BEGINNING)
            asked: dict[str, Callable[[], object]] = {
                "one lead as it was": lambda: view.leads.get(one),  # type: ignore[arg-type]  # its id
                "the first question about all": view.leads.count,
                "the next question": lambda: view.leads.where(
                    "source == 'web'"
                ).count(),
            }
            asked["verifying the store"] = crm.upkeep.verify
            print(f"{2 * size:,} events")
            for name, ask in asked.items():
                print(f"{name:<32}{1000 * seconds(ask):>12,.1f} ms", flush=True)


if __name__ == "__main__":
    main()
