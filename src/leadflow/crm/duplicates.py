"""Duplicates, as ``Crm`` offers them."""

from collections.abc import Callable
from typing import cast

from leadflow.crm.desk import Desk, Hand, save
from leadflow.crm.naming import known_id, require, room
from leadflow.crm.retrying import retried
from leadflow.deferred import collected_later
from leadflow.duplicates import Candidates, DuplicateScan
from leadflow.duplicates.weights import LEAST, LIKELY, MOST, POSSIBLE
from leadflow.entities import (
    Company,
    Contact,
    Counterparty,
    Lead,
    Record,
    entity_named,
    entity_of,
)
from leadflow.errors import InvalidValue, UnknownName
from leadflow.ids import prefix_of


_ENTITIES = ("lead", "contact", "company")
_HINT = "give a lead, a contact or a company"


@room
class Duplicates:
    """Who stands in the base more than once: ``crm.duplicates``.

    Leads, contacts and companies are compared. Who asks is told of nobody whom he
    may not see (A3).
    """

    def __init__(self, desk: Desk, hand: Hand) -> None:
        self._desk = desk
        self._hand = hand

    def of(
        self,
        record: Counterparty | str,
        *,
        among: str = "",
        bound: int = POSSIBLE,
        soft: bool = True,
    ) -> Candidates:
        """Return who may be the same as a record, the likeliest first (D1).

        Takes a stored record, its id, or a new one that is not stored yet. ``among``
        names other records than those of its own kind: ``contacts`` for a lead.
        ``bound`` is the least score, from 1 to 100: from 80 on two records are taken
        for one, and a full name alone comes to 55.

        Exact keys are found through the store's index. For soft ones (names,
        birthdays, addresses, companies) an index is kept in memory, which reads all
        records once and follows the facts from there on; ``soft=False`` does without.
        What more than 20 records share is not looked for, and told as ``dropped``.

        >>> import leadflow
        >>> from leadflow import Contact
        >>> crm = leadflow.open()
        >>> _ = crm.contacts.add(Contact(last_name="Kovalenko", phones="+380441234567"))
        >>> found = crm.duplicates.of(
        ...     Contact(last_name="Коваленко", phones="+380 44 123-45-67")
        ... )
        >>> [str(reason) for reason in found[0].evidence]
        ['one name of two is known, and is the same (+25)', 'same phone (+45)']
        """
        # Imported on use: many programs never ask.
        from leadflow.crm.shelves import soft_index  # noqa: PLC0415
        from leadflow.duplicates.looking import Question, candidates  # noqa: PLC0415

        with self._desk.reading() as reader:
            asked = self._asked(record) if isinstance(record, str) else record
            require(asked, (Lead, Contact, Company), "record", _HINT)
            entity = _entity(among or entity_of(asked).name, "among")
            question = Question(
                entity=entity,
                bound=_between(bound, 1),
                index=soft_index(self._desk, entity) if soft else None,
                language=self._desk.workspace(reader).language,
                writing=self._desk.is_writing,
            )
            return candidates(reader, asked, question)

    def scan(
        self,
        of: str = "contacts",
        *,
        bound: int = LIKELY,
        progress: Callable[[int, int], None] | None = None,
    ) -> DuplicateScan:
        """Return all pairs and groups of records that may be one (D1).

        ``of`` is ``leads``, ``contacts`` or ``companies``; all of them are read that
        the actor may see. ``bound`` is the least score of a pair, from 56 to 100: a
        name alone makes no pair. ``progress`` is told how many records were read.

        >>> import leadflow
        >>> from leadflow import Contact
        >>> crm = leadflow.open()
        >>> for first, last in (("Юлія", "Коваленко"), ("Kovalenko", "Julia")):
        ...     person = Contact(
        ...         first_name=first, last_name=last, emails="julia@kyiv.example"
        ...     )
        ...     _ = crm.contacts.add(person)
        >>> [len(group) for group in crm.duplicates.scan("contacts").groups]
        [2]
        """
        from leadflow.duplicates.scanning import scan  # noqa: PLC0415  # on use

        entity, least = _entity(of, "of"), _between(bound, LEAST)
        with self._desk.reading() as reader, collected_later():
            language = self._desk.workspace(reader).language
            return scan(
                reader, entity, bound=least, progress=progress, language=language
            )

    @retried
    def dismiss(self, one: Record | str, other: Record | str) -> None:
        """Tell two records apart: they are no duplicates, whatever they share (D4).

        Kept as a fact about both, with who said so and when; neither is a candidate
        for the other any more. Doing it twice changes nothing.

        >>> import leadflow
        >>> from leadflow import Company
        >>> crm = leadflow.open()
        >>> one, other = crm.companies.add_many([Company(name="Kyivlog")] * 2)
        >>> crm.duplicates.dismiss(one, other)
        >>> len(crm.duplicates.of(one))
        0
        >>> crm.duplicates.reconsider(one, other)
        >>> len(crm.duplicates.of(one))
        1
        """
        from leadflow.duplicates.marks import told_apart  # noqa: PLC0415  # on use

        first, second = self._pair(one, other)
        with self._desk.writing() as writer:
            context = self._desk.context(writer, self._hand.act())
            pair = context.live(first), context.live(second)
            save(writer, told_apart(context, *pair))

    @retried
    def reconsider(self, one: Record | str, other: Record | str) -> None:
        """Take back that two records are no duplicates; without a mark, nothing.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> one, other = crm.companies.add_many([leadflow.Company(name="Kyivlog")] * 2)
        >>> crm.duplicates.reconsider(one, other)
        """
        from leadflow.duplicates.marks import reconsidered  # noqa: PLC0415  # on use

        first, second = self._pair(one, other)
        with self._desk.writing() as writer:
            context = self._desk.context(writer, self._hand.act())
            pair = context.live(first), context.live(second)
            save(writer, reconsidered(context, *pair))

    def dismissed(self, record: Record | str) -> list[Record]:
        """Return the live records that a record was told apart from, by id (D4).

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> one, other = crm.companies.add_many([leadflow.Company(name="Kyivlog")] * 2)
        >>> crm.duplicates.dismiss(one, other)
        >>> crm.duplicates.dismissed(one) == [crm.companies.get(other.id)]
        True
        """
        from leadflow.duplicates.marks import others_of  # noqa: PLC0415  # on use

        name = known_id(record)
        with self._desk.reading() as reader:
            ids = sorted(others_of(reader, name))
            found = [reader.get(prefix_of(id), [id]).get(id) for id in ids]
        return [each for each in found if each and each.deleted_at is None]

    def _pair(self, one: Record | str, other: Record | str) -> tuple[str, str]:
        first, second = known_id(one, _HINT), known_id(other, _HINT)
        for each in (first, second):
            _entity(prefix_of(each), "record")
        if first == second:
            raise InvalidValue("record", "is given twice", "give two records")
        return first, second

    def _asked(self, id: str) -> Counterparty:
        name = known_id(id, _HINT)
        _entity(prefix_of(name), "record")
        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            found = context.shown(context.live(name))
        return cast("Counterparty", found)


def _entity(name: str, path: str) -> str:
    plurals = tuple(each + "s" for each in _ENTITIES)
    found = entity_named(name).name
    if found not in _ENTITIES:
        raise UnknownName("kind of record that is compared", name, plurals, path)
    return found


def _between(bound: object, least: int) -> int:
    is_fit = isinstance(bound, int) and not isinstance(bound, bool)
    if not is_fit or not least <= cast("int", bound) <= MOST:
        raise InvalidValue("bound", f"must be a whole number from {least} to {MOST}")
    return cast("int", bound)
