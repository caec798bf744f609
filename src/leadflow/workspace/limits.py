"""Limits: what the values of a custom field may be, beyond their type (F2)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities import Kind
from leadflow.errors import Fault, InvalidValue
from leadflow.values import Money
from leadflow.values.converters import day, instant
from leadflow.values.decimals import exact
from leadflow.workspace.patterns import LONGEST_TEXT, fits


_TEXTS = (Kind.TEXT, Kind.LONG_TEXT)
_NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY)
_MEASURED = (*_NUMBERS, Kind.DATE, Kind.DATETIME)
_MOST_DECIMALS = 30


def _bound(kind: Kind) -> Callable[[Any], object]:
    if kind is Kind.DATE:
        return day
    return _moment if kind is Kind.DATETIME else exact


def _moment(value: datetime | str) -> datetime | None:
    return instant(datetime.fromisoformat(value) if isinstance(value, str) else value)


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Limits:
    """What values of one kind may be; ``None`` and ``""`` limit nothing."""

    kind: Kind
    min_value: object = None
    max_value: object = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str = ""
    precision: int | None = None
    faults: tuple[Fault, ...] = field(init=False)
    """What is wrong with the limits themselves."""

    @faults.default
    def _judged(self) -> tuple[Fault, ...]:
        return tuple(self._faults())

    def bound(self, name: str) -> object:
        """Return ``min_value`` or ``max_value`` as values are compared with it."""
        given = getattr(self, name)
        return None if given is None else _bound(self.kind)(given)

    def judge(self, value: object) -> None:
        """Raise ``InvalidValue`` for a value outside of the limits."""
        if isinstance(value, str) and self.kind in _TEXTS:
            self._judge_text(value)
        number = value.amount if isinstance(value, Money) else value
        if isinstance(number, int | Decimal | date):
            self._judge_measure(number)
        if isinstance(number, Decimal) and self.precision is not None:
            self._judge_decimals(number, self.precision)

    def _judge_text(self, value: str) -> None:
        if value and self.min_length is not None and len(value) < self.min_length:
            raise InvalidValue("text", f"has less than {self.min_length} characters")
        if self.max_length is not None and len(value) > self.max_length:
            raise InvalidValue("text", f"has more than {self.max_length} characters")
        if value and self.pattern and not fits(self.pattern, value):
            raise InvalidValue("text", "has not the form asked for", self._form)

    @property
    def _form(self) -> str:
        return f"it matches '{self.pattern}', with at most {LONGEST_TEXT} characters"

    def _judge_measure(self, value: Any) -> None:  # noqa: ANN401  # as its kind compares
        least, most = self.bound("min_value"), self.bound("max_value")
        if least is not None and value < least:
            raise InvalidValue("value", f"is below {_shown(least)}")
        if most is not None and value > most:
            raise InvalidValue("value", f"is above {_shown(most)}")

    def _judge_decimals(self, value: Decimal, most: int) -> None:
        exponent = value.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > most:
            hint = "round it first"
            raise InvalidValue("number", f"has more decimals than {most}", hint)

    def _faults(self) -> Iterator[Fault]:
        for names, kinds, what in _BELONG:
            for name in names:
                if getattr(self, name) not in (None, "") and self.kind not in kinds:
                    yield Fault(name, f"belongs to {what}", "leave it out")
        yield from self._length_faults()
        if self.kind in _MEASURED:
            yield from self._bound_faults()
        if self.precision is not None and not 0 <= self.precision <= _MOST_DECIMALS:
            yield Fault("precision", f"lies outside 0 to {_MOST_DECIMALS}")

    def _length_faults(self) -> Iterator[Fault]:
        for name in ("min_length", "max_length"):
            given = getattr(self, name)
            if given is not None and given < 1:
                yield Fault(name, "is below 1", "leave it out")
        least, most = self.min_length, self.max_length
        if least is not None and most is not None and least > most:
            yield Fault("min_length", "is above max_length")

    def _bound_faults(self) -> Iterator[Fault]:
        found: dict[str, Any] = {}
        for name in ("min_value", "max_value"):
            try:
                found[name] = self.bound(name)
            except InvalidValue as error:
                yield error.at(name).fault
            except ValueError:
                yield Fault(name, "cannot be read", "write it as 2026-11-22T10:00Z")
        least, most = found.get("min_value"), found.get("max_value")
        if least is not None and most is not None and least > most:
            yield Fault("min_value", "is above max_value")


_BELONG = (
    (("min_value", "max_value"), _MEASURED, "numbers, money, dates and times"),
    (("min_length", "max_length", "pattern"), _TEXTS, "fields of text"),
    (("precision",), (Kind.DECIMAL, Kind.MONEY), "decimals and money"),
)
_SHOWN: Mapping[type, Callable[[Any], str]] = {
    Decimal: lambda value: f"{value:f}",
    datetime: datetime.isoformat,
    date: date.isoformat,
}


def _shown(bound: object) -> str:
    return _SHOWN[type(bound)](bound)
