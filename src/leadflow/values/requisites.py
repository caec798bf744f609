"""Requisites: what a contract or an invoice must say about a party."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

import attrs
from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.errors import InvalidValue
from leadflow.values.address import KINDS as ADDRESS_KINDS, Address, iso_country
from leadflow.values.banks import BankAccount, identifiers
from leadflow.values.checking import RequisitesCheck, checked
from leadflow.values.instants import day
from leadflow.values.numbers import bare
from leadflow.values.several import items_of
from leadflow.values.teaching import teach_names
from leadflow.values.text import clean, mask, one_of


Value = TypeVar("Value", Address, BankAccount)

KINDS = ("organisation", "sole_proprietor", "person")


def _kind(value: str) -> str:
    return one_of(value, KINDS, "kind of requisites")


def _values(cls: type[Value], value: object) -> list[Value]:
    given = [value] if isinstance(value, cls) else items_of(value, cls.__name__, list)
    kept = [item for item in given if isinstance(item, cls)]
    if len(kept) < len(given):
        raise InvalidValue("requisites", f"take values of {cls.__name__} here")
    return kept


def _addresses(value: Address | Iterable[Address] | None) -> tuple[Address, ...]:
    kept = tuple(item for item in _values(Address, value) if not item.is_empty)
    if len({item.kind for item in kept}) < len(kept):
        raise InvalidValue("addresses", "can have one of each kind")
    return kept


def _accounts(
    value: BankAccount | Iterable[BankAccount] | None,
) -> tuple[BankAccount, ...]:
    return tuple(_values(BankAccount, value))


def _bare_codes(
    codes: tuple[tuple[str, str], ...],
) -> tuple[tuple[str, str], ...]:
    return tuple((name, bare(number)) for name, number in codes)


@teach_names
@by_value
@frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
class Requisites:
    """The legal identity of a client or of the seller, with bank accounts.

    What a country calls ``edrpou``, ``inn``, ``kpp``, ``ogrn``, ``nip`` or ``siret``
    goes into ``identifiers``; they are kept as written.

    >>> kyivlog = Requisites(name="Kyivlog", identifiers={"edrpou": "32855961"})
    >>> kyivlog.identifier("edrpou")
    '32855961'
    """

    kind: str = field(default="organisation", converter=_kind)
    country_code: str = field(default="", converter=iso_country)
    name: str = field(default="", converter=clean, repr=mask)
    """The short name; of a person, the whole name."""
    full_name: str = field(default="", converter=clean, repr=mask)
    """The name as it is registered, with the legal form."""
    tax_id: str = field(default="", converter=clean, repr=mask)
    vat_id: str = field(default="", converter=clean, repr=mask)
    vat_payer: bool = False
    registration_number: str = field(default="", converter=clean, repr=mask)
    registration_date: date | None = field(default=None, converter=day)
    legal_form: str = field(default="", converter=clean)
    director: str = field(default="", converter=clean, repr=mask)
    director_title: str = field(default="", converter=clean)
    chief_accountant: str = field(default="", converter=clean, repr=mask)
    basis: str = field(default="", converter=clean)
    """What empowers the signer: the charter, a power of attorney."""
    contact: str = field(default="", converter=clean, repr=mask)
    phone: str = field(default="", converter=clean, repr=mask)
    """As printed on documents."""
    fax: str = field(default="", converter=clean, repr=mask)
    email: str = field(default="", converter=clean, repr=mask)
    addresses: tuple[Address, ...] = field(default=(), converter=_addresses)
    """At most one of each kind; empty ones are dropped."""
    accounts: tuple[BankAccount, ...] = field(default=(), converter=_accounts)
    """The first is the one that invoices show."""
    identifiers: tuple[tuple[str, str], ...] = field(
        default=(),
        converter=identifiers,
        repr=False,
    )

    def identifier(self, name: str) -> str:
        """Return the national code ``name``, or ``""``."""
        return dict(self.identifiers).get(name, "")

    def address(self, kind: str = "legal") -> Address | None:
        """Return the address of a kind, or ``None``."""
        found = {item.kind: item for item in self.addresses}
        return found.get(one_of(kind, ADDRESS_KINDS, "kind of address"))

    def check(self) -> RequisitesCheck:
        """Return what is wrong with the numbers, all of it, and what nobody can judge.

        Our own rules know INN, KPP, OGRN, BIK and accounts of Russia, EDRPOU, tax
        numbers of people and MFO of Ukraine; the extra ``taxid`` knows tax and VAT
        numbers, numbers of registers and IBANs of many countries. Nothing is changed.

        >>> party = Requisites(country_code="UA", tax_id="32855968")
        >>> [each.path for each in party.check().faults]
        ['tax_id']
        """
        return checked(self)

    def normalised(self) -> "Requisites":
        """Return a copy whose numbers stand without blanks, dots and strokes.

        >>> Requisites(tax_id="328-559-61").normalised().tax_id
        '32855961'
        """
        accounts = (
            attrs.evolve(
                each,
                account=bare(each.account),
                correspondent_account=bare(each.correspondent_account),
                mfo=bare(each.mfo),
                identifiers=_bare_codes(each.identifiers),
            )
            for each in self.accounts
        )
        return attrs.evolve(
            self,
            tax_id=bare(self.tax_id),
            vat_id=bare(self.vat_id),
            identifiers=_bare_codes(self.identifiers),
            accounts=tuple(accounts),
        )

    @property
    def is_empty(self) -> bool:
        """Say whether nothing but kind and country is known."""
        blank = Requisites(kind=self.kind, country_code=self.country_code)
        return self == blank

    def __str__(self) -> str:
        """Return the name under which the party signs, with its tax number."""
        number = self.tax_id or self.registration_number
        known = (self.full_name or self.name, number)
        return ", ".join(part for part in known if part)
