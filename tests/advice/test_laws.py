"""Whatever a firm looks like, it can be checked; and what is told is true."""

from contextlib import suppress
from functools import partial

from hypothesis import given, strategies as st

import leadflow
from leadflow import (
    Conversion,
    CustomField,
    Deal,
    Lead,
    LeadflowError,
    Pipeline,
    Stage,
    User,
    Workspace,
    constant,
    copy,
    evolve,
)
from leadflow.advice.logic import Logic
from leadflow.advice.variants import convertible
from leadflow.expressions import compile_condition, parse
from leadflow.testing import strategies
from leadflow.workspace import Binder, reader
from tests.effort import HEAVY


CODES = ("a", "b", "c", "d")
LEAVES = (
    "amount > 100",
    "amount <= 100",
    "amount < '50 UAH'",
    "source == 'web'",
    "source != 'web'",
    "source in ('web', 'call')",
    "stage == 'new'",
    "stage.kind == 'open'",
    "title == ''",
    "title == 'Olena'",
    "notes.is_empty()",
    "custom.size >= 3",
    "custom.size < 3",
    "open_to_all == true",
    "birth_date < '1990-01-01'",
    "birth_date >= '1985-03-08'",
)
SIZE = CustomField("size", entity="lead", type="integer")

usable = [text.replace("true", "True") for text in LEAVES]
conditions = st.recursive(
    st.sampled_from(usable).map(parse),
    lambda inner: st.one_of(
        st.builds(lambda a, b: a & b, inner, inner),
        st.builds(lambda a, b: a | b, inner, inner),
        st.builds(lambda a: ~a, inner),
    ),
    max_leaves=6,
)
stages = st.builds(
    lambda code, after, require, percent, limit: partial(
        Stage,
        code,
        after=after,
        require=require,
        probability=percent,
        limit=limit,
    ),
    st.sampled_from(CODES),
    st.lists(st.sampled_from(CODES), max_size=2),
    st.lists(st.sampled_from(["amount", "closed_at", "custom.size"]), max_size=1),
    st.none() | st.integers(0, 100),
    st.none() | st.integers(1, 3),
)


@st.composite
def pipelines(draw: st.DrawFn, entity: str = "deal") -> Pipeline:
    """Return a pipeline of any shape."""
    made = [each() for each in draw(st.lists(stages, min_size=1, max_size=4))]
    known = {each.code: each for each in made}
    open_stages = [
        evolve_stage(each, tuple(name for name in each.after if name in known))
        for each in known.values()
    ]
    lost = [Stage.lost()] if draw(st.booleans()) else []
    return Pipeline(
        draw(st.sampled_from(["one", "two"])),
        entity=entity,
        stages=[*open_stages, Stage.won(), *lost],
        skipping=draw(st.booleans()),
        going_back=draw(st.booleans()),
    )


def evolve_stage(stage: Stage, after: tuple[str, ...]) -> Stage:
    """Return a stage that is entered from stages that there are."""
    return Stage(
        stage.code,
        after=after,
        require=stage.require,
        probability=stage.probability,
        limit=stage.limit,
    )


@st.composite
def workspaces(draw: st.DrawFn) -> Workspace:
    """Return a firm of any shape."""
    variants = []
    for code in draw(st.lists(st.sampled_from(CODES), unique=True, max_size=3)):
        variant = Conversion(code, when=draw(st.none() | conditions))
        entries = draw(st.sampled_from([(), (copy("notes", to="notes"),)]))
        policy = draw(st.sampled_from(["create", "skip", "ask"]))
        variant = variant.deal(
            *entries,
            policy=policy,
            defaults=draw(st.booleans()),
            asks=["custom.size"],
        )
        variants.append(variant.company(constant("customer", to="type")))
    return Workspace(
        pipelines=[draw(pipelines())],
        conversions=variants,
        fields=[SIZE, CustomField("size", entity="deal", required=draw(st.booleans()))],
        language=draw(st.sampled_from(["en", "uk", "de"])),
        mode=draw(st.sampled_from(["classic", "simple"])),
    )


@HEAVY
@given(workspaces())
def test_any_firm_can_be_checked(workspace: Workspace) -> None:
    """M7: a check never raises, says the same twice, and is sorted."""
    advice = workspace.check()

    assert advice == workspace.check()
    assert all(each.path and each.hint and each.message for each in advice)
    assert str(advice)
    assert advice._repr_html_()


@HEAVY
@given(workspaces(), st.sampled_from(["", "a", "won", "lost"]))
def test_any_office_can_be_checked(workspace: Workspace, stage: str) -> None:
    """M7: whatever the data is, what is said of the process is said again."""
    with leadflow.open(workspace=workspace) as crm:
        crm.users.add(User(login="ada"))
        with suppress(LeadflowError):  # some firms take no such deal
            crm.deals.add(Deal(title="Forklift", stage=stage))

        assert set(workspace.check()) <= set(crm.check())


@HEAVY
@given(workspaces())
def test_completing_a_firm_never_takes_anything_away(workspace: Workspace) -> None:
    """M7, C4: the fields that there are stay; once is enough."""
    whole = workspace.completed()

    assert whole.fields[: len(workspace.fields)] == workspace.fields
    assert whole == whole.completed()


FIRM = Workspace(fields=[SIZE])


@HEAVY
@given(conditions, st.lists(conditions, max_size=2), strategies.leads(FIRM))
def test_a_lead_that_fits_proves_that_a_condition_can_hold(
    condition: object, others: list[object], lead: Lead
) -> None:
    """M7: what is ruled out is ruled out for every lead there is."""
    lead = evolve(lead, closed_at=None, loss_reason="", loss_note="", stage="new")
    binder = Binder.of(FIRM, "lead")

    def holds(asked: object) -> bool:
        def getter(path: tuple[str, ...]) -> object:
            return reader(binder.paths[path], lambda _entity, _id: None)

        return compile_condition(binder.bind(asked), getter)(lead) is True  # type: ignore[arg-type]  # conditions

    known = {
        **convertible(FIRM),
        "stage": (lead.stage,),
        "stage_kind": (lead.stage_kind,),
    }
    logic = Logic.of(FIRM, "lead", known)
    if holds(condition) and not any(map(holds, others)):
        assert logic.can_hold(condition, unless=others)  # type: ignore[arg-type]  # conditions
    if not any(map(holds, others)):
        assert logic.can_all_fail(others)  # type: ignore[arg-type]  # conditions
