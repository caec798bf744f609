"""Questions about contact points, and about the records that have them."""

from typing import Any

from sqlalchemy import Select, and_, bindparam, case, or_, select, text

from leadflow.storage.server.queries import selected_columns
from leadflow.storage.server.sql import Expr, Speech
from leadflow.storage.server.tables import Tables


def records(tables: Tables, speech: Speech, entity: str) -> Select[Any]:
    """Return what selects records, live or not, by tenant, kind and key.

    Whoever reads them leaves the deleted ones out: asked for live ones alone, a server
    that has not counted its rows takes the index of live records, and reads them all.
    """
    table, points = tables.entities[entity], tables["points"].c
    found = select(*selected_columns(speech, entity, table)).where(
        points.tenant == bindparam("tenant"),
        points.kind == bindparam("kind"),
        points.key == bindparam("key"),
        table.c.tenant == points.tenant,
        table.c.id == points.record,
    )
    return found.order_by(table.c.id)


def holders(tables: Tables, count: int) -> Select[Any]:
    """Return what selects kinds, keys and live records, by so many kinds and keys.

    Values are the tenant, then each kind with its key. A server that is given them as
    lists would make a plan each time, since it cannot know how long they are.
    """
    points = tables["points"].c
    pairs = [
        and_(
            points.kind == bindparam(f"kind_{number}"),
            points.key == bindparam(f"key_{number}"),
        )
        for number in range(count)
    ]
    found = select(points.kind, points.key, points.record).where(
        points.tenant == bindparam("tenant"), or_(*pairs), is_live(tables, points)
    )
    return found.order_by(points.record)


def is_live(tables: Tables, points: Any) -> Expr:  # noqa: ANN401  # columns
    """Ask the record itself; entities are few, and each has its table."""
    found = []
    for entity in _POINTED:
        table = tables.entities[entity].alias("holder")
        deleted = select(table.c.deleted_at).where(
            table.c.tenant == points.tenant, table.c.id == points.record
        )
        subquery = deleted.correlate(points.record.table).scalar_subquery()
        found.append((points.entity == text(f"'{entity}'"), subquery))
    return case(*found).is_(None)


_POINTED = ("lead", "contact", "company", "inquiry")
