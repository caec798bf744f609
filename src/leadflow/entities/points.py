"""Contact points: the keys by which the same person or firm is recognised (D1).

Stores index them, so that looking up a number among millions is one step.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import filterfalse, repeat
from operator import attrgetter
from typing import Any

from leadflow.deferred import expression
from leadflow.entities.catalog import Record
from leadflow.entities.company import Company
from leadflow.entities.contact import Contact
from leadflow.entities.inquiry import Inquiry
from leadflow.entities.lead import Lead
from leadflow.errors import InvalidValue, UnknownName
from leadflow.values import Email, Messenger, Phone, Website
from leadflow.values.emails import FREE_MAIL, is_usual
from leadflow.values.legal_forms import LEGAL_FORMS
from leadflow.values.numbers import bare
from leadflow.values.phones import is_kept
from leadflow.values.text import fold, one_line


PHONE, EMAIL, MESSENGER, DOMAIN, NAME, TAX_ID = (
    "phone",
    "email",
    "messenger",
    "domain",
    "name",
    "tax_id",
)
KINDS = (PHONE, EMAIL, MESSENGER, DOMAIN, NAME, TAX_ID)
DELIVERY = "delivery"
"""What tells that an inquiry was received before; nobody is found by it (I2)."""

_WORDS = expression(r"[^\W_]+")
# What is written with dots is one word: S.A., с.р.о.
_DOTTED = expression(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])")


@lru_cache(maxsize=256)
def company_key(name: str) -> str:
    """Return a firm's name without case, punctuation and legal form.

    >>> company_key('ТОВ "Київ-Логістик"') == company_key("київ логістик")
    True
    >>> company_key("Iberia Logistics, S.A.")
    'iberia logistics'
    """
    if not name:
        return ""
    text = fold(name)
    if "." in text:
        text = _DOTTED().sub(lambda found: found[0].replace(".", ""), text)
    words = _WORDS().findall(text)
    telling = filterfalse(LEGAL_FORMS.__contains__, words)
    return " ".join(telling) or " ".join(words)


def point_key(kind: str, value: str) -> str:
    """Return the key by which a phone, an address or a name is looked up.

    Raises ``UnknownName`` for another kind, ``InvalidValue`` for what is none.

    >>> point_key("email", "Olena@Kyivlog.example")
    'olena@kyivlog.example'
    """
    if kind not in KINDS:
        raise UnknownName("kind of contact point", kind, KINDS)
    key = _KEYS[kind](value)
    if not key:
        raise InvalidValue(kind, "is empty", "say what to look for")
    return key


def _messenger(value: str) -> str:
    service, _, handle = value.partition(":")
    return Messenger(service, handle).key


_KEYS: Mapping[str, Callable[[str], str]] = {
    PHONE: lambda value: value if is_kept(value) else Phone(value).key,
    EMAIL: lambda v: v.lower() if is_usual(v) else Email.parse(v).key,
    MESSENGER: _messenger,
    DOMAIN: lambda value: Website(value).domain,
    NAME: lambda value: company_key(one_line(value)),
    TAX_ID: bare,
}


def points(record: Record) -> Iterable[tuple[str, str]]:
    """Return the kind and key of each contact point of a record, each once.

    Leads, contacts and companies have them; a domain where anybody has an address is
    none. An inquiry has what tells that it was received before, other records nothing.
    """
    of = _POINTS.get(type(record))
    return dict.fromkeys(of(record)) if of else ()


def _of_inquiry(inquiry: Inquiry) -> list[tuple[str, str]]:
    return [(DELIVERY, key) for key in inquiry.delivery_keys]


def _of_anybody(record: Lead | Contact | Company) -> list[tuple[str, str]]:
    if isinstance(record, Lead):
        name, requisites = record.company_name, None
    else:
        name = record.name if isinstance(record, Company) else ""
        requisites = record.requisites
    # The number of a phone is its key, and needs no call to say so.
    found = [*zip(_PHONES, map(_number, record.phones), strict=False)]
    found += zip(_EMAILS, map(_key, record.emails), strict=False)
    # Most have none of these: not to ask is quicker than to find nothing.
    if record.messengers:
        found += zip(_MESSENGERS, map(_key, record.messengers), strict=False)
    if record.websites:
        domains = [website.domain for website in record.websites]
        found += [(DOMAIN, each) for each in domains if each not in FREE_MAIL]
    if name and (key := company_key(name)):
        found.append((NAME, key))
    if requisites is not None and (key := bare(requisites.tax_id)):
        found.append((TAX_ID, key))
    return found


_key, _number = attrgetter("key"), attrgetter("number")
_PHONES, _EMAILS, _MESSENGERS = repeat(PHONE), repeat(EMAIL), repeat(MESSENGER)


POINTED = frozenset(
    (
        "phones emails messengers websites name company_name requisites delivery_keys"
    ).split()
)
"""The fields that contact points are made of."""

_POINTS: Mapping[type, Callable[[Any], list[tuple[str, str]]]] = {
    Lead: _of_anybody,
    Company: _of_anybody,
    Contact: _of_anybody,
    Inquiry: _of_inquiry,
}
