"""How segments and letters stand in the workspace's file."""

from leadflow.workspace.letters import ABOUTS, Letter
from leadflow.workspace.segments import LONGEST, PARTIES, Purchases, Segment
from leadflow.workspace.shapes import CODE, NAMES, Constants, Labelled, Text, Whole
from leadflow.workspace.tables import Key, Table


PURCHASES = Table(
    Purchases,
    "segment's purchases",
    {
        "within": Key(Whole(1), "Only those of the last so many days count."),
        "silent": Key(Whole(1), "The last one is at least so many days ago."),
        "least": Key(Whole(0), "How many at least (default 1)."),
        "most": Key(Whole(0), "How many at most; 0 is for who bought nothing."),
        "worth": Key(Constants(), "For how much at least, in this currency."),
        "below": Key(Constants(), "For less than that, in this currency."),
    },
)

SEGMENT = Table(
    Segment,
    "segment",
    {
        "code": Key(CODE, "The segment's name."),
        "label": Key(
            Labelled(), "What people call it: one text, or texts by language."
        ),
        "over": Key(Text(choices=PARTIES), "Who can be in it (default `contact`)."),
        "when": Key(Text(), "A condition on their fields."),
        "position": Key(
            NAMES, "Words, one of which the job title or a position holds."
        ),
        "role": Key(NAMES, "Codes of `contact_role`, one of which the person has."),
        "silence": Key(Whole(1), "Nothing happened with them for so many days."),
        "birthday": Key(Whole(0, LONGEST), "The birthday is kept within so many days."),
        "purchases": Key(PURCHASES, "What they bought: how lately, often, much."),
    },
    section=True,
)

LETTER = Table(
    Letter,
    "letter",
    {
        "code": Key(CODE, "The letter's name."),
        "to": Key(Text(choices=PARTIES), "Who gets it (default `contact`)."),
        "about": Key(Text(choices=ABOUTS), "What else it tells of, such as a `deal`."),
        "subject": Key(
            Labelled(), "Its subject, with fields in braces: `{first_name|friend}`."
        ),
        "text": Key(Labelled(), "What it says, as plain text."),
        "html": Key(Labelled(), "What it says, as HTML; values are escaped."),
    },
    section=True,
)
