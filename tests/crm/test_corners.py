"""What is left of the front door: keys, plans, and what was there and is gone."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import TracebackType
from typing import Any

import pytest

import leadflow
from leadflow import (
    Activity,
    Contact,
    Conversion,
    Crm,
    CustomField,
    Deal,
    InvalidValue,
    InvalidWorkspace,
    Lead,
    Money,
    PlanOutdated,
    Product,
    UnknownName,
    Workspace,
)
from leadflow.crm.blocks import Current, Reading
from leadflow.crm.commands import plain
from leadflow.crm.folding import Moment, whole_at
from leadflow.crm.opening import _settle_usually
from leadflow.entities.points import point_key
from leadflow.storage.memory import MemoryStore
from leadflow.storage.passing import Passing
from leadflow.storage.port import Reader
from leadflow.testing import FixedClock, digest
from leadflow.workspace import Target


def ready(crm: Crm, **values: Any) -> Lead:  # noqa: ANN401  # fields of a lead
    """Return a lead that can be converted."""
    lead = crm.leads.add(Lead(title="A", last_name="Kovalenko", **values))
    return crm.move(lead, "in_progress")


def test_a_plan_is_carried_out_once_under_a_key(crm: Crm) -> None:
    """P3: the same plan under the same key gives the first result."""
    plan = crm.plan_conversion(ready(crm))
    first = crm.convert(plan, key="k")

    assert first.id == crm.convert(plan, key="k").id
    assert 1 == crm.deals.count()


def test_what_was_converted_and_purged_gives_no_result_again(crm: Crm) -> None:
    """P3, H5: nobody is told of a lead that is gone for good."""
    lead = ready(crm)
    crm.convert(lead, key="k")
    crm.leads.delete(lead.id)
    crm.leads.purge(lead.id, unlink=True)
    with pytest.raises(InvalidValue) as caught:
        crm.convert(lead.id, key="k")

    assert "lead" == caught.value.what


def test_a_step_without_a_key_is_done_each_time(crm: Crm) -> None:
    """P3: nothing is kept under no name."""
    for _ in range(2):
        with crm.once("") as step:
            step.keep({"rows": "1"})

            assert {"rows": "1"} == step.known
    with crm.once("") as step:
        assert step.known is None


def test_a_view_that_cannot_be_made_leaves_no_block_open() -> None:
    """P8: whoever looks through rights that cannot be read holds no reader."""
    store = MemoryStore()

    def broken(_: Reader) -> Reader:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), Reading(Current(), store.read(), broken):
        pass
    with store.write() as writer:
        writer.save_workspace("")


@pytest.mark.parametrize(("kind", "value"), [("fax", "1"), ("name", " ")])
def test_who_is_looked_up_by_nothing_is_told(kind: str, value: str) -> None:
    """C11: another kind of contact point, or an empty one."""
    with pytest.raises((UnknownName, InvalidValue)) as caught:
        point_key(kind, value)

    assert kind in str(caught.value)


def test_a_product_is_no_party_that_anything_touches(crm: Crm) -> None:
    """T4: an activity may belong to it, and it has no last activity."""
    product = crm.products.add(Product(name="Forklift"))
    deal = crm.deals.add(Deal(title="A"))
    crm.activities.add(Activity(kind="note", bindings=[product, deal]))

    assert 1 == crm.products.get(product.id).version
    assert "ada" == crm.deals.get(deal.id).last_activity_by


def test_another_process_may_have_stored_the_usual_workspace(crm: Crm) -> None:
    """S2: it is stored once, whoever was faster."""
    desk = crm._desk  # noqa: SLF001  # what opening does, a moment too late
    crm.configure(Workspace(currency="UAH"))
    before = digest(desk.store)
    _settle_usually(desk, datetime(2026, 1, 1, tzinfo=UTC), 0)

    assert before == digest(desk.store)


def test_an_entry_that_nobody_chose_goes(opened: Callable[..., Crm]) -> None:
    """F2: what is used stays, each with its number of records."""
    before = CustomField("size", entity="deal", type="choice", choices=["s", "m", "l"])
    after = CustomField("size", entity="deal", type="choice", choices=["s"])
    crm = opened(workspace=Workspace(fields=[before]))
    crm.deals.add(Deal(title="A", custom={"size": "s"}))

    assert crm.configure(Workspace(fields=[after])).fields == (after,)


def test_a_text_is_excluded_by_something() -> None:
    """I2: an empty line of the list excludes nobody, and is told."""
    with pytest.raises(InvalidValue) as caught:
        leadflow.Intake(excluded=[" "])

    assert "excluded" == caught.value.what


def test_values_of_the_firm_s_switches_are_taken_as_they_are(crm: Crm) -> None:
    """C4: yes and no need no conversion."""
    done = crm.convert(ready(crm), values={"deal.open_to_all": False})

    assert done.deal is not None
    assert not done.deal.open_to_all


def past(reader: Reader, moment: Moment) -> tuple[object, object]:
    """Return what tells one past from another."""
    whole = whole_at(reader, moment)
    return digest(whole.store), {id: [*each] for id, each in whole.visits.items()}


def test_a_store_that_tells_events_alone_has_the_same_past(
    crm: Crm, clock: FixedClock
) -> None:
    """H7, H5, P15: with a clock that went back, and with what was purged since."""
    first, second = ready(crm), ready(crm)
    clock.advance(timedelta(hours=4))
    crm.leads.update(first, title="B")
    clock.advance(timedelta(hours=-3))
    crm.leads.update(first.id, title="C")
    crm.leads.delete(second.id)
    crm.leads.purge(second.id)
    start = crm.history(first)[0].at
    assert start is not None
    with crm._desk.reading() as reader:  # noqa: SLF001  # a store of somebody else's
        for hours in range(6):
            moment = Moment.of(start + timedelta(hours=hours))

            assert past(reader, moment) == past(Passing(reader), moment)


def test_a_module_that_lacks_another_is_not_taken_for_an_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """P5: only a missing SQLAlchemy is told as one."""
    for name in list(sys.modules):
        if name.startswith("leadflow.storage.server"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "leadflow.storage.server.store", None)
    with pytest.raises(ModuleNotFoundError) as caught:
        leadflow.open("postgresql://localhost/none")

    assert "leadflow.storage.server.store" == caught.value.name


def test_nothing_tells_whether_a_deal_exists() -> None:
    """C2: a deal is made, linked, asked for or left out; it is not searched."""
    with pytest.raises(InvalidWorkspace) as caught:
        Conversion("x", targets=[Target(entity="deal", policy="link_or_create")])

    assert caught.value.faults


@pytest.mark.parametrize("purged", [False, True])
def test_a_plan_that_links_who_is_gone_is_outdated(
    crm: Crm,
    purged: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """C5, C11: a client who was deleted or purged is not linked; the plan says whom."""
    client = crm.contacts.add(Contact(last_name="Kovalenko", phones="+380441234567"))
    plan = crm.plan_conversion(ready(crm, phones="+380441234567"))
    crm.contacts.delete(client)
    if purged:
        crm.contacts.purge(client.id)
    with pytest.raises(PlanOutdated) as caught:
        crm.convert(plan)

    assert (client.id,) == caught.value.changed


class Noted:
    """A block of reading that notes how it was left."""

    def __init__(self) -> None:
        self.left: list[type[BaseException] | None] = []
        self._block = MemoryStore().read()

    def __enter__(self) -> Reader:
        return self._block.__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.left.append(kind)
        self._block.__exit__(kind, error, trace)


def test_a_block_of_the_store_is_left_once_however_reading_ends() -> None:
    """P8: also where no view of it could be made."""

    def broken(_: Reader) -> Reader:
        raise ZeroDivisionError

    whole, halved = Noted(), Noted()
    with Reading(Current(), whole, lambda reader: reader):
        pass
    with pytest.raises(ZeroDivisionError), Reading(Current(), halved, broken):
        pass

    assert ([None], [ZeroDivisionError]) == (whole.left, halved.left)


def test_a_step_that_was_kept_is_known(crm: Crm) -> None:
    """P3: under its key, to the same actor, for no other verb."""
    with crm.once("k") as step:
        step.keep({"rows": "1"})
    with crm.once("k") as step:
        assert {"rows": "1"} == step.known
    with crm._desk.reading() as reader:  # noqa: SLF001  # what no verb shows
        kept = reader.command("ada", "k")

    assert kept is not None
    assert ("step", "") == (kept.verb, kept.request)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, None),
        ("a", "a"),
        (5, 5),
        (True, True),
        ((1, "a"), [1, "a"]),
        ({"a": (None,)}, {"a": [None]}),
        (Decimal("1.50"), {"Decimal": "1.5"}),
        (Decimal("2.00"), {"Decimal": "2"}),
        (Decimal("1E+3"), {"Decimal": "1000"}),
        (Decimal(100), {"Decimal": "100"}),
        (Money("5", "UAH"), {"Money": [{"Decimal": "5"}, "UAH"]}),
        (datetime(2026, 1, 1, tzinfo=UTC), {"datetime": "2026-01-01 00:00:00+00:00"}),
    ],
    ids=str,
)
def test_a_request_is_compared_by_what_it_says(value: object, told: object) -> None:
    """P3: equal values alike, whatever their digits; all others unlike."""
    assert told == plain(value)
