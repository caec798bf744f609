"""leadflow itself, as its users call it."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import leadflow
from benchmarks.contender import ACTOR, PAGE, Clock, Contender, Ids, Steps
from benchmarks.samples import CURRENCY, Person
from leadflow import Batch, Deal, F, Lead
from leadflow.ids import DealId, LeadId
from leadflow.interchange import import_records


T = TypeVar("T")


def lead_of(person: Person) -> Lead:
    """Return a new lead; making it checks and normalises everything."""
    return Lead(
        title=person.title,
        first_name=person.first_name,
        last_name=person.last_name,
        job_title=person.job_title,
        company_name=person.company_name,
        phones=person.phone,
        emails=person.email,
        source=person.source,
        amount=f"{person.amount} {CURRENCY}",
    )


class Leadflow(Contender):
    """The library under test."""

    name = "leadflow"

    def __init__(self, path: Path, clock: Clock, ids: Ids) -> None:
        self.crm = leadflow.open(path, actor=ACTOR, clock=clock, ids=ids)

    def close(self) -> None:
        """Let go of the file."""
        self.crm.close()

    def drafts(self, people: Sequence[Person]) -> list[Lead]:
        """Return new leads."""
        return [lead_of(person) for person in people]

    def create(self, draft: Lead) -> str:
        """Store a lead."""
        return self.crm.leads.add(draft).id

    def create_many(self, drafts: Sequence[Lead]) -> None:
        """Store leads in one transaction."""
        self.crm.leads.add_many(drafts)

    def get(self, id: str) -> Lead:
        """Return a lead by its id."""
        return self.crm.leads.get(LeadId(id))

    def pages(self, stage: str, count: int) -> list[Lead]:
        """Read pages of fifty leads of a stage, newest first."""
        of_stage = self.crm.leads.where(F.pipeline == "leads", F.stage == stage)
        newest, found, after = of_stage.order_by("-id"), list[Lead](), ""
        for _ in range(count):
            page = newest.page(PAGE, after=after)
            found += page
            after = page.next
        return found

    def update(self, id: str, job_title: str) -> None:
        """Change a field of a lead."""
        self.crm.leads.update(LeadId(id), job_title=job_title)

    def convert(self, id: str) -> str:
        """Convert a lead into company, contact and deal."""
        deal: Deal | None = self.crm.convert(id).deal
        return deal.id if deal else ""

    def convert_many(self, ids: Sequence[str]) -> None:
        """Convert leads in one transaction."""
        with self.crm.transaction():
            _require_all(self.crm.convert_many(ids))

    def move(self, id: str, stage: str) -> None:
        """Move a deal to a stage."""
        self.crm.move(DealId(id), stage)

    def move_many(self, ids: Sequence[str], stage: str) -> None:
        """Move deals to a stage in one transaction."""
        with self.crm.transaction():
            _require_all(self.crm.move_many(ids, stage))

    def known_by(self, kind: str, key: str) -> list[Lead]:
        """Return the leads that hold a phone or an e-mail."""
        return self.crm.leads.known_by(kind, key)

    def facts(self, lead: Lead) -> tuple[object, ...]:
        """Return what is compared."""
        return (
            lead.title,
            lead.first_name,
            lead.last_name,
            [phone.number for phone in lead.phones],
            [email.address for email in lead.emails],
            lead.amount.amount if lead.amount else Decimal(0),
            lead.stage,
            lead.created_at,
        )

    def funnel(self) -> Steps:
        """Return the cumulative funnel of the deals."""
        return [
            (step.code, step.count, step.lost, sum(int(m.amount) for m in step.totals))
            for step in self.crm.reports.funnel("deals")
        ]

    def load(self, table: Path) -> int:
        """Store the leads of a CSV file."""
        return import_records(self.crm, table).stored


def _require_all(batch: Batch[T]) -> None:
    """Raise the first error: who leaves records out is quick for nothing."""
    for item in batch.failed:
        if item.error:
            raise item.error
