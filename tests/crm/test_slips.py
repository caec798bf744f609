"""Slips of the pen: each is answered with one sentence that names the way out."""

import copy
import pickle
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

import leadflow
from leadflow import (
    Activity,
    Conflict,
    Contact,
    Crm,
    Deal,
    F,
    InvalidCondition,
    Lead,
    import_records,
)
from leadflow.errors import InvalidValue, MoveRefused, UnknownName
from leadflow.testing import BEGINNING


Slip = Callable[[Any], object]


@pytest.mark.parametrize(
    ("slip", "answer"),
    [
        (lambda crm: crm.leads.add_many(Lead()), r"type Lead; .* use add\(…\) for one"),
        (
            lambda crm: crm.leads.add_many(None),
            "leads cannot be of type NoneType; give",
        ),
        (lambda crm: crm.leads.get_many("lead_01"), r"use get\(…\) for one lead"),
        (lambda crm: crm.leads.get(5), "of type int; give a Lead or its id"),
        (lambda crm: crm.deals.delete(None), "give a Deal or its id"),
        (lambda crm: crm.leads.update(Lead(title="A")), "not stored yet; add it first"),
        (lambda crm: crm.move(5, "new"), "of type int; give a lead, deal, quote or"),
        (lambda crm: crm.win("won"), "is not an id of leadflow; ids look like"),
        (lambda crm: crm.lose(Deal(title="A")), "record is not stored yet; add it"),
        (lambda crm: crm.history(5), "of type int; give a record or its id"),
        (lambda crm: crm.convert("lead"), "ids look like 'lead_"),
        (
            lambda crm: crm.convert(5),
            "of type int; give a lead, deal, quote, its id, or",
        ),
        (
            lambda crm: crm.convert(Lead(title="B")),
            "record is not stored yet; add it f",
        ),
        (lambda crm: crm.convert_many(Lead()), "type Lead; give a list, or use the"),
        (
            lambda crm: crm.move_many("lead_01", "in_progress"),
            r"of type str; .* move\(…\)",
        ),
        (lambda crm: crm.provenance(5), "type int; give a record or its id"),
        (lambda crm: crm.revert(None), r"NoneType; give what convert\(\) returned"),
        (lambda crm: crm.stages.history(5), "of type int; give a lead, deal, quote"),
        (lambda crm: crm.stages.ageing(Deal(title="A")), "not stored yet; add it"),
        (lambda crm: crm.privacy.erase(None), "NoneType; give a contact or a lead"),
        (lambda crm: crm.at("2026"), "moment cannot be of type str; give a datetime"),
        (lambda crm: crm.configure("a.toml"), r"type str; .*Workspace\.load"),
        (lambda crm: crm.reports.ageing(limit="3"), "must be a whole number, not str"),
        (leadflow.dump_plan, "of type Crm; make one"),
    ],
)
def test_other_things_than_records_are_refused(
    crm: Crm, slip: Slip, answer: str
) -> None:
    """F4: one sentence, never an error from inside."""
    with pytest.raises(InvalidValue, match=answer):
        slip(crm)


@pytest.mark.parametrize(
    ("slip", "answer"),
    [
        (lambda crm: len(crm.leads), r"is no list; count it with \.count\(\)"),
        (lambda crm: len(crm.parties.limit(5)), r"no list; count it with \.count\(\)"),
        (lambda crm: bool(crm.leads.where()), r"true nor false; ask it, as in \.first"),
        (
            lambda crm: crm.agenda("ada"),
            "no function; it has all, calendar, done, idle",
        ),
        (lambda crm: crm.reports("funnel"), "is no function; it has ageing, funnel"),
        (lambda crm: crm.leads("web"), r"is no function; ask it, as in \.where\(…\)"),
        (lambda crm: crm.segments["chiefs"], r"as in crm\.segments\.of\('chiefs'\)"),
        (lambda crm: import_records(crm, [], dryrun=True), "did you mean 'dry_run'"),  # type: ignore[call-arg]  # the point
        (lambda crm: crm("deal", stage="won"), r"ask it, as in \.move\(…\)"),
    ],
)
def test_what_is_no_list_and_no_function_says_how_it_is_asked(
    crm: Crm, slip: Slip, answer: str
) -> None:
    """F4: Python's own sentence would leave everybody where they were."""
    with pytest.raises(TypeError, match=answer):
        slip(crm)


def test_what_is_a_function_beside_the_crm_is_named(crm: Crm) -> None:
    """F4: one looks for it where everything else is."""
    asked: Any = crm
    with pytest.raises(AttributeError, match=r"leadflow\.import_records\(crm, …\)"):
        asked.import_records(["Name", "Olena"])


def test_a_descending_order_is_told_as_it_is_written(crm: Crm) -> None:
    """F5: other libraries turn a field round."""
    with pytest.raises(InvalidCondition, match="sort by the text '-amount'"):
        crm.leads.order_by(-F.amount)


def test_a_record_takes_names() -> None:
    """F4: the example names a field that one fills."""
    with pytest.raises(TypeError, match=r"by place, not 1; .* as in Lead\(title=…\)"):
        Lead("Forklifts")  # type: ignore[call-arg,arg-type]  # the point


def test_a_collection_is_listed_all_the_same(crm: Crm) -> None:
    """H4: ``list`` would like to know the length, and goes on without it."""
    lead = crm.leads.add(Lead(title="A"))

    assert [lead] == list(crm.leads) == list(crm.leads.where())
    assert [lead.id] == [each.record.id for each in crm.parties]


def test_what_has_no_stages_is_told_what_has(crm: Crm) -> None:
    """S1: only leads, deals, quotes and invoices move."""
    contact: Any = crm.contacts.add(Contact(last_name="K"))
    with pytest.raises(InvalidValue, match="has no stages; give a lead, deal, quote"):
        crm.move(contact, "new")


