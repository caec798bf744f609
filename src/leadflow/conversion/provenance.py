"""Provenance: what a conversion knows of a value goes into the fact that tells it."""

from functools import lru_cache

from attrs import evolve

from leadflow.conversion.plan import TargetPlan
from leadflow.conversion.planning import Decision
from leadflow.entities.shapes import shape
from leadflow.events import Carried, Change, Event, FieldChange, Origins


_CARRIED = shape(Carried)


def origins_of(target: TargetPlan, decision: Decision) -> Origins:
    """Return where the values of a target came from, by field.

    Of what no map said (the owner, the stage, the probability) nothing is told: the
    event's cause names the conversion.
    """
    source, variant = decision.source.id, decision.variant.code
    draft = _CARRIED.draft
    drafts = [
        draft(each.field, each.how, source, _names(each.source), variant)
        for each in target.fields
    ]
    known: dict[str, tuple[Carried, ...]] = {}
    for carried in _CARRIED.all_finished(drafts):
        name = carried.field
        if "." in name:
            # Of custom fields several go into one.
            name = name.partition(".")[0]
            known[name] = (*known.get(name, ()), carried)
        else:
            known[name] = (carried,)
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
