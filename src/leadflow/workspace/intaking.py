"""How taking in inquiries stands in the workspace's file."""

from leadflow.workspace.intake import SOFT, WAYS, Assignment, Intake
from leadflow.workspace.shapes import CODE, NAMES, Several, Text, Truth, Whole
from leadflow.workspace.tables import Key, Table


ASSIGNMENT = Table(
    Assignment,
    "assignment",
    {
        "code": Key(CODE, "The rule's name; its turns are counted under it."),
        "to": Key(NAMES, "Logins, of which one gets the inquiry."),
        "by": Key(Text(choices=WAYS), "How one is chosen (default `round_robin`)."),
        "when": Key(Text(), "A condition that the inquiry meets."),
        "capacity": Key(Whole(1), "How many new ones each gets in a day."),
    },
    section=True,
)

INTAKE = Table(
    Intake,
    "intake",
    {
        "excluded": Key(NAMES, "Addresses, domains and numbers that are ignored (I2)."),
        "repeat_leads": Key(
            Truth(), "A known client's inquiry is a repeat lead (default true) (I4)."
        ),
        "window": Key(
            Whole(0, 24 * 60),
            "Minutes in which a second call is the same one (default 30) (I2).",
        ),
        "soft": Key(
            Text(choices=SOFT),
            "What is done about who looks like the sender (default `exact`) (I3).",
        ),
        "bound": Key(
            Whole(56, 100), "The score from which on somebody does (default 80)."
        ),
        "assignments": Key(
            Several(ASSIGNMENT), "Who gets what, in the order of trying (I5)."
        ),
        "owner": Key(Text(), "Login of who gets what nobody else does."),
    },
    section=True,
)
