"""Binding: a condition meets an entity, and every name and value is judged.

A bound condition has only paths that exist and values of the fields' own types;
stores may take it as it is. All faults are told at once.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities import Kind, entity_named
from leadflow.errors import Fault, InvalidCondition, InvalidValue, UnknownName
from leadflow.expressions import (
    Between,
    Compare,
    Condition,
    Contains,
    IsEmpty,
    Leaf,
    Literal,
    OneOf,
    Operator,
    Path,
    StartsWith,
    any_of,
    transform,
)
from leadflow.values import Email, Money, Phone
from leadflow.values.converters import money
from leadflow.workspace import apologies
from leadflow.workspace.asking import require_askable
from leadflow.workspace.definitions import Definitions
from leadflow.workspace.paths import PathInfo, Paths
from leadflow.workspace.pipelines import KINDS


_TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.REFERENCE)


@by_value
@frozen(eq=False, repr=False)
class Binder:
    """Binds conditions to one entity of one workspace."""

    workspace: Definitions
    paths: Paths

    @classmethod
    def of(cls, workspace: Definitions, entity: str) -> "Binder":
        """Return the binder for an entity."""
        return cls(workspace, Paths(workspace, entity_named(entity)))

    def bind(self, condition: Condition) -> Condition:
        """Return the condition in canonical form, or raise ``InvalidCondition``."""
        faults: list[Fault] = []

        def judged(leaf: Leaf) -> Condition:
            try:
                return self._asked(leaf)
            except (InvalidValue, UnknownName) as error:
                path = ".".join(leaf.path)
                message = error.fault.message
                faults.append(Fault(path, message, error.fault.hint, error.code))
                return leaf

        bound = transform(condition, judged)
        if faults:
            raise InvalidCondition(
                f"condition on {self.paths.entity.plural}", tuple(faults)
            )
        return bound

    def _asked(self, leaf: Leaf) -> Condition:
        if not apologies.asks(leaf.path):
            return self._leaf(leaf)
        stage = self.paths[leaf.path[:-1]]
        return apologies.in_stages(self.workspace, stage.entity, leaf)

    def _leaf(self, leaf: Leaf) -> Condition:
        info = self.paths[leaf.path]
        require_askable(info, leaf)
        match leaf:
            case IsEmpty():
                return leaf
            case Contains(path, value):
                return Contains(path, self._member(info, value))
            case StartsWith(path, value):
                return StartsWith(path, _text(value))
            case OneOf(path, values):
                return self._one_of(info, path, values)
            case Between(path, low, high):
                return self._compare(info, path, "ge", low) & self._compare(
                    info, path, "le", high
                )
            case Compare(path, op, value):
                return self._compare(info, path, op, value)

    def _one_of(
        self, info: PathInfo, path: Path, values: Iterable[Literal]
    ) -> Condition:
        parts = [self._compare(info, path, "eq", value) for value in values]
        single = tuple(part.value for part in parts if isinstance(part, Compare))
        return OneOf(path, single) if len(single) == len(parts) else any_of(*parts)

    def _compare(
        self, info: PathInfo, path: Path, op: Operator, value: Literal
    ) -> Condition:
        if info.kind is Kind.DATETIME and _is_day(value):
            return _on_days(path, op, _day(value), zone_of(self.workspace))
        return Compare(path, op, self._value(info, value))

    def _member(self, info: PathInfo, value: Literal) -> Literal:
        if info.type in _KEYS:
            return _KEYS[info.type](_text(value))
        if info.several and info.part:
            return self._known_text(info, _text(value))
        if info.several and info.custom is not None and info.kind is not Kind.VALUE:
            return self._value(info, value)
        return _text(value)

    def _value(self, info: PathInfo, value: Literal) -> Literal:
        if info.kind in _TEXTS:
            return self._known_text(info, _text(value))
        return _CONVERT[info.kind](value)

    def _known_text(self, info: PathInfo, value: str) -> str:
        """Refuse a code that no record can hold: it is a slip of the pen."""
        choices = self._choices(info)
        if value and choices is not None and value not in choices:
            raise UnknownName(info.spec.name.replace("_", " "), value, tuple(choices))
        return value

    def _choices(self, info: PathInfo) -> Iterable[str] | None:
        if info.custom is not None:
            own = info.custom.choices
            if own or not info.dictionary:
                return [entry.code for entry in own] if own else None
        if info.dictionary:
            dictionary = self.workspace.dictionary(info.dictionary)
            codes = [entry.code for entry in dictionary.entries]
            return None if dictionary.is_open else codes
        return self._stage_choices(info) if not info.part else None

    def _stage_choices(self, info: PathInfo) -> Iterable[str] | None:
        pipelines = self.workspace.pipelines_of(info.entity)
        match info.spec.name:
            case "stage_kind":
                return KINDS
            case "pipeline" if pipelines:
                return [pipeline.code for pipeline in pipelines]
            case "stage" if pipelines:
                stages = (stage for each in pipelines for stage in each.stages)
                return dict.fromkeys(stage.code for stage in stages)
        return None


def zone_of(workspace: Definitions) -> tzinfo:
    """Return the workspace's time zone."""
    if workspace.zone == "UTC":
        return UTC
    from zoneinfo import ZoneInfo  # noqa: PLC0415  # on use only

    return ZoneInfo(workspace.zone)


