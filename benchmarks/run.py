"""How fast leadflow is, as a share of a program written by hand.

Seconds differ from machine to machine, so each figure is a ratio to a floor that
is measured in the same run: a plain sqlite3 program that keeps the same records
and their history in tables of its own, checks nothing, and knows no stages. Both
write to files of one directory, with WAL and synchronous=FULL. 1.00 means as
fast as by hand, 0.50 half as fast::

    python benchmarks/run.py            # a minute or more
    python benchmarks/run.py --quick    # some seconds; the figures are rough

The figures are for reading; no test depends on them. ``import_time.py`` tells how
long importing takes.
"""

import argparse
import json
import sqlite3
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TypeAlias, TypeVar

from attrs import frozen

import leadflow
from leadflow import Crm, Deal, Lead
from leadflow.ids import LeadId, TimeOrderedIds


T = TypeVar("T")
U = TypeVar("U")
Values: TypeAlias = Sequence[str | int | None]
Decoded: TypeAlias = tuple[Values, Sequence[str], Sequence[str]]

SOURCES = ("web", "call", "trade_show", "email", "partner")
PLAIN = ("title", "first_name", "last_name", "job_title", "company_name", "source")
ROUNDS = 3

LEAD = (
    "id version title first_name last_name job_title company_name phones emails source"
    " amount currency pipeline stage stage_kind stage_entered_at owner custom company"
    " contact deal converted_at created_at created_by updated_at updated_by deleted_at"
).split()
DEAL = (
    "id version title amount currency pipeline stage stage_kind stage_entered_at lead"
    " company contact source owner closed_at created_at updated_at deleted_at"
).split()
CLIENT = (
    "id version title first_name last_name phones emails company lead owner created_at"
    " updated_at deleted_at"
).split()


# The floor: what somebody writes by hand who needs just this.


def table(name: str, columns: Sequence[str]) -> str:
    """Return the SQL that makes a table."""
    others = ", ".join(columns[1:])
    return f"create table {name} (id text primary key, {others});"


SCHEMA = f"""
pragma journal_mode = wal;
pragma synchronous = full;
{table("lead", LEAD)}
{table("deal", DEAL)}
{table("client", CLIENT)}
create table fact (seq integer primary key, record, kind, at, actor, stage, told);
create index fact_record on fact (record);
create table point (kind, key, record, primary key (kind, key, record)) without rowid;
"""


class Floor:
    """A small CRM in plain SQL."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.executescript(SCHEMA)
        self.new_id = TimeOrderedIds()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what the block writes."""
        self.db.execute("begin immediate")
        yield
        self.db.execute("commit")

    def insert(self, name: str, columns: Sequence[str], **values: str | int) -> str:
        """Insert a record, and the fact that it was created; return its id."""
        id, now = self.new_id(name), datetime.now(UTC).isoformat()
        row = {"id": id, "version": 1, "created_at": now, "updated_at": now, **values}
        marks = ", ".join("?" * len(columns))
        given = [row.get(column) for column in columns]
        self.db.execute(f"insert into {name} values ({marks})", given)  # noqa: S608
        self.note(id, "created", str(values.get("stage", "")), values)
        return id

    def note(self, id: str, kind: str, stage: str, told: object) -> None:
        """Write one fact."""
        now = datetime.now(UTC).isoformat()
        fact = (id, kind, now, "ada", stage, json.dumps(told))
        self.db.execute("insert into fact values (null, ?, ?, ?, ?, ?, ?)", fact)

    def add(self, lead: Lead) -> str:
        """Store a lead with its contact points."""
        id = self.insert("lead", LEAD, **columns_of(lead), stage="new")
        points = [("phone", each.key, id) for each in lead.phones]
        points += [("email", each.key, id) for each in lead.emails]
        self.db.executemany("insert into point values (?, ?, ?)", points)
        return id

    def get(self, id: str) -> Decoded:
        """Return one lead."""
        found = self.db.execute("select * from lead where id = ?", (id,)).fetchone()
        return decoded(found)

    def page(self, after: str) -> list[Decoded]:
        """Return fifty leads."""
        where = "deleted_at is null and id > ? order by id limit 50"
        found = self.db.execute(f"select * from lead where {where}", (after,))  # noqa: S608
        return [decoded(row) for row in found]

    def change(self, name: str, id: str, kind: str, **values: str) -> None:
        """Set columns of a record where its version is the one that was read."""
        read = f"select version from {name} where id = ?"  # noqa: S608
        (version,) = self.db.execute(read, (id,)).fetchone()
        values["updated_at"] = datetime.now(UTC).isoformat()
        sets = ", ".join(f"{each} = ?" for each in values)
        write = f"update {name} set version = version + 1, {sets}"  # noqa: S608
        given = (*values.values(), id, version)
        self.db.execute(f"{write} where id = ? and version = ?", given)
        self.note(id, kind, values.get("stage", ""), values)

    def convert(self, id: str) -> None:
        """Make a company, a contact and a deal of a lead."""
        lead = dict(zip(LEAD, self.get(id)[0], strict=True))
        firm = self.insert("client", CLIENT, title=lead["company_name"] or "", lead=id)
        columns = ("first_name", "last_name", "phones", "emails")
        told = {column: lead[column] or "" for column in columns}
        person = self.insert("client", CLIENT, **told, company=firm, lead=id)
        money = {each: lead[each] or "" for each in ("title", "amount", "currency")}
        ties = {"lead": id, "company": firm, "contact": person, "stage": "new"}
        deal = self.insert("deal", DEAL, **{**money, **ties})
        done = {"company": firm, "contact": person, "deal": deal, "stage": "converted"}
        self.change("lead", id, "converted", **done)

    def funnel(self) -> list[tuple[str, int]]:
        """Count the deals that came to each stage."""
        sql = (
            "select stage, count(distinct record) from fact"
            " where record like 'deal%' and stage <> '' group by stage"
        )
        return self.db.execute(sql).fetchall()


