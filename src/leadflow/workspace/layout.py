"""The layout of a workspace's file: every table, every key, and what it means."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import attrs
from attrs import field, frozen

from leadflow.entities import ENTITIES
from leadflow.values.consents import CHANNELS
from leadflow.workspace.chain import BY_HAND, LINKS, OPTIONAL
from leadflow.workspace.checks import MODES
from leadflow.workspace.defaults import (
    DICTIONARIES,
    completed_conversions,
    completed_pipelines,
)
from leadflow.workspace.dictionaries import Dictionary, Entry
from leadflow.workspace.fields import TYPES, CustomField
from leadflow.workspace.intaking import INTAKE
from leadflow.workspace.numbers import TREATMENTS
from leadflow.workspace.pipelines import AGEING, KINDS, Pipeline, Stage
from leadflow.workspace.policing import POLICY
from leadflow.workspace.reporting import WRONG, Place
from leadflow.workspace.segmenting import LETTER, SEGMENT
from leadflow.workspace.shapes import (
    CODE,
    NAMES,
    Constants,
    Demand,
    Given,
    Labelled,
    Pairs,
    Plain,
    Schema,
    Several,
    Text,
    Truth,
    TypeNames,
    Whole,
)
from leadflow.workspace.staffing import DEPARTMENTS, MEMBER, ROLE
from leadflow.workspace.tables import Key, Shorthand, Table
from leadflow.workspace.types import FieldType
from leadflow.workspace.variants import CONVERSION


T = TypeVar("T")

LABEL = Key(Labelled(), "What people call it: one text, or texts by language.")
ORIGIN = Key(Text(), "What another system calls it; imports understand it.")
STAGED = tuple(name for name, entity in ENTITIES.items() if entity.in_pipeline)

ENTRY = Table(
    Entry,
    "value",
    {
        "code": Key(CODE, "What records hold; it never changes."),
        "label": LABEL,
        "is_retired": Key(Truth(), "Kept for old records, refused for new ones (S5)."),
        "origin": ORIGIN,
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


@frozen
class FieldTable(Table):
    """A custom field, whose type may be one of the host's."""

    types: Mapping[str, FieldType] = field(factory=dict)

    def read(self, value: object, at: Place) -> object:
        """Return the field; a host's type comes along with its name."""
        name = value.get("type") if isinstance(value, dict) else None
        host = self.types.get(name) if isinstance(name, str) else None
        known = attrs.evolve(self, fixed={"host": host}) if host else self
        return Table.read(known, value, at)


_FIELD_KEYS = {
    "code": Key(CODE, "The field's name, after `custom.` in conditions and maps."),
    "entity": Key(Text(choices=tuple(ENTITIES)), "What has the field."),
    "type": Key(
        TypeNames(choices=TYPES),
        "What it holds (default `text`); also a type of the host's own.",
    ),
    "label": LABEL,
    "help": Key(Labelled(), "What people are told who fill it."),
    "required": Key(
        Demand(), "A record cannot be stored without it: always, or where it holds."
    ),
    "multiple": Key(Truth(), "It holds several values."),
    "default": Key(Given(), "What new records get; `today` and `now` mean that time."),
    "min_value": Key(Constants(), "The least number, amount, date or time."),
    "max_value": Key(Constants(), "The greatest number, amount, date or time."),
    "min_length": Key(Whole(1), "The least number of characters."),
    "max_length": Key(Whole(1), "The most characters."),
    "pattern": Key(Text(), "A regular expression for the whole text."),
    "precision": Key(Whole(0, 30), "The most decimals of a number."),
    "choices": Key(ENTRIES, "For type `choice`: the values."),
    "dictionary": Key(CODE, "For type `dictionary`: which one."),
    "target": Key(NAMES, "For type `reference`: what may be pointed at."),
    "format": Key(
        Text(), "For type `counter`: its numbers, as `INV-{year}-{number:05}`."
    ),
    "indexed": Key(Truth(), "Records are found by it fast."),
    "personal": Key(Truth(), "It is erased with the person (H5)."),
}


def field_table(types: Mapping[str, FieldType] | None = None) -> Table:
    """Return the shape of a custom field, where the host has these types."""
    return FieldTable(
        CustomField, "field", _FIELD_KEYS, section=True, types=types or {}
    )


