"""Inquiries from telephone exchanges: Bitrix24's registration of a call."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from leadflow.entities import Inquiry
from leadflow.errors import Fault, InvalidValue
from leadflow.interchange.inquiries import Form, dumped
from leadflow.values.converters import phones
from leadflow.values.instants import instant


_DIRECTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "1": ("call", "outgoing"),
    "2": ("call", "incoming"),
    "3": ("call", "incoming"),
    "4": ("callback", "incoming"),
    "5": ("call", "incoming"),
}
"""By ``TYPE``: the channel and the direction."""
_TAKEN: Final = "200"


def inquiry_from_call(registration: Form, **known: Any) -> Inquiry:  # noqa: ANN401  # fields of an inquiry
    """Return the inquiry that a call is, as an exchange registers it with Bitrix24.

    Understands the keys of ``telephony.externalCall.register`` and of ``finish``:
    ``PHONE_NUMBER``, ``LINE_NUMBER``, ``TYPE``, ``CALL_START_DATE``, ``CALL_ID``,
    ``USER_ID``, ``STATUS_CODE`` (``200`` is answered, any other missed). What cannot
    be read is told in ``notes``; all of it is kept as the payload. ``known`` are
    fields that the registration does not say.

    >>> call = {"PHONE_NUMBER": "+380441234567", "TYPE": 2, "LINE_NUMBER": "101"}
    >>> inquiry = inquiry_from_call(call)
    >>> inquiry.channel, inquiry.line, str(inquiry.phones[0])
    ('call', '101', '+380441234567')
    """
    given: object = registration
    if not isinstance(given, Mapping):
        reason = f"cannot be of type {type(given).__name__}"
        raise InvalidValue("registration", reason, "give the fields as a dict")
    said = {str(name).upper(): _said(value) for name, value in registration.items()}
    channel, direction = _DIRECTIONS.get(said.get("TYPE", ""), _DIRECTIONS["2"])
    faults: list[Fault] = []
    values = {
        "channel": channel,
        "direction": direction,
        "line": said.get("LINE_NUMBER", ""),
        "external_id": said.get("CALL_ID", ""),
        "phones": _read(phones, said, "PHONE_NUMBER", faults) or (),
        "received_at": _read(_moment, said, "CALL_START_DATE", faults),
        "met_by": said.get("USER_ID", "") or said.get("USER_PHONE_INNER", ""),
        "outcome": _outcome(said),
        "raw": dumped(registration),
    }
    notes = "\n".join(map(str, faults))
    return Inquiry(**{**values, "notes": notes, **known})


def _said(value: object) -> str:
    return "" if value is None else str(value).replace("\0", "").strip()


def _outcome(said: Mapping[str, str]) -> str:
    code = said.get("STATUS_CODE", "") or said.get("CALL_FAILED_CODE", "")
    if not code:
        return ""
    return "answered" if code == _TAKEN else "missed"


def _read(read: Any, said: Mapping[str, str], name: str, faults: list[Fault]) -> Any:  # noqa: ANN401  # of any field
    if not said.get(name):
        return None
    try:
        return read(said[name])
    except InvalidValue as error:
        faults.append(error.at(name).fault)
        return None


def _moment(text: str) -> datetime | None:
    try:
        return instant(datetime.fromisoformat(text))
    except ValueError:
        hint = "write it like '2026-11-02T10:00:00+02:00'"
        raise InvalidValue("time", "cannot be read", hint) from None
