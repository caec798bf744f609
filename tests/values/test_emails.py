import pickle

import pytest
from hypothesis import given, strategies as st

from leadflow.errors import InvalidValue
from leadflow.values import Email
from leadflow.values.emails import domain_key, emails, is_domain


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Olena@KyivLog.Example", "olena@kyivlog.example"),
        ("Olena K. <olena@kyiv.example>", "olena@kyiv.example"),
        ("<olena@kyiv.example>", "olena@kyiv.example"),
        ("mailto:olena@kyiv.example", "olena@kyiv.example"),
        ("o.lena+crm@kyiv.example", "o.lena+crm@kyiv.example"),
        ("олена@пошта.укр", "олена@xn--80a1acn3a.xn--j1amh"),
        ("o'neil@a-b.example", "o'neil@a-b.example"),
    ],
)
def test_an_address_is_read_and_has_a_key(text: str, key: str) -> None:
    """D1: letters are folded, and nothing a provider may tell apart is dropped."""
    assert key == Email(text).key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "olena",
        "@kyiv.example",
        "olena@",
        "olena@localhost",
        "olena@10.0.0.1",
        "olena@[10.0.0.1]",
        "olena@@kyiv.example",
        "ole na@kyiv.example",
        ".olena@kyiv.example",
        "olena.@kyiv.example",
        "ole..na@kyiv.example",
        '"olena"@kyiv.example',
        "olena@-kyiv.example",
        "olena@kyiv..example",
        "olena@kyiv.example.",
        "olena@ky_iv.example",
        "ole\u200bna@kyiv.example",
        "ole\x07na@kyiv.example",
        "x" * 65 + "@kyiv.example",
        "olena@" + "x" * 64 + ".example",
        "olena@" + "x." * 130 + "example",
        "Olena <olena@kyiv.example> <b@kyiv.example>",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    """Rather a question today than a letter lost later."""
    with pytest.raises(InvalidValue, match="e-mail"):
        Email(text)


def test_a_refusal_does_not_repeat_the_address() -> None:
    """Messages end up in logs."""
    with pytest.raises(InvalidValue) as caught:
        Email("olena@localhost")

    assert "olena@localhost" not in str(caught.value)


def test_the_longest_address_is_taken() -> None:
    """Local part 64 and label 63 are the limits."""
    address = "x" * 64 + "@" + "y" * 63 + ".example"

    assert address == Email(address).address


def test_free_mail_is_known() -> None:
    """D1: a free domain says nothing about the company."""
    assert Email("olena@Gmail.com").is_free_mail
    assert not Email("olena@kyivlog.example").is_free_mail


def test_the_address_is_kept_as_written_and_hidden_in_the_repr() -> None:
    """People see their own spelling, logs do not."""
    email = Email("Olena@Kyiv.example", "home")

    assert "Olena@Kyiv.example" == str(email)
    assert "Email(address=O…@Kyiv.example, kind='home')" == repr(email)
    assert "kyiv.example" == email.domain
    assert email == pickle.loads(pickle.dumps(email))  # noqa: S301


def test_a_kind_may_stand_before_the_address() -> None:
    """A form may send everything in one text."""
    assert Email("a@kyiv.example", "home") == Email.parse("home: a@kyiv.example")
    with pytest.raises(InvalidValue, match="unknown kind"):
        Email.parse("pager: a@kyiv.example")


def test_a_domain_that_cannot_exist_can_still_be_compared() -> None:
    """Keys never raise."""
    assert "ж" * 64 == domain_key("Ж" * 64)
    assert not is_domain("ж" * 64 + ".укр")


@given(st.emails())
def test_the_key_is_its_own_key(address: str) -> None:
    """Law: normalising is idempotent, and case does not matter."""
    try:
        email = Email(address)
    except InvalidValue:
        return

    assert email.key == Email(email.key).key
    assert email == Email.parse(str(email))


class TestConverter:
    """What a field of several addresses accepts."""

    @pytest.mark.parametrize(
        ("value", "keys"),
        [
            (None, []),
            ("", []),
            ("a@x.example, b@x.example; c@x.example", ["a", "b", "c"]),
            ("Kovalenko, Olena <a@x.example>, b@x.example", ["a", "b"]),
            (["a@x.example", Email("b@x.example"), ("c@x.example", "home")], [*"abc"]),
            (Email("a@x.example"), ["a"]),
            ("a@x.example\nA@X.example", ["a"]),
        ],
    )
    def test_one_or_several_are_taken_once(self, value: str, keys: list[str]) -> None:
        """C6: several are united by normalised value."""
        assert [f"{key}@x.example" for key in keys] == [m.key for m in emails(value)]

    @pytest.mark.parametrize("value", [5, b"a@x.example", [5], "a@x.example, b"])
    def test_anything_else_is_refused(self, value: object) -> None:
        """One wrong address of several is not passed over."""
        with pytest.raises(InvalidValue, match="e-mail"):
            emails(value)  # type: ignore[arg-type]
