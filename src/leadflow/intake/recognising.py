"""Whether an inquiry was received before, and whether it is wanted (I2, I7)."""

from collections.abc import Iterator
from datetime import timedelta

from leadflow.context import Context
from leadflow.entities import Inquiry
from leadflow.entities.points import DELIVERY


_BY_ID = "id"


def delivery_keys(inquiry: Inquiry) -> tuple[str, ...]:
    """Return by what an inquiry is recognised when it comes again.

    The channel's own id tells for ever. Without one the number that called the same
    line tells, and without a number what was written; both for some minutes.

    >>> delivery_keys(Inquiry(channel="call", line="101", phones="+380441234567"))
    ('call 101 +380441234567',)
    """
    if inquiry.external_id:
        return (f"{_BY_ID} {inquiry.channel} {inquiry.external_id}",)
    where = f"{inquiry.channel} {inquiry.line}"
    if inquiry.phones:
        return tuple(f"{where} {phone.key}" for phone in inquiry.phones)
    return (f"{where} {_digest(inquiry)}",)


def received_before(context: Context, inquiry: Inquiry) -> Inquiry | None:
    """Return the inquiry that this one is, if it was taken in already (I7)."""
    # Only what the actor may see counts: an answer must not reveal the rest.
    seen = context.as_seen().reader
    found = seen.holders(DELIVERY, delivery_keys(inquiry))
    ids = sorted({id for several in found.values() for id in several})
    known = seen.get("inquiry", ids)
    for id in ids:
        earlier = known.get(id)
        if isinstance(earlier, Inquiry) and _is_same(context, earlier, inquiry):
            return earlier
    return None


def _is_same(context: Context, earlier: Inquiry, inquiry: Inquiry) -> bool:
    if inquiry.external_id:
        return True
    if earlier.received_at is None or inquiry.received_at is None:
        return False
    window = timedelta(minutes=context.workspace.intake.window)
    return abs(earlier.received_at - inquiry.received_at) < window


def _digest(inquiry: Inquiry) -> str:
    """Return what tells two messages apart, and tells nothing of either."""
    # Imported on use: it loads the system's cryptography.
    from hashlib import sha256  # noqa: PLC0415

    told = (
        *(inquiry.first_name, inquiry.last_name, inquiry.company_name),
        *(each.key for each in inquiry.emails),
        *(each.key for each in inquiry.messengers),
        *(inquiry.interest, inquiry.message, inquiry.raw),
    )
    return sha256("\0".join(told).encode()).hexdigest()


def exclusion(context: Context, inquiry: Inquiry) -> str:
    """Return which entry of the exclusion list an inquiry meets, or ``""`` (I2)."""
    listed = frozenset(context.workspace.intake.excluded)
    return next((each for each in _senders(inquiry) if each in listed), "")


def _senders(inquiry: Inquiry) -> Iterator[str]:
    yield from (phone.key for phone in inquiry.phones)
    for email in inquiry.emails:
        yield email.key
        yield from domains_above(email.domain)
    for website in inquiry.websites:
        yield from domains_above(website.domain)


def domains_above(domain: str) -> Iterator[str]:
    """Yield a domain and those above it: who excludes one excludes all below it."""
    parts = domain.split(".")
    yield from (".".join(parts[start:]) for start in range(len(parts) - 1))
