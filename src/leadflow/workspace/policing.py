"""How policies on duplicates stand in the workspace's file."""

from leadflow.workspace.policies import (
    COMPARED,
    LEAST,
    MOST,
    POLICIES,
    DuplicatePolicy,
)
from leadflow.workspace.shapes import Text, Whole
from leadflow.workspace.tables import Key, Table


POLICY = Table(
    DuplicatePolicy,
    "policy on duplicates",
    {
        "entity": Key(Text(choices=COMPARED), "Of which records."),
        "create": Key(
            Text(choices=POLICIES),
            "What a program's new record meets that is there already (default `allow`)"
            " (D2).",
        ),
        "import": Key(
            Text(choices=POLICIES),
            "What a row of a file meets; `block` rejects it (default `allow`).",
            attribute="on_import",
        ),
        "intake": Key(
            Text(choices=POLICIES),
            "What an inquiry meets whose sender is known (default `merge` for leads,"
            " `skip` for clients).",
        ),
        "convert": Key(
            Text(choices=POLICIES),
            "What a lead's company or contact meets (default `merge`).",
        ),
        "bound": Key(
            Whole(LEAST, MOST), "The score from which on it is there (default 80)."
        ),
    },
    section=True,
)
