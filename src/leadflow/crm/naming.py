"""Which record is meant: the verbs of ``Crm`` take a record, or its id."""

from leadflow.entities.schema import EntityType
from leadflow.errors import InvalidValue, with_article
from leadflow.ids import prefix_of


def require(value: object, cls: type | tuple[type, ...], what: str, hint: str) -> None:
    """Raise ``InvalidValue`` for what is of another type, whatever was declared.

    >>> require("text", str, "name", "")
    """
    if not isinstance(value, cls):
        raise InvalidValue(what, f"cannot be of type {type(value).__name__}", hint)


def id_of(
    record: object,
    hint: str = "give a record or its id",
    *,
    unstored: str = "add it first",
) -> str:
    """Return the id of what was given; whether it is an id is judged by reading.

    Raises ``InvalidValue`` for what is no record, and for one that is not stored,
    with ``hint`` or ``unstored`` as the way out.

    >>> id_of("lead_01jd3v8w5e7q9t2b4n6m8p0r1s")
    'lead_01jd3v8w5e7q9t2b4n6m8p0r1s'
    """
    given = record if isinstance(record, str) else getattr(record, "id", None)
    if not isinstance(given, str):
        reason = f"cannot be of type {type(record).__name__}"
        raise InvalidValue("record", reason, hint)
    if not (given or isinstance(record, str)):
        raise InvalidValue("record", "is not stored yet", unstored)
    return given


def known_id(
    record: object,
    hint: str = "give a record or its id",
    *,
    unstored: str = "add it first",
) -> str:
    """Return the id of what was given, if it is of a kind that there is.

    >>> known_id("conversion_01jd3v8w5e7q9t2b4n6m8p0r1s")
    'conversion_01jd3v8w5e7q9t2b4n6m8p0r1s'
    """
    name = id_of(record, hint, unstored=unstored)
    prefix_of(name)
    return name


def id_in(entity: EntityType, record: object) -> str:
    """Return the id of a record of one entity, given as record or as id.

    >>> from leadflow.entities import ENTITIES
    >>> id_in(ENTITIES["lead"], "lead_01jd3v8w5e7q9t2b4n6m8p0r1s")
    'lead_01jd3v8w5e7q9t2b4n6m8p0r1s'
    """
    hint = f"give a {entity.cls.__name__} or its id"
    require(record, (str, entity.cls), "record", hint)
    name = id_of(record, hint)
    if (found := prefix_of(name)) != entity.name:
        reason = f"names {with_article(found)}, not {with_article(entity.name)}"
        raise InvalidValue("id", reason)
    return name


def id_if_any(record: object) -> str:
    """Return the id of what was given, ``""`` where it has none.

    >>> id_if_any(7)
    ''
    """
    return record if isinstance(record, str) else str(getattr(record, "id", ""))
