"""Given names that are one name: in two languages, in full and in short (D1).

Only what everyday use takes for the same name stands in one line. Names of men and
women are always in different lines, however near they are: Олександр is nobody
called Олександра.
"""

from functools import cache

from leadflow.duplicates.letters import sound
from leadflow.duplicates.likeness import is_close


_NAMES = """
Олександр Александр Alexander Aleksandr Alexandr Саша Сашко Шура Alex Олекса Сандро
Олександра Александра Alexandra Саша Шура Леся Sandra
Олексій Алексей Alexey Aleksei Alexei Алеша Льоша Леша Олекса Alexis
Анастасія Анастасия Anastasia Настя Настуня Стася Nastia
Анатолій Анатолий Anatoly Anatolii Толя Толік Толик
Ангеліна Ангелина Angelina Ліна Геля
Андрій Андрей Andrew Andrii Andrey Andreas Andrzej Андрійко Андрюша
Анна Ганна Анна Anna Ann Anne Hanna Hannah Аня Нюра Галя Ганнуся Анюта
Антон Антон Anton Anthony Antoni Антоша Антін
Антоніна Антонина Antonina Тоня Ніна
Артем Артем Artem Artyom Тьома Артемій
Богдан Bohdan Bogdan Даня Бодя
Борис Boris Borys Боря
Вадим Vadim Vadym Вадік Вадик
Валентин Valentin Valentyn Валя Валік
Валентина Valentina Valentyna Валя
Валерій Валерий Valery Valerii Валера
Валерія Валерия Valeria Lera Лера Валерія
Василь Василий Vasyl Vasily Basil Вася Василько
Віктор Виктор Victor Viktor Вітя Витя
Вікторія Виктория Victoria Viktoria Віка Вика
Віра Вера Vera Vira Віруня
Віталій Виталий Vitaly Vitalii Віталік Виталик
Владислав Владислав Vladyslav Vladislav Влад Владик Слава
Володимир Владимир Vladimir Volodymyr Вова Володя Вовка Володька
Вячеслав В'ячеслав Viacheslav Vyacheslav Слава
Галина Halyna Galina Галя
Геннадій Геннадий Gennady Hennadii Гена
Георгій Георгий George Heorhii Georgy Жора Гоша Юрій Єгор Егор Georg
Григорій Григорий Gregory Hryhorii Grigory Гриша Гриць
Дарія Дарина Дарья Дарья Daria Daryna Darya Даша Дарка Даринка
Данило Даниил Данил Daniel Danylo Daniil Даня Данько
Денис Denis Denys Dennis Деня
Діана Диана Diana Diane
Дмитро Дмитрий Dmitry Dmytro Dmitri Діма Дима Митя Мітя Dima
Едуард Эдуард Edward Eduard Едік Эдик Eddie
Єва Ева Eva Eve Yeva
Євген Евгений Евген Eugene Yevhen Evgeny Женя Eugen
Євгенія Евгения Eugenia Yevheniia Evgenia Женя
Єлизавета Елизавета Elizabeth Yelyzaveta Elizaveta Ліза Лиза Lisa Liza Elisabeth
Зінаїда Зинаида Zinaida Зіна Зина
Зоя Zoia Zoya Zoe
Іван Иван Ivan John Johann Jan Ваня Івась Іванко Ян Johannes Jean Giovanni Juan
Ігор Игорь Igor Ihor Ігорко Гарік
Інна Инна Inna
Ірина Ирина Irina Iryna Irene Іра Ира Іринка Ярина
Йосип Иосиф Joseph Yosyp Josef Josip Ося
Катерина Екатерина Catherine Kateryna Ekaterina Katherine Katarina Катя Kate Катруся
Кирило Кирилл Cyril Kyrylo Kirill Кирил
Костянтин Константин Constantine Kostiantyn Konstantin Костя
Ксенія Ксения Xenia Kseniia Оксана Ксюша Оксанка Oksana Oxana
Лариса Larisa Larysa Лара Лора
Лев Lev Leo Левко Льова Leon
Леонід Леонид Leonid Льоня Леня Leonidas
Лідія Лидия Lidia Lydia Ліда Лида
Любов Любовь Liubov Lubov Люба Lyubov
Людмила Liudmyla Ludmila Lyudmila Люда Мила Люся
Максим Maxim Maksym Макс Max Maxime
Маргарита Margarita Marharyta Margaret Рита Ріта Марго
Марина Maryna Marina Маринка
Марія Мария Марья Maria Mariia Mary Marie Маша Маруся Марічка Марійка
Мирослава Myroslava Miroslava Мира Слава
Мирослав Myroslav Miroslav Мирко Слава
Михайло Михаил Michael Mykhailo Mikhail Міша Миша Mike Michel Michal Miguel
Микита Никита Nikita Mykyta
Микола Николай Nicholas Mykola Nikolai Nicolas Коля Nick Nikolay Миколка Nikolaus
Надія Надежда Nadia Nadiia Nadezhda Надя
Назар Nazar Назарій Назарко
Наталія Наталья Наталя Natalia Nataliia Natalya Наташа Ната Natalie Наталка
Ніна Нина Nina
Олег Oleg Oleh Олежик
Олена Елена Алена Альона Helen Olena Elena Helena Лєна Лена Оленка Hélène Еліна
Ольга Olga Olha Оля Olya Ольгуня
Остап Ostap
Павло Павел Paul Pavlo Pavel Паша Павлик Pablo Pawel Paolo
Петро Петр Peter Petro Pyotr Петя Piotr Pierre Pedro Pietro Petr Петрик
Поліна Полина Polina Поля Pauline
Раїса Раиса Raisa Raissa Рая
Роман Roman Рома Ромчик
Ростислав Rostyslav Rostislav Ростик Слава
Руслан Ruslan Русик
Світлана Светлана Svetlana Svitlana Света Світланка Lana
Святослав Sviatoslav Svyatoslav Святик Слава
Сергій Сергей Sergey Serhii Sergei Serge Сергійко Сережа Серьожа Сєрьожа Sergio
Соломія Соломия Solomiia Соля Мія
Софія София Софья Sophia Sofiia Sofia Соня Sophie
Станіслав Станислав Stanislav Stanislaw Стас Слава
Степан Stepan Stephen Steven Stefan Стьопа Степанко
Тамара Tamara Тома
Тарас Taras Тарасик
Тетяна Татьяна Tatiana Tetiana Tatyana Таня Tanya Танюша
Тимофій Тимофей Timothy Tymofii Тіма Tim
Федір Федор Fedor Theodore Fedir Fyodor Федя Theodor
Христина Кристина Christina Khrystyna Kristina Христя
Юлія Юлия Julia Yuliia Юля Yulia Juliette Уляна
Юрій Юрий Yuri Yurii Юра Георгій George Yury Юрко
Яна Yana Iana Jana Янка
Ярослав Yaroslav Jaroslav Ярик Слава Ярко
Ярослава Yaroslava Jaroslava Слава Яся
William Bill Will Billy Guillermo Wilhelm
Robert Bob Rob Bobby Roberto
Richard Rick Dick Ricardo
James Jim Jimmy Jaime
Thomas Tom Tommy Tomas Tomasz
Charles Charlie Carl Karl Carlos
Edmund Ed Eddie
David Dave Davide
Joseph Joe Giuseppe Jose
Francis Frank Francesco François Francisco Franz
Henry Harry Heinrich Enrique Henri
Lawrence Larry Lorenzo
Jennifer Jenny
Margaret Maggie Peggy
Susan Sue Susanne Zuzana
Barbara Barb Basia Bärbel
"""
_LONG_ENOUGH = 5
_STEM = 3


