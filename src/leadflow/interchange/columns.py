"""Mapping: which column is which field."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from leadflow.entities import ENTITIES
from leadflow.errors import Fault, InvalidData, UnknownName, did_you_mean
from leadflow.interchange.captions import NAME, Vocabulary, has_whole_name, key_of
from leadflow.values.text import mask


REASON = "leadflow: why rejected"
"""The caption of the column that rejected rows are written with; never read."""

_MOST_COLUMNS = 1000
_LONGEST = 60
# Fields of which several columns may hold values.
_SEVERAL = frozenset(
    "phones emails websites messengers tags observers files companies contacts "
    "bindings".split()
)
# These words mean the first name where the last name stands apart, else both.
_FIRST_OR_FULL = frozenset({"імя", "имя", "name"})


@frozen
class Column:
    """One column of a table."""

    index: int
    header: str
    target: str = ""
    """The field it fills: ``emails``, ``utm.source``; empty when it is ignored."""

    def __str__(self) -> str:
        return f"'{shown(self.header)}' → {self.target or 'ignored'}"


def shown(header: str) -> str:
    """Return a header fit for a message."""
    line = " ".join(header.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def map_columns(
    headers: Sequence[str],
    vocabulary: Vocabulary,
    chosen: Mapping[str, str] | None = None,
) -> tuple[Column, ...]:
    """Return the columns with the fields they fill.

    ``chosen`` names the field of a header and comes before any guess; an empty
    name ignores the column. Raises ``InvalidData`` with every fault at once:
    names that there are not, one field twice, no column that is known.

    >>> from leadflow import Workspace
    >>> words = Vocabulary.of(Workspace())
    >>> print(*map_columns(["E-mail", "Сума", "Shoe size"], words))
    'E-mail' → emails 'Сума' → amount 'Shoe size' → ignored
    """
    wishes = chosen or {}
    faults = tuple(_wrong_wishes(headers, vocabulary, wishes))
    if len(headers) > _MOST_COLUMNS:
        faults = (Fault("", f"has more than {_MOST_COLUMNS:,} columns"),)
    columns = tuple(
        Column(number, header.strip(), _target(header, vocabulary, wishes))
        for number, header in enumerate(headers)
    )
    if has_whole_name(vocabulary.entity):
        columns = tuple(names_apart(columns, wishes))
    faults = faults or tuple(_doubles(columns)) or tuple(_nothing(columns, vocabulary))
    if faults:
        raise InvalidData("header", faults)
    return columns


def notes(columns: Sequence[Column], vocabulary: Vocabulary) -> Iterator[Fault]:
    """Yield what should be known about columns that are ignored."""
    for column in columns:
        if column.target or column.header in ("", REASON):
            continue
        path = f"column '{shown(column.header)}'"
        hint = _way_out(column.header, vocabulary)
        yield Fault(path, "fits no field and is ignored", hint, "ignored_column")


def _target(header: str, vocabulary: Vocabulary, wishes: Mapping[str, str]) -> str:
    if header.strip() == REASON:
        return ""
    for wanted, target in wishes.items():
        if key_of(wanted) == key_of(header):
            return target
    return vocabulary.target(header)


def _wrong_wishes(
    headers: Sequence[str], vocabulary: Vocabulary, wishes: Mapping[str, str]
) -> Iterator[Fault]:
    known = tuple(shown(header) for header in headers)
    keys = {key_of(header) for header in headers}
    for header, target in wishes.items():
        path = f"columns['{shown(header)}']"
        if key_of(header) not in keys:
            yield UnknownName("column", shown(header), known, path).fault
        if target and target not in vocabulary.targets:
            yield _unknown_field(target, vocabulary, path)


def _unknown_field(target: str, vocabulary: Vocabulary, path: str) -> Fault:
    meant = vocabulary.target(target)
    hint = f"did you mean '{meant}'?" if meant else ""
    hint = hint or did_you_mean(target, vocabulary.targets)
    return Fault(
        path, f"unknown field of {vocabulary.entity} '{target}'", hint, "unknown_name"
    )


def names_apart(
    columns: Sequence[Column], wishes: Mapping[str, str]
) -> Iterator[Column]:
    """Decide what "Name" means by whether the last name has its own column."""
    targets = {column.target for column in columns}
    apart = "last_name" in targets
    taken = {column.target for column in columns if column.target == "first_name"}
    chosen = {key_of(header) for header in wishes}
    for column in columns:
        key = key_of(column.header)
        if key not in _FIRST_OR_FULL or key in chosen or not column.target:
            yield column
        elif apart:
            first = column.target == NAME and not taken
            yield evolve(column, target="first_name") if first else column
        else:
            yield evolve(column, target=NAME)


def _doubles(columns: Sequence[Column]) -> Iterator[Fault]:
    first: dict[str, Column] = {}
    for column in columns:
        if not column.target or column.target.partition(".")[0] in _SEVERAL:
            continue
        known = first.setdefault(column.target, column)
        if known is not column:
            path = f"column '{shown(column.header)}'"
            message = f"fills '{column.target}', as '{shown(known.header)}' does"
            yield Fault(path, message, _choice(known, column), "double_column")


def _choice(one: Column, other: Column) -> str:
    if key_of(one.header) == key_of(other.header):
        return "give each column a caption of its own"
    return f"map '{shown(other.header)}' to another field, or to none"


def _nothing(columns: Sequence[Column], vocabulary: Vocabulary) -> Iterator[Fault]:
    if any(column.target for column in columns):
        return
    hint = "the first row must name the columns, as in 'Name;Phone;E-mail'"
    yield Fault("", "no column is known", hint, "no_column")
    for column in columns:
        # A file without header begins with somebody's data: only what looks
        # like a caption is repeated in full.
        near = vocabulary.nearest(column.header)
        if near and column.header:
            hint = f"did you mean '{near}'?"
            yield Fault(f"column '{shown(column.header)}'", "fits no field", hint)
        elif column.header:
            yield Fault(f"column '{mask(column.header)}'", "fits no field")


def _way_out(header: str, vocabulary: Vocabulary) -> str:
    spec = ENTITIES[vocabulary.entity].fields.get(key_of(header).replace(" ", "_"))
    if spec and spec.system:
        own = f"leadflow keeps '{spec.name}' itself"
        return f"{own}; map it to 'origin.id'" if spec.name == "id" else own
    if near := vocabulary.nearest(header):
        return f"did you mean '{near}'?"
    return "map it to a field by name, or leave it"


def base_of(target: str) -> tuple[str, str]:
    """Return a target's field and part: ``phones`` and ``mobile``.

    >>> base_of("phones.mobile"), base_of("amount")
    (('phones', 'mobile'), ('amount', ''))
    """
    name, _, part = target.partition(".")
    return name, part
