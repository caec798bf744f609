"""Laws of conversion in any firm, with any clients, for any lead."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import cast

from hypothesis import given, settings

from leadflow import (
    ConversionPlan,
    ConversionRefused,
    Converted,
    Crm,
    EntityDisabled,
    F,
    Lead,
    NotFound,
    Workspace,
    dump_plan,
    load_plan,
)
from leadflow.conversion import Source, TargetPlan
from leadflow.entities import ENTITIES, Record, entity_of
from leadflow.entities.records import blank
from leadflow.ids import prefix_of
from leadflow.storage.port import Store
from leadflow.testing import digest, living
from tests.conversion.worlds import Wishes, World, played, worlds
from tests.effort import HEAVY


COLLECTIONS: Mapping[str, Callable[[Crm], object]] = {
    "company": lambda crm: crm.companies,
    "contact": lambda crm: crm.contacts,
    "deal": lambda crm: crm.deals,
    "quote": lambda crm: crm.quotes,
    "invoice": lambda crm: crm.invoices,
}
# What leadflow says of every new record, besides its own affairs.
SAID_OF_ALL = frozenset(
    {
        "owner",
        "open_to_all",
        "created_at",
        "pipeline",
        "stage",
        "closed_at",
        "probability",
        "probability_source",
    }
)


# What a conversion may be refused with: by its own rules, by what the firm does
# without, and by a wish for a record that this world has not.
REFUSALS = (ConversionRefused, EntityDisabled, NotFound)


def planned(
    crm: Crm, source: Source, wishes: Wishes, answers: Mapping[str, object]
) -> ConversionPlan | None:
    """Return a plan that nothing stands in the way of, once it was answered."""
    try:
        plan = crm.plan_conversion(source, **wishes)  # type: ignore[arg-type]  # as WISHES says
        # Which client it is comes first, then what a new one must bring along.
        while plan.questions:
            wishes = answered(plan, wishes, answers)
            plan = crm.plan_conversion(source, **wishes)  # type: ignore[arg-type]  # as above
    except REFUSALS:
        return None
    return None if plan.faults else plan


def answered(
    plan: ConversionPlan, wishes: Wishes, answers: Mapping[str, object]
) -> Wishes:
    """Return the wishes with an answer to everything that the plan asks."""
    asked = [each for each in plan.questions if "." not in each.path]
    clients = {each.path: next(iter(each.candidates), "new") for each in asked}
    values = cast("Wishes", wishes.get("values", {}))
    given = {
        each.path: answers[each.path] for each in plan.questions if "." in each.path
    }
    return {**wishes, **clients, "values": {**values, **given}}


def stored(crm: Crm, id: str) -> Record | None:
    """Return a live record, if there is one."""
    collection = COLLECTIONS[prefix_of(id)](crm)
    return collection.get(id) if id in collection else None  # type: ignore[attr-defined,operator]  # a collection


def differences(one: Record, other: Record) -> dict[str, object]:
    """Return by field what another record has that the first has not."""
    entity = entity_of(one)
    names = [name for name in entity.fields if name != "custom"]
    found = {
        n: getattr(other, n) for n in names if getattr(one, n) != getattr(other, n)
    }
    own = {f"custom.{code}": value for code, value in other.custom.items()}
    fresh = {n: v for n, v in own.items() if one.custom.get(n[7:]) != v}
    lost = {f"custom.{code}": None for code in one.custom if code not in other.custom}
    return {**found, **fresh, **lost}


def did_as_planned(
    target: TargetPlan,
    before: Record | None,
    now: Record,
    plan: ConversionPlan,
    firm: Workspace,
) -> None:
    """Judge one target: all of the plan is there, and nothing else is."""
    values = {each.field: each.value for each in target.fields}
    entity = ENTITIES[target.entity]
    empty = blank(entity)
    changes = differences(before or empty, now)
    kept = {spec.name for spec in entity.fields.values() if spec.system}
    own = {
        f"custom.{each.code}"
        for each in firm.fields_of(target.entity).values()
        if each.is_read_only or each.default is not None
    }
    usual = own | SAID_OF_ALL if before is None else set()

    assert target.action == ("create" if before is None else "link")
    assert values == {name: held(now, name) for name in values}
    assert set() == set(changes) - set(values) - kept - usual
    if before is None:
        assert "owner" in values or plan.owner == held(now, "owner")
    else:
        assert bool(values) == (now.version > before.version)


def held(record: Record, name: str) -> object:
    """Return what a record holds in a field of a plan."""
    field, _, code = name.partition(".")
    value = getattr(record, field)
    return value.get(code) if code else value


def carried_out(crm: Crm, store: Store, plan: ConversionPlan) -> Converted:
    """Carry a plan out, and judge that it did what it said."""
    ids = {each.entity: each.id for each in plan.targets if each.takes_part}
    before = {id: stored(crm, id) for id in ids.values()}
    with store.read() as reader:
        last = max((each.seq for each in reader.events()), default=0)
    done = crm.convert(plan)
    with store.read() as reader:
        events = list(reader.events(after=last))
    others = {each.record for each in events} - {*ids.values(), plan.source}

    assert set(ids.values()) == set(done.targets)
    assert {plan.id} == {each.cause for each in events}
    assert {"activity"} >= {prefix_of(each) for each in others}
    for target in plan.targets:
        if target.takes_part:
            now = stored(crm, target.id)
            assert now is not None
            did_as_planned(target, before[target.id], now, plan, crm.workspace)
    return done


def goes_on(
    crm: Crm, done: Converted, answers: Mapping[str, object]
) -> Iterator[ConversionPlan]:
    """Yield plans of what the deal and then its quotes may become."""
    if done.deal is None or done.deal.stage_kind == "lost":
        return
    for to in ("quote", "invoice"):
        if plan := planned(crm, crm.deals.get(done.deal.id), {"to": to}, answers):
            yield plan
    for quote in crm.quotes.where(F.deal == done.deal.id).all():
        if plan := planned(crm, quote, {"to": "invoice"}, answers):
            yield plan


def refused(crm: Crm, store: Store, source: Source, wishes: Wishes) -> None:
    """Judge that what cannot be carried out changes nothing at all."""
    before = digest(store, commands=[("ada", "k")])
    with suppress(*REFUSALS):
        crm.convert(source, key="k", **wishes)  # type: ignore[arg-type]  # as WISHES says
        raise AssertionError(source)

    assert before == digest(store, commands=[("ada", "k")])


def repeated(crm: Crm, store: Store, plan: ConversionPlan) -> None:
    """Judge that a plan gives the first result again, and writes nothing."""
    before = digest(store)
    done = crm.convert(plan)

    assert set(done.targets) == {each.id for each in plan.targets if each.takes_part}
    assert done == crm.convert(load_plan(dump_plan(plan)))
    assert before == digest(store)


def honest(world: World, kind: str) -> None:
    """Live through a world, and judge every plan."""
    with played(world, kind) as (crm, store, leads):
        for lead, (_, wishes) in zip(leads, world.leads, strict=False):
            plan = planned(crm, lead, wishes, world.answers)
            if plan is None:
                refused(crm, store, lead, wishes)
                continue
            done = carried_out(crm, store, plan)
            repeated(crm, store, plan)
            for each in goes_on(crm, done, world.answers):
                carried_out(crm, store, each)
                repeated(crm, store, each)
        assert () == crm.upkeep.verify().findings


def reversible(world: World, kind: str) -> None:
    """Take back each conversion at once, and then all of them from the last."""
    with played(world, kind) as (crm, store, leads):
        before = living(store)
        for lead, (_, wishes) in zip(leads, world.leads, strict=False):
            if plan := planned(crm, lead, wishes, world.answers):
                crm.revert(crm.convert(plan))
                assert before == living(store)
        every = list(_converted(crm, leads, world))
        for done in reversed(every):
            crm.revert(done)

        assert before == living(store)


def _converted(crm: Crm, leads: Sequence[Lead], world: World) -> Iterator[Converted]:
    for lead, (_, wishes) in zip(leads, world.leads, strict=False):
        if plan := planned(crm, crm.leads.get(lead.id), wishes, world.answers):
            done = crm.convert(plan)
            yield done
            for each in goes_on(crm, done, world.answers):
                yield crm.convert(each)


# Each example is a firm of its own, and a second of them is many.
FEW = settings(HEAVY, max_examples=HEAVY.max_examples // 3)
FEWER = settings(HEAVY, max_examples=HEAVY.max_examples // 12)


@FEW
@given(worlds())
def test_what_is_planned_is_what_is_done_once(world: World) -> None:
    """C5, C8, C16: the ids and values of the plan and nothing else; or nothing at all.

    A second time nothing is written, and a plan that was kept as text is the same.
    """
    honest(world, "memory")


@FEWER
@given(worlds())
def test_what_is_planned_is_what_is_done_once_in_a_file(world: World) -> None:
    """C5, C8, C16, P15: on SQLite as in memory."""
    honest(world, "sqlite")


@FEW
@given(worlds())
def test_taking_back_gives_back_what_was_there(world: World) -> None:
    """C14: one by one, and all of them with the documents that came of them."""
    reversible(world, "memory")


@FEWER
@given(worlds())
def test_taking_back_gives_back_what_was_there_in_a_file(world: World) -> None:
    """C14, P15: on SQLite as in memory."""
    reversible(world, "sqlite")
