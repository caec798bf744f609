"""The parts of a workspace as it keeps them, from whatever form they are given in.

What is wrong in them is told with all other faults, not here.
"""

from collections.abc import Iterable, Mapping

from leadflow.entities import ENTITIES
from leadflow.errors import InvalidValue
from leadflow.values.converters import text
from leadflow.workspace.checks import canonical_label_name
from leadflow.workspace.codes import all_of, names
from leadflow.workspace.fields import CustomField
from leadflow.workspace.intake import Intake
from leadflow.workspace.labels import Label, LabelLike, label
from leadflow.workspace.policies import DuplicatePolicy
from leadflow.workspace.roles import Department, Member, Role


def as_currency(value: str) -> str:
    """Return a currency's code in capitals."""
    return text(value).upper()


def as_fields(given: Iterable[CustomField]) -> tuple[CustomField, ...]:
    """Return custom fields as a tuple."""
    return all_of(given, CustomField, "fields")


def as_forms(
    given: Mapping[str, Iterable[str] | str],
) -> Mapping[str, tuple[str, ...]]:
    """Return forms by the singular of their entity; empty ones say nothing."""
    plurals = {each.plural: name for name, each in ENTITIES.items()}
    named = {plurals.get(name, name): names(each) for name, each in given.items()}
    return {name: each for name, each in named.items() if each}


def as_labels(given: Mapping[str, LabelLike]) -> Mapping[str, Label]:
    """Return labels by the one spelling of what they label; empty ones say nothing."""
    named = {canonical_label_name(name): label(each) for name, each in given.items()}
    return {name: each for name, each in named.items() if each}


def as_intake(given: Intake) -> Intake:
    """Return how inquiries are taken in, whatever was declared."""
    value: object = given
    if not isinstance(value, Intake):
        reason = f"cannot be of type {type(value).__name__}"
        raise InvalidValue("intake", reason, "give an Intake(…)")
    return given


def as_roles(given: Iterable[Role]) -> tuple[Role, ...]:
    """Return roles as a tuple."""
    return all_of(given, Role, "roles")


def as_departments(given: Iterable[Department | str]) -> tuple[Department, ...]:
    """Return departments as a tuple; a code alone is one."""
    named = (Department(each) if isinstance(each, str) else each for each in given)
    return all_of(named, Department, "departments")


def as_members(given: Iterable[Member]) -> tuple[Member, ...]:
    """Return members as a tuple."""
    return all_of(given, Member, "members")


def as_policies(given: Iterable[DuplicatePolicy]) -> tuple[DuplicatePolicy, ...]:
    """Return policies on duplicates as a tuple."""
    return all_of(given, DuplicatePolicy, "duplicates")
