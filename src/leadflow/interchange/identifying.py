"""Identifying: how a table is written, and what its columns hold."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from attrs import field, frozen

from leadflow.entities import ENTITIES, Kind
from leadflow.errors import Fault, InvalidData, InvalidValue, UnknownName
from leadflow.interchange.amounts import SignSurvey
from leadflow.interchange.captions import Vocabulary
from leadflow.interchange.columns import Column, base_of, map_columns, notes, shown
from leadflow.interchange.dates import ORDERS, DateSurvey
from leadflow.interchange.delimiters import (
    detect_delimiter,
    known_delimiter,
    said_delimiter,
)
from leadflow.interchange.mappings import MappedSource
from leadflow.interchange.report import Layout, original
from leadflow.interchange.rows import Row
from leadflow.interchange.sources import Source
from leadflow.workspace import Workspace


_SAMPLE = 100
_LONGEST_SAMPLE = 10_000
_DATED = (Kind.DATE, Kind.DATETIME)
_COUNTED = (Kind.MONEY, Kind.DECIMAL)


def _order(value: str) -> str:
    if value and value not in ORDERS:
        raise UnknownName("order of dates", value, ORDERS)
    return value


def _delimiter_given(value: str) -> str:
    return known_delimiter(value) if value else ""


def _sign(value: str) -> str:
    if value not in ("", ",", "."):
        raise InvalidValue("decimal sign", "must be ',' or '.'")
    return value


@frozen(kw_only=True)
class Wishes:
    """What the caller says about a table; what is empty is found out."""

    columns: Mapping[str, str] = field(factory=dict)
    delimiter: str = field(default="", converter=_delimiter_given)
    dates: str = field(default="", converter=_order)
    decimal: str = field(default="", converter=_sign)


def identify(
    workspace: Workspace, source: Source, wishes: Wishes, entity: str = "lead"
) -> Layout:
    """Return how a table is written, after reading it once; writes nothing.

    Raises ``InvalidData`` for a table without rows, or without a column that is
    known.
    """
    vocabulary = Vocabulary.of(workspace, entity)
    delimiter = _delimiter(source, vocabulary, wishes)
    table = below_header(source, delimiter)
    header = next(table, None)
    if header is None or header.fault:
        raise InvalidData(source.name, (_no_header(header),))
    headers = tuple(original(cell.strip()) for cell in header.cells)
    try:
        columns = map_columns(headers, vocabulary, wishes.columns)
    except InvalidData as error:
        raise InvalidData(source.name, error.faults) from None
    kinds = [(each, _kind(workspace, entity, each.target)) for each in columns]
    survey = _Survey(kinds)
    for row in table:
        survey.see(row)
    if not survey.rows:
        fault = Fault("", "has a header and no rows below it", code="empty")
        raise InvalidData(source.name, (fault,))
    return Layout(
        encoding=source.encoding,
        delimiter=delimiter,
        columns=columns,
        dates=survey.orders(wishes.dates),
        decimal=wishes.decimal or survey.decimal,
        rows=survey.rows,
        notes=(*notes(columns, vocabulary), *survey.doubts(wishes)),
    )


def below_header(source: Source, delimiter: str) -> Iterator[Row]:
    """Give the header and the rows below it, without what stands above."""
    table = source.rows(delimiter)
    for row in table:
        said = row.line == 1 and said_delimiter(delimiter.join(row.cells))
        if not row.is_blank and not said:
            yield _unmarked(row)
            break
    yield from table


def _unmarked(row: Row) -> Row:
    # Lines that were decoded by somebody else may still begin with a mark.
    first, *others = row.cells
    return Row(row.line, (first.removeprefix("\ufeff"), *others), row.fault)


def _delimiter(source: Source, vocabulary: Vocabulary, wishes: Wishes) -> str:
    if wishes.delimiter or isinstance(source, MappedSource):
        return wishes.delimiter
    lines = [line[:_LONGEST_SAMPLE] for line in islice(source.lines(), _SAMPLE)]
    said = said_delimiter(lines[0]) if lines else ""
    return said or detect_delimiter(lines, lambda text: bool(vocabulary.target(text)))


def _no_header(header: Row | None) -> Fault:
    if header is None:
        hint = "the first row names the columns"
        return Fault("", "is empty", hint, "empty")
    return header.fault or Fault("", "has no header")


class _Survey:
    """Learns from all rows what single cells leave open."""

    def __init__(self, kinds: Sequence[tuple[Column, Kind | None]]) -> None:
        self._dates = {c.index: (c, DateSurvey()) for c, k in kinds if k in _DATED}
        self._numbers = [c for c, k in kinds if k in _COUNTED]
        self._signs = SignSurvey()
        self.rows = 0

    def see(self, row: Row) -> None:
        """Take a row into account."""
        self.rows += 1
        width = len(row.cells)
        for index, (_, survey) in self._dates.items():
            if index < width:
                survey.see(row.cells[index])
        for column in self._numbers:
            if column.index < width:
                self._signs.see(row.cells[column.index])

    @property
    def decimal(self) -> str:
        """Return the sign before decimals, where the numbers tell."""
        return self._signs.sign

    def orders(self, given: str) -> tuple[tuple[str, str], ...]:
        """Return header and order of each column of dates."""
        return tuple(
            (column.header, given or survey.order)
            for column, survey in self._dates.values()
        )

    def doubts(self, wishes: Wishes) -> Iterator[Fault]:
        """Yield what stays open, and how to settle it."""
        for column, survey in self._dates.values():
            if survey.is_doubtful and not (wishes.dates or survey.order):
                path = f"column '{shown(column.header)}'"
                hint = "say whether dates are 'dmy' or 'mdy'"
                yield Fault(path, "has days that can be read in two ways", hint)
        if self._signs.is_doubtful and not (wishes.decimal or self._signs.sign):
            hint = "say whether the decimal sign is ',' or '.'"
            yield Fault("", "some amounts can be read in two ways", hint)


def _kind(workspace: Workspace, entity: str, target: str) -> Kind | None:
    name, part = base_of(target)
    if name == "custom":
        return workspace.custom_field(entity, part).kind
    spec = ENTITIES[entity].fields.get(name)
    return spec.kind if spec else None
