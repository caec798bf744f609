import pytest
from hypothesis import given, strategies as st

from leadflow.errors import InvalidValue
from leadflow.values import PersonName
from leadflow.values.people import is_patronymic


@pytest.mark.parametrize(
    ("text", "first", "middle", "last"),
    [
        ("Коваленко Олена Петрівна", "Олена", "Петрівна", "Коваленко"),
        ("Олена Петрівна Коваленко", "Олена", "Петрівна", "Коваленко"),
        ("Абрамович Роман Аркадьевич", "Роман", "Аркадьевич", "Абрамович"),
        ("Роман Аркадьевич Абрамович", "Роман", "Аркадьевич", "Абрамович"),
        ("Бабич Ганна Іллівна", "Ганна", "Іллівна", "Бабич"),
        ("Олена Петрівна", "Олена", "Петрівна", ""),
        ("Иван Петрович", "Иван", "Петрович", ""),
        ("Roman Abramovich", "Roman", "", "Abramovich"),
        ("Shevchenko Taras Hryhorovych", "Taras", "Hryhorovych", "Shevchenko"),
        ("Нечуй Левицький Іван Семенович", "Іван", "Семенович", "Нечуй Левицький"),
        ("Kovalenko, Olena", "Olena", "", "Kovalenko"),
        ("Kovalenko, Olena Anna", "Olena", "Anna", "Kovalenko"),
        ("Kovalenko,", "Kovalenko", "", ""),
        ("Olena Kovalenko", "Olena", "", "Kovalenko"),
        ("Olena Anna Kovalenko", "Olena", "Anna", "Kovalenko"),
        ("Ludwig van Beethoven", "Ludwig", "", "van Beethoven"),
        ("Oscar Arístides de la Renta", "Oscar", "Arístides", "de la Renta"),
        ("Osama bin Laden", "Osama", "", "bin Laden"),
        ("Van Morrison", "Van", "", "Morrison"),
        ("Olena", "Olena", "", ""),
        ("", "", "", ""),
    ],
)
def test_a_line_is_taken_apart(text: str, first: str, middle: str, last: str) -> None:
    """Patronymics, commas and particles tell the order."""
    name = PersonName.parse(text)

    assert (first, middle, last) == (name.first, name.middle, name.last)


@pytest.mark.parametrize(
    ("text", "honorific", "first"),
    [
        ("Mr. John Smith", "Mr.", "John"),
        ("Prof. Dr. Anna Schmidt", "Prof. Dr.", "Anna"),
        ("пані Олена Коваленко", "пані", "Олена"),
        ("г-н Иванов Иван Иванович", "г-н", "Иван"),
        ("Пані", "", "Пані"),
    ],
)
def test_honorifics_stand_apart(text: str, honorific: str, first: str) -> None:
    """A title is not a name, unless it is all that is known."""
    name = PersonName.parse(text)

    assert (honorific, first) == (name.honorific, name.first)


def test_a_name_is_written_as_letters_and_documents_need_it() -> None:
    """Western order for letters, eastern for documents."""
    name = PersonName("Олена", "Петрівна", "Коваленко", "пані")

    assert "пані Олена Петрівна Коваленко" == str(name)
    assert "Олена Петрівна Коваленко" == name.full()
    assert "Коваленко Олена Петрівна" == name.full("eastern")
    assert "Коваленко О. П." == name.initials
    assert "Олена Коваленко" == name.short


def test_a_double_name_has_two_initials() -> None:
    """Jean-Paul is J.-P., and two names are two initials."""
    assert "Sartre J.-P." == PersonName("Jean-Paul", "", "Sartre").initials
    assert "Tolkien J. R. R." == PersonName("John", "Ronald Reuel", "Tolkien").initials


def test_an_unknown_order_is_refused() -> None:
    """The message lists both."""
    with pytest.raises(InvalidValue, match="'western' or 'eastern'"):
        PersonName("Olena").full("random")  # type: ignore[arg-type]


def test_the_repr_hides_the_name() -> None:
    """Logs hold no names."""
    shown = repr(PersonName("Olena", "Petrivna", "Kovalenko"))

    assert "PersonName(first=O…, middle=P…, last=K…, honorific='')" == shown


@pytest.mark.parametrize(
    "word",
    "Петрович Сергеевич Андрійович Ілліч Кузьмич Петрівна Юріївна Ильинична "
    "Petrovych Sergeevich Ivanovna Petrivna Никитична Пятроўна".split(),
)
def test_patronymics_are_known_by_their_endings(word: str) -> None:
    """Ukrainian, Russian and Belarusian forms, in both scripts."""
    assert is_patronymic(word)


@pytest.mark.parametrize("word", ["Heinrich", "Бабич", "Anna", "Ulrich", "Рівна", ""])
def test_other_words_are_not(word: str) -> None:
    """German names and short surnames only look alike."""
    assert not is_patronymic(word)


def test_a_name_without_parts_is_empty() -> None:
    """A title alone names nobody."""
    assert PersonName(honorific="Dr").is_empty
    assert not PersonName("Olena").is_empty


@given(st.text(max_size=40))
def test_every_word_is_kept(text: str) -> None:
    """Law: parsing loses no word, and reading it again loses none either."""
    try:
        name = PersonName.parse(text)
    except InvalidValue:
        return

    words = sorted(text.replace(",", " ").split())
    assert len(words) == len(str(name).replace(",", " ").split())
