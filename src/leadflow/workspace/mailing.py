"""What a firm says about mailings: segments, letters, and whom it asks first."""

from collections.abc import Iterator

from leadflow.errors import Fault
from leadflow.workspace.checks import repeated
from leadflow.workspace.definitions import Definitions
from leadflow.workspace.letters import Letter, as_letters, letter_faults
from leadflow.workspace.segments import (
    Segment,
    as_channels,
    as_segments,
    segment_faults,
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
    definitions: Definitions, segments: tuple[Segment, ...], letters: tuple[Letter, ...]
) -> Iterator[Fault]:
    """Yield what is wrong with segments and letters."""
    yield from repeated("segments", [each.code for each in segments])
    for number, segment in enumerate(segments):
        yield from segment_faults(definitions, segment, f"segments[{number}]")
    yield from repeated("letters", [each.code for each in letters])
    for number, letter in enumerate(letters):
        yield from letter_faults(definitions, letter, f"letters[{number}]")
