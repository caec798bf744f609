import decimal
import operator
import pickle
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from leadflow.errors import InvalidValue
from leadflow.values import Money
from leadflow.values.currencies import EXPONENTS, currency
from leadflow.values.money import MAX_STORED, from_stored_units, money, stored_units


currencies = st.sampled_from(["UAH", "USD", "JPY", "KWD", "CLF", "EUR"])
amounts = st.decimals(
    min_value=-(10**15), max_value=10**15, allow_nan=False, places=4
) | st.integers(-(10**20), 10**20).map(Decimal)
moneys = st.builds(Money, amounts, currencies)
units = st.integers(-(10**14), 10**14)


def uah(amount: Decimal | int | str) -> Money:
    """Return hryvnias."""
    return Money(amount, "UAH")


class TestMaking:
    """What money is made of."""

    def test_text_integers_and_decimals_are_taken(self) -> None:
        """N1: exact numbers in any form are the same money."""
        assert uah("120000.00") == uah(120000) == uah(Decimal("1.2E+5"))

    @pytest.mark.parametrize(
        "amount",
        [
            1.5,
            True,
            None,
            "NaN",
            "1e5",
            "1_000",
            "",
            " 1",
            "١٢",
            "1,5",
            Decimal("NaN"),
            Decimal("sNaN"),
            Decimal("-Infinity"),
            Decimal("1E+41"),
            Decimal("1E-100"),
            10**60,
            "9" * 101,
            Decimal("1" * 65),
        ],
    )
    def test_what_is_not_exact_and_finite_is_refused(self, amount: object) -> None:
        """N1: no float, no NaN, nothing that would be rounded."""
        with pytest.raises(InvalidValue, match="amount"):
            Money(amount, "UAH")  # type: ignore[arg-type]

    def test_a_long_number_is_read_up_to_its_bound(self) -> None:
        """P25: a hundred characters are read, and not one more."""
        longest = "5".rjust(100, "0")

        assert uah(5) == uah(longest)
        with pytest.raises(InvalidValue):
            uah(f"0{longest}")

    def test_a_number_too_long_is_told_so_however_it_is_given(self) -> None:
        """N1: an integer is refused for the reason for which its text is."""
        with pytest.raises(InvalidValue) as of_text:
            uah(str(10**70))
        with pytest.raises(InvalidValue) as of_number:
            uah(10**70)

        assert of_text.value.reason == of_number.value.reason

    def test_a_float_is_told_the_way_out(self) -> None:
        """N1: the message shows what to write."""
        with pytest.raises(InvalidValue, match=r"write Money\('1.5', 'UAH'\)"):
            Money(1.5, "UAH")  # type: ignore[arg-type]

    @pytest.mark.parametrize("more", [(), ("UAH",)])
    def test_one_text_for_both_is_told_who_reads_it(self, more: tuple[str]) -> None:
        """N1: an amount with its currency in one text is what ``parse`` takes."""
        with pytest.raises(InvalidValue, match=r"Money\.parse\(") as caught:
            Money("5 UAH", *more)

        assert "amount" == caught.value.what

    def test_a_number_that_is_written_otherwise_is_told_how(self) -> None:
        """N1: what names no currency is no affair of ``parse``."""
        with pytest.raises(InvalidValue, match=r"like '-1234\.50'") as caught:
            Money("1,5", "UAH")

        assert "parse" not in caught.value.hint

    def test_money_without_a_currency_is_told_what_one_is(self) -> None:
        """N1: who forgets it is told as who writes a wrong one."""
        with pytest.raises(InvalidValue, match="ISO 4217") as caught:
            Money("5")  # type: ignore[call-arg]  # the point

        assert "currency" == caught.value.what

    def test_the_currency_is_put_in_capitals(self) -> None:
        """Codes are compared as codes."""
        assert "UAH" == Money(1, " uah ").currency

    def test_a_wrong_currency_names_the_nearest(self) -> None:
        """The message offers a code of ISO 4217."""
        with pytest.raises(InvalidValue, match=r"'UAX' is not a code.*did you mean"):
            Money(1, "UAX")

    @pytest.mark.parametrize("code", ["", "Olena", "₴", "гривня", None, "XAU"])
    def test_what_is_no_currency_is_refused(self, code: str) -> None:
        """Metals and symbols are no currencies."""
        with pytest.raises(InvalidValue, match="currency"):
            currency(code)

    @pytest.mark.parametrize(
        ("text", "is_repeated"),
        [
            *(("UAHX", True), ("XX", True)),
            *(("OLENA", False), ("U1H", False), ("ГРН", False), ("+380", False)),
        ],
    )
    def test_only_what_looks_like_a_code_is_repeated(
        self, text: str, *, is_repeated: bool
    ) -> None:
        """N1: four Latin letters are a slip; anything else may be somebody's."""
        with pytest.raises(InvalidValue) as failed:
            currency(text)

        assert is_repeated is (text in str(failed.value))

    def test_the_table_has_the_usual_exponents(self) -> None:
        """Spot check of ISO 4217, of codes in force and of withdrawn ones."""
        expected = {"UAH": 2, "JPY": 0, "KWD": 3, "CLF": 4, "ISK": 0, "HUF": 2}
        expected |= {"HRK": 2, "BYR": 0}

        assert expected == {code: EXPONENTS[code] for code in expected}

    def test_minus_zero_is_zero(self) -> None:
        """A balance of nothing has no sign."""
        assert "0.00 UAH" == str(uah(Decimal("-0")))

    @given(moneys)
    def test_pickling_keeps_everything(self, amount: Money) -> None:
        """Law: values travel between processes."""
        assert amount == pickle.loads(pickle.dumps(amount))  # noqa: S301


