"""The layout of conversions in a workspace's file."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from leadflow.errors import did_you_mean
from leadflow.workspace.conversions import (
    ACTIVITY_POLICIES,
    POLICIES,
    SOURCES,
    STAGED,
    TARGETS,
    Conversion,
    Target,
)
from leadflow.workspace.entries import Constant, Copy, FirstOf, Mapped, Template
from leadflow.workspace.reporting import WRONG, Place, kind_of
from leadflow.workspace.shapes import (
    CODE,
    NAMES,
    Constants,
    Pairs,
    Plain,
    Schema,
    Section,
    Several,
    Text,
    Truth,
)
from leadflow.workspace.tables import Key, Table


_TO = Key(Text(), "The field of the target that is filled.")
_WHEN = Key(Text(), "The entry counts only where this condition holds for the source.")

ENTRY_TABLES: Mapping[str, Table] = {
    "copy": Table(
        Copy,
        "map entry",
        {
            "copy": Key(Text(), "The field of the source that is taken.", "source"),
            "to": _TO,
            "by": Key(Text(), "A transform: `upper`, `lower`, `title`, `digits` …"),
            "when": _WHEN,
        },
    ),
    "constant": Table(
        Constant,
        "map entry",
        {
            "constant": Key(Constants(), "A fixed value.", "value"),
            "to": _TO,
            "when": _WHEN,
        },
    ),
    "template": Table(
        Template,
        "map entry",
        {
            "template": Key(
                Text(), "A text with the source's fields in braces.", "text"
            ),
            "to": _TO,
            "when": _WHEN,
        },
    ),
    "first_of": Table(
        FirstOf,
        "map entry",
        {
            "first_of": Key(
                Several(Text(), least=1), "The first that is filled.", "sources"
            ),
            "to": _TO,
            "when": _WHEN,
        },
    ),
}


@frozen
class MapEntry:
    """One line of a map; its first key says which kind it is."""

    tables: Mapping[str, Table]

    def read(self, value: object, at: Place) -> object:
        """Return the entry."""
        if not isinstance(value, dict):
            return at.wrong(f"must be a table, not {kind_of(value)}")
        given = [kind for kind in self.tables if kind in value]
        if len(given) == 1:
            return self.tables[given[0]].read(value, at)
        if given:
            hint = "write one entry for each"
            return at.wrong(f"says both '{given[0]}' and '{given[1]}'", hint)
        strange = [name for name in value if name not in ("to", "by", "when")]
        hint = did_you_mean(strange[0] if strange else "", self.tables)
        return at.wrong("does not say where the value comes from", hint)

    def write(self, value: Mapped) -> Plain:
        """Return the entry as the table of its kind."""
        table = next(t for t in self.tables.values() if t.cls is type(value))
        return table.write(value)

    def schema(self) -> Schema:
        """Return the four kinds."""
        return {"oneOf": [table.schema() for table in self.tables.values()]}


_TARGET_KEYS: Mapping[str, Key] = {
    "policy": Key(Text(choices=POLICIES), "What is done (C1)."),
    "fields": Key(
        Several(MapEntry(ENTRY_TABLES)), "Entries laid over the default map (C4)."
    ),
    "defaults": Key(Truth(), "Whether the default map is used at all (default true)."),
    "overwrite": Key(
        NAMES, "Fields of a linked record that the source's values may replace (C6)."
    ),
    "asks": Key(NAMES, "Fields whose values the caller is asked for (C5)."),
}
_PLACE_KEYS: Mapping[str, Key] = {
    "pipeline": Key(CODE, "Where it begins; the default pipeline unless given."),
    "stage": Key(CODE, "On which stage; the first unless given."),
}


def _target(entity: str) -> Table:
    places = _PLACE_KEYS if entity in STAGED else {}
    keys = {**places, **_TARGET_KEYS}
    fixed = {"entity": entity}
    return Table(Target, "target", keys, fixed=fixed, section=True)


TARGET_TABLES: Mapping[str, Table] = {entity: _target(entity) for entity in TARGETS}


@frozen
class Activities:
    """What happens to activities: one policy, or one for each kind."""

    each: Pairs

    def read(self, value: object, at: Place) -> object:
        """Return the policy or the table."""
        return value if isinstance(value, str) else self.each.read(value, at)

    def write(self, value: Mapping[str, str]) -> Plain:
        """Return one policy where it is for all kinds."""
        return value["*"] if list(value) == ["*"] else self.each.write(value)

    def schema(self) -> Schema:
        """Return both forms."""
        return {"anyOf": [self.each.of.schema(), self.each.schema()]}


@frozen
class VariantTable(Table):
    """The table of a conversion, with a table for each target in it."""

    def _values(self, table: dict[str, object], at: Place) -> dict[str, object] | None:
        own = {name: each for name, each in table.items() if name not in TARGET_TABLES}
        values = super()._values(own, at)
        targets = [
            TARGET_TABLES[name].read(each, at.key(name))
            for name, each in table.items()
            if name in TARGET_TABLES
        ]
        if values is None or WRONG in targets:
            return None
        return {**values, "targets": targets}

    def _known(self) -> tuple[str, ...]:
        return (*self.keys, *TARGET_TABLES)

    def write(self, value: Any) -> Plain:  # noqa: ANN401  # a conversion
        """Return the variant with its targets as sections."""
        own = super().write(value)
        keys = dict(own.keys) if isinstance(own, Section) else {}
        for target in value.targets:
            keys[target.entity] = TARGET_TABLES[target.entity].write(target)
        return Section(keys)

    def schema(self) -> Schema:
        """Return the table with its targets."""
        found = super().schema()
        properties = dict(found["properties"])  # type: ignore[call-overload]  # a table of keys
        for entity, table in TARGET_TABLES.items():
            says = f"What happens to the {entity}, and its map."
            properties[entity] = {"description": says, **table.schema()}
        return {**found, "properties": properties}


CONVERSION = VariantTable(
    Conversion,
    "conversion",
    {
        "code": Key(CODE, "The variant's name."),
        "source": Key(
            Text(choices=SOURCES), "What is converted (default `lead`) (C16)."
        ),
        "when": Key(
            Text(), "Which records it is for; the first that fits is taken (C2)."
        ),
        "closing_stage": Key(
            CODE, "Where the source ends; a lead's won stage unless given."
        ),
        "owner": Key(Text(), "Of what is created: `source`, `actor` or a login."),
        "activities": Key(
            Activities(Pairs(Text(choices=ACTIVITY_POLICIES))),
            "What happens to open activities: one policy, or one by kind.",
        ),
        "tags": Key(Truth(), "Whether tags go along (default true)."),
        "files": Key(Truth(), "Whether files go along (default true)."),
    },
    section=True,
)
