import string
import warnings
from contextlib import suppress
from time import thread_time

import pytest
from hypothesis import given, strategies as st

from leadflow.errors import InvalidCondition
from leadflow.expressions import F, parse


def fault_of(text: str) -> str:
    """Return what a text is refused with."""
    with pytest.raises(InvalidCondition) as caught:
        parse(text)
    return "; ".join(str(fault) for fault in caught.value.faults)


SLIPS = {
    "amount = 5": "column 8: '=' does not compare; write ==",
    "amount => 5": "column 8: '=>' is not a comparison; write >=",
    "amount =< 5": "column 8: '=<' is not a comparison; write <=",
    "amount === 5": "column 8: '===' is not a comparison; write ==",
    "amount <> 5": "column 8: '<>' is not a comparison; write !=",
    "a == 1 && b == 2": "column 8: '&' does not join conditions in text; write and",
    "a == 1 || b == 2": "column 8: '|' does not join conditions in text; write or",
    "!(a == 1)": "column 1: a sign does not turn a condition round; write not",
    "a == “x”": "column 6: this is not a quote; write ' or \"",
    "a == 1 AND b == 2": "column 8: a joining word has capitals; write and, or",
    "Not (a == 1)": "column 1: a joining word has capitals; write and, or, not",
    "a IN ('x', 'y')": "column 3: a joining word has capitals; write and, or, not",
    "a IS NULL": "column 3: a joining word has capitals; write and, or, not",
    "a is null": "column 6: 'null' is no value; write None, as in: is None",
    "title like '%x%'": "column 7: 'like' asks nothing here; write title.contains(",
    "a == 1 or b NOT LIKE 'x'": "column 13: a joining word has capitals",
    "a between 1 and 5": "column 3: 'between' stands behind a dot; write",
    "a == true": "column 6: a name is not a value; write True",
    "a == null": "column 6: a name is not a value; write None",
    "a == web": "column 6: a name is not a value; put texts in quotes",
    "a == 1and b == 2": "column 6: a number runs into a letter",
    "a == 0x10": "column 6: a number runs into a letter",
    "a in ('x' 'y')": "column 10: two texts stand side by side; put a comma",
    "a in 'xyz'": "column 6: these are not choices; write them in brackets",
    "a.containss('x')": "a field has no 'containss'; did you mean 'contains'?",
    "a == monney('1 UAH')": "there is no 'monney(…)'; did you mean 'money'?",
    "a == money('1,234 UAH')": "can be read in two ways",
    "a == money('1 XXL')": "column 6: ",
    "a == date('31.01.2026')": "this is not a date; write it like '2026-01-31'",
    "a == datetime('2026-01-31T10:00')": "has no time zone; say which",
    "a.between(1)": "'between' is not called like this; it takes 2 values",
    "a.contains(*b)": "column 12: a character has no meaning here",
    "a.is_empty(1)": "it takes no values",
    "a.startswith(5)": "only text has a beginning",
    "a is 5": "column 6: 'is' only asks for None; write == or !=",
    "1 < 2": "column 1: this compares no field",
    "a == 1 and": "column 11: the condition goes wrong here; write it as in",
    "a ==\n 1 and\nb = 2": "column 15: '=' does not compare",
    "title == 'ї' and b = 2": "column 20: '=' does not compare",
    "title == 'ї' and b": "column 18: this is not a condition",
    "  amount": "column 3: this is not a condition",
    "amount": "column 1: this is not a condition; write it as in: amount >= 100",
    "a == 'x": "column 6: a text is not closed",
    "a == '\\d'": "column 7: a backslash stands alone; write \\\\",
    "a < None": "column 5: None cannot be compared",
    "a in (None,)": "column 7: None cannot be compared",
    "a == -'x'": "only a number can be negative",
    "a == (1, 2)": "column 6: this is not a value",
    "": "the text is empty; write True",
    " \n": "the text is empty; write True",
}


@pytest.mark.parametrize(("text", "fault"), SLIPS.items(), ids=SLIPS)
def test_a_slip_is_answered_with_its_place_and_the_way_out(
    text: str, fault: str
) -> None:
    """People meet these errors; so they say what to write."""
    assert fault in fault_of(text)


def test_all_faults_are_told_at_once() -> None:
    """Every part is judged before anything is said."""
    with pytest.raises(InvalidCondition) as caught:
        parse("amount == web and (title.contain('x') or vip)")

    assert ["column 11", "column 20", "column 42"] == [
        fault.path for fault in caught.value.faults
    ]