def _text(value: Literal) -> str:
    if not isinstance(value, str):
        raise InvalidValue("text", f"cannot be of type {type(value).__name__}")
    return value


def _number(value: Literal) -> Literal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise InvalidValue("number", f"cannot be of type {type(value).__name__}")
    return value


def _money(value: Literal) -> Literal:
    if isinstance(value, str):
        read = money(value)
        if read is not None:
            return read
    return value if isinstance(value, Money) else _number(value)


def _truth(value: Literal) -> Literal:
    if not isinstance(value, bool):
        raise InvalidValue("boolean", f"cannot be of type {type(value).__name__}")
    return value


def _day(value: Literal) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            hint = "write it as 2026-11-22"
            raise InvalidValue("date", "cannot be read", hint) from None
    if isinstance(value, datetime) or not isinstance(value, date):
        raise InvalidValue("date", f"cannot be of type {type(value).__name__}")
    return value


def _instant(value: Literal) -> Literal:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            hint = "write it as 2026-11-22T10:00:00+02:00"
            raise InvalidValue("datetime", "cannot be read", hint) from None
    if not isinstance(value, datetime) or value.tzinfo is None:
        hint = "write it as 2026-11-22T10:00:00+02:00"
        raise InvalidValue("datetime", "needs a date, a time and an offset", hint)
    return value.astimezone(UTC)


_CONVERT: Mapping[Kind, Callable[[Literal], Literal]] = {
    Kind.INTEGER: _number,
    Kind.DECIMAL: _number,
    Kind.MONEY: _money,
    Kind.BOOLEAN: _truth,
    Kind.DATE: _day,
    Kind.DATETIME: _instant,
}
_KEYS: Mapping[type, Callable[[str], str]] = {
    Phone: lambda text: Phone(text).key,
    Email: lambda text: Email(text).key,
}


def _is_day(value: Literal) -> bool:
    if isinstance(value, str):
        return len(value.strip()) == len("2026-11-22")
    return isinstance(value, date) and not isinstance(value, datetime)


def _on_days(path: Path, op: Operator, day: date, zone: tzinfo) -> Condition:
    """Compare an instant with a whole calendar day of the zone.

    A day is not always 24 hours long: it ends where the next one begins.
    """
    begins, ends = _start(day, zone, 0), _start(day, zone, 1)
    match op:
        case "lt" | "ge":
            return Compare(path, op, begins)
        case "le":
            return Compare(path, "lt", ends)
        case "gt":
            return Compare(path, "ge", ends)
        case "eq" | "ne":
            within = Compare(path, "ge", begins) & Compare(path, "lt", ends)
            return within if op == "eq" else ~within


def _start(day: date, zone: tzinfo, later: int) -> datetime:
    """Return the first moment of a day, or of one some days later, in UTC."""
    try:
        begins = datetime.combine(day + timedelta(days=later), time(), zone)
        return begins.astimezone(UTC)
    except OverflowError:
        raise InvalidValue("date", "is outside the years 1 to 9999") from None
