"""What becomes of requisites with wrong numbers: the choice of an office."""

from leadflow.errors import UnknownName
from leadflow.values.converters import text


LEAVE, WARN, REFUSE = "leave", "warn", "refuse"
TREATMENTS = (LEAVE, WARN, REFUSE)


def as_treatment(value: str) -> str:
    """Return what becomes of wrong numbers; another word raises ``UnknownName``.

    >>> as_treatment("warn")
    'warn'
    """
    given = text(value)
    if given not in TREATMENTS:
        raise UnknownName("treatment", given, TREATMENTS, "wrong_numbers")
    return given
