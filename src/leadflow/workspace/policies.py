"""What becomes of a record that is in the base already: the policies (D2)."""

from collections.abc import Iterable

import attrs
from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities import entity_named
from leadflow.errors import InvalidValue, UnknownName
from leadflow.values.teaching import teach_names
from leadflow.workspace.codes import one_of, whole


ALLOW, WARN, BLOCK = "allow", "warn", "block"
SKIP, REPLACE, MERGE = "skip", "replace", "merge"
POLICIES = (ALLOW, WARN, BLOCK, SKIP, REPLACE, MERGE)
"""What can be done about a record that is there already."""
MEETING = (SKIP, REPLACE, MERGE)
"""Those in whose place the record that is there stands: nothing is doubled."""
COMPARED = ("lead", "contact", "company")
"""What can stand twice."""
LEAST, MOST, _USUAL = 1, 100, 80


def _entity(value: str) -> str:
    name = entity_named(value).name
    if name not in COMPARED:
        raise UnknownName("kind of record that is compared", value, COMPARED)
    return name


def policy(value: str) -> str:
    """Return a policy, or raise ``UnknownName`` with the nearest right one.

    >>> policy("merge")
    'merge'
    """
    return one_of(value, "policy", POLICIES)


def _bound(value: int) -> int:
    found = whole(value)
    if found is None or not LEAST <= found <= MOST:
        raise InvalidValue("bound", f"must be from {LEAST} to {MOST}")
    return found


def policy_on(policies: "Iterable[DuplicatePolicy]", entity: str) -> "DuplicatePolicy":
    """Return what is said of an entity, else what is usual.

    >>> policy_on([DuplicatePolicy("contact", convert="block")], "company").convert
    'merge'
    """
    for each in policies:
        if each.entity == entity:
            return each
    return _USUALLY[entity]


def _usual_intake(given: "DuplicatePolicy") -> str:
    return MERGE if given.entity == "lead" else SKIP


@teach_names
@by_value
@frozen(eq=False, repr=False)
class DuplicatePolicy:
    """What is done, by each operation, about a record that is there already (D2).

    ``allow`` looks for nobody; ``warn`` goes on and warns with ``DuplicateWarning``;
    ``block`` writes nothing and raises ``DuplicateFound``; ``skip`` leaves the record
    that is there as it is, and goes on with it; ``replace`` writes what is given over
    it; ``merge`` fills its blanks and unites what can be several, as ``crm.merge``
    does. The last three raise ``AmbiguousDuplicate`` where several are there.

    >>> policy = DuplicatePolicy("contacts", create="block", on_import="merge")
    >>> policy.intake, policy.convert
    ('skip', 'merge')
    """

    entity: str = attrs.field(converter=_entity)
    """``lead``, ``contact`` or ``company``."""
    create: str = attrs.field(default=ALLOW, converter=policy, kw_only=True)
    """For what a program adds."""
    on_import: str = attrs.field(default=ALLOW, converter=policy, kw_only=True)
    """For the rows of a file: with ``block`` a row is rejected, with its line."""
    intake: str = attrs.field(
        default=attrs.Factory(_usual_intake, takes_self=True),
        converter=policy,
        kw_only=True,
    )
    """For whom an inquiry is from: ``merge`` for leads, ``skip`` for clients, unless
    given. ``allow`` and ``warn`` recognise nobody of this kind."""
    convert: str = attrs.field(default=MERGE, converter=policy, kw_only=True)
    """For the client that a lead becomes, where the variant links or creates it."""
    bound: int = attrs.field(default=_USUAL, converter=_bound, kw_only=True)
    """From which score on, of 100, a new record or a row counts as there already."""

    def __attrs_post_init__(self) -> None:
        if self.entity == "lead" and self.convert != MERGE:
            hint = "leave it out: a conversion makes companies and contacts"
            raise InvalidValue("convert", "is not for leads", hint)


_USUALLY = {entity: DuplicatePolicy(entity) for entity in COMPARED}
