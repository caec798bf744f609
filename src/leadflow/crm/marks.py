"""Page marks: where a page ended, as a text that a host hands out and gets back.

A mark comes from outside, so nothing in it is believed: it must fit the order
that it is used with, value by value (P25).
"""

from leadflow.entities import Kind
from leadflow.errors import InvalidValue
from leadflow.storage.query import Cursor, Order, Query, SortValue, sort_values


# Room for the longest texts that records are sorted by; more is nobody's mark.
_LONGEST = 4_000_000
_WIDEST = 2**63
_NUMBERS = (Kind.INTEGER, Kind.BOOLEAN)


def written(query: Query, cursor: Cursor) -> str:
    """Return a cursor as text; the order is part of it."""
    import json  # noqa: PLC0415  # pages only
    from base64 import urlsafe_b64encode  # noqa: PLC0415  # as above

    text = json.dumps([_name(query), *cursor])
    return urlsafe_b64encode(text.encode()).decode()


def read(query: Query, text: str) -> Cursor:
    """Return the cursor, or raise ``InvalidValue`` if it is none of this query."""
    import json  # noqa: PLC0415  # pages only
    from base64 import urlsafe_b64decode  # noqa: PLC0415  # as above

    try:
        values = json.loads(urlsafe_b64decode(text[:_LONGEST].encode()))
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, list) or values[:1] != [_name(query)]:
        raise _unreadable()
    cursor = tuple(values[1:])
    if not _fits(query, cursor):
        raise _unreadable()
    return cursor


def _unreadable() -> InvalidValue:
    hint = "give the 'next' of a page of the same selection and order"
    return InvalidValue("page mark", "does not fit here", hint)


def _name(query: Query) -> str:
    order = (f"{'-' * each.descending}{'.'.join(each.path)}" for each in query.order)
    return " ".join((query.entity, *order))


def _fits(query: Query, cursor: Cursor) -> bool:
    rest = list(cursor)
    for order in query.order:
        width = len(sort_values(query.paths[order.path], None))
        part, rest = rest[:width], rest[width:]
        if not _fits_order(query, order, part):
            return False
    return len(rest) == 1 and isinstance(rest[0], str) and _is_clean(rest[0])


def _fits_order(query: Query, order: Order, part: list[SortValue]) -> bool:
    info = query.paths[order.path]
    empty = sort_values(info, None)
    if part == list(empty):
        return all(type(one) is type(two) for one, two in zip(part, empty, strict=True))
    if len(part) != len(empty) or part[0] != 0 or type(part[0]) is not int:
        return False
    kinds = (int, str) if info.kind is Kind.MONEY else (_kind(info.kind),)
    return all(
        type(value) is kind and _is_clean(value)
        for value, kind in zip(part[1:], kinds, strict=True)
    )


def _kind(kind: Kind) -> type:
    return int if kind in _NUMBERS else str


def _is_clean(value: SortValue) -> bool:
    if isinstance(value, int):
        return -_WIDEST <= value < _WIDEST
    return "\0" not in value and value == value.encode("utf-8", "ignore").decode()