class TestShowing:
    """How money is written."""

    @pytest.mark.parametrize(
        ("amount", "code", "text"),
        [
            ("120000", "UAH", "120000.00 UAH"),
            ("0.125", "USD", "0.1250 USD"),
            ("1.23456", "USD", "1.23456 USD"),
            ("1.500", "KWD", "1.500 KWD"),
            ("5", "JPY", "5 JPY"),
            ("1.500000", "UAH", "1.50 UAH"),
            (Decimal("1E+3"), "UAH", "1000.00 UAH"),
        ],
    )
    def test_str_has_the_currency_s_decimals_and_no_exponent(
        self, amount: str | Decimal, code: str, text: str
    ) -> None:
        """A third decimal brings a fourth, as 1.234 could be a thousand."""
        assert text == str(Money(amount, code))

    def test_repr_can_be_evaluated(self) -> None:
        """Notebooks show what to type."""
        assert "Money('120000.00', 'UAH')" == repr(uah(120000))

    @given(moneys)
    def test_what_is_written_is_read_back(self, amount: Money) -> None:
        """Law: parse(str(m)) == m."""
        assert amount == Money.parse(str(amount))

    @given(moneys, moneys)
    def test_equal_money_has_equal_text_and_hash(
        self, one: Money, other: Money
    ) -> None:
        """Law: == agrees with hash and text."""
        assert (one == other) == (str(one) == str(other))
        assert one != other or hash(one) == hash(other)


