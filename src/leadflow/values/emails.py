"""E-mail addresses, with the key that finds them again (D1)."""

import re
from collections.abc import Iterable
from typing import cast

from attrs import field, frozen

from leadflow.deferred import by_value, expression
from leadflow.errors import InvalidValue
from leadflow.values.several import items_of, split_kind, united
from leadflow.values.text import clean, mask, one_of


KINDS = ("work", "home", "mailing", "other")

_FREE_MAIL = (
    "126.com 163.com aim.com aliyun.com aol.com aon.at arcor.de atlas.cz bigmir.net "
    "bigpond.com bk.ru bluewin.ch btinternet.com centrum.cz chello.at comcast.net "
    "cox.net daum.net email.com email.cz email.ua fastmail.com fastmail.fm fm.com.ua "
    "free.fr freemail.hu freenet.de gazeta.pl gmail.com gmx.at gmx.ch gmx.com gmx.de "
    "gmx.net googlemail.com hanmail.net hey.com hotmail.co.uk hotmail.com hotmail.de "
    "hotmail.es hotmail.fr hotmail.it hushmail.com i.ua icloud.com inbox.lv inbox.ru "
    "interia.pl internet.ru laposte.net libero.it list.ru live.co.uk live.com live.fr "
    "live.nl live.ru mac.com mail.bg mail.com mail.de mail.ee mail.kz mail.ru mail.ua "
    "me.com meta.ua msn.com mynet.com myself.com narod.ru naver.com neuf.fr o2.pl "
    "online.ua onet.eu onet.pl op.pl orange.fr outlook.com outlook.de outlook.fr "
    "pm.me poczta.onet.pl post.cz posteo.de proton.me protonmail.ch protonmail.com "
    "qip.ru qq.com rambler.ru rediffmail.com rocketmail.com sapo.pt sbcglobal.net "
    "seznam.cz sfr.fr sina.com sky.com sohu.com t-online.de telenet.be terra.com.br "
    "tiscali.it tlen.pl tut.by tuta.com tutanota.com ua.fm ukr.net uol.com.br "
    "verizon.net virgilio.it vodafone.it volny.cz walla.co.il wanadoo.fr web.de wp.pl "
    "xtra.co.nz ya.ru ya.ua yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com "
    "yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.it yandex.by yandex.com yandex.kz "
    "yandex.ru yandex.ua yeah.net ymail.com zoho.com zohomail.com"
)
FREE_MAIL = frozenset(_FREE_MAIL.split())
"""Domains where anybody has an address: they say nothing about the company."""

