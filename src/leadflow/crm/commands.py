"""Requests with a key: each takes effect once, and is answered again (P3)."""

import json
from collections.abc import Mapping
from decimal import Decimal

import attrs
from attrs import field, frozen

from leadflow.entities import Record, entity_of
from leadflow.entities.records import blank, differences
from leadflow.errors import InvalidValue, KeyReused
from leadflow.storage.keeping import answer_in, as_kept
from leadflow.storage.port import Command, Writer
from leadflow.values.text import clean


def _key(value: str | None) -> str:
    key = clean(value, "key")
    if value and not key:
        raise InvalidValue("key", "is blank", "leave it out, or give one that tells")
    return key


@frozen(kw_only=True)
class Request:
    """What an actor asks for, under a key; without one it is asked anew each time."""

    actor: str
    verb: str
    key: str = field(converter=_key)
    asked: str = field(repr=False)
    """Equal for equal requests, and only for them."""


def answer_to(writer: Writer, request: Request) -> Mapping[str, str] | None:
    """Return what was kept of the first result, if there was one.

    Raises ``KeyReused`` when the actor used the key for another request.
    """
    known = writer.command(request.actor, request.key) if request.key else None
    if known is None:
        return None
    if (known.verb, known.request) != (request.verb, request.asked):
        raise KeyReused(request.key, known.verb)
    return answer_in(known)


def remember(writer: Writer, request: Request, result: Mapping[str, str]) -> None:
    """Keep what is needed to answer the same request again."""
    if not request.key:
        return
    command = Command(
        actor=request.actor,
        key=request.key,
        verb=request.verb,
        request=request.asked,
        result=as_kept(result),
    )
    writer.remember(command)


def fingerprint(record: Record) -> str:
    """Return a text that is equal for equal records, and tells nothing of them.

    >>> from leadflow import Lead
    >>> one, other = Lead(phones="+380441234567"), Lead(phones="+380441234568")
    >>> fingerprint(one) == fingerprint(other)
    False
    """
    # Imported on use: it loads the system's cryptography.
    from hashlib import sha256  # noqa: PLC0415

    entity = entity_of(record)
    filled = [(name, now) for name, _, now in differences(blank(entity), record)]
    told = json.dumps([entity.name, plain(tuple(filled))])
    return sha256(told.encode()).hexdigest()


def plain(value: object) -> object:
    """Return a value as JSON, alike for equal values, unlike for all others."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    kind = type(value)
    if attrs.has(kind):
        parts = (getattr(value, each.name) for each in attrs.fields(kind))
        return {kind.__name__: [plain(each) for each in parts]}
    return {kind.__name__: _number(value) if isinstance(value, Decimal) else str(value)}


def _number(value: Decimal) -> str:
    """Return digits: 1.50 is 1.5."""
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
