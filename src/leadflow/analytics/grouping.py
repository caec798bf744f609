"""What the records of a report are grouped by: a field, or a period of time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo

from attrs import field, frozen

from leadflow.entities import ENTITIES, EntityType, FieldSpec, Kind, Staged
from leadflow.errors import UnknownName
from leadflow.values.calendars import UNITS, Unit, floor, label, zone_of
from leadflow.workspace import CustomField, Workspace
from leadflow.workspace.definitions import Definitions
from leadflow.workspace.types import CHOICE


_KINDS = (Kind.TEXT, Kind.CHOICE, Kind.REFERENCE)
# They tell where a record stands, which is what the steps are for.
_STANDING = frozenset({"id", "pipeline", "stage", "stage_kind"})


@frozen(kw_only=True)
class Grouping:
    """Gives each record the key of its group; without a field, all have one."""

    workspace: Workspace = field(repr=False)
    spec: FieldSpec | None = None
    own: CustomField | None = None
    """The field of the firm's own, where it is one."""
    unit: Unit | None = None
    zone: tzinfo | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the fields by which a store can group."""
        if self.own:
            return (f"custom.{self.own.code}",)
        return (self.spec.name,) if self.spec else ()

    @property
    def title(self) -> str:
        """Return what people call that by which is grouped, or ``""``."""
        if self.own:
            return self.workspace.label(f"{self.own.entity}.custom.{self.own.code}")
        if self.spec:
            return self.workspace.label(f"{self.spec.entity}.{self.spec.name}")
        return self.workspace.word("period") if self.unit else ""

    def key(self, record: Staged) -> str:
        """Return the field's value, or the name of the period of creation (Z1)."""
        if self.own:
            return str(record.custom.get(self.own.code, ""))
        if self.spec:
            return getattr(record, self.spec.name) or ""
        if self.unit and record.created_at:
            day = record.created_at.astimezone(self.zone).date()
            return label(floor(day, self.unit), self.unit)
        return ""

    def label(self, key: str) -> str:
        """Return what people call a group."""
        if not key:
            return self.workspace.word("empty")
        if self.own and self.own.type == CHOICE:
            name = f"{self.own.entity}.{self.own.code}"
            return self.workspace.choice_title(name, key)
        holder = self.own or self.spec
        if holder and holder.dictionary:
            return self.workspace.entry_title(holder.dictionary, key)
        return key

    def ordered(self, sizes: Iterable[tuple[str, int]]) -> list[str]:
        """Return the keys: periods in time, values with the most records first."""
        if self.unit:
            return sorted(key for key, _ in sizes)
        return [key for key, _ in sorted(sizes, key=lambda each: (-each[1], each[0]))]


def grouping_of(
    workspace: Workspace,
    by: str,
    entities: Sequence[EntityType],
    *,
    known: Definitions,
) -> Grouping:
    """Return what ``by`` means, or raise ``UnknownName`` with the right names."""
    if not by:
        return Grouping(workspace=workspace)
    if by in UNITS:
        zone = zone_of(workspace.zone)
        return Grouping(workspace=workspace, unit=by, zone=zone)
    choices = [name for name in entities[0].fields if _groups_all(name, entities)]
    own = _own_fields(known, entities)
    if by in own:
        return Grouping(workspace=workspace, own=own[by])
    if by not in choices:
        names = " and ".join(entity.plural for entity in entities)
        raise UnknownName(f"grouping of {names}", by, (*choices, *own, *UNITS))
    return Grouping(workspace=workspace, spec=ENTITIES[entities[0].name].spec(by))


def _groups_all(name: str, entities: Iterable[EntityType]) -> bool:
    specs = (entity.fields.get(name) for entity in entities)
    return name not in _STANDING and all(
        spec is not None and spec.kind in _KINDS for spec in specs
    )


def _own_fields(
    known: Definitions, entities: Sequence[EntityType]
) -> Mapping[str, CustomField]:
    """Return the custom fields by which all entities can be grouped, by name."""
    several = [known.fields_of(entity.name) for entity in entities]
    return {
        f"custom.{code}": own
        for code, own in several[0].items()
        if all(code in each and _groups(each[code]) for each in several)
    }


def _groups(own: CustomField) -> bool:
    return own.kind in _KINDS and not own.multiple
