"""The small things of the kit: clock, ids, builders, strategies."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from leadflow.entities import Record, entity_of
from leadflow.errors import InvalidValue
from leadflow.expressions import parse
from leadflow.ids import prefix_of
from leadflow.storage.query import Query
from leadflow.testing import (
    BEGINNING,
    CountingIds,
    FixedClock,
    a_company,
    a_contact,
    a_deal,
    a_lead,
    nth_id,
    stored,
)
from leadflow.testing.questions import conditions, queries
from leadflow.testing.strategies import (
    companies,
    contacts,
    deals,
    emails,
    leads,
    money,
    names,
    phones,
)
from leadflow.testing.suite.ledger import WORKSPACE
from leadflow.values import Email, Money, PersonName, Phone
from leadflow.values.money import from_stored_units, stored_units
from leadflow.workspace import Binder, Workspace


BUILDERS = [a_lead, a_contact, a_company, a_deal]


def test_a_clock_stands_still_unless_told() -> None:
    """A test that looks twice sees one time."""
    clock = FixedClock()

    assert [BEGINNING, BEGINNING] == [clock(), clock()]


def test_a_clock_ticks_by_its_step() -> None:
    """Each look moves it on."""
    day = timedelta(days=1)
    clock = FixedClock(step=day)

    assert [BEGINNING, BEGINNING + day] == [clock(), clock()]


def test_a_clock_can_be_set_and_moved() -> None:
    """Time is an argument, also when it jumps back."""
    clock = FixedClock()
    clock.set(datetime(2025, 12, 31, tzinfo=UTC))
    moved = clock.advance(timedelta(days=-1))

    assert [datetime(2025, 12, 30, tzinfo=UTC)] * 2 == [moved, clock()]


def test_a_clock_without_a_zone_is_refused() -> None:
    """P16: a naive time says nothing."""
    with pytest.raises(InvalidValue):
        FixedClock(datetime(2026, 1, 1))  # noqa: DTZ001  # that is what is refused


def test_counted_ids_are_valid_and_sort_by_making() -> None:
    """Ids of tests may go wherever ids go."""
    ids = CountingIds()
    made = [ids("lead") for _ in range(1000)]

    assert sorted(set(made)) == made
    assert {"lead"} == set(map(prefix_of, made))


def test_each_entity_is_counted_by_itself() -> None:
    """The first deal is the first, however many leads there were."""
    ids = CountingIds()
    ids("lead")

    assert nth_id("deal", 1) == ids("deal")


@pytest.mark.parametrize("build", BUILDERS)
def test_a_builder_takes_changes(build: Callable[..., Record]) -> None:
    """A test says what it is about, and nothing else."""
    assert build(notes="here").notes == "here"


@pytest.mark.parametrize("build", BUILDERS)
def test_a_stored_record_has_what_a_store_needs(build: Callable[[], Record]) -> None:
    """Id, version and times are set, and an event tells of it."""
    new, change = stored(build(), 5)

    assert (nth_id(entity_of(new).name, 5), 1) == (new.id, new.version)
    assert BEGINNING == new.created_at
    assert (new,) == change.records


@given(money())
def test_generated_money_can_be_stored(amount: Money) -> None:
    """N1: the strategy stays within what every store holds."""
    units = stored_units(amount)

    assert amount == from_stored_units(units, amount.currency)


@given(names(), phones(), emails())
def test_generated_people_can_be_told_apart(
    name: PersonName, phone: Phone, email: Email
) -> None:
    """D1: each value has its key."""
    assert not name.is_empty
    assert phone.key.startswith("+38044")
    assert email.key.endswith(".example")


@given(st.tuples(leads(), contacts(), companies(), deals()))
def test_generated_records_are_of_their_entity(made: tuple[Record, ...]) -> None:
    """The strategies give records without id, as users write them."""
    entities = [entity_of(record).name for record in made]

    assert ["lead", "contact", "company", "deal"] == entities
    assert {""} == {record.id for record in made}


@pytest.mark.parametrize("workspace", [Workspace(), WORKSPACE], ids=["usual", "own"])
@pytest.mark.parametrize("entity", ["lead", "deal", "contact", "company", "activity"])
@given(data=st.data())
def test_generated_conditions_are_bound(
    entity: str, workspace: Workspace, data: st.DataObject
) -> None:
    """Binding again changes nothing, and neither does writing it as text."""
    condition = data.draw(conditions(entity, workspace))
    binder = Binder.of(workspace, entity)

    assert condition == binder.bind(condition)
    assert condition == binder.bind(parse(str(condition)))


@given(queries("lead"))
def test_generated_queries_ask_of_their_entity(query: Query) -> None:
    """A query knows whose records it wants."""
    assert query.entity == "lead"