def columns_of(lead: Lead) -> dict[str, str | int]:
    """Return what the floor keeps of a lead."""
    amount = lead.amount
    return {
        **{each: getattr(lead, each) for each in PLAIN},
        "phones": json.dumps([str(each) for each in lead.phones]),
        "emails": json.dumps([str(each) for each in lead.emails]),
        "amount": int(amount.amount * 100) if amount else 0,
        "currency": amount.currency if amount else "",
    }


def decoded(row: Values) -> Decoded:
    """Return a row as a client program uses it."""
    place = LEAD.index("phones")
    return (row, json.loads(str(row[place])), json.loads(str(row[place + 1])))


# The records, the same for both.


def leads(size: int, seed: int = 1) -> list[Lead]:
    """Return as many leads, the same ones in every run."""
    random = Random(seed)  # noqa: S311  # sample data
    return [
        Lead(
            title=f"Forklift rental {number}",
            first_name=random.choice(["Olena", "Taras", "Anna", "Ірина"]),
            last_name=f"Kovalenko{number}",
            job_title="Logistics director",
            company_name=f"Firm {seed} {number}",
            phones=f"+380{random.randrange(44_000_0000, 99_999_9999)}",
            emails=f"olena{seed}.{number}@kyivlog.example",
            source=random.choice(SOURCES),
            amount=f"{random.randrange(1, 500_000)} UAH",
        )
        for number in range(size)
    ]


# Measuring: the fastest of some rounds, floor and leadflow in turn.


@frozen
class Measured:
    """Seconds for one step, by hand and by leadflow."""

    name: str
    floor: float
    ours: float

    def __str__(self) -> str:
        """Return the line that is printed."""
        ratio = self.floor / self.ours
        speeds = f"{self.floor * 1e6:>12,.0f} {self.ours * 1e6:>12,.0f}"
        return f"{self.name:<28}{speeds} {1 / self.ours:>12,.0f} {ratio:>8.2f}"


def seconds(step: Callable[[T], object], items: Sequence[T]) -> float:
    """Return how long one step takes, on average."""
    start = time.perf_counter()
    for item in items:
        step(item)
    return (time.perf_counter() - start) / len(items)


def compare(
    name: str,
    floor: tuple[Callable[[T], object], Sequence[T]],
    ours: tuple[Callable[[U], object], Sequence[U]],
    *,
    steps: int = 1,
) -> Measured:
    """Measure both on their own items; ``steps`` are what one call does."""
    by_hand, by_leadflow = 1e9, 1e9
    for turn in range(ROUNDS):
        part = slice(turn, None, ROUNDS)
        by_hand = min(by_hand, seconds(floor[0], floor[1][part]))
        by_leadflow = min(by_leadflow, seconds(ours[0], ours[1][part]))
    return Measured(name, by_hand / steps, by_leadflow / steps)