def test_a_fault_does_not_repeat_the_values_of_the_text() -> None:
    """Names and numbers of people end up in conditions, errors in logs."""
    assert "380441234567" not in fault_of("phone == '+380441234567' and")


HOSTILE = {
    "a megabyte": "a == 1 and " * 100_000,
    "brackets": "(" * 10_000 + "a == 1" + ")" * 10_000,
    "brackets within the length": "(" * 1_900 + "a == 1" + ")" * 1_900,
    "negations": "not " * 900 + "a == 1",
    "a few too many negations": "not " * 50 + "a == 1",
    "signs": "a == " + "-" * 3_900 + "1",
    "two signs": "a == --1",
    "attributes": "a" + ".b" * 1_900 + " == 1",
    "subscripts": "a" + "['b']" * 700 + " == 1",
    "a long path": "a.b.c.d.e.f.g.h.i == 1",
    "a chain": "1 < " * 900 + "a",
    "many parts": " or ".join(["a == 1"] * 300),
    "digits": "a == " + "9" * 3_900,
    "a fraction": "a == 0." + "9" * 3_900,
    "an exponent": "a == 1e999999",
    "a power": "a == 9**9**9",
    "NUL": "a == '\0'",
    "NUL outside of quotes": "a\0 == 1",
    "NUL escaped": "a == '\\x00'",
    "half a character": "a == '\ud800'",
    "half a character escaped": "a == '\\ud800'",
    "half a character outside of quotes": "\ud800 == 1",
    "an f-string": "a == f'{b}'",
    "an f-string that compares": "f'{a}' == 'x'",
    "bytes": "a == b'x'",
    "an imaginary number": "a == 1j",
    "an octal number": "a == 0o17",
    "an ellipsis": "a == ...",
    "a walrus": "(a := 1) == 1",
    "a lambda": "(lambda: a)() == 1",
    "a comprehension": "[a for a in b] == 1",
    "a generator": "a.in_(x for x in b)",
    "a set": "a in {1, 2}",
    "a conditional": "1 == a if b else c",
    "await": "await a == 1",
    "yield": "(yield) == 1",
    "a class": "a.__class__ == 1",
    "a class in brackets": "a['__class__'] == 1",
    "a private name": "_a == 1",
    "a call": "open('x') == 1",
    "a call as a condition": "open('x')",
    "a call of a call": "a.contains('x')('y')",
    "a method of a value": "'x'.startswith('y')",
    "a method of a call": "money('1 UAH').between(1, 2)",
    "an index": "a[0] == 1",
    "a slice": "a[1:2] == 1",
    "arithmetic": "a + 1 == 2",
    "an unpacked choice": "a in (*b,)",
    "a keyword": "a.contains(value='x')",
    "two statements": "a == 1; b == 2",
    "an assignment": "a = b = 1",
    "an import": "import os",
    "a comment": "a == 1 # and b == 2",
    "a line continued": "a == \\\n1",
    "a closing bracket": "a == 1) or (b == 2",
    "three quotes": "a == '''x'''",
    "letters that look alike": "ａ == 1",
    "money that cannot be": "a == money('" + "9" * 3_000 + " UAH')",
    "a year that cannot be": "a == datetime('0001-01-01T00:00:00+14:00')",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_ends_quickly(text: str) -> None:
    """Whoever may write a filter must not stop the house."""
    start = thread_time()
    fault = fault_of(text)

    assert 2 > thread_time() - start
    assert 500 > len(fault)


def test_a_question_that_is_not_there_is_answered_with_the_nearest() -> None:
    """Type checkers refuse the call; a prompt answers with a sentence."""
    with pytest.raises(InvalidCondition, match="did you mean 'contains'"):
        F.title.contain("x")  # type: ignore[operator]


def test_other_types_are_refused() -> None:
    """A stored condition may be anything when somebody edited the file."""
    with pytest.raises(InvalidCondition, match="cannot be of type NoneType"):
        parse(None)  # type: ignore[arg-type]


PIECES = st.sampled_from(
    [
        *("a", "amount", "F", "custom['x']", ".contains", ".in_", "'x'", '"y"'),
        *("==", "!=", "<", "<=", "in", "not in", "is", "and", "or", "not", "None"),
        *("(", ")", "[", "]", ",", "1", "-", "1.5", "True", "money('1 UAH')", "\n"),
        *string.punctuation,
    ]
)


@given(st.lists(PIECES).map(" ".join) | st.lists(PIECES).map("".join) | st.text())
def test_any_text_is_a_condition_or_refused(text: str) -> None:
    """Nothing else comes out, and the parser warns of nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with suppress(InvalidCondition):
            assert str(parse(text))
