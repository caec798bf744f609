"""The program by hand."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.contender import ACTOR, PAGE, PRAGMAS, Clock, Contender, Ids, Steps
from benchmarks.floor import sql
from benchmarks.floor.converting import convert
from benchmarks.floor.entity import PlainLead, lead_of
from benchmarks.floor.loading import load
from benchmarks.floor.writing import Act, insert_lead, insert_leads, move
from benchmarks.samples import STEPS, Person


_LAST_ID: Final = "lead_~"


class Floor(Contender):
    """A small CRM in plain SQL."""

    name = "floor"

    def __init__(self, path: Path, clock: Clock, ids: Ids) -> None:
        self.db = sqlite3.connect(path, isolation_level=None, cached_statements=256)
        for pragma in PRAGMAS:
            self.db.execute(pragma)
        self.clock, self.ids = clock, ids

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def _begin(self) -> Act:
        self.db.execute("BEGIN IMMEDIATE")
        now = self.clock().isoformat(timespec="microseconds")
        return Act(self.db.execute, self.db.executemany, self.ids, now)

    def _commit(self) -> None:
        self.db.execute("COMMIT")

    def drafts(self, people: Sequence[Person]) -> list[Person]:
        """Return people as they are: nothing is to be made of them."""
        return list(people)

    def create(self, draft: Person) -> str:
        """Store a lead."""
        act = self._begin()
        id = insert_lead(act, draft)
        self._commit()
        return id

    def create_many(self, drafts: Sequence[Person]) -> None:
        """Store leads in one transaction."""
        insert_leads(self._begin(), drafts)
        self._commit()

    def get(self, id: str) -> PlainLead:
        """Return a lead by its id."""
        return lead_of(self.db.execute(sql.GET, (id,)).fetchone())

    def pages(self, stage: str, count: int) -> list[PlainLead]:
        """Read pages of fifty leads of a stage, newest first."""
        found, below = list[PlainLead](), _LAST_ID
        for _ in range(count):
            rows = self.db.execute(sql.PAGE, (stage, below, PAGE)).fetchall()
            found += map(lead_of, rows)
            below = found[-1].id
        return found

    def update(self, id: str, job_title: str) -> None:
        """Change a field of a lead."""
        act = self._begin()
        version, old = self.db.execute(sql.READ_JOB, (id,)).fetchone()
        values = (version + 1, job_title, act.now, ACTOR, id)
        self.db.execute(sql.SET_JOB, values)
        act.fact(("lead", id, version + 1), "updated", [["job_title", old, job_title]])
        self._commit()

    def convert(self, id: str) -> str:
        """Convert a lead into company, contact and deal."""
        deal = convert(self._begin(), id)
        self._commit()
        return deal

    def convert_many(self, ids: Sequence[str]) -> None:
        """Convert leads in one transaction."""
        act = self._begin()
        for id in ids:
            convert(act, id)
        self._commit()

    def move(self, id: str, stage: str) -> None:
        """Move a deal to a stage."""
        move(self._begin(), id, stage)
        self._commit()

    def move_many(self, ids: Sequence[str], stage: str) -> None:
        """Move deals to a stage in one transaction."""
        act = self._begin()
        for id in ids:
            move(act, id, stage)
        self._commit()

    def known_by(self, kind: str, key: str) -> list[PlainLead]:
        """Return the leads that hold a phone or an e-mail."""
        return [lead_of(row) for row in self.db.execute(sql.KNOWN_BY, (kind, key))]

    def facts(self, lead: PlainLead) -> tuple[object, ...]:
        """Return what is compared."""
        return (
            lead.title,
            lead.first_name,
            lead.last_name,
            [phone["number"] for phone in lead.phones],
            [email["address"] for email in lead.emails],
            lead.amount,
            lead.stage,
            lead.created_at,
        )

    def funnel(self) -> Steps:
        """Return the cumulative funnel of the deals."""
        steps: Steps = []
        count = money = 0
        furthest = {row[0]: row[1:] for row in self.db.execute(sql.FUNNEL)}
        for place in reversed(range(len(STEPS))):
            own, lost, units = furthest.get(place, (0, 0, 0))
            count, money = count + own, money + units
            steps.append((STEPS[place], count, lost, money // 10_000))
        return steps[::-1]

    def load(self, table: Path) -> int:
        """Store the leads of a CSV file."""
        return load(table, self._begin, self._commit)
