"""A real funnel: 8,000 sellers who asked, and the 842 who signed.

Olist, a Brazilian marketplace, published what its sales people wrote down in
2017 and 2018: every qualified lead with its first contact and its origin, and
every deal that was won. This program brings that history into leadflow and
asks how many leads of each origin became clients::

    python examples/olist.py                         # in memory
    python examples/olist.py olist.db                # in a new SQLite file
    python examples/olist.py --data ~/data olist.db

The data is not part of leadflow; ``examples/README.md`` tells where it is.
"""

import argparse
import csv
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TypeAlias, TypeVar

from attrs import frozen

import leadflow
from leadflow import Crm, CustomField, Dictionary, F, Lead, Workspace


Row: TypeAlias = Mapping[str, str]
T = TypeVar("T")

ORIGINS = (
    "organic_search",
    "paid_search",
    "social",
    "unknown",
    "direct_traffic",
    "email",
    "referral",
    "other",
    "display",
    "other_publicities",
)
# Few enough to hold in memory, enough to make a transaction worth its price.
BATCH = 500


@frozen
class Share:
    """How many leads there were, and how many became clients."""

    leads: int
    converted: int

    @property
    def percent(self) -> float:
        """Return the converted ones, of a hundred."""
        return 100 * self.converted / self.leads if self.leads else 0.0


@frozen
class Figures:
    """What this program finds out."""

    total: Share
    by_origin: Mapping[str, Share]
    """The empty origin stands for leads of which nobody wrote it down."""
    won_deals: int
    corrected: tuple[str, ...]
    """Leads that were won before they were met, by the name they had there."""


# Step 1: say how this firm works. The rest stays as in any other firm.


def workspace(deals: Sequence[Row]) -> Workspace:
    """Return the firm: its origins, and what it notes about a seller."""
    segments = choices(deals, "business_segment")
    kinds = choices(deals, "lead_type")
    return Workspace(
        name="Olist",
        currency="BRL",
        dictionaries=[Dictionary("source", ORIGINS)],
        # The same codes on both entities: so they go along on conversion.
        fields=[
            CustomField(code, entity=entity, type="choice", choices=values)
            for entity in ("lead", "deal")
            for code, values in (("segment", segments), ("seller_kind", kinds))
        ],
    )


def choices(rows: Sequence[Row], column: str) -> list[str]:
    """Return the values of a column, each once; blanks are none."""
    return sorted({row[column] for row in rows} - {""})


# Step 2: a row becomes a lead, with the day on which it came in.


def lead_of(row: Row) -> Lead:
    """Return the lead that a row tells of."""
    return Lead(
        title="Wants to sell on Olist",
        source=row["origin"],
        source_details=f"landing page {row['landing_page_id']}",
        origin=("olist", row["mql_id"]),
        created_at=first_contact(row),
    )


def first_contact(row: Row) -> datetime:
    """Return the beginning of the day of the first contact: ``31-12-2017``."""
    return datetime.strptime(f"{row['first_contact_date']} +0000", "%d-%m-%Y %z")


def won_at(deal: Row) -> datetime:
    """Return when a deal was won; the file writes UTC without saying so.

    Times without an hour stand there as 02:00 or 03:00, midnight in São Paulo.
    """
    return datetime.fromisoformat(deal["won_date"]).replace(tzinfo=UTC)


def add_leads(crm: Crm, rows: Sequence[Row]) -> dict[str, Lead]:
    """Store all leads and return them by the name that Olist gave them."""
    leads: dict[str, Lead] = {}
    for batch in batches(rows):
        for row, lead in zip(
            batch, crm.leads.add_many(map(lead_of, batch)), strict=True
        ):
            leads[row["mql_id"]] = lead
    return leads


# Step 3: the ones who signed are converted, at the time when it happened.


