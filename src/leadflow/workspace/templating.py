"""The texts of letters: words with names in braces, and nothing that can be run.

The braces are those of a conversion's templates. A letter's may say how a value is
written and what stands in its place: ``{deal.amount:money}``, ``{first_name|friend}``.
``{{`` and ``}}`` are braces that stay. What stands between ``{#rows}`` and ``{/rows}``
is repeated for each product row.
"""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from attrs import define, field, frozen

from leadflow.deferred import by_value, expression
from leadflow.entities import Kind
from leadflow.errors import InvalidValue


LONGEST: Final = 100_000
"""How many characters the text of a letter may have."""
ROWS: Final = "rows"

_DATED = frozenset({Kind.DATE, Kind.DATETIME})
_COUNTED = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY})
FORMATS: Final[Mapping[str, frozenset[Kind]]] = {
    "date": _DATED,
    "short_date": _DATED,
    "time": frozenset({Kind.DATETIME}),
    "datetime": frozenset({Kind.DATETIME}),
    "money": frozenset({Kind.MONEY}),
    "number": _COUNTED,
    "code": frozenset({Kind.CHOICE, Kind.TEXT}),
}
"""How a value may be written, and what of."""

_TOKEN = expression(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


@by_value
@frozen(eq=False, repr=False)
class Slot:
    """A name in braces: what stands there is the record's affair."""

    name: str
    format: str = ""
    fallback: str | None = None
    """What stands there where nothing is filled; nothing is told as missing then."""

    @property
    def path(self) -> tuple[str, ...]:
        """Return the name's parts."""
        return tuple(self.name.split("."))


@by_value
@frozen(eq=False, repr=False)
class Rows:
    """What is repeated for each product row."""

    parts: tuple["str | Slot", ...]


Part: TypeAlias = str | Slot | Rows


def parts_of(text: str) -> tuple[Part, ...]:
    """Return the parts of a letter's text, or raise ``InvalidValue``.

    >>> parts_of("Dear {first_name|friend},")
    ('Dear ', Slot(name='first_name', format='', fallback='friend'), ',')
    """
    if len(text) > LONGEST:
        raise InvalidValue("text of a letter", f"has more than {LONGEST:,} characters")
    reading = _Reading()
    at = 0
    for found in _TOKEN().finditer(text):
        reading.words(text[at : found.start()])
        reading.token(found[0], found[1])
        at = found.end()
    reading.words(text[at:])
    return reading.done()


@define
class _Reading:
    """A text that is read from its beginning."""

    parts: list[Part] = field(factory=list)
    inner: list[str | Slot] | None = None

    def words(self, text: str) -> None:
        """Take text as it is."""
        if text:
            self._add(text)

    def token(self, whole: str, inside: str | None) -> None:
        """Take what stands in braces."""
        if whole in ("{{", "}}"):
            self._add(whole[0])
        elif inside is None:
            hint = "write '{{' or '}}' for a brace that stays"
            raise InvalidValue("text of a letter", "has a lone brace", hint)
        elif inside.strip() == f"#{ROWS}":
            self._open()
        elif inside.strip() == f"/{ROWS}":
            self._close()
        else:
            self._add(_slot(inside))

    def done(self) -> tuple[Part, ...]:
        """Return all parts."""
        if self.inner is not None:
            raise _unpaired()
        return tuple(self.parts)

    def _add(self, part: str | Slot) -> None:
        into: list[Part] | list[str | Slot]
        into = self.parts if self.inner is None else self.inner
        into.append(part)

    def _open(self) -> None:
        if self.inner is not None:
            raise _unpaired()
        self.inner = []

    def _close(self) -> None:
        if self.inner is None:
            raise _unpaired()
        self.parts.append(Rows(tuple(self.inner)))
        self.inner = None


def _unpaired() -> InvalidValue:
    hint = "put them as in '{#rows}{name}{/rows}', none inside another"
    return InvalidValue("text of a letter", "has rows without their pair", hint)


def _slot(inside: str) -> Slot:
    told, bar, fallback = inside.partition("|")
    name, _, form = told.partition(":")
    return Slot(name.strip(), form.strip(), fallback if bar else None)


def slots_of(parts: tuple[Part, ...]) -> Iterator[tuple[Slot, bool]]:
    """Yield each slot, and whether it is repeated with the rows."""
    for part in parts:
        if isinstance(part, Slot):
            yield part, False
        elif isinstance(part, Rows):
            yield from ((each, True) for each in part.parts if isinstance(each, Slot))


# Of letters: what follows a sharp bracket would be the name of a tag.
_MARK = "leadflowslot"
_END = "-->\"'>"
"""Ends whatever a page leaves open."""
_TIMES = (0, 1, 2)
"""How often rows are tried: one may open what the next one closes."""
_RAW = ("script", "style", "textarea", "title", "noscript", "iframe", "xmp")


def _in_text(page: str) -> int:
    """Return how many marks of a page stand in the text that people read."""
    # Imported on use: few firms write letters.
    from html.parser import HTMLParser  # noqa: PLC0415

    count, raw = 0, list[str]()

    class Places(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            del attrs
            if tag in _RAW:
                raw.append(tag)

        def handle_endtag(self, tag: str) -> None:
            if raw and raw[-1] == tag:
                raw.pop()

        def handle_data(self, data: str) -> None:
            nonlocal count
            count += 0 if raw else data.count(_MARK)

    places = Places(convert_charrefs=True)
    places.feed(page)
    places.close()
    return count


def stands_in_text(parts: tuple[Part, ...]) -> bool:
    """Tell whether all values stand where people read: in no tag, script or comment.

    There is one way to escape then, and no value can leave its place.

    >>> stands_in_text(parts_of("<b>{first_name}</b>"))
    True
    >>> stands_in_text(parts_of("<a href='{website}'>"))
    False
    """
    return all(_stands(parts, times) for times in _TIMES)


def _stands(parts: tuple[Part, ...], times: int) -> bool:
    """Tell it of a page whose rows are repeated so many times."""
    page, count = "", 0
    for part in _flat(parts, times):
        count += isinstance(part, Slot)
        page += _MARK if isinstance(part, Slot) else part.replace(_MARK, "")
    return _in_text(page + _END) == count


def _flat(parts: tuple[Part, ...], times: int) -> Iterator[str | Slot]:
    for part in parts:
        if isinstance(part, Rows):
            yield from part.parts * times
        else:
            yield part
