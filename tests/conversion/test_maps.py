"""Maps: how values get from the lead to its targets (C4, C6)."""

from collections.abc import Callable
from typing import TypeAlias

import attrs
import pytest

from leadflow import (
    Address,
    Conversion,
    ConversionInvalid,
    Crm,
    CustomField,
    Deal,
    F,
    InvalidWorkspace,
    Lead,
    Money,
    ProductRow,
    Utm,
    Workspace,
    constant,
    copy,
    first_of,
    template,
)
from leadflow.conversion import FieldPlan
from leadflow.testing import a_lead
from leadflow.workspace import Mapped


Open: TypeAlias = Callable[..., Crm]


def deal_of(opened: Open, lead: Lead, *entries: Mapped, **options: bool) -> Deal:
    """Return the deal that a map makes of a lead."""
    one = Conversion("one").deal(*entries, **options)  # type: ignore[arg-type]  # defaults only
    crm = opened(workspace=Workspace(conversions=[one], fields=FIELDS))
    deal = crm.convert(crm.leads.add(lead)).deal
    assert deal is not None
    return deal


FIELDS = [
    CustomField("budget", entity="lead", type="money"),
    CustomField("floor", entity="lead", type="integer"),
    CustomField("floor", entity="deal", type="integer"),
    CustomField("colour", entity="lead", label="Farbe"),
    CustomField("color", entity="deal", label="Farbe"),
    CustomField("size", entity="lead", type="integer"),
    CustomField("size", entity="deal"),
    CustomField("note", entity="lead", label="Twice"),
    CustomField("note_a", entity="deal", label="Twice"),
    CustomField("note_b", entity="deal", label="Twice"),
]


def test_a_field_is_copied(opened: Open) -> None:
    """C4: from any field to any field that takes it."""
    deal = deal_of(opened, a_lead(), copy("job_title", to="notes"))

    assert "Logistics director" == deal.notes


def test_a_custom_field_may_become_a_built_in_one(opened: Open) -> None:
    """C4: the map replaces the default for the same target."""
    lead = a_lead(custom={"budget": "7 UAH"})

    assert (
        Money("7", "UAH")
        == deal_of(opened, lead, copy("custom.budget", to="amount")).amount
    )


@pytest.mark.parametrize(
    ("transform", "expected"),
    [("upper", "FORKLIFT RENTAL"), ("lower", "forklift rental"), ("digits", "")],
)
def test_a_copy_may_be_transformed(opened: Open, transform: str, expected: str) -> None:
    """C4: by a named function."""
    deal = deal_of(opened, a_lead(), copy("title", to="title", by=transform))

    assert expected == deal.title


def test_a_constant_is_always_the_same(opened: Open) -> None:
    """C4: text is read like the field's own."""
    deal = deal_of(opened, a_lead(), constant("5 UAH", to="amount"))

    assert Money("5", "UAH") == deal.amount


def test_a_template_is_filled(opened: Open) -> None:
    """C4: fields of the lead stand in braces; blanks leave nothing."""
    text = "{ company_name } ({name}): {title}, {phones} {birth_date}"
    deal = deal_of(opened, a_lead(), template(text, to="title"))

    assert (
        "Kyiv Logistics (Olena Kovalenko): Forklift rental, +380441234567" == deal.title
    )


def test_amounts_and_phones_are_words_of_a_template(opened: Open) -> None:
    """C4: an amount as it is written, and the first of several numbers."""
    lead = a_lead(amount="5 UAH", phones=["+380441234567", "+380441234568"])
    deal = deal_of(opened, lead, template("{amount} {phones}", to="title"))

    assert "5.00 UAH +380441234567" == deal.title


def test_what_is_empty_leaves_no_word_in_a_template(opened: Open) -> None:
    """C4: an amount that nobody knows and phones that are none are nothing."""
    lead = a_lead(title="Forklifts", amount=None, phones=())
    deal = deal_of(opened, lead, template("{title}:{amount}{phones}", to="title"))

    assert "Forklifts:" == deal.title


def test_a_template_is_filled_once(opened: Open) -> None:
    """C4: what a lead says is never read as a template."""
    lead = a_lead(title="{notes}", notes="secret")
    deal = deal_of(opened, lead, template("{title}!", to="title"))

    assert "{notes}!" == deal.title


def test_the_first_filled_field_is_taken(opened: Open) -> None:
    """C4: in the order given."""
    lead = a_lead(title="", company_name="")
    entry = first_of("title", "company_name", "job_title", to="title")

    assert "Logistics director" == deal_of(opened, lead, entry).title


