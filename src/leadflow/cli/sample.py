"""A sample by seed: what a trading house collected in its spreadsheet.

Names and firms are put together at random, phone numbers are of ranges that are
never given out, e-mail addresses are of ``.example``. The same seed gives the
same table, with the same few duplicates and broken rows in it.
"""

import csv
import io
from datetime import date, timedelta
from random import Random

from attrs import evolve, frozen

from leadflow.cli.sample_words import (
    ABROAD,
    BEASTS,
    CAMPAIGNS,
    CITIES,
    DAUGHTERS,
    FATHERS,
    GOODS,
    LAST,
    MEN,
    POSITIONS,
    SHOWS,
    SOURCES,
    TRADES,
    WOMEN,
)


HEADER = (
    "Date",
    "Title",
    "Name",
    "Company",
    "Position",
    "City",
    "Phone",
    "E-mail",
    "Source",
    "Source details",
    "UTM source",
    "UTM medium",
    "UTM campaign",
    "Budget",
    "Currency",
    "Interested in",
)
FIRST_DAY = date(2025, 1, 8)
LAST_DAY = date(2025, 3, 31)

SHORTEST = 20
"""Fewer leads than this come without duplicates and broken rows."""
RATES = {"UAH": 1, "USD": 40, "EUR": 45}
"""Currencies, and roughly how many hryvnias each is worth."""
PHONE_FORMS = (
    "+380 00 {}-{}-{}",
    "+380 (00) {} {} {}",
    "+38000{}{}{}",
    "00380 00 {} {} {}",
)


@frozen(kw_only=True)
class SampleRow:
    """One row of the sample."""

    day: date
    title: str = ""
    name: str = ""
    company: str = ""
    position: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    source: str = ""
    source_details: str = ""
    utm: tuple[str, str, str] = ("", "", "")
    budget: str = ""
    currency: str = ""
    interest: str = ""
    day_text: str = ""
    """A date that cannot be, in place of the right one."""
    is_blank: bool = False

    def cells(self) -> tuple[str, ...]:
        """Return the cells as a Ukrainian spreadsheet writes them."""
        if self.is_blank:
            return ("",) * len(HEADER)
        return (
            self.day_text or f"{self.day:%d.%m.%Y}",
            self.title,
            self.name,
            self.company,
            self.position,
            self.city,
            self.phone,
            self.email,
            self.source,
            self.source_details,
            *self.utm,
            self.budget,
            self.currency,
            self.interest,
        )


