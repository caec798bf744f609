"""Some fields of a record, looked at in one step."""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from attrs import frozen

from leadflow.entities.schema import EntityType


@frozen(eq=False)
class FieldSet:
    """Fields of an entity that are asked about together, and are mostly empty.

    To fetch them one by one takes longer than to see that they hold nothing.
    """

    names: tuple[str, ...]
    empty: tuple[object, ...]
    """What they hold in a record in which nothing is filled."""
    held: Callable[[Any], tuple[Any, ...]]
    """Gives what they hold in a record, in the order of the names."""

    @classmethod
    def of(cls, entity: EntityType, names: Iterable[str]) -> "FieldSet":
        """Return the set of these fields.

        >>> from leadflow.entities import ENTITIES, Lead
        >>> said = FieldSet.of(ENTITIES["lead"], ("title", "notes"))
        >>> said.held(Lead(title="Forklifts")), said.empty
        (('Forklifts', ''), ('', ''))
        """
        several = tuple(names)
        empty = tuple(entity.fields[name].default for name in several)
        return cls(several, empty, _taker(several))


def _taker(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    # Of one name alone there would be no tuple, and of none no getter.
    get = attrgetter(*names) if names else None
    return lambda record: (get(record),) if get else ()
