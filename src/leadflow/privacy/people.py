"""Whose records these are: all that was kept of one person."""

from collections.abc import Iterator, Mapping

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
from leadflow.ids import prefix_of


_PEOPLE = (Lead, Contact, Inquiry)


@frozen
class Person:
    """A person's own records, and those in which the person takes part."""

    id: str
    """The contact or lead that was asked for."""
    own: Mapping[str, Record]
    """Contact, leads, inquiries, and activities with nobody else."""
    linked: Mapping[str, Record]
    """Deals, companies, documents, activities with others."""


def person_of(context: Context, id: str) -> Person:
    """Return everything that belongs to a contact or lead, deleted records too.

    The same person are the leads that a contact was made of, those that named the
    contact, and the inquiries that led to any of them.
    """
    first = _required(context, id)
    own: dict[str, Record] = {id: first}
    waiting = [first]
    while waiting:
        for each in _same_person(context, waiting.pop()):
            if each.id not in own:
                own[each.id] = each
                waiting.append(each)
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
    return Person(id, own, linked)


def _required(context: Context, id: str) -> Record:
    entity = prefix_of(id)
    if entity not in ("lead", "contact"):
        hint = "a person is a contact or a lead"
        raise InvalidValue("id", f"names {with_article(entity)}", hint)
    found = context.load(entity, id)
    if found is None:
        raise NotFound(entity, id)
    return found


def _same_person(context: Context, record: Record) -> Iterator[Record]:
    near = [*_pointed_at(context, record), *_pointing(context, record)]
    return (each for each in near if isinstance(each, _PEOPLE))


def _around(context: Context, record: Record) -> Iterator[Record]:
    yield from _pointed_at(context, record)
    yield from _pointing(context, record)


def _pointed_at(context: Context, record: Record) -> Iterator[Record]:
    for target in dict.fromkeys(each.target for each in references(record)):
        if prefix_of(target) in ("product", "user"):
            continue
        found = context.load(prefix_of(target), target)
        if found is not None:
            yield found


def _pointing(context: Context, record: Record) -> Iterator[Record]:
    for link in context.reader.links_to([record.id]):
        found = context.load(link.entity, link.record)
        if found is not None:
            yield found
