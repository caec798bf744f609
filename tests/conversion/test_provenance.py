"""Where a value came from: told by the facts of a conversion, and asked of them."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from leadflow import (
    Carried,
    Conversion,
    Crm,
    CustomField,
    F,
    InvalidValue,
    Lead,
    NotFound,
    Origin,
    UnknownName,
    Workspace,
    constant,
    copy,
    import_records,
    template,
)
from leadflow.testing import FixedClock, a_contact, a_lead, nth_id


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


# Asking


def test_a_field_tells_its_lead_and_map(opened: Open, clock: FixedClock) -> None:
    """H1: which record and fields, how, which variant, when, by whom."""
    crm = opened(workspace=WORKSPACE)
    lead = crm.leads.add(a_lead())
    done = crm.acting_as("bob").convert(lead)
    assert done.deal is not None
    title = crm.provenance(done.deal, "title")

    assert ("Kyiv Logistics: Forklift rental", "template") == (title.value, title.how)
    assert (lead.id, ("company_name", "title")) == (title.source, title.fields)
    assert ("b2b", done.id) == (title.variant, title.conversion)
    assert ("bob", clock(), ()) == (title.actor, title.at, title.history)


def test_what_people_wrote_is_typed(crm: Crm) -> None:
    """H1: with what stood there before, the latest first."""
    lead = crm.leads.add(a_lead(amount="1 UAH"))
    for amount in ("2 UAH", "3 UAH"):
        lead = crm.acting_as("bob").leads.update(lead, amount=amount)
    told = crm.provenance(lead, F.amount)

    assert ("typed", "bob", "3.00 UAH") == (told.how, told.actor, str(told.value))
    assert [("bob", "2.00 UAH"), ("ada", "1.00 UAH")] == [
        (each.actor, str(each.value)) for each in told.history
    ]


def test_a_filled_field_that_was_changed_tells_both(crm: Crm) -> None:
    """H1: somebody's correction, and before that the lead."""
    done = crm.convert(crm.leads.add(a_lead()))
    assert done.deal is not None
    crm.deals.update(done.deal, amount="5 UAH")
    told = crm.provenance(done.deal.id, "amount")

    assert ["typed", "copied"] == [told.how, *(each.how for each in told.history)]


def test_what_came_from_another_system_says_so(crm: Crm) -> None:
    """H1: an import keeps the id that the record had there."""
    lead = crm.leads.add(a_lead(origin=Origin("bitrix24", "0042")))
    told = crm.provenance(lead, "title")

    assert ("imported", "bitrix24 0042") == (told.how, told.source)
    assert "kept" == crm.provenance(lead, "stage_entered_at").how


@pytest.mark.parametrize(
    ("field", "how"),
    [
        ("notes", "empty"),
        ("birth_date", "empty"),
        ("stage_entered_at", "kept"),
        ("stage", "moved"),
        ("owner", "typed"),
    ],
)
def test_other_fields_tell_what_they_can(crm: Crm, field: str, how: str) -> None:
    """H1: nobody filled it, leadflow keeps it, a move set it."""
    lead = crm.move(crm.leads.add(a_lead()), "in_progress")

    assert how == crm.provenance(lead, field).how


def test_what_a_conversion_set_without_a_map_is_its_own(crm: Crm) -> None:
    """H1: owner and probability of a deal are the conversion's."""
    done = crm.convert(crm.leads.add(a_lead()))
    assert done.deal is not None

    assert "conversion" == crm.provenance(done.deal, "probability").how
    assert done.id == crm.provenance(done.deal, "probability").conversion


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [("amout", "amount"), ("custom.who", "custom"), ("custom", "custom"), ("", "")],
)
def test_a_wrong_field_is_refused(crm: Crm, wrong: str, nearest: str) -> None:
    """H1: with the nearest right name."""
    lead = crm.leads.add(a_lead())
    with pytest.raises(UnknownName) as caught:
        crm.provenance(lead, wrong)

    assert nearest == caught.value.nearest


def test_a_record_tells_of_all_its_fields(opened: Open) -> None:
    """H1: the filled ones, in order, custom fields among them."""
    crm = opened(workspace=WORKSPACE)
    done = crm.convert(crm.leads.add(a_lead(custom={"budget": "5 UAH"})))
    assert done.deal is not None
    told = crm.provenance(done.deal)

    assert {"title", "amount", "company", "custom.budget", "stage"} <= set(told.fields)
    assert not {"custom", "stage_entered_at", "files"} & set(told.fields)
    assert told.fields["amount"] == crm.provenance(done.deal, "amount")


def test_all_leads_of_a_deal_are_told(crm: Crm) -> None:
    """C15: also the one that found every field filled."""
    first = crm.convert(crm.leads.add(a_lead()))
    others = [
        crm.convert(crm.leads.add(Lead(last_name=name)), deal=first.deal, contact="new")
        for name in ("Bondar", "Koval")
    ]
    assert first.deal is not None
    told = crm.provenance(first.deal)

    assert [first.lead.id, *(each.lead.id for each in others)] == list(told.sources)
    assert [first.id, *(each.id for each in others)] == [
        each.conversion for each in told.contributions
    ]
    assert "amount" in told.contributions[0].fields
    assert "amount" not in told.contributions[1].fields


