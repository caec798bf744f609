"""Leads in simple mode: none, or technical ones that are converted at once."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from leadflow import (
    Activity,
    AmbiguousMatch,
    Contact,
    Conversion,
    ConversionInvalid,
    Crm,
    InvalidData,
    Lead,
    LeadsDisabled,
    NoVariant,
    Pipeline,
    Stage,
    Workspace,
    import_records,
)
from leadflow.testing import a_lead


Open: TypeAlias = Callable[..., Crm]

SIMPLE = Workspace(mode="simple")
TECHNICAL = Workspace(mode="simple", technical_leads=True)


def test_in_simple_mode_no_lead_is_added(opened: Open) -> None:
    """M4: the error names all ways out."""
    crm = opened(workspace=SIMPLE)
    with pytest.raises(LeadsDisabled, match="technical_leads"):
        crm.leads.add(a_lead())

    assert 0 == crm.leads.count()


def test_in_simple_mode_no_leads_are_added_in_bulk(opened: Open) -> None:
    """M4: the same on every path."""
    crm = opened(workspace=SIMPLE)
    with pytest.raises(LeadsDisabled):
        crm.leads.add_many([a_lead(), a_lead()])
    with pytest.raises(LeadsDisabled):
        import_records(crm, ["Name", "Olena"])

    assert 0 == crm.leads.count()


def test_a_technical_lead_is_converted_at_once(opened: Open) -> None:
    """M4, mission 1.31: it gets the success stage and yields exactly one deal."""
    crm = opened(workspace=TECHNICAL)
    lead = crm.leads.add(a_lead())

    assert ("converted", "won") == (lead.stage, lead.stage_kind)
    assert [lead.deal] == [deal.id for deal in crm.deals]
    assert [lead.contact] == [contact.id for contact in crm.contacts]
    assert lead == crm.leads.get(lead.id)


def test_its_history_tells_both_steps(opened: Open) -> None:
    """M4, H1: it came in, and it was converted."""
    crm = opened(workspace=TECHNICAL)
    lead = crm.leads.add(a_lead())

    assert ["created", "converted"] == [each.kind for each in crm.history(lead)]


@pytest.mark.parametrize("name", ["first_name", "last_name"])
def test_either_name_will_do(opened: Open, name: str) -> None:
    """M4: it needs a name."""
    crm = opened(workspace=TECHNICAL)
    lead = crm.leads.add(Lead(**{name: "Olena"}))  # type: ignore[arg-type]  # a name

    assert lead.contact is not None


def test_a_technical_lead_needs_a_name(opened: Open) -> None:
    """M4: told with everything else that is wrong with it."""
    crm = opened(workspace=TECHNICAL)
    with pytest.raises(InvalidData) as caught:
        crm.leads.add(Lead(title="Forklifts", source="radio"))

    assert {"last_name", "source"} == {each.path for each in caught.value.faults}


def test_many_technical_leads_see_each_other_s_clients(opened: Open) -> None:
    """M4: the second lead of a person finds the contact of the first."""
    crm = opened(workspace=TECHNICAL)
    first, second = crm.leads.add_many([a_lead(), a_lead()])

    assert first.contact == second.contact
    assert first.deal != second.deal


def test_one_of_many_that_cannot_be_converted_undoes_all(opened: Open) -> None:
    """M4, H3: the fault says which of them it was, and of what."""
    workspace = Workspace(
        mode="simple",
        technical_leads=True,
        pipelines=[Pipeline("deals", stages=[Stage("new", require="amount"), WON])],
    )
    crm = opened(workspace=workspace)
    with pytest.raises(ConversionInvalid) as caught:
        crm.leads.add_many([a_lead(), a_lead(amount=None)])

    assert ["[1].deal.amount"] == [each.path for each in caught.value.faults]
    assert (0, 0) == (crm.leads.count(), crm.contacts.count())


WON = Stage.won()


def test_a_lead_that_matches_two_clients_is_not_added(opened: Open) -> None:
    """M4, C11: the question is asked before anything is stored."""
    crm = opened(workspace=TECHNICAL)
    crm.contacts.add_many(Contact(last_name="Kovalenko", emails=E_MAIL) for _ in "ab")
    with pytest.raises(AmbiguousMatch):
        crm.leads.add(Lead(last_name="Kovalenko", emails=E_MAIL))

    assert 0 == crm.leads.count()


E_MAIL = "olena@kyivlog.example"


def test_in_bulk_it_is_told_which_lead_it_was(opened: Open) -> None:
    """M4, C11: refusals without faults of their own get one, with the place."""
    crm = opened(workspace=TECHNICAL)
    crm.contacts.add_many(Contact(last_name="Kovalenko", emails=E_MAIL) for _ in "ab")
    with pytest.raises(ConversionInvalid) as caught:
        crm.leads.add_many([Lead(last_name="Bondar"), a_lead(phones=())])

    assert [("[1]", "ambiguous_match")] == [
        (each.path, each.code) for each in caught.value.faults
    ]


def test_where_no_variant_fits_the_lead_is_not_added(opened: Open) -> None:
    """M4, C2: never a silent default."""
    only = Conversion("large", when="amount > 1000000")
    workspace = Workspace(mode="simple", technical_leads=True, conversions=[only])
    crm = opened(workspace=workspace)
    with pytest.raises(NoVariant):
        crm.leads.add(a_lead())

    assert 0 == crm.leads.count()


def test_a_variant_without_a_deal_does_not_suit_technical_leads(opened: Open) -> None:
    """M4: exactly one deal, so none is too few."""
    nothing = Conversion("client").deal(policy="skip")
    workspace = Workspace(mode="simple", technical_leads=True, conversions=[nothing])
    crm = opened(workspace=workspace)
    with pytest.raises(ConversionInvalid, match="technical lead"):
        crm.leads.add(a_lead())

    assert (0, 0) == (crm.leads.count(), crm.contacts.count())


def test_an_import_makes_clients_and_deals(opened: Open) -> None:
    """M4: each row is converted, or rejected with its reason."""
    crm = opened(workspace=TECHNICAL)
    rows = ["Title,Last name,E-mail", f"A,Kovalenko,{E_MAIL}", "B,,b@kyiv.example"]
    report = import_records(crm, rows)

    assert (1, 1) == (report.stored, crm.deals.count())
    assert ["last_name"] == [each.path for each in report.rejected[0].faults]


def test_a_row_that_cannot_be_converted_is_rejected_alone(opened: Open) -> None:
    """M4, X2: the import goes on, and the report says why."""
    crm = opened(workspace=TECHNICAL)
    crm.contacts.add_many(Contact(last_name="Kovalenko", emails=E_MAIL) for _ in "ab")
    rows = ["Last name,E-mail", f"Kovalenko,{E_MAIL}", "Bondar,iryna@kyiv.example"]
    report = import_records(crm, rows)

    assert (1, 1) == (report.stored, crm.deals.count())
    assert "ambiguous_match" == report.rejected[0].faults[0].code


def test_the_same_key_adds_one_technical_lead(opened: Open) -> None:
    """M4, P3: the second call returns the first result."""
    crm = opened(workspace=TECHNICAL)
    lead = crm.leads.add(a_lead(), key="form-7")

    assert lead == crm.leads.add(a_lead(), key="form-7")
    assert 1 == crm.deals.count()


def test_in_classic_mode_the_setting_sleeps(opened: Open) -> None:
    """M4: technical leads are for simple mode."""
    crm = opened(workspace=Workspace(technical_leads=True))

    assert "new" == crm.leads.add(a_lead()).stage


def test_the_stages_of_technical_leads_ask_for_nothing(opened: Open) -> None:
    """M4, M5: rules on the stages of leads are dormant."""
    strict = Pipeline(
        "leads",
        entity="lead",
        stages=[Stage("new", require="amount"), Stage.won(require=["notes"])],
    )
    workspace = Workspace(mode="simple", technical_leads=True, pipelines=[strict])
    lead = opened(workspace=workspace).leads.add(Lead(last_name="Kovalenko"))

    assert "won" == lead.stage


def test_a_call_can_be_planned_for_the_deal(opened: Open) -> None:
    """M4, C9: what comes next belongs to the deal of the lead."""
    crm = opened(workspace=TECHNICAL)
    lead = crm.leads.add(a_lead())
    assert lead.deal is not None
    call = crm.activities.add(Activity(subject="Call back", bindings=[lead.deal]))

    assert (lead.deal,) == call.bindings


def test_a_technical_lead_whose_conversion_is_taken_back_is_open(opened: Open) -> None:
    """M4, C14: it can be finished, as leads that were left can."""
    crm = opened(workspace=TECHNICAL)
    lead = crm.leads.add(a_lead())
    crm.revert(lead)
    again = crm.leads.get(lead.id)

    assert ("new", None) == (again.stage, again.deal)
    assert crm.convert(again).deal is not None
