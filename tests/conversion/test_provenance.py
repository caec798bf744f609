"""Where a value came from: told by the facts of a conversion, and asked of them."""

from collections.abc import Callable
from typing import TypeAlias

from leadflow import (
    Carried,
    Conversion,
    Crm,
    CustomField,
    Workspace,
    constant,
    copy,
    template,
)
from leadflow.testing import a_contact, a_lead


Open: TypeAlias = Callable[..., Crm]

FIELDS = [
    CustomField("budget", entity="lead", type="money"),
    CustomField("budget", entity="deal", type="money"),
]
B2B = Conversion("b2b").deal(
    template("{company_name}: {title}", to="title"),
    constant("[by phone]", to="notes"),
    copy("job_title", to="custom.who"),
)
WORKSPACE = Workspace(
    fields=[*FIELDS, CustomField("who", entity="deal")], conversions=[B2B]
)


def carried(crm: Crm, record: str, field: str) -> tuple[Carried, ...]:
    """Return what the last fact of a record tells of a field."""
    change = crm.history(record)[-1].change_of(field)
    return change.carried if change else ()


def test_facts_tell_which_map_made_a_value(opened: Open) -> None:
    """H1: how, of which fields of which lead, and by which variant."""
    crm = opened(workspace=WORKSPACE)
    lead = crm.leads.add(a_lead())
    deal = crm.convert(lead).deal
    assert deal is not None
    title = Carried(
        field="title",
        how="template",
        source=lead.id,
        fields=("company_name", "title"),
        variant="b2b",
    )

    assert (title,) == carried(crm, deal.id, "title")
    assert ["constant"] == [each.how for each in carried(crm, deal.id, "notes")]
    assert () == carried(crm, deal.id, "probability")


def test_each_custom_value_has_its_own_origin(opened: Open) -> None:
    """H1: a change of ``custom`` tells of every code that was carried over."""
    crm = opened(workspace=WORKSPACE)
    lead = crm.leads.add(a_lead(custom={"budget": "5 UAH"}))
    deal = crm.convert(lead).deal
    assert deal is not None

    found = carried(crm, deal.id, "custom")
    assert [
        ("custom.budget", ("custom.budget",)),
        ("custom.who", ("job_title",)),
    ] == sorted((each.field, each.fields) for each in found)


def test_a_client_that_was_filled_tells_so(crm: Crm) -> None:
    """H1: blanks that were filled and values that were united, too."""
    known = a_contact(first_name="Olena", last_name="Kovalenko", job_title="")
    person = crm.contacts.add(known)
    lead = crm.leads.add(a_lead(emails="iryna@kyivlog.example"))
    crm.convert(lead)

    hows = {
        name: [each.how for each in carried(crm, person.id, name)]
        for name in ("job_title", "phones", "companies")
    }
    assert {
        "job_title": ["filled"],
        "phones": ["united"],
        "companies": ["linked"],
    } == hows


def test_what_people_write_has_no_map(crm: Crm) -> None:
    """H1: only conversions carry values over."""
    lead = crm.leads.add(a_lead())

    assert [()] * len(crm.history(lead)[0].changes) == [
        each.carried for each in crm.history(lead)[0].changes
    ]
