"""How far each record has come on a pipeline, read as one stream."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias, cast

from attrs import frozen

from leadflow.entities import Lead, Staged
from leadflow.storage.port import Reader, Visit
from leadflow.storage.query import Query
from leadflow.storage.reaching import Track
from leadflow.workspace import LOST, WON


Reached: TypeAlias = tuple[str, int, int]
"""A record's id, the furthest place of its visits, and that before winning."""


@frozen
class Passage:
    """One record's way along a track."""

    record: Staged
    furthest: int
    is_lost: bool
    """It stands on a lost stage of this pipeline now."""


def passages(source: Reader, query: Query, track: Track) -> Iterator[Passage]:
    """Give the way of each record that ever stood on the pipeline (Z1).

    A record that went on to another pipeline is among them: its history tells.
    A lead whose conversion was taken back was never won (C14).
    """
    reached = _reached(source.visits(query), track)
    records = cast("Iterator[Staged]", source.find(query))
    for record, found, before_won in _together(records, reached):
        furthest = before_won if _is_unconverted(record) else found
        is_here = record.pipeline == track.pipeline
        if is_here:
            furthest = max(furthest, track.place(record.stage))
        if furthest >= track.start:
            is_lost = is_here and record.stage_kind == LOST
            yield Passage(record, furthest, is_lost)


def _reached(visits: Iterable[Visit], track: Track) -> Iterator[Reached]:
    for record, own in groupby(visits, key=attrgetter("record")):
        stages = [v.stage for v in own if v.pipeline == track.pipeline]
        open_ = (track.place(each) for each in stages if each not in track.won)
        every = map(track.place, stages)
        yield record, max(every, default=-1), max(open_, default=-1)


def _is_unconverted(record: Staged) -> bool:
    """Tell whether a record is a lead that stands before its conversion."""
    is_open = isinstance(record, Lead) and record.converted_at is None
    return is_open and record.stage_kind != WON


def _together(
    records: Iterable[Staged], reached: Iterator[Reached]
) -> Iterator[tuple[Staged, int, int]]:
    """Join records with what they reached, -1 where nothing is known.

    Both come in the order of ids, so neither need be held in memory.
    """
    none: Reached = ("", -1, -1)
    known = next(reached, none)
    for record in records:
        while known[0] and known[0] < record.id:
            known = next(reached, none)
        _, furthest, before_won = known if known[0] == record.id else none
        yield record, furthest, before_won
