"""What stands in a server's rows beside the codec's: the tenant and the keys.

Dates, instants and booleans are the driver's own.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, TypeAlias

from attrs import frozen

from leadflow.entities import Kind, Record
from leadflow.entities.records import values_of
from leadflow.storage.codec import AS_TEXT, Codec, EventCodec, Steps, codec_of
from leadflow.storage.server.keys import Folding, folding_of


Row: TypeAlias = Sequence[Any]


def written_instant(value: datetime) -> datetime:
    """Return an instant as drivers take it: MariaDB's looks at no zone."""
    return value if value.tzinfo is UTC else value.astimezone(UTC)


def read_instant(value: Any) -> datetime:  # noqa: ANN401  # as the driver gives it
    """Return an instant that was selected in UTC, without its zone."""
    found: datetime = value.replace(tzinfo=UTC)
    return found


EVENTS: Final = EventCodec(written_instant, read_instant)
NATIVE: Final = Steps(
    {
        Kind.DATETIME: written_instant,
        Kind.DECIMAL: AS_TEXT.writing[Kind.DECIMAL],
    },
    {
        Kind.BOOLEAN: bool,
        Kind.DATETIME: read_instant,
        Kind.DECIMAL: AS_TEXT.reading[Kind.DECIMAL],
    },
)


@frozen
class Rows:
    """Writes and reads the rows of one entity."""

    codec: Codec
    folding: Folding
    width: int
    """How many columns make the record; a question may have asked for more."""

    def row(self, tenant: str, record: Record) -> tuple[Any, ...]:
        """Return the columns of a record, in the order of its table."""
        row = self.codec.row(record)
        return (tenant, *row, self.folding.keys(values_of(record)))

    def record(self, row: Row) -> Record:
        """Return the record that a row holds, or raise ``Unreadable``."""
        return self.codec.record(row[: self.width])


@cache
def rows_of(entity: str) -> Rows:
    """Return what writes and reads an entity's rows."""
    codec = codec_of(entity, NATIVE)
    return Rows(codec, folding_of(entity), len(codec.cells) + len(codec.monies))
