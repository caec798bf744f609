"""From a workspace to the text of a file."""

import os
from pathlib import Path

from leadflow.errors import InvalidValue
from leadflow.workspace.layout import workspace_table
from leadflow.workspace.shapes import Section
from leadflow.workspace.toml import document


def written(workspace: object) -> str:
    """Return the text that describes a workspace; what is usual is left out."""
    whole = workspace_table(type(workspace)).write(workspace)
    return document(whole.keys if isinstance(whole, Section) else {})


def saved(text: str, place: str | os.PathLike[str]) -> None:
    """Put a text into a file; a crash leaves the old file or the new one."""
    path = Path(place)
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(text.encode())
        os.replace(beside, path)  # noqa: PTH105  # replaces what is there on every system
    except OSError as error:
        beside.unlink(missing_ok=True)
        reason = (error.strerror or "it cannot be opened").lower()
        raise InvalidValue(
            "file", f"cannot be written: {reason}", "", str(path)
        ) from None
