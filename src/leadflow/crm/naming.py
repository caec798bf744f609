"""Which record is meant: the verbs of ``Crm`` take a record, or its id."""

from collections.abc import Mapping
from types import FunctionType
from typing import Never, TypeVar

from leadflow.crm.answering import answered
from leadflow.entities.schema import EntityType
from leadflow.errors import InvalidValue, nearest, with_article
from leadflow.ids import prefix_of


T = TypeVar("T")


# What others call it, whoever comes from another library.
_ELSEWHERE: Mapping[str, str] = {
    **dict.fromkeys(("filter", "find", "search", "query"), "where"),
    **dict.fromkeys(("create", "insert", "new"), "add"),
    **dict.fromkeys(("save", "edit", "set"), "update"),
    **dict.fromkeys(("remove", "drop"), "delete"),
    **dict.fromkeys(("sort", "sorted", "sort_by"), "order_by"),
    **dict.fromkeys(("head", "take"), "limit"),
    **dict.fromkeys(("fetch", "load", "read"), "get"),
    **dict.fromkeys(("size", "length"), "count"),
}


# What is asked most often, of those that have more than a few things to ask.
_USUAL = ("where", "move")
_FEW = 12


# What is looked for in a CRM and is a function beside it.
_BESIDE = ("export_agenda", "export_audience", "import_records")


def spelling(cls: type[T]) -> type[T]:
    """Let a class tell the nearest right name of a misspelt attribute.

    Calls that do not fit its methods are answered too, with how they are called.

    >>> import leadflow
    >>> leadflow.open().leeds
    Traceback (most recent call last):
        ...
    AttributeError: 'Crm' object has no attribute 'leeds'; did you mean 'leads'?
    """
    # Were it in the class's own text, type checkers would take any name for right.
    type.__setattr__(cls, "__getattr__", _misspelt)
    if hasattr(cls, "limit"):
        type.__setattr__(cls, "__getitem__", _no_list)
        type.__setattr__(cls, "__len__", _not_counted)
        type.__setattr__(cls, "__bool__", _not_true)
    type.__setattr__(cls, "__call__", _no_function)
    methods = {
        name: each for base in cls.__mro__[::-1] for name, each in vars(base).items()
    }
    for name, verb in methods.items():
        if isinstance(verb, FunctionType) and not name.startswith("_"):
            type.__setattr__(cls, name, answered(verb))
    return cls


def _no_list(given: object, key: object) -> Never:
    kind = type(given)
    way = "get(id)" if isinstance(key, str) and hasattr(kind, "get") else "limit(5)"
    raise TypeError(f"'{kind.__name__}' is no list; ask it, as in .{way}")


def _not_counted(given: object) -> Never:
    # "list" asks for the length too, and goes on without it.
    raise TypeError(f"'{type(given).__name__}' is no list; count it with .count()")


def _not_true(given: object) -> Never:
    told = f"'{type(given).__name__}' is neither true nor false"
    raise TypeError(f"{told}; ask it, as in .first() or .count()")


def _no_function(given: object, *_: object, **__: object) -> Never:
    kind = type(given)
    known = [name for name in dir(kind) if not name.startswith("_")]
    usual = next((name for name in _USUAL if name in known), known[0])
    few = len(known) <= _FEW
    way = f"it has {', '.join(known)}" if few else f"ask it, as in .{usual}(…)"
    raise TypeError(f"'{kind.__name__}' is no function; {way}")


def room(cls: type[T]) -> type[T]:
    """Let a room of ``Crm`` tell what can be asked in it, and misspelt names.

    >>> import leadflow
    >>> leadflow.open().stages
    <stages: ageing, history, overrides>
    """
    asked = ", ".join(name for name in dir(cls) if not name.startswith("_"))
    told = f"<{cls.__name__.lower()}: {asked}>"
    type.__setattr__(cls, "__repr__", lambda _: told)
    return spelling(cls)


def _misspelt(given: object, name: str) -> Never:
    kind = type(given)
    if name.startswith("_") or hasattr(kind, name):
        # Not misspelt: a protocol asks, or a property itself met the error.
        object.__getattribute__(given, name)
    known = [each for each in dir(kind) if not each.startswith("_")]
    meant = _ELSEWHERE.get(name, "")
    near = meant if meant in known else nearest(name, known)
    hint = f"; did you mean '{near}'?" if near else ""
    if kind.__name__ == "Crm" and name in _BESIDE:
        hint = f"; it is a function: leadflow.{name}(crm, …)"
    told = f"'{kind.__name__}' object has no attribute '{name}'{hint}"
    # With the object, Python would print its own guess after ours.
    raise AttributeError(told, name=name)


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
    if isinstance(record, str):
        name = record
    else:
        hint = f"give {with_article(entity.cls.__name__)} or its id"
        require(record, entity.cls, "record", hint)
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