_NAMED = expression(r"^[^<>]*<\s*([^<>\s]+)\s*>$")
_URI = expression(r"^mailto:", re.IGNORECASE)
_LOCAL = expression(r'[^\s@"(),:;<>\[\]\\.]+(?:\.[^\s@"(),:;<>\[\]\\.]+)*')
_LABEL = expression(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
# What most addresses look like; they pass every test below.
_USUAL = expression(
    r"(?:[a-zA-Z0-9_+-]+\.)*[a-zA-Z0-9_+-]+@"
    r"(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,63}"
)
_LONGEST_LOCAL = 64
_LONGEST = 254
_HINT = "write it like 'olena@kyivlog.example'"


def _kind(value: str) -> str:
    return one_of(value, KINDS, "kind of e-mail")


def is_usual(value: object) -> bool:
    """Tell whether a text is an address of ASCII letters, short and without a doubt.

    >>> is_usual("Olena@kyivlog.example"), is_usual("mailto:olena@kyivlog.example")
    (True, False)
    """
    # With at most 64 characters neither part can be too long.
    is_short = isinstance(value, str) and len(value) <= _LONGEST_LOCAL
    return is_short and _USUAL().fullmatch(cast("str", value)) is not None


def _address(value: str) -> str:
    if is_usual(value):
        return value
    text = clean(value, "e-mail")
    named = _NAMED().match(text)
    bare = named[1] if named else _URI().sub("", text)
    _check(bare)
    return bare


def _check(address: str) -> None:
    local, at, domain = address.rpartition("@")
    if not at or not _LOCAL().fullmatch(local) or not address.isprintable():
        raise InvalidValue("e-mail", "is not an address", _HINT)
    if len(local.encode()) > _LONGEST_LOCAL or len(address.encode()) > _LONGEST:
        raise InvalidValue("e-mail", "is longer than an address may be")
    if not is_domain(domain):
        raise InvalidValue("e-mail", "has no valid domain", _HINT)


def is_domain(text: str) -> bool:
    """Say whether text can be the name of a host on the internet.

    Names without a dot and numeric addresses are not: no client is there.

    >>> is_domain("kyivlog.example"), is_domain("localhost"), is_domain("10.0.0.1")
    (True, False, False)
    """
    labels = domain_key(text).split(".") if len(text) <= _LONGEST else []
    fit = all(_LABEL().fullmatch(label) for label in labels)
    return fit and len(labels) > 1 and not labels[-1].isdecimal()


def domain_key(domain: str) -> str:
    """Return a domain as it is compared: lower case, in ASCII where it has such.

    >>> domain_key("Пошта.УКР")
    'xn--80a1acn3a.xn--j1amh'
    """
    if domain.isascii():
        return domain.lower()
    try:
        return domain.encode("idna").decode().lower()
    except UnicodeError:  # no such name can exist, but it can be compared
        return domain.casefold()


@by_value
@frozen(eq=False, repr=False, weakref_slot=False)
class Email:
    """One address, kept as written.

    Quoted local parts, domains without a dot and numeric domains are refused: they
    are legal and never a client's.

    >>> Email("Olena <Olena@KyivLog.example>").key
    'olena@kyivlog.example'
    """

    address: str = field(converter=_address, repr=mask)
    kind: str = field(default="work", converter=_kind)

    @classmethod
    def parse(cls, text: str) -> "Email":
        """Return an address from text that may begin with its kind.

        >>> Email.parse("home: olena@kyiv.example").kind
        'home'
        """
        if is_usual(text):
            return cls(text)
        bare = _URI().sub("", clean(text, "e-mail"))
        if "<" in bare:
            return cls(bare)
        kind, address = split_kind(bare, KINDS, "e-mail")
        return cls(address, kind or "work")

    @property
    def key(self) -> str:
        """Return what makes two addresses the same, whoever the provider is.

        Letters are folded; dots and ``+tags`` count, because only some providers
        ignore them.
        """
        if self.address.isascii():
            return self.address.lower()
        local, _, domain = self.address.rpartition("@")
        return f"{local.casefold()}@{domain_key(domain)}"

    @property
    def domain(self) -> str:
        """Return the domain as it is compared."""
        return domain_key(self.address.rpartition("@")[2])

    @property
    def is_free_mail(self) -> bool:
        """Say whether the domain is open to anybody."""
        return self.domain in FREE_MAIL

    def __str__(self) -> str:
        """Return the address as written."""
        return self.address


def emails(
    value: "str | Email | Iterable[str | Email | tuple[str, str]] | None",
) -> tuple[Email, ...]:
    """Return the addresses of a field; a tuple is (address, kind).

    One text may hold several, separated by ``;``, new lines or commas.
    The same address is kept once, as first written.

    >>> [mail.key for mail in emails("a@kyiv.example, A@kyiv.example")]
    ['a@kyiv.example']
    """
    if isinstance(value, Email):
        return (value,)
    if isinstance(value, str) and is_usual(value):
        return (Email(value),)
    found = [_email(item) for item in items_of(value, "e-mail", _split)]
    return united(found, lambda email: email.key)


def _email(item: object) -> Email:
    if isinstance(item, Email):
        return item
    if isinstance(item, str):
        return Email.parse(item)
    if isinstance(item, tuple) and len(item) == 2:  # noqa: PLR2004
        return Email(*item)
    raise InvalidValue("e-mail", f"must be text, not {type(item).__name__}")


def _split(text: str) -> list[str]:
    parts: list[str] = []
    for line in text.replace("\n", ";").split(";"):
        pending = ""
        for piece in line.split(","):
            # A comma inside "Kovalenko, Olena <…>" belongs to the name.
            pending = f"{pending},{piece}" if pending else piece
            if "@" in piece:
                parts.append(pending)
                pending = ""
        parts.append(pending)
    return parts
