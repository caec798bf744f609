"""The layout of a workspace's file: every table, every key, and what it means."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from leadflow.entities import ENTITIES
from leadflow.errors import did_you_mean
from leadflow.workspace.checks import MODES
from leadflow.workspace.conversions import (
    ACTIVITY_POLICIES,
    POLICIES,
    TARGETS,
    Constant,
    Conversion,
    Copy,
    FirstOf,
    Mapped,
    Target,
    Template,
)
from leadflow.workspace.defaults import DICTIONARIES, completed_pipelines
from leadflow.workspace.dictionaries import Dictionary, Entry
from leadflow.workspace.fields import TYPES, CustomField
from leadflow.workspace.pipelines import KINDS, Pipeline, Stage
from leadflow.workspace.reporting import WRONG, Place, kind_of
from leadflow.workspace.shapes import (
    Constants,
    Labelled,
    Pairs,
    Plain,
    Schema,
    Section,
    Several,
    Text,
    Truth,
    Whole,
)
from leadflow.workspace.tables import Key, Shorthand, Table


CODE_PATTERN = "^[a-z][a-z0-9_]{0,49}$"

CODE = Text(pattern=CODE_PATTERN)
NAMES = Several(Text(), single=True)
LABEL = Key(Labelled(), "What people call it: one text, or texts by language.")
STAGED = tuple(name for name, entity in ENTITIES.items() if entity.in_pipeline)

ENTRY = Table(
    Entry,
    "value",
    {
        "code": Key(CODE, "What records hold; it never changes."),
        "label": LABEL,
        "is_retired": Key(Truth(), "Kept for old records, refused for new ones (S5)."),
    },
)


@frozen
class Entries:
    """The values of a dictionary: a list, or a table of labels by code."""

    listed: Several

    def read(self, value: object, at: Place) -> object:
        """Return the entries."""
        if isinstance(value, dict):
            labels = {name: {"label": each} for name, each in value.items()}
            entries = [
                ENTRY.read({"code": name, **each}, at.key(name))
                for name, each in labels.items()
            ]
            return WRONG if WRONG in entries else entries
        return self.listed.read(value, at)

    def write(self, value: tuple[object, ...]) -> Plain:
        """Return the list."""
        return self.listed.write(value)

    def schema(self) -> Schema:
        """Return both forms."""
        return {"anyOf": [self.listed.schema(), Pairs(Labelled()).schema()]}


ENTRIES = Several(Shorthand(ENTRY))

DICTIONARY = Table(
    Dictionary,
    "dictionary",
    {
        "code": Key(CODE, "The dictionary's name, as `source` or `industry`."),
        "entries": Key(
            Entries(ENTRIES), "The values, in the order in which people choose."
        ),
        "label": LABEL,
        "is_open": Key(
            Truth(), "Takes any code; the entries are suggestions (default false)."
        ),
    },
    section=True,
)

FIELD = Table(
    CustomField,
    "field",
    {
        "code": Key(CODE, "The field's name, after `custom.` in conditions and maps."),
        "entity": Key(Text(choices=tuple(ENTITIES)), "What has the field."),
        "type": Key(Text(choices=TYPES), "What it holds (default `text`)."),
        "label": LABEL,
        "help": Key(Labelled(), "What people are told who fill it."),
        "required": Key(Truth(), "A record cannot be stored without it."),
        "multiple": Key(Truth(), "It holds several values."),
        "choices": Key(ENTRIES, "For type `choice`: the values."),
    },
    section=True,
)

STAGE = Table(
    Stage,
    "stage",
    {
        "code": Key(CODE, "The stage's name; it never changes (S1)."),
        "kind": Key(
            Text(choices=KINDS), "Default `open`; it never changes (S1).", always=False
        ),
        "label": LABEL,
        "color": Key(
            Text(pattern="^#[0-9A-Fa-f]{6}$"), "For screens, such as `#39A8EF`."
        ),
        "probability": Key(
            Whole(0, 100),
            "Percent for deals on an open stage; won is 100, lost 0 (S7).",
        ),
        "require": Key(
            NAMES, "Fields that must be filled before a record enters (S4)."
        ),
        "when": Key(Text(), "A condition that must hold for a record that enters."),
        "after": Key(NAMES, "Stages that a record may come from; none means any."),
        "limit": Key(Whole(1), "How many records may stand here at once."),
        "approvers": Key(NAMES, "Logins; one of them must approve."),
        "reason_required": Key(Truth(), "Losing here demands a reason (S5)."),
    },
    section=True,
)

PIPELINE = Table(
    Pipeline,
    "pipeline",
    {
        "code": Key(CODE, "The pipeline's name; it never changes (S1)."),
        "entity": Key(
            Text(choices=STAGED), "Whose records pass it (default `deal`).", always=True
        ),
        "label": LABEL,
        "is_default": Key(
            Truth(), "New records stand here unless another pipeline is named."
        ),
        "skipping": Key(Truth(), "Records may jump over open stages (default true)."),
        "going_back": Key(Truth(), "Records may return (default true)."),
        "several_won": Key(Truth(), "Allows more than one won stage (default false)."),
        "arrivals": Key(
            Pairs(Pairs(CODE)),
            "For records from another pipeline: its code, its stage, the stage here (S8).",
        ),
        "stages": Key(
            Several(Shorthand(STAGE), least=2),
            "The stages in order: open ones, then won, then lost.",
        ),
    },
    section=True,
)

_TO = Key(Text(), "The field of the target that is filled.")
_WHEN = Key(Text(), "The entry counts only where this condition holds for the lead.")

ENTRY_TABLES: Mapping[str, Table] = {
    "copy": Table(
        Copy,
        "map entry",
        {
            "copy": Key(Text(), "The field of the lead that is taken.", "source"),
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
            "template": Key(Text(), "A text with the lead's fields in braces.", "text"),
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
        NAMES, "Fields of a linked record that the lead's values may replace (C6)."
    ),
}
_PLACE_KEYS: Mapping[str, Key] = {
    "pipeline": Key(CODE, "Where the deal begins; the default pipeline unless given."),
    "stage": Key(CODE, "On which stage; the first unless given."),
}


def _target(entity: str) -> Table:
    places = _PLACE_KEYS if entity == "deal" else {}
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
        "when": Key(
            Text(), "Which leads it is for; the first that fits is taken (C2)."
        ),
        "closing_stage": Key(CODE, "Where the lead ends; its won stage unless given."),
        "owner": Key(Text(), "Of what is created: `lead`, `actor` or a login."),
        "activities": Key(
            Activities(Pairs(Text(choices=ACTIVITY_POLICIES))),
            "What happens to the lead's activities: one policy, or one by kind.",
        ),
        "tags": Key(Truth(), "Whether tags go along (default true)."),
    },
    section=True,
)

_LABELLED = "|".join(name for e in ENTITIES.values() for name in (e.name, e.plural))

WORKSPACE_KEYS: Mapping[str, Key] = {
    "name": Key(Text(), "The firm, or the part of it."),
    "mode": Key(
        Text(choices=MODES),
        "Leads first, or clients and deals at once (M1).",
        always=True,
    ),
    "language": Key(Text(), "The language of labels, such as `uk`.", always=True),
    "zone": Key(Text(), "The IANA time zone in which days begin and end.", always=True),
    "currency": Key(
        Text(pattern="^[A-Z]{3}$"), "The firm's own currency.", always=True
    ),
    "labels": Key(
        Pairs(Labelled(), {"pattern": rf"^({_LABELLED})(\..+)?$"}, section=True),
        'The firm\'s own words: `lead`, `leads` for several, `"lead.amount"`.',
    ),
    "pipelines": Key(
        Several(PIPELINE), "Pipelines; entities without one keep the usual one."
    ),
    "dictionaries": Key(
        Several(DICTIONARY), "Dictionaries that are new or differ from the usual."
    ),
    "fields": Key(Several(FIELD), "Fields that the firm adds (F2)."),
    "conversions": Key(
        Several(CONVERSION), "What leads become, in the order of trying (C2)."
    ),
}


@frozen
class WorkspaceTable(Table):
    """The whole file."""

    def _part(self, value: Any, attribute: str) -> Any:  # noqa: ANN401  # a workspace
        whole = getattr(value, attribute)
        match attribute:
            case "pipelines":
                return _own_pipelines(whole)
            case "dictionaries":
                return tuple(d for d in whole if DICTIONARIES.get(d.code) != d)
        return whole


def _own_pipelines(whole: tuple[Pipeline, ...]) -> tuple[Pipeline, ...]:
    """Return the fewest pipelines that the usual ones complete to all of these."""
    beginnings = (whole[:count] for count in range(len(whole)))
    return next(
        (each for each in beginnings if completed_pipelines(each) == whole), whole
    )


def workspace_table(cls: type) -> Table:
    """Return the shape of the whole file, for the class ``Workspace``."""
    return WorkspaceTable(cls, "workspace", WORKSPACE_KEYS, section=True)
