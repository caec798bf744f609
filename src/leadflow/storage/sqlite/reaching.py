"""How far records came, counted by SQLite; see ``leadflow.storage.reaching``."""

# Names are the schema's; whatever users give is a value, never text.
# ruff: noqa: S608

from collections.abc import Mapping, Sequence

from leadflow.storage.query import Query
from leadflow.storage.reaching import Reach, Track
from leadflow.storage.sqlite.handing import Row
from leadflow.storage.sqlite.queries import group_key, matching_sql, money_of
from leadflow.storage.sqlite.schema import table_of
from leadflow.storage.sqlite.sql import Sql, Value, sql
from leadflow.values import Money
from leadflow.values.money import from_stored_units
from leadflow.workspace import LOST, WON


def reached_sql(query: Query, track: Track, by: Sequence[str], total: str) -> Sql:
    """Return what counts the matching records by group, furthest place and loss.

    Each record is looked at once, in the order in which it was stored, and its
    stages by the index that tells them; who stands at the last place is not asked
    about. Sums come in two halves, which never overflow. The limit keeps SQLite
    from working out the place a second time for each group.
    """
    keys = [group_key(query, name) for name in by]
    money = money_of(query, total) if total else (Sql("NULL"), Sql("NULL"))
    found = [_furthest(query.entity, track), _is_lost(track), *money, *keys]
    names = ["furthest", "lost", "units", "currency", *map(_name, range(len(by)))]
    listed = ", ".join(f"{{}} AS {name}" for name in names)
    # No index of stages helps where all of them are wanted.
    where = matching_sql(query, is_indexed=False)
    rows = f"SELECT {listed} FROM {table_of(query.entity).name} t WHERE {{}} LIMIT -1"
    grouped = ", ".join(["furthest", "lost", "currency", *names[4:]])
    sums = 'count(*), sum("units" >> 32), sum("units" & 4294967295)'
    template = f"SELECT {grouped}, {sums} FROM ({rows}) GROUP BY {grouped}"
    return sql(template, *found, where)


def reaches(rows: Sequence[Row], track: Track) -> list[Reach]:
    """Return what the statement found; who never stood on the pipeline is left out."""
    counts: dict[tuple[tuple[str, ...], int, bool], int] = {}
    totals: dict[tuple[tuple[str, ...], int, bool], list[Money]] = {}
    for furthest, lost, currency, *key, count, high, low in rows:
        group = (tuple(key), furthest, bool(lost))
        counts[group] = counts.get(group, 0) + count
        if currency is not None:
            amount = from_stored_units((high << 32) + low, currency)
            totals.setdefault(group, []).append(amount)
    return [
        Reach(
            key=key,
            furthest=furthest,
            is_lost=is_lost,
            count=count,
            totals=tuple(totals.get((key, furthest, is_lost), ())),
        )
        for (key, furthest, is_lost), count in counts.items()
        if furthest >= track.start
    ]


def _name(number: int) -> str:
    return f"key_{number}"


def _furthest(entity: str, track: Track) -> Sql:
    """Return the furthest place of a record, -1 where there is none."""
    here = sql('t."pipeline" = ?', track.pipeline)
    at_end = {stage for stage, place in track.places.items() if place == track.end}
    is_there = _among('t."stage"', sorted(at_end))
    stands = sql(
        "CASE WHEN {} THEN {} ELSE -1 END", here, _place('t."stage"', track, track.won)
    )
    ever = _stood(track, track.won)
    if entity == "lead":
        # A lead that stands before its conversion has not won (C14).
        unconverted = sql('t."converted_at" IS NULL AND t."stage_kind" <> ?', WON)
        none = _stood(track, frozenset())
        ever = sql("CASE WHEN {} THEN {} ELSE {} END", unconverted, none, ever)
    return sql(
        f"CASE WHEN {{}} AND {{}} THEN {track.end} ELSE max({{}}, {{}}) END",
        *(here, is_there, stands, ever),
    )


def _stood(track: Track, won: frozenset[str]) -> Sql:
    """Return the furthest place at any time, of those won only these."""
    return sql(
        'coalesce((SELECT max({}) FROM "events" e WHERE e."record" = t."id" AND '
        'e."pipeline" = ? AND e."stage" IS NOT NULL), -1)',
        _place('e."stage"', track, won),
        track.pipeline,
    )


def _place(column: str, track: Track, won: frozenset[str]) -> Sql:
    places: Mapping[str, int] = {
        stage: place if stage in won or stage not in track.won else -1
        for stage, place in track.places.items()
    }
    values: list[Value] = []
    whens = []
    for stage, place in places.items():
        whens.append(f"WHEN ? THEN {place}")
        values.append(stage)
    text = f"CASE {column} {' '.join(whens)} ELSE {track.start} END"
    return Sql(text, tuple(values))


def _is_lost(track: Track) -> Sql:
    return sql('(t."pipeline" = ? AND t."stage_kind" = ?)', track.pipeline, LOST)


def _among(column: str, stages: Sequence[str]) -> Sql:
    marks = ", ".join("?" * len(stages))
    return Sql(f"{column} IN ({marks})", tuple(stages))
