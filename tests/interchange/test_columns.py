import pytest

from leadflow import CustomField, Workspace
from leadflow.errors import InvalidData
from leadflow.interchange.captions import Vocabulary
from leadflow.interchange.columns import REASON, map_columns, notes


WORDS = Vocabulary.of(
    Workspace(
        labels={
            "lead.met_by": {"uk": "Привітав"},
            "lead.size": "Footprint",
            "lead.rows": "Cart",
            "lead": "Inquiry",
            "deal.title": "Bargain",
        },
        fields=[CustomField("size", entity="lead", label="Shoe size")],
    )
)


def targets(*headers: str, **chosen: str) -> list[str]:
    """Return the fields of headers."""
    return [column.target for column in map_columns(headers, WORDS, chosen)]


@pytest.mark.parametrize(
    ("target", "captions"),
    [
        ("emails", "E-mail|email|E-MAIL ADDRESS|emails|Електронна пошта|Почта"),
        ("phones", "Phone|Телефон|Номер телефона|phones"),
        ("phones.mobile", "Mobile|Мобільний телефон|phones.mobile"),
        ("first_name", "First name|first_name|FIRST-NAME"),
        ("last_name", "Surname|Прізвище|Фамилия"),
        ("company_name", "Company|Компанія|Компания|company_name"),
        ("amount", "Amount|Сума|Сумма|Budget|Бюджет"),
        ("source", "Source|Джерело|Источник|Channel"),
        ("utm.campaign", "utm_campaign|UTM Campaign|Кампанія"),
        ("created_at", "Date|Дата|Created at|Дата звернення"),
        ("custom.size", "size|custom.size|Shoe size|Footprint"),
        ("met_by", "Привітав"),
    ],
)
def test_captions_in_three_languages_are_understood(target: str, captions: str) -> None:
    """X1, X5: names of fields, leadflow's words and the firm's own."""
    assert {target} == {WORDS.target(caption) for caption in captions.split("|")}


@pytest.mark.parametrize("caption", ["Cart", "Bargain", "company id"])
def test_words_for_other_things_are_no_columns(caption: str) -> None:
    """X2: what cannot stand in a cell is not taken for one."""
    assert "" == WORDS.target(caption)


@pytest.mark.parametrize("name", ["Name", "Ім'я", "Ім’я", "Имя"])
def test_a_name_is_the_first_name_where_the_last_name_stands_apart(name: str) -> None:
    """X1: one caption, two meanings, told apart by its neighbours."""
    assert ["first_name", "last_name"] == targets(name, "Прізвище")
    assert ["name", "phones"] == targets(name, "Phone")


def test_several_columns_may_hold_phones() -> None:
    """X1: fields of several values take several columns."""
    assert ["phones", "phones", "phones.mobile"] == targets("Phone", "Tel", "Mobile")


def test_a_column_may_be_named_or_ignored() -> None:
    """X1: what is given comes before any guess."""
    assert ["interest", ""] == targets("Wish", "Phone", Wish="interest", Phone="")


def test_the_reasons_of_an_earlier_import_are_not_read() -> None:
    """X2: rejected rows are imported again with their reasons beside them."""
    columns = map_columns([REASON, "Name"], WORDS)

    assert ["", "name"] == [column.target for column in columns]
    assert [] == list(notes(columns, WORDS))


def test_an_ignored_column_is_reported_with_the_nearest_name() -> None:
    """X2: nothing is dropped in silence."""
    columns = map_columns(["Name", "Soruce details", "Zodiac", "ID", "Version"], WORDS)
    found = [note.hint for note in notes(columns, WORDS)]

    assert [
        "did you mean 'source_details'?",
        "map it to a field by name, or leave it",
        "leadflow keeps 'id' itself; map it to 'origin.id'",
        "leadflow keeps 'version' itself",
    ] == found


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        (("Company", "Company name"), "fills 'company_name', as 'Company' does"),
        (("Amount", "Amount"), "give each column a caption of its own"),
        (("Foo", "Emial"), "did you mean 'emails'"),
        (("x",) * 1001, "more than 1,000 columns"),
    ],
)
def test_a_header_that_cannot_be_right_is_refused(
    headers: tuple[str, ...], message: str
) -> None:
    """X2: a wrong header is told before a row is read."""
    with pytest.raises(InvalidData, match=message):
        map_columns(headers, WORDS)


def test_a_file_without_header_does_not_show_its_first_row() -> None:
    """No personal data in messages: the first row may be somebody."""
    with pytest.raises(InvalidData) as caught:
        map_columns(["Olena Kovalenko", "olena@kyiv.example"], WORDS)

    assert "Kovalenko" not in str(caught.value)
    assert "olena" not in str(caught.value)


def test_wrong_wishes_are_all_told_at_once() -> None:
    """F4: unknown names are refused with the nearest right one."""
    with pytest.raises(InvalidData) as caught:
        map_columns(["Name"], WORDS, {"Nmae": "first_nmae", "Name": "Company"})

    assert [
        "did you mean 'Name'?",
        "did you mean 'first_name'?",
        "did you mean 'company_name'?",
    ] == [fault.hint for fault in caught.value.faults]
