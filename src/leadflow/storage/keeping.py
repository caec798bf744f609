"""What a command keeps of its result: the one form in which all stores hold it."""

import json
from collections.abc import Mapping

from leadflow.storage.port import Command


def as_kept(result: Mapping[str, str]) -> str:
    """Return a result as the text that a command keeps.

    >>> as_kept({"id": "lead_1"})
    '{"id": "lead_1"}'
    """
    return json.dumps(dict(result))


def answer_in(command: Command) -> Mapping[str, str]:
    """Return what a command has kept of its result."""
    found: dict[str, str] = json.loads(command.result)
    return found
