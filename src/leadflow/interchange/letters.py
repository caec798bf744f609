"""Inquiries from letters: an ``email.message.EmailMessage``, however badly written."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.message import EmailMessage, Message
from email.utils import getaddresses, parsedate_to_datetime
from functools import partial
from typing import Any

from leadflow.entities import Inquiry
from leadflow.errors import InvalidValue
from leadflow.interchange.inquiries import shortened
from leadflow.values import Email, PersonName


# What the standard library lets slip where a header or a body makes no sense; an
# unbound name in its parser is among it.
_BROKEN = (ValueError, LookupError, AttributeError, TypeError, NameError)


def inquiry_from_email(message: EmailMessage, **known: Any) -> Inquiry:  # noqa: ANN401  # fields of an inquiry
    """Return the inquiry that a letter is.

    The sender is whoever the letter asks to be answered; the subject is the interest,
    the plain text the message, or the text of the HTML; the Message-ID tells that it
    was received before. Attachments are named in ``notes``. ``known`` are fields that
    the letter does not say; the channel is ``email`` unless given. A header that
    cannot be read is left out, and all of it is kept as the payload.

    >>> letter = EmailMessage()
    >>> letter["From"] = "Olena Kovalenko <olena@kyivlog.example>"
    >>> letter["Subject"] = "Forklifts"
    >>> letter.set_content("Please call me.")
    >>> inquiry = inquiry_from_email(letter)
    >>> inquiry.last_name, inquiry.interest, inquiry.message
    ('Kovalenko', 'Forklifts', 'Please call me.')
    """
    given: object = message
    if not isinstance(given, Message):
        reason = f"cannot be of type {type(given).__name__}"
        hint = "read it with email.message_from_bytes(…, policy=email.policy.default)"
        raise InvalidValue("message", reason, hint)
    name, addresses = _sender(message)
    return Inquiry(
        **{
            "channel": "email",
            "external_id": _header(message, "Message-ID"),
            "received_at": _date(message),
            "line": next(_addresses(message, "To", "Delivered-To"), ("", ""))[1],
            "first_name": name.first,
            "middle_name": name.middle,
            "last_name": name.last,
            "emails": addresses,
            "interest": _header(message, "Subject"),
            "message": shortened(_body(message)),
            "notes": "\n".join(_attachments(message)),
            "raw": shortened(_whole(message)),
            **known,
        }
    )


def _sender(message: Message) -> tuple[PersonName, tuple[Email, ...]]:
    """Return who wants an answer, and where; the name may stand with either."""
    found: list[Email] = []
    called = ""
    for name, address in _addresses(message, "Reply-To", "From"):
        try:
            email = Email.parse(address)
        except InvalidValue:
            continue
        called = called or name
        if email.key not in {each.key for each in found}:
            found.append(email)
    return PersonName.parse(called), tuple(found[:1])


def _addresses(message: Message, *names: str) -> Iterator[tuple[str, str]]:
    for header in names:
        for name, address in getaddresses([_header(message, header)]):
            if address:
                yield shortened(name), address


def _header(message: Message, name: str) -> str:
    return _line(lambda: str(message.get(name) or ""))


def _line(read: Callable[[], str]) -> str:
    """Return what is read, in one line; what breaks the standard library is ``""``."""
    try:
        return shortened(" ".join(read().split()))
    except _BROKEN:
        return ""


def _date(message: Message) -> datetime | None:
    try:
        found = parsedate_to_datetime(_header(message, "Date"))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _body(message: Message) -> str:
    """Return what is written: the plain text, else the text of the HTML."""
    texts = {"text/plain": "", "text/html": ""}
    for part in message.walk():
        kind = part.get_content_type()
        if kind in texts and not texts[kind] and not part.get_filename():
            texts[kind] = _decoded(part)
    return texts["text/plain"].strip() or _text_of(texts["text/html"])


def _text_of(html: str) -> str:
    # Imported on use: most letters have plain text, and the parser loads slowly.
    from leadflow.interchange.pages import text_of  # noqa: PLC0415

    return text_of(html)


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):
        return payload.decode("utf-8", "replace")


def _attachments(message: Message) -> Iterator[str]:
    for part in message.walk():
        if name := _line(partial(_filename, part)):
            yield f"attached: {name}"


def _filename(part: Message) -> str:
    return part.get_filename() or ""


def _whole(message: Message) -> str:
    try:
        return message.as_bytes().decode("utf-8", "replace")
    except _BROKEN:
        return "\n".join(f"{name}: {value}" for name, value in message.raw_items())
