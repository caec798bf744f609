"""What people write above their columns, in English, Ukrainian and Russian.

The names of fields, the words of the workspace and its labels come first; here
stands what spreadsheets and other programs call the same things.
"""

import re
from collections.abc import Iterator, Mapping
from unicodedata import normalize

from attrs import frozen

from leadflow.entities import ENTITIES, FieldSpec, Kind
from leadflow.errors import nearest
from leadflow.values.links import SERVICES
from leadflow.workspace import Workspace
from leadflow.workspace.labels import LANGUAGES


NAME, CURRENCY = "name", "currency"
PARTS: Mapping[str, tuple[str, ...]] = {
    "utm": ("source", "medium", "campaign", "content", "term"),
    "origin": ("system", "id", "version"),
    "address": (
        "line1",
        "line2",
        "city",
        "postal_code",
        "region",
        "province",
        "country",
        "country_code",
    ),
    "phones": ("work", "mobile", "home", "fax", "other"),
    "emails": ("work", "home", "other"),
    "messengers": SERVICES,
}
"""What may follow a field's name and a point, as in ``phones.mobile``."""

_APOSTROPHES = re.compile("['’ʼ`´‘]")
_OTHER = re.compile(r"[\W_]+")

_ALIASES: Mapping[str, str] = {
    "title": "lead title|subject|topic|lead name|тема|назва ліда|название лида",
    "interest": (
        "message|request|inquiry|product|products|interested in|запит|повідомлення|"
        "товар|цікавить|запрос|сообщение|что интересует|интересует"
    ),
    NAME: (
        "full name|contact name|contact person|person|contact|піб|контакт|"
        "контактна особа|повне ім'я|фио|ф и о|контактное лицо|полное имя|"
        "ім'я|имя|имя контакта"
    ),
    "honorific": "salutation|prefix|звертання|обращение",
    "first_name": "given name|forename|name first",
    "middle_name": "patronymic|second name|middle|по батькові|отчество",
    "last_name": "surname|family name|second name last|прізвище|фамилия",
    "birth_date": "birthday|date of birth|birth date|день народження|день рождения",
    "job_title": "position|role|job|function|посада|должность",
    "company_name": (
        "company|organization|organisation|firm|employer|account|account name|"
        "business|компанія|фірма|організація|підприємство|компания|фирма|"
        "организация|предприятие|название компании"
    ),
    "industry": "sector|branch|галузь|отрасль",
    "phones": (
        "phone|phone number|phone numbers|telephone|tel|contact phone|телефон|"
        "номер телефону|номер|контактний телефон|номер телефона|"
        "контактный телефон|тел"
    ),
    "phones.work": "work phone|office phone|business phone|робочий телефон|"
    "рабочий телефон",
    "phones.mobile": "mobile|mobile phone|cell|cell phone|мобільний|"
    "мобільний телефон|мобильный|мобильный телефон",
    "phones.home": "home phone|домашній телефон|домашний телефон",
    "phones.fax": "fax|факс",
    "emails": (
        "email|e mail|mail|email address|e mail address|електронна пошта|пошта|"
        "е пошта|адреса електронної пошти|эл почта|почта|электронная почта|"
        "имейл|емейл"
    ),
    "emails.work": "work email|work e mail|робоча пошта|рабочая почта",
    "emails.home": "personal email|home email|особиста пошта|личная почта",
    "websites": "website|web site|site|web|url|homepage|сайт|вебсайт|веб сайт",
    "messengers": "messenger|месенджер|мессенджер",
    "messengers.telegram": "telegram|телеграм",
    "messengers.viber": "viber|вайбер",
    "messengers.whatsapp": "whatsapp|ватсап",
    "messengers.skype": "skype|скайп",
    "address": "postal address|mailing address|адрес",
    "address.line1": "street|street address|address line 1|вулиця|улица",
    "address.line2": "address line 2",
    "address.city": "city|town|місто|город",
    "address.postal_code": "postal code|postcode|zip|zip code|індекс|индекс",
    "address.region": "region|district|район",
    "address.province": "state|province|область",
    "address.country": "country|країна|страна",
    "source": "channel|lead source|origin|came from|канал|источник",
    "source_details": (
        "source description|source detail|exhibition|event|опис джерела|захід|"
        "выставка|мероприятие|описание источника"
    ),
    "met_by": "talked to|hosted by|хто спілкувався|кто общался",
    "utm.source": "utm source",
    "utm.medium": "utm medium",
    "utm.campaign": "utm campaign|campaign|кампанія|кампания",
    "utm.content": "utm content",
    "utm.term": "utm term|keyword|ключове слово|ключевое слово",
    "origin.id": "external id|external key|зовнішній id|внешний id",
    "origin.system": "external system|зовнішня система|внешняя система",
    "amount": (
        "sum|value|deal value|price|budget|opportunity|total|вартість|ціна|бюджет|"
        "сумма|стоимость|цена"
    ),
    CURRENCY: "currency code|ccy|валюта",
    "stage": "status|lead status|статус|етап|этап|стадия",
    "pipeline": "funnel|воронка",
    "loss_reason": "reason|lost reason|причина відмови|причина отказа|причина",
    "loss_note": "loss comment",
    "owner": (
        "responsible|responsible person|assigned to|assignee|manager|sales rep|"
        "lead owner|менеджер|відповідальний|ответственный"
    ),
    "notes": (
        "note|comment|comments|remark|remarks|коментар|коментарі|примітка|"
        "комментарий|комментарии|примечание|примечания"
    ),
    "tags": "tag|label|labels|теги|мітки|тег|метки",
    "created_at": (
        "date|created|created on|created at|date created|creation date|create date|"
        "first contact date|received|дата|дата створення|дата звернення|"
        "дата создания|дата обращения|дата заявки"
    ),
    "closed_at": "closed|closed on|closed at|дата закриття|дата закрытия",
}
"""Captions by target, as ``key_of`` reduces them or nearly so."""

