"""What becomes of each field when several records become one (D3).

Blanks are filled, several values united, an address stays one block, and what
differs is a conflict, unless the caller says which one is right.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias

from attrs import frozen

from leadflow.context import Context
from leadflow.entities import FieldSpec, Kind, R, Record, entity_of, evolve
from leadflow.entities.links import sameness
from leadflow.entities.records import as_changes, held_at, with_values
from leadflow.entities.shapes import altered
from leadflow.merging.plan import (
    CHOSEN,
    CONFLICT,
    FILLED,
    JOINED,
    KEPT,
    OLDEST,
    UNITED,
    MergedField,
)
from leadflow.values.several import united


SURVIVOR, NEWEST = "survivor", "newest"
POLICIES: Final = (SURVIVOR, NEWEST, OLDEST)
"""Whose value is right where they differ."""

Rule: TypeAlias = str
"""A policy, or the id of one of the records."""

_OWN: Final = frozenset(
    "pipeline stage stage_note closed_at loss_reason loss_note owner probability "
    "probability_source amount_is_manual".split()
)
"""Where a record stands, and who looks after it: the survivor's, whatever it is."""
_TRACE: Final = frozenset(
    "source source_details utm origin met_by created_at lead".split()
)
"""Where somebody came from: what the oldest record tells."""
_LAST: Final = frozenset({"last_activity_at", "last_activity_by"})
_KEPT: Final = _LAST | {"consents"}
"""What is merged although leadflow keeps it."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@frozen(kw_only=True)
class Choice:
    """What the caller says about differences."""

    rules: Mapping[str, Rule]
    """By field; ``""`` is for all others."""
    values: Mapping[str, object]

    def rule(self, name: str) -> Rule:
        """Return whose value of a field is right, or ``""``."""
        return self.rules.get(name, self.rules.get("", ""))


def merged_fields(
    context: Context, records: Sequence[Record], choice: Choice
) -> Iterator[MergedField]:
    """Yield every field in which the records differ, the survivor's first."""
    for spec in entity_of(records[0]).fields.values():
        if spec.kind is Kind.CUSTOM:
            yield from _customs(context, records, choice)
        elif not spec.system or spec.name in _KEPT:
            yield from _field(spec.name, records, choice, _way_of(spec))


def taken_over(record: R, fields: Iterable[MergedField]) -> R:
    """Return a record with what becomes of its fields."""
    values = {each.field: each.value for each in fields}
    known = entity_of(record).fields
    system = {
        name: values.pop(name)
        for name in list(values)
        if "." not in name and known[name].system
    }
    return evolve(with_values(record, **system), **as_changes(values))


Way: TypeAlias = Callable[[Sequence[Record], Sequence[Any]], tuple[str, object]]
"""Returns how several values become one, and the one."""


def _field(
    name: str, records: Sequence[Record], choice: Choice, way: Way
) -> Iterator[MergedField]:
    values = [held_at(each, name) for each in records]
    how, value = KEPT, values[0]
    if name in choice.values:
        how, value = CHOSEN, choice.values[name]
    elif any(each != values[0] for each in values):
        how, value = way(records, values)
        if how == CONFLICT and (rule := choice.rule(name)):
            how, value = CHOSEN, _ruled(records, values, rule)
    if how == OLDEST and value == values[0]:
        return  # the survivor tells it already
    if how == CHOSEN or any(each != values[0] for each in values):
        told = tuple((r.id, v) for r, v in zip(records, values, strict=True))
        yield MergedField(field=name, how=how, value=value, values=told)


def _way_of(spec: FieldSpec) -> Way:
    if spec.name in _LAST:
        return _last
    if spec.name in _OWN:
        return _survivor
    if spec.name in _TRACE:
        return _first
    if spec.kind is Kind.TEXTS or (spec.kind is Kind.VALUES and spec.name != "rows"):
        return lambda _, values: (UNITED, _united(spec, values))
    if spec.kind is Kind.LONG_TEXT:
        return _joined
    return lambda _, values: _one(values, spec.default)


def _survivor(_: Sequence[Record], values: Sequence[Any]) -> tuple[str, object]:
    return KEPT, values[0]


def _last(records: Sequence[Record], values: Sequence[Any]) -> tuple[str, object]:
    """Return what the record tells that something happened with last."""
    last = max(
        range(len(records)),
        key=lambda at: (
            getattr(records[at], "last_activity_at", None) or _LONG_AGO,
            -at,
        ),
    )
    return (KEPT if last == 0 else FILLED), values[last]


def _first(records: Sequence[Record], values: Sequence[Any]) -> tuple[str, object]:
    """Return what the oldest record tells that tells anything."""
    by_age = sorted(
        zip(records, values, strict=True),
        key=lambda pair: (pair[0].created_at or _LONG_AGO, pair[0].id),
    )
    told = (value for _, value in by_age if value not in (None, ""))
    return OLDEST, next(told, values[0])


def _united(spec: FieldSpec, values: Sequence[Any]) -> object:
    every = tuple(each for several in values for each in several)
    kept = united(every, sameness)
    # Of several main ones only the first stays the main one.
    return spec.convert(_one_primary(kept))


def _one_primary(values: tuple[Any, ...]) -> tuple[Any, ...]:
    main = [each for each in values if getattr(each, "primary", False)]
    return tuple(
        altered(each, primary=False) if each in main[1:] else each for each in values
    )


def _joined(_: Sequence[Record], values: Sequence[Any]) -> tuple[str, object]:
    texts: list[str] = []
    for each in values:
        if each and not any(each in known for known in texts):
            texts.append(each)
    whole = "\n\n".join(texts)
    if whole == values[0]:
        return KEPT, whole
    return (JOINED if values[0] else FILLED), whole


def _one(values: Sequence[Any], empty: object) -> tuple[str, object]:
    filled = [each for each in values if each != empty]
    if any(each != filled[0] for each in filled):
        return CONFLICT, values[0]
    return FILLED, filled[0]


def _ruled(records: Sequence[Record], values: Sequence[Any], rule: Rule) -> object:
    """Return the value of the record that the caller's rule names."""
    told = [
        (record, value)
        for record, value in zip(records, values, strict=True)
        if value not in (None, "", ())
    ]
    if rule == SURVIVOR:
        return values[0]
    if rule in (NEWEST, OLDEST):
        name = "updated_at" if rule == NEWEST else "created_at"
        ordered = sorted(told, key=lambda pair: getattr(pair[0], name) or _LONG_AGO)
        return ordered[-1 if rule == NEWEST else 0][1]
    return next(v for r, v in zip(records, values, strict=True) if r.id == rule)


def _customs(
    context: Context, records: Sequence[Record], choice: Choice
) -> Iterator[MergedField]:
    known = context.workspace.fields_of(entity_of(records[0]).name)
    codes = dict.fromkeys(code for each in records for code in each.custom)
    for code in codes:
        own = known.get(code)
        way = _alone
        if own is None or own.is_read_only:
            way = _survivor
        elif own.multiple:
            way = _several
        yield from _field(f"custom.{code}", records, choice, way)


def _alone(_: Sequence[Record], values: Sequence[Any]) -> tuple[str, object]:
    return _one(values, None)


def _several(_: Sequence[Record], values: Sequence[Any]) -> tuple[str, object]:
    every = (each for several in values if several for each in several)
    return UNITED, tuple(dict.fromkeys(every))
