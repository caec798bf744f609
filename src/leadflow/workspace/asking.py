"""Which questions a field can answer: one that could never hold is refused."""

from typing import TypeAlias

from leadflow.entities import Kind
from leadflow.errors import InvalidValue
from leadflow.expressions import (
    Between,
    Compare,
    Contains,
    IsEmpty,
    Leaf,
    OneOf,
    StartsWith,
)
from leadflow.workspace.paths import PathInfo, parts_of


_Question: TypeAlias = Compare | OneOf | Contains | StartsWith | Between
_TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.REFERENCE)
# The parts that people ask for, as examples.
_USUAL = ("city", "campaign", "name")


def require_askable(info: PathInfo, leaf: Leaf) -> None:
    """Raise ``InvalidValue`` for what can be asked of no value of the field.

    Nobody can tell the answer from that to a good question: it is always no.
    """
    if isinstance(leaf, IsEmpty):
        return
    if info.several:
        _require_member(info, leaf)
    elif info.kind is Kind.VALUE:
        raise InvalidValue("field", "is a value of several parts", _way_in(info, leaf))
    elif isinstance(leaf, Contains | StartsWith) and info.kind not in _TEXTS:
        reason = f"is no text, of which '{_asked(leaf)}' could be asked"
        way_out = f"compare it, as in F.{'.'.join(leaf.path)} == …"
        raise InvalidValue("field", reason, way_out)


def _require_member(info: PathInfo, leaf: _Question) -> None:
    findable = info.kind not in (Kind.VALUE, Kind.VALUES) or hasattr(info.type, "key")
    if not findable:
        reason = "holds several values of several parts, none of which can be asked for"
        hint = "ask with .is_empty() whether there is any"
        raise InvalidValue("field", reason, hint)
    if not isinstance(leaf, Contains):
        reason = f"holds several values, which '{_asked(leaf)}' cannot compare"
        raise InvalidValue("field", reason, "ask with .contains(…)")


def _way_in(info: PathInfo, leaf: Leaf) -> str:
    parts = tuple(parts_of(info))
    part = next((each for each in _USUAL if each in parts), parts[0])
    return f"name a part of it, as in F.{'.'.join((*leaf.path, part))}"


def _asked(leaf: _Question) -> str:
    match leaf:
        case Contains():
            return "contains"
        case StartsWith():
            return "startswith"
        case OneOf():
            return "in"
        case Between():
            return "between"
        case Compare():
            return leaf.op
