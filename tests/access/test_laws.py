"""Laws of rights: what is read is what is explained, for any roles and records."""

from hypothesis import given, settings, strategies as st

import leadflow
from leadflow import Crm, Deal, Grant, Lead, Role
from leadflow.testing import CountingIds, FixedClock
from tests.access.office import firm


SCOPES = ("none", "own", "department", "department_tree", "open", "all")
STAGES = ("new", "preparation", "won", "lost")
OWNERS = ("ada", "bob", "eve", "dan", "zoe", "nobody")


@st.composite
def grants(draw: st.DrawFn) -> Grant:
    """Draw a rule about deals or leads."""
    entity = draw(st.sampled_from(["any", "deal", "lead"]))
    at = {}
    if entity == "deal":
        at["stage"] = draw(st.sampled_from(["", *STAGES]))
        at["pipeline"] = draw(st.sampled_from(["", "deals"]))
    return Grant(
        entity,
        draw(st.sampled_from(["any", "read", "update", "delete"])),
        scope=draw(st.sampled_from(SCOPES)),
        **at,
    )


def role(code: str) -> st.SearchStrategy[Role]:
    """Return a strategy for roles in which nothing is said twice."""
    several = st.lists(
        grants(),
        max_size=4,
        unique_by=lambda each: (each.entity, each.operations, each.weight, each.stage),
    )
    return several.map(lambda given: Role(code, grants=given))


deals = st.builds(
    Deal,
    title=st.just("Forklifts"),
    owner=st.sampled_from(OWNERS),
    open_to_all=st.booleans(),
    stage=st.sampled_from(STAGES),
)
leads = st.builds(
    Lead,
    title=st.just("Forklifts"),
    owner=st.sampled_from(OWNERS),
    open_to_all=st.booleans(),
)


def crms(*roles: Role) -> list[Crm]:
    """Return a CRM on each store."""
    office = firm(*roles)
    return [
        leadflow.open(
            place, actor="ada", workspace=office, clock=FixedClock(), ids=CountingIds()
        )
        for place in (None, leadflow_file())
    ]


def leadflow_file() -> str:
    """Return the path of a file that goes with the process."""
    import tempfile  # noqa: PLC0415  # Hypothesis takes no function-scoped fixture
    from pathlib import Path  # noqa: PLC0415  # as above

    return str(Path(tempfile.mkdtemp()) / "sales.db")


@given(
    role("sales"),
    role("other"),
    st.lists(st.one_of(deals, leads), max_size=6),
)
@settings(max_examples=25, deadline=None)
def test_a_query_returns_exactly_what_explain_allows(
    sales: Role, other: Role, records: list[Deal | Lead]
) -> None:
    """A2, A3, A4: on memory and SQLite, whatever the rules and the records are."""
    for crm in crms(sales, other):
        with crm:
            for record in records:
                place = crm.deals if isinstance(record, Deal) else crm.leads
                place.add(record)  # type: ignore[arg-type]  # each to its own
            for actor in ("bob", "dan"):
                view = crm.acting_as(actor)
                for own, all_of in ((view.deals, crm.deals), (view.leads, crm.leads)):
                    allowed = [
                        each.id
                        for each in all_of
                        if crm.access.explain(actor, "read", of=each)
                    ]

                    assert allowed == [each.id for each in own]
                    assert len(allowed) == own.count()