class _Maker:
    """Draws rows from one stream of chance."""

    def __init__(self, seed: int) -> None:
        # Chance that can be repeated; no secret hangs on it.
        self.chance = Random(seed)  # noqa: S311
        self._number = 0

    def _hits(self, percent: int) -> bool:
        return self.chance.randrange(100) < percent

    def row(self) -> SampleRow:
        """Return an ordinary lead."""
        self._number += 1
        chance, language = self.chance, 0 if self._hits(55) else 1
        name, login = self._person(language)
        company, domain = self._company(language)
        title, interest, usual = chance.choice(GOODS)
        row = SampleRow(
            day=FIRST_DAY + timedelta(chance.randrange((LAST_DAY - FIRST_DAY).days)),
            title=title,
            name=name,
            company=company if self._hits(85) else "",
            position=chance.choice(POSITIONS),
            city=chance.choice(CITIES)[language],
            phone=self.phone(),
            email=f"{login}{self._number}@{domain}" if self._hits(80) else "",
            interest=interest,
        )
        return self._with_money(self._with_channel(row), usual)

    def _person(self, language: int) -> tuple[str, str]:
        """Return a full name, and how it begins an e-mail address."""
        if language and self._hits(15):
            first, last, login = self.chance.choice(ABROAD)
            return f"{first} {last}", login
        is_woman = self._hits(50)
        first_name = self.chance.choice(WOMEN if is_woman else MEN)
        last_name = self.chance.choice(LAST)
        father = self.chance.choice(DAUGHTERS if is_woman else FATHERS)
        middle = f" {father}" if language == 0 and self._hits(40) else ""
        login = f"{first_name[1]}.{last_name[1]}".lower()
        return f"{first_name[language]}{middle} {last_name[language]}", login

    def _company(self, language: int) -> tuple[str, str]:
        """Return a firm and its domain."""
        beast, trade = self.chance.choice(BEASTS), self.chance.choice(TRADES)
        domain = f"{beast[1]}-{trade[1]}.example".lower()
        if language:
            form = self.chance.choice(("", " LLC", " Ltd"))
            return f"{beast[1]}-{trade[1]}{form}", domain
        return f"ТОВ «{beast[0]}-{trade[0]}»", domain

    def phone(self) -> str:
        """Return a number that nobody has: there is no city code 00."""
        digits = f"{self.chance.randrange(10**7):07d}"
        if self._hits(6):
            # The range that London keeps for films and plays.
            return f"+44 20 7946 0{digits[:3]}"
        form = self.chance.choice(PHONE_FORMS)
        return form.format(digits[:3], digits[3:5], digits[5:])

    def _with_channel(self, row: SampleRow) -> SampleRow:
        weights = tuple(SOURCES.values())
        source = self.chance.choices(tuple(SOURCES), weights)[0]
        row = evolve(row, source=source)
        if source == "trade_show":
            return evolve(row, source_details=self.chance.choice(SHOWS))
        if source in ("advertising", "web") and self._hits(70):
            campaign = self.chance.choice(CAMPAIGNS)
            return evolve(row, utm=("search", "cpc", campaign))
        return row

    def _with_money(self, row: SampleRow, usual: int) -> SampleRow:
        if self._hits(25):
            return row
        currency = self.chance.choices(tuple(RATES), (70, 15, 15))[0]
        hundredths = usual * self.chance.randrange(40, 260) // RATES[currency]
        return evolve(row, budget=_money(hundredths), currency=currency)

    # The rows for which an import is tested

    def double(self, of: SampleRow) -> SampleRow:
        """Return the same person, who came again by another way."""
        later = min(of.day + timedelta(self.chance.randrange(1, 20)), LAST_DAY)
        return evolve(
            of,
            day=later,
            email=of.email.upper() if of.email else "",
            phone=of.phone.replace(" ", "").replace("-", "."),
            source=self.chance.choice(("call", "email")),
            source_details="",
            utm=("", "", ""),
        )

    def switchboard(self) -> list[SampleRow]:
        """Return two colleagues with one number, and one who gave no name.

        The third may be either of the two: only a person can decide.
        """
        company, phone = self._company(0)[0], self.phone()
        one, two, three = (
            evolve(self.row(), company=company, phone=phone, email="") for _ in range(3)
        )
        day = min(one.day, two.day)
        return [
            evolve(one, day=day, name="Марта Їжакевич"),
            evolve(two, day=day, name="Лукаш Совенко"),
            evolve(three, day=LAST_DAY, name=""),
        ]

    def broken(self, number: int) -> SampleRow:
        """Return a row that cannot be stored, or has nothing in it."""
        row = self.row()
        email, typo = f"{row.name.split()[0]}@", f"{row.source[:-2]}{row.source[-1]}"
        ways = (
            evolve(row, email=email),
            evolve(row, budget="багато", currency="UAH"),
            evolve(row, source=typo),
            evolve(row, is_blank=True),
            evolve(row, day_text="31.02.2025"),
            evolve(row, email=email, phone="call the office", source="fax"),
        )
        return ways[number % len(ways)]


def _money(hundredths: int) -> str:
    """Return an amount as Ukrainian spreadsheets write it: ``1 234,50``."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole:,}".replace(",", " ") + f",{rest:02d}"


def sample(seed: int = 1, leads: int = 2000) -> list[SampleRow]:
    """Return the rows of a sample, in the order of their days.

    >>> rows = sample(seed=1, leads=100)
    >>> len(rows), rows == sample(seed=1, leads=100)
    (100, True)
    """
    maker = _Maker(seed)
    shared = [maker.switchboard() for _ in range(_portion(leads, 500))]
    odd = [row for three in shared for row in three]
    broken = [maker.broken(number) for number in range(_portion(leads, 80))]
    doubles = _portion(leads, 50)
    plain = [maker.row() for _ in range(leads - len(odd) - len(broken) - doubles)]
    again = [maker.double(row) for row in maker.chance.sample(plain, doubles)]
    return sorted([*odd, *broken, *plain, *again], key=lambda row: row.day)


def _portion(leads: int, one_in: int) -> int:
    # A short sample shows one of each as well, if there is room for it.
    return max(leads // one_in, 1) if leads >= SHORTEST else 0


def sample_lines(seed: int = 1, leads: int = 2000) -> list[str]:
    """Return the sample as lines of CSV, the header first.

    Cells stand between semicolons, amounts have decimal commas, days come first.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(row.cells() for row in sample(seed, leads))
    return list(io.StringIO(text.getvalue()))
