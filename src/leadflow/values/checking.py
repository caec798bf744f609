"""Judging the numbers of requisites, all at once: by our rules, and python-stdnum.

The extra ``taxid`` knows the numbers of some eighty countries. Without it our own
rules stay, and the answer says which numbers nobody could judge.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.errors import Fault
from leadflow.values.banks import BankAccount
from leadflow.values.numbers import RULES, bare, russian_account


WRONG_NUMBER = "wrong_number"
_HINT = "compare it digit by digit with a document of the firm"


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class RequisitesCheck:
    """What is wrong with the numbers of requisites, and what nobody could judge."""

    faults: tuple[Fault, ...]
    """Each with its path, ``accounts[0].iban``; the numbers themselves are not told."""
    unchecked: tuple[str, ...] = field(default=())
    """Paths of numbers that no rule knows; the extra ``taxid`` knows more."""

    @property
    def is_right(self) -> bool:
        """Return whether nothing is wrong, as far as it could be judged."""
        return not self.faults

    def __str__(self) -> str:
        told = [str(each) for each in self.faults]
        told += [f"{path}: nobody could judge it" for path in self.unchecked]
        return "\n".join(told)


class Party(Protocol):
    """What judging must know of requisites, which see."""

    @property
    def country_code(self) -> str:
        """Return the country."""
        ...

    @property
    def tax_id(self) -> str:
        """Return the tax number."""
        ...

    @property
    def vat_id(self) -> str:
        """Return the number of a payer of VAT."""
        ...

    @property
    def registration_number(self) -> str:
        """Return the number of the register."""
        ...

    @property
    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """Return the national codes."""
        ...

    @property
    def accounts(self) -> tuple[BankAccount, ...]:
        """Return the bank accounts."""
        ...


Judged: TypeAlias = tuple[str, str | None]
"""A path, and what is wrong there: ``""`` for nothing, ``None`` for nobody knows."""


def checked(party: Party) -> RequisitesCheck:
    """Return what is wrong with the numbers of a party."""
    found = list(_judged(party))
    return RequisitesCheck(
        faults=tuple(Fault(p, said, _HINT, WRONG_NUMBER) for p, said in found if said),
        unchecked=tuple(path for path, said in found if said is None),
    )


def _judged(party: Party) -> Iterator[Judged]:
    country = country_of(party)
    for name in ("tax_id", "vat_id", "registration_number"):
        if number := getattr(party, name):
            yield name, _number(country, name, bare(number))
    for name, number in party.identifiers:
        yield f"identifiers.{name}", _number(country, name, bare(number))
    for place, account in enumerate(party.accounts):
        where = account.country_code or country
        for name, said in _account(where, account):
            yield f"accounts[{place}].{name}", said


def country_of(party: Party) -> str:
    """Return the country whose rules hold: the one that is told, or that codes tell."""
    if party.country_code:
        return party.country_code
    names = {name for name, _ in party.identifiers}
    told = (land for land, codes in _TELLING.items() if names & codes)
    prefix = bare(party.vat_id)[:2]
    return next(told, prefix if prefix.isalpha() else "")


# Codes that one country alone has.
_TELLING: Mapping[str, frozenset[str]] = {
    "RU": frozenset({"kpp", "ogrn", "ogrnip", "bik"}),
    "UA": frozenset({"edrpou", "rnokpp", "mfo"}),
}


def _number(country: str, name: str, number: str) -> str | None:
    """Return what is wrong with a number, ``None`` where nobody knows."""
    if rule := RULES.get((country, name)):
        return rule(number)
    return _by_stdnum(country.lower(), name, number)


def _account(country: str, account: BankAccount) -> Iterator[Judged]:
    codes = {name: bare(number) for name, number in account.identifiers}
    for name, number in codes.items():
        yield f"identifiers.{name}", _number(country, name, number)
    if account.iban:
        yield "iban", _iban(account.iban)
    if account.mfo:
        yield "mfo", _mfo(country, account)
    is_russian = country == "RU" or "bik" in codes
    for name in ("account", "correspondent_account"):
        if number := bare(getattr(account, name)):
            is_other = name == "correspondent_account"
            code = codes.get("bik", "")
            yield (
                name,
                russian_account(number, code, correspondent=is_other)
                if is_russian
                else None,
            )


def _mfo(country: str, account: BankAccount) -> str | None:
    wrong = _number(country, "mfo", bare(account.mfo))
    if wrong or not account.iban.startswith("UA"):
        return wrong
    # The bank stands in the IBAN, after the country and the check digits.
    bank = account.iban[4:10]
    return "" if bank == bare(account.mfo) else "is not the bank of this IBAN"


# What python-stdnum knows


# Where a tax number is one of these and nothing else.
_TAX: Mapping[str, Sequence[str]] = {
    "by": ("unp",),
    "cz": ("dic", "rc"),
    "de": ("stnr", "idnr", "vat"),
    "ee": ("registrikood", "ik"),
    "es": ("nif",),
    "fr": ("siren", "siret", "nif"),
    "gb": ("utr", "vat"),
    "it": ("iva", "codicefiscale"),
    "md": ("idno",),
    "pl": ("nip", "pesel"),
    "tr": ("vkn", "tckimlik"),
    "us": ("tin",),
}
_REGISTERED: Mapping[str, Sequence[str]] = {
    "ee": ("registrikood",),
    "fr": ("siren", "siret"),
    "md": ("idno",),
}


def _by_stdnum(country: str, name: str, number: str) -> str | None:
    if name == "tax_id":
        known = _any_of(country, _TAX.get(country, ()), number)
        # Elsewhere a number of VAT may be the tax number, and need not be.
        return known if known is not None else _right(country, ("vat",), number)
    if name == "registration_number":
        return _any_of(country, _REGISTERED.get(country, ()), number)
    return _any_of(country, ("vat" if name == "vat_id" else name,), number)


def _right(country: str, names: Sequence[str], number: str) -> str | None:
    """Return that a number is right, or that nobody knows."""
    return "" if _any_of(country, names, number) == "" else None


def _any_of(country: str, names: Sequence[str], number: str) -> str | None:
    """Return that a number is none of these, ``None`` where none of them is known."""
    known = [judge for name in names if (judge := _judge(country, name))]
    if not known:
        return None
    return "" if any(judge(number) for judge in known) else "is no such number there"


def _judge(country: str, name: str) -> Callable[[str], bool] | None:
    """Return what tells whether a number is right, if python-stdnum is there."""
    try:
        from stdnum import get_cc_module  # noqa: PLC0415  # an extra
    except ImportError:
        return None
    if not country:
        return None
    module: Any = get_cc_module(country, name)
    judge: Callable[[str], bool] | None = getattr(module, "is_valid", None)
    return judge


def _iban(number: str) -> str:
    """Return what is wrong with an IBAN whose check sum is right already."""
    try:
        from stdnum import iban  # noqa: PLC0415  # an extra
    except ImportError:
        return ""
    return "" if iban.is_valid(number) else "has not the form of its country"
