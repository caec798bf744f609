"""Contact points: the keys by which the same person or firm is recognised (D1).

Stores index them, so that looking up a number among millions is one step.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

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
    telling = [word for word in words if word not in LEGAL_FORMS]
    return " ".join(telling or words)


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
    TAX_ID: one_line,
}


def points(record: Record) -> Iterator[tuple[str, str]]:
    """Give the kind and key of each contact point of a record, each once.

    Leads, contacts and companies have them; a domain where anybody has an address is
    none. An inquiry has what tells that it was received before, other records nothing.
    """
    if isinstance(record, Lead | Contact | Company):
        return iter(dict.fromkeys(_all(record)))
    if isinstance(record, Inquiry):
        return iter([(DELIVERY, key) for key in record.delivery_keys])
    return iter(())


def _all(record: Lead | Contact | Company) -> list[tuple[str, str]]:
    found = [(PHONE, phone.key) for phone in record.phones]
    found += [(EMAIL, email.key) for email in record.emails]
    found += [(MESSENGER, messenger.key) for messenger in record.messengers]
    found += [
        (DOMAIN, website.domain)
        for website in record.websites
        if website.domain not in FREE_MAIL
    ]
    if not isinstance(record, Contact):
        name = record.name if isinstance(record, Company) else record.company_name
        if key := company_key(name):
            found.append((NAME, key))
    requisites = None if isinstance(record, Lead) else record.requisites
    if requisites and requisites.tax_id:
        found.append((TAX_ID, requisites.tax_id))
    return found
