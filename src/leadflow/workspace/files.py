"""Workspaces as TOML: files that people edit, and the text that stores keep.

``loads(dumps(workspace)) == workspace`` holds for every workspace. Only what
differs from the usual firm is written, so that a file shows what is special.
"""

from collections.abc import Mapping
from os import PathLike

from leadflow.workspace.reading import structured, text_of
from leadflow.workspace.types import FieldType
from leadflow.workspace.workspace import Workspace
from leadflow.workspace.writing import saved, written


def read(path: str | PathLike[str]) -> Workspace:
    """Return the workspace that a file describes.

    Raises ``InvalidWorkspace`` with every fault of the file at once.
    """
    return structured(text_of(path), str(path), Workspace)


def write(workspace: Workspace, path: str | PathLike[str]) -> None:
    """Write a workspace to a file, which is replaced as a whole or not at all."""
    saved(written(workspace), path)


def loads(
    text: str,
    place: str = "workspace",
    types: Mapping[str, FieldType] | None = None,
) -> Workspace:
    """Return the workspace that a text describes; ``place`` names it in errors.

    ``types`` are those of the host, by name (F1).

    >>> loads('mode = "simple"').mode
    'simple'
    """
    return structured(text, place, Workspace, types)


def dumps(workspace: Workspace) -> str:
    """Return the text of a workspace.

    >>> print(dumps(Workspace(currency="UAH")), end="")
    mode = "classic"
    language = "en"
    zone = "UTC"
    currency = "UAH"
    """
    return written(workspace)
