"""Hypothesis strategies for records of every entity, in any workspace."""

from collections.abc import Mapping
from functools import lru_cache
from typing import cast

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from leadflow.entities import (
    ENTITIES,
    Activity,
    Affiliation,
    Company,
    Contact,
    Deal,
    FieldSpec,
    Inquiry,
    Invoice,
    Kind,
    Lead,
    Product,
    Quote,
    Record,
    User,
    entity_named,
    evolve,
)
from leadflow.entities.records import blank
from leadflow.errors import InvalidValue
from leadflow.ids import CompanyId
from leadflow.testing.customs import SCALARS, customs
from leadflow.testing.values import USUAL, emails, ids, phones, recurrences
from leadflow.values import Utm
from leadflow.workspace import Workspace


def affiliations() -> SearchStrategy[list[Affiliation]]:
    """Return places in firms, held and ended, some of them in the same firm."""
    days = st.sampled_from((None, "2019-02-28", "2024-02-29", "2026-01-05"))
    spans = st.tuples(days, days).filter(
        lambda pair: None in pair or str(pair[0]) <= str(pair[1])
    )
    places = st.builds(
        lambda firm, told, role, days: Affiliation(
            CompanyId(firm), told, role, since=days[0], until=days[1]
        ),
        ids("company"),
        st.sampled_from(("", "Chief accountant", "ГОЛОВНИЙ бухгалтер")),
        st.sampled_from(("", "accountant", "head")),
        spans,
    )
    return st.lists(places, max_size=3)


_OWN: Mapping[str, SearchStrategy[object]] = {
    "phones": st.lists(phones(), max_size=2).map(tuple),
    "emails": st.lists(emails(), max_size=2).map(tuple),
    "tags": st.lists(st.sampled_from(("fair", "b2b", "Fair")), max_size=2),
    "utm": st.builds(Utm, campaign=st.sampled_from(("spring", "осінь", ""))),
    "companies": affiliations(),
    "contacts": st.lists(ids("contact"), max_size=2),
    "recurrence": st.none() | recurrences(),
}
_PLACES = ("pipeline", "stage", "stage_kind")
# The store's own affair, or the machine's.
_LEFT_OUT = frozenset({"id", "version", "deleted_at", *_PLACES})


@lru_cache(maxsize=64)
def records(entity: str, workspace: Workspace = USUAL) -> SearchStrategy[Record]:
    """Return records of an entity, without id; any field may be filled.

    Links name ids that ``ids`` gives; whether there are such records is the
    test's affair. Custom values are such as their fields take, and required ones
    are there.

    >>> from hypothesis import find
    >>> find(records("deal"), lambda deal: deal.amount is not None).id
    ''
    """
    require_workspace(workspace)
    kind = ENTITIES[entity_named(entity).name]
    choices = {
        spec.name: own
        for spec in kind.fields.values()
        if (own := field_values(spec, workspace)) is not None
    }
    filled = st.fixed_dictionaries({}, optional=choices)
    places = _places(entity, workspace) if kind.in_pipeline else st.just({})
    return st.builds(
        lambda values, place, own: _possible(
            evolve(
                blank(kind),
                **cast("dict[str, object]", {**values, **place}),
                custom=own,
            )
        ),
        filled,
        places,
        customs(entity, workspace),
    )


def _possible(record: Record) -> Record:
    """Return a record without what only its other fields make impossible."""
    if isinstance(record, Activity) and record.deadline is None:
        return evolve(record, recurrence=None)
    return record


def leads(workspace: Workspace = USUAL) -> SearchStrategy[Lead]:
    """Return leads; any field may be filled."""
    return records("lead", workspace).map(lambda one: cast("Lead", one))


def contacts(workspace: Workspace = USUAL) -> SearchStrategy[Contact]:
    """Return contacts; any field may be filled."""
    return records("contact", workspace).map(lambda one: cast("Contact", one))


def companies(workspace: Workspace = USUAL) -> SearchStrategy[Company]:
    """Return companies; any field may be filled."""
    return records("company", workspace).map(lambda one: cast("Company", one))


def deals(workspace: Workspace = USUAL) -> SearchStrategy[Deal]:
    """Return deals; any field may be filled."""
    return records("deal", workspace).map(lambda one: cast("Deal", one))


def activities(workspace: Workspace = USUAL) -> SearchStrategy[Activity]:
    """Return activities; their bindings name ids that ``ids`` gives."""
    return records("activity", workspace).map(lambda one: cast("Activity", one))


def quotes(workspace: Workspace = USUAL) -> SearchStrategy[Quote]:
    """Return quotes; any field may be filled."""
    return records("quote", workspace).map(lambda one: cast("Quote", one))


def invoices(workspace: Workspace = USUAL) -> SearchStrategy[Invoice]:
    """Return invoices; any field may be filled."""
    return records("invoice", workspace).map(lambda one: cast("Invoice", one))


def products(workspace: Workspace = USUAL) -> SearchStrategy[Product]:
    """Return products; any field may be filled."""
    return records("product", workspace).map(lambda one: cast("Product", one))


def inquiries(workspace: Workspace = USUAL) -> SearchStrategy[Inquiry]:
    """Return inquiries; any field may be filled."""
    return records("inquiry", workspace).map(lambda one: cast("Inquiry", one))


def users(workspace: Workspace = USUAL) -> SearchStrategy[User]:
    """Return users; any field may be filled."""
    return records("user", workspace).map(lambda one: cast("User", one))


def field_values(
    spec: FieldSpec, workspace: Workspace
) -> SearchStrategy[object] | None:
    """Return values of a built-in field, or ``None`` where tests leave it alone."""
    if spec.name in _LEFT_OUT:
        return None
    if spec.name in _OWN:
        return _OWN[spec.name]
    if spec.choices:
        return st.sampled_from((spec.default, *spec.choices))
    if spec.kind is Kind.CHOICE:
        entries = workspace.dictionary_of(spec).entries
        return st.sampled_from(["", *(entry.code for entry in entries)])
    if spec.kind is Kind.REFERENCE:
        return ids(spec.target)
    return SCALARS.get(spec.kind)


def require_workspace(given: object) -> None:
    """Raise ``InvalidValue`` for what is no workspace."""
    if not isinstance(given, Workspace):
        reason = f"cannot be of type {type(given).__name__}"
        hint = "give a Workspace, or nothing for a usual one"
        raise InvalidValue("workspace", reason, hint)


def _places(entity: str, workspace: Workspace) -> SearchStrategy[Mapping[str, str]]:
    places = [
        {"pipeline": pipeline.code, "stage": stage.code, "stage_kind": stage.kind}
        for pipeline in workspace.pipelines_of(entity)
        for stage in pipeline.stages
    ]
    return st.sampled_from(places)
