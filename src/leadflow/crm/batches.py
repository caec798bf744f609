"""Many records at once: each stands alone, and each says what came of it (C7).

Records are converted, or moved, a few to a transaction. One transaction for all
would make every other writer wait until the last one is done, and an outage would
take back the first; one for each would pay for a durable commit a thousand times.
What those of a transaction write is written together, in few statements; one that
fails leaves no trace of itself, as if it had a savepoint of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Generic, TypeAlias, TypeVar

import attrs
from attrs import frozen

from leadflow.conversion.plan import ConversionPlan, Source
from leadflow.crm.desk import Desk
from leadflow.crm.naming import id_if_any
from leadflow.crm.retrying import retried
from leadflow.deferred import by_value, collected_later
from leadflow.errors import (
    AlreadyConverted,
    AmbiguousMatch,
    Conflict,
    Fault,
    InvalidValue,
    KeyReused,
    LeadflowError,
    NoVariant,
    PlanOutdated,
    StoreError,
)
from leadflow.storage.gathering import Gathering, TornError
from leadflow.storage.port import Writer


T = TypeVar("T")
W = TypeVar("W")

CONVERTED = "converted"
MOVED = "moved"
RECEIVED = "received"
ANSWERED = "answered"
FAILED = "failed"
NOT_TRIED = "not tried"

# So many records are a fraction of a second: nobody waits long for a turn.
_AT_ONCE = 100
# A page of failures is read, a longer one is counted; ``failed`` has them all.
_SHOWN = 50

Progress: TypeAlias = Callable[[int, int], object]
"""Told how many records are done and kept, and how many there are."""
Wanted: TypeAlias = Source | str | ConversionPlan


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class BatchItem(Generic[T]):
    """What came of one record of a batch."""

    record: str
    """Its id, as far as one was given."""
    outcome: str
    """``converted``, ``moved`` or ``received``; ``answered`` with the first result of
    the same request; ``failed``; ``not tried`` after a failure that stopped the batch.
    """
    result: T | None = None
    """What ``convert`` or ``move`` returned."""
    error: LeadflowError | None = None

    @property
    def code(self) -> str:
        """Return the error's stable code, ``""`` without an error."""
        return self.error.code if self.error else ""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Return what stood in the way, each with path and reason."""
        return tuple(_faults(self.error)) if self.error else ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Return where it stood: ``company``, ``deal.amount``, ``record.version``."""
        return tuple(dict.fromkeys(each.path for each in self.faults))

    @property
    def reason(self) -> str:
        """Return the error's sentence, ``""`` without an error."""
        return str(self.error) if self.error else ""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Batch(Generic[T]):
    """What came of a batch: an item for each record, in the order given.

    ``print`` shows the counts and what failed; a notebook draws it.
    """

    items: tuple[BatchItem[T], ...]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[BatchItem[T]]:
        return iter(self.items)

    @property
    def converted(self) -> tuple[BatchItem[T], ...]:
        """Return what was converted now."""
        return self._with(CONVERTED)

    @property
    def moved(self) -> tuple[BatchItem[T], ...]:
        """Return what stands on its new stage now."""
        return self._with(MOVED)

    @property
    def received(self) -> tuple[BatchItem[T], ...]:
        """Return what was taken in now."""
        return self._with(RECEIVED)

    @property
    def answered(self) -> tuple[BatchItem[T], ...]:
        """Return what an earlier call had done already."""
        return self._with(ANSWERED)

    @property
    def failed(self) -> tuple[BatchItem[T], ...]:
        """Return what failed; nothing of these was changed."""
        return self._with(FAILED)

    @property
    def not_tried(self) -> tuple[BatchItem[T], ...]:
        """Return what came after the failure that stopped the batch."""
        return self._with(NOT_TRIED)

    @property
    def codes(self) -> Mapping[str, int]:
        """Return how many failed by each code, the most frequent first."""
        codes = [each.code for each in self.failed]
        names = sorted(set(codes), key=lambda name: (-codes.count(name), name))
        return {name: codes.count(name) for name in names}

    def __str__(self) -> str:
        return "\n".join((self._headline(), *(f"  {line}" for line in self._lines())))

    def __repr__(self) -> str:
        return f"<Batch: {self._headline()}>"

    def _repr_html_(self) -> str:
        from leadflow.markup import drawn  # noqa: PLC0415  # on use

        sections = [
            (code, (f"{count} failed",), list(self._rows(code)))
            for code, count in self.codes.items()
        ]
        return drawn(self._headline(), sections, ())

    def _headline(self) -> str:
        outcomes = (CONVERTED, MOVED, RECEIVED, ANSWERED, FAILED, NOT_TRIED)
        counts = ((len(self._with(each)), each) for each in outcomes)
        told = ", ".join(f"{count} {each}" for count, each in counts if count)
        noun = "record" if len(self) == 1 else "records"
        return f"{len(self)} {noun}: {told or 'nothing to do'}"

    def _lines(self) -> Iterator[str]:
        for number, each in enumerate(self.items):
            if each.outcome == FAILED:
                name = each.record or "no record"
                yield f"[{number}] {name}: {each.code}: {each.reason}"

    def _rows(self, code: str) -> Iterator[tuple[str, str, str]]:
        mine = (each for each in self.failed if each.code == code)
        for each in islice(mine, _SHOWN):
            yield each.record or "no record", ", ".join(each.paths), each.reason

    def _with(self, outcome: str) -> tuple[BatchItem[T], ...]:
        return tuple(each for each in self.items if each.outcome == outcome)


