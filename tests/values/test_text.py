import unicodedata

import pytest
from hypothesis import given, strategies as st

from leadflow.errors import InvalidValue
from leadflow.values.text import (
    calling_code,
    clean,
    code,
    fold,
    mask,
    one_line,
    one_of,
)


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


class TestClean:
    """Text at the border."""

    def test_it_strips_and_unifies_line_ends(self) -> None:
        """Text from Windows and old Macs reads like any other."""
        assert "a\nb\nc" == clean(" a\r\nb\rc\r\n")

    def test_nothing_becomes_empty_text(self) -> None:
        """A text field is never None."""
        assert "" == clean(None)

    def test_composed_and_decomposed_letters_are_one(self) -> None:
        """What looks the same is stored the same."""
        assert "\u0457" == clean("\u0456\u0308")

    def test_tabs_and_lines_inside_stay(self) -> None:
        """Long text keeps its layout."""
        assert "a\t b\n\nc" == clean("a\t b\n\nc")

    @pytest.mark.parametrize("text", ["a\0b", "Ол\0ена", "\ud800", "ж\udfff"])
    def test_what_no_store_can_hold_is_refused(self, text: str) -> None:
        """NUL and lone surrogates break databases and files."""
        with pytest.raises(InvalidValue, match="text contains"):
            clean(text)

    def test_a_number_is_not_text(self) -> None:
        """Nothing is converted silently."""
        with pytest.raises(InvalidValue, match="title must be text, not int"):
            clean(5, "title")  # type: ignore[arg-type]

    @given(texts)
    def test_cleaning_twice_changes_nothing(self, text: str) -> None:
        """Law: clean is idempotent."""
        once = clean(text)

        assert once == clean(once)

    @given(texts)
    def test_clean_text_is_normal_and_stripped(self, text: str) -> None:
        """Law: what comes out is NFC, stripped and free of carriage returns."""
        cleaned = clean(text)

        assert cleaned == cleaned.strip()
        assert unicodedata.is_normalized("NFC", cleaned)
        assert "\r" not in cleaned

    def test_one_line_joins_lines(self) -> None:
        """Names and numbers have no lines."""
        assert "Olena Kovalenko" == one_line(" Olena\u00a0\n Kovalenko ")


class TestFold:
    """Text for searching."""

    @pytest.mark.parametrize(
        ("one", "other"), [("STRASSE", "straße"), ("ОЛЕНА", "олена"), ("Lviv", "LVIV")]
    )
    def test_case_does_not_matter(self, one: str, other: str) -> None:
        """Searching finds any spelling of the case."""
        assert fold(one) == fold(other)

    @given(st.text(st.characters(max_codepoint=127)))
    def test_ascii_takes_no_short_cut_that_shows(self, text: str) -> None:
        """Law: for ASCII, folding is casefold."""
        assert text.casefold() == fold(text)


class TestCode:
    """Names that programs use."""

    @pytest.mark.parametrize("text", ["a", "in_progress", "x" * 50, "b2b"])
    def test_lower_snake_is_a_code(self, text: str) -> None:
        """Codes pass unchanged."""
        assert text == code(text)

    @pytest.mark.parametrize("text", [None, "", "  "])
    def test_no_code_is_allowed(self, text: str | None) -> None:
        """A field of a code may be empty."""
        assert "" == code(text)

    @pytest.mark.parametrize(
        "text", ["In Progress", "1st", "_a", "x" * 51, "a-b", "стан", "ａ"]
    )
    def test_anything_else_is_refused(self, text: str) -> None:
        """Codes go into file names, SQL and URLs."""
        with pytest.raises(InvalidValue, match="code must be lower-case"):
            code(text)

    def test_the_refusal_offers_a_code(self) -> None:
        """The way out is in the message."""
        with pytest.raises(InvalidValue, match="write 'in_progress'"):
            code("In Progress!")

    def test_without_latin_letters_an_example_is_offered(self) -> None:
        """Nothing can be made of a Cyrillic word."""
        with pytest.raises(InvalidValue, match="write it like 'in_progress'"):
            code("новий")


class TestOneOf:
    """Choices from a list."""

    def test_a_wrong_choice_names_the_nearest(self) -> None:
        """The message repeats a code and offers the right one."""
        with pytest.raises(InvalidValue, match="'wrk' is not known; did you mean"):
            one_of("wrk", ("work", "home"), "kind")

    def test_what_may_be_private_is_not_repeated(self) -> None:
        """A name in the column of kinds stays out of the message."""
        with pytest.raises(InvalidValue) as caught:
            one_of("Olena Kovalenko", ("work", "home"), "kind")

        assert "Olena" not in str(caught.value)


class TestMask:
    """Text in logs."""

    @pytest.mark.parametrize(
        ("text", "masked"),
        [
            ("", ""),
            ("Olena", "O…"),
            ("olena@kyiv.example", "o…@kyiv.example"),
            ("@olena", "@…"),
            ("+380441234567", "+380…67"),
            ("+1 (415) 555-01-23", "+1…23"),
            ("044 123 45 67", "…67"),
        ],
    )
    def test_a_little_is_left_to_tell_records_apart(
        self, text: str, masked: str
    ) -> None:
        """Logs hold no names, addresses or numbers in full."""
        assert masked == mask(text)

    @pytest.mark.parametrize(
        ("digits", "prefix"),
        [("79261234567", "7"), ("4930123456", "49"), ("35812345", "358"), ("", "")],
    )
    def test_calling_codes_have_one_to_three_digits(
        self, digits: str, prefix: str
    ) -> None:
        """The country is read without a table of countries."""
        assert prefix == calling_code(digits)
