"""The stored shape: the only place that knows what values look like at rest.

``configure`` in ``shapes`` lists the decisions. Import this package on demand:
it brings cattrs along.
"""

from leadflow.storage.codec.changes import (
    Stored,
    changes_from_text,
    changes_to_text,
    told_to_text,
)
from leadflow.storage.codec.customs import (
    custom_from_plain,
    custom_to_plain,
    judge_custom,
)
from leadflow.storage.codec.events import (
    EVENT_COLUMNS,
    FIXED,
    REWRITTEN,
    EventCodec,
)
from leadflow.storage.codec.parts import bare
from leadflow.storage.codec.records import record_to_plain, record_to_text
from leadflow.storage.codec.rows import (
    AS_TEXT,
    Codec,
    Column,
    Steps,
    codec_of,
    picker_of,
)
from leadflow.storage.codec.shapes import Shape, configure, converter, shape_of
from leadflow.storage.codec.text import Unreadable, from_text, to_text


__all__ = [
    "AS_TEXT",
    "EVENT_COLUMNS",
    "FIXED",
    "REWRITTEN",
    "Codec",
    "Column",
    "EventCodec",
    "Shape",
    "Steps",
    "Stored",
    "Unreadable",
    "bare",
    "changes_from_text",
    "changes_to_text",
    "codec_of",
    "configure",
    "converter",
    "custom_from_plain",
    "custom_to_plain",
    "from_text",
    "judge_custom",
    "picker_of",
    "record_to_plain",
    "record_to_text",
    "shape_of",
    "to_text",
    "told_to_text",
]
