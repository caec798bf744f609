import copy
import pickle
from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve as evolve_fact
from hypothesis import given, strategies as st

from leadflow.entities import Custom, Lead, evolve
from leadflow.events import (
    DELETED,
    GONE,
    MOVED,
    Act,
    Carried,
    Change,
    Creation,
    Event,
    FieldChange,
    Origins,
    StageMark,
    Succession,
    changed,
    created,
    reason,
    replay,
)
from leadflow.testing import a_company, a_lead, nth_id, stored


MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
ADA = Act(actor="ada", now=MONDAY)
TITLE = Carried(field="title", how="copied", fields=("title",))
BOB = Act(actor="bob", now=MONDAY + timedelta(hours=1), cause="a call")

# What people do to leads, wildly: set, empty, replace, clear custom values.
EDITS = st.fixed_dictionaries(
    {},
    optional={
        "title": st.text(
            st.characters(codec="utf-8", exclude_characters="\0"), max_size=9
        ),
        "amount": st.sampled_from([None, "5 UAH", "5.00 UAH", "7 USD"]),
        "phones": st.sampled_from(["", "+380441234567", "+380441234567; +12025550123"]),
        "tags": st.lists(st.sampled_from("abc"), max_size=3),
        "birth_date": st.dates() | st.none(),
        "company": st.sampled_from([None, nth_id("company", 1), nth_id("company", 2)]),
        "open_to_all": st.booleans(),
        "custom": st.dictionaries(
            st.sampled_from(["budget", "note"]),
            st.integers(0, 3) | st.none() | st.text("xy", max_size=2),
        ),
    },
)


def repickled(event: Event) -> Event:
    """Return a fact that went through pickle."""
    again: Event = pickle.loads(pickle.dumps(event))  # noqa: S301  # our own bytes
    return again


def test_a_created_record_has_version_one_and_its_times() -> None:
    """H1: who made it, and when, is kept from the beginning."""
    lead, change = created(a_lead(id=nth_id("lead", 1)), ADA)

    assert (1, MONDAY, "ada") == (lead.version, lead.created_at, lead.created_by)
    assert (MONDAY, "ada", None) == (lead.updated_at, lead.updated_by, lead.deleted_at)
    assert (lead,) == change.records


def test_a_history_that_is_brought_along_keeps_its_times() -> None:
    """A time of creation that is given stays; the fact has the time of the act."""
    before = MONDAY - timedelta(days=365)
    lead, change = created(a_lead(created_at=before), ADA)

    assert before == lead.created_at
    assert MONDAY == change.events[0].at


def test_the_first_fact_tells_what_is_filled_and_no_more() -> None:
    """H1: fields that stay empty are no news; what each fact tells is not repeated."""
    _, change = created(Lead(title="Cranes"), ADA)
    event = change.events[0]

    names = [each.field for each in event.changes]
    assert ("created", "lead", 1) == (event.kind, event.entity, event.version)
    assert ["title", "created_at", "created_by"] == names


def test_a_change_tells_before_and_after() -> None:
    """H1: each change is a fact with its time, actor, cause and field differences."""
    lead, _ = stored(a_lead(title="Cranes"))
    new, change = changed(lead, evolve(lead, title="Forklifts", tags="warm"), BOB)
    event = change.events[0]

    assert (2, BOB.now, "bob") == (new.version, new.updated_at, new.updated_by)
    assert ("updated", "bob", BOB.now, "a call", 2) == (
        event.kind,
        event.actor,
        event.at,
        event.cause,
        event.version,
    )
    assert FieldChange("title", "Cranes", "Forklifts") == event.change_of("title")
    assert None is event.change_of("amount")


def test_no_change_writes_nothing() -> None:
    """H1: saving what was not touched is no fact, and no new version."""
    lead, _ = stored(a_lead())
    again, change = changed(lead, evolve(lead, title=lead.title), BOB)

    assert again is lead
    assert Change() == change


def test_a_named_fact_is_told_even_when_no_field_differs() -> None:
    """S3: an approval or a move is a fact of its own."""
    lead, _ = stored(a_lead())
    mark = StageMark(pipeline="leads", stage="new", label="New", kind="open")
    moved, change = changed(lead, lead, BOB, kind=MOVED, stage=mark)

    assert (2, mark) == (moved.version, change.events[0].stage)
    assert () == change.events[0].changes


def test_what_every_fact_tells_is_no_change() -> None:
    """H1: who and when stand on the fact, and are not told again."""
    lead, _ = stored(a_lead(title="Cranes"))
    later = evolve(lead, title="Forklifts", updated_by="eve", updated_at=BOB.now)
    _, change = changed(lead, later, BOB)

    assert ["title"] == [each.field for each in change.events[0].changes]
    assert (lead, Change()) == changed(lead, evolve(lead, updated_by="eve"), BOB)


