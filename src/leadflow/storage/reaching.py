"""How far records came on a pipeline, counted where they are: an optional ability.

The cumulative funnel asks for nothing but these counts. A store that can give them
spares it reading every record and every stage; what it gives is what reading them
would give, and tests compare both.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.storage.query import Query
from leadflow.values import Money
from leadflow.workspace import OPEN, WON, Pipeline


@frozen
class Track:
    """The places of a pipeline's stages among the steps of a funnel.

    Whoever stood on a stage that has no place of its own, a lost one or one of
    former times, has come to the beginning at least.
    """

    pipeline: str
    start: int
    places: Mapping[str, int]
    won: frozenset[str] = frozenset()
    """The stages of winning."""

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
        return cls(pipeline.code, start, {**places, **won}, frozenset(won))

    @property
    def end(self) -> int:
        """Return the place of the last step."""
        return max(self.places.values())

    def place(self, stage: str) -> int:
        """Return the place of a stage."""
        return self.places.get(stage, self.start)


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Reach:
    """Records of one group that came equally far."""

    key: tuple[str, ...]
    """The values grouped by."""
    furthest: int
    is_lost: bool
    """They stand on a lost stage of the pipeline now."""
    count: int
    totals: tuple[Money, ...] = ()
    """The sum of the money field asked for, one per currency, by currency."""


@runtime_checkable
class Reaching(Protocol):
    """A reader that counts how far records came; optional."""

    def reached(
        self, query: Query, track: Track, by: Sequence[str], *, total: str = ""
    ) -> Sequence[Reach]:
        """Count the matching records that ever stood on a pipeline, by the furthest.

        A record has come as far as the furthest stage of the pipeline that it stood
        on at any time, or stands on now; a lead that is not converted has never
        won. ``by`` are built-in text fields or fields of the firm's own, and
        ``total`` names a money field to add up, as ``group`` has them. Nothing is
        said about the order.
        """
        ...
