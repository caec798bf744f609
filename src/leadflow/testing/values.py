"""Hypothesis strategies for values: money, phones, texts, days.

Values come from small pools as well as at random: two that are equal, or equal
but for case, are what finds mistakes. All are as records keep them.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from leadflow.testing.identity import nth_id
from leadflow.values import (
    Address,
    Email,
    FileRef,
    Money,
    PersonName,
    Phone,
    Recurrence,
)
from leadflow.values.recurrence import EVERY
from leadflow.values.text import clean
from leadflow.workspace import Workspace


T = TypeVar("T")

USUAL = Workspace()

_TEXTS = (
    "",
    "Olena",
    "olena",
    "ОЛЕНА",
    "Олена",
    "оле",
    "Straße",
    "STRASSE",
    "100%",
    "100 %",
    "a_b",
    "aXb",
    "\\",
    "O'Neil",
    '"quoted"',
    "[a-z]*",
    "İstanbul",
    "🙂",
    "~",
    "two\nlines",
    "10",
    "9",
    "NULL",
)
_FIRST = ("Olena", "Anna", "Taras", "Олена", "Ганна", "Тарас", "Єва", "Zoë")
_LAST = ("Kovalenko", "O'Neil", "van Dyck", "Коваленко", "Шевченко", "Ґудзь")
_MIDDLE = ("", "Marie", "Петрівна", "Григорович")
_CURRENCIES = ("UAH", "USD", "JPY", "KWD")
_AMOUNTS = ("0", "0.0001", "99.99", "100", "-5", "120000", "922337203685477.5807")
_NUMBERS = ("0", "1", "-1", "1.5", "1.50", "99.999", "-0.001", "1000000000000.5")
_DAYS = ("0001-01-01", "1985-03-08", "2000-02-29", "2026-01-31", "9999-12-31")
_MOMENTS = (
    "1970-01-01T00:00:00+00:00",
    "2026-01-05T09:00:00+00:00",
    "2026-01-05T09:00:00.000001+00:00",
    "2026-01-05T23:59:59.999999+00:00",
    "2026-03-29T01:00:00+00:00",
)
_LINES = st.sampled_from(("Khreshchatyk 22", "вул. Городоцька, 1"))
_KEPT = st.characters(exclude_categories=["Cs"], exclude_characters="\0")


@cache
def texts() -> SearchStrategy[str]:
    """Return texts as fields keep them, many of them alike."""
    return st.sampled_from(_TEXTS) | st.text(_KEPT, max_size=12).map(clean)


def names() -> SearchStrategy[PersonName]:
    """Return names of people, in Latin and Cyrillic letters."""
    parts = map(st.sampled_from, (_FIRST, _MIDDLE, _LAST))
    return st.builds(PersonName, *parts)


def phones() -> SearchStrategy[Phone]:
    """Return phones, some with an extension, some of them the same number."""
    numbers = st.integers(0, 20).map(lambda last: f"+38 044 123 45 {last:02d}")
    extensions = st.sampled_from(("", " ext. 12"))
    kinds = st.sampled_from(("work", "mobile", "fax"))
    written = st.tuples(numbers, extensions).map("".join)
    return st.builds(Phone, written, kinds)


def emails() -> SearchStrategy[Email]:
    """Return e-mail addresses, some of which differ in case only."""
    locals_ = st.sampled_from(("olena", "Olena", "anna.b", "taras+crm", "info"))
    domains = st.sampled_from(("kyivlog.example", "KyivLog.example", "b.example"))
    return st.builds(lambda local, at: Email(f"{local}@{at}"), locals_, domains)


def money() -> SearchStrategy[Money]:
    """Return amounts that a store can hold, of either sign."""
    usual = st.sampled_from(_AMOUNTS).map(Decimal)
    limit = Decimal(10**14)
    others = st.decimals(-limit, limit, places=4, allow_nan=False)
    return st.builds(Money, usual | others, st.sampled_from(_CURRENCIES))


def decimals() -> SearchStrategy[Decimal]:
    """Return exact numbers, some of which are equal and written differently."""
    usual = st.sampled_from(_NUMBERS).map(Decimal)
    return usual | st.decimals(-(10**9), 10**9, places=6, allow_nan=False)


def integers() -> SearchStrategy[int]:
    """Return whole numbers of up to 64 bits."""
    return st.integers(-3, 60) | st.integers(-(2**63), 2**63 - 1)


def days() -> SearchStrategy[date]:
    """Return days, some of them special."""
    return st.sampled_from(_DAYS).map(date.fromisoformat) | st.dates()


@cache
def moments() -> SearchStrategy[datetime]:
    """Return instants in UTC."""
    usual = st.sampled_from(_MOMENTS).map(datetime.fromisoformat)
    zoned = st.datetimes(timezones=st.just(UTC))
    return (usual | zoned).map(lambda one: one.astimezone(UTC))


def addresses() -> SearchStrategy[Address]:
    """Return addresses, of which parts may be empty."""
    cities = st.sampled_from(("Київ", "Kyiv", "kyiv", ""))
    codes = st.sampled_from(("UA", "PL", ""))
    return st.builds(Address, line1=_LINES, city=cities, country_code=codes)


def files() -> SearchStrategy[FileRef]:
    """Return references to files, some of them to the same bytes."""
    keys = st.sampled_from(("0a", "5f", "ff")).map(lambda two: two * 32)
    names = st.sampled_from(("photo.jpg", "Photo.JPG", "договір.pdf", "a; b.txt"))
    types = st.sampled_from(("image/jpeg", "application/pdf"))
    return st.builds(FileRef, keys, names, st.integers(0, 10**6), types)


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    """Return how often things come back, without anchors."""
    every = draw(st.sampled_from(EVERY))
    weekdays = st.lists(st.sampled_from(("MO", "TU", "FR", "SU")), max_size=3)
    month_days = st.lists(st.sampled_from((1, 15, 28, -1, -5)), max_size=2)
    return Recurrence(
        every,
        interval=draw(st.integers(1, 5)),
        count=draw(st.none() | st.integers(1, 12)),
        weekdays=draw(weekdays),
        month_days=() if every == "week" else draw(month_days),
        months=draw(st.lists(st.integers(1, 12), max_size=3)),
    )


@cache
def ids(entity: str) -> SearchStrategy[str]:
    """Return ids of an entity; those that ``CountingIds`` gives first."""
    return st.integers(1, 8).map(lambda number: nth_id(entity, number))


def subsets(items: Iterable[T]) -> SearchStrategy[list[T]]:
    """Return lists of some of the items, each at most once."""
    return st.lists(st.sampled_from(list(items)), unique=True, max_size=3)
