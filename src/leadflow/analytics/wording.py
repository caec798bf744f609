"""Numbers, shares and words as reports show them, by language."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from leadflow.analytics.steps import Drawable, FunnelStep
from leadflow.markup import shown
from leadflow.values import Money
from leadflow.workspace.labels import base_language
from leadflow.workspace.naming import word


NONE = "–"
"""What is shown where a share is not defined."""

_ENTERED: Mapping[str, str] = {"uk": "починають тут", "ru": "начинают здесь"}
# A no-break space keeps a number together wherever lines are broken.
_THOUSANDS: Mapping[str, str] = {"uk": "\u00a0", "ru": "\u00a0"}
_POINT: Mapping[str, str] = {"uk": ",", "ru": ","}


def number(value: int, language: str) -> str:
    """Return a whole number with its thousands apart.

    >>> number(12345, "en")
    '12,345'
    """
    return localised(f"{value:,}", language)


def percent(value: Fraction | None, language: str) -> str:
    """Return a share as percent with one decimal, rounded half up.

    >>> percent(Fraction(2, 3), "en"), percent(None, "en")
    ('66.7%', '–')
    """
    if value is None:
        return NONE
    tenths = (value * 2000 + 1) // 2
    whole, tenth = divmod(tenths, 10)
    text = localised(f"{whole:,}.{tenth}", language)
    sign = "\u00a0%" if base_language(language) in _POINT else "%"
    return f"{text}{sign}"


def currencies(funnel: Drawable) -> list[str]:
    """Return the currencies of a funnel's money, each of which has a column (N6)."""
    return sorted({total.currency for step in funnel.steps for total in step.totals})


def amount_in(currency: str, language: str) -> str:
    """Return the heading of a column of money.

    >>> amount_in("UAH", "en")
    'Amount, UAH'
    """
    return f"{word('amount', language)}, {currency}"


def monies(step: FunnelStep, known: Iterable[str], language: str) -> list[str]:
    """Return the totals of a step, one text for each currency, ``""`` for none."""
    totals = {total.currency: total for total in step.totals}
    return [
        _digits(totals[currency], language) if currency in totals else ""
        for currency in known
    ]


def money(value: Money, language: str) -> str:
    r"""Return an amount with its currency, on one line.

    >>> money(Money("120000", "UAH"), "en")
    '120,000.00\xa0UAH'
    """
    return f"{_digits(value, language)}\u00a0{value.currency}"


def _digits(total: Money, language: str) -> str:
    digits, _, _ = str(total).partition(" ")
    return localised(f"{Decimal(digits):,}", language)


def localised(text: str, language: str) -> str:
    r"""Return an English number with the marks of a language.

    >>> localised("1,234.5", "uk")
    '1\xa0234,5'
    """
    base = base_language(language)
    marks = _THOUSANDS.get(base, ",") + _POINT.get(base, ".")
    return text.translate(str.maketrans(",.", marks))


def day_in(moment: datetime, zone: str) -> str:
    """Return the day on which an instant falls in a time zone.

    >>> from datetime import UTC
    >>> day_in(datetime(2026, 11, 22, 23, tzinfo=UTC), "Europe/Kyiv")
    '2026-11-23'
    """
    # Imported on use: most programs never ask for a report.
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d")


def minute_in(moment: datetime, zone: str) -> str:
    """Return an instant as the clocks of a time zone show it, to the minute.

    >>> from datetime import UTC
    >>> minute_in(datetime(2026, 11, 22, 23, tzinfo=UTC), "Europe/Kyiv")
    '2026-11-23 01:00'
    """
    # Imported on use, as above.
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def lasting(time: timedelta, language: str) -> str:
    r"""Return how long something lasted: whole days, then hours and minutes.

    >>> lasting(timedelta(days=12, hours=3, minutes=5, seconds=59), "en")
    '12\xa0d 03:05'
    """
    minutes = time // timedelta(minutes=1)
    days, rest = divmod(minutes, 24 * 60)
    unit = word("day_unit", language)
    clock = f"{rest // 60:02}:{rest % 60:02}"
    return f"{number(days, language)}\u00a0{unit} {clock}" if days else clock


def entered(count: int, language: str) -> str:
    """Return the line that tells how many records begin at a step.

    >>> entered(4, "en")
    '+ 4 entered here'
    """
    words = _ENTERED.get(base_language(language), "entered here")
    return f"+ {number(count, language)} {words}"


def subtitle(funnel: Drawable) -> str:
    """Return what a funnel counts: its view, its period, its condition."""
    view = word(funnel.view, funnel.language)
    told = (view, funnel.period, funnel.condition)
    return " · ".join(shown(text) for text in told if text)


def summary(funnel: Drawable) -> str:
    """Return the main figures of a funnel in a line."""
    language = funnel.language
    if not funnel.total:
        return word("nothing", language)
    figures = (("total", funnel.total), ("won", funnel.won), ("lost", funnel.lost))
    return " · ".join(
        f"{word(name, language)}: {number(value, language)}" for name, value in figures
    )