def test_an_id_of_something_else_is_told_with_its_article(crm: Crm) -> None:
    """C16: an invoice is not converted, and the sentence can be read aloud."""
    invoice: Any = crm.invoices.add(leadflow.Invoice(title="Rent"))
    with pytest.raises(InvalidValue, match="names an invoice; only leads, deals"):
        crm.convert(invoice)


def test_a_choice_that_is_no_id_is_told_what_it_may_be(crm: Crm) -> None:
    """C11: ``new`` misspelt is no id."""
    lead = crm.leads.add(Lead(title="A"))
    with pytest.raises(InvalidValue, match="company: id is not an id of leadflow"):
        crm.convert(lead, company="nwe")


def test_numbers_of_a_stage_are_numbers() -> None:
    """S9: a text in place of days fails where it is written."""
    with pytest.raises(InvalidValue, match=r"of type str; write a whole number"):
        leadflow.Stage("talks", expected_days="7")  # type: ignore[arg-type]  # the point


def test_limits_of_a_field_are_numbers() -> None:
    """F2: a text in place of a length fails where it is written."""
    with pytest.raises(InvalidValue, match=r"of type str; write a whole number"):
        leadflow.CustomField("hall", entity="lead", max_length="x")  # type: ignore[arg-type]  # the point


def test_an_erasure_is_short_at_a_prompt(crm: Crm) -> None:
    """H5: print shows the steps; a repr counts them."""
    contact = crm.contacts.add(Contact(last_name="K"))
    plan = crm.privacy.plan_erasure(contact)
    report = crm.privacy.erase(plan)

    assert f"<ErasurePlan of {contact.id}: 1 record>" == repr(plan)
    assert f"<ErasureReport of {contact.id}: erased 1 record," in repr(report)


def test_one_further_field_to_erase_needs_no_brackets(crm: Crm) -> None:
    """H5: ``also`` takes one name or several, as all lists of names do."""
    contact = crm.contacts.add(Contact(last_name="K"))

    plan = crm.privacy.plan_erasure(contact, also="lead.title")

    assert ("lead.title",) == plan.also


def test_a_batch_takes_the_values_that_one_takes(crm: Crm) -> None:
    """C5, C7: what is said to ``convert`` can be said to many."""
    leads = crm.leads.add_many([Lead(title="A"), Lead(title="B")])

    done = crm.convert_many(leads, values={"deal.amount": "5 UAH"})

    amounts = [each.result.deal.amount for each in done if each.result]  # type: ignore[union-attr]
    assert [leadflow.Money("5", "UAH")] * 2 == amounts


def test_a_clock_is_called(crm: Crm) -> None:
    """P16: a number is no clock."""
    with pytest.raises(InvalidValue, match=r"clock cannot be of type int; give a func"):
        leadflow.open(clock=5)  # type: ignore[arg-type]  # the point

    assert 0 == crm.leads.count()


def test_an_unknown_stage_is_told_before_a_conflict(crm: Crm) -> None:
    """S4, H2: reading again does not mend a misspelt name."""
    lead = crm.leads.add(Lead(title="A"))
    crm.leads.update(lead, title="B")
    with pytest.raises(UnknownName, match="did you mean 'in_progress'"):
        crm.move(lead, "in_progres")
    with pytest.raises(UnknownName, match="did you mean 'junk'"):
        crm.lose(lead, stage="junkk")
    with pytest.raises(Conflict):
        crm.move(lead, "in_progress")


def test_a_lead_is_not_won_but_converted(crm: Crm) -> None:
    """C13: the way out is the verb."""
    with pytest.raises(MoveRefused, match=r"not won but converted: use convert\(lead"):
        crm.win(crm.leads.add(Lead(title="A")))


def test_every_verb_of_stages_takes_a_record_or_its_id(crm: Crm) -> None:
    """S1: what is moved tells where it stands."""
    lead = crm.leads.add(Lead(title="A"))
    deal = crm.deals.add(Deal(title="B"))

    assert "processed" == crm.move(lead.id, "processed").stage
    assert "junk" == crm.lose(lead.id, reason="spam").stage
    assert "won" == crm.win(deal.id).stage


@pytest.mark.parametrize("slip", [pickle.dumps, copy.deepcopy])
def test_a_crm_is_neither_pickled_nor_copied(crm: Crm, slip: Slip) -> None:
    """P4: the store belongs to its process."""
    for each in (crm, crm.leads, crm.leads.where("title == 'A'")):
        with pytest.raises(TypeError, match="belong to their process"):
            slip(each)


def test_a_holder_of_an_old_version_may_still_misspell(crm: Crm) -> None:
    """H2: a touch in between changes neither answer."""
    lead = crm.leads.add(Lead(title="A"))
    done = BEGINNING - timedelta(days=1)
    crm.activities.add(Activity(kind="call", bindings=[lead], done_at=done))
    with pytest.raises(UnknownName):
        crm.move(lead, "in_progres")

    assert "in_progress" == crm.move(lead, "in_progress").stage


def test_a_slip_in_a_bulk_change_is_told_where_nothing_is_found(crm: Crm) -> None:
    """F2: else it would be noticed on the day when something is."""
    with pytest.raises(UnknownName, match="did you mean 'title'"):
        crm.deals.select().update(titel="A")


def test_the_size_of_a_page_is_a_whole_number(crm: Crm) -> None:
    """H4: as that of a limit."""
    with pytest.raises(InvalidValue, match="page size must be a whole number"):
        crm.leads.page("50")  # type: ignore[arg-type]  # what is tested
