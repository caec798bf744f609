"""The steps of a funnel, and what a drawing may ask of one."""

from fractions import Fraction
from typing import Protocol

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.values import Money


SNAPSHOT, CUMULATIVE = "snapshot", "cumulative"
VIEWS = (CUMULATIVE, SNAPSHOT)


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class FunnelStep:
    """One step of a funnel: a stage, and how many records it is about."""

    code: str
    """The stage's code; in a joined funnel two entities may share one."""
    label: str
    """What people call the stage, in the workspace's language."""
    entity: str
    kind: str
    """``open``, ``won`` or ``lost``."""
    count: int
    """Records standing here (snapshot), or that came at least this far."""
    entered: int = 0
    """Records that begin here; in a joined funnel, deals that had no lead."""
    lost: int = 0
    """Records of ``count`` that came no further and are lost now."""
    share: Fraction | None = None
    """``count`` of all records of the funnel; ``None`` where there are none."""
    conversion: Fraction | None = None
    """How many of the step before went on to this one.

    ``None`` on the first step, in a snapshot, and where the step before is empty.
    """
    totals: tuple[Money, ...] = ()
    """The money of these records, one sum for each currency (N6)."""


class Drawable(Protocol):
    """What text, HTML and SVG need to know of a funnel."""

    @property
    def title(self) -> str:
        """Return what the funnel is about."""
        ...

    @property
    def view(self) -> str:
        """Return ``snapshot`` or ``cumulative``."""
        ...

    @property
    def steps(self) -> tuple[FunnelStep, ...]:
        """Return the steps, in order."""
        ...

    @property
    def total(self) -> int:
        """Return how many records there are."""
        ...

    @property
    def won(self) -> int:
        """Return how many of them count on a won step."""
        ...

    @property
    def lost(self) -> int:
        """Return how many of them are lost."""
        ...

    @property
    def language(self) -> str:
        """Return the language of labels and words."""
        ...

    @property
    def period(self) -> str:
        """Return the period of creation that was asked for, or ``""``."""
        ...

    @property
    def condition(self) -> str:
        """Return the condition that was asked for, or ``""``."""
        ...

    @property
    def grouping(self) -> str:
        """Return what people call the field or period grouped by, or ``""``."""
        ...

    @property
    def groups(self) -> "tuple[Drawable, ...]":
        """Return one funnel for each group."""
        ...
