"""How far each record has come on a pipeline, read as one stream."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias, cast

from attrs import frozen

from leadflow.entities import Staged
from leadflow.storage.port import Reader, Visit
from leadflow.storage.query import Query
from leadflow.workspace import LOST, OPEN, WON, Pipeline


Reached: TypeAlias = tuple[str, int]
"""A record's id, and the furthest place of its visits."""


@frozen
class Track:
    """The places of a pipeline's stages among the steps of a funnel.

    Whoever stood on a stage that has no place of its own, a lost one or one of
    former times, has come to the beginning at least.
    """

    pipeline: str
    start: int
    places: Mapping[str, int]

    @classmethod
    def of(
        cls, pipeline: Pipeline, *, start: int = 0, ends_won: bool = True
    ) -> "Track":
        """Return the track; several won stages are one step.

        ``ends_won`` tells whether that step is part of the funnel; where it is
        not, whoever has won has come to the last open one.
        """
        codes = [stage.code for stage in pipeline.of_kind(OPEN)]
        places = {code: start + place for place, code in enumerate(codes)}
        end = start + len(codes) - (not ends_won)
        won = {stage.code: end for stage in pipeline.of_kind(WON)}
        return cls(pipeline.code, start, {**places, **won})

    @property
    def end(self) -> int:
        """Return the place of the last step."""
        return max(self.places.values())

    def place(self, stage: str) -> int:
        """Return the place of a stage."""
        return self.places.get(stage, self.start)


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
    """
    reached = _reached(source.visits(query), track)
    records = cast("Iterator[Staged]", source.find(query))
    for record, found in _together(records, reached):
        furthest = found
        is_here = record.pipeline == track.pipeline
        if is_here:
            furthest = max(found, track.place(record.stage))
        if furthest >= track.start:
            is_lost = is_here and record.stage_kind == LOST
            yield Passage(record, furthest, is_lost)


def _reached(visits: Iterable[Visit], track: Track) -> Iterator[Reached]:
    for record, own in groupby(visits, key=attrgetter("record")):
        places = (track.place(v.stage) for v in own if v.pipeline == track.pipeline)
        yield record, max(places, default=-1)


def _together(
    records: Iterable[Staged], reached: Iterator[Reached]
) -> Iterator[tuple[Staged, int]]:
    """Join records with what they reached, -1 where nothing is known.

    Both come in the order of ids, so neither need be held in memory.
    """
    id, furthest = next(reached, ("", -1))
    for record in records:
        while id and id < record.id:
            id, furthest = next(reached, ("", -1))
        yield record, furthest if id == record.id else -1
