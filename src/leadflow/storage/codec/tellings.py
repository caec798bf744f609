"""Facts as they are stored: the columns of their rows, and folding those.

Whoever asks how a record was, or whether it is what its facts tell, needs the last
value of each field, and neither the facts as objects nor their changes. Folding the
rows themselves takes a third of the time.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeVar

from attrs import frozen

from leadflow.entities import ENTITIES, Record
from leadflow.entities.records import blank
from leadflow.entities.shapes import Shape, shape
from leadflow.events import PURGED, TOUCHED, Event
from leadflow.storage.codec.changes import carried_from_plain, readers_of
from leadflow.storage.codec.customs import read_instant
from leadflow.storage.codec.events import EventCodec
from leadflow.storage.codec.text import Unreadable, from_text
from leadflow.storage.port import Told
from leadflow.storage.query import instant_text


T = TypeVar("T")

TEXTS: Final = EventCodec(instant_text, read_instant)
"""How events are stored, or told, where there are no instants."""

# Places in a row, behind the number that it begins with.
SEQ = 0
RECORD, VERSION, ENTITY, KIND, AT, ACTOR = range(1, 7)
CHANGES, PIPELINE, STAGE = range(8, 11)
_WHOLE = 3
"""The parts of a change; one that a conversion made has another."""
_DAMAGED = (KeyError, IndexError, TypeError, AttributeError, ValueError)


def told(event: Event) -> Told:
    """Return an event as stores tell it: its ``seq``, then ``EVENT_COLUMNS``."""
    return (event.seq, *TEXTS.row(event))


def is_gone(tellings: Iterable[Told]) -> bool:
    """Tell whether a record was purged: nobody knows any more what it was."""
    return any(each[KIND] == PURGED for each in tellings)


def folded(tellings: Sequence[Told]) -> Record:
    """Return the record that its facts tell of, which are in order (H1).

    Only the last value of each field is read. Raises ``Unreadable`` where it is not
    what leadflow wrote, and where there is no fact.

    >>> from leadflow.testing import a_lead, stored
    >>> lead, change = stored(a_lead())
    >>> folded([told(change.events[0])]) == lead
    True
    """
    return _read(_folded, tellings)


def _folded(tellings: Sequence[Told]) -> Record:
    last: dict[str, Any] = {}
    for each in tellings:
        for change in from_text(each[CHANGES]):
            if len(change) > 1:  # else it was erased
                last[change[0]] = change[2]
    entity = tellings[0][ENTITY]
    readers, draft = readers_of(entity), _draft(entity)
    for name, plain in last.items():
        read = readers[name] or _text
        setattr(draft, name, None if plain is None else read(plain))
    return _signed(draft, tellings)


@frozen
class Tale:
    """What the facts of a record tell, and where they contradict each other."""

    record: Record
    breaks: tuple[str, ...] = ()
    """Fields that were otherwise before a change than after the one before it, and
    stages that the record did not stand on."""


def retold(tellings: Sequence[Told]) -> Tale:
    """Return the record that its facts tell of, with every value read and judged.

    Raises ``Unreadable`` for whatever leadflow did not write.
    """
    return _read(_retold, tellings)


def _retold(tellings: Sequence[Told]) -> Tale:
    entity = tellings[0][ENTITY]
    retelling = _Retelling(entity)
    for each in tellings:
        if each[ENTITY] != entity:
            raise Unreadable("its events are those of different entities")
        retelling.add(each)
    breaks = tuple(dict.fromkeys(retelling.breaks))
    return Tale(_signed(retelling.draft, tellings), breaks)


class _Retelling:
    """A record as its facts tell it, one after the other."""

    def __init__(self, entity: str) -> None:
        self._readers = readers_of(entity)
        self._erased: set[str] = set()
        """Fields of which something was erased: nobody knows what they held."""
        self.draft = _draft(entity)
        self.breaks: list[str] = []

    def add(self, telling: Told) -> None:
        """Go on by one fact."""
        # Read although nobody asks for them: what cannot be read is damaged.
        read_instant(telling[AT])
        telling[-1].split()
        draft, readers = self.draft, self._readers
        for change in from_text(telling[CHANGES]):
            whole = change if len(change) == _WHOLE else self._whole_of(change)
            if not whole:
                continue
            name, before, after = whole
            if (read := readers[name]) is None:
                if type(after) is not str and after is not None:
                    raise Unreadable("a text is missing")
            else:
                before = None if before is None else read(before)
                after = None if after is None else read(after)
            if before != getattr(draft, name):
                self._judge(name, before)
            setattr(draft, name, after)
        if telling[STAGE] is not None and (
            telling[STAGE] != draft.stage or telling[PIPELINE] != draft.pipeline
        ):
            self.breaks.append("stage")

    def _whole_of(self, change: list[Any]) -> list[Any]:
        """Return the change that stands in a conversion's; none where it is erased."""
        if len(change) == 1:
            self._erased.add(change[0])
            return []
        carried_from_plain(*change[_WHOLE:])
        return change[:_WHOLE]

    def _judge(self, name: str, before: object) -> None:
        """Note a field that held another value than a change says it did."""
        if before is not None and self._readers[name] is None:
            _text(before)
        if name in self._erased:
            self._erased.remove(name)
        else:
            self.breaks.append(name)


def _draft(entity: str) -> Any:  # noqa: ANN401  # a draft of whatever the entity is
    """Return a record of nothing that can still be written."""
    known = ENTITIES[entity]
    whole: Shape[Any] = shape(known.cls)
    return whole.copy(blank(known))


def _signed(draft: Any, tellings: Sequence[Told]) -> Record:  # noqa: ANN401  # a draft
    """Return a draft as a record, signed as its last facts tell."""
    first, last = tellings[0], tellings[-1]
    draft.id, draft.version = first[RECORD], last[VERSION]
    for each in reversed(tellings):
        if each[KIND] != TOUCHED:
            draft.updated_at, draft.updated_by = read_instant(each[AT]), each[ACTOR]
            break
    draft.__class__ = ENTITIES[first[ENTITY]].cls
    record: Record = draft
    return record


def _text(plain: object) -> object:
    if type(plain) is not str:
        raise Unreadable("a text is missing")
    return plain


def _read(fold: Callable[[Sequence[Told]], T], tellings: Sequence[Told]) -> T:
    try:
        return fold(tellings)
    except (*_DAMAGED, ArithmeticError) as error:
        what = str(error) if isinstance(error, Unreadable) else "it is no list of facts"
        where = f"the history of '{tellings[0][RECORD]}'" if tellings else "a history"
        raise Unreadable(f"{where} is damaged: {what}") from None
