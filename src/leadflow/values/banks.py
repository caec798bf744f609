"""Bank accounts and the check of their international numbers."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen

from leadflow.deferred import by_value, expression
from leadflow.errors import InvalidValue
from leadflow.values.address import iso_country
from leadflow.values.currencies import currency as iso_currency
from leadflow.values.several import items_of
from leadflow.values.teaching import teach_names
from leadflow.values.text import clean, code, mask


_IBAN = expression(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_BIC = expression(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")


def iban(value: str | None) -> str:
    """Return an IBAN in capitals without spaces; a wrong check sum raises.

    >>> iban("gb82 west 1234 5698 7654 32")
    'GB82WEST12345698765432'
    """
    text = "".join(clean(value, "IBAN").upper().split())
    if not text:
        return ""
    if not _IBAN().fullmatch(text):
        raise InvalidValue("IBAN", "has not the form of an IBAN")
    turned = text[4:] + text[:4]
    if int("".join(str(int(sign, 36)) for sign in turned)) % 97 != 1:
        raise InvalidValue("IBAN", "has a wrong check sum", "compare it digit by digit")
    return text


def _bic(value: str | None) -> str:
    text = "".join(clean(value, "BIC").upper().split())
    if text and not _BIC().fullmatch(text):
        hint = "a national code goes into identifiers, as in {'bik': '044525225'}"
        raise InvalidValue("BIC", "must have 8 or 11 letters and digits", hint)
    return text


def _currency(value: str | None) -> str:
    text = clean(value, "currency")
    return iso_currency(text) if text else ""


def identifiers(
    value: Mapping[str, str] | Iterable[tuple[str, str]] | None,
) -> tuple[tuple[str, str], ...]:
    """Return national codes as pairs of code and value, ordered by code.

    Empty values are left out; a code given twice raises ``InvalidValue``.

    >>> identifiers({"kpp": "770101001", "inn": "7701234567", "ogrn": ""})
    (('inn', '7701234567'), ('kpp', '770101001'))
    """
    given = value.items() if isinstance(value, Mapping) else value
    found: dict[str, str] = {}
    for name, text in _pairs(items_of(given, "identifiers", list)):
        known = code(name)
        if not known or known in found:
            raise InvalidValue("identifiers", "need a code each, and each only once")
        found[known] = clean(text, "identifier")
    return tuple(sorted((name, text) for name, text in found.items() if text))


def _pairs(items: list[object]) -> Iterator[tuple[str, str]]:
    for item in items:
        if not isinstance(item, tuple) or len(item) != 2:  # noqa: PLR2004
            raise InvalidValue("identifiers", "must be pairs of code and value")
        yield item


@teach_names
@by_value
@frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
class BankAccount:
    """Where money is to be sent.

    Codes that only some countries have (``bik``, ``iik``, ``rib``, ``agency``,
    ``sort_code``, ``routing_number``) go into ``identifiers``.

    >>> str(BankAccount(bank="West Bank", iban="GB82 WEST 1234 5698 7654 32"))
    'West Bank, GB82WEST12345698765432'
    """

    name: str = field(default="", converter=clean)
    """How the account is called among several of the same owner."""
    bank: str = field(default="", converter=clean)
    bank_address: str = field(default="", converter=clean)
    holder: str = field(default="", converter=clean, repr=mask)
    account: str = field(default="", converter=clean, repr=mask)
    """The national account number."""
    account_type: str = field(default="", converter=clean)
    iban: str = field(default="", converter=iban, repr=mask)
    bic: str = field(default="", converter=_bic)
    """The SWIFT code of 8 or 11 signs."""
    mfo: str = field(default="", converter=clean)
    """The Ukrainian and Kazakh code of a bank."""
    correspondent_account: str = field(default="", converter=clean)
    currency: str = field(default="", converter=_currency)
    country_code: str = field(default="", converter=iso_country)
    identifiers: tuple[tuple[str, str], ...] = field(
        default=(),
        converter=identifiers,
    )
    comment: str = field(default="", converter=clean)

    def identifier(self, name: str) -> str:
        """Return the national code ``name``, or ``""``."""
        return dict(self.identifiers).get(name, "")

    def __str__(self) -> str:
        """Return bank and number in one line."""
        known = (self.holder, self.bank, self.iban or self.account, self.bic)
        return ", ".join(part for part in known if part)
