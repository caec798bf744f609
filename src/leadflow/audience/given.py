"""A segment or a letter as it may be given: of the workspace by its code, or whole."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from leadflow.errors import Fault, InvalidWorkspace, UnknownName
from leadflow.workspace import Letter, Segment, Workspace
from leadflow.workspace.letters import letter_faults
from leadflow.workspace.places import place
from leadflow.workspace.segments import segment_faults


G = TypeVar("G", Letter, Segment)


def segment_of(workspace: Workspace, segment: Segment | str) -> Segment:
    """Return a segment of the workspace by its code; one that is given, checked.

    Raises ``UnknownName`` and ``InvalidWorkspace``.
    """
    if isinstance(segment, Segment):
        return _checked(workspace, segment, "segment", segment_faults)
    return _known(workspace.segments, segment, "segment")


def letter_of(workspace: Workspace, letter: Letter | str) -> Letter:
    """Return a letter of the workspace by its code; one that is given, checked.

    Raises ``UnknownName`` and ``InvalidWorkspace``.
    """
    if isinstance(letter, Letter):
        return _checked(workspace, letter, "letter", letter_faults)
    return _known(workspace.letters, letter, "letter")


def _checked(
    workspace: Workspace,
    given: G,
    kind: str,
    judge: Callable[[Workspace, G, str], Iterable[Fault]],
) -> G:
    if faults := tuple(judge(workspace, given, place(f"{kind}s", given.code))):
        raise InvalidWorkspace(kind, faults)
    return given


def _known(known: Iterable[G], code: str, kind: str) -> G:
    by_code = {each.code: each for each in known}
    if code not in by_code:
        raise UnknownName(kind, str(code), tuple(by_code))
    return by_code[code]
