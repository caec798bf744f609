"""Adding records: what every record must be, whatever path it comes by."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

import pytest

from leadflow import (
    Activity,
    Affiliation,
    Company,
    Contact,
    Crm,
    CustomField,
    Deal,
    Dictionary,
    Entry,
    Fault,
    InvalidData,
    InvalidValue,
    Lead,
    Participant,
    Product,
    ProductRow,
    User,
    Workspace,
)
from leadflow.entities import Record
from leadflow.testing import BEGINNING, FixedClock, nth_id


Open: TypeAlias = Callable[..., Crm]

DAY = timedelta(days=1)


def faults(crm: Crm, record: Record) -> list[str]:
    """Return the paths of what is wrong with a new record."""
    with pytest.raises(InvalidData) as caught:
        _add(crm, record)
    return [fault.path for fault in caught.value.faults]


def _add(crm: Crm, record: Record) -> None:
    match record:
        case Lead():
            crm.leads.add(record)
        case Deal():
            crm.deals.add(record)
        case Contact():
            crm.contacts.add(record)
        case Company():
            crm.companies.add(record)
        case Activity():
            crm.activities.add(record)
        case Product():
            crm.products.add(record)
        case _:
            assert isinstance(record, User)
            crm.users.add(record)


# What leadflow gives


def test_a_new_record_gets_what_it_needs(crm: Crm) -> None:
    """H1: id, version, owner and times come from the door, not from the caller."""
    lead = crm.leads.add(Lead(title="Forklifts"))

    assert (nth_id("lead", 1), 1, "ada") == (lead.id, lead.version, lead.owner)
    assert (BEGINNING, "ada") == (lead.created_at, lead.created_by)
    assert (BEGINNING, "ada") == (lead.updated_at, lead.updated_by)


def test_a_given_owner_stays(crm: Crm) -> None:
    """H1: the actor is only the owner of what belongs to nobody."""
    assert "bob" == crm.leads.add(Lead(title="A", owner="bob")).owner


def test_an_id_may_be_given(crm: Crm) -> None:
    """H1: ids exist before records are saved."""
    id = nth_id("lead", 77)
    lead = crm.leads.add(Lead(id=id, title="A"))  # type: ignore[arg-type]  # any text

    assert id == lead.id == crm.leads.get(lead.id).id


@pytest.mark.parametrize("id", ["abc", "lead_1", "lead_" + "z" * 26])
def test_an_id_that_is_none_is_refused(crm: Crm, id: str) -> None:
    """H1: such a record could never be found again."""
    with pytest.raises(InvalidValue) as caught:
        crm.leads.add(Lead(id=id, title="A"))  # type: ignore[arg-type]  # any text

    assert "id" == caught.value.path


def test_an_id_of_another_entity_is_refused(crm: Crm) -> None:
    """H1: an id tells its type, and must tell the right one."""
    with pytest.raises(InvalidValue, match="names a deal, not a lead"):
        crm.leads.add(Lead(id=nth_id("deal", 1), title="A"))  # type: ignore[arg-type]  # any text


def test_system_fields_are_refused_all_at_once(crm: Crm) -> None:
    """H1: what leadflow keeps nobody else sets."""
    lead = Lead(title="A", stage_kind="won", created_by="eve", moved_by="eve")

    assert ["stage_kind", "moved_by", "created_by"] == faults(crm, lead)


def test_a_stored_record_is_not_added_again(crm: Crm) -> None:
    """H2: the error names the way out."""
    lead = crm.leads.add(Lead(title="A"))
    with pytest.raises(InvalidData, match=r"use update\(…\)"):
        crm.leads.add(lead)


def test_a_record_of_another_entity_is_refused(crm: Crm) -> None:
    """H1: leads take leads."""
    with pytest.raises(InvalidValue, match="leads take a Lead"):
        crm.leads.add(Deal(title="A"))  # type: ignore[arg-type]  # the point


def test_a_lead_of_a_known_client_is_marked(crm: Crm) -> None:
    """S10: fixed at creation; a later tie changes nothing."""
    firm = crm.companies.add(Company(name="A"))
    repeat = crm.leads.add(Lead(title="A", company=firm))
    first = crm.leads.update(crm.leads.add(Lead(title="B")), company=firm)

    assert (True, False) == (repeat.is_return_customer, first.is_return_customer)


# Substance


@pytest.mark.parametrize(
    "record",
    [
        Lead(),
        Lead(source="web", amount="5 UAH"),
        Contact(job_title="Director"),
        Company(industry="it"),
        Product(),
        User(),
    ],
)
def test_a_record_that_says_too_little_is_refused(crm: Crm, record: Record) -> None:
    """Mission 1.5: the least is a name or one way to reach somebody."""
    assert [""] == faults(crm, record)


@pytest.mark.parametrize(
    "lead",
    [
        Lead(last_name="Kovalenko"),
        Lead(phones="+380 44 123 45 67"),
        Lead(emails="a@b.example"),
        Lead(company_name="Kyiv Logistics"),
        Lead(title="Forklifts"),
    ],
)
def test_one_word_is_enough_for_a_lead(crm: Crm, lead: Lead) -> None:
    """Mission 1.5: anyone with the least contact data."""
    assert 1 == crm.leads.add(lead).version


def test_an_activity_belongs_somewhere(crm: Crm) -> None:
    """T1: at least one binding."""
    assert [""] == faults(crm, Activity(kind="call", subject="Ask"))


def test_an_activity_may_belong_to_many(crm: Crm) -> None:
    """T1: a meeting is about the deal and its people at once."""
    lead, deal = crm.leads.add(Lead(title="A")), crm.deals.add(Deal(title="A"))
    activity = crm.activities.add(Activity(kind="call", bindings=[lead, deal]))

    assert (lead.id, deal.id) == activity.bindings


# Values


def test_all_faults_are_told_at_once(crm: Crm) -> None:
    """C3: nobody mends a record fault by fault."""
    lead = Lead(
        title="A",
        source="wbe",
        industry="itt",
        company=nth_id("company", 9),  # type: ignore[arg-type]  # any text
        custom={"budgte": 5},
        stage="nwe",
        created_at=BEGINNING + DAY,
    )

    assert [
        "stage",
        "industry",
        "source",
        "custom.budgte",
        "company",
        "created_at",
    ] == faults(crm, lead)


def test_a_wrong_code_names_the_nearest(crm: Crm) -> None:
    """S5: dictionaries say what there is."""
    with pytest.raises(InvalidData, match="did you mean 'trade_show'"):
        crm.leads.add(Lead(title="A", source="trade_shw"))


def test_a_wrong_stage_names_the_nearest(crm: Crm) -> None:
    """S4: a typo of a stage is a fault like any other."""
    with pytest.raises(InvalidData) as caught:
        crm.leads.add(Lead(title="A", stage="in_progres"))

    assert (
        Fault(
            "stage",
            "unknown stage 'in_progres' of pipeline 'leads'",
            "did you mean 'in_progress'?",
            "unknown_name",
        ),
    ) == caught.value.faults


def test_a_retired_code_is_refused_for_new_records(opened: Open) -> None:
    """S5: what is retired nobody chooses any more."""
    sources = Dictionary("source", [Entry("fax", is_retired=True), "web"])
    crm = opened(workspace=Workspace(dictionaries=[sources]))
    with pytest.raises(InvalidData, match="'fax' is retired"):
        crm.leads.add(Lead(title="A", source="fax"))


def test_an_open_dictionary_takes_any_code(crm: Crm) -> None:
    """T1: hosts have kinds of activities of their own."""
    lead = crm.leads.add(Lead(title="A"))

    assert "site_visit" == _activity(crm, lead, kind="site_visit").kind


@pytest.mark.parametrize("slip", ["cal", "calll", "cakl", "clal"])
def test_a_near_miss_of_a_known_kind_is_refused(crm: Crm, slip: str) -> None:
    """T1: a call that is none would have no start, and stand in no report."""
    lead = crm.leads.add(Lead(title="A"))
    with pytest.raises(InvalidData) as caught:
        _activity(crm, lead, kind=slip)

    assert str(caught.value) == (
        f"activity is not valid: kind: '{slip}' looks like a slip of 'call'; "
        f"did you mean it? If not, add '{slip}' to dictionary 'activity_kind'"
    )


def test_a_near_miss_that_the_firm_means_is_a_kind(opened: Open) -> None:
    """T1: what stands in the dictionary is no slip, and what is stored stays."""
    kinds = Dictionary("activity_kind", ["call", "cal"], is_open=True)
    crm = opened(workspace=Workspace(dictionaries=[kinds]))
    mine = _activity(crm, crm.leads.add(Lead(title="A")), kind="cal")
    crm.configure(Workspace())

    assert "cal" == crm.activities.update(mine, subject="Hello").kind


def _activity(crm: Crm, lead: Lead, kind: str) -> Activity:
    return crm.activities.add(Activity(kind=kind, bindings=[lead]))


def test_a_role_comes_from_its_dictionary(crm: Crm) -> None:
    """S5: roles on links are codes too."""
    firm = crm.companies.add(Company(name="A"))
    person = Contact(last_name="B", companies=[Affiliation(firm.id, role="bos")])

    assert ["companies[0].role"] == faults(crm, person)


def test_an_amount_that_no_store_can_hold_is_refused(crm: Crm) -> None:
    """P12: what is out of range raises, with its path."""
    lead = Lead(title="A", amount="9999999999999999 UAH")

    assert ["amount"] == faults(crm, lead)


# Custom fields


FIELDS = Workspace(
    fields=[
        CustomField("budget", entity="lead", type="money"),
        CustomField("size", entity="lead", type="choice", choices=["s", "m"]),
        CustomField("seats", entity="lead", type="integer", required=True),
    ]
)


def test_custom_values_are_kept_in_their_form(opened: Open) -> None:
    """F4: the definition says what a value is."""
    crm = opened(workspace=FIELDS)
    lead = crm.leads.add(Lead(title="A", custom={"budget": "5 UAH", "seats": 3}))

    assert {"budget": "5.00 UAH", "seats": "3"} == {
        name: str(value) for name, value in lead.custom.items()
    }


def test_the_same_value_in_another_form_changes_nothing(opened: Open) -> None:
    """F4, H1: it is the same as soon as it is kept, so there is nothing to tell."""
    crm = opened(workspace=FIELDS)
    lead = crm.leads.add(Lead(title="A", custom={"budget": "5 UAH", "seats": 3}))

    assert lead == crm.leads.update(lead.id, custom={"budget": "5.0 UAH"})


def test_wrong_custom_values_are_told_all_at_once(opened: Open) -> None:
    """F4: each with its path, the missing ones too."""
    crm = opened(workspace=FIELDS)
    lead = Lead(title="A", custom={"budget": "much", "size": "xl", "sise": "s"})

    assert [
        "custom.budget",
        "custom.sise",
        "custom.size",
        "custom.seats",
    ] == faults(crm, lead)


# Links


def test_links_lead_to_records_that_exist(crm: Crm) -> None:
    """P10: a link to nowhere is refused, whatever field holds it."""
    firm, person = nth_id("company", 9), nth_id("contact", 9)
    deal = Deal(
        title="A",
        company=firm,  # type: ignore[arg-type]  # any text
        contacts=[Participant(person)],  # type: ignore[arg-type]  # any text
        rows=[ProductRow(price="5 UAH", product=nth_id("product", 9))],  # type: ignore[arg-type]  # any text
    )

    assert ["rows", "company", "contacts"] == faults(crm, deal)


def test_links_lead_to_records_that_are_live(crm: Crm) -> None:
    """P10: what was deleted is no client."""
    firm = crm.companies.add(Company(name="A"))
    crm.companies.delete(firm)

    assert ["company"] == faults(crm, Deal(title="A", company=firm))


def test_a_record_of_the_same_transaction_is_there(crm: Crm) -> None:
    """H3: later steps see what earlier ones made."""
    with crm.transaction():
        firm = crm.companies.add(Company(name="A"))
        deal = crm.deals.add(Deal(title="A", company=firm))

    assert firm.id == crm.deals.get(deal.id).company


def test_records_of_one_call_may_point_at_each_other(crm: Crm) -> None:
    """H3: what comes first in the list exists for what comes after."""
    parent = nth_id("company", 5)
    crm.companies.add_many(
        [Company(id=parent, name="A"), Company(name="B", parent=parent)]  # type: ignore[arg-type]  # any text
    )

    assert 2 == crm.companies.count()


# Times


def test_history_may_be_brought_along(crm: Crm) -> None:
    """S6: past times of creation and closing are taken over."""
    came, went = BEGINNING - 9 * DAY, BEGINNING - 2 * DAY
    deal = crm.deals.add(Deal(title="A", stage="won", created_at=came, closed_at=went))

    assert (came, went, went) == (
        deal.created_at,
        deal.closed_at,
        deal.stage_entered_at,
    )


def test_what_was_closed_was_there_before(crm: Crm) -> None:
    """P16: without a time of creation a record is as old as its closing."""
    went = BEGINNING - 2 * DAY
    deal = crm.deals.add(Deal(title="A", stage="won", closed_at=went))

    assert (went, went) == (deal.created_at, deal.closed_at)


def test_a_closed_record_was_closed_when_it_came(crm: Crm) -> None:
    """S6: a closed record always knows when."""
    came = BEGINNING - 9 * DAY
    deal = crm.deals.add(Deal(title="A", stage="lost", created_at=came))

    assert came == deal.closed_at


@pytest.mark.parametrize("name", ["created_at", "closed_at"])
def test_the_future_is_refused(crm: Crm, clock: FixedClock, name: str) -> None:
    """P16: nothing has happened tomorrow."""
    deal = Deal(title="A", stage="won", **{name: clock() + DAY})  # type: ignore[arg-type]  # as the test says

    assert [name] == faults(crm, deal)


def test_nothing_is_closed_before_it_came(crm: Crm) -> None:
    """P16: durations are never negative."""
    deal = Deal(title="A", stage="won", created_at=BEGINNING, closed_at=BEGINNING - DAY)

    assert ["closed_at"] == faults(crm, deal)


def test_an_open_record_was_not_closed(crm: Crm) -> None:
    """S6: silently forgetting the time would hide the mistake."""
    assert ["closed_at"] == faults(crm, Deal(title="A", closed_at=BEGINNING - DAY))


def test_an_error_repeats_no_personal_data(crm: Crm) -> None:
    """P25: texts of errors end up in logs."""
    lead = Lead(last_name="Kovalenko", emails="olena@x.example", source="wbe")
    with pytest.raises(InvalidData) as caught:
        crm.leads.add(lead)

    assert "Kovalenko" not in str(caught.value)
    assert "olena" not in str(caught.value)