def test_who_asks_once_is_told_the_same_again() -> None:
    """H1: what a fact tells is made once; the record is let go of."""
    _, change = created(a_lead(title="Cranes"), ADA)
    event = change.events[0]

    assert event.changes is event.changes


def test_a_value_of_the_variant_has_no_fields() -> None:
    """C4: a constant was made of no field of the source."""
    entries = (("amount", "constant", ""), ("title", "template", "name, city"))
    carried = Origins("lead_1", "usual", entries).carried

    assert [()] == [each.fields for each in carried["amount"]]
    assert [("name", "city")] == [each.fields for each in carried["title"]]


def test_a_fact_shows_what_happened_where_and_why() -> None:
    """H1: what was passed over is told; what was not is not mentioned."""
    lead, change = stored(a_lead())
    mark = StageMark(pipeline="leads", stage="new", label="New", kind="open")
    act = Act(actor="bob", now=MONDAY, cause="a call", overridden=("limit", "skip"))
    _, moved = changed(lead, lead, act, kind=MOVED, stage=mark)

    assert (
        f"<Event 2026-01-05 09:00:00Z: moved {lead.id} version 2 in 'new' by bob"
        " because of 'a call' passing over limit, skip>"
    ) == repr(moved.events[0])
    assert f"created {lead.id} version 1 by ada>" in repr(change.events[0])


def test_changes_add_up_in_order() -> None:
    """H3: the parts of one step are written together, in the order they were made."""
    _, one = stored(a_lead(), 1)
    _, two = stored(a_lead(), 2)

    assert one + two == Change.total(iter([one, two]))
    assert one.events + two.events == (one + two).events
    assert Change() == Change.total([])


def test_nothing_is_told_of_a_record_without_facts() -> None:
    """H1: no events, no record."""
    assert None is replay([])


@given(st.lists(EDITS, max_size=6))
def test_replaying_the_facts_gives_the_record(edits: list[dict[str, object]]) -> None:
    """H1: law: the events of any record, folded, give its present state."""
    lead, change = stored(a_lead())
    events = [*change.events]
    for number, edit in enumerate(edits):
        act = Act(actor=f"user{number}", now=MONDAY + timedelta(minutes=number))
        lead, change = changed(lead, evolve(lead, **edit), act)
        events.extend(change.events)

    assert lead == replay(events)


@given(st.lists(EDITS, min_size=1, max_size=5), st.data())
def test_replaying_part_of_the_facts_gives_the_record_of_then(
    edits: list[dict[str, object]], data: st.DataObject
) -> None:
    """H7: law: stopping early gives the record as it was."""
    lead, change = stored(a_lead())
    versions, events = [lead], [*change.events]
    for edit in edits:
        lead, change = changed(lead, evolve(lead, **edit), BOB)
        events.extend(change.events)
        versions.extend(record for record in (lead,) if change.records)
    stop = data.draw(st.integers(1, len(events)))

    assert versions[stop - 1] == replay(events[:stop])


def test_a_cleared_custom_field_stays_cleared_in_the_replay() -> None:
    """F4, H1: a fact holds the whole mapping; replay does not merge it."""
    lead, first = stored(a_lead(custom={"budget": 5, "note": "x"}))
    lead, second = changed(lead, evolve(lead, custom={"budget": None}), BOB)

    assert Custom({"note": "x"}) == lead.custom
    assert lead == replay([*first.events, *second.events])


def test_a_deleted_record_is_replayed_as_deleted() -> None:
    """H5: deleting is a fact like any other."""
    firm, first = stored(a_company())
    gone, second = changed(firm, evolve(firm, deleted_at=BOB.now), BOB, kind=DELETED)

    assert gone == replay([*first.events, *second.events])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("first_name", "Olena"),
        ("emails", a_lead().emails),
        ("birth_date", MONDAY.date()),
    ],
)
def test_the_repr_of_a_fact_masks_personal_data(field: str, value: object) -> None:
    """Logs hold no names, addresses or birthdays."""
    shown = repr(FieldChange(field, None, value))

    assert "Olena" not in shown
    assert "olena" not in shown
    assert "2026" not in shown


def test_the_repr_of_a_fact_shows_the_rest() -> None:
    """An amount in a history is what one looks for."""
    assert "FieldChange('stage', 'new' → 'won')" == repr(
        FieldChange("stage", "new", "won")
    )


