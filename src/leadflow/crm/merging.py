"""The verbs of ``Crm`` that make one record of several, and several again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias, overload

from leadflow.context import Context
from leadflow.crm.desk import Desk, Hand, save
from leadflow.crm.naming import id_of
from leadflow.crm.retrying import retried
from leadflow.entities import R, Record
from leadflow.errors import InvalidValue, NotFound, UnknownName
from leadflow.ids import MergeId, is_id, prefix_of
from leadflow.merging import (
    Merged,
    MergePlan,
    Unmerged,
    UnmergePlan,
    merge,
    plan_merge,
    plan_unmerge,
    unmerge,
)
from leadflow.merging.fields import NEWEST, POLICIES, SURVIVOR, Choice
from leadflow.merging.parting import unmerged
from leadflow.records import latest
from leadflow.storage.port import Reader
from leadflow.workspace.roles import READ


Several: TypeAlias = Iterable[Record | str]
"""Records of one entity, or their ids."""
Resolve: TypeAlias = str | Mapping[str, Record | str]
"""Whose value is right: a policy for all fields, or by field a policy or a record."""
Joined: TypeAlias = Merged[Any] | Record | MergeId | str
"""What names a merge: its result, its id, or a record that became part of another."""

# What points at a record, only who sees everything can be told.
_JOIN = "merge records"
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Merging:
    """What ``Crm`` does with records of the same party."""

    _desk: Desk
    _hand: Hand

    def plan_merge(
        self,
        records: Several,
        *,
        survivor: Record | str = "",
        resolve: Resolve = "",
        values: Mapping[str, object] | None = None,
    ) -> MergePlan:
        """Return what making one record of several would do; writes nothing (D3).

        The first one survives, unless ``survivor`` names another, or is ``oldest`` or
        ``newest``. Its blanks are filled, phones, addresses and tags united, an
        address taken as a whole, notes joined. What differs is a conflict: ``resolve``
        says whose value is right, ``"survivor"``, ``"newest"`` or ``"oldest"`` for
        all fields, or by field one of these or a record; ``values`` gives one.
        Raises ``InvalidValue`` for records that cannot be merged with each other.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> add = crm.contacts.add
        >>> one = add(leadflow.Contact(first_name="Olena", phones="+380441234567"))
        >>> two = add(leadflow.Contact(first_name="Olena", emails="o@k.example"))
        >>> [(each.field, each.how) for each in crm.plan_merge([one, two]).fields]
        [('phones', 'united'), ('emails', 'united')]
        """
        with self._desk.reading() as reader:
            self._desk.require(reader, READ, _JOIN)
            context = self._desk.context(reader, self._hand.act())
            return _planned(context, _Wish(records, survivor, resolve, values))

    @overload
    def merge(
        self,
        records: Iterable[R],
        *,
        survivor: Record | str = "",
        resolve: Resolve = "",
        values: Mapping[str, object] | None = None,
    ) -> Merged[R]: ...
    @overload
    def merge(
        self,
        records: Several | MergePlan,
        *,
        survivor: Record | str = "",
        resolve: Resolve = "",
        values: Mapping[str, object] | None = None,
    ) -> Merged[Record]: ...
    @retried
    def merge(
        self,
        records: Several | MergePlan,
        *,
        survivor: Record | str = "",
        resolve: Resolve = "",
        values: Mapping[str, object] | None = None,
    ) -> Merged[Any]:
        """Make one record of several: all or nothing (D3).

        Takes records with the wishes of ``plan_merge``, or a plan. Everything that
        pointed at the others points at the survivor, their ids stay names of it, and
        ``unmerge`` takes it all back. The same plan again gives the first result.
        Raises ``MergeRefused`` with every conflict, ``PlanOutdated`` for a plan of
        what was changed since; ``Denied`` for who may not see everything.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> add = crm.contacts.add
        >>> one = add(leadflow.Contact(first_name="Olena", phones="+380441234567"))
        >>> two = add(leadflow.Contact(first_name="Olena", emails="o@k.example"))
        >>> crm.merge([one, two]).survivor == crm.contacts.get(two.id)
        True
        """
        with self._desk.writing() as writer:
            self._desk.require(writer, READ, _JOIN)
            context = self._desk.context(writer, self._hand.act())
            wish = _Wish((), survivor, resolve, values)
            if isinstance(records, MergePlan):
                wish.require_none()
                plan = records
            else:
                plan = _planned(context, _Wish(records, survivor, resolve, values))
            done, change = merge(context, plan)
            save(writer, change)
        return done

    def plan_unmerge(self, joined: Joined) -> UnmergePlan:
        """Return what taking a merge back would do, with every conflict (D3).

        ``joined`` is the result of ``merge``, its id, or a record that became part of
        another. Raises ``NotFound`` where nothing was merged.
        """
        with self._desk.reading() as reader:
            self._desk.require(reader, READ, _JOIN)
            context = self._desk.context(reader, self._hand.act())
            return plan_unmerge(context, _merge_of(reader, joined))

    @retried
    def unmerge(self, joined: Joined | UnmergePlan) -> Unmerged:
        """Take a merge back: everything of it, or nothing (D3).

        The records stand by themselves again, values and links are as before. What
        came since stays with the survivor. A second call returns the first result.
        Raises ``MergeRefused`` with everything that was changed since.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> add = crm.contacts.add
        >>> one = add(leadflow.Contact(first_name="Olena", phones="+380441234567"))
        >>> two = add(leadflow.Contact(first_name="Olena", emails="o@k.example"))
        >>> crm.unmerge(crm.merge([one, two])).restored == (two.id,)
        True
        """
        with self._desk.writing() as writer:
            self._desk.require(writer, READ, _JOIN)
            context = self._desk.context(writer, self._hand.act())
            if isinstance(joined, UnmergePlan):
                plan = joined
            else:
                id = _merge_of(writer, joined)
                if first := unmerged(context, id):
                    return first
                plan = plan_unmerge(context, id)
            done, change = unmerge(context, plan)
            save(writer, change)
        return done


class _Wish:
    """What the caller says about a merge."""

    def __init__(
        self,
        records: Several,
        survivor: Record | str,
        resolve: Resolve,
        values: Mapping[str, object] | None,
    ) -> None:
        self.records = records
        self.survivor = survivor
        self.resolve = resolve
        self.values = values

    def require_none(self) -> None:
        """Raise ``InvalidValue`` for wishes beside a plan, which has its own."""
        if self.survivor or self.resolve or self.values:
            hint = "plan again with these wishes, and merge that plan"
            raise InvalidValue("plan", "was made with wishes of its own", hint)

    @property
    def choice(self) -> Choice:
        """Return the rules by field; one for all stands under ``""``."""
        if isinstance(self.resolve, str):
            rules = {"": self.resolve} if self.resolve else {}
        else:
            rules = {
                name: rule if rule in POLICIES else id_of(rule)
                for name, rule in self.resolve.items()
            }
        return Choice(rules=rules, values=dict(self.values or {}))

    def ordered(self, records: Sequence[Record]) -> list[Record]:
        """Return the records, the survivor first."""
        several = list({each.id: each for each in records}.values())
        if not self.survivor or self.survivor == SURVIVOR or not several:
            return several
        if self.survivor in POLICIES:
            is_last = self.survivor == NEWEST
            by_age = sorted(several, key=lambda e: (e.created_at or _LONG_AGO, e.id))
            first = by_age[-1 if is_last else 0]
        else:
            if isinstance(self.survivor, str) and not is_id(self.survivor):
                raise UnknownName("survivor", self.survivor, POLICIES)
            name = id_of(self.survivor)
            named = [each for each in several if each.id == name]
            if not named:
                hint = "name one of the records"
                raise InvalidValue("survivor", "is none of the records", hint)
            first = named[0]
        return [first, *(each for each in several if each.id != first.id)]


def _planned(context: Context, wish: _Wish) -> MergePlan:
    if isinstance(wish.records, str) or not isinstance(wish.records, Iterable):
        reason = f"cannot be of type {type(wish.records).__name__}"
        raise InvalidValue("records", reason, "give a list of records or ids")
    records = [_stored(context, each) for each in wish.records]
    return plan_merge(context, wish.ordered(records), wish.choice)


def _stored(context: Context, record: Record | str) -> Record:
    stored = context.live(id_of(record))
    if not isinstance(record, str):
        latest(context, record, stored)
    return stored


def _merge_of(reader: Reader, joined: Joined) -> str:
    """Return the id of the merge that is meant."""
    if isinstance(joined, Merged):
        return joined.id
    name = id_of(joined, "give what merge() returned, its id, or what was merged")
    if prefix_of(name) == "merge":
        return name
    causes = [each.cause for each in reader.history(name)]
    found = [each for each in causes if each.startswith("merge_")]
    if not found:
        raise NotFound("merge", name, "it was never merged into another record")
    return found[-1]
