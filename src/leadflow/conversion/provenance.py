"""Provenance: what a conversion knows of a value goes into the fact that tells it."""

from attrs import evolve

from leadflow.events import Change, Event, Origins


def attributed(change: Change, target: str, origins: Origins) -> Change:
    """Return the change of a linked target; its facts tell where values came from."""
    events = tuple(
        _attributed(event, origins) if event.record == target else event
        for event in change.events
    )
    return Change(change.records, events)


def _attributed(event: Event, origins: Origins) -> Event:
    known = origins.carried
    told = tuple(
        evolve(each, carried=known.get(each.field, ())) for each in event.changes
    )
    return evolve(event, changes=told)
