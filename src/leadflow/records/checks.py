"""What is known of a record that is about to be stored."""

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities import ENTITIES, Record
from leadflow.entities.records import differences


PLACE = frozenset({"pipeline", "stage", "stage_kind"})
"""The fields that change when a record moves."""


EVERY_FIELD = {entity.cls: frozenset(entity.fields) for entity in ENTITIES.values()}


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Check:
    """A record about to be stored, and what is known of it already.

    A value that was right when it was stored stays right: retired dictionary
    entries and deleted clients do not lock the records that hold them.
    """

    record: Record
    before: Record | None = None
    """The stored version; nothing for a new record."""
    carried: bool = False
    """A lead's values are carried over: what it was allowed, its client is too."""
    changed: frozenset[str] = field()
    """The fields that are judged; of a change those that differ, unless given."""

    @changed.default
    def _differing(self) -> frozenset[str]:
        assert self.before is not None  # noqa: S101  # of a new record all are given
        return frozenset(n for n, _, _ in differences(self.before, self.record))