def convert_all(
    crm: Crm, deals: Sequence[Row], leads: Mapping[str, Lead]
) -> tuple[str, ...]:
    """Convert the leads of all won deals; return those whose time was wrong."""
    corrected = []
    for batch in batches(sorted(deals, key=won_at)):
        with crm.transaction():
            for deal in batch:
                lead = leads[deal["mql_id"]]
                met = lead.created_at or won_at(deal)
                # One deal of the file was won two days before the first contact.
                # Nobody signs before being met: it counts from the first contact.
                if won_at(deal) < met:
                    corrected.append(deal["mql_id"])
                convert(crm.at(max(met, won_at(deal))), lead, deal)
    return tuple(corrected)


def convert(crm: Crm, lead: Lead, deal: Row) -> None:
    """Note what the sales people learned, then convert the lead and win the deal."""
    lead = crm.leads.update(
        lead,
        company_name=f"Seller {deal['seller_id']}",
        met_by=deal["sdr_id"],
        owner=deal["sr_id"],
        custom={
            "segment": deal["business_segment"],
            "seller_kind": deal["lead_type"],
        },
    )
    done = crm.convert(lead, key=f"olist-{deal['mql_id']}")
    if done.deal is not None:
        crm.win(done.deal)


# Step 4: ask.


def figures(crm: Crm, corrected: tuple[str, ...]) -> Figures:
    """Count, with the same conditions that any other program would write."""
    return Figures(
        total=Share(crm.leads.count(), crm.leads.where(F.stage.kind == "won").count()),
        by_origin={origin: share(crm, origin) for origin in (*ORIGINS, "")},
        won_deals=crm.deals.where(F.stage.kind == "won").count(),
        corrected=corrected,
    )


def share(crm: Crm, origin: str) -> Share:
    """Return how the leads of one origin fared."""
    came = crm.leads.where(F.source == origin)
    return Share(came.count(), came.where(F.stage.kind == "won").count())


def show(found: Figures) -> None:
    """Print the figures, the largest origin first."""
    print(f"{'origin':<20}{'leads':>8}{'converted':>11}{'percent':>10}")
    ordered = sorted(found.by_origin.items(), key=lambda pair: -pair[1].leads)
    for origin, each in (*ordered, ("all", found.total)):
        name = origin or "(empty)"
        print(f"{name:<20}{each.leads:>8,}{each.converted:>11,}{each.percent:>10.3f}")
    for lead in found.corrected:
        print(f"won before the first contact, counted from there: {lead}")


# The program around it.


def read(path: Path) -> list[Row]:
    """Return the rows of a CSV file by the names of their columns."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def batches(rows: Sequence[T]) -> Iterator[tuple[T, ...]]:
    """Give the rows, so many at a time."""
    source = iter(rows)
    while batch := tuple(islice(source, BATCH)):
        yield batch


def run(data: Path, file: str | None) -> Figures:
    """Load the data into a new CRM, print what it tells, and return it."""
    deals = read(data / "olist_closed_deals_dataset.csv")
    with leadflow.open(file, actor="olist", workspace=workspace(deals)) as crm:
        rows = read(data / "olist_marketing_qualified_leads_dataset.csv")
        leads = add_leads(crm, rows)
        corrected = convert_all(crm, deals, leads)
        found = figures(crm, corrected)
        show(found)
        print(crm.reports.funnel("leads", joined=True))
    return found


def main(arguments: Sequence[str] | None = None) -> Figures:
    """Read the command line, run, and return the figures."""
    here = Path(__file__).parents[1]
    usual = os.environ.get("LEADFLOW_DATA") or here.parent / "shared" / "data"
    parser = argparse.ArgumentParser(description="Load the funnel of Olist.")
    parser.add_argument("file", nargs="?", help="a new SQLite file; none: in memory")
    parser.add_argument("--data", type=Path, default=usual, help="the data's folder")
    options = parser.parse_args(arguments)
    return run(Path(options.data) / "olist-funnel", options.file)


if __name__ == "__main__":
    main()
