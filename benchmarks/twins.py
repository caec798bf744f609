"""How well twins are found, and how fast: ``python -m benchmarks.twins [--quick]``.

``python -m benchmarks.twins --crowd 1000000`` compares the look-up of a new lead, with
score and reasons, with the same query written by hand.

A town of people is made of whom it is known who stands in it twice. The weights were
chosen on the first list of names with one seed; the figures that count are those of
the other list, with other seeds.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import combinations
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from unittest.mock import patch

from attrs import frozen

import leadflow
from benchmarks.bases import crowd, now
from benchmarks.floor import Floor
from benchmarks.floor.entity import PlainLead
from benchmarks.ours import lead_of
from benchmarks.samples import Person, person
from benchmarks.town import Town
from benchmarks.town_names import HELD_OUT, LEARNED, NameList
from leadflow import Candidates, Contact, Crm, DuplicateScan, Lead
from leadflow.duplicates.given_names import nearest
from leadflow.duplicates.letters import sound
from leadflow.duplicates.likeness import counting, is_close
from leadflow.ids import TimeOrderedIds


LISTS: tuple[tuple[str, NameList, int], ...] = (
    ("learned from", LEARNED, 1),
    ("held out", HELD_OUT, 77),
    ("held out, another seed", HELD_OUT, 2026),
)
_BATCH = 5_000
_ASKED, _ROUNDS = 2_000, 5


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
        for each, contact in zip(some, added, strict=True):
            who[contact.id] = each.number
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


def looked_up(path: Path, size: int) -> None:
    """Print what a scored look-up by exact keys takes, and the same by hand (D1)."""
    asked = [person(number) for number in range(0, size, max(1, size // _ASKED))]
    leads = [lead_of(each) for each in asked]
    with (
        leadflow.open(path, actor="ada") as crm,
        closing(Floor(path, now, TimeOrderedIds())) as floor,
    ):
        for draft, each in zip(leads, asked, strict=True):
            if not len(_scored(crm, draft)) == 1 == len(_by_hand(floor, each)):
                raise SystemExit("the two do not find the same")
        ratios, took = [], []
        for _ in range(_ROUNDS):
            hand = seconds(lambda: [_by_hand(floor, each) for each in asked])
            ours = seconds(lambda: [_scored(crm, each) for each in leads])
            ratios.append(ours / hand)
            took.append((ours, hand))
    ours, hand = (1e6 * min(each) / len(asked) for each in zip(*took, strict=True))
    print(f"{size:,} leads, one of them has the phone, the e-mail and the firm's name")
    print(f"{'look-up with score and reasons':<32}{ours:>9,.0f} µs")
    print(f"{'the same by hand':<32}{hand:>9,.0f} µs")
    print(f"{'ratio, the median of rounds':<32}{median(ratios):>9.2f}", flush=True)


def _scored(crm: Crm, lead: Lead) -> Candidates:
    return crm.duplicates.of(lead, soft=False)


def _by_hand(floor: Floor, asked: Person) -> list[tuple[int, PlainLead]]:
    """Return who shares a key, with a score, as a program for this alone would."""
    keys = (
        ("phone", asked.phone),
        ("email", asked.email),
        ("name", asked.company_name.casefold()),
    )
    found = {lead.id: lead for key in keys for lead in floor.known_by(*key)}
    return sorted((_weighed(asked, lead), lead) for lead in found.values())


def _weighed(asked: Person, lead: PlainLead) -> int:
    names = (asked.first_name.casefold(), asked.last_name.casefold())
    score = 55 * (names == (lead.first_name.casefold(), lead.last_name.casefold()))
    score += 45 * any(each["number"] == asked.phone for each in lead.phones)
    score += 50 * any(each["address"] == asked.email for each in lead.emails)
    return score + 28 * (lead.company_name.casefold() == asked.company_name.casefold())


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
    parser.add_argument(
        "--crowd", type=int, default=0, help="look up in so many leads, and no more"
    )
    given = parser.parse_args(arguments)
    if given.crowd:
        with TemporaryDirectory() as folder:
            looked_up(crowd(Path(folder) / "crowd.db", given.crowd), given.crowd)
        return
    quality(300 if given.quick else min(given.size, 20_000))
    print()
    speed(300 if given.quick else given.size)


if __name__ == "__main__":
    main()
