"""What facts are called, and how the causes begin that leadflow gives its own."""

from leadflow.errors import InvalidValue
from leadflow.values.converters import text


CREATED = "created"
UPDATED = "updated"
MOVED = "moved"
CLOSED = "closed"
REOPENED = "reopened"
PIPELINE_CHANGED = "pipeline_changed"
CONVERTED = "converted"
APPROVED = "approved"
REVERTED = "reverted"
DELETED = "deleted"
RESTORED = "restored"
TOUCHED = "touched"
"""Something happened with the record; it was not changed by anybody."""
DISMISSED = "dismissed"
"""Somebody told two records apart: they are no duplicates (D4)."""
RECONSIDERED = "reconsidered"
"""The two may be duplicates after all."""
CONSENTED = "consented"
"""Somebody said whether letters and calls are wanted."""
NOTED = frozenset({TOUCHED, DISMISSED, RECONSIDERED, CONSENTED})
"""What takes nothing from anybody: no field that people write was changed."""
PURGED = "purged"
ERASED = "erased"

APART = "apart:"
"""How the cause begins of what tells two records apart; a sign of both follows."""
IMPORT = "import:"
"""How the cause begins of what was brought in from a file; its name follows."""
OWN_CAUSES = (
    APART,
    "conversion_",
    "deleted:",
    "erased:",
    IMPORT,
    "inquiry_",
    "merge_",
    "purged:",
    "reverted:",
    "switch:",
    "unmerged:",
)
"""How the causes begin that leadflow gives its own facts, and reads them by."""


def reason(value: str | None) -> str:
    """Return why somebody does something, as clean text.

    Raises ``InvalidValue`` for what would pass for a cause of leadflow's own: by
    these it finds what to undo, and tells where values came from.

    >>> reason(" the client insists ")
    'the client insists'
    """
    if not value:
        return ""
    words = text(value)
    if words.startswith(OWN_CAUSES):
        hint = "say it in words of your own"
        raise InvalidValue("reason", "begins like a cause of leadflow's", hint)
    return words
