"""Whose records these are: all that was kept of one person."""

from collections.abc import Iterator, Mapping
from typing import cast

from attrs import frozen

from leadflow.context import Context
from leadflow.entities import (
    Activity,
    Contact,
    Inquiry,
    Lead,
    Record,
    entity_of,
    references,
)
from leadflow.errors import InvalidValue, NotFound, with_article
from leadflow.events import ERASED, applied
from leadflow.ids import prefix_of
from leadflow.values.text import fold


_PEOPLE = (Lead, Contact, Inquiry)
_NAMES = ("first_name", "last_name")


@frozen
class Person:
    """A person's own records, and those in which the person takes part."""

    id: str
    """The contact or lead that was asked for."""
    own: Mapping[str, Record]
    """Contact, leads, inquiries, and activities with nobody else."""
    linked: Mapping[str, Record]
    """Deals, companies, documents, activities with others."""
    others: tuple[str, ...] = ()
    """Leads and contacts of other names that are tied to these: other people."""


def person_of(context: Context, id: str) -> Person:
    """Return everything that belongs to a contact or lead, deleted records too.

    The same person are the leads that a contact was made of, those that named the
    contact, and the inquiries that led to any of them; not those whose names were
    others at all times: a sale may go on with somebody else than the lead's person.
    """
    own, others = _own(context, _required(context, id))
    around: dict[str, Record] = {
        each.id: each for one in own.values() for each in _around(context, one)
    }
    around |= {
        each.id: each
        for one in list(around.values())
        if not isinstance(one, Activity) and entity_of(one).name == "deal"
        for each in _pointing(context, one)
    }
    for each in list(around.values()):
        if isinstance(each, Activity) and set(each.bindings) <= own.keys():
            own[each.id] = each
    linked: dict[str, Record] = {
        key: each
        for key, each in around.items()
        # Others who take part in the same deals are people of their own.
        if key not in own and not isinstance(each, _PEOPLE)
    }
    return Person(id, own, linked, tuple(each for each in others if each not in own))


def _own(context: Context, first: Record) -> tuple[dict[str, Record], list[str]]:
    """Return a person's leads, contacts and inquiries, and the ids of others'."""
    own = {str(first.id): first}
    others: list[str] = []
    waiting = [first]
    while waiting:
        record = waiting.pop()
        for each in _people_near(context, record):
            if each.id in own:
                continue
            if _is_somebody_else(context, record, each):
                others.append(each.id)
            else:
                own[each.id] = each
                waiting.append(each)
    return own, list(dict.fromkeys(others))


def _is_somebody_else(context: Context, one: Record, other: Record) -> bool:
    """Tell whether the two never had names that one person could have.

    Records that were merged are one person's, whatever names they had (D3). A shell
    has no name any more; who was the same person was erased with it.
    """
    if _are_merged(one, other):
        return False
    if _is_shell(context, one) != _is_shell(context, other):
        return True
    these, those = (_names(context, each) for each in (one, other))
    pairs = [(this, that) for this in these for that in those]
    return bool(pairs) and not any(_alike(this, that) for this, that in pairs)


def _are_merged(one: Record, other: Record) -> bool:
    """Tell whether one of the two became part of the other."""
    return one.id == getattr(other, "merged_into", None) or other.id == getattr(
        one, "merged_into", None
    )


def _is_shell(context: Context, record: Record) -> bool:
    """Tell whether a record's own person was erased: only then whole fields go."""
    itself = f"{ERASED}:{record.id}"
    events = context.reader.history(record.id)
    return any(e.kind == ERASED and (e.changes or e.cause == itself) for e in events)


def _names(context: Context, record: Record) -> set[tuple[str, ...]]:
    """Return first and last names of a record, as they are and as they were."""
    found: set[tuple[str, ...]] = set()
    version: Record | None = None
    for event in context.reader.history(record.id):
        version = applied(version, event)
        found.add(tuple(fold(getattr(version, each, "")) for each in _NAMES))
    return {each for each in found if any(each)}


def _alike(this: tuple[str, ...], that: tuple[str, ...]) -> bool:
    both = zip(this, that, strict=True)
    return all(not one or not other or one == other for one, other in both)


def _required(context: Context, id: str) -> Record:
    entity = prefix_of(id)
    if entity not in ("lead", "contact"):
        hint = "a person is a contact or a lead"
        raise InvalidValue("id", f"names {with_article(entity)}", hint)
    found = context.load(entity, id)
    if found is None:
        raise NotFound(entity, id)
    return found


def _people_near(context: Context, record: Record) -> Iterator[Record]:
    near = [*_pointed_at(context, record), *_pointing(context, record)]
    return (each for each in near if isinstance(each, _PEOPLE))


def _around(context: Context, record: Record) -> Iterator[Record]:
    yield from _pointed_at(context, record)
    yield from _pointing(context, record)


def _pointed_at(context: Context, record: Record) -> Iterator[Record]:
    for target in dict.fromkeys(each.target for each in references(record)):
        if prefix_of(target) in ("product", "user"):
            continue
        yield _there(context, target)


def _pointing(context: Context, record: Record) -> Iterator[Record]:
    for link in context.reader.links_to([record.id]):
        yield _there(context, link.record)


def _there(context: Context, id: str) -> Record:
    # No link dangles, not even one to or from what was deleted (P10).
    return cast("Record", context.load(prefix_of(id), id))
