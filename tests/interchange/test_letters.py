"""Inquiries from letters (I1)."""

import email
import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage, Message

import pytest
from hypothesis import example, given, strategies as st

from leadflow import Crm, InvalidValue, inquiry_from_email


def letter(text: str = "Call me.", **headers: str) -> EmailMessage:
    """Return a letter with these headers."""
    made = EmailMessage()
    made["From"] = headers.pop("From", "Olena Kovalenko <olena@kyivlog.example>")
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def read(data: bytes) -> EmailMessage:
    """Return a letter as a mail server gives it."""
    return email.message_from_bytes(data, policy=email.policy.default)


def test_a_letter_says_who_when_and_what() -> None:
    """I1: sender, time, subject, text and the id by which it comes again."""
    inquiry = inquiry_from_email(
        letter(
            Subject="Forklifts",
            Message_ID="<7@kyivlog.example>",
            Date="Sat, 31 Jan 2026 10:00:00 +0200",
            To="Sales <sales@leadflow.example>",
        )
    )

    assert (inquiry.first_name, inquiry.last_name) == ("Olena", "Kovalenko")
    assert (inquiry.interest, inquiry.message) == ("Forklifts", "Call me.")
    assert inquiry.external_id == "<7@kyivlog.example>"
    assert inquiry.received_at == datetime(2026, 1, 31, 8, tzinfo=UTC)
    assert inquiry.line == "sales@leadflow.example"


def test_the_answer_goes_where_the_letter_asks() -> None:
    """I1: Reply-To comes before From."""
    inquiry = inquiry_from_email(letter(Reply_To="Ivan <ivan@port.example>"))

    assert [each.address for each in inquiry.emails] == ["ivan@port.example"]
    assert inquiry.first_name == "Ivan"


def test_html_alone_becomes_text() -> None:
    """I1: scripts, styles and tags are no message."""
    made = letter()
    page = "<style>p {}</style><p>Two&nbsp;cranes</p><script>x()</script><p>Soon</p>"
    made.set_content(page, subtype="html")

    assert inquiry_from_email(made).message == "Two cranes\nSoon"


def test_attachments_are_named_and_are_no_text() -> None:
    """I1: what hangs on it stands in the notes."""
    made = letter()
    made.add_attachment("a,b", subtype="csv", filename="price list.csv")

    inquiry = inquiry_from_email(made)
    assert inquiry.message == "Call me."
    assert inquiry.notes == "attached: price list.csv"


def test_the_same_letter_is_received_once(crm: Crm) -> None:
    """I7: mail servers deliver twice."""
    data = letter(Message_ID="<7@k>").as_bytes()
    crm.receive(inquiry_from_email(read(data)))

    assert crm.receive(inquiry_from_email(read(data))).is_repeated


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"From: \r\nDate: yesterday\r\n\r\nhello",
        b"From: <<<>>>\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n\xff\xfe",
        b"From: =?utf-8?q?=D0=9E?= <o@k.example>\r\nDate: 32 Foo 2026\r\n\r\n",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n--x--",
        b"From: a@b.example\x00\r\nSubject: \xed\xa0\x80\r\n\r\nx",
    ],
)
def test_a_broken_letter_is_an_inquiry_all_the_same(data: bytes) -> None:
    """I1, P25: what cannot be read is left out, and all of it is kept."""
    assert inquiry_from_email(read(data)).channel == "email"


@given(data=st.binary(max_size=200))
@example(data=b'From: "\xff" <a@b>\r\n\r\n')
def test_no_letter_breaks_the_reader(data: bytes) -> None:
    """P25: headers of any bytes, and bodies."""
    head = b"From: " + data.replace(b"\n", b"") + b"\nSubject: " + data
    for message in (read(data), read(head), read(head + b"\n\n" + data)):
        assert inquiry_from_email(message).channel == "email"


def test_what_is_no_letter_is_the_caller_s_mistake() -> None:
    """I1: the error says how to read one."""
    with pytest.raises(InvalidValue, match="message_from_bytes"):
        inquiry_from_email("From: a@b")  # type: ignore[arg-type]  # a slip


@pytest.mark.parametrize(
    "header",
    ["To: '\x85\xa0t@[\t", "To: '@[", "Reply-To: tB@", 'To: :"', "From: :\\;;)B;\\<"],
)
def test_a_header_that_breaks_the_standard_library_says_nothing(header: str) -> None:
    """I1, P25: whatever it raises; the rest of the letter is read."""
    text = f"{header}\nSubject: Forklifts\n\nCall me"
    letter = email.message_from_string(text, policy=email.policy.default)
    inquiry = inquiry_from_email(letter)

    assert ("Forklifts", "Call me") == (inquiry.interest, inquiry.message)
    assert "Forklifts" in inquiry.raw


def test_the_same_address_twice_is_one(crm: Crm) -> None:
    """I1: whoever writes and wants the answer is one person."""
    letter = EmailMessage()
    letter["From"] = "Olena Kovalenko <olena@kyivlog.example>"
    letter["Reply-To"] = "Olena@kyivlog.example"
    inquiry = inquiry_from_email(letter)

    assert ["olena@kyivlog.example"] == [each.key for each in inquiry.emails]
    assert "Kovalenko" == crm.receive(inquiry).inquiry.last_name


def test_text_that_no_server_could_send_is_kept() -> None:
    """I1: a letter that a program put together badly loses nothing of its headers."""
    letter = Message()
    letter["From"] = "olena@kyivlog.example"
    letter.set_payload("Привіт")

    assert "From: olena@kyivlog.example" == inquiry_from_email(letter).raw  # type: ignore[arg-type]  # an old kind of letter


def test_a_text_that_is_made_of_letters_is_no_text() -> None:
    """I1: what calls itself text and has parts says nothing."""
    letter = Message()
    letter.set_type("text/plain")
    letter.set_payload([Message()])

    assert "" == inquiry_from_email(letter).message  # type: ignore[arg-type]  # as above
