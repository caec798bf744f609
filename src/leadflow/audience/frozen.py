"""Lists of a day: who was in a segment when it was frozen (Z7)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cached_property

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.errors import InvalidValue
from leadflow.storage.keeping import answer_in, as_kept
from leadflow.storage.port import Command
from leadflow.values.text import clean


VERB = "freeze"
"""Under which verb lists are kept among the commands."""
_KEY = "segment:"
_SECOND = 1_000_000


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class FrozenSegment:
    """Who was in a segment at a moment: ids that stay as they were.

    Made by ``crm.segments.freeze``. ``crm.segments.of`` gives the members that are
    still there; merged ones are their survivors (P10).
    """

    name: str
    segment: str
    """The segment's code."""
    at: datetime
    by: str
    """Login of whoever froze it."""
    ids: tuple[str, ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, id: object) -> bool:
        return id in self._known

    @cached_property
    def _known(self) -> frozenset[object]:
        return frozenset(self.ids)

    def __repr__(self) -> str:
        return f"<FrozenSegment {self.name!r} of {self.at:%Y-%m-%d}: {len(self)}>"

    def since(self, earlier: "FrozenSegment") -> "SegmentChange":
        """Return who came and who left since an earlier list."""
        mine, theirs = self._known, earlier._known  # noqa: SLF001  # of one class
        return SegmentChange(
            came=tuple(each for each in self.ids if each not in theirs),
            left=tuple(each for each in earlier.ids if each not in mine),
            stayed=tuple(each for each in self.ids if each in theirs),
        )


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class SegmentChange:
    """What became of a list from one time to another, as ids."""

    came: tuple[str, ...]
    left: tuple[str, ...]
    stayed: tuple[str, ...]

    def __repr__(self) -> str:
        many = f"{len(self.came)} came, {len(self.left)} left"
        return f"<SegmentChange: {many}, {len(self.stayed)} stayed>"


def key_of(name: str) -> str:
    """Return the key under which a list is kept; raises ``InvalidValue`` for none.

    >>> key_of(" spring mailing ")
    'segment:spring mailing'
    """
    found = clean(name, "name")
    if not found:
        raise InvalidValue("name", "is missing", "name the list: name='spring'")
    return f"{_KEY}{found}"


def command(
    actor: str, key: str, segment: str, at: datetime, ids: Iterable[str]
) -> Command:
    """Return a list as it is kept; of no member more than the id is in it."""
    # In hexadecimal: what erases people looks for their days and numbers in it.
    moment = f"{round(at.timestamp() * _SECOND):x}"
    told = {"segment": segment, "at": moment, "ids": " ".join(ids)}
    return Command(actor=actor, key=key, verb=VERB, request="", result=as_kept(told))


def read(command: Command) -> FrozenSegment:
    """Return the list that a command keeps."""
    known = answer_in(command)
    return FrozenSegment(
        name=command.key.removeprefix(_KEY),
        segment=known["segment"],
        at=datetime.fromtimestamp(int(known["at"], 16) / _SECOND, UTC),
        by=command.actor,
        ids=tuple(known["ids"].split()),
    )


def all_kept(commands: Iterable[Command]) -> list[FrozenSegment]:
    """Return the lists among the commands, the oldest first."""
    found = (read(each) for each in commands if each.verb == VERB)
    return sorted(found, key=lambda each: (each.at, each.name, each.by))