def test_an_entry_may_have_a_condition(opened: Open) -> None:
    """C4: it counts only where the condition holds."""
    big = constant("goods", to="type", when=F.amount >= 100_000)

    assert "goods" == deal_of(opened, a_lead(), big).type


def test_an_entry_whose_condition_fails_carries_nothing(opened: Open) -> None:
    """C4: nor does the default that it replaced."""
    title = copy("job_title", to="title", when=F.amount < 5)

    assert "" == deal_of(opened, a_lead(), title).title


def test_a_plain_no_is_carried_where_the_condition_holds(opened: Open) -> None:
    """C4: ``False`` is a value; only what is empty is nothing to carry."""
    same = copy("open_to_all", to="is_recurring", when=F.amount >= 100_000)
    lead = attrs.evolve(a_lead(), open_to_all=False)
    planned = Conversion("one").deal(same)
    crm = opened(workspace=Workspace(conversions=[planned]))
    plan = crm.plan_conversion(crm.leads.add(lead))

    assert "is_recurring" in [each.field for each in plan.target("deal").fields]


def test_custom_fields_go_along_by_code(opened: Open) -> None:
    """C4: the same code and type."""
    assert {"floor": 3} == dict(deal_of(opened, a_lead(custom={"floor": 3})).custom)


def test_custom_fields_go_along_by_label(opened: Open) -> None:
    """C4: the same label and type, where it is one field only."""
    lead = a_lead(custom={"colour": "red", "note": "x"})

    assert {"color": "red"} == dict(deal_of(opened, lead).custom)


def test_an_explicit_map_is_stronger(opened: Open) -> None:
    """C4: first what is said, then what is alike."""
    lead = a_lead(custom={"floor": 3, "budget": "5 UAH"})
    deal = deal_of(opened, lead, constant(9, to="custom.floor"))

    assert {"floor": 9} == dict(deal.custom)


def test_without_defaults_only_the_map_counts(opened: Open) -> None:
    """C4: a variant may do everything itself."""
    deal = deal_of(opened, a_lead(), copy("title", to="title"), defaults=False)

    assert ("Forklift rental", None, "") == (deal.title, deal.amount, deal.source)


def test_a_value_that_does_not_fit_is_told_with_its_path(opened: Open) -> None:
    """C5: all such values at once, and nothing is written."""
    one = Conversion("one").deal(
        template("{title}", to="amount"), template("{interest}", to="type")
    )
    crm = opened(workspace=Workspace(conversions=[one]))
    lead = crm.leads.add(a_lead(interest="What ever"))
    with pytest.raises(ConversionInvalid) as caught:
        crm.convert(lead)

    assert ["deal.amount", "deal.type"] == [f.path for f in caught.value.faults]
    assert 0 == crm.companies.count()


def test_wrong_maps_fail_when_they_are_written() -> None:
    """C3: all wrong names at once, each with the nearest right one."""
    wrong = Conversion("one").deal(
        copy("amout", to="amount"), template("{titel}", to="titel")
    )
    with pytest.raises(InvalidWorkspace) as caught:
        Workspace(conversions=[wrong])

    assert [
        "conversions.one.deal.fields.amount.copy",
        "conversions.one.deal.fields.titel.to",
        "conversions.one.deal.fields.titel.template",
    ] == [fault.path for fault in caught.value.faults]


# The default map


def test_rows_and_campaign_go_to_the_deal(crm: Crm) -> None:
    """C6: goods, source and campaign."""
    row = ProductRow(name="Forklift", price="5 UAH", quantity=2)
    utm = Utm(source="g", campaign="autumn")
    deal = crm.convert(crm.leads.add(a_lead(rows=row, utm=utm))).deal

    assert deal is not None
    assert ((row,), utm) == (deal.rows, deal.utm)


def test_interest_and_notes_become_the_notes_of_the_deal(crm: Crm) -> None:
    """C6: what the person asked for comes first."""
    lead = a_lead(interest="Two forklifts", notes="Call in May")
    deal = crm.convert(crm.leads.add(lead)).deal

    assert deal is not None
    assert "Two forklifts\n\nCall in May" == deal.notes


KYIV = Address(line1="Khreshchatyk 22", city="Kyiv", country_code="UA")


