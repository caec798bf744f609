"""Web sites and messenger accounts."""

import re
from collections.abc import Iterable

from attrs import field, frozen

from leadflow.deferred import by_value, expression
from leadflow.errors import InvalidValue
from leadflow.values.dialling import normalise
from leadflow.values.emails import domain_key, is_domain
from leadflow.values.several import items_of, split_kind, united
from leadflow.values.text import clean, mask, one_line, one_of


KINDS = ("work", "home", "facebook", "livejournal", "twitter", "vk", "other")
SERVICES = (
    "telegram",
    "whatsapp",
    "viber",
    "skype",
    "facebook",
    "instagram",
    "vk",
    "signal",
    "linkedin",
    "discord",
    "icq",
    "jabber",
    "line",
    "matrix",
    "msn",
    "wechat",
    "other",
)

_SCHEME = expression(r"^([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_OTHER_SCHEME = expression(r"^[a-z][a-z0-9+-]*:(?!\d)", re.IGNORECASE)
_HOST = expression(r"^https?://([^/?#:@]+)(?::\d{1,5})?(?=[/?#]|$)")
_FORBIDDEN = expression(r"[\s<>\"`{}|\\^\x00-\x1f\x7f]")
_LONGEST = 2048
_BY_NUMBER = frozenset({"whatsapp", "viber", "signal"})
_PROFILES = {
    "t.me": "telegram",
    "telegram.me": "telegram",
    "wa.me": "whatsapp",
    "facebook.com": "facebook",
    "m.me": "facebook",
    "instagram.com": "instagram",
    "vk.com": "vk",
    "linkedin.com": "linkedin",
}


def _kind(value: str) -> str:
    return one_of(value, KINDS, "kind of web site")


def _service(value: str) -> str:
    return one_of(value, SERVICES, "messenger")


def _url(value: str) -> str:
    text = clean(value, "web address")
    scheme = _SCHEME().match(text)
    if (scheme and scheme[1].lower() not in ("http", "https")) or (
        not scheme and _OTHER_SCHEME().match(text)
    ):
        hint = "only http and https are links to a site"
        raise InvalidValue("web address", "has a scheme that is not allowed", hint)
    rest = text[scheme.end() :] if scheme else text.removeprefix("//")
    url = f"{scheme[1].lower() if scheme else 'https'}://{rest}"
    _check(url)
    return url


def _check(url: str) -> None:
    host = _HOST().match(url)
    if _FORBIDDEN().search(url) or not url.isprintable() or not host:
        hint = "write it like 'https://kyivlog.example'"
        raise InvalidValue("web address", "is not a link", hint)
    if not is_domain(host[1]) or len(url) > _LONGEST:
        raise InvalidValue("web address", "has no valid domain or is too long")


@by_value
@frozen(eq=False, repr=False, weakref_slot=False)
class Website:
    """A page on the web; without scheme, ``https://`` is put before it.

    >>> Website("www.kyivlog.example/about").domain
    'kyivlog.example'
    """

    url: str = field(converter=_url)
    kind: str = field(default="work", converter=_kind)

    @property
    def domain(self) -> str:
        """Return the domain as it is compared, without ``www.``."""
        found = _HOST().match(self.url)
        return domain_key(found[1]).removeprefix("www.") if found else ""

    @property
    def key(self) -> str:
        """Return what makes two links the same: no scheme, ``www.`` or last slash."""
        found = _HOST().match(self.url)
        path = self.url[found.end(1) :] if found else ""
        return f"{self.domain}{path.rstrip('/')}"

    def __str__(self) -> str:
        """Return the link."""
        return self.url


@by_value
@frozen(eq=False, repr=False, weakref_slot=False)
class Messenger:
    """An account where somebody can be written to.

    A leading ``@`` is dropped; WhatsApp, Viber and Signal numbers are normalised
    like phones.

    >>> Messenger("telegram", "@olena").key
    'telegram:olena'
    """

    service: str = field(converter=_service)
    handle: str = field(repr=mask)

    def __attrs_post_init__(self) -> None:
        """Reduce the handle as its service writes it."""
        # attrs' documented way to finish a frozen instance.
        object.__setattr__(self, "handle", _handle(self.service, self.handle))

    @classmethod
    def parse(cls, text: str) -> "Messenger":
        """Return an account from ``service:handle`` or from a profile's link.

        >>> Messenger.parse("https://t.me/olena")
        Messenger(service='telegram', handle=o…)
        """
        line = one_line(text, "messenger")
        profile = _profile(line)
        if profile:
            return cls(*profile)
        service, handle = split_kind(line, SERVICES, "messenger")
        if service:
            return cls(service, handle)
        hint = "write it like 'telegram:@olena'"
        raise InvalidValue("messenger", "has no service", hint)

    @property
    def key(self) -> str:
        """Return what makes two accounts the same: case does not matter."""
        return f"{self.service}:{self.handle.casefold()}"

    def __str__(self) -> str:
        """Return ``service:handle``."""
        return f"{self.service}:{self.handle}"


def _handle(service: str, value: str) -> str:
    line = one_line(value, "messenger")
    known, handle = _profile(line) or ("", "")
    text = (handle if known == service else line).lstrip("@ ")
    if not text:
        raise InvalidValue("messenger", "has no account name")
    if service not in _BY_NUMBER:
        return text
    try:
        return normalise(text)
    except InvalidValue:  # an account name, which these services have too
        return text


def _profile(text: str) -> tuple[str, str] | None:
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", text, flags=re.IGNORECASE)
    domain, slash, path = bare.partition("/")
    service = _PROFILES.get(domain.lower())
    handle = path.partition("?")[0].rstrip("/").removeprefix("in/")
    if not service or not slash or not handle:
        return None
    # wa.me writes numbers without the plus.
    plus = "+" if service == "whatsapp" and handle.isdecimal() else ""
    return service, f"{plus}{handle}"


def websites(
    value: "str | Website | Iterable[str | Website | tuple[str, str]] | None",
) -> tuple[Website, ...]:
    """Return the links of a field; a tuple is (link, kind).

    One text may hold several, separated by white space or ``;``.

    >>> [site.domain for site in websites("kyivlog.example https://www.lviv.example")]
    ['kyivlog.example', 'lviv.example']
    """
    if isinstance(value, Website):
        return (value,)
    found = items_of(value, "web address", lambda text: re.split(r"[\s;]+", text))
    return united(map(_website, found), lambda site: site.key)


def _website(item: object) -> Website:
    if isinstance(item, Website):
        return item
    if isinstance(item, str):
        return Website(item)
    if isinstance(item, tuple) and len(item) == 2:  # noqa: PLR2004
        return Website(*item)
    raise InvalidValue("web address", f"must be text, not {type(item).__name__}")


def messengers(
    value: "str | Messenger | Iterable[str | Messenger | tuple[str, str]] | None",
) -> tuple[Messenger, ...]:
    """Return the accounts of a field; a tuple is (service, handle).

    One text may hold several, separated by ``;``, commas or new lines.

    >>> [account.key for account in messengers("telegram:@olena; viber:olena.k")]
    ['telegram:olena', 'viber:olena.k']
    """
    if isinstance(value, Messenger):
        return (value,)
    found = items_of(value, "messenger", lambda text: re.split(r"[;,\n]+", text))
    return united(map(_messenger, found), lambda account: account.key)


def _messenger(item: object) -> Messenger:
    if isinstance(item, Messenger):
        return item
    if isinstance(item, str):
        return Messenger.parse(item)
    if isinstance(item, tuple) and len(item) == 2:  # noqa: PLR2004
        return Messenger(*item)
    raise InvalidValue("messenger", f"must be text, not {type(item).__name__}")
