"""Money: an exact amount with its currency (N1).

No float is taken anywhere, no digit is lost without being asked for, and two
currencies never mix.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Never

from attrs import field, frozen

from leadflow.errors import InvalidValue
from leadflow.values.allocation import shares
from leadflow.values.currencies import EXPONENTS, currency as iso_currency
from leadflow.values.decimals import EXACT, ROUNDING, exact, plain, rounded


MAX_STORED: Final = Decimal("922337203685477.5807")
"""The largest amount, of either sign, that a store can hold."""

_STORED_PLACES = 4
_LARGEST_UNITS = 2**63 - 1
_EXAMPLE = "write Money('1.5', 'UAH')"
_ONE_TEXT = f"{_EXAMPLE}; Money.parse('1.5 UAH') reads both from one text"


def _amount(value: Decimal | int | str) -> Decimal:
    try:
        return exact(value, "amount", _EXAMPLE)
    except InvalidValue:
        if isinstance(value, str) and any(map(str.isalpha, value)):
            raise InvalidValue("amount", "is no plain number", _ONE_TEXT) from None
        raise


@frozen(repr=False, weakref_slot=False)
class Money:
    """An amount of one currency.

    ``==`` compares value and currency: 1.0 UAH is 1.00 UAH and never 1.00 USD.
    ``<`` and its kin, ``+`` and ``-`` raise ``InvalidValue`` between currencies.
    Money is always true in a condition: ask ``is_zero`` when zero matters.

    >>> Money("120000", "UAH") + Money(500, "uah")
    Money('120500.00', 'UAH')
    """

    amount: Decimal = field(converter=_amount)
    currency: str = field(converter=iso_currency)

    @classmethod
    def parse(cls, text: str) -> "Money":
        """Return money from text such as ``120 000,50 UAH`` or ``USD 1,234.50``.

        Spaces and apostrophes separate thousands, and so does a comma or a point
        where the text leaves no doubt; ``1,234 USD`` does, and is refused.

        >>> Money.parse("120 000,50 UAH")
        Money('120000.50', 'UAH')
        """
        # Reading amounts is an affair of forms and files, not of the hot path.
        from leadflow.values.amounts import read  # noqa: PLC0415

        return cls(*read(text))

    @classmethod
    def zero(cls, currency: str) -> "Money":
        """Return nothing of a currency.

        >>> Money.zero("JPY")
        Money('0', 'JPY')
        """
        return cls(Decimal(0), currency)

    @classmethod
    def total(cls, items: "Iterable[Money]", currency: str) -> "Money":
        """Return the sum of ``items``, which must all be of ``currency``.

        >>> Money.total([Money(1, "UAH"), Money(2, "UAH")], "UAH")
        Money('3.00', 'UAH')
        """
        total = cls.zero(currency)
        for item in items:
            total = total + item
        return total

    def __str__(self) -> str:
        """Return the full value, as ``parse`` reads it."""
        return f"{self._digits} {self.currency}"

    def __repr__(self) -> str:
        return f"Money('{self._digits}', '{self.currency}')"

    @property
    def _digits(self) -> str:
        places = EXPONENTS[self.currency]
        text = plain(self.amount, places)
        # "1.234 USD" can be read as a thousand, "1.2340 USD" cannot.
        doubtful = places != 3 and text[-4:-3] == "."  # noqa: PLR2004
        return f"{text}0" if doubtful else text

    @property
    def is_zero(self) -> bool:
        """Say whether the amount is zero."""
        return not self.amount

    @property
    def is_negative(self) -> bool:
        """Say whether the amount is below zero."""
        return self.amount < 0

    @property
    def minor_units(self) -> int:
        """Return the amount in cents, kopiykas, yen …; finer amounts raise."""
        scaled = self.amount.scaleb(EXPONENTS[self.currency], ROUNDING)
        units = int(scaled)
        if units == scaled:
            return units
        reason = f"is finer than the minor unit of {self.currency}"
        raise InvalidValue("money", reason, "use .rounded() first")

    def rounded(
        self,
        to: int | None = None,
        rounding: str = ROUND_HALF_UP,
    ) -> "Money":
        """Return the amount with ``to`` decimals, by default the currency's own.

        ``rounding`` is one of the constants of ``decimal``.

        >>> Money("10.005", "UAH").rounded(), Money("10.005", "JPY").rounded()
        (Money('10.01', 'UAH'), Money('10', 'JPY'))
        """
        places = EXPONENTS[self.currency] if to is None else to
        return Money(rounded(self.amount, places, rounding), self.currency)

    def allocate(self, weights: Sequence[Decimal | int]) -> "tuple[Money, ...]":
        """Return shares in proportion to ``weights`` that sum to the whole.

        What cannot be divided goes, one minor unit each, to the largest
        remainders, the first of equals first.

        >>> Money("100", "UAH").allocate([1, 1, 1])
        (Money('33.34', 'UAH'), Money('33.33', 'UAH'), Money('33.33', 'UAH'))
        """
        places = EXPONENTS[self.currency]
        return tuple(
            Money(Decimal(units).scaleb(-places, ROUNDING), self.currency)
            for units in shares(self.minor_units, weights)
        )

    def split(self, parts: int) -> "tuple[Money, ...]":
        """Return ``parts`` shares that differ by one minor unit at most.

        >>> Money("1", "USD").split(3)
        (Money('0.34', 'USD'), Money('0.33', 'USD'), Money('0.33', 'USD'))
        """
        if parts < 1:
            raise InvalidValue("number of parts", "must be at least 1")
        return self.allocate([1] * parts)

    def __add__(self, other: "Money") -> "Money":
        self._agree(other, "added to")
        return _result(EXACT.add, self.amount, other.amount, self.currency)

    # sum() begins with the number 0; saying so is better than a TypeError.
    def __radd__(self, other: int) -> Never:
        hint = "add up with Money.total(items, currency)"
        raise InvalidValue("money", "cannot be added to a number", hint)

    def __sub__(self, other: "Money") -> "Money":
        self._agree(other, "subtracted from")
        return _result(EXACT.subtract, self.amount, other.amount, self.currency)

    def __mul__(self, factor: Decimal | int) -> "Money":
        number = exact(factor, "factor")
        return _result(EXACT.multiply, self.amount, number, self.currency)

    __rmul__ = __mul__

    def __truediv__(self, other: object) -> Never:
        hint = "use .split(n) or .allocate(weights), or multiply and round"
        raise InvalidValue("money", "cannot be divided without loss", hint)

    def __neg__(self) -> "Money":
        return Money(EXACT.minus(self.amount), self.currency)

    def __abs__(self) -> "Money":
        return Money(EXACT.abs(self.amount), self.currency)

    def __lt__(self, other: "Money") -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self._agree(other, "compared with") and self.amount < other.amount

    def __le__(self, other: "Money") -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self._agree(other, "compared with") and self.amount <= other.amount

    def __gt__(self, other: "Money") -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self._agree(other, "compared with") and self.amount > other.amount

    def __ge__(self, other: "Money") -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self._agree(other, "compared with") and self.amount >= other.amount

    def _agree(self, other: object, verb: str) -> bool:
        if not isinstance(other, Money):
            reason = f"cannot be {verb} {type(other).__name__}"
            raise InvalidValue("money", reason, _EXAMPLE)
        if self.currency == other.currency:
            return True
        reason = f"in {other.currency} cannot be {verb} {self.currency}"
        raise InvalidValue("money", reason, "convert one of them first")


def _result(
    operation: Callable[[Decimal, Decimal], Decimal],
    left: Decimal,
    right: Decimal,
    currency: str,
) -> Money:
    try:
        return Money(operation(left, right), currency)
    except ArithmeticError:
        reason = "would have more digits than can be kept exactly"
        raise InvalidValue("money", reason, "use .rounded() first") from None


def stored_units(money: Money) -> int:
    """Return an amount as stores keep it: in ten-thousandths, a 64-bit integer.

    Raises ``InvalidValue`` for more than four decimals and beyond ``MAX_STORED``.

    >>> stored_units(Money("1.5", "UAH"))
    15000
    """
    scaled = money.amount.scaleb(_STORED_PLACES, ROUNDING)
    units = int(scaled)
    if units != scaled:
        hint = "use .rounded() first"
        raise InvalidValue("money", "has more than four decimals", hint)
    if abs(units) > _LARGEST_UNITS:
        raise InvalidValue("money", "is larger than a store can hold")
    return units


def from_stored_units(units: int, currency: str) -> Money:
    """Return the money that ``stored_units`` wrote.

    >>> from_stored_units(15000, "UAH")
    Money('1.50', 'UAH')
    """
    return Money(Decimal(units).scaleb(-_STORED_PLACES, ROUNDING), currency)


def money(
    value: Money | str | tuple[Decimal | int | str, str] | None,
) -> Money | None:
    """Return money for a field that was given money, text or (amount, currency).

    ``None`` and ``""`` give ``None``; a number without currency is refused.

    >>> money("120000 UAH")
    Money('120000.00', 'UAH')
    """
    if value is None or isinstance(value, Money):
        return value
    if isinstance(value, str):
        return Money.parse(value) if value.strip() else None
    return _pair(value)


def _pair(value: object) -> Money:
    if isinstance(value, tuple) and len(value) == 2:  # noqa: PLR2004
        return Money(*value)
    reason = f"must be Money or text, not {type(value).__name__}"
    raise InvalidValue("money", reason, _EXAMPLE)


# Type checkers insist on the currency. Who goes without them is told how money is
# written, where Python would only tell that an argument is missing.
Money.__init__.__defaults__ = ("",)
