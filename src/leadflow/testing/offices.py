"""Hypothesis strategies for whole workspaces: pipelines, conversions, and the rest.

What is drawn is valid by construction: stages ask for fields that there are, maps
fit, whatever a target demands is filled or asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from leadflow.entities import Kind
from leadflow.testing.customs import custom_fields, custom_values, filled
from leadflow.testing.questions import few_conditions
from leadflow.testing.values import USUAL, subsets
from leadflow.values import Money
from leadflow.workspace import (
    LOST,
    WON,
    Conversion,
    CustomField,
    Mapped,
    Pipeline,
    Stage,
    Workspace,
    constant,
    copy,
    first_of,
    template,
)
from leadflow.workspace.conversions import CHAINS, USUAL as CLIENTS_AND_DEAL
from leadflow.workspace.maps import counterpart


T = TypeVar("T")

STAGED = ("lead", "deal", "quote", "invoice")
_OPEN = ("new", "talk", "visit", "offer", "wait")
_LOST = ("lost", "junk", "later")
_ACTORS = ("ada", "borys", "cleo")
_FILLED: Mapping[str, tuple[str, ...]] = {
    "lead": ("title", "phones", "emails", "source", "amount", "company_name"),
    "deal": ("title", "amount", "source", "company", "contacts"),
    "quote": ("title", "amount", "company"),
    "invoice": ("title", "amount", "company"),
}


# Made once: to make strategies at each draw costs more than the draw.
_CHANCE = st.sampled_from([False] * 4 + [True])
_TRUTH = st.booleans()
_NUMBER = st.sampled_from([0, 1, 1, 2])
_PERCENT = st.none() | st.integers(0, 100)
_DAYS = st.none() | st.integers(1, 400)
_AGEING = st.sampled_from(["entry", "touch"])
_SOME_OPEN = st.lists(st.sampled_from(_OPEN), unique=True, min_size=1, max_size=4)
_SOME_LOST = subsets(_LOST)
_SOME_ACTORS = subsets(_ACTORS)
_LIMITS = st.integers(1, 3)
_POLICY = st.sampled_from(("link_or_create",) * 6 + ("create", "link", "ask", "skip"))
_ACTIVITIES = st.sampled_from(["link", "move", "copy", "leave"])
_NONE: list[str] = []
_OWNERS = st.sampled_from(["source", "actor", "borys"])


def _chance(draw: st.DrawFn) -> bool:
    """Return the truth once in five times."""
    return draw(_CHANCE)


def _seldom(draw: st.DrawFn, make: Callable[[], T], usual: T) -> T:
    """Return what is made once in five times, else what is usual."""
    return make() if _chance(draw) else usual


# Pipelines


@st.composite
def stages(
    draw: st.DrawFn,
    code: str,
    *,
    entity: str = "deal",
    workspace: Workspace = USUAL,
    kind: str = "open",
    before: Sequence[str] = (),
) -> Stage:
    """Return a stage of this code with any gates; ``before`` are those it may follow.

    The first stage of a pipeline has no stage before it, and seldom a gate.

    >>> from hypothesis import find
    >>> find(stages("visit", before=["new"]), lambda stage: bool(stage.after)).after
    ('new',)
    """
    told: dict[str, Any] = {"kind": kind}
    if (before or _chance(draw)) and kind != LOST:
        told |= _gates(draw, entity, workspace, before)
    if kind == "open":
        told["limit"] = draw(_LIMITS) if before and _chance(draw) else None
        told["probability"] = draw(_PERCENT)
        told["expected_days"] = draw(_DAYS)
        told["ageing_from"] = draw(_AGEING)
    if kind == LOST:
        told["reason_required"] = draw(_TRUTH)
    return Stage(code, **told)


def _gates(
    draw: st.DrawFn, entity: str, workspace: Workspace, before: Sequence[str]
) -> dict[str, Any]:
    own = workspace.fields_of(entity)
    fields = (*_FILLED[entity], *(f"custom.{each}" for each in own))
    # Which pipelines there will be is not known yet.
    place = ("pipeline", "stage")
    return {
        "require": _seldom(draw, lambda: draw(subsets(fields)), _NONE),
        "when": _seldom(
            draw,
            lambda: draw(few_conditions(entity, workspace, besides=place)),
            None,
        ),
        "after": draw(subsets(before)) if before and _chance(draw) else [],
        "approvers": _seldom(draw, lambda: draw(_SOME_ACTORS), _NONE),
    }


@st.composite
def pipelines(
    draw: st.DrawFn,
    code: str = "own",
    *,
    entity: str = "deal",
    workspace: Workspace = USUAL,
) -> Pipeline:
    """Return a pipeline of an entity: any stages, gates and ways between them.

    >>> from hypothesis import find
    >>> find(pipelines(entity="lead"), lambda one: len(one.of_kind("lost")) == 2).entity
    'lead'
    """
    opens, lost = draw(_SOME_OPEN), draw(_SOME_LOST)
    won = ["won", "paid"] if _chance(draw) else ["won"]
    kinds = [*((each, "open") for each in opens), *((each, WON) for each in won)]
    made: list[Stage] = []
    for name, kind in [*kinds, *((each, LOST) for each in lost)]:
        before = [each.code for each in made if each.kind == "open"]
        stage = stages(
            name, entity=entity, workspace=workspace, kind=kind, before=before
        )
        made.append(draw(stage))
    return Pipeline(
        code,
        entity=entity,
        stages=made,
        skipping=not _chance(draw),
        going_back=not _chance(draw),
        several_won=len(won) > 1,
        overriders=_seldom(draw, lambda: draw(_SOME_ACTORS), _NONE),
    )


@st.composite
def _all_pipelines(draw: st.DrawFn, workspace: Workspace) -> list[Pipeline]:
    """Return pipelines of some entities; of two the second takes from the first."""
    made: list[Pipeline] = []
    for entity in STAGED:
        number = draw(_NUMBER)
        own = [
            draw(pipelines(f"{entity}s_{n}", entity=entity, workspace=workspace))
            for n in range(number)
        ]
        if len(own) > 1:
            arrivals = {own[0].code: {own[0].first.code: own[1].first.code}}
            own[1] = attrs.evolve(own[1], arrivals=arrivals)
            own[0] = attrs.evolve(own[0], is_default=draw(_TRUTH))
        made += own
    return made


# Conversions


_TEXTS: tuple[Mapped, ...] = (
    first_of("interest", "notes", "name", to="notes"),
    template("{company_name}: {title} / {phones}", to="notes"),
    copy("job_title", to="notes", by="upper"),
)
_FROM_LEADS: Mapping[str, tuple[Mapped, ...]] = {
    "company": (
        *_TEXTS,
        copy("company_name", to="name", by="upper"),
        constant("Firm", to="name"),
    ),
    "contact": (
        *_TEXTS,
        copy("title", to="job_title"),
        constant("web", to="source"),
        first_of("source_details", "job_title", to="source_details"),
    ),
    "deal": (
        *_TEXTS,
        copy("company_name", to="title"),
        constant("services", to="type"),
        constant(Money(7, "UAH"), to="amount"),
    ),
    "quote": (copy("title", to="title", by="lower"),),
    "invoice": (copy("title", to="title", by="upper"),),
}
_FROM_DOCUMENTS: tuple[Mapped, ...] = (
    copy("title", to="title", by="upper"),
    template("{title} of {company.name}", to="notes"),
    constant("borys", to="owner"),
)
_LITERAL = (
    Kind.TEXT,
    Kind.LONG_TEXT,
    Kind.INTEGER,
    Kind.BOOLEAN,
    Kind.DATE,
    Kind.CHOICE,
)
_OVERWRITES: Mapping[str, tuple[str, ...]] = {
    "company": ("name", "industry", "address"),
    "contact": ("job_title", "source", "birth_date"),
}


def _maps(
    draw: st.DrawFn, workspace: Workspace, source: str, entity: str
) -> list[Mapped]:
    """Return maps to an entity, each field at most once, under any condition."""
    usual = _FROM_LEADS[entity] if source == "lead" else _FROM_DOCUMENTS
    fields = workspace.fields_of(entity).values()
    known = workspace.fields_of(source)
    own = [
        copy(f"custom.{each.code}", to=f"custom.{each.code}")
        for each in known.values()
        if counterpart(each, workspace.fields_of(entity)) == each.code
    ]
    given = [each for each in (*usual, *own) if _chance(draw)]
    chosen: list[Mapped] = list({each.to: each for each in given}.values())
    taken = {each.to for each in chosen}
    for each in fields:
        fits = each.kind in _LITERAL and not (each.multiple or each.is_read_only)
        if fits and f"custom.{each.code}" not in taken and _chance(draw):
            value = draw(filled(custom_values(each, workspace)))
            chosen.append(constant(value, to=f"custom.{each.code}"))  # type: ignore[arg-type]  # a literal
    return [_sometimes(draw, each, source, workspace) for each in chosen]


def _sometimes(
    draw: st.DrawFn, entry: Mapped, source: str, workspace: Workspace
) -> Mapped:
    """Return an entry, seldom under a condition."""
    if not _chance(draw):
        return entry
    return attrs.evolve(entry, when=draw(few_conditions(source, workspace)))


def demanded(workspace: Workspace, entity: str) -> list[CustomField]:
    """Return the custom fields that a new record must bring along."""
    own = workspace.fields_of(entity).values()
    return [each for each in own if each.required is True and each.default is None]


def _target(
    draw: st.DrawFn, variant: Conversion, entity: str, workspace: Workspace
) -> Conversion:
    """Return the variant with any policy and map for one target."""
    entries = _maps(draw, workspace, variant.source, entity)
    filled_ = {each.to for each in entries if each.when is None}
    needed = [f"custom.{each.code}" for each in demanded(workspace, entity)]
    how: dict[str, Any] = {
        "defaults": not _chance(draw),
        "asks": [each for each in needed if each not in filled_],
    }
    if entity in _OVERWRITES:
        how["policy"] = draw(_POLICY)
        how["overwrite"] = draw(subsets(_OVERWRITES[entity]))
        make = variant.company if entity == "company" else variant.contact
        return make(*entries, **how)
    places = [
        {"pipeline": each.code, "stage": stage.code}
        for each in workspace.pipelines_of(entity)
        for stage in each.stages
        if stage.kind != LOST
    ]
    how |= draw(st.sampled_from(places)) if _chance(draw) else {}
    makes = {"deal": variant.deal, "quote": variant.quote, "invoice": variant.invoice}
    return makes[entity](*entries, **how)


@st.composite
def conversions(
    draw: st.DrawFn,
    code: str = "own",
    *,
    source: str = "lead",
    workspace: Workspace = USUAL,
) -> Conversion:
    """Return a variant for a workspace: any policies, maps, places, conditions.

    >>> from hypothesis import find
    >>> bills = conversions("bill", source="quote")
    >>> find(bills, lambda variant: variant.makes("invoice")).source
    'quote'
    """
    variant = Conversion(
        code,
        source=source,
        when=_seldom(draw, lambda: draw(few_conditions(source, workspace)), None),
        owner=draw(_OWNERS),
        activities=draw(_ACTIVITIES),
        tags=draw(_TRUTH),
        files=draw(_TRUTH),
    )
    chain = CHAINS[source]
    always = CLIENTS_AND_DEAL if source == "lead" else chain[draw(_TRUTH) :][:1]
    for entity in chain:
        if entity in always or _chance(draw):
            variant = _target(draw, variant, entity, workspace)
    return variant


# Workspaces


@st.composite
def workspaces(draw: st.DrawFn, *, mode: str = "") -> Workspace:
    """Return workspaces of firms: fields, pipelines, conversions and settings.

    ``mode`` is ``classic`` or ``simple``; either, unless it is given.

    >>> from hypothesis import find
    >>> find(workspaces(mode="simple"), lambda firm: len(firm.fields) == 0).mode
    'simple'
    """
    fields = Workspace(fields=draw(custom_fields()))
    known = attrs.evolve(fields, pipelines=draw(_all_pipelines(fields)))
    several = [
        draw(conversions(f"{source}_{number}", source=source, workspace=known))
        for source, most in (("lead", 2), ("deal", 1), ("quote", 1))
        for number in range(min(most, draw(_NUMBER)))
    ]
    how = mode or draw(_MODES)
    return attrs.evolve(
        known,
        conversions=several,
        mode=how,
        technical_leads=how == "simple" and draw(_TRUTH),
        **draw(_SETTINGS),
    )


_MODES = st.sampled_from(["classic", "classic", "simple"])
_LINKED = ("lead-deal-quote-invoice",) * 3 + ("lead-deal", "lead-deal-invoice")
_SETTINGS: SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "lead_success": st.sampled_from(["reject", "mark_only", "auto_convert"]),
        "chain": st.sampled_from(_LINKED),
        "currency": st.sampled_from(["USD", "UAH", "JPY"]),
        "language": st.sampled_from(["en", "uk", "ru"]),
        "zone": st.sampled_from(["UTC", "Europe/Kyiv"]),
    }
)
