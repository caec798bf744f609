"""Records for tests: ordinary ones, of which a test changes what it is about.

They are as a user writes them: without id, version and system times.
``stored`` makes of them what a store is given.
"""

from datetime import datetime

from leadflow.entities import (
    Company,
    Contact,
    Deal,
    Lead,
    R,
    entity_of,
    evolve,
)
from leadflow.events import Act, Change, created
from leadflow.testing.clock import BEGINNING
from leadflow.testing.identity import nth_id


def a_lead(**changes: object) -> Lead:
    """Return a lead from a trade show, with the changes asked for.

    >>> a_lead(amount="5 UAH").first_name
    'Olena'
    """
    lead = Lead(
        title="Forklift rental",
        first_name="Olena",
        last_name="Kovalenko",
        job_title="Logistics director",
        company_name="Kyiv Logistics",
        phones="+380 44 123 45 67",
        emails="olena@kyivlog.example",
        source="trade_show",
        amount="120000 UAH",
        owner="ada",
    )
    return evolve(lead, **changes)


def a_contact(**changes: object) -> Contact:
    """Return a person, with the changes asked for.

    >>> a_contact(last_name="Шевченко").last_name
    'Шевченко'
    """
    contact = Contact(
        first_name="Iryna",
        last_name="Bondar",
        job_title="Chief accountant",
        phones="+380 44 765 43 21",
        emails="iryna@kyivlog.example",
        owner="ada",
    )
    return evolve(contact, **changes)


def a_company(**changes: object) -> Company:
    """Return a firm, with the changes asked for.

    >>> a_company(industry="it").name
    'Kyiv Logistics'
    """
    company = Company(
        name="Kyiv Logistics",
        industry="delivery",
        websites="https://kyivlog.example",
        owner="ada",
    )
    return evolve(company, **changes)


def a_deal(**changes: object) -> Deal:
    """Return an open deal, with the changes asked for.

    >>> str(a_deal(amount="5 UAH").amount)
    '5.00 UAH'
    """
    deal = Deal(
        title="Forklifts for the port",
        amount="250000 UAH",
        pipeline="deals",
        stage="new",
        stage_kind="open",
        probability=10,
        probability_source="stage",
        owner="ada",
    )
    return evolve(deal, **changes)


def stored(
    record: R, number: int = 1, *, actor: str = "ada", at: datetime = BEGINNING
) -> tuple[R, Change]:
    """Return a record as it is first stored, and the change that stores it.

    ``number`` makes its id, as ``nth_id`` does, unless it has one.

    >>> lead, change = stored(a_lead(), 7)
    >>> lead.version, lead.id[-2:], change.events[0].kind
    (1, '07', 'created')
    """
    id = record.id or nth_id(entity_of(record).name, number)
    return created(evolve(record, id=id), Act(actor=actor, now=at))
