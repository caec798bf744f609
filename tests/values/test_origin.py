import pytest

from leadflow.entities import Lead
from leadflow.errors import InvalidValue
from leadflow.values import Origin, Utm


def test_tags_are_read_from_a_link() -> None:
    """I1: the first of repeated tags counts, names ignore case."""
    link = "https://x.example/?utm_source=ads&UTM_Medium=a%20b&utm_source=late#top"

    assert Utm("ads", "a b") == Utm.from_url(link)


@pytest.mark.parametrize("link", ["", "https://x.example", "?a=1", "%%%?utm_x=1&&="])
def test_a_link_without_tags_gives_none(link: str) -> None:
    """No tag is invented."""
    assert Utm.from_url(link).is_empty


@pytest.mark.parametrize(
    "query", ["utm_source=ads&utm_term=crane", "?utm_source=ads&utm_term=crane#top"]
)
def test_a_query_may_stand_alone(query: str) -> None:
    """X1: some systems export it without its link."""
    assert Utm("ads", term="crane") == Utm.from_url(query)


def test_a_path_is_no_query() -> None:
    """No tag is invented."""
    assert Utm.from_url("https://x.example/utm_source=ads").is_empty


def test_a_word_alone_names_no_tag() -> None:
    """X1: it would be lost without a word; nobody knows which tag it is."""
    assert Lead(utm="utm_campaign=spring").utm == Utm(campaign="spring")
    assert Lead(utm=" ").utm is Lead(utm="https://x.example/").utm is None
    with pytest.raises(InvalidValue, match="utm: is no link and no query; write"):
        Lead(utm="spring")


def test_hostile_tags_do_no_harm() -> None:
    """Anybody may write a link: bytes that are no text are replaced."""
    assert Utm("a", "\ufffd") == Utm.from_url("?utm_source=%00a&utm_medium=%ff")


def test_values_are_cleaned() -> None:
    """Everything is text, without space around it."""
    assert Utm("ads") == Utm(" ads ")
    assert Origin("bitrix24", "7") == Origin("bitrix24 ", " 7")
    with pytest.raises(InvalidValue, match="must be text, not int"):
        Origin("bitrix24", 7)  # type: ignore[arg-type]


def test_an_origin_without_parts_is_empty() -> None:
    """The record began here."""
    assert Origin().is_empty
    assert not Origin("bitrix24", "7").is_empty
