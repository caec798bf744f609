"""How far records came, counted by the server; see ``leadflow.storage.reaching``."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Integer,
    Select,
    Text,
    and_,
    case,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.sql.expression import Alias, FromClause

from leadflow.storage.query import Query
from leadflow.storage.reaching import Reach, Track
from leadflow.storage.server.operands import Frame
from leadflow.storage.server.queries import group_key, matching, money_of
from leadflow.storage.server.rows import Row
from leadflow.storage.server.sql import NOTHING, Expr
from leadflow.values import Money
from leadflow.values.money import from_stored_units
from leadflow.workspace import LOST, WON


def reached_by(
    frame: Frame, query: Query, track: Track, by: Sequence[str], total: str
) -> Select[Any]:
    """Return what counts the matching records by group, furthest place and loss.

    The stages of all records are looked through once and joined to the records: most
    of them are asked about.
    """
    records = frame.records(query.entity, "t")
    stood = _stood(frame, track)
    units, currency = (
        money_of(frame, query, records, total)
        if total
        else (cast(NOTHING, BigInteger()), cast(NOTHING, Text()))
    )
    keys = [group_key(frame, query, records, name) for name in by]
    columns = [
        _furthest(query.entity, track, records, stood).label("furthest"),
        _is_lost(track, records).label("lost"),
        currency.label("currency"),
        *(key.label(f"key_{number}") for number, key in enumerate(keys)),
    ]
    joined = records.outerjoin(stood, stood.c.record == records.c.id)
    rows = select(*columns, units.label("units")).select_from(joined)
    each = rows.where(*matching(frame, query, records)).subquery("each")
    *names, amounts = each.c
    found = select(*names, func.count(), func.sum(amounts)).select_from(each)
    return found.group_by(*names)


def reaches(rows: Sequence[Row], track: Track) -> list[Reach]:
    """Return what the statement found; who never stood on the pipeline is left out."""
    counts: dict[tuple[tuple[str, ...], int, bool], int] = {}
    totals: dict[tuple[tuple[str, ...], int, bool], list[Money]] = {}
    for furthest, lost, currency, *key, count, units in rows:
        group = (tuple(key), int(furthest), bool(lost))
        counts[group] = counts.get(group, 0) + count
        if currency is not None:
            amount = from_stored_units(int(units), currency)
            totals.setdefault(group, []).append(amount)
    return [
        Reach(
            key=group[0],
            furthest=group[1],
            is_lost=group[2],
            count=count,
            totals=tuple(totals.get(group, ())),
        )
        for group, count in counts.items()
        if group[1] >= track.start
    ]


def _stood(frame: Frame, track: Track) -> FromClause:
    """Return the furthest place of each record that ever stood on the pipeline."""
    events = frame.tables["events"].alias("e")
    places = (_place(events.c.stage, track, won) for won in (track.won, frozenset()))
    names = ("ever", "unwon")
    found = select(
        events.c.record,
        *(func.max(each).label(name) for each, name in zip(places, names, strict=True)),
    ).where(
        events.c.tenant == frame.tenant,
        events.c.pipeline == track.pipeline,
        events.c.stage.is_not(None),
    )
    return found.group_by(events.c.record).subquery("stood")


def _furthest(entity: str, track: Track, records: Alias, stood: FromClause) -> Expr:
    """Return the furthest place of a record, -1 where there is none."""
    here = records.c.pipeline == track.pipeline
    at_end = sorted(s for s, place in track.places.items() if place == track.end)
    is_there = and_(here, records.c.stage.in_(at_end))
    stands = case((here, _place(records.c.stage, track, track.won)), else_=_NOWHERE)
    ever: Expr = stood.c.ever
    if entity == "lead":
        # A lead that stands before its conversion has not won (C14).
        is_open = and_(records.c.converted_at.is_(None), records.c.stage_kind != WON)
        ever = case((is_open, stood.c.unwon), else_=stood.c.ever)
    furthest = func.greatest(stands, func.coalesce(ever, _NOWHERE))
    return case((is_there, _number(track.end)), else_=furthest)


def _place(stage: Expr, track: Track, won: frozenset[str]) -> Expr:
    whens = [
        (stage == code, _number(place))
        for code, place in track.places.items()
        if code in won or code not in track.won
    ]
    none = [(stage == code, _NOWHERE) for code in sorted(track.won - won)]
    return case(*whens, *none, else_=_number(track.start))


def _is_lost(track: Track, records: Alias) -> Expr:
    return and_(records.c.pipeline == track.pipeline, records.c.stage_kind == LOST)


def _number(value: int) -> Expr:
    return literal_column(str(int(value)), Integer())


_NOWHERE = _number(-1)
