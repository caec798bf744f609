"""Provenance: what a conversion knows of a value goes into the fact that tells it."""

from operator import attrgetter
from typing import Final

from attrs import evolve

from leadflow.conversion.plan import TargetPlan
from leadflow.conversion.planning import Decision
from leadflow.events import Change, Event, Origins


_ENTRY: Final = attrgetter("field", "how", "source")


def origins_of(target: TargetPlan, decision: Decision) -> Origins:
    """Return where the values of a target came from.

    Of what no map said (the owner, the stage, the probability) nothing is told: the
    event's cause names the conversion.
    """
    entries = tuple(map(_ENTRY, target.fields))
    return Origins(decision.source.id, decision.variant.code, entries)


def attributed(change: Change, target: TargetPlan, origins: Origins) -> Change:
    """Return the change of a linked target; its facts tell where values came from."""
    events = tuple(
        _attributed(event, origins) if event.record == target.id else event
        for event in change.events
    )
    return Change(change.records, events)


def _attributed(event: Event, origins: Origins) -> Event:
    known = origins.carried
    told = tuple(
        evolve(each, carried=known.get(each.field, ())) for each in event.changes
    )
    return evolve(event, changes=told)
