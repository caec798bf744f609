"""Refusing what a file could not keep: memory is no more generous (P15)."""

from collections.abc import Mapping

from leadflow.entities import ENTITIES, Custom, Kind, Record
from leadflow.errors import InvalidValue
from leadflow.events import Event
from leadflow.values import Money
from leadflow.values.money import stored_units


_MONEY: Mapping[type, tuple[str, ...]] = {
    entity.cls: tuple(
        spec.name for spec in entity.fields.values() if spec.kind is Kind.MONEY
    )
    for entity in ENTITIES.values()
}


def judge_record(record: Record) -> None:
    """Raise ``InvalidValue`` if a value of the record cannot be stored."""
    for name in _MONEY[type(record)]:
        amount = getattr(record, name)
        if amount is not None:
            _judge_money(name, amount)
    if record.custom:
        _judge_custom(record.custom)


def judge_event(event: Event) -> None:
    """Raise ``InvalidValue`` if a custom value it tells of cannot be stored."""
    for change in event.changes:
        for value in (change.before, change.after):
            if isinstance(value, Custom):
                _judge_custom(value)


def _judge_money(path: str, amount: Money) -> None:
    try:
        stored_units(amount)
    except InvalidValue as error:
        raise error.at(path) from None


def _judge_custom(values: Custom) -> None:
    # On use only: the codec brings cattrs along.
    from leadflow.storage.codec import judge_custom  # noqa: PLC0415

    judge_custom(values)
    for name, value in values.items():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, str) and not each.isascii():
                _judge_text(f"custom.{name}", each)


def _judge_text(path: str, value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        reason = "contains half a character"
        hint = "decode the bytes with the right encoding"
        raise InvalidValue("text", reason, hint, path) from None