FIELD = field_table()

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
        "expected_days": Key(
            Whole(1), "Days after which a record shows its age: yellow, then red (S9)."
        ),
        "ageing_from": Key(
            Text(choices=AGEING), "What days count from (default `entry`) (S9)."
        ),
        "origin": ORIGIN,
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
        "overriders": Key(
            NAMES,
            "Logins and roles that may pass over gates with a reason; none: all (S4).",
        ),
        "arrivals": Key(
            Pairs(Pairs(CODE)),
            "From another pipeline: its code, its stage, the stage here (S8).",
        ),
        "origin": ORIGIN,
        "stages": Key(
            Several(Shorthand(STAGE), least=2),
            "The stages in order: open ones, then won, then lost.",
        ),
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
    "chain": Key(
        Text(pattern=rf"^({'|'.join(LINKS)})(-({'|'.join(LINKS)}))*$"),
        "What a sale passes: `lead-deal-quote-invoice`, `deal-invoice`, `deal` (M6).",
    ),
    "without": Key(
        Several(Text(choices=OPTIONAL), single=True),
        "Entities that are not used; no records of them are added (M6).",
    ),
    "technical_leads": Key(
        Truth(), "In simple mode a lead may be added and is converted at once (M4)."
    ),
    "lead_success": Key(
        Text(choices=BY_HAND),
        "What moving a lead into its success stage by hand does (C13).",
    ),
    "lead_success_variant": Key(
        CODE, "For `auto_convert`: the conversion; the first that fits unless given."
    ),
    "language": Key(Text(), "The language of labels, such as `uk`.", always=True),
    "zone": Key(Text(), "The IANA time zone in which days begin and end.", always=True),
    "currency": Key(
        Text(pattern="^[A-Z]{3}$"), "The firm's own currency.", always=True
    ),
    "wrong_numbers": Key(
        Text(choices=TREATMENTS),
        "What becomes of requisites whose numbers are wrong.",
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
    "forms": Key(
        Pairs(NAMES, {"enum": list(ENTITIES)}, section=True),
        "The fields that come first in a form, by entity.",
    ),
    "conversions": Key(
        Several(CONVERSION),
        "What leads, deals and quotes become, in the order of trying (C2).",
    ),
    "duplicates": Key(
        Several(POLICY), "What new records meet that are there already (D2)."
    ),
    "intake": Key(INTAKE, "How inquiries are taken in."),
    "segments": Key(Several(SEGMENT), "Which parties are addressed together (Z7)."),
    "letters": Key(Several(LETTER), "What is written to them, with their fields."),
    "opt_in": Key(
        Several(Text(choices=CHANNELS), single=True),
        "Channels on which those alone are addressed who subscribed.",
    ),
    "roles": Key(
        Several(ROLE), "Who may do what; without any, everybody everything (A1)."
    ),
    "departments": Key(DEPARTMENTS, "The parts of the firm, which may hold others."),
    "members": Key(Several(MEMBER), "The roles and departments of those who act."),
}


@frozen
class WorkspaceTable(Table):
    """The whole file."""

    def _part(self, value: Any, attribute: str) -> Any:  # noqa: ANN401  # a workspace
        whole = getattr(value, attribute)
        if attribute == "pipelines":
            return _fewest(whole, completed_pipelines)
        if attribute == "conversions":
            return _fewest(whole, completed_conversions)
        if attribute == "dictionaries":
            return tuple(d for d in whole if DICTIONARIES.get(d.code) != d)
        return whole


def _fewest(
    whole: tuple[T, ...], complete: Callable[[tuple[T, ...]], tuple[T, ...]]
) -> tuple[T, ...]:
    """Return the fewest parts that the usual ones complete to all of these."""
    beginnings = (whole[:count] for count in range(len(whole)))
    return next((each for each in beginnings if complete(each) == whole), whole)


def workspace_table(cls: type, types: Mapping[str, FieldType] | None = None) -> Table:
    """Return the shape of the whole file, for the class ``Workspace``.

    ``types`` are the host's own types of custom fields.
    """
    own = attrs.evolve(WORKSPACE_KEYS["fields"], shape=Several(field_table(types)))
    keys = {**WORKSPACE_KEYS, "fields": own}
    return WorkspaceTable(cls, "workspace", keys, section=True)
