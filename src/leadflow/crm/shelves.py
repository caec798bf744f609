"""What was derived from the data, and is kept for all views of one store."""

from typing import cast

from leadflow.crm.desk import Desk
from leadflow.duplicates.index import SoftIndex


def soft_index(desk: Desk, entity: str) -> SoftIndex:
    """Return the index of soft keys of an entity; it is read when it is first asked."""
    found = desk.shelf.get(entity)
    if found is None:
        # Of two threads that come at once, both get the one that is kept.
        found = desk.shelf.setdefault(entity, SoftIndex(entity))
    return cast("SoftIndex", found)
