"""A real sales team: 8,800 deals, 85 accounts, 7 products, 35 agents.

Maven Analytics published the sales of a (fictitious) maker of computer
hardware. This program brings them into leadflow: accounts become companies,
agents become users, opportunities become deals on a pipeline of their own::

    python examples/maven.py                         # in memory
    python examples/maven.py maven.db                # in a new SQLite file
    python examples/maven.py --data ~/data maven.db

The data is not part of leadflow; ``examples/README.md`` tells where it is.
"""

import argparse
import csv
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TypeAlias

from attrs import field, frozen

import leadflow
from leadflow import (
    Address,
    Company,
    Crm,
    CustomField,
    Deal,
    Dictionary,
    F,
    Money,
    Pipeline,
    Product,
    ProductRow,
    Stage,
    User,
    Workspace,
)


Row: TypeAlias = Mapping[str, str]

# The data ends with 2017: the program does its work on the morning after.
SNAPSHOT = datetime(2018, 1, 1, 9, 0, tzinfo=UTC)
STAGES = ("prospecting", "engaging", "won", "lost")

# What the files spell wrongly, and how it is spelt. A map that names each fault
# is better than a clever guess: a new fault stops the program instead of hiding.
SPELLING = {
    "GTXPro": "GTX Pro",
    "Philipines": "Philippines",
    "technolgy": "technology",
}


BANDS = ((50, "up_to_50"), (250, "from_50_to_250"), (500, "from_250_to_500"))


class Mender:
    """Mends known spelling faults, and counts what it mended."""

    def __init__(self) -> None:
        self.mended: Counter[str] = Counter()

    def __call__(self, text: str) -> str:
        """Return the text as it should have been written."""
        if text in SPELLING:
            self.mended[text] += 1
        return SPELLING.get(text, text)


@frozen
class Figures:
    """What this program finds out."""

    deals: int
    by_stage: Mapping[str, int]
    won: Money
    top_agents: tuple[tuple[str, Money], ...]
    by_manager: tuple[tuple[str, Money], ...]
    mended: Mapping[str, int]
    """Spelling faults, and how often each was mended."""


@frozen
class Names:
    """The ids of what is stored already, by the names that the files use."""

    companies: Mapping[str, Company] = field(factory=dict)
    products: Mapping[str, Product] = field(factory=dict)


# Step 1: say how this firm works: its stages, its branches, one field more.


def workspace(sectors: Iterable[str]) -> Workspace:
    """Return the firm."""
    return Workspace(
        name="Maven hardware",
        currency="USD",
        pipelines=[
            Pipeline(
                "opportunities",
                entity="deal",
                is_default=True,
                stages=[
                    Stage("prospecting", probability=10),
                    Stage("engaging", probability=50),
                    Stage.won(),
                    Stage.lost(),
                ],
            )
        ],
        dictionaries=[Dictionary("industry", sorted(set(sectors)))],
        fields=[CustomField("founded", entity="company", type="integer")],
    )


# Step 2: the people, the goods and the accounts.


def login(name: str) -> str:
    """Return a login such as ``darcel.schlecht``."""
    return name.lower().replace(" ", ".")


def user_of(name: str, manager: str = "", department: str = "") -> User:
    """Return one of us."""
    first, _, last = name.partition(" ")
    return User(
        login=login(name),
        first_name=first,
        last_name=last,
        manager=login(manager),
        department=department,
    )


def add_users(crm: Crm, teams: Sequence[Row]) -> None:
    """Store the managers, then their agents."""
    offices = {row["manager"]: row["regional_office"] for row in teams}
    crm.users.add_many(
        user_of(name, department=office) for name, office in offices.items()
    )
    crm.users.add_many(
        user_of(row["sales_agent"], row["manager"], row["regional_office"])
        for row in teams
    )


def add_products(crm: Crm, rows: Sequence[Row]) -> dict[str, Product]:
    """Store the products and return them by name."""
    added = crm.products.add_many(
        Product(
            name=row["product"],
            group=row["series"],
            price=Money(row["sales_price"], "USD"),
        )
        for row in rows
    )
    return {product.name: product for product in added}


def add_companies(crm: Crm, rows: Sequence[Row], mend: Mender) -> dict[str, Company]:
    """Store the accounts and return them by name; parents come first."""
    stored: dict[str, Company] = {}
    for row in sorted(rows, key=lambda row: row["subsidiary_of"] != ""):
        parent = stored[row["subsidiary_of"]] if row["subsidiary_of"] else None
        stored[row["account"]] = crm.companies.add(company_of(row, parent, mend))
    return stored


def company_of(row: Row, parent: Company | None, mend: Mender) -> Company:
    """Return the company that an account is."""
    return Company(
        name=row["account"],
        industry=mend(row["sector"]),
        employees=band(int(row["employees"])),
        # The file counts millions; text keeps every digit, a float would not.
        revenue=Money(row["revenue"], "USD") * 1_000_000,
        address=Address(country=mend(row["office_location"])),
        parent=parent,
        custom={"founded": int(row["year_established"])},
    )


def band(employees: int) -> str:
    """Return the entry of the usual dictionary ``employees``."""
    return next((code for most, code in BANDS if employees <= most), "over_500")


