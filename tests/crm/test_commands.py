"""Requests with a key take effect once (P3)."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given

import leadflow
from leadflow import (
    Crm,
    Deal,
    InvalidData,
    InvalidValue,
    KeyReused,
    Lead,
    Money,
    ProductRow,
)
from leadflow.crm.commands import fingerprint
from leadflow.entities import evolve
from leadflow.storage.memory import MemoryStore
from leadflow.testing import a_lead, digest
from leadflow.testing.strategies import leads


def test_the_same_record_under_a_key_is_added_once() -> None:
    """P3: the first result is given again, and no byte is written."""
    store = MemoryStore()
    crm = leadflow.open(store, actor="ada")
    lead = crm.leads.add(a_lead(), key="form-81")
    before = digest(store, commands=[("ada", "form-81")])

    assert lead == crm.leads.add(a_lead(), key="form-81")
    assert before == digest(store, commands=[("ada", "form-81")])


def test_it_comes_as_it_is_today(crm: Crm) -> None:
    """P3: changed or deleted meanwhile."""
    lead = crm.leads.add(a_lead(), key="k")
    changed = crm.leads.update(lead, title="B")

    assert changed == crm.leads.add(a_lead(), key="k")
    crm.leads.delete(changed)
    assert crm.leads.add(a_lead(), key="k").deleted_at is not None
    assert 0 == crm.leads.count()


@pytest.mark.parametrize(
    "other",
    [
        {"title": "B"},
        {"last_name": "Kovalenka"},
        {"phones": "+380441234568"},
        {"emails": "o.kovalenka@example.com"},
        {"custom": {}, "tags": "vip"},
    ],
)
def test_another_record_needs_another_key(crm: Crm, other: dict[str, object]) -> None:
    """P3: also where only what is personal differs."""
    crm.leads.add(a_lead(), key="k")
    with pytest.raises(KeyReused) as caught:
        crm.leads.add(evolve(a_lead(), **other), key="k")

    assert ("k", "add", 1) == (caught.value.key, caught.value.verb, crm.leads.count())


def test_a_key_belongs_to_one_verb_and_entity(crm: Crm) -> None:
    """P3: adding a deal and converting a lead are other requests."""
    lead = crm.leads.add(Lead(title="A"), key="k")
    with pytest.raises(KeyReused):
        crm.deals.add(Deal(title="A"), key="k")
    with pytest.raises(KeyReused):
        crm.convert(lead, key="k")

    assert 0 == crm.deals.count()


def test_a_key_belongs_to_its_actor(crm: Crm) -> None:
    """P3: another actor's key tells nothing."""
    mine = crm.leads.add(a_lead(), key="k")
    theirs = crm.acting_as("bob").leads.add(a_lead(title="B"), key="k")

    assert mine.id != theirs.id


def test_without_a_key_everything_is_new(crm: Crm) -> None:
    """P3: two equal inquiries are two leads."""
    one, other = crm.leads.add(a_lead()), crm.leads.add(a_lead(), key="")

    assert one.id != other.id


def test_a_refused_record_leaves_the_key_free(crm: Crm) -> None:
    """P20: a refused command leaves the store as it was."""
    with pytest.raises(InvalidData):
        crm.leads.add(Lead(title="A", source="wbe"), key="k")

    assert "web" == crm.leads.add(Lead(title="A", source="web"), key="k").source


def test_a_key_undone_with_its_transaction_is_free(crm: Crm) -> None:
    """P3: a command is remembered with its effect or not at all."""
    with suppress(LookupError), crm.transaction():
        crm.leads.add(Lead(title="A"), key="k")
        raise LookupError

    assert "B" == crm.leads.add(Lead(title="B"), key="k").title


@pytest.mark.parametrize("key", [" ", "a\0b", 5])
def test_a_key_that_cannot_be_kept_is_refused(crm: Crm, key: str) -> None:
    """P3: a key that would be lost protects nobody."""
    with pytest.raises(InvalidValue):
        crm.leads.add(a_lead(), key=key)

    assert 0 == crm.leads.count()


def test_another_entity_is_refused_with_a_key_too(crm: Crm) -> None:
    """H4: leads take leads."""
    with pytest.raises(InvalidValue, match="leads take a Lead"):
        crm.leads.add(Deal(title="A"), key="k")  # type: ignore[arg-type]  # refused


def test_equal_values_are_the_same_request(crm: Crm) -> None:
    """P3: what is asked counts, not how it is written."""
    row, rows = ProductRow(price="5 UAH"), ProductRow(price="5.00 UAH", quantity="1.0")
    one = Deal(title="A", amount=Money("1.50", "UAH"), rows=row)
    same = Deal(title="A", amount="1.5 UAH", rows=rows)
    deal = crm.deals.add(one, key="k")

    assert deal == crm.deals.add(same, key="k")


def test_a_key_is_known_after_an_update_of_leadflow() -> None:
    """P3: fingerprints are stored, so they stay the same from release to release."""
    lead = Lead(
        title="Forklifts",
        first_name="Olena",
        phones="+380441234567",
        amount="120.50 UAH",
        birth_date="1990-03-05",
        tags=["a", "b"],
        custom={"size": 3, "note": None},
        open_to_all=True,
    )

    kept = "e568130b9018cbf909ba33e6cec08fba493dc0ecfd17ef4319e29291961efce8"
    assert kept == fingerprint(lead)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"custom": {"size": 3}}, {"custom": {"size": 4}}),
        ({"custom": {"size": 3}}, {"custom": {"size": "3"}}),
        ({"tags": ["a"]}, {"tags": ["a", "b"]}),
        ({"amount": "100 UAH"}, {"amount": "1 UAH"}),
        ({"amount": "1.05 UAH"}, {"amount": "1.5 UAH"}),
        ({"title": "A"}, {"notes": "A"}),
    ],
)
def test_another_value_is_another_request(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    """P3: whatever differs, the key was used for something else."""
    assert fingerprint(Lead(**one)) != fingerprint(Lead(**other))


@given(leads(), leads())
def test_fingerprints_are_equal_where_records_are(one: Lead, other: Lead) -> None:
    """P3: and only there."""
    assert (one == other) == (fingerprint(one) == fingerprint(other))


def test_a_key_of_another_type_is_named(crm: Crm) -> None:
    """P3: a number is no key."""
    number: Any = 81
    with pytest.raises(InvalidValue) as caught:
        crm.leads.add(a_lead(), key=number)

    assert "key" == caught.value.what
