"""What is right in a file that has faults, to judge the rest against."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from attrs import frozen

from leadflow.deferred import expression
from leadflow.entities import ENTITIES
from leadflow.errors import LeadflowError, UnknownName
from leadflow.expressions import Condition, paths
from leadflow.workspace.conversions import SOURCES
from leadflow.workspace.defaults import completed_dictionaries, completed_pipelines
from leadflow.workspace.dictionaries import Dictionary
from leadflow.workspace.fields import CustomField
from leadflow.workspace.pipelines import Pipeline


T = TypeVar("T")

_HOLDER = expression(r"(pipelines|fields|segments)\[(\d+)\]")
_USUAL = {"pipelines": "deal", "fields": "deal", "segments": "contact"}
_TARGET = expression(r"conversions\[\d+\]\.(\w+)\.fields")
_VARIANT = expression(r"conversions\[(\d+)\]")


@frozen(kw_only=True)
class Rest:
    """The definitions of a file that could be read.

    What is not known for certain is not judged: a name that only a faulty part
    might define is no fault of its own.
    """

    data: Mapping[str, object]
    pipelines: tuple[Pipeline, ...]
    dictionaries: tuple[Dictionary, ...]
    fields: tuple[CustomField, ...]
    vague: frozenset[str]
    """Codes of fields that are there and whose type is not known."""
    has_all_pipelines: bool
    has_all_dictionaries: bool
    has_all_fields: bool
    zone: str = "UTC"

    @classmethod
    def of(
        cls, data: Mapping[str, object], made: Iterable[tuple[str, object]]
    ) -> "Rest":
        """Return the rest of a file, from the objects that could be made."""
        objects = [each for _, each in made]
        pipelines = _of_class(Pipeline, objects)
        dictionaries = _of_class(Dictionary, objects)
        fields = _of_class(CustomField, objects)
        vague = _vague_fields(data, fields)
        return cls(
            data=data,
            pipelines=completed_pipelines(pipelines),
            dictionaries=completed_dictionaries(dictionaries),
            fields=(*fields, *vague),
            vague=frozenset(each.code for each in vague),
            has_all_pipelines=len(pipelines) == _count(data, "pipelines"),
            has_all_dictionaries=len(dictionaries) == _count(data, "dictionaries"),
            has_all_fields=len(fields) + len(vague) == _count(data, "fields"),
        )

    def fields_of(self, entity: str) -> Mapping[str, CustomField]:
        """Return the custom fields of an entity, by code."""
        return {each.code: each for each in self.fields if each.entity == entity}

    def custom_field(self, entity: str, code: str) -> CustomField:
        """Return the custom field, or raise ``UnknownName``."""
        known = self.fields_of(entity)
        if code not in known:
            raise UnknownName(f"custom field of {entity}", code, tuple(known))
        return known[code]

    def dictionary(self, code: str) -> Dictionary:
        """Return the dictionary; one that takes any code where some are faulty."""
        found = {each.code: each for each in self.dictionaries}.get(code)
        if found is None or not self.has_all_dictionaries:
            return Dictionary(code, (), is_open=True)
        return found

    def pipelines_of(self, entity: str) -> tuple[Pipeline, ...]:
        """Return the pipelines of an entity; none where some are faulty."""
        known = self.pipelines if self.has_all_pipelines else ()
        return tuple(each for each in known if each.entity == entity)

    def can_judge(self, condition: Condition) -> bool:
        """Return whether all fields that a condition names are fully known."""
        return self.vague.isdisjoint(name for path in paths(condition) for name in path)

    def entity_at(self, path: str) -> str:
        """Return the entity of which a condition at this path is asked."""
        if path.startswith("intake."):
            return "inquiry"
        found = _HOLDER().match(path)
        holders = self.data.get(found[1]) if found else None
        if found is None or not isinstance(holders, list):
            return self.source_at(path)
        holder = holders[int(found[2])]
        entity = holder.get("over", holder.get("entity", _USUAL[found[1]]))
        plurals = {each.plural: name for name, each in ENTITIES.items()}
        name = plurals.get(str(entity), str(entity))
        return name if name in ENTITIES else "deal"

    def source_at(self, path: str) -> str:
        """Return what the variant at this path converts."""
        # Something of it was read, so the file has it.
        variants: Any = self.data["conversions"]
        (number,) = _VARIANT().findall(path)
        source = variants[int(number)].get("source", "lead")
        return source if source in SOURCES else "lead"

    def target_at(self, path: str) -> str:
        """Return the target whose map has an entry at this path."""
        found = _TARGET().match(path)
        return found[1] if found else "deal"


def _vague_fields(
    data: Mapping[str, object], made: tuple[CustomField, ...]
) -> tuple[CustomField, ...]:
    """Return fields of which at least entity and code can be read."""
    known = {(each.entity, each.code) for each in made}
    items = data.get("fields")
    found = []
    for item in items if isinstance(items, list) else []:
        try:
            field = CustomField(item["code"], entity=item["entity"])
        except (LeadflowError, TypeError, KeyError):
            continue
        if (field.entity, field.code) not in known:
            found.append(field)
    return tuple(found)


def _of_class(cls: type[T], objects: Iterable[object]) -> tuple[T, ...]:
    return tuple(each for each in objects if isinstance(each, cls))


def _count(data: Mapping[str, object], name: str) -> int:
    items = data.get(name, [])
    return len(items) if isinstance(items, list) else -1
