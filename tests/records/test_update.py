"""Changing records: on top of what was read, and only what may be changed."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

import attrs
import pytest

import leadflow
from leadflow import (
    Company,
    Conflict,
    Contact,
    Crm,
    CustomField,
    Deal,
    Dictionary,
    Entry,
    InvalidData,
    InvalidValue,
    Lead,
    Money,
    MoveRefused,
    NotFound,
    Participant,
    Pipeline,
    ReadOnly,
    Stage,
    UnknownName,
    Workspace,
    evolve,
)
from leadflow.storage.memory import MemoryStore
from leadflow.testing import FixedClock, digest, nth_id


Open: TypeAlias = Callable[..., Crm]

DAY = timedelta(days=1)


# What an update is


def test_a_change_gives_the_next_version(crm: Crm, clock: FixedClock) -> None:
    """H2: each change is on top of the version it read."""
    lead = crm.leads.add(Lead(title="A"))
    now = clock.advance(DAY)
    changed = crm.acting_as("bob").leads.update(lead, title="B")

    assert (2, now, "bob") == (changed.version, changed.updated_at, changed.updated_by)
    assert changed == crm.leads.get(lead.id)


def test_a_record_may_be_changed_before_it_is_given(crm: Crm) -> None:
    """H2: evolve and keyword say the same."""
    lead = crm.leads.add(Lead(title="A"))

    assert "B" == crm.leads.update(evolve(lead, title="B")).title


def test_an_id_and_the_changes_are_enough(crm: Crm) -> None:
    """H2: by id the latest version is changed."""
    lead = crm.leads.add(Lead(title="A"))
    crm.leads.update(lead, title="B")

    assert ("B", "web") == (
        crm.leads.get(lead.id).title,
        crm.leads.update(lead.id, source="web").source,
    )


def test_a_change_is_a_fact(crm: Crm) -> None:
    """H1: which field, from what, to what."""
    lead = crm.leads.add(Lead(title="A"))
    crm.leads.update(lead, title="B", amount="5 UAH")
    event = crm.history(lead)[-1]

    assert {"title": ("A", "B"), "amount": (None, Money("5", "UAH"))} == {
        each.field: (each.before, each.after) for each in event.changes
    }


def test_no_change_writes_nothing() -> None:
    """H1: saying what is so already is no fact."""
    store = MemoryStore()
    crm = leadflow.open(store)
    lead = crm.leads.add(Lead(title="A", phones="+380441234567"))
    before = digest(store)
    same = crm.leads.update(lead, title="A", phones="+380441234567")

    assert (lead, before) == (same, digest(store))


def test_wrong_values_are_told_all_at_once(crm: Crm) -> None:
    """F4: whoever fills in a form hears of everything."""
    lead = crm.leads.add(Lead(title="A"))
    with pytest.raises(InvalidData) as caught:
        crm.leads.update(lead, amount="many", birth_date="soon")

    assert ["amount", "birth_date"] == [fault.path for fault in caught.value.faults]
    assert 1 == crm.leads.get(lead.id).version


def choosing(*choices: Entry | str, multiple: bool = False) -> Workspace:
    """Return a workspace whose leads have a field to choose from."""
    size = CustomField(
        "size", entity="lead", type="choice", choices=choices, multiple=multiple
    )
    return Workspace(fields=[size])


def test_retired_choices_stay_on_old_records(opened: Open) -> None:
    """S5: old records keep them, new values are others."""
    crm = opened(workspace=choosing("s", "m"))
    old = crm.leads.add(Lead(title="A", custom={"size": "s"}))
    other = crm.leads.add(Lead(title="B", custom={"size": "m"}))
    crm.configure(choosing(Entry("s", is_retired=True), "m"))
    with pytest.raises(InvalidData) as caught:
        crm.leads.update(other, custom={"size": "s"})

    assert "s" == crm.leads.update(old, title="A2").custom["size"]
    assert [("custom.size", "retired")] == [
        (fault.path, fault.code) for fault in caught.value.faults
    ]
    with pytest.raises(InvalidData, match="'s' is retired"):
        crm.leads.add(Lead(title="C", custom={"size": "s"}))


def test_of_several_choices_the_held_ones_stay(opened: Open) -> None:
    """S5: adding another one takes nothing away."""
    crm = opened(workspace=choosing("s", "m", multiple=True))
    lead = crm.leads.add(Lead(title="A", custom={"size": ["s"]}))
    crm.configure(choosing(Entry("s", is_retired=True), "m", multiple=True))

    assert ("s", "m") == crm.leads.update(lead, custom={"size": ["s", "m"]}).custom[
        "size"
    ]


def test_a_conversion_carries_retired_choices(opened: Open) -> None:
    """S5: what the lead holds goes along."""
    fields = [
        CustomField("size", entity=entity, type="choice", choices=["s", "m"])
        for entity in ("lead", "deal")
    ]
    crm = opened(workspace=Workspace(fields=fields))
    lead = crm.leads.add(Lead(title="A", custom={"size": "s"}))
    retired = (Entry("s", is_retired=True), "m")
    crm.configure(
        Workspace(fields=[attrs.evolve(each, choices=retired) for each in fields])
    )
    deal = crm.convert(lead).deal

    assert deal is not None
    assert "s" == deal.custom["size"]


def test_a_stale_record_is_refused(crm: Crm) -> None:
    """H2: the error has both versions."""
    lead = crm.leads.add(Lead(title="A"))
    crm.leads.update(lead, title="B")
    with pytest.raises(Conflict) as caught:
        crm.leads.update(lead, title="C")

    assert ("lead", lead.id, 1, 2) == (
        caught.value.entity,
        caught.value.id,
        caught.value.yours,
        caught.value.stored,
    )


def test_a_refused_update_writes_nothing() -> None:
    """P20: the digest of the store is the same."""
    store = MemoryStore()
    crm = leadflow.open(store)
    lead = crm.leads.update(crm.leads.add(Lead(title="A")), title="B")
    before = digest(store)
    for wrong in ({"source": "wbe"}, {"version": 1}, {"created_by": "eve"}):
        with pytest.raises(leadflow.LeadflowError):
            crm.leads.update(lead, title="C", **wrong)

    assert before == digest(store)


def test_an_unknown_record_cannot_be_changed(crm: Crm) -> None:
    """H2: there is nothing to change."""
    with pytest.raises(NotFound):
        crm.leads.update(nth_id("lead", 9), title="A")  # type: ignore[arg-type]  # any text


def test_a_deleted_record_cannot_be_changed(crm: Crm) -> None:
    """H5: the error says how to bring it back."""
    lead = crm.leads.add(Lead(title="A"))
    crm.leads.delete(lead)
    with pytest.raises(NotFound, match=r"restore\(\)"):
        crm.leads.update(lead, title="B")


# What may be changed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", nth_id("lead", 9)),
        ("created_by", "eve"),
        ("deleted_at", None),
        ("stage_kind", "won"),
        ("converted_at", "2020-01-01T00:00:00+00:00"),
        ("deal", nth_id("deal", 1)),
    ],
)
def test_system_fields_are_read_only(crm: Crm, name: str, value: object) -> None:
    """H1: mass assignment does not reach what leadflow keeps."""
    lead = crm.leads.add(Lead(title="A"))
    if name == "deleted_at":
        value = lead.created_at
    if name == "converted_at":
        value = lead.created_at
    with pytest.raises((ReadOnly, NotFound)):
        crm.leads.update(lead, **{name: value})


def test_all_faults_are_told_at_once(crm: Crm) -> None:
    """C3: each with its path."""
    lead = crm.leads.add(Lead(title="A"))
    with pytest.raises(InvalidData) as caught:
        crm.leads.update(lead, stage="nwe", source="wbe", custom={"x": 1})

    assert ["stage", "source", "custom.x"] == [f.path for f in caught.value.faults]


def test_an_unknown_field_names_the_nearest(crm: Crm) -> None:
    """F4: a typo is answered with the right name."""
    lead = crm.leads.add(Lead(title="A"))
    with pytest.raises(UnknownName, match="did you mean 'amount'"):
        crm.leads.update(lead, amout="5 UAH")


def test_a_wrong_value_names_its_field(crm: Crm) -> None:
    """N1: a float is no money."""
    lead = crm.leads.add(Lead(title="A"))
    with pytest.raises(InvalidValue) as caught:
        crm.leads.update(lead, amount=5.0)

    assert "amount" == caught.value.path


def test_substance_cannot_be_taken_away(crm: Crm) -> None:
    """Mission 1.5: what is left must still say something."""
    lead = crm.leads.add(Lead(title="A"))
    with pytest.raises(InvalidData):
        crm.leads.update(lead, title="")


# Stages


def test_a_stage_set_by_an_update_is_a_move(crm: Crm) -> None:
    """S4: the same gates, the same history."""
    deal = crm.deals.add(Deal(title="A"))
    won = crm.deals.update(deal, stage="won", title="B")

    assert ("B", "won", 100) == (won.title, won.stage_kind, won.probability)
    assert "closed" == crm.history(deal)[-1].kind


def test_a_stage_set_by_an_update_passes_the_gates(opened: Open) -> None:
    """S4: an update is no way round."""
    stages: list[Stage | str] = ["new", Stage("visit", require="amount"), Stage.won()]
    crm = opened(workspace=Workspace(pipelines=[Pipeline("deals", stages=stages)]))
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(MoveRefused):
        crm.deals.update(deal, stage="visit")

    assert "visit" == crm.deals.update(deal, stage="visit", amount="5 UAH").stage


@pytest.mark.parametrize("name", ["stage", "pipeline"])
def test_a_stored_record_stands_somewhere(crm: Crm, name: str) -> None:
    """S1: an empty stage is no stage."""
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(InvalidData) as caught:
        crm.deals.update(deal, **{name: ""})

    assert [name] == [fault.path for fault in caught.value.faults]


def test_the_time_of_closing_belongs_to_closed_records(crm: Crm) -> None:
    """S6: an open record cannot be closed by a date."""
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(InvalidData) as caught:
        crm.deals.update(deal, closed_at=deal.created_at)

    assert ["closed_at"] == [fault.path for fault in caught.value.faults]


def test_the_time_of_closing_may_be_corrected(crm: Crm, clock: FixedClock) -> None:
    """S6: what was signed on Friday is entered on Monday."""
    deal = crm.deals.add(Deal(title="A"))
    friday = clock.advance(DAY)
    clock.advance(3 * DAY)
    deal = crm.win(deal)

    assert friday == crm.deals.update(deal, closed_at=friday).closed_at


def test_the_time_of_closing_cannot_be_taken_away(crm: Crm) -> None:
    """S6: a closed record knows when it was closed."""
    deal = crm.win(crm.deals.add(Deal(title="A")))
    with pytest.raises(InvalidData):
        crm.deals.update(deal, closed_at=None)


# What was right stays right


def test_a_retired_value_locks_nothing(opened: Open) -> None:
    """S5: only what is changed is judged."""
    crm = opened()
    lead = crm.leads.add(Lead(title="A", source="call"))
    sources = Dictionary("source", [Entry("call", is_retired=True), "web"])
    crm.configure(Workspace(dictionaries=[sources]))

    assert "B" == crm.leads.update(lead, title="B").title


def test_a_deleted_client_locks_nothing(crm: Crm) -> None:
    """P10: the link stays, and new ones may be added beside it."""
    people = crm.contacts.add_many([Contact(last_name="A"), Contact(last_name="B")])
    deal = crm.deals.add(Deal(title="A", contacts=[people[0]]))
    crm.contacts.delete(people[0])
    both = [*deal.contacts, Participant(people[1].id)]

    assert 2 == len(crm.deals.update(deal, contacts=both).contacts)


def test_a_new_link_must_lead_somewhere(crm: Crm) -> None:
    """P10: only links that were there already may be dead."""
    firm = crm.companies.add(Company(name="A"))
    deal = crm.deals.add(Deal(title="A"))
    crm.companies.delete(firm)
    with pytest.raises(InvalidData) as caught:
        crm.deals.update(deal, company=firm)

    assert ["company"] == [fault.path for fault in caught.value.faults]


# Custom fields


FIELDS = Workspace(
    fields=[
        CustomField("seats", entity="lead", type="integer", required=True),
        CustomField("note", entity="lead"),
    ]
)


def test_what_is_left_out_stays(opened: Open) -> None:
    """F4: custom values are merged."""
    crm = opened(workspace=FIELDS)
    lead = crm.leads.add(Lead(title="A", custom={"seats": 3, "note": "x"}))
    lead = crm.leads.update(lead, custom={"seats": 4})

    assert {"seats": 4, "note": "x"} == dict(lead.custom)


def test_none_clears(opened: Open) -> None:
    """F4: None is how a value is taken away, in the history too."""
    crm = opened(workspace=FIELDS)
    lead = crm.leads.add(Lead(title="A", custom={"seats": 3, "note": "x"}))
    lead = crm.leads.update(lead, custom={"note": None})

    assert {"seats": 3} == dict(crm.leads.get(lead.id).custom)


def test_required_is_judged_on_the_result(opened: Open) -> None:
    """F4: what is required cannot be cleared."""
    crm = opened(workspace=FIELDS)
    lead = crm.leads.add(Lead(title="A", custom={"seats": 3}))
    with pytest.raises(InvalidData) as caught:
        crm.leads.update(lead, custom={"seats": None})

    assert ["custom.seats"] == [fault.path for fault in caught.value.faults]


def test_a_field_that_became_required_stops_no_move(opened: Open) -> None:
    """F4: who only moves on answers for what the stage demands."""
    crm = opened()
    lead = crm.leads.add(Lead(title="A"))
    crm.configure(FIELDS)
    with pytest.raises(InvalidData):
        crm.leads.update(lead, title="B")

    assert "in_progress" == crm.move(lead, "in_progress").stage
    assert "junk" == crm.leads.update(lead.id, stage="junk").stage


def test_notes_of_a_converted_lead_stay_open_whoever_overrides(crm: Crm) -> None:
    """C9: to pass gates over opens nothing else, and shuts nothing."""
    lead = crm.leads.add(Lead(title="A", first_name="Olena", notes="x"))
    lead = crm.convert(lead).lead
    noted = crm.leads.update(lead, notes="y", override="for the record")
    with pytest.raises(ReadOnly):
        crm.leads.update(noted, title="B", override="for the record")

    assert "y" == noted.notes
