"""How well twins are found, and how fast: ``python -m benchmarks.twins [--quick]``.

A town of people is made of whom it is known who stands in it twice. The weights were
chosen on the first list of names with one seed; the figures that count are those of
the other list, with other seeds.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from attrs import frozen

import leadflow
from benchmarks.town import Town
from benchmarks.town_names import HELD_OUT, LEARNED, NameList
from leadflow import Contact, Crm, DuplicateScan
from leadflow.duplicates.given_names import nearest
from leadflow.duplicates.letters import sound
from leadflow.duplicates.likeness import counting, is_close


LISTS: tuple[tuple[str, NameList, int], ...] = (
    ("learned from", LEARNED, 1),
    ("held out", HELD_OUT, 77),
    ("held out, another seed", HELD_OUT, 2026),
)
_BATCH = 5_000


@frozen
class Found:
    """What a scan made of a town."""

    cards: int
    twins: int
    pairs: int
    right: int

    @property
    def precision(self) -> float:
        """Return how many of the pairs that were found are twins."""
        return self.right / self.pairs if self.pairs else 1.0

    @property
    def recall(self) -> float:
        """Return how many of the twins were found."""
        return self.right / self.twins if self.twins else 1.0


def settled(crm: Crm, names: NameList, *, seed: int, size: int) -> dict[str, int]:
    """Put a town into a CRM, and return who each contact is, by id."""
    town = Town.of(names, seed=seed, size=size)
    firms = [firm.id for firm in crm.companies.add_many(town.companies())]
    who: dict[str, int] = {}
    for start in range(0, size, _BATCH):
        some = town.people[start : start + _BATCH]
        added = crm.contacts.add_many(town.contact(each, firms) for each in some)
        for person, contact in zip(some, added, strict=True):
            who[contact.id] = person.number
    return who


def judged(scan: DuplicateScan, who: dict[str, int]) -> Found:
    """Return how much of a scan is right."""
    homes: dict[int, list[str]] = {}
    for id, number in sorted(who.items()):
        homes.setdefault(number, []).append(id)
    truth = {pair for ids in homes.values() for pair in combinations(ids, 2)}
    found = {(pair.one.id, pair.other.id) for pair in scan.pairs}
    return Found(len(who), len(truth), len(found), len(truth & found))


def forget() -> None:
    """Begin with nothing remembered of words, as a new process does."""
    for each in (sound, is_close, nearest, counting):
        each.cache_clear()


@contextmanager
def without_the_extra() -> Iterator[None]:
    """Let rapidfuzz be missing."""
    with patch.dict(sys.modules, {"rapidfuzz.distance": None}):
        forget()
        yield
    forget()


def seconds(act: Callable[[], object]) -> float:
    """Return how much of the processor something takes."""
    began = time.process_time()
    act()
    return time.process_time() - began


def quality(size: int) -> None:
    """Print what is found in each town, with the extra and without it."""
    print(f"{'names':<24}{'cards':>9}{'twins':>8}{'precision':>11}{'recall':>9}")
    for title, names, seed in LISTS:
        with leadflow.open(actor="ada") as crm:
            who = settled(crm, names, seed=seed, size=size)
            scan = crm.duplicates.scan("contacts")
            found = judged(scan, who)
            with without_the_extra():
                agrees = crm.duplicates.scan("contacts") == scan
        print(
            f"{title:<24}{found.cards:>9,}{found.twins:>8,}"
            f"{found.precision:>11.3f}{found.recall:>9.3f}"
            f"  {'same' if agrees else 'OTHER'} without the extra",
            flush=True,
        )


def speed(size: int) -> None:
    """Print what a scan and a look-up take, in a file."""
    with (
        TemporaryDirectory() as folder,
        leadflow.open(Path(folder) / "twins.db", actor="ada") as crm,
    ):
        settled(crm, HELD_OUT, seed=7, size=size)
        forget()
        lines = {
            "scan, with rapidfuzz": seconds(lambda: crm.duplicates.scan("contacts"))
        }
        with without_the_extra():
            lines["scan, without"] = seconds(lambda: crm.duplicates.scan("contacts"))
        lines["reading all contacts"] = seconds(lambda: list(crm.contacts))
        lines["first soft look-up"] = seconds(lambda: crm.duplicates.of(_draft(0)))
        for soft in (True, False):
            took = seconds(lambda soft=soft: _asked(crm, soft=soft))  # type: ignore[misc]  # bound at once
            lines[f"look-up, {'soft' if soft else 'exact keys alone'}"] = took / 500
    print(f"{size:,} contacts, processor time")
    for title, took in lines.items():
        figure = f"{took:.2f} s" if took > 0.1 else f"{1e6 * took:,.0f} µs"  # noqa: PLR2004
        print(f"{title:<32}{figure:>12}", flush=True)


def _draft(number: int) -> Contact:
    return Contact(
        first_name="Іван",
        last_name=f"Гриб{number % 7}енко",
        phones=f"+38067{number:07}",
        emails=f"ivan{number}@firm{number}.example",
    )


def _asked(crm: Crm, *, soft: bool) -> None:
    for number in range(500):
        crm.duplicates.of(_draft(number), soft=soft)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Find twins that are known.")
    parser.add_argument("--quick", action="store_true", help="few people, for CI")
    parser.add_argument("--size", type=int, default=100_000)
    given = parser.parse_args(arguments)
    quality(300 if given.quick else min(given.size, 20_000))
    print()
    speed(300 if given.quick else given.size)


if __name__ == "__main__":
    main()
