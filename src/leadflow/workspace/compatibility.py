"""Whether what one field holds may go into another, without loss (C3)."""

from leadflow.entities import ENTITIES, Kind
from leadflow.workspace.definitions import Definitions
from leadflow.workspace.paths import PathInfo


_WIDENINGS = frozenset(
    {
        (Kind.TEXT, Kind.LONG_TEXT),
        (Kind.CHOICE, Kind.TEXT),
        (Kind.CHOICE, Kind.LONG_TEXT),
        (Kind.INTEGER, Kind.DECIMAL),
    }
)
# What no text can be read as.
_UNREADABLE = (Kind.BOOLEAN, Kind.INTEGER, Kind.DECIMAL, Kind.REFERENCE)
_FEW = 3


def misfit(known: Definitions, source: PathInfo, target: PathInfo) -> str:
    """Return why values of ``source`` do not fit into ``target``, or ``""``.

    The same type fits; text fits into long text and open lists, a list into text and
    into a list with the same options, a whole number into a decimal one.
    """
    if source.several and not target.several:
        return "holds several values, where one is wanted"
    if _kind(source) is Kind.CHOICE and _kind(target) is Kind.CHOICE:
        return _uncovered(known, source, target)
    if _fits(known, source, target):
        return _too_long(source, target)
    return f"holds {_words(source)}, where {_words(target)} is wanted"


def takes_text(target: PathInfo) -> bool:
    """Return whether a field can be filled from a text that a template made."""
    return _kind(target) not in _UNREADABLE


def _fits(known: Definitions, source: PathInfo, target: PathInfo) -> bool:
    one, other = _kind(source), _kind(target)
    if one is Kind.TEXT and other is Kind.CHOICE:
        return _options(known, target) is None
    if one is not other:
        return (one, other) in _WIDENINGS and _is_plain(target)
    if one is Kind.REFERENCE:
        return _ends(source) <= _ends(target)
    if one is Kind.TEXT:
        return _is_plain(target) or _type(source) == _type(target)
    return one not in (Kind.VALUE, Kind.VALUES) or source.type is target.type


def _kind(info: PathInfo) -> Kind:
    """Return what one of several values is."""
    if info.kind is Kind.TEXTS:
        return Kind.REFERENCE if info.spec.target else Kind.TEXT
    return Kind.VALUE if info.kind is Kind.VALUES else info.kind


def _type(info: PathInfo) -> str:
    return info.custom.type if info.custom else ""


def _is_plain(info: PathInfo) -> bool:
    """Return whether any text will do: no address, no number, no type of a host."""
    return _type(info) in ("", "text", "long_text", "decimal")


def _ends(info: PathInfo) -> frozenset[str]:
    """Return the entities that a link may point at."""
    if info.custom is not None:
        return frozenset(info.custom.target)
    anything = info.spec.target in ("", "*")
    return frozenset(ENTITIES) if anything else frozenset({info.spec.target})


def _uncovered(known: Definitions, source: PathInfo, target: PathInfo) -> str:
    """Return which options of one list another does not have."""
    given, taken = _options(known, source), _options(known, target)
    if taken is None:
        return ""
    if given is None:
        return "takes any code, where only some are known"
    lost = [f"'{code}'" for code in given if code not in taken]
    if not lost:
        return ""
    more = f" and {len(lost) - _FEW} more" if len(lost) > _FEW else ""
    return f"has options that are not known there: {', '.join(lost[:_FEW])}{more}"


def _options(known: Definitions, info: PathInfo) -> tuple[str, ...] | None:
    """Return the codes that a list has for new records; any for open ones."""
    if info.custom is not None and info.custom.choices:
        entries = info.custom.choices
    else:
        dictionary = known.dictionary(info.dictionary)
        if dictionary.is_open:
            return None
        entries = dictionary.entries
    return tuple(entry.code for entry in entries if not entry.is_retired)


def _too_long(source: PathInfo, target: PathInfo) -> str:
    most, least = _length(target), _length(source)
    if most is None or (least is not None and least <= most):
        return ""
    return f"may be longer than the {most} characters that fit there"


def _length(info: PathInfo) -> int | None:
    return info.custom.max_length if info.custom else None


def _words(info: PathInfo) -> str:
    """Return what a field holds, in words: ``a list``, ``a link to a company``."""
    name = _type(info) or info.type.__name__.lower()
    words = {"str": "text", "int": "a whole number"}.get(name, name.replace("_", " "))
    if _kind(info) is Kind.REFERENCE:
        ends = sorted(_ends(info))
        known = len(ends) < len(ENTITIES)
        words = f"a link to a {' or '.join(ends)}" if known else "a link"
    words = {Kind.CHOICE: "a list", Kind.LONG_TEXT: "long text"}.get(_kind(info), words)
    return f"several of {words}" if info.several else words
