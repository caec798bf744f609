"""Which record is meant: the verbs of ``Crm`` take a record, or its id."""

from leadflow.errors import InvalidValue


def require(value: object, cls: type, what: str, hint: str) -> None:
    """Raise ``InvalidValue`` for what is of another type, whatever was declared.

    >>> require("text", str, "name", "")
    """
    if not isinstance(value, cls):
        raise InvalidValue(what, f"cannot be of type {type(value).__name__}", hint)


def id_of(record: object, hint: str = "give a record or its id") -> str:
    """Return the id of what was given; whether it is an id is judged by reading.

    Raises ``InvalidValue`` for what is no record, and for one that is not stored.

    >>> id_of("lead_01jd3v8w5e7q9t2b4n6m8p0r1s")
    'lead_01jd3v8w5e7q9t2b4n6m8p0r1s'
    """
    given = record if isinstance(record, str) else getattr(record, "id", None)
    if not isinstance(given, str):
        reason = f"cannot be of type {type(record).__name__}"
        raise InvalidValue("record", reason, hint)
    if not given:
        raise InvalidValue("record", "is not stored yet", "add it first")
    return given