class TestCounting:
    """What can be done with money."""

    def test_two_currencies_do_not_add(self) -> None:
        """N1: adding two currencies raises."""
        with pytest.raises(InvalidValue, match="in USD cannot be added to UAH"):
            uah(1) + Money(1, "USD")

    @pytest.mark.parametrize(
        "compare",
        [operator.lt, operator.le, operator.gt, operator.ge, operator.sub],
        ids=["<", "<=", ">", ">=", "-"],
    )
    def test_two_currencies_do_not_compare(
        self, compare: Callable[[Money, Money], object]
    ) -> None:
        """N1: order and difference exist within one currency only."""
        with pytest.raises(InvalidValue, match="USD"):
            compare(uah(1), Money(1, "USD"))

    @pytest.mark.parametrize(
        "compare",
        [operator.lt, operator.le, operator.gt, operator.ge],
        ids=["<", "<=", ">", ">="],
    )
    def test_a_bare_number_does_not_compare(
        self, compare: Callable[[Money, object], object]
    ) -> None:
        """N1: a number without currency is neither less nor more than money."""
        with pytest.raises(TypeError, match="not supported between"):
            compare(uah(1), 1)

    def test_two_currencies_are_never_equal(self) -> None:
        """Equality is a question that can always be answered."""
        assert uah(1) != Money(1, "USD")

    def test_a_bare_number_does_not_add(self) -> None:
        """N1: a number without currency is not money."""
        with pytest.raises(InvalidValue, match="cannot be added to int"):
            uah(1) + 5  # type: ignore[operator]

    def test_sum_points_to_total(self) -> None:
        """The built-in begins with the number 0."""
        with pytest.raises(InvalidValue, match=r"Money\.total"):
            sum([uah(1)])

    def test_total_of_nothing_is_zero(self) -> None:
        """An empty deal has an amount."""
        assert uah(0) == Money.total([], "UAH")
        assert Money.total([], "UAH").is_zero

    def test_total_refuses_another_currency(self) -> None:
        """N6: totals never mix currencies."""
        with pytest.raises(InvalidValue, match="USD"):
            Money.total([uah(1), Money(1, "USD")], "UAH")

    def test_division_is_refused_with_a_way_out(self) -> None:
        """Dividing loses units; allocating does not."""
        with pytest.raises(InvalidValue, match="allocate"):
            uah(1) / 3

    def test_a_float_factor_is_refused(self) -> None:
        """N1: no float anywhere."""
        with pytest.raises(InvalidValue, match="factor must be an exact number"):
            uah(1) * 1.2  # type: ignore[operator]

    def test_signs_and_order(self) -> None:
        """Money behaves like the number it holds."""
        debt = -uah("2.50")

        assert uah("2.50") == abs(debt)
        assert debt.is_negative
        assert debt < uah(0) <= uah(0) < uah(1)
        assert uah(1) > debt
        assert uah(1) >= uah("1.00")
        assert uah(5) == 2 * uah("2.50") == uah("2.50") * Decimal(2)

    @pytest.mark.parametrize(
        "compare",
        [operator.lt, operator.le, operator.gt, operator.ge, operator.eq],
        ids=["<", "<=", ">", ">=", "=="],
    )
    @pytest.mark.parametrize("amount", [-1, 0, 1])
    def test_money_is_ordered_as_its_amounts_are(
        self, compare: Callable[[object, object], bool], amount: int
    ) -> None:
        """N1: below, equal and above."""
        assert compare(amount, 0) is compare(uah(amount), uah(0))

    @pytest.mark.parametrize(
        ("amount", "is_below"), [("-0.01", True), ("0", False), ("0.01", False)]
    )
    def test_only_what_is_below_zero_is_negative(
        self,
        amount: str,
        is_below: bool,  # noqa: FBT001  # a row of a table
    ) -> None:
        """N1: neither nothing nor a kopiyka is a debt."""
        assert is_below is uah(amount).is_negative

    def test_a_product_too_long_to_be_exact_is_refused(self) -> None:
        """No digit is lost silently."""
        long = uah("0." + "1" * 40)

        with pytest.raises(InvalidValue, match="more digits"):
            long * Decimal("0." + "3" * 40)

    def test_zero_is_true_in_a_condition(self) -> None:
        """`if amount` asks whether there is an amount."""
        assert bool(uah(0))

    def test_the_host_s_context_changes_nothing(self) -> None:
        """N1: a library that lowers the precision does not reach money."""
        with decimal.localcontext(decimal.Context(prec=3, rounding=ROUND_DOWN)):
            total = uah("123456.78") + uah("0.01")
            half = (uah("123456.785")).rounded()
            parts = uah("123456.78").split(7)

        assert "123456.79 UAH" == str(total) == str(half)
        assert uah("123456.78") == Money.total(parts, "UAH")

    @given(units, units, units)
    def test_adding_is_associative(self, a: int, b: int, c: int) -> None:
        """Law: (a + b) + c == a + (b + c)."""
        x, y, z = (from_stored_units(each, "UAH") for each in (a, b, c))

        assert (x + y) + z == x + (y + z)
        assert x + y - y == x


class TestRounding:
    """Rounding happens when it is asked for."""

    def test_half_goes_up_by_default(self) -> None:
        """N2: rounding is half-up, away from zero for debts."""
        assert uah("2.35") == uah("2.345").rounded()
        assert uah("-2.35") == uah("-2.345").rounded()

    def test_places_and_mode_can_be_given(self) -> None:
        """N2: rounding is configurable."""
        assert uah("2.34") == uah("2.345").rounded(rounding=ROUND_HALF_EVEN)
        assert uah("2.3") == uah("2.345").rounded(1)
        assert uah(1300) == uah("1250").rounded(-2)

    def test_absurd_places_are_refused(self) -> None:
        """The message says how many are possible."""
        with pytest.raises(InvalidValue, match="at most 20"):
            uah(1).rounded(10**9)

    def test_yen_have_no_decimals(self) -> None:
        """The currency decides."""
        assert Money(11, "JPY") == Money("10.5", "JPY").rounded()


