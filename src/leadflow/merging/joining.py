"""Merging: planned, then carried out in one change (D3)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from leadflow.context import Context
from leadflow.entities import Company, Lead, Record, entity_named, entity_of
from leadflow.entities.records import with_values
from leadflow.errors import Fault, InvalidValue, MergeRefused, PlanOutdated, UnknownName
from leadflow.events import DELETED, Change, changed
from leadflow.ids import MergeId, prefix_of
from leadflow.merging.fields import POLICIES, Choice, merged_fields, taken_over
from leadflow.merging.plan import Merged, MergePlan
from leadflow.merging.relations import repointed
from leadflow.records import Check, is_latest
from leadflow.records.groups import loop_faults
from leadflow.records.validation import faults


MERGEABLE = ("lead", "contact", "company", "deal")
"""What can stand there twice."""

Resolve: TypeAlias = str | Mapping[str, Record | str]
"""A policy for all fields; or by field a policy, or whose value is right."""


def plan_merge(
    context: Context, records: Sequence[Record], choice: Choice
) -> MergePlan:
    """Return what merging the records into the first of them would do.

    Raises ``InvalidValue`` for what cannot be merged with each other, ``UnknownName``
    for a field or a rule that there is not.
    """
    _require_alike(records)
    _require_known(context, records, choice)
    survivor, *others = records
    gone = frozenset(each.id for each in others)
    links = [link.record for link in context.reader.links_to(sorted(gone))]
    relinked = [id for id in dict.fromkeys(links) if id not in gone | {survivor.id}]
    near = [context.load(prefix_of(id), id) for id in relinked]
    reads = (*records, *(each for each in near if each is not None))
    plan = MergePlan(
        id=MergeId(context.new_id("merge")),
        entity=entity_of(survivor).name,
        survivor=survivor.id,
        merged=tuple(each.id for each in others),
        fields=tuple(merged_fields(context, records, choice)),
        relinked=tuple(relinked),
        reads=tuple((each.id, each.version) for each in reads),
        faults=tuple(_converted(records)),
    )
    if plan.problems:
        return plan
    return attrs.evolve(plan, faults=tuple(_wrong(context, plan, survivor)))


def merge(context: Context, plan: MergePlan) -> tuple[Merged[Record], Change]:
    """Return what comes of a plan, and the change that makes it true.

    A plan that was carried out gives what came of it, and an empty change. Raises
    ``MergeRefused`` with everything that stands in the way, ``PlanOutdated`` when
    something that the plan read was changed since.
    """
    if done := _done(context, plan):
        return done, Change()
    _require_current(context, plan)
    if plan.problems:
        raise MergeRefused(plan.survivor, plan.problems)
    return _carried_out(context.because(plan.id), plan)


def _carried_out(context: Context, plan: MergePlan) -> tuple[Merged[Record], Change]:
    act = context.act
    gone = frozenset(plan.merged)
    before = _loaded(context, plan.survivor)
    after = _survivor(before, plan)
    survivor, change = changed(before, after, act)
    for id in plan.relinked:
        record = _loaded(context, id)
        change += changed(record, repointed(record, gone, plan.survivor), act)[1]
    for id in plan.merged:
        record = _loaded(context, id)
        # It points at nobody any more that becomes one with it.
        bare = repointed(record, gone | {plan.survivor}, id)
        away = with_values(bare, deleted_at=act.now, merged_into=plan.survivor)
        change += changed(record, away, act, kind=DELETED)[1]
    done = Merged(
        id=plan.id, survivor=survivor, merged=plan.merged, relinked=plan.relinked
    )
    return done, change


def _survivor(before: Record, plan: MergePlan) -> Record:
    after = taken_over(before, plan.fields)
    # What one of the others said of the survivor would be said of itself.
    return repointed(after, frozenset((*plan.merged, plan.survivor)), plan.survivor)


def _wrong(context: Context, plan: MergePlan, survivor: Record) -> Iterator[Fault]:
    """Yield what would be wrong with the survivor."""
    try:
        after = _survivor(survivor, plan)
    except InvalidValue as error:
        yield error.fault
        return
    told = faults(context, Check(record=after, before=survivor))
    yield from told
    if isinstance(after, Company) and all(each.code != "loop" for each in told):
        # Those that go are this one from now on, for whoever belongs to them.
        same = dict.fromkeys(plan.merged, plan.survivor)
        yield from loop_faults(context, after, same)


def _require_alike(records: Sequence[Record]) -> None:
    names = dict.fromkeys(entity_of(each).name for each in records)
    if len({each.id for each in records}) < 2:  # noqa: PLR2004  # one is no merge
        hint = "give two or more: crm.merge([first, second])"
        raise InvalidValue("records", "are one record", hint)
    if len(names) > 1:
        told = " and ".join(names)
        raise InvalidValue("records", f"are of different kinds: {told}")
    entity = next(iter(names))
    if entity not in MERGEABLE:
        ways = ", ".join(entity_named(each).plural for each in MERGEABLE)
        raise InvalidValue("records", f"cannot be merged; only {ways} can")


def _require_known(context: Context, records: Sequence[Record], choice: Choice) -> None:
    entity = entity_of(records[0])
    own = context.workspace.fields_of(entity.name)
    usual = (name for name, spec in entity.fields.items() if not spec.system)
    known = (*usual, *(f"custom.{code}" for code in own))
    for name in (*choice.rules, *choice.values):
        if name and name not in known:
            raise UnknownName(f"field of {entity.name}", name, known, "resolve")
    ids = tuple(each.id for each in records)
    for rule in choice.rules.values():
        if rule not in (*POLICIES, *ids):
            raise UnknownName("rule of a merge", rule, (*POLICIES, *ids), "resolve")


def _converted(records: Sequence[Record]) -> Iterator[Fault]:
    """Yield leads that were converted: they stay as they were at that moment (C9)."""
    for each in records:
        if isinstance(each, Lead) and each.converted_at is not None:
            message = f"'{each.id}' was converted and stays as it is"
            yield Fault("", message, "merge what it became", "converted")


def _done(context: Context, plan: MergePlan) -> Merged[Record] | None:
    """Return what came of a plan, if it was carried out and not taken back."""
    gone = [_loaded(context, id) for id in plan.merged]
    causes = {_last_cause(context, id) for id in plan.merged}
    if causes != {plan.id} or any(each.deleted_at is None for each in gone):
        return None
    return Merged(
        id=plan.id,
        survivor=context.live(plan.survivor),
        merged=plan.merged,
        relinked=plan.relinked,
    )


def _last_cause(context: Context, id: str) -> str:
    causes = [each.cause for each in context.reader.history(id)]
    return causes[-1] if causes else ""


def _require_current(context: Context, plan: MergePlan) -> None:
    stale = [id for id, version in plan.reads if not _is_as_read(context, id, version)]
    links = context.reader.links_to(sorted(plan.merged))
    known = {*plan.relinked, *plan.merged, plan.survivor}
    stale += sorted({link.record for link in links} - known)
    if stale:
        raise PlanOutdated(plan.survivor, tuple(stale))


def _is_as_read(context: Context, id: str, version: int) -> bool:
    found = context.load(prefix_of(id), id)
    return found is not None and is_latest(context, found, version)


def _loaded(context: Context, id: str) -> Record:
    found = context.load(prefix_of(id), id)
    assert found is not None  # noqa: S101  # it was read for the plan
    return found
