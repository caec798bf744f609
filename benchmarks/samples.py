"""The data of all benchmarks: the same in every run, and for every contender."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final

from attrs import frozen


SOURCES: Final = ("web", "call", "trade_show", "email", "partner")
CURRENCY: Final = "UAH"
STEPS: Final = (
    "new",
    "preparation",
    "prepayment_invoice",
    "executing",
    "final_invoice",
    "won",
)
"""The stages that a deal passes, in order."""

_FIRST = ("Olena", "Taras", "Anna", "Ірина", "Bohdan", "Sofia")


@frozen(kw_only=True)
class Person:
    """What is known of somebody who asked: the values of one new lead."""

    title: str
    first_name: str
    last_name: str
    job_title: str
    company_name: str
    phone: str
    email: str
    source: str
    amount: int
    """In whole hryvnias."""


def people(size: int, *, start: int = 0) -> list[Person]:
    """Return so many people; no two of all numbers share a phone or an e-mail."""
    return [person(number) for number in range(start, start + size)]


def person(number: int) -> Person:
    """Return the person of a number, always the same one."""
    # Numbers beside each other are to have nothing in common.
    mixed = number * 2_654_435_761 % 2**32
    return Person(
        title=f"Forklift rental {number}",
        first_name=_FIRST[mixed % len(_FIRST)],
        last_name=f"Kovalenko {mixed % 9973}",
        job_title="Logistics director",
        company_name=f"Kyiv Logistics {number}",
        phone=phone(number),
        email=email(number),
        source=SOURCES[mixed // 7 % len(SOURCES)],
        amount=mixed % 500_000 + 1,
    )


def phone(number: int) -> str:
    """Return the phone number of a person, in the international form."""
    return f"+38050{number:07}"


def email(number: int) -> str:
    """Return the e-mail address of a person."""
    return f"person.{number}@kyivlog.example"


@frozen
class Way:
    """How far one deal came: the last of its steps, and whether it was lost."""

    amount: int
    last: int
    is_lost: bool

    @property
    def stages(self) -> tuple[str, ...]:
        """Return the stages on which it stood, in order."""
        return (*STEPS[: self.last + 1], *(("lost",) if self.is_lost else ()))


def ways(size: int) -> Iterator[Way]:
    """Give the ways of so many deals, on about four and a half stages each."""
    random = Random(7)  # noqa: S311  # sample data
    for _ in range(size):
        last = random.choices(range(len(STEPS)), (4, 8, 10, 14, 20, 40))[0]
        is_lost = last < len(STEPS) - 1 and random.random() < 0.5  # noqa: PLR2004  # half
        yield Way(random.randrange(1, 500_000), last, is_lost)


def write_csv(path: Path, crowd: Sequence[Person]) -> None:
    """Write people into a table as a trade fair hands it over."""
    header = (
        "Title,First name,Last name,Job title,Company,Phone,E-mail,Source,Amount"
    ).split(",")
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(header)
        table.writerows(
            (
                each.title,
                each.first_name,
                each.last_name,
                each.job_title,
                each.company_name,
                each.phone,
                each.email,
                each.source,
                f"{each.amount} {CURRENCY}",
            )
            for each in crowd
        )