def test_a_fact_can_be_pickled_and_compared() -> None:
    """Facts are values: they travel between processes."""
    _, change = stored(a_lead())
    event = change.events[0]
    again = repickled(event)

    assert event == again
    assert "Kovalenko" not in repr(again)


def test_a_fact_of_a_creation_equals_the_one_that_lists_its_changes() -> None:
    """H1: whether somebody asked for the changes is not to be seen from outside."""
    told, untold = (created(a_lead(), ADA)[1].events[0] for _ in range(2))
    listed = told.changes

    assert told == untold
    assert hash(told) == hash(untold)
    assert listed == untold.changes
    assert told.changes is told.changes


def test_a_copied_fact_tells_of_a_creation_as_before() -> None:
    """H1: what is copied, numbered or pickled tells the same changes."""
    origins = Origins(entries=(("title", "copied", "title"),))
    event = created(a_lead(), ADA, origins=origins)[1].events[0]
    copies = (evolve_fact(event, seq=1), copy.deepcopy(event), repickled(event))

    assert [tuple, tuple] == [type(each.told) for each in copies[1:]]
    assert {event.changes} == {each.changes for each in copies}
    assert (TITLE,) == event.changes[0].carried


def test_a_copied_fact_tells_of_a_next_version_as_before() -> None:
    """H1: what differs is told when somebody asks, and of every copy alike."""
    lead, _ = created(a_lead(), ADA)
    event = changed(lead, evolve(lead, title="B"), ADA)[1].events[0]
    untold = event.told
    copies = (evolve_fact(event, seq=1), copy.deepcopy(event), repickled(event))

    assert isinstance(untold, Succession)
    assert [tuple, tuple] == [type(each.told) for each in copies[1:]]
    assert {event.changes} == {each.changes for each in copies} == {untold.changes}
    assert event.told is event.changes


def test_a_fact_can_be_told_otherwise() -> None:
    """H5: what is erased is gone from the fact, and the record is not kept in it."""
    event = created(a_lead(), ADA)[1].events[0]
    less = evolve_fact(event, changes=())

    assert () == less.changes
    assert () == less.told
    assert () != event.changes


def test_a_fact_is_one_line_at_a_prompt() -> None:
    """A history is read as a list of what happened, when and by whom."""
    _, change = stored(a_lead())
    told = repr(change.events[0])

    assert told.startswith("<Event 2026-")
    assert f": created {change.records[0].id} version 1" in told


def test_a_change_is_told_with_its_reason_and_the_gates_passed_over() -> None:
    """H1: and without both it says neither."""
    act = evolve_fact(BOB, overridden=("limit", "required:amount"))
    lead, _ = created(a_lead(), ADA)
    _, change = changed(lead, evolve(lead, title="B"), act)
    _, other = changed(lead, evolve(lead, title="B"), ADA)

    assert "because of 'a call'" in repr(change.events[0])
    assert "passing over limit, required:amount" in repr(change.events[0])
    assert "because" not in repr(other.events[0])
    assert "passing" not in repr(other.events[0])


def test_whoever_made_a_record_elsewhere_stays_its_maker() -> None:
    """X2: an import brings the authors along; else it is who acts."""
    brought, _ = created(a_lead(created_by="bob"), ADA)
    own, _ = created(a_lead(), ADA)

    assert ("bob", "ada") == (brought.created_by, own.created_by)


def test_a_fact_has_no_number_before_a_store_gives_one() -> None:
    """P13: numbers have no gap, so nobody else counts."""
    _, change = created(a_lead(), ADA)

    assert 0 == change.events[0].seq


def test_only_what_is_left_to_tell_is_a_creation() -> None:
    """H1: a change of a record is no creation, whoever asks."""
    lead, first = created(a_lead(), ADA)
    _, change = changed(lead, evolve(lead, title="B"), ADA)

    assert isinstance(first.events[0].told, Creation)
    assert not isinstance(change.events[0].told, Creation)


def test_what_was_erased_is_replayed_as_if_nobody_had_known_it() -> None:
    """H5: the field keeps what a blank record has."""
    lead, change = created(a_lead(notes="Olena"), ADA)
    erased = [
        evolve_fact(each, after=GONE) if each.field == "notes" else each
        for each in change.events[0].changes
    ]
    event = evolve_fact(change.events[0], changes=tuple(erased))
    found = replay([event])

    assert found == evolve(lead, notes="")
    assert "<erased>" == repr(GONE)


def test_no_reason_is_an_empty_one() -> None:
    """H1: whoever gives none gives no other."""
    assert ("", "") == (reason(None), reason(""))
