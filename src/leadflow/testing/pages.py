"""Where a page of records ends."""

from leadflow.entities import Record
from leadflow.storage.port import Reader
from leadflow.storage.query import Cursor, Query, sort_values
from leadflow.workspace import reader as path_reader


def page_end(reader: Reader, query: Query, record: Record) -> Cursor:
    """Return the cursor behind a record, as a query takes it."""
    cursor: list[int | str | bool] = []
    for order in query.order:
        info = query.paths[order.path]
        read = path_reader(info, lambda kind, id: reader.get(kind, [id]).get(id))
        cursor += sort_values(info, read(record))
    return (*cursor, record.id)
