"""What a firm says about mailings: segments, letters, and whom it asks first."""

from collections.abc import Iterable, Iterator

from leadflow.errors import Fault
from leadflow.workspace.definitions import Definitions
from leadflow.workspace.letters import Letter, as_letters, letters_faults
from leadflow.workspace.segments import (
    Segment,
    as_channels,
    as_segments,
    segments_faults,
)


__all__ = [
    "Letter",
    "Segment",
    "as_channels",
    "as_letters",
    "as_segments",
    "faults",
]


def faults(
    definitions: Definitions, segments: Iterable[Segment], letters: Iterable[Letter]
) -> Iterator[Fault]:
    """Yield what is wrong with segments and letters."""
    yield from segments_faults(definitions, segments)
    yield from letters_faults(definitions, letters)
