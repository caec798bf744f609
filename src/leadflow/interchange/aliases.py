"""What spreadsheets and other programs call the fields of records.

The names of fields, leadflow's own words and those of the firm win over these.
"""

from collections.abc import Mapping


ALIASES: Mapping[str, str] = {
    "name": (
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
    "currency": "currency code|ccy|валюта",
    "pipeline": "funnel|воронка",
    "loss_reason": "reason|lost reason|причина відмови|причина отказа|причина",
    "loss_note": "loss comment",
    "notes": (
        "note|comment|comments|remark|remarks|коментар|коментарі|примітка|"
        "комментарий|комментарии|примечание|примечания"
    ),
    "tags": "tag|label|labels|теги|мітки|тег|метки",
    "closed_at": "closed|closed on|closed at|дата закриття|дата закрытия",
    "title": "subject|topic|тема",
    "amount": (
        "sum|value|price|budget|opportunity|total|вартість|ціна|бюджет|сумма|"
        "стоимость|цена"
    ),
    "stage": "status|статус|етап|этап|стадия",
    "owner": (
        "responsible|responsible person|assigned to|assignee|manager|sales rep|"
        "менеджер|відповідальний|ответственный"
    ),
    "created_at": (
        "date|created|created on|created at|date created|creation date|create date|"
        "дата|дата створення|дата создания"
    ),
    "company": (
        "client|client company|customer|company|organization|organisation|account|"
        "account name|компанія|клієнт|замовник|організація|компания|клиент|"
        "заказчик|организация"
    ),
    "contacts": (
        "contact|contact person|contact email|contact e mail|контакт|"
        "контактна особа|контактное лицо"
    ),
    "expected_close": (
        "close date|closing date|expected close date|очікувана дата закриття|"
        "ожидаемая дата закрытия"
    ),
    "description": "details|опис|описание",
}
"""Captions by target, as ``key_of`` reduces them or nearly so, for any entity."""

OF_ENTITY: Mapping[str, Mapping[str, str]] = {
    "lead": {
        "title": "lead title|lead name|назва ліда|название лида",
        "interest": (
            "message|request|inquiry|product|products|interested in|запит|повідомлення|"
            "товар|цікавить|запрос|сообщение|что интересует|интересует"
        ),
        "company_name": (
            "company|organization|organisation|firm|employer|account|account name|"
            "business|компанія|фірма|організація|підприємство|компания|фирма|"
            "организация|предприятие|название компании"
        ),
        "amount": "deal value",
        "stage": "lead status",
        "owner": "lead owner",
        "created_at": (
            "first contact date|received|дата звернення|дата обращения|дата заявки"
        ),
    },
    "inquiry": {
        "message": (
            "text|comment|comments|question|description|body|повідомлення|текст|"
            "коментар|питання|сообщение|комментарий|вопрос"
        ),
        "interest": (
            "subject|topic|product|products|service|interested in|тема|товар|послуга|"
            "цікавить|услуга|что интересует|интересует"
        ),
        "company_name": (
            "company|organization|organisation|firm|employer|account|business|"
            "компанія|фірма|організація|підприємство|компания|фирма|организация|"
            "предприятие|название компании"
        ),
        "source_details": "page|page url|form|form name|landing page|сторінка|страница",
        "external_id": "id|external id|message id|lead id|submission id|call id",
        "received_at": "date|time|timestamp|created at|submitted at|дата|час|время",
        "line": "mailbox|to|recipient",
    },
    "contact": {
        "job_title": "title",
        "companies": (
            "company|company name|organization|organisation|firm|employer|account|"
            "account name|компанія|фірма|організація|компания|фирма|организация"
        ),
        "type": "contact type|тип контакту|тип контакта",
        "owner": "contact owner",
    },
    "company": {
        "name": (
            "company|company name|organization|organisation|firm|account|"
            "account name|title|компанія|назва компанії|фірма|організація|компания|"
            "название компании|фирма|организация|название"
        ),
        "type": "company type|account type|тип компанії|тип компании",
        "employees": "size|headcount|кількість працівників|количество сотрудников",
        "revenue": "annual revenue|turnover|річний дохід|оборот|годовой доход",
        "parent": "parent account|holding|материнська компанія|материнская компания",
        "requisites.tax_id": (
            "tax id|tax number|edrpou|inn|єдрпоу|інн|ипн|іпн|инн|код єдрпоу"
        ),
        "owner": "account owner|company owner",
    },
    "deal": {
        "title": (
            "deal|deal name|deal title|opportunity name|name|назва угоди|угода|"
            "название сделки|сделка"
        ),
        "stage": "deal stage|sales stage|стадія угоди|стадия сделки",
        "amount": "deal value|deal amount|сума угоди|сумма сделки",
        "type": "deal type|тип угоди|тип сделки",
        "probability": "chance|шанс|імовірність|вероятность",
        "owner": "deal owner|opportunity owner",
    },
    "activity": {
        "subject": "title|topic|тема|назва|название",
        "kind": "type|activity type|тип|вид|тип справи|тип дела",
        "starts_at": "date|start|start date|дата|початок|начало|дата початку",
        "due_at": "deadline|due|due date|термін|строк|дедлайн|срок|крайній термін",
        "done_at": "completed|completed on|done|виконано|завершено|выполнено",
        "bindings": (
            "record|related to|client|contact|запис|пов’язано з|клієнт|контакт|"
            "связано с|клиент"
        ),
    },
    "quote": {
        "title": "quote name|subject|name|тема|назва пропозиції",
        "number": "quote number|no|номер пропозиції|номер предложения",
        "issued_on": "date|quote date|дата|дата пропозиції",
        "valid_until": "expires|expiration date|дійсна до|действительно до",
    },
    "invoice": {
        "title": "invoice name|subject|name|тема|назва рахунку",
        "number": "invoice number|no|номер рахунку|номер счета",
        "issued_on": "date|invoice date|дата|дата рахунку|дата счета",
        "due_on": "due date|pay by|сплатити до|оплатить до|термін оплати",
    },
    "product": {
        "name": "title|product|item|товар|послуга|назва|название|услуга",
        "sku": "article|code|артикул|код",
        "group": "category|категорія|категория|група|группа",
        "price": "unit price|ціна|вартість|цена|стоимость",
        "cost": "purchase price|собівартість|себестоимость",
        "tax_rate": "vat|vat rate|пдв|ндс",
    },
}
"""What only the tables of one entity call so; it comes before the general words."""
