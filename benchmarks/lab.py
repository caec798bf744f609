"""The lab: sizes, files, and a seat for every contender."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from attrs import define, field, frozen

from benchmarks import bases
from benchmarks.agreement import new_file
from benchmarks.contender import Contender
from benchmarks.floor import Floor
from benchmarks.samples import people, write_csv
from leadflow.ids import TimeOrderedIds


@frozen(kw_only=True)
class Sizes:
    """How much is done."""

    turns: int
    """Of each contender, for each workload."""
    office: int
    """Leads in the file in which single records are written."""
    acts: int
    """Durable transactions in a turn."""
    batch: int
    """Records in one transaction of a batch."""
    bulk: int
    """New leads in one transaction."""
    bulk_of_orms: int
    """The same for the ORMs, who would take a quarter of an hour."""
    crowd: int
    """Leads in the file that is asked for pages and contact points."""
    asks: int
    deals: int
    rows: int
    """Of the CSV file."""
    held: int
    """Leads in memory."""


FULL: Final = Sizes(
    turns=5,
    office=100_000,
    acts=300,
    batch=1_000,
    bulk=100_000,
    bulk_of_orms=20_000,
    crowd=1_000_000,
    asks=2_000,
    deals=200_000,
    rows=200_000,
    held=20_000,
)
QUICK: Final = Sizes(
    turns=3,
    office=4_000,
    acts=60,
    batch=200,
    bulk=2_000,
    bulk_of_orms=2_000,
    crowd=20_000,
    asks=500,
    deals=4_000,
    rows=2_000,
    held=1_000,
)


@define
class Seat:
    """A contender with a file of its own, and what it has not touched yet."""

    contender: Contender
    leads: list[str]
    deals: list[str]

    def next_leads(self, size: int) -> list[str]:
        """Return leads that nobody has touched."""
        taken, self.leads = self.leads[:size], self.leads[size:]
        return taken

    def next_deals(self, size: int) -> list[str]:
        """Return deals that nobody has touched."""
        taken, self.deals = self.deals[:size], self.deals[size:]
        return taken


@define
class Lab:
    """Makes files when they are first asked for, and keeps them for all."""

    folder: Path
    sizes: Sizes
    kinds: Sequence[type[Contender]]
    _seats: dict[str, Seat] = field(factory=dict)
    _open: list[Contender] = field(factory=list)

    def seat(self, kind: type[Contender]) -> Seat:
        """Return the contender with its own copy of the office's file."""
        if kind.name not in self._seats:
            path = self.folder / f"office-{kind.name}.db"
            shutil.copyfile(self._office(), path)
            self._seats[kind.name] = _seated(self.open(kind, path), path)
        return self._seats[kind.name]

    def on_crowd(self, kind: type[Contender]) -> Contender:
        """Return the contender on the file with very many leads."""
        return self.open(kind, self._made("crowd.db"))

    def on_deals(self, kind: type[Contender]) -> Contender:
        """Return the contender on the file with the deals and their stages."""
        return self.open(kind, self._made("deals.db"))

    def on_nothing(self, kind: type[Contender], turn: int) -> Contender:
        """Return the contender on a new file."""
        path = self.folder / f"new-{kind.name}-{turn}.db"
        path.unlink(missing_ok=True)
        return self.open(kind, new_file(path))

    def table(self) -> Path:
        """Return the CSV file."""
        path = self.folder / f"fair-{self.sizes.rows}.csv"
        if not path.exists():
            write_csv(path, people(self.sizes.rows))
        return path

    def open(self, kind: type[Contender], path: Path) -> Contender:
        """Open a contender that is closed in the end."""
        contender = kind(path, bases.now, TimeOrderedIds())
        self._open.append(contender)
        return contender

    def leave(self, contender: Contender) -> None:
        """Close a contender that is done."""
        self._open.remove(contender)
        contender.close()

    def close(self) -> None:
        """Close all contenders."""
        while self._open:
            self._open.pop().close()
        self._seats.clear()

    def _office(self) -> Path:
        path = self.folder / f"office-{self.sizes.office}.db"
        if not path.exists():
            # A quarter of the leads has become deals already.
            bases.office(path, self.sizes.office, deals=self.sizes.office // 4)
        return path

    def _made(self, name: str) -> Path:
        size = self.sizes.crowd if name == "crowd.db" else self.sizes.deals
        path = self.folder / f"{size}-{name}"
        if not path.exists():
            make = bases.crowd if name == "crowd.db" else bases.passages
            make(path, size)
        return path


def _seated(contender: Contender, path: Path) -> Seat:
    floor = Floor(path, bases.now, TimeOrderedIds())
    open_ = "SELECT id FROM leads WHERE stage = 'new' ORDER BY id"
    leads = [id for (id,) in floor.db.execute(open_)]
    deals = [id for (id,) in floor.db.execute("SELECT id FROM deals ORDER BY id")]
    floor.close()
    return Seat(contender, leads, deals)
