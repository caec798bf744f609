"""The plan of a conversion: what would happen, field by field, and why (C5)."""

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from leadflow.conversion.fields import FieldPlan, Filling
from leadflow.deferred import by_value
from leadflow.entities import Deal, Lead, Quote
from leadflow.errors import Fault
from leadflow.ids import ConversionId, prefix_of
from leadflow.values.wording import worded


TAKING_PART: Final = ("create", "link")
"""What happens to those targets that there are after the conversion."""

Source = Lead | Deal | Quote
"""What can be converted."""


@by_value
@frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
class TargetPlan:
    """What happens to one target."""

    entity: str
    action: str
    """``create``, ``link``, ``ask`` or ``skip``."""
    reason: str
    id: str = ""
    """Of the record to create or to link."""
    _fields: tuple[FieldPlan, ...] | Filling = ()
    candidates: tuple[str, ...] = ()
    """Existing records that look like the same client."""
    asks: tuple[str, ...] = ()
    """Fields that somebody still has to give a value."""

    @property
    def fields(self) -> tuple[FieldPlan, ...]:
        """What it takes over, field by field."""
        told = self._fields
        if not isinstance(told, tuple):
            told = told.told
            # Who looks once looks again.
            object.__setattr__(self, "_fields", told)
        return told

    @property
    def filling(self) -> Filling:
        """The same by column; made anew once somebody was told it."""
        known = self._fields
        return Filling.of(known) if isinstance(known, tuple) else known

    @property
    def takes_part(self) -> bool:
        """Return whether there will be such a record after the conversion."""
        return self.action in TAKING_PART


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class ActivityPlan:
    """What happens to one open activity of the source."""

    id: str
    action: str
    """``link`` binds it to the targets too, ``move`` to them instead of the source;
    ``copy`` gives them a copy."""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Question:
    """What somebody has to decide before a plan can be carried out (C11)."""

    path: str
    """A target, ``company``, or a field of one, ``deal.custom.delivery``."""
    hint: str
    """How the answer is given."""
    candidates: tuple[str, ...] = ()
    """Existing records to choose from."""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class ConversionPlan:
    """What a conversion would do; making a plan writes nothing.

    ``crm.convert(plan)`` carries it out, unless something it read was changed
    since; carrying it out twice gives the first result again (C8).
    ``print(plan)`` shows it.
    """

    id: ConversionId
    source: str
    """The id of the record that is converted."""
    variant: str
    why: str
    """Why this variant was taken (C2)."""
    targets: tuple[TargetPlan, ...]
    activities: tuple[ActivityPlan, ...] = ()
    """The source's open activities; those that come up meanwhile are treated alike."""
    dropped: tuple[Fault, ...] = ()
    """Filled fields of the source that go nowhere; they stay on it."""
    faults: tuple[Fault, ...] = ()
    """What stands in the way: missing required fields, closed gates."""
    reads: tuple[tuple[str, int], ...] = ()
    """The records it rests on, with their versions."""
    rules: str = ""
    """Tells the variant and what it rests on apart from any other, also later ones."""
    owner: str = ""

    @property
    def entity(self) -> str:
        """Return what is converted: ``lead``, ``deal`` or ``quote``."""
        return prefix_of(self.source)

    def target(self, entity: str) -> TargetPlan:
        """Return what happens to one target; what is not mentioned is left out."""
        for each in self.targets:
            if each.entity == entity:
                return each
        return TargetPlan(entity=entity, action="skip", reason="it takes no part")

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return what somebody has to decide."""
        return asked(self.targets)

    def __str__(self) -> str:
        return "\n".join(_lines(self))

    def __repr__(self) -> str:
        # Not the values: they tell who a person is, and reprs end in logs.
        steps = ", ".join(f"{each.action} {each.entity}" for each in self.targets)
        return f"<ConversionPlan of {self.source}: {steps}>"

    def _repr_html_(self) -> str:
        from leadflow.markup import drawn  # noqa: PLC0415  # on use

        sections = [(_title(each), _notes(each), _told(each)) for each in self.targets]
        if self.activities:
            rows = ((each.id, each.action, "") for each in self.activities)
            sections.append(("activities", [], rows))
        return drawn(_headline(self), sections, _warnings(self))


def asked(targets: Iterable[TargetPlan]) -> tuple[Question, ...]:
    """Return what somebody has to decide before targets can be made."""
    found: list[Question] = []
    for each in targets:
        if each.asks or each.action == "ask":
            found += _asked(each)
    return tuple(found)


def _asked(target: TargetPlan) -> Iterator[Question]:
    if target.action == "ask":
        name, candidates = target.entity, target.candidates
        yield Question(path=name, hint=target.reason, candidates=candidates)
    for name in target.asks:
        path = f"{target.entity}.{name}"
        yield Question(path=path, hint=f"say values={{'{path}': …}}")


def _lines(plan: ConversionPlan) -> Iterator[str]:
    yield _headline(plan)
    for target in plan.targets:
        name = f" {target.id}" if target.id else ""
        yield f"  {_title(target)}{name}: {target.reason}"
        for field, value, how in _told(target):
            yield f"    {field} = {value} ({how})"
        for candidate in target.candidates:
            yield f"    looks like {candidate}"
    for activity in plan.activities:
        yield f"  {activity.action} activity {activity.id}"
    for warning in _warnings(plan):
        yield f"  {warning}"


def _headline(plan: ConversionPlan) -> str:
    return f"Conversion '{plan.variant}' of {plan.source} ({plan.why})"


def _title(target: TargetPlan) -> str:
    return f"{target.action} {target.entity}"


def _notes(target: TargetPlan) -> list[str]:
    alike = (f"looks like {candidate}" for candidate in target.candidates)
    return [note for note in (target.reason, target.id, *alike) if note]


def _told(target: TargetPlan) -> Iterator[tuple[str, str, str]]:
    """Yield of each field its name, its value and where that comes from."""
    for each in target.fields:
        if each.fault:
            continue  # told below, as what stands in the way
        replaced = f", instead of {worded(each.before)}" if each.before else ""
        origin = f" from {each.source}" if each.source else ""
        yield each.field, worded(each.value), f"{each.how}{origin}{replaced}"


def _warnings(plan: ConversionPlan) -> Iterator[str]:
    for fault in plan.dropped:
        yield f"stays on the {plan.entity}: {fault}"
    for question in plan.questions:
        if "." in question.path:
            yield f"to be answered: {question.path}; {question.hint}"
    for fault in plan.faults:
        yield f"in the way: {fault}"