class TestAllocating:
    """Dividing without loss."""

    def test_the_rest_goes_to_the_largest_remainders(self) -> None:
        """Five kopiykas by 7 to 3 are 3.5 and 1.5: the first of equals wins."""
        assert (uah("0.04"), uah("0.01")) == uah("0.05").allocate([7, 3])
        assert (uah("0.01"), uah("0.04")) == uah("0.05").allocate([2, 8])

    def test_weights_may_be_fractions(self) -> None:
        """Percentages need not be whole."""
        shares = uah(100).allocate([Decimal("12.5"), Decimal("87.5")])

        assert (uah("12.5"), uah("87.5")) == shares

    def test_a_finer_amount_must_be_rounded_first(self) -> None:
        """Allocation knows minor units only."""
        with pytest.raises(InvalidValue, match=r"use \.rounded\(\) first"):
            uah("0.001").split(2)

    @pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [1.5], [True]])
    def test_weights_must_say_something(self, weights: list[int]) -> None:
        """No weight, only zeros, negative ones and floats are refused."""
        with pytest.raises(InvalidValue, match="weight"):
            uah(1).allocate(weights)

    def test_one_part_is_the_whole(self) -> None:
        """N1: there may be one."""
        assert (uah(1),) == uah(1).split(1)

    def test_nothing_is_split_into_no_parts(self) -> None:
        """There must be somebody to receive the money."""
        with pytest.raises(InvalidValue, match="at least 1"):
            uah(1).split(0)

    @given(
        units,
        currencies,
        st.lists(st.integers(0, 10**6), min_size=1, max_size=9).filter(any),
    )
    def test_nothing_is_made_or_lost(
        self, whole: int, code: str, weights: list[int]
    ) -> None:
        """Law: shares sum to the whole and are within a unit of the ideal."""
        minor = Decimal(whole).scaleb(-EXPONENTS[code])
        shares = Money(minor, code).allocate(weights)

        assert Money(minor, code) == Money.total(shares, code)
        assert all(
            abs(share.minor_units * sum(weights) - whole * weight) < sum(weights)
            for share, weight in zip(shares, weights, strict=True)
        )

    @given(units, st.integers(1, 50))
    def test_equal_parts_differ_by_one_unit(self, whole: int, parts: int) -> None:
        """Law: splitting is fair, also for debts."""
        found = [part.minor_units for part in Money(whole, "JPY").split(parts)]

        assert whole == sum(found)
        assert max(found) - min(found) <= 1


class TestStoring:
    """The form in which stores keep money."""

    @given(st.integers(-(2**63) + 1, 2**63 - 1), currencies)
    def test_what_is_stored_is_read_back(self, whole: int, code: str) -> None:
        """Law: stored units and money are the same thing."""
        assert whole == stored_units(from_stored_units(whole, code))

    def test_the_largest_amount_fits_and_the_next_does_not(self) -> None:
        """The bound is that of a 64-bit integer."""
        assert 2**63 - 1 == stored_units(uah(MAX_STORED))
        for beyond in (MAX_STORED + Decimal("0.0001"), -MAX_STORED - 1, 10**40):
            with pytest.raises(InvalidValue, match="larger than a store"):
                stored_units(uah(beyond))

    def test_a_fifth_decimal_is_refused(self) -> None:
        """Stores keep four; nothing is rounded silently."""
        with pytest.raises(InvalidValue, match="more than four decimals"):
            stored_units(uah("0.00001"))


class TestConverter:
    """What a field of money accepts."""

    def test_money_text_and_pairs_are_taken(self) -> None:
        """A field accepts what a person would write."""
        assert uah(5) == money("5 UAH") == money(("5", "UAH")) == money(uah(5))

    @pytest.mark.parametrize("value", [None, "", "  "])
    def test_nothing_is_none(self, value: str | None) -> None:
        """A missing amount is not zero."""
        assert money(value) is None

    def test_a_number_without_currency_is_told_the_way_out(self) -> None:
        """The message shows both ways of writing it."""
        with pytest.raises(InvalidValue, match=r"or Money\('120000', 'UAH'\)"):
            money("120000")

    @pytest.mark.parametrize("value", [1.5, 120000, Decimal(1), ("1",), object()])
    def test_anything_else_is_refused(self, value: object) -> None:
        """N1: no bare numbers, no floats."""
        with pytest.raises(InvalidValue, match=r"write Money\('1.5', 'UAH'\)"):
            money(value)  # type: ignore[arg-type]


def by_hand(units: int, weights: list[Decimal]) -> list[int]:
    """Return shares as one would find them on paper, with fractions."""
    total = sum(map(Fraction, weights))
    exactly = [abs(units) * Fraction(each) / total for each in weights]
    parts = [int(each) for each in exactly]
    served = sorted(range(len(parts)), key=lambda at: parts[at] - exactly[at])
    for at in served[: abs(units) - sum(parts)]:
        parts[at] += 1
    return [part if units > 0 else -part for part in parts]


@given(
    st.integers(-(10**6), 10**6),
    st.lists(st.decimals(0, 50, places=2), min_size=1, max_size=6).filter(any),
)
def test_shares_are_those_of_the_largest_remainders(
    units: int, weights: list[Decimal]
) -> None:
    """P12: also by weights with decimals, by weights of nothing, and of a debt."""
    found = Money(units, "JPY").allocate(weights)

    assert by_hand(units, weights) == [int(each.amount) for each in found]


def test_who_weighs_nothing_gets_nothing() -> None:
    """P12: a weight of nothing is a weight."""
    assert (uah(0), uah(10)) == uah(10).allocate([0, 1])