def test_the_address_goes_to_the_firm_as_a_block(crm: Crm) -> None:
    """C6: never mixed, and only once."""
    done = crm.convert(crm.leads.add(a_lead(address=KYIV)))

    assert done.company is not None
    assert done.contact is not None
    assert (KYIV, None) == (done.company.address, done.contact.address)


def test_without_a_firm_the_address_is_the_persons(crm: Crm) -> None:
    """C6: somebody lives there."""
    contact = crm.convert(crm.leads.add(a_lead(address=KYIV, company_name=""))).contact

    assert contact is not None
    assert KYIV == contact.address


def test_a_sale_without_a_title_is_called_after_the_client(crm: Crm) -> None:
    """C6: a nameless deal is found by nobody."""
    deals = [
        crm.convert(crm.leads.add(a_lead(title=""))).deal,
        crm.convert(crm.leads.add(Lead(first_name="Ivan", last_name="Lys"))).deal,
    ]

    assert ["Kyiv Logistics", "Ivan Lys"] == [each.title for each in deals if each]


# Provenance and what is dropped


def test_the_plan_tells_where_each_value_comes_from(crm: Crm) -> None:
    """C5: field, value, source and how."""
    plan = crm.plan_conversion(crm.leads.add(a_lead()))

    assert (
        FieldPlan(
            field="amount",
            value=Money("120000", "UAH"),
            source="amount",
            how="copied",
        )
        in plan.target("deal").fields
    )


def dropped(crm: Crm, lead: Lead) -> list[str]:
    """Return the fields that a conversion would leave behind."""
    return [fault.path for fault in crm.plan_conversion(lead).dropped]


def test_what_goes_nowhere_is_told(opened: Open) -> None:
    """C4: each value that is dropped, custom ones too."""
    crm = opened(workspace=Workspace(fields=FIELDS))
    lead = a_lead(met_by="bob", custom={"budget": "5 UAH", "size": 3, "floor": 1})

    assert ["met_by", "custom.budget", "custom.size"] == dropped(
        crm, crm.leads.add(lead)
    )


def test_the_usual_lead_loses_nothing(crm: Crm) -> None:
    """C4: the default map carries all that a client or sale has a place for."""
    lead = a_lead(industry="it", websites="https://a.example", tags="vip", notes="x")

    assert [] == dropped(crm, crm.leads.add(lead))


def test_without_a_target_its_data_is_dropped(opened: Open) -> None:
    """C4: a variant without a deal has no use for the amount."""
    one = Conversion("one").deal(policy="skip")
    crm = opened(workspace=Workspace(conversions=[one]))

    assert ["amount"] == dropped(crm, crm.leads.add(a_lead()))


def test_what_the_client_has_already_is_not_dropped(crm: Crm) -> None:
    """C4: the value is there, and nothing is lost."""
    first = crm.convert(crm.leads.add(a_lead()))
    again = crm.leads.add(a_lead(job_title="Owner"))

    assert first.contact is not None
    assert ["job_title"] == dropped(crm, again)


def test_a_plan_reads_well(crm: Crm) -> None:
    """C5: what would be created, linked, carried over, dropped."""
    crm.companies.add_many([])
    lead = crm.leads.add(a_lead(met_by="bob"))
    text = str(crm.plan_conversion(lead))

    assert f"Conversion 'standard' of {lead.id} (it is for all leads)" in text
    assert "    amount = 120000.00 UAH (copied from amount)" in text
    assert "    title = 'Forklift rental' (first filled from title)" in text
    assert "  stays on the lead: met_by: is not carried over" in text


def test_who_followed_the_lead_follows_the_deal(crm: Crm) -> None:
    """C6: observers go along."""
    deal = crm.convert(crm.leads.add(a_lead(observers="bob, cleo"))).deal

    assert deal is not None
    assert ("bob", "cleo") == deal.observers


def test_a_plan_that_was_changed_is_judged_again(crm: Crm) -> None:
    """C5: only what leadflow has just planned is known to fit."""
    plan = crm.plan_conversion(crm.leads.add(Lead(title="Cranes", amount="5 UAH")))
    deal = plan.target("deal")
    wrong = tuple(
        attrs.evolve(each, value="many") if each.field == "amount" else each
        for each in deal.fields
    )
    changed = attrs.evolve(plan, targets=(attrs.evolve(deal, fields=wrong),))

    with pytest.raises(ConversionInvalid) as caught:
        crm.convert(changed)

    assert ["deal.amount"] == [each.path for each in caught.value.faults]
