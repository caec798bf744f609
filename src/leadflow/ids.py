"""Ids: typed, ordered by time, made without asking anybody.

An id is text such as ``lead_01jd3v8w5e7q9t2b4n6m8p0r1s``: the entity's name and
a UUIDv7 (RFC 9562) in the 26 letters of the TypeID form.
It exists before its record is saved, sorts by the time it was made, needs no
coordinator, and tells its type to a reader and, as a ``NewType``, to mypy.
Text from elsewhere is made one by its type: ``crm.leads.get(LeadId(text))``.
"""

import os
import re
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from typing import NewType, Protocol, TypeAlias

from leadflow.deferred import expression
from leadflow.errors import InvalidValue


LeadId = NewType("LeadId", str)
ContactId = NewType("ContactId", str)
CompanyId = NewType("CompanyId", str)
DealId = NewType("DealId", str)
ActivityId = NewType("ActivityId", str)
QuoteId = NewType("QuoteId", str)
InvoiceId = NewType("InvoiceId", str)
ProductId = NewType("ProductId", str)
InquiryId = NewType("InquiryId", str)
UserId = NewType("UserId", str)
ConversionId = NewType("ConversionId", str)
MergeId = NewType("MergeId", str)

StagedId: TypeAlias = LeadId | DealId | QuoteId | InvoiceId
"""The id of anything that stands on a stage of a pipeline."""

# Crockford's base 32, in lower case: no i, l, o, u, so that ids can be read aloud.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = tuple(high + low for high in _ALPHABET for low in _ALPHABET)
# The first letter holds three bits only: 26 letters are 130 bits.
_ID = expression(r"([a-z]+(?:_[a-z]+)*)_[0-7][0-9a-hjkmnp-tv-z]{25}", re.ASCII)
_COUNTER_BITS = 12
_LOW = (1 << 60) - 1


class IdSource(Protocol):
    """Whatever makes new ids; tests pass one that counts."""

    def __call__(self, prefix: str) -> str:
        """Return a new id that begins with ``prefix`` and an underscore."""
        ...


def encode(number: int) -> str:
    """Return a 128-bit number as 26 base-32 letters.

    >>> encode(0)
    '00000000000000000000000000'
    """
    # Written out, and in halves: to go round by long numbers takes twice as long.
    pairs, high, low = _PAIRS, number >> 60, number & _LOW
    return (
        f"{pairs[high >> 60]}{pairs[high >> 50 & 1023]}{pairs[high >> 40 & 1023]}"
        f"{pairs[high >> 30 & 1023]}{pairs[high >> 20 & 1023]}"
        f"{pairs[high >> 10 & 1023]}{pairs[high & 1023]}"
        f"{pairs[low >> 50]}{pairs[low >> 40 & 1023]}{pairs[low >> 30 & 1023]}"
        f"{pairs[low >> 20 & 1023]}{pairs[low >> 10 & 1023]}{pairs[low & 1023]}"
    )


@lru_cache(maxsize=4096)
def prefix_of(text: str) -> str:
    """Return the entity that an id names, or raise ``InvalidValue``.

    >>> prefix_of("lead_00000000000000000000000000")
    'lead'
    """
    found = _ID().fullmatch(text)
    if found is None:
        hint = "ids look like 'lead_01jd3v8w5e7q9t2b4n6m8p0r1s'"
        raise InvalidValue("id", "is not an id of leadflow", hint)
    return found[1]


def prefix_if_any(text: str) -> str:
    """Return the entity that an id names, ``""`` for what is no id.

    >>> prefix_if_any("lead_00000000000000000000000000"), prefix_if_any("Olena")
    ('lead', '')
    """
    try:
        return prefix_of(text)
    except InvalidValue:
        return ""


def is_id(text: object) -> bool:
    """Return whether a text names a record or a conversion.

    >>> is_id("lead_00000000000000000000000000"), is_id("Olena")
    (True, False)
    """
    return isinstance(text, str) and _ID().fullmatch(text) is not None


class TimeOrderedIds:
    """Makes ids of UUIDv7 that only ever grow, also when the clock steps back.

    Within one millisecond a 12-bit counter orders the ids (RFC 9562, method 1);
    when it is used up, the next millisecond is borrowed.
    One instance may be shared between threads.
    """

    def __init__(
        self,
        milliseconds: Callable[[], int] | None = None,
        random_bytes: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self._milliseconds = milliseconds
        self._random_bytes = random_bytes
        self._lock = threading.Lock()
        self._last = -1  # milliseconds and counter as one number

    def __call__(self, prefix: str) -> str:
        """Return a new id that begins with ``prefix`` and an underscore."""
        random = int.from_bytes(self._random_bytes(8), "big")
        with self._lock:
            # A random start of the counter (its top bit zero) keeps ids of two
            # processes apart while leaving room to count.
            now = self._milliseconds
            moment = time.time_ns() // 1_000_000 if now is None else now()
            start = moment << _COUNTER_BITS | random >> 53
            self._last = max(start, self._last + 1)
            ordered = self._last
        time_part, counter = ordered >> _COUNTER_BITS, ordered & 0xFFF
        low = random & ((1 << 62) - 1)
        number = time_part << 80 | 7 << 76 | counter << 64 | 2 << 62 | low
        return f"{prefix}_{encode(number)}"
