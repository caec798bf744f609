"""What holds in every store at every committed moment, whatever happened to it.

Harnesses ask for it after each kill, power cut or failure of the disk; a host may
ask the same after its own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from operator import attrgetter

from leadflow.conversion.journal import is_conversion
from leadflow.entities import ENTITIES, Record, references
from leadflow.events import CONVERTED
from leadflow.ids import prefix_of
from leadflow.storage.auditing import verify
from leadflow.storage.port import Group, Reader, Store
from leadflow.storage.query import ANY, LIVE, Query
from leadflow.values import Money
from leadflow.workspace import Paths, Workspace


def violations(store: Store) -> tuple[str, ...]:
    """Return which promises do not hold, each with its number and a place.

    Conversions are whole (P1), links lead somewhere (P10), stages add up (P11),
    totals are exact sums (P12), and records, events and indexes agree (P7, P13,
    P14). It reads everything, at one instant.

    >>> from leadflow.storage.memory import MemoryStore
    >>> violations(MemoryStore())
    ()
    """
    with store.read() as reader:
        return tuple(_violations(reader))


def _violations(reader: Reader) -> Iterator[str]:
    for finding in verify(reader).findings:
        yield f"P13: {finding}"
    yield from _half_conversions(reader)
    yield from _dangling_links(reader)
    for name, entity in ENTITIES.items():
        if entity.in_pipeline:
            yield from _wrong_counts(reader, _query(name, LIVE))


@cache
def _query(entity: str, which: str) -> Query:
    return Query(paths=Paths(Workspace(), ENTITIES[entity]), which=which)


def _half_conversions(reader: Reader) -> Iterator[str]:
    """Each conversion has one source that says so (P1)."""
    sources = Counter[str]()
    for event in reader.events():
        if is_conversion(event.cause):
            sources[event.cause] += event.kind == CONVERTED
    for cause, count in sources.items():
        if count != 1:
            yield f"P1: {cause} has {count} sources"


def _dangling_links(reader: Reader) -> Iterator[str]:
    """Each link names a record that is there, deleted or not (P10)."""
    wanted = defaultdict[str, dict[str, str]](dict)
    for name in ENTITIES:
        for record in reader.find(_query(name, ANY)):
            for link in references(record):
                wanted[prefix_of(link.target)][link.target] = f"{name} {record.id}"
    for entity_name, targets in wanted.items():
        found = reader.get(entity_name, list(targets))
        for target in targets.keys() - found.keys():
            yield f"P10: {targets[target]} points at {target}, which is not there"


def _wrong_counts(reader: Reader, query: Query) -> Iterator[str]:
    """Stages add up to all (P11), and totals to the sum of all (P12)."""
    name = query.entity
    total = "amount" if "amount" in query.paths.entity.fields else ""
    groups = reader.group(query, ["pipeline", "stage"], total=total)
    records = list(reader.find(query))
    if reader.count(query) != len(records) or _counted(groups) != _counted_of(records):
        yield f"P11: the stages of {name} do not add up to its records"
    if total and _summed(each for one in groups for each in one.totals) != _summed(
        getattr(record, total) for record in records
    ):
        yield f"P12: the totals of {name} are not the sums of its records"


def _counted(groups: Iterable[Group]) -> Mapping[tuple[str, ...], int]:
    return {each.key: each.count for each in groups}


def _counted_of(records: Iterable[Record]) -> Mapping[tuple[str, ...], int]:
    read = attrgetter("pipeline", "stage")
    return Counter(map(read, records))


def _summed(amounts: Iterable[Money | None]) -> Mapping[str, Money]:
    sums = dict[str, Money]()
    for each in amounts:
        if each is not None:
            known = sums.get(each.currency)
            sums[each.currency] = each if known is None else known + each
    return sums
