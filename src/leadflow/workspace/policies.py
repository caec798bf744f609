"""What becomes of a record that is in the base already: the policies (D2)."""

import attrs
from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities import entity_named
from leadflow.entities.schema import teach_names
from leadflow.errors import InvalidValue, UnknownName
from leadflow.workspace.codes import one_of, whole


ALLOW, WARN, BLOCK = "allow", "warn", "block"
POLICIES = (ALLOW, WARN, BLOCK)
"""What can be done about a new record that looks like a known one."""
COMPARED = ("lead", "contact", "company")
"""What can stand twice."""
LEAST, MOST, _USUAL = 1, 100, 80


def _entity(value: str) -> str:
    name = entity_named(value).name
    if name not in COMPARED:
        raise UnknownName("kind of record that is compared", value, COMPARED)
    return name


def _policy(value: str) -> str:
    return one_of(value, "policy", POLICIES)


def _bound(value: int) -> int:
    found = whole(value)
    if found is None or not LEAST <= found <= MOST:
        raise InvalidValue("bound", f"must be from {LEAST} to {MOST}")
    return found


@teach_names
@by_value
@frozen(eq=False, repr=False)
class DuplicatePolicy:
    """What is done about a new record that is likely there already (D2).

    ``warn`` stores it and warns with ``DuplicateWarning``; ``block`` stores nothing
    and raises ``DuplicateFound``. What is compared is who shares an exact key: a
    phone, an e-mail, a tax id, the name of a firm.

    >>> DuplicatePolicy("contacts", create="block").on_import
    'allow'
    """

    entity: str = attrs.field(converter=_entity)
    """``lead``, ``contact`` or ``company``."""
    create: str = attrs.field(default=ALLOW, converter=_policy, kw_only=True)
    """For what a program adds: ``allow``, ``warn`` or ``block``."""
    on_import: str = attrs.field(default=ALLOW, converter=_policy, kw_only=True)
    """For the rows of a file: with ``block`` a row is rejected, with its line."""
    bound: int = attrs.field(default=_USUAL, converter=_bound, kw_only=True)
    """From which score on, of 100, a record counts as there already."""
