"""Where something stands in a file, and the list of what is wrong there."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final, TypeVar

from attrs import field, frozen

from leadflow.errors import Fault, InvalidData, InvalidValue, UnknownName
from leadflow.values.teaching import faults_in, placed


A = TypeVar("A")
B = TypeVar("B")


class Wrong:
    """What stands in the place of a value that could not be read."""


WRONG: Final = Wrong()


@frozen
class Report:
    """What reading a file has brought so far; filled while it is read."""

    faults: list[Fault] = field(factory=list)
    made: list[tuple[str, object]] = field(factory=list)
    """Every value and object that is right in itself, with its path."""

    def note(self, path: str, value: object) -> None:
        """Remember what could be read, to judge it beside the faults."""
        if value is not WRONG:
            self.made.append((path, value))


@frozen
class Place:
    """A place in the file: ``pipelines[0].stages[2].kind``."""

    path: str
    report: Report

    def key(self, name: str) -> "Place":
        """Return the place of a key in this table."""
        return Place(f"{self.path}.{name}" if self.path else name, self.report)

    def item(self, number: int) -> "Place":
        """Return the place of an item in this list, counted from 0."""
        return Place(f"{self.path}[{number}]", self.report)

    def wrong(self, message: str, hint: str = "") -> Wrong:
        """Report a fault here."""
        self.report.faults.append(Fault(self.path, message, hint))
        return WRONG

    def unknown(self, kind: str, name: str, choices: Iterable[str]) -> Wrong:
        """Report a name that is not there, with the nearest right one."""
        error = UnknownName(kind, name, tuple(choices), self.path)
        self.report.faults.append(error.fault)
        return WRONG

    def judged(self, convert: Callable[[A], B], value: A) -> B | Wrong:
        """Return what ``convert`` makes of the value, or report why it refuses."""
        try:
            return convert(value)
        except (InvalidValue, UnknownName, InvalidData) as error:
            told = placed(error, self.path) if self.path else error
            self.report.faults.extend(faults_in(told))
        return WRONG


def kind_of(value: object) -> str:
    """Return what a TOML value is, in the words of TOML.

    >>> kind_of([]), kind_of(True)
    ('a list', 'true or false')
    """
    for kind, name in _KINDS.items():
        if isinstance(value, kind):
            return name
    return "a date or a time"


# A boolean is an int to Python, so it stands first.
_KINDS: Final[dict[type, str]] = {
    bool: "true or false",
    str: "text",
    int: "a whole number",
    dict: "a table",
    list: "a list",
    Decimal: "a number",
}