class Bench:
    """Both programs, with the same leads in them."""

    def __init__(self, folder: Path, size: int) -> None:
        self.size = size
        self.floor = Floor(folder / "floor.db")
        self.crm: Crm = leadflow.open(folder / "leadflow.db", actor="ada")
        self.bulk = size * 10
        self.floor_ids: list[str] = []
        self.our_ids: list[LeadId] = []

    def results(self) -> Iterator[Measured]:
        """Measure everything, in an order in which each finds what it needs."""
        yield from (self.create(), self.bulk_create(), self.get(), self.page())
        yield from (self.update(), self.convert_alone(), self.convert_in_batches())
        yield from (self.move(), self.funnel())

    def create(self) -> Measured:
        """Store leads, each in a transaction of its own."""

        def by_hand(lead: Lead) -> None:
            with self.floor.transaction():
                self.floor.add(lead)

        given = leads(self.size, seed=ROUNDS)
        return compare("create", (by_hand, given), (self.crm.leads.add, given))

    def bulk_create(self) -> Measured:
        """Store many leads in one transaction."""
        parts = [leads(self.bulk, seed) for seed in range(ROUNDS)]

        def by_hand(part: list[Lead]) -> None:
            with self.floor.transaction():
                self.floor_ids += [self.floor.add(each) for each in part]

        def by_leadflow(part: list[Lead]) -> None:
            self.our_ids += [each.id for each in self.crm.leads.add_many(part)]

        floor, ours = (by_hand, parts), (by_leadflow, parts)
        return compare("bulk create", floor, ours, steps=self.bulk)

    def get(self) -> Measured:
        """Read leads by id."""
        floor, ours = self.floor_ids[: self.size], self.our_ids[: self.size]
        return compare("get", (self.floor.get, floor), (self.crm.leads.get, ours))

    def page(self) -> Measured:
        """Read pages of fifty leads; both begin at the same place."""
        pages = max(self.size // 20, ROUNDS)
        starts = [""] * pages
        return compare(
            "page of 50",
            (self.floor.page, starts),
            (lambda after: self.crm.leads.page(50, after=after), starts),
        )

    def update(self) -> Measured:
        """Change a field, with history, each in a transaction of its own."""

        def by_hand(id: str) -> None:
            with self.floor.transaction():
                self.floor.change("lead", id, "updated", title="Crane rental")

        def by_leadflow(id: LeadId) -> None:
            self.crm.leads.update(id, title="Crane rental")

        floor, ours = self.floor_ids[: self.size], self.our_ids[: self.size]
        return compare("update with history", (by_hand, floor), (by_leadflow, ours))

    def convert_alone(self) -> Measured:
        """Convert leads, each in a transaction of its own."""

        def by_hand(id: str) -> None:
            with self.floor.transaction():
                self.floor.convert(id)

        part = slice(self.size, 2 * self.size)
        floor, ours = self.floor_ids[part], self.our_ids[part]
        return compare("convert", (by_hand, floor), (self.crm.convert, ours))

    def convert_in_batches(self) -> Measured:
        """Convert leads, a third of them in each transaction."""
        size = self.size // ROUNDS
        parts = [
            slice(start, start + size)
            for start in range(2 * self.size, 2 * self.size + ROUNDS * size, size)
        ]

        def by_hand(part: slice) -> None:
            with self.floor.transaction():
                for id in self.floor_ids[part]:
                    self.floor.convert(id)

        def by_leadflow(part: slice) -> None:
            with self.crm.transaction():
                for id in self.our_ids[part]:
                    self.crm.convert(id)

        floor, ours = (by_hand, parts), (by_leadflow, parts)
        return compare("convert, in batches", floor, ours, steps=size)

    def move(self) -> Measured:
        """Move deals on, each in a transaction of its own."""

        def by_hand(id: str) -> None:
            with self.floor.transaction():
                self.floor.change("deal", id, "moved", stage="preparation")

        def by_leadflow(deal: Deal) -> None:
            self.crm.move(deal, "preparation")

        deals = self.crm.deals.limit(self.size).all()
        rows = self.floor.db.execute("select id from deal limit ?", (self.size,))
        ids = [id for (id,) in rows]
        return compare("move", (by_hand, ids), (by_leadflow, deals))

    def funnel(self) -> Measured:
        """Count how far all deals came."""
        again = [None] * ROUNDS
        return compare(
            "funnel of all deals",
            (lambda _: self.floor.funnel(), again),
            (lambda _: self.crm.reports.funnel("deals"), again),
        )


def bytes_per_lead(size: int) -> float:
    """Return how much memory one lead takes."""
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    held = leads(size)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (after - before) / len(held)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line for each benchmark."""
    parser = argparse.ArgumentParser(description="Compare with a program by hand.")
    parser.add_argument("--quick", action="store_true", help="few records, for CI")
    size = 150 if parser.parse_args(arguments).quick else 2_000
    print(
        f"{'':<28}{'by hand µs':>12} {'leadflow µs':>12} {'a second':>12} {'ratio':>8}"
    )
    with TemporaryDirectory() as folder:
        bench = Bench(Path(folder), size)
        for measured in bench.results():
            print(measured, flush=True)
        bench.crm.close()
        bench.floor.db.close()
    print(f"memory: {bytes_per_lead(size):,.0f} bytes per lead")


if __name__ == "__main__":
    main()
