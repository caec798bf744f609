import pytest

from leadflow.errors import InvalidWorkspace, UnknownName
from leadflow.workspace import Dictionary, Entry


def test_entries_may_be_codes() -> None:
    """S5: most values need no more than a code."""
    assert Entry("web") == Dictionary("source", ["web"]).entry("web")


def test_entries_may_be_labels_by_code() -> None:
    """S5: a table of labels is the shortest way to write a dictionary."""
    found = Dictionary("source", {"web": {"en": "Site", "uk": "Сайт"}})

    assert "Сайт" == found.entry("web").title("uk")


def test_an_unknown_value_answers_with_the_nearest() -> None:
    """F4: a slip of the pen is told with the way out."""
    with pytest.raises(UnknownName) as caught:
        Dictionary("source", ["web", "call"]).entry("wbe")

    assert "web" == caught.value.nearest


def test_a_value_stands_once() -> None:
    """S5: two entries of one code could not be told apart."""
    with pytest.raises(InvalidWorkspace) as caught:
        Dictionary("source", ["web", "call", "web"])

    assert ["entries[2].code"] == [fault.path for fault in caught.value.faults]


def test_retired_values_are_refused_for_new_records() -> None:
    """S5: a value in use cannot be deleted, only retired."""
    found = Dictionary("source", ["web", Entry("fax", is_retired=True)])

    assert [True, False] == [found.accepts("web"), found.accepts("fax")]


def test_an_open_dictionary_takes_any_code() -> None:
    """T1: a host adds kinds of its own activities."""
    assert Dictionary("activity_kind", ["call"], is_open=True).accepts("inspection")


def test_a_value_without_label_is_readable() -> None:
    """F2: what nobody labelled is shown as words."""
    assert "Trade show" == Entry("trade_show").title()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("meting", "meeting"),
        ("meetting", "meeting"),
        ("meating", "meeting"),
        ("meetign", "meeting"),
        ("meeting", ""),
        ("metig", ""),
        ("sm", ""),
        ("faxe", ""),
        ("", ""),
    ],
)
def test_a_slip_is_one_letter_or_two_that_changed_places(name: str, meant: str) -> None:
    """T1: whatever is further away is a value of one's own."""
    kinds = Dictionary("kind", ["meeting", "sms", Entry("faxes", is_retired=True)])

    assert meant == kinds.slip_of(name)