def test_a_lead_that_changed_nothing_is_told_too(crm: Crm) -> None:
    """C15: the deal was linked as it was, and still it is that lead's."""
    first = crm.convert(crm.leads.add(a_lead()))
    twin = crm.convert(crm.leads.add(a_lead()), deal=first.deal)
    assert first.deal is not None
    told = crm.provenance(first.deal).contributions

    assert 1 == len(crm.history(first.deal))
    assert f"{twin.lead.id} by {twin.id}" == str(told[-1])
    assert [(first.lead.id, True), (twin.lead.id, False)] == [
        (each.source, bool(each.fields)) for each in told
    ]


def test_a_conversion_that_was_taken_back_contributes_nothing(crm: Crm) -> None:
    """C14, C15: its facts remain, and say what was put back."""
    known = a_contact(first_name="Olena", last_name="Kovalenko", job_title="")
    person = crm.contacts.add(known)
    done = crm.convert(crm.leads.add(a_lead(emails="iryna@kyivlog.example")))
    crm.revert(done)
    told = crm.provenance(person, "job_title")

    assert () == crm.provenance(person).contributions
    assert ["put back", "filled", "empty"] == [
        told.how,
        *(each.how for each in told.history),
        crm.provenance(person, "birth_date").how,
    ]
    assert done.id == told.conversion


def test_a_repeat_lead_gives_its_client_nothing(crm: Crm) -> None:
    """C12, C15: the deal is its own, the client was known."""
    person = crm.contacts.add(a_contact())
    done = crm.convert(crm.leads.add(a_lead(contact=person)))
    assert done.deal is not None

    assert () == crm.provenance(person).sources
    assert (done.lead.id,) == crm.provenance(done.deal).sources
    assert () == crm.provenance(done.lead).sources


def test_nobody_speaks_for_a_conversion(crm: Crm) -> None:
    """P14, C14: a reason that reads like one is refused; it would be undone with it."""
    done = crm.convert(crm.leads.add(a_lead()))
    for cause in (done.id, f"reverted:{done.id}", f" deleted:{done.lead.id}"):
        with pytest.raises(InvalidValue, match="words of your own"):
            crm.move(crm.leads.add(a_lead()), "in_progress", override=cause)
        with pytest.raises(InvalidValue, match="words of your own"):
            crm.leads.add(a_lead(), override=cause)
        with pytest.raises(InvalidValue, match="words of your own"):
            crm.because(cause)


def test_what_came_from_a_file_names_it(crm: Crm, tmp_path: Path) -> None:
    """H1: an import says which file each lead was in."""
    file = tmp_path / "fair.csv"
    file.write_text("Name,E-mail\nOlena Kovalenko,olena@kyiv.example\n")
    import_records(crm, file)
    lead = crm.leads.first()
    assert lead is not None
    told = crm.provenance(lead, "emails")

    assert ("imported", "fair.csv", "ada") == (told.how, told.source, told.actor)
    assert "import:fair.csv" == crm.history(lead)[0].cause


def test_a_provenance_reads_in_sentences(crm: Crm) -> None:
    """H1: one line for each field, and what was before."""
    lead = crm.leads.add(a_lead())
    done = crm.convert(lead)
    assert done.deal is not None
    deal = crm.acting_as("bob").deals.update(done.deal, amount="5 UAH")
    amount = (
        "amount: typed, 2026-01-05 09:00Z by bob\n"
        f"  before that copied from amount of {lead.id} by variant 'standard', "
        f"{done.id}, 2026-01-05 09:00Z by ada"
    )
    whole = str(crm.provenance(deal))

    assert amount == str(crm.provenance(deal, "amount"))
    assert whole.startswith(f"Provenance of {deal.id}\n  from {lead.id} by {done.id}")
    assert "\n  amount: typed, 2026-01-05 09:00Z by bob\n" in whole
    assert "notes: never filled" == str(crm.provenance(deal, "notes"))


def test_a_deleted_record_still_answers(crm: Crm) -> None:
    """H1, H5: facts remain."""
    lead = crm.leads.add(a_lead())
    crm.leads.delete(lead)

    assert "typed" == crm.provenance(lead, "title").how


def test_only_stored_records_have_a_provenance(crm: Crm) -> None:
    """H1: an id that is none, one of nobody, a record of today."""
    with pytest.raises(NotFound):
        crm.provenance(nth_id("lead", 9))
    with pytest.raises(InvalidValue):
        crm.provenance("anything")
    with pytest.raises(InvalidValue):
        crm.provenance(a_lead())


def test_a_provenance_draws_itself_and_hides_in_logs(crm: Crm) -> None:
    """H1, P25: escaped in a notebook; a repr tells no values."""
    lead = crm.leads.add(a_lead(title="<b>Forklifts</b>"))
    done = crm.convert(lead)
    assert done.deal is not None
    told = crm.provenance(done.deal)
    html = told._repr_html_()  # as notebooks do

    assert "&lt;b&gt;Forklifts" in html
    assert f"from {lead.id}" in html
    assert "Forklifts" not in repr(told) + repr(crm.provenance(lead, "title"))


def test_in_the_midst_of_a_conversion_nothing_is_tied_yet(crm: Crm) -> None:
    """C5, H7: as of the fact that made the deal, its lead was not converted."""
    done = crm.convert(crm.leads.add(Lead(title="A", last_name="Koval")))
    assert done.deal
    first = next(iter(crm.history(done.deal)))

    assert 1 == len(crm.provenance(done.deal).contributions)
    assert () == crm.as_of(first.seq).provenance(done.deal).contributions
