"""Makes the file that a format is frozen with: run by the code of that format.

``python tests/data/office.py 1`` writes ``format_1.sql``, the whole file as SQL
text, and ``format_1.json``, what that code read in it. Both are made anew until a
format is released, and never again (H6).
"""

import json
import sqlite3
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import leadflow
from leadflow import Activity, Contact, Crm, Deal, Inquiry, Lead, Money, Workspace
from leadflow.entities import ENTITIES, Record, entity_of, evolve
from leadflow.events import Act, Event, created
from leadflow.storage.codec import changes_to_text, to_text
from leadflow.storage.codec.shapes import shape_of_field
from leadflow.storage.port import Backlink, Store
from leadflow.storage.query import ANY, Query
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import BEGINNING, FixedClock, nth_id
from leadflow.testing.suite.samples import full
from leadflow.workspace import CustomField, Paths


WORKSPACE = Workspace(
    name="Office",
    fields=[
        CustomField("budget", entity="lead", type="money"),
        CustomField("budget", entity="deal", type="money"),
        CustomField("seats", entity="deal", type="integer", multiple=True),
        CustomField("share", entity="deal", type="decimal"),
        CustomField("visit_on", entity="deal", type="date"),
    ],
)


class LaterIds:
    """Counts from 101, behind the records that have every field."""

    def __init__(self) -> None:
        self._numbers = count(101)

    def __call__(self, prefix: str) -> str:
        """Return the next id."""
        return nth_id(prefix, next(self._numbers))


def fill(store: Store) -> None:
    """Write one record of each entity with every field, and a story."""
    act = Act(actor="ada", now=BEGINNING)
    several = [*(full(each) for each in ENTITIES.values())]
    several += [full(ENTITIES["company"], 2), full(ENTITIES["contact"], 2)]
    with store.write() as writer:
        for record in several:
            _, change = created(evolve(record, version=0), act)
            writer.put(change.records)
            writer.append(change.events)
    clock = FixedClock(step=timedelta(minutes=7))
    crm = leadflow.open(
        store, actor="ada", workspace=WORKSPACE, clock=clock, ids=LaterIds()
    )
    tell(crm)


def tell(crm: Crm) -> None:
    """Let an office work: capture, talk, convert, win, lose, delete."""
    lead = crm.leads.add(
        Lead(
            title="Forklift rental",
            first_name="Olena",
            last_name="Kovalenko",
            company_name="Kyiv Logistics",
            phones="+380441234567",
            emails="olena@kyivlog.example",
            amount="120000 UAH",
            custom={"budget": Money("5", "UAH")},
        ),
        key="first",
    )
    crm.activities.add(Activity(kind="call", subject="Ask", bindings=[lead]))
    done = crm.convert(crm.move(lead, "in_progress"), key="convert")
    deal = crm.deals.update(
        str(done.deal and done.deal.id),  # type: ignore[arg-type]  # its id
        custom={"seats": (2, 3), "share": Decimal("0.5"), "visit_on": date(2026, 2, 1)},
    )
    crm.win(deal)
    crm.lose(crm.deals.add(Deal(title="Crane")), reason="price")
    gone = crm.contacts.add(Contact(first_name="Ivan", last_name="Gone"))
    crm.contacts.delete(gone)
    crm.inquiries.add(Inquiry(channel="web", message="Call me", raw='{"a": 1}'))
    crm.acting_as("bob").leads.add_many(Lead(title=f"Lead {n}") for n in range(20))


def told(store: Store, names: dict[str, list[str]]) -> dict[str, object]:
    """Return what a store holds, told by the fields that are named."""
    with store.read() as reader:
        found: dict[str, object] = {
            entity: _digest(
                to_text([_stored(record, name) for name in fields])
                for record in reader.find(_every(entity))
            )
            for entity, fields in names.items()
        }
        ids = [record.id for name in names for record in reader.find(_every(name))]
        found["events"] = _digest(map(_event, reader.events()))
        found["links"] = _digest(map(_link, reader.links_to(ids)))
        command = reader.command("ada", "convert")
        found["command"] = command.result if command else ""
        found["workspace"] = sha256(reader.workspace()[0].encode()).hexdigest()
    return {"fields": names, "found": found}


def _stored(record: Record, name: str) -> object:
    """Return a value as JSON, where what a later format adds is left out."""
    spec = entity_of(record).fields[name]
    return shape_of_field(spec).plain(getattr(record, name))


def _event(event: Event) -> str:
    told = changes_to_text(event.entity, event.changes)
    stage = event.stage.stage if event.stage else ""
    at = event.at.isoformat()
    known = (event.seq, event.kind, event.record, event.version, at, event.actor)
    return to_text([*known, event.cause, stage, told])


def _link(link: Backlink) -> str:
    ends = (link.entity, link.record, link.field, link.target)
    return to_text([*ends, link.role, link.position, link.primary])


def _every(entity: str) -> Query:
    return Query(paths=Paths(Workspace(), ENTITIES[entity]), which=ANY)


def _digest(texts: Iterable[str]) -> list[object]:
    total, number = sha256(), 0
    for number, text in enumerate(texts, 1):  # noqa: B007  # the last is the count
        total.update(text.encode() + b"\n")
    return [number, total.hexdigest()]


def main(number: str) -> None:
    """Freeze a format."""
    here = Path(__file__).parent
    with TemporaryDirectory() as folder:
        place = Path(folder) / "office.db"
        store = SQLiteStore(place)
        fill(store)
        names = {name: list(each.fields) for name, each in ENTITIES.items()}
        what = json.dumps(told(store, names), indent=1)
        store.close()
        file = sqlite3.connect(place)
        header = [
            f"PRAGMA {name} = {file.execute(f'PRAGMA {name}').fetchone()[0]};"
            for name in ("application_id", "user_version")
        ]
        (here / f"format_{number}.sql").write_text(
            "\n".join([*header, *file.iterdump()]) + "\n", encoding="utf-8"
        )
        (here / f"format_{number}.json").write_text(what + "\n", encoding="utf-8")
        file.close()


if __name__ == "__main__":
    main(sys.argv[1])