_NOT_IN_A_CELL = (Kind.REFERENCE, Kind.CUSTOM)
_LONGEST = 80
_IN_PARTS_ONLY = frozenset({"origin", "rows"})


def key_of(caption: str) -> str:
    """Return a caption without case, punctuation and doubled blanks.

    >>> key_of("E-Mail:") == key_of("e_mail") == "e mail"
    True
    """
    bare = _APOSTROPHES.sub("", normalize("NFKC", caption).casefold())
    return _OTHER.sub(" ", bare).strip()


def is_target(spec: FieldSpec) -> bool:
    """Return whether a field of the lead can be filled from a cell."""
    return not (
        spec.system or spec.kind in _NOT_IN_A_CELL or spec.name in _IN_PARTS_ONLY
    )


@frozen
class Vocabulary:
    """The captions that are understood, and what each one names."""

    targets: tuple[str, ...]
    """Everything that a column can be: ``emails``, ``utm.source``, ``custom.size``."""
    by_key: Mapping[str, str]

    @classmethod
    def of(cls, workspace: Workspace) -> "Vocabulary":
        """Return the captions of leads, the workspace's own words included."""
        targets = tuple(_targets(workspace))
        by_key: dict[str, str] = {}
        # Later words win: what the firm itself calls a thing is the last.
        for caption, target in _captions(workspace, targets):
            by_key[key_of(caption)] = target
        return cls(targets, by_key)

    def target(self, caption: str) -> str:
        """Return what a caption names, or ``""``."""
        return self.by_key.get(key_of(caption), "")

    def nearest(self, caption: str) -> str:
        """Return what a caption most likely names, or ``""``."""
        key = nearest(key_of(caption[:_LONGEST]), self.by_key)
        return self.by_key.get(key, "")


def _targets(workspace: Workspace) -> Iterator[str]:
    for spec in ENTITIES["lead"].fields.values():
        if is_target(spec):
            yield spec.name
        if spec.name in PARTS:
            yield from (f"{spec.name}.{part}" for part in PARTS.get(spec.name, ()))
    yield from (NAME, CURRENCY)
    own = workspace.fields_of("lead").items()
    # Counters count for themselves: a column of theirs is not asked for.
    yield from (f"custom.{code}" for code, each in own if not each.is_read_only)


def _captions(
    workspace: Workspace, targets: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    for target, aliases in _ALIASES.items():
        yield from ((alias, target) for alias in aliases.split("|"))
    yield from zip(targets, targets, strict=True)
    for target in targets:
        if "." not in target and target not in (NAME, CURRENCY):
            labels = (
                workspace.label(f"lead.{target}", language=tag) for tag in LANGUAGES
            )
            yield from ((label, target) for label in labels)
    own = _own_words(workspace)
    yield from ((text, target) for text, target in own if target in targets)


def _own_words(workspace: Workspace) -> Iterator[tuple[str, str]]:
    for code, own in workspace.fields_of("lead").items():
        yield code, f"custom.{code}"
        yield f"custom.{code}", f"custom.{code}"
        yield from ((text, f"custom.{code}") for _, text in own.label.texts)
    for name, label in workspace.labels.items():
        entity, _, rest = name.partition(".")
        if entity == "lead" and rest and rest != "plural":
            known = rest in workspace.fields_of("lead")
            target = f"custom.{rest}" if known else rest
            yield from ((text, target) for _, text in label.texts)
