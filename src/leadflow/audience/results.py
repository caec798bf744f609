"""An audience: whom a mailing reaches, whom it leaves out, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities import Counterparty
from leadflow.values.text import mask
from leadflow.workspace import Workspace
from leadflow.workspace.naming import word


NO_ADDRESS, EXCLUDED = "no_address", "excluded"
UNSUBSCRIBED, NO_CONSENT = "unsubscribed", "no_consent"
REPEATED, NOT_EXPORTED = "repeated", "not_exported"
NO_RIGHT, GONE = "no_right", "gone"
REASONS = (
    NO_ADDRESS,
    EXCLUDED,
    UNSUBSCRIBED,
    NO_CONSENT,
    REPEATED,
    NOT_EXPORTED,
    NO_RIGHT,
    GONE,
)
"""Why somebody is left out."""

_ROWS = 20


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Recipient:
    """Somebody whom a mailing reaches, at one address."""

    address: str = field(repr=mask)
    record: str
    """The id of the lead, contact or company."""
    name: str = field(repr=mask)
    """The person's full name, or the firm's."""
    fields: Mapping[str, str] = field(factory=dict, repr=False)
    """What else was asked for, as text."""
    party: Counterparty = field(repr=False)
    """The record itself, as the actor may see it."""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class LeftOut:
    """A member of the segment whom the mailing does not reach."""

    record: str
    """The id of the record."""
    reason: str
    """``no_address``, ``excluded``, ``unsubscribed``, ``no_consent``, ``repeated``,
    ``not_exported``, ``no_right`` or ``gone``."""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Audience:
    """Whom a mailing reaches, each address once, and whom it leaves out.

    Every member of the segment is in one of the two. Made by ``crm.audience``;
    iterating gives the recipients, and a notebook draws both.
    """

    segment: str
    """The segment's code, or the name of the frozen list."""
    channel: str
    topic: str = ""
    recipients: tuple[Recipient, ...]
    left_out: tuple[LeftOut, ...]
    names: tuple[str, ...] = ()
    """The fields that each recipient has besides address and name."""
    workspace: Workspace = field(repr=False)

    def __iter__(self) -> Iterator[Recipient]:
        return iter(self.recipients)

    def __len__(self) -> int:
        return len(self.recipients)

    @property
    def members(self) -> int:
        """Return how many members there are, reached or not."""
        return len(self.recipients) + len(self.left_out)

    @property
    def reasons(self) -> Mapping[str, int]:
        """Return how many are left out, by reason."""
        counted = Counter(each.reason for each in self.left_out)
        return {each: counted[each] for each in REASONS if counted[each]}

    def __repr__(self) -> str:
        told = "".join(f", {count} {reason}" for reason, count in self.reasons.items())
        return f"<Audience of {self.segment!r}: {len(self)} reached{told}>"

    def __str__(self) -> str:
        return self._drawn("text")

    def _repr_html_(self) -> str:
        return self._drawn("html")

    def _drawn(self, form: str) -> str:
        from leadflow.analytics import sheets, wording  # noqa: PLC0415  # drawn on use

        language = self.workspace.language
        about = " · ".join(e for e in (self.segment, self.channel, self.topic) if e)
        told = {word("reached", language): len(self)}
        told |= {word(f"left_{each}", language): n for each, n in self.reasons.items()}
        counts = (f"{name}: {wording.number(n, language)}" for name, n in told.items())
        sheet = sheets.Sheet(
            title=f"{word('audience', language)}: {about}",
            heads=(word("recipient", language), word("address", language), *self.names),
            rows=tuple(self._row(each) for each in self.recipients[:_ROWS]),
            language=language,
            notes=(" · ".join(counts),),
        )
        return sheets.drawn(sheet, form)

    def _row(self, each: Recipient) -> tuple[str, ...]:
        return each.name, each.address, *(each.fields[name] for name in self.names)
