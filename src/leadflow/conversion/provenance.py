"""Provenance: what a conversion knows of a value goes into the fact that tells it."""

from functools import lru_cache

from attrs import evolve

from leadflow.conversion.plan import TargetPlan
from leadflow.conversion.planning import Decision
from leadflow.entities.shapes import shape
from leadflow.events import Carried, Change, Event, FieldChange, Origins


def origins_of(target: TargetPlan, decision: Decision) -> Origins:
    """Return where the values of a target came from, by field.

    Of what no map said (the owner, the stage, the probability) nothing is told: the
    event's cause names the conversion.
    """
    known: dict[str, tuple[Carried, ...]] = {}
    source, variant = decision.source.id, decision.variant.code
    every = shape(Carried).each(
        (each.field, each.how, source, _names(each.source), variant)
        for each in target.fields
    )
    for carried in every:
        name = carried.field.partition(".")[0]
        # Of custom fields several go into one.
        known[name] = (*known[name], carried) if name in known else (carried,)
    return known


def attributed(change: Change, target: TargetPlan, known: Origins) -> Change:
    """Return the change of a linked target; its facts tell where values came from."""
    events = tuple(
        _attributed(event, known) if event.record == target.id else event
        for event in change.events
    )
    return Change(change.records, events)


@lru_cache(maxsize=1024)
def _names(source: str) -> tuple[str, ...]:
    return tuple(name for name in source.split(", ") if name)


def _attributed(event: Event, known: Origins) -> Event:
    told = shape(FieldChange).each(
        (each.field, each.before, each.after, known.get(each.field, ()))
        for each in event.changes
    )
    return evolve(event, changes=told)
