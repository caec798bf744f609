"""Inquiries from forms, web hooks and telephone exchanges (I1)."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, strategies as st

from leadflow import (
    CustomField,
    InvalidValue,
    UnknownName,
    Workspace,
    inquiry_from_call,
    inquiry_from_form,
    inquiry_from_json,
)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner)
    ),
    max_leaves=12,
)
NAMES = st.sampled_from(
    ["name", "phone", "email", "utm_source", "website", "channel", "company", "date"]
)


def test_fields_are_known_by_their_captions() -> None:
    """I1: as columns of an import are, in three languages."""
    form = {"Ім'я": "Олена Коваленко", "E-mail": "o@k.example", "utm_source": "ads"}

    inquiry = inquiry_from_form(form)
    assert (inquiry.first_name, inquiry.last_name) == ("Олена", "Коваленко")
    assert inquiry.utm is not None
    assert inquiry.utm.source == "ads"


def test_fields_can_be_named() -> None:
    """I1: a form may call its fields as it likes."""
    form = {"q1": "+380441234567", "q2": "Cranes", "q3": "skip me"}
    fields = {"q1": "phones.mobile", "q2": "interest", "q3": ""}

    inquiry = inquiry_from_form(form, fields=fields)
    assert (inquiry.phones[0].kind, inquiry.interest) == ("mobile", "Cranes")


def test_a_wrong_name_tells_the_nearest_one() -> None:
    """I1: the caller's slip is told at once."""
    with pytest.raises(UnknownName, match="interest"):
        inquiry_from_form({"q": "x"}, fields={"q": "intrest"})


def test_the_firm_s_own_fields_are_read_too() -> None:
    """F5: custom fields of inquiries have captions as well."""
    firm = Workspace(fields=[CustomField("size", entity="inquiry", type="integer")])

    assert inquiry_from_form({"size": "12"}, workspace=firm).custom["size"] == 12


def test_what_cannot_be_read_is_told_and_kept() -> None:
    """I1, I6: the notes say why, the payload holds it as it came."""
    inquiry = inquiry_from_form({"Phone": "none", "E-mail": "o@"})

    assert (inquiry.phones, inquiry.emails) == ((), ())
    assert "emails" in inquiry.notes
    assert json.loads(inquiry.raw) == {"Phone": "none", "E-mail": "o@"}


@pytest.mark.parametrize(
    "name", ["owner", "lead", "contact", "tags", "notes", "open_to_all", "route"]
)
def test_a_stranger_does_not_fill_what_is_ours(name: str) -> None:
    """I1: whoever adds fields to a form chooses neither owner nor record."""
    inquiry = inquiry_from_form({name: "lead_01jd3v8w5e7q9t2b4n6m8p0r1s", "Name": "O"})

    assert getattr(inquiry, name) in ("", None, (), True)


def test_several_numbers_are_several() -> None:
    """I1: lists are read value by value."""
    inquiry = inquiry_from_form({"phone": ["+380441234567", "+380441234568"]})

    assert len(inquiry.phones) == 2


def test_nested_json_is_read_by_its_paths() -> None:
    """I1: a web hook says more than one level."""
    hook = {"id": 7, "contact": {"name": "Olena", "nick": "olena_k"}, "page": "/rent"}
    fields = {"contact.nick": "messengers.telegram"}

    inquiry = inquiry_from_json(json.dumps(hook), fields=fields)
    assert inquiry.external_id == "7"
    assert inquiry.messengers[0].service == "telegram"
    assert inquiry.source_details == "/rent"


@pytest.mark.parametrize("text", ["", "{", "[1]", "7", '"a"', "[" * 10_000, b"\xff{"])
def test_what_is_no_object_is_kept_as_it_came(text: str | bytes) -> None:
    """I1, P25: a broken payload loses nothing and breaks nothing."""
    inquiry = inquiry_from_json(text)

    assert "no JSON object" in inquiry.notes
    assert inquiry.channel == "web"


def test_a_call_says_line_direction_and_whether_it_was_taken() -> None:
    """I1: the keys are those of Bitrix24's registration."""
    inquiry = inquiry_from_call(
        {
            "PHONE_NUMBER": "+380441234567",
            "LINE_NUMBER": "101",
            "TYPE": "1",
            "CALL_START_DATE": "2026-01-31T10:00:00+02:00",
            "STATUS_CODE": "304",
            "USER_ID": 7,
        }
    )

    told = (inquiry.direction, inquiry.line, inquiry.outcome, inquiry.met_by)
    assert told == ("outgoing", "101", "missed", "7")
    assert inquiry.received_at == datetime(2026, 1, 31, 8, tzinfo=UTC)


def test_a_call_with_a_broken_time_keeps_its_number() -> None:
    """I1: what cannot be read is told in the notes."""
    inquiry = inquiry_from_call(
        {"PHONE_NUMBER": "+380441234567", "CALL_START_DATE": "yesterday"}
    )

    assert inquiry.received_at is None
    assert "CALL_START_DATE" in inquiry.notes


@pytest.mark.parametrize("read", [inquiry_from_form, inquiry_from_call])
def test_what_is_no_form_is_the_caller_s_mistake(read: object) -> None:
    """I1: the error says what to give."""
    with pytest.raises(InvalidValue, match="dict"):
        read(7)  # type: ignore[operator]  # a slip


@given(form=st.dictionaries(NAMES | st.text(max_size=12), PLAIN, max_size=8))
def test_no_form_breaks_the_reader(form: dict[str, object]) -> None:
    """P25: whatever a stranger sends, an inquiry comes of it, with the payload."""
    for inquiry in (inquiry_from_form(form), inquiry_from_json(form)):
        assert inquiry.raw
    assert inquiry_from_call(form).channel in ("call", "callback")


@given(text=st.text() | st.binary())
def test_no_payload_breaks_the_reader(text: str | bytes) -> None:
    """P25: the same of any text, and of any bytes."""
    assert inquiry_from_json(text).channel == "web"


def test_what_is_no_payload_is_the_caller_s_mistake() -> None:
    """I1: a number is no web hook."""
    with pytest.raises(InvalidValue) as caught:
        inquiry_from_json(5)  # type: ignore[arg-type]  # the point

    assert "payload" == caught.value.what


def test_a_stranger_does_not_choose_among_our_records() -> None:
    """I1, A3: who is named in a field of links is told, and nobody is looked for."""
    own = CustomField("friend", entity="inquiry", type="reference", target="contact")
    form = {"Name": "Olena", "friend": "Koval"}
    inquiry = inquiry_from_form(form, workspace=Workspace(fields=[own]))

    assert {} == inquiry.custom
    assert "custom.friend" in inquiry.notes