def _nothing(_: object, __: object) -> None:
    return None


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Alone(Generic[W, T]):
    """A verb that is done with each of many records by itself."""

    desk: Desk
    begin: Callable[[Writer], Callable[[W], tuple[str, T]]]
    """Makes ready for the records of a transaction.

    What it returns is called with each, and returns outcome and result, or raises.
    """
    stop: bool = False
    """End at the first failure."""
    foresee: Callable[[Gathering, Sequence[W]], None] = _nothing
    """Reads what some records will be asked for, in few questions."""

    def of(self, records: Iterable[W], progress: Progress | None) -> Batch[T]:
        """Return what came of each record."""
        several = list(_several(records))
        with collected_later():
            return Batch(items=tuple(self._items(several, progress)))

    def _items(
        self, several: Sequence[W], progress: Progress | None
    ) -> list[BatchItem[T]]:
        items: list[BatchItem[T]] = []
        for start in range(0, len(several), _AT_ONCE):
            items += self._some(several[start : start + _AT_ONCE])
            if progress is not None:
                progress(len(items), len(several))
            if self.stop and _stops(items[-1]):
                items += map(self._left, several[len(items) :])
                break
        return items

    @retried
    def _some(self, records: Sequence[W]) -> list[BatchItem[T]]:
        """Do it with some records in one transaction.

        All are written together first. Where that fails, or one of them cannot be
        taken back by itself, they are done again, each in a savepoint of its own.
        """
        try:
            with self.desk.gathering() as gathered:
                self.foresee(gathered, records)
                items = self._each(self.desk.admitted(gathered), records)
        except StoreError:
            raise  # nothing is wrong with the records
        except (LeadflowError, TornError):
            with self.desk.writing() as writer:
                items = self._each(writer, records)
        return items

    def _each(self, writer: Writer, records: Sequence[W]) -> list[BatchItem[T]]:
        do, items = self.begin(writer), list[BatchItem[T]]()
        for each in records:
            has_stopped = self.stop and items and _stops(items[-1])
            items.append(self._left(each) if has_stopped else _one(writer, do, each))
        return items

    def _left(self, record: W) -> BatchItem[T]:
        return BatchItem(record=name_of(record), outcome=NOT_TRIED)


def _one(writer: Writer, do: Callable[[W], tuple[str, T]], record: W) -> BatchItem[T]:
    """Return what came of one record; of one that failed nothing is left (C7)."""
    try:
        with writer.savepoint():
            outcome, result = do(record)
    except StoreError:
        raise  # nothing is wrong with the record
    except LeadflowError as error:
        return BatchItem(record=name_of(record), outcome=FAILED, error=error)
    return BatchItem(record=name_of(record), outcome=outcome, result=result)


def _several(records: Iterable[W]) -> Iterable[W]:
    """Return what was given, unless it is one record: then another verb is meant."""
    if isinstance(records, str) or not isinstance(records, Iterable):
        reason = f"cannot be of type {type(records).__name__}"
        hint = "give a list, or use the verb for one: convert(…), move(…)"
        raise InvalidValue("records", reason, hint)
    return records


def _stops(item: BatchItem[T]) -> bool:
    return item.outcome in (FAILED, NOT_TRIED)


def name_of(record: object) -> str:
    """Return the id of what was given, as far as it has one."""
    if isinstance(record, str):
        return record
    if isinstance(record, ConversionPlan):
        return record.source
    return id_if_any(record)


_PLACES: Mapping[type[LeadflowError], str] = {
    AlreadyConverted: "record.converted_at",
    Conflict: "record.version",
    KeyReused: "key",
    PlanOutdated: "plan",
}


def _faults(error: LeadflowError) -> Iterator[Fault]:
    """Yield an error's faults; one without a path is about the record."""
    if isinstance(error, NoVariant):
        yield from (attrs.evolve(f, path=f"variant.{f.path}") for f in error.tried)
    elif isinstance(error, AmbiguousMatch):
        yield Fault(error.entity, str(error), code=error.code)
    elif found := getattr(error, "faults", ()):
        yield from (attrs.evolve(each, path=each.path or "record") for each in found)
    elif isinstance(error, InvalidValue):
        yield error.fault if error.path else error.at("record").fault
    else:
        yield Fault(_PLACES.get(type(error), "record"), str(error), code=error.code)