@cache
def _lines() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_NAMES.strip().splitlines()):
        for name in line.split():
            found.setdefault(sound(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@cache
def _stems() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for name, numbers in _lines().items():
        found.setdefault(name[:_STEM], set()).update(numbers)
    return {stem: frozenset(numbers) for stem, numbers in found.items()}


def names_of(word: str) -> frozenset[int]:
    """Return which names a form stands for, by how it sounds; none if unknown.

    >>> names_of("sasa") >= names_of("aleksandra")
    True
    """
    return _lines().get(word, frozenset())


@cache
def nearest(word: str) -> frozenset[int]:
    """Return which names a form that is not known may be a slip of."""
    if len(word) < _LONG_ENOUGH:
        return frozenset()
    near = (numbers for name, numbers in _lines().items() if is_close(word, name))
    return frozenset().union(*near)


def is_one_name(one: str, other: str) -> bool:
    """Tell whether two sounds are forms of one given name.

    >>> is_one_name(sound("Олена"), sound("Elena"))
    True
    >>> is_one_name(sound("Олександр"), sound("Олександра"))
    False
    """
    return not names_of(one).isdisjoint(names_of(other))


def is_slip_of(one: str, other: str) -> bool:
    """Tell whether one of two sounds may be a mistyped form of the other's name.

    Two names that are both known are no slips of each other.
    """
    mine, yours = names_of(one), names_of(other)
    if mine and yours:
        return False
    if is_close(one, other):
        return True
    return not (mine or nearest(one)).isdisjoint(yours or nearest(other))


def is_one_father(one: str, other: str) -> bool:
    """Tell whether two patronymics, by their sounds, may be of one father's name."""
    if one[:_STEM] == other[:_STEM] or is_close(one, other):
        return True
    stems = _stems()
    none: frozenset[int] = frozenset()
    mine, yours = stems.get(one[:_STEM], none), stems.get(other[:_STEM], none)
    return not mine.isdisjoint(yours)