# Step 3: the deals, each on the stage where it stood at the end of 2017.


def add_deals(crm: Crm, rows: Sequence[Row], names: Names, mend: Mender) -> None:
    """Store all deals, all or none."""
    crm.deals.add_many(deal_of(row, names, mend) for row in rows)


def deal_of(row: Row, names: Names, mend: Mender) -> Deal:
    """Return the deal that a row tells of, with its own times."""
    product = names.products[mend(row["product"])]
    engaged, closed = day(row["engage_date"]), day(row["close_date"])
    return Deal(
        title=product.name,
        stage=row["deal_stage"].lower(),
        # Open deals say nothing of money. Lost ones brought none.
        amount=Money(row["close_value"], "USD") if row["close_value"] else None,
        # What was paid differs from the list price in the product row.
        amount_is_manual=True,
        rows=ProductRow(name=product.name, price=product.price, product=product),
        # One open deal in three names its account; the others are still unknown.
        company=names.companies.get(row["account"]),
        owner=login(row["sales_agent"]),
        origin=("maven", row["opportunity_id"]),
        begins_on=engaged,
        expected_close=closed,
        created_at=morning(engaged),
        closed_at=morning(closed),
    )


def day(text: str) -> date | None:
    """Return a day written the American way: ``12/31/2017``."""
    if not text:
        return None
    month, of_month, year = text.split("/")
    return date(int(year), int(month), int(of_month))


def morning(day: date | None) -> datetime | None:
    """Return the beginning of a day; prospects without a day begin today."""
    return datetime.combine(day, time(), UTC) if day else None


# Step 4: ask.


def figures(crm: Crm, mended: Mapping[str, int]) -> Figures:
    """Count the deals, and add up what was won."""
    won = crm.deals.where(F.stage.kind == "won")
    agents: dict[str, list[Money]] = {}
    for deal in won:
        if deal.amount is not None:
            agents.setdefault(deal.owner, []).append(deal.amount)
    by_agent = {owner: Money.total(sales, "USD") for owner, sales in agents.items()}
    return Figures(
        deals=crm.deals.count(),
        by_stage={each: crm.deals.where(F.stage == each).count() for each in STAGES},
        won=won.total("amount")[0],
        top_agents=best_first(by_agent),
        by_manager=best_first(of_teams(crm, by_agent)),
        mended=mended,
    )


def of_teams(crm: Crm, by_agent: Mapping[str, Money]) -> dict[str, Money]:
    """Return what each manager's agents won together."""
    teams: dict[str, Money] = {}
    for user in crm.users.where(F.manager != ""):
        won = by_agent.get(user.login, Money.zero("USD"))
        teams[user.manager] = teams.get(user.manager, Money.zero("USD")) + won
    return teams


def best_first(sales: Mapping[str, Money]) -> tuple[tuple[str, Money], ...]:
    """Return names and sums, the largest sum first."""
    return tuple(sorted(sales.items(), key=lambda pair: pair[1], reverse=True))


def show(found: Figures) -> None:
    """Print the figures."""
    for stage, count in found.by_stage.items():
        print(f"{stage:<24}{count:>12,}")
    print(f"{'all deals':<24}{found.deals:>12,}")
    print(f"{'won':<24}{found.won.amount:>12,.0f} USD")
    print("\nThe five best agents, and the teams:")
    for name, sum_won in (*found.top_agents[:5], *found.by_manager):
        print(f"  {name:<22}{sum_won.amount:>12,.0f} USD")
    print("\nSpelling mended:")
    for wrong, times in sorted(found.mended.items()):
        print(f"  {wrong!r} is {SPELLING[wrong]!r}, {times:,} times")


# The program around it.


def read(path: Path) -> list[Row]:
    """Return the rows of a CSV file by the names of their columns."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def run(data: Path, file: str | None) -> Figures:
    """Load the data into a new CRM, print what it tells, and return it."""
    mend = Mender()
    accounts = read(data / "accounts.csv")
    firm = workspace(SPELLING.get(row["sector"], row["sector"]) for row in accounts)
    with leadflow.open(file, actor="maven", workspace=firm) as crm:
        then = crm.at(SNAPSHOT)
        with then.transaction():
            add_users(then, read(data / "sales_teams.csv"))
            names = Names(
                companies=add_companies(then, accounts, mend),
                products=add_products(then, read(data / "products.csv")),
            )
            add_deals(then, read(data / "sales_pipeline.csv"), names, mend)
        found = figures(crm, dict(mend.mended))
        show(found)
        print(crm.reports.funnel("deals"))
    return found


def main(arguments: Sequence[str] | None = None) -> Figures:
    """Read the command line, run, and return the figures."""
    here = Path(__file__).parents[1]
    usual = os.environ.get("LEADFLOW_DATA") or here.parent / "shared" / "data"
    parser = argparse.ArgumentParser(description="Load the sales of Maven.")
    parser.add_argument("file", nargs="?", help="a new SQLite file; none: in memory")
    parser.add_argument("--data", type=Path, default=usual, help="the data's folder")
    options = parser.parse_args(arguments)
    return run(Path(options.data) / "maven-crm", options.file)


if __name__ == "__main__":
    main()
