"""Small closed lists that are the same in every firm."""

from leadflow.errors import InvalidValue, UnknownName


DIRECTIONS = ("none", "incoming", "outgoing")
PRIORITIES = ("low", "normal", "high")
PROBABILITY_SOURCES = ("stage", "manual", "model")
TEXT_FORMATS = ("plain", "bbcode", "html")
OUTCOMES = ("answered", "missed")
MARKS = ("negative", "positive")


def _one_of(value: str, what: str, choices: tuple[str, ...]) -> str:
    if not isinstance(value, str):
        raise InvalidValue(what, f"must be text, not {type(value).__name__}")
    if value not in choices:
        raise UnknownName(what, value, choices)
    return value


def direction(value: str) -> str:
    """Return which way a message went, or raise ``UnknownName``."""
    return _one_of(value, "direction", DIRECTIONS)


def priority(value: str) -> str:
    """Return how urgent something is, or raise ``UnknownName``."""
    return _one_of(value, "priority", PRIORITIES)


def probability_source(value: str) -> str:
    """Return who says how likely a deal is; ``""`` while nobody does (S7)."""
    return value and _one_of(value, "probability source", PROBABILITY_SOURCES)


def text_format(value: str) -> str:
    """Return how a text is written, or raise ``UnknownName``."""
    return _one_of(value, "text format", TEXT_FORMATS)


def outcome(value: str) -> str:
    """Return whether somebody was reached; ``""`` while nobody says."""
    return value and _one_of(value, "outcome", OUTCOMES)


def mark(value: str) -> str:
    """Return how something went; ``""`` while nobody says."""
    return value and _one_of(value, "mark", MARKS)
