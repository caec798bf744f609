"""How roles, departments and members stand in the workspace's file."""

from leadflow.entities import ENTITIES
from leadflow.workspace.roles import (
    ANY,
    OPERATIONS,
    SCOPES,
    Department,
    Grant,
    Member,
    Role,
)
from leadflow.workspace.shapes import CODE, NAMES, Labelled, Several, Text
from leadflow.workspace.tables import Key, Shorthand, Table


_LABEL = Key(Labelled(), "What people call it: one text, or texts by language.")

GRANT = Table(
    Grant,
    "grant",
    {
        "entity": Key(Text(choices=(*ENTITIES, ANY)), "Of which records."),
        "operations": Key(
            Several(Text(choices=(*OPERATIONS, ANY)), single=True),
            "What may be done with them.",
        ),
        "scope": Key(
            Text(choices=SCOPES), "Whose: each scope holds what the one before holds."
        ),
        "pipeline": Key(CODE, "Only for records in this pipeline."),
        "stage": Key(CODE, "Only for records on this stage."),
        "field": Key(Text(), "Only for this field: hidden or locked by `none` (A5)."),
    },
)

ROLE = Table(
    Role,
    "role",
    {
        "code": Key(CODE, "The role's name; members and overriders name it."),
        "label": _LABEL,
        "grants": Key(
            Several(GRANT), "What it may do; the most specific rule decides (A2)."
        ),
    },
    section=True,
)

DEPARTMENT = Table(
    Department,
    "department",
    {
        "code": Key(CODE, "The department's name."),
        "within": Key(CODE, "The department that it is a part of."),
        "label": _LABEL,
    },
)

MEMBER = Table(
    Member,
    "member",
    {
        "login": Key(Text(), "Who acts."),
        "roles": Key(NAMES, "What this person is; several add up (A2)."),
        "department": Key(CODE, "Where this person works."),
    },
)

DEPARTMENTS = Several(Shorthand(DEPARTMENT))
