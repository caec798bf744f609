"""From a segment to an audience: each address once, and why others are left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import define, field, frozen

from leadflow.audience.choosing import members, places
from leadflow.audience.filling import known_path, texts
from leadflow.audience.frozen import FrozenSegment
from leadflow.audience.results import (
    EXCLUDED,
    GONE,
    NO_ADDRESS,
    NO_CONSENT,
    NO_RIGHT,
    NOT_EXPORTED,
    REPEATED,
    UNSUBSCRIBED,
    Audience,
    LeftOut,
    Recipient,
)
from leadflow.audience.said import Said, addresses
from leadflow.context import Context
from leadflow.entities import Company, Contact, Counterparty
from leadflow.ids import prefix_of
from leadflow.intake.recognising import domains_above
from leadflow.values import consents
from leadflow.workspace import Segment
from leadflow.workspace.roles import EXPORT


@frozen
class Way:
    """On which channel, about what, and what is to be told of each recipient."""

    channel: str
    topic: str
    fields: tuple[str, ...]


def resolve(context: Context, segment: Segment | FrozenSegment, way: Way) -> Audience:
    """Return whom a mailing reaches, and whom it leaves out.

    Whoever asks is told of the members that the actor may see, and of no other (A3).
    """
    _require_known(context, segment, way.fields)
    work = _Work(context, way)
    if isinstance(segment, Segment):
        name = segment.code
        for member in members(context, segment):
            work.judge(member)
    else:
        name = segment.name
        there = set()
        for id, member in places(context, segment):
            there.add(id)
            work.judge(member)
        gone = (id for id in segment.ids if id not in there)
        work.left_out += [LeftOut(record=id, reason=GONE) for id in gone]
    return Audience(
        segment=name,
        channel=way.channel,
        topic=way.topic,
        recipients=tuple(work.recipients),
        left_out=tuple(work.left_out),
        names=way.fields,
        workspace=context.workspace,
    )


def _require_known(
    context: Context, segment: Segment | FrozenSegment, names: Iterable[str]
) -> None:
    """Raise ``UnknownName`` for a wrong field, whether anybody is reached or not."""
    ids = () if isinstance(segment, Segment) else segment.ids[:1]
    entity = segment.over if isinstance(segment, Segment) else "contact"
    for each in names:
        known_path(
            context, prefix_of(ids[0]) if ids else entity, tuple(each.split("."))
        )


@define(eq=False)
class _Work:
    """One audience in the making."""

    context: Context
    way: Way
    recipients: list[Recipient] = field(factory=list)
    left_out: list[LeftOut] = field(factory=list)
    taken: set[str] = field(factory=set)
    said: Said = field(init=False)
    is_asked_first: bool = field(init=False)
    """Whether the firm writes to those alone who subscribed."""

    def __attrs_post_init__(self) -> None:
        self.said = Said(self.context, self.way.channel)
        self.is_asked_first = self.way.channel in self.context.workspace.opt_in

    def judge(self, party: Counterparty) -> None:
        """Put a member among those who are reached, or those who are left out."""
        known = addresses(party, self.way.channel)
        free = [key for key in known if key not in self.taken]
        allowed = [key for key in free if not self._is_excluded(key)]
        if reason := self._reason(party, known, free, allowed):
            self.left_out.append(LeftOut(record=party.id, reason=reason))
            return
        key = allowed[0]
        self.taken.add(key)
        recipient = Recipient(
            address=known[key],
            record=party.id,
            name=party.name if isinstance(party, Company) else party.name.full(),
            fields=dict(texts(self.context, party, self.way.fields)),
            party=party,
        )
        self.recipients.append(recipient)

    def _reason(
        self,
        party: Counterparty,
        known: Mapping[str, str],
        free: Sequence[str],
        allowed: Sequence[str],
    ) -> str:
        """Return why somebody is left out; what cannot be mended comes first."""
        if not known:
            return NO_ADDRESS
        if refusal := self._refusal(party):
            return refusal
        if not free:
            return REPEATED
        return "" if allowed else EXCLUDED

    def _refusal(self, party: Counterparty) -> str:
        state = self.said.state(party, self.way.topic)
        if state == consents.UNSUBSCRIBED:
            return UNSUBSCRIBED
        if self.is_asked_first and state != consents.SUBSCRIBED:
            return NO_CONSENT
        if isinstance(party, Contact) and not party.export_allowed:
            return NOT_EXPORTED
        seen = self.context.seen
        return "" if seen is None or seen.rights.allows(EXPORT, party) else NO_RIGHT

    def _is_excluded(self, key: str) -> bool:
        listed = self.context.workspace.intake.excluded
        return any(each in listed for each in _forms(key))


def _forms(key: str) -> Iterator[str]:
    """Yield an address, its domain and those above it."""
    yield key
    _, at, domain = key.rpartition("@")
    if at:
        yield from domains_above(domain)
