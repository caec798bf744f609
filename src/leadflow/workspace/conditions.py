"""Conditions as people write them in definitions: objects or text."""

from leadflow.expressions import Condition, parse, to_text


def condition(value: Condition | str | None) -> Condition | None:
    """Return the condition; text is parsed, nothing stays nothing.

    A condition that has no text form, because it exceeds the limits, raises
    ``InvalidCondition``: definitions are stored as text.
    """
    if isinstance(value, Condition):
        to_text(value)
        return value
    return None if value is None else parse(value)
