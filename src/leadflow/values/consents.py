"""Consent: whether somebody wants our letters and calls, since when, on what basis."""

from collections.abc import Hashable, Iterable
from datetime import UTC, datetime

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.errors import InvalidValue, UnknownName
from leadflow.values.instants import instant
from leadflow.values.teaching import teach_names
from leadflow.values.text import clean, code


CHANNELS = ("email", "phone", "messenger")
"""On which somebody is reached."""
SUBSCRIBED, UNSUBSCRIBED, NONE_GIVEN = "subscribed", "unsubscribed", "none"
STATES = (SUBSCRIBED, UNSUBSCRIBED)

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def channel(value: str) -> str:
    """Return a channel, or raise ``UnknownName`` with the nearest right one.

    >>> channel("email")
    'email'
    """
    if value not in CHANNELS:
        raise UnknownName("channel", str(value), CHANNELS, "channel")
    return value


def _state(value: str) -> str:
    if value not in STATES:
        raise UnknownName("state of a consent", str(value), STATES, "state")
    return value


@teach_names
@by_value
@frozen(eq=False, repr=False, weakref_slot=False)
class Consent:
    """What somebody said about one channel, or one topic of it.

    >>> Consent("email", "unsubscribed", topic="news").key
    'email/news:unsubscribed'
    """

    channel: str = field(converter=channel)
    """``email``, ``phone`` or ``messenger``."""
    state: str = field(converter=_state)
    """``subscribed`` or ``unsubscribed``."""
    topic: str = field(default="", converter=code, kw_only=True)
    """A code such as ``news``; without one it is said of the whole channel."""
    at: datetime | None = field(default=None, converter=instant, kw_only=True)
    """When it was said; what has no time is older than all that has."""
    by: str = field(default="", converter=clean, kw_only=True)
    """Login of whoever took it down."""
    basis: str = field(default="", converter=clean, kw_only=True)
    """Where it was said, or in which words: ``form on the site``."""

    @property
    def about(self) -> str:
        """Return what it is about: ``email``, or ``email/news``."""
        return f"{self.channel}/{self.topic}" if self.topic else self.channel

    @property
    def key(self) -> str:
        """Return by what ``F.consents.contains(…)`` finds it."""
        return f"{self.about}:{self.state}"

    @property
    def identity(self) -> Hashable:
        """Return what tells it from every other one: all of it."""
        return self

    @property
    def order(self) -> tuple[datetime, bool]:
        """Return by what the later word is told; at one time it is the refusal."""
        return self.at or _LONG_AGO, self.state == UNSUBSCRIBED


def consents(value: Iterable[Consent] | Consent | None) -> tuple[Consent, ...]:
    """Return the last word on each channel and topic, in the order of both.

    An unsubscription wins over a subscription, unless that is later.

    >>> yes, no = (Consent("email", each) for each in ("subscribed", "unsubscribed"))
    >>> [each.state for each in consents([no, yes])]
    ['unsubscribed']
    """
    given: Iterable[object] = (value,) if isinstance(value, Consent) else value or ()
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise _strange(given)
    last: dict[str, Consent] = {}
    for each in given:
        if not isinstance(each, Consent):
            raise _strange(each)
        known = last.get(each.about)
        if known is None or each.order > known.order:
            last[each.about] = each
    return tuple(last[about] for about in sorted(last))


def _strange(value: object) -> InvalidValue:
    reason = f"cannot be of type {type(value).__name__}"
    return InvalidValue("consent", reason, "write Consent('email', 'subscribed')")


def state_of(said: Iterable[Consent], channel: str, topic: str = "") -> str:
    """Return what holds of a channel and topic: a state, or ``none``.

    Who left the whole channel gets no topic of it, unless subscribed to that one
    later. Who left a topic stays out of it, whatever was said of the channel.

    >>> said = [Consent("email", "subscribed")]
    >>> state_of(said, "email", "news"), state_of(said, "phone")
    ('subscribed', 'none')
    """
    last = {each.topic: each for each in consents(said) if each.channel == channel}
    whole, own = last.get(""), last.get(topic)
    if own is None or whole is None:
        return getattr(own or whole, "state", NONE_GIVEN)
    if whole.state == UNSUBSCRIBED and whole.order >= own.order:
        return UNSUBSCRIBED
    return own.state
