"""Questions about contact points, and about the records that have them."""

from typing import Any

from sqlalchemy import Select, Text, bindparam, case, cast, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from leadflow.storage.server.queries import selected_columns
from leadflow.storage.server.sql import Expr, Speech
from leadflow.storage.server.tables import Tables


def records(tables: Tables, speech: Speech, entity: str) -> Select[Any]:
    """Return what selects live records, by tenant, kind and key."""
    table, points = tables.entities[entity], tables["points"].c
    found = select(*selected_columns(speech, entity, table)).where(
        points.tenant == bindparam("tenant"),
        points.kind == bindparam("kind"),
        points.key == bindparam("key"),
        table.c.tenant == points.tenant,
        table.c.id == points.record,
        table.c.deleted_at.is_(None),
    )
    return found.order_by(table.c.id)


def holders(tables: Tables) -> Select[Any]:
    """Return what selects kinds, keys and live records, for PostgreSQL.

    Values are a list of kinds, one of keys, and the tenant.
    """
    points = tables["points"].c
    # Of two lists it has to be told of what they are.
    lists = (cast(bindparam(name), ARRAY(Text())) for name in ("kinds", "keys"))
    several = func.unnest(*lists).table_valued("kind", "key", name="asked")
    asked = several.render_derived()
    found = select(points.kind, points.key, points.record).where(
        points.tenant == bindparam("tenant"),
        points.kind == asked.c.kind,
        points.key == asked.c.key,
        is_live(tables, points),
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
