import pytest
from hypothesis import given, strategies as st

from leadflow.duplicates.letters import sound


@pytest.mark.parametrize(
    "spellings",
    [
        "Коваленко Kovalenko KOVALENKO",
        "Юлія Юлия Yuliia Iuliia Julia Yulia Julija",
        "Шевченко Shevchenko Szewczenko Ševčenko",
        "Ковальський Ковальский Kovalskyi Kovalsky Kovalskiy Kowalski",
        "Євген Yevhen Ievhen",
        "Хрещатик Khreshchatyk",
        "Григорій Hryhorii Grygoriy",
        "Müller Mueller MÜLLER",
        "Дем'янчук Дем’янчук Demianchuk",
        "Зеленая Zelenaya",
    ],
)
def test_one_name_sounds_alike_in_all_letters(spellings: str) -> None:
    """D1: names are compared across Cyrillic and Latin, and several rules of it."""
    assert 1 == len({sound(each) for each in spellings.split()})


@pytest.mark.parametrize(
    ("one", "other"),
    [("Коваленко", "Ковальчук"), ("Олена", "Олег"), ("Бондар", "Бондаренко")],
)
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    """D1: what is coarse is not blind."""
    assert sound(one) != sound(other)


@given(st.text(max_size=20))
def test_any_text_has_a_sound(text: str) -> None:
    """P25: hostile names are compared like all others, whatever their case."""
    assert sound(text) == sound(text.casefold())
