"""Pieces of SQL that all questions are made of: truths, and JSON on each server."""

from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol, TypeAlias

from attrs import frozen
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ColumnElement,
    FromClause,
    Text,
    and_,
    bindparam,
    case,
    cast,
    collate,
    func,
    literal_column,
    not_,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY

from leadflow.storage.server.tables import BINARY


Expr: TypeAlias = ColumnElement[Any]
Path: TypeAlias = tuple[str, ...]

TRUE: Final[Expr] = literal_column("TRUE", Boolean())
FALSE: Final[Expr] = literal_column("FALSE", Boolean())
UNKNOWN: Final[Expr] = literal_column("NULL", Boolean())
NOTHING: Final[Expr] = literal_column("NULL")

TEXT, WHOLE, FLAG, SEVERAL = "text", "whole", "flag", "several"


@frozen
class Json:
    """A place in JSON; the path is a value, never part of the text."""

    speech: "Speech"
    document: Expr
    path: Path = ()

    def at(self, *names: str) -> "Json":
        """Return a part of the object that stands there."""
        return Json(self.speech, self.document, (*self.path, *names))

    @property
    def kind(self) -> Expr:
        """Return what the server calls the type that stands there."""
        return self.speech.kind(self.document, self.path)

    @property
    def content(self) -> Expr:
        """Return the text or number that stands there, as text."""
        return self.speech.content(self.document, self.path)

    @property
    def number(self) -> Expr:
        """Return the whole number that stands there; nothing else may."""
        return cast(self.content, BigInteger())

    def if_kind(self, kind: str, found: Expr) -> Expr:
        """Return something if what stands there is of a type, else NULL."""
        return case((self.kind == self.speech.words[kind], found))

    @property
    def flag(self) -> Expr:
        """Return the boolean that stands there, NULL for all else."""
        return self.if_kind(FLAG, self.content == self.speech.true)

    def holds(self, ask: "Callable[[Json], Expr]", holder: FromClause) -> Expr:
        """Tell whether the array that stands there has an element that ..."""
        return self.speech.some(self, ask, holder)


class Speech(Protocol):
    """How one kind of server says what SQL has no common words for."""

    words: Mapping[str, str]
    """Its names of the types of JSON."""
    true: str
    epoch: Expr
    """An instant, for where there is none."""

    def kind(self, document: Expr, path: Path) -> Expr:
        """Return the type at a place of JSON."""
        ...

    def content(self, document: Expr, path: Path) -> Expr:
        """Return what stands at a place of JSON, as text."""
        ...

    def some(
        self, place: Json, ask: Callable[[Json], Expr], holder: FromClause
    ) -> Expr:
        """Tell whether something holds of an element of an array."""
        ...

    def place_of(self, part: str, text: Expr) -> Expr:
        """Return where a text begins inside another, 0 for nowhere."""
        ...

    def binary(self, text: Expr) -> Expr:
        """Return text that is compared by code point."""
        ...

    def in_utc(self, instant: Expr) -> Expr:
        """Return an instant as a date and time of UTC, without zone."""
        ...


class PostgreSQL:
    """What PostgreSQL understands."""

    words: Mapping[str, str] = {
        TEXT: "string",
        WHOLE: "number",
        FLAG: "boolean",
        SEVERAL: "array",
    }
    true = "true"
    epoch: Expr = literal_column("TIMESTAMPTZ '1970-01-01 00:00:00+00'")

    def kind(self, document: Expr, path: Path) -> Expr:
        """Return the type at a place of JSON."""
        return func.json_typeof(_reached(document, "#>", path, JSON()))

    def content(self, document: Expr, path: Path) -> Expr:
        """Return what stands at a place of JSON, as text."""
        return self.binary(_reached(document, "#>>", path, Text()))

    def some(
        self, place: Json, ask: Callable[[Json], Expr], holder: FromClause
    ) -> Expr:
        """Tell whether something holds of an element of an array."""
        array = _reached(place.document, "#>", place.path, JSON())
        each = func.json_array_elements(array, type_=JSON()).table_valued("value")
        element = each.alias("element").c.value
        return _exists(ask(Json(self, element)), holder)

    def place_of(self, part: str, text: Expr) -> Expr:
        """Return where a text begins inside another, 0 for nowhere."""
        return func.strpos(text, part)

    def binary(self, text: Expr) -> Expr:
        """Return text that is compared by code point."""
        return collate(text, BINARY["postgresql"])

    def in_utc(self, instant: Expr) -> Expr:
        """Return an instant as a date and time of UTC, without zone."""
        return func.timezone(literal_column("'UTC'"), instant)


class MariaDB:
    """What MariaDB understands."""

    words: Mapping[str, str] = {
        TEXT: "STRING",
        WHOLE: "INTEGER",
        FLAG: "BOOLEAN",
        SEVERAL: "ARRAY",
    }
    true = "1"
    epoch: Expr = literal_column("TIMESTAMP'1970-01-01 00:00:00.000000'")

    def kind(self, document: Expr, path: Path) -> Expr:
        """Return the type at a place of JSON."""
        return func.json_type(func.json_extract(document, _dotted(path)))

    def content(self, document: Expr, path: Path) -> Expr:
        """Return what stands at a place of JSON, as text."""
        found = func.json_value(document, _dotted(path), type_=Text())
        return self.binary(found)

    def some(
        self, place: Json, ask: Callable[[Json], Expr], holder: FromClause
    ) -> Expr:
        """Tell whether something holds of an element of an array."""
        everything: Expr = bindparam(None, f"{_dotted(place.path)}[*]")
        shape: Expr = literal_column("(value JSON PATH '$')")
        rows = func.json_table(place.document, everything.op("COLUMNS")(shape))
        element = rows.table_valued("value").alias("element").c.value
        return _exists(ask(Json(self, element)), holder)

    def place_of(self, part: str, text: Expr) -> Expr:
        """Return where a text begins inside another, 0 for nowhere."""
        return func.locate(part, text)

    def binary(self, text: Expr) -> Expr:
        """Return text that is compared by code point."""
        return collate(text, BINARY["mysql"])

    def in_utc(self, instant: Expr) -> Expr:
        """Return an instant as a date and time of UTC, without zone."""
        return instant


SPEECHES: Final[Mapping[str, Speech]] = {
    "postgresql": PostgreSQL(),
    "mysql": MariaDB(),
    "mariadb": MariaDB(),
}
"""By the name of SQLAlchemy's dialect."""


def every(parts: list[Expr]) -> Expr:
    """Return what holds where all of these do."""
    return and_(*parts) if parts else TRUE


def some(parts: list[Expr]) -> Expr:
    """Return what holds where one of these does."""
    return or_(*parts) if parts else FALSE


def denied(expr: Expr) -> Expr:
    """Return what is true where something is false, and unknown where it is."""
    return not_(expr)


def certain(found: Expr, *, answer: bool) -> Expr:
    """Give one answer for every value, and unknown where there is none."""
    return case((found.is_not(None), TRUE if answer else FALSE))


def _exists(asked: Expr, holder: FromClause) -> Expr:
    return select(literal_column("1")).where(asked).correlate(holder).exists()


def _reached(document: Expr, sign: str, path: Path, kind: Any) -> Expr:  # noqa: ANN401
    place = bindparam(None, list(path), type_=ARRAY(Text()))
    return cast(document, JSON()).op(sign, return_type=kind)(place)


def _dotted(path: Path) -> str:
    steps = (f"[{name}]" if name.isdigit() else f'."{name}"' for name in path)
    return "$" + "".join(steps)
