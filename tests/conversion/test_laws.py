"""Laws of conversion, for any lead: plans are honest, conversions are whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, strategies as st

import leadflow
from leadflow import (
    ConversionRefused,
    Crm,
    InvalidData,
    Lead,
    PlanOutdated,
)
from leadflow.entities import ENTITIES
from leadflow.entities.records import with_values
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Promises, Reader, Writer
from leadflow.testing import CountingIds, FixedClock, a_contact, a_lead, digest
from leadflow.testing.strategies import leads


def open_memory() -> tuple[Crm, MemoryStore]:
    """Return a CRM and the store below it."""
    store = MemoryStore()
    crm = leadflow.open(store, actor="ada", clock=FixedClock(), ids=CountingIds())
    return crm, store


def as_new(lead: Lead) -> Lead:
    """Return a lead as a user would add it: without what leadflow keeps."""
    kept = {
        spec.name: spec.default
        for spec in ENTITIES["lead"].fields.values()
        if spec.system
    }
    ties = {"company": None, "contact": None, "rows": (), "closed_at": None}
    place = {"pipeline": "", "stage": "", "loss_reason": "", "created_at": None}
    return with_values(lead, **{**kept, **ties, **place})


any_leads = leads().map(as_new)


def added(crm: Crm, *given: Lead) -> list[Lead]:
    """Return those that can be stored at all."""
    stored = []
    for lead in given:
        try:
            stored.append(crm.leads.add(lead))
        except InvalidData:
            continue
    return stored


@given(st.lists(any_leads, min_size=1, max_size=3))
def test_a_plan_never_writes(leads: list[Lead]) -> None:
    """C5: whatever the lead, and whatever stands in the way."""
    crm, store = open_memory()
    stored = added(crm, *leads)
    before = digest(store)
    for lead in stored:
        try:
            crm.plan_conversion(lead)
        except ConversionRefused:
            continue

    assert before == digest(store)


@given(any_leads)
def test_converting_again_by_key_changes_no_byte(lead: Lead) -> None:
    """P2: for any lead that can be converted."""
    crm, store = open_memory()
    for each in added(crm, lead):
        try:
            done = crm.convert(each, key="k")
        except ConversionRefused:
            continue
        before = digest(store, commands=[("ada", "k")])

        assert done == crm.convert(each, key="k")
        assert before == digest(store, commands=[("ada", "k")])


@given(any_leads)
def test_a_twin_of_a_client_changes_nothing_on_it(lead: Lead) -> None:
    """C6: linking what is linked already writes no new version."""
    crm, _ = open_memory()
    twins = added(crm, lead, lead)
    try:
        first, second = (crm.convert(each) for each in twins)
    except (ConversionRefused, ValueError):
        return
    if first.company and second.company and first.company.id != second.company.id:
        return  # a name without a letter or digit recognises no firm
    if first.contact and second.contact and first.contact.id != second.contact.id:
        return  # a name alone recognises nobody

    assert (first.company, first.contact) == (second.company, second.contact)


def converted(*leads: Lead) -> tuple[list[object], str]:
    """Return what comes of some leads, one after the other, and all that is stored."""
    crm, store = open_memory()
    came: list[object] = []
    for each in added(crm, *leads):
        try:
            came.append(crm.convert(each))
        except ConversionRefused as error:
            came.append(str(error))
    return came, digest(store)


@given(st.lists(any_leads, min_size=1, max_size=3))
def test_the_straight_way_leads_where_the_long_one_does(leads: list[Lead]) -> None:
    """P15, C9: what a glance lets through is what all rules let through."""
    straight = converted(*leads)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("leadflow.records.writing.straight_over", lambda *_: None)
        long = converted(*leads)

    assert long == straight


# Nothing half done


class Interrupted(Exception):
    """Raised by a store in the middle of a conversion."""


class BreakingStore:
    """A store whose writers raise at the n-th call of any of their methods."""

    def __init__(self, inner: MemoryStore) -> None:
        self.inner = inner
        self.calls = 0
        self.breaks_at = 0

    def count(self) -> None:
        """Count one call, and break if it is the one."""
        self.calls += 1
        if self.calls == self.breaks_at:
            raise Interrupted

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """Open one instant for reading."""
        with self.inner.read() as reader:
            yield reader

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """Open a transaction whose writer may break."""
        with self.inner.write() as writer:
            yield _Breaking(writer, self.count)
            self.count()

    def promises(self) -> Promises:
        """Return how far the store's word goes."""
        return self.inner.promises()

    def close(self) -> None:
        """Let go of the store."""
        self.inner.close()


class _Breaking:
    def __init__(self, writer: Writer, count: Callable[[], None]) -> None:
        self._writer = writer
        self._count = count

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # any method
        self._count()
        return getattr(self._writer, name)


def _scene(store: BreakingStore) -> tuple[Crm, Lead]:
    crm = leadflow.open(store, actor="ada", clock=FixedClock(), ids=CountingIds())
    crm.contacts.add(
        a_contact(emails="olena@kyivlog.example", first_name="Olena", last_name="")
    )
    lead = crm.leads.add(a_lead())
    crm.activities.add(leadflow.Activity(kind="call", bindings=[lead]))
    return crm, lead


def test_an_interruption_at_any_call_leaves_the_lead_untouched() -> None:
    """P1: whichever call of the store fails, the digest is the one of before."""
    store = BreakingStore(MemoryStore())
    crm, lead = _scene(store)
    before = digest(store.inner, commands=[("ada", "k")])
    store.calls, broken = 0, 0
    while True:
        broken += 1
        store.calls, store.breaks_at = 0, broken
        try:
            done = crm.convert(lead, key="k")
        except Interrupted:
            assert before == digest(store.inner, commands=[("ada", "k")])
            continue
        break

    assert broken > 10
    assert "converted" == crm.leads.get(lead.id).stage
    assert 3 == len(done.targets)


def test_an_interruption_spoils_nothing_for_later() -> None:
    """P23: the same object works once the cause is gone, and the plan too."""
    store = BreakingStore(MemoryStore())
    crm, lead = _scene(store)
    plan = crm.plan_conversion(lead)
    store.calls, store.breaks_at = 0, 3
    with pytest.raises(Interrupted):
        crm.convert(plan)
    store.breaks_at = 0

    assert plan.id == crm.convert(plan).id


def test_a_plan_of_another_crm_is_outdated() -> None:
    """C5: what it read is not there."""
    crm, _ = open_memory()
    other, _ = open_memory()
    plan = crm.plan_conversion(crm.leads.add(a_lead()))
    with pytest.raises((PlanOutdated, leadflow.NotFound)):
        other.convert(plan)
