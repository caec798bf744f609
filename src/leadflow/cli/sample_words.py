"""The words that the sample of a trading house is put together from.

First, last and patronymic names are common ones, joined at random; firms are
made of a bird or a beast and a trade. Nobody and nothing real is meant.
"""

from collections.abc import Mapping


MEN = (
    ("Андрій", "Andrii"),
    ("Богдан", "Bohdan"),
    ("Василь", "Vasyl"),
    ("Данило", "Danylo"),
    ("Ігор", "Ihor"),
    ("Марко", "Marko"),
    ("Назар", "Nazar"),
    ("Остап", "Ostap"),
    ("Роман", "Roman"),
    ("Степан", "Stepan"),
)
WOMEN = (
    ("Ганна", "Hanna"),
    ("Дарина", "Daryna"),
    ("Ірина", "Iryna"),
    ("Катерина", "Kateryna"),
    ("Леся", "Lesia"),
    ("Марія", "Mariia"),
    ("Оксана", "Oksana"),
    ("Олена", "Olena"),
    ("Софія", "Sofiia"),
    ("Юлія", "Yuliia"),
)
FATHERS = ("Андрійович", "Богданович", "Іванович", "Петрович", "Романович")
DAUGHTERS = ("Андріївна", "Богданівна", "Іванівна", "Петрівна", "Романівна")
LAST = (
    ("Бондаренко", "Bondarenko"),
    ("Вакуленко", "Vakulenko"),
    ("Гаврилюк", "Havryliuk"),
    ("Демчук", "Demchuk"),
    ("Захарчук", "Zakharchuk"),
    ("Іваненко", "Ivanenko"),
    ("Коваленко", "Kovalenko"),
    ("Кравчук", "Kravchuk"),
    ("Левченко", "Levchenko"),
    ("Мельничук", "Melnychuk"),
    ("Назаренко", "Nazarenko"),
    ("Оліщук", "Olishchuk"),
    ("Павленко", "Pavlenko"),
    ("Романюк", "Romaniuk"),
    ("Савчук", "Savchuk"),
    ("Ткачук", "Tkachuk"),
    ("Федорчук", "Fedorchuk"),
    ("Хоменко", "Khomenko"),
    ("Чумаченко", "Chumachenko"),
    ("Яременко", "Yaremenko"),
)
ABROAD = (
    ("Anna", "Lindqvist", "a.lindqvist"),
    ("Björn", "Aldersund", "b.aldersund"),
    ("Chloé", "Marchepied", "c.marchepied"),
    ("Edward", "Thistlebrook", "e.thistlebrook"),
    ("Giulia", "Pontevecchio", "g.pontevecchio"),
    ("Jürgen", "Talmüller", "j.talmueller"),
    ("Maeve", "Carrowbeg", "m.carrowbeg"),
    ("Tomasz", "Wierzbowy", "t.wierzbowy"),
)

BEASTS = (
    ("Бобер", "Bober"),
    ("Борсук", "Borsuk"),
    ("Вепр", "Vepr"),
    ("Видра", "Vydra"),
    ("Вивірка", "Vyvirka"),
    ("Голуб", "Holub"),
    ("Дрізд", "Drizd"),
    ("Дятел", "Diatel"),
    ("Журавель", "Zhuravel"),
    ("Зубр", "Zubr"),
    ("Їжак", "Yizhak"),
    ("Кажан", "Kazhan"),
    ("Куниця", "Kunytsia"),
    ("Лелека", "Leleka"),
    ("Лосось", "Losos"),
    ("Одуд", "Odud"),
    ("Олень", "Olen"),
    ("Перепілка", "Perepilka"),
    ("Пугач", "Puhach"),
    ("Рись", "Rys"),
    ("Синиця", "Synytsia"),
    ("Сойка", "Soika"),
    ("Чапля", "Chaplia"),
    ("Шпак", "Shpak"),
)
TRADES = (
    ("Агро", "Agro"),
    ("Буд", "Bud"),
    ("Меблі", "Mebli"),
    ("Пак", "Pack"),
    ("Сервіс", "Service"),
    ("Склад", "Sklad"),
    ("Софт", "Soft"),
    ("Текстиль", "Textile"),
    ("Транс", "Trans"),
    ("Фарм", "Farm"),
)
CITIES = (
    ("Вінниця", "Vinnytsia"),
    ("Дніпро", "Dnipro"),
    ("Київ", "Kyiv"),
    ("Львів", "Lviv"),
    ("Одеса", "Odesa"),
    ("Полтава", "Poltava"),
)
POSITIONS = (
    "Director",
    "Head of purchasing",
    "Buyer",
    "Chief accountant",
    "Logistics director",
    "Warehouse manager",
    "Директор",
    "Менеджер із закупівель",
    "Головний бухгалтер",
    "Начальник складу",
)
GOODS = (
    ("Forklift rental", "two forklifts for a season", 90_000),
    ("Pallet racks", "racks for 400 pallets", 240_000),
    ("Packing line", "a line for cardboard boxes", 600_000),
    ("Stretch film", "stretch film, a lorry a month", 45_000),
    ("Loading ramp", "a mobile ramp with delivery", 160_000),
    ("Стелажі для складу", "стелажі на 200 місць", 120_000),
    ("Оренда штабелера", "штабелер на три місяці", 60_000),
    ("Пакувальний матеріал", "стрейч-плівка і скотч", 30_000),
)
"""Title, interest, and what it usually comes to in hryvnias."""

SOURCES: Mapping[str, int] = {
    "trade_show": 18,
    "web": 18,
    "webform": 14,
    "call": 14,
    "advertising": 14,
    "email": 8,
    "recommendation": 6,
    "partner": 4,
    "chat": 4,
}
"""Each with its weight."""
SHOWS = ("Warehouse Days", "Agro Fair", "Складський форум")
CAMPAIGNS = ("spring-racks", "forklift-season", "тепла-зима")
