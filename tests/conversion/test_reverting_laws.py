"""Laws of taking back, for any lead and any clients that are there already."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen
from hypothesis import given, settings, strategies as st

import leadflow
from leadflow import (
    Activity,
    Company,
    Contact,
    Conversion,
    ConversionRefused,
    Converted,
    Crm,
    CustomField,
    F,
    Lead,
    RevertRefused,
    Workspace,
    constant,
    copy,
    first_of,
    template,
)
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Store
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import CountingIds, FixedClock, digest, living
from leadflow.testing.strategies import leads as some_leads
from leadflow.workspace import Mapped
from tests.conversion.test_laws import added, as_new
from tests.conversion.worlds import settle
from tests.effort import HEAVY


POLICIES = st.sampled_from(["link", "move", "copy", "leave"])
OVERWRITTEN = st.lists(
    st.sampled_from(["job_title", "source", "first_name", "birth_date"]), unique=True
)
FIELDS = [
    CustomField(code, entity=entity, type=kind)
    for code, kind in (("seats", "integer"), ("floor", "integer"), ("budget", "money"))
    for entity in ("lead", "contact", "company", "deal")
]
LEADS = some_leads(Workspace(fields=FIELDS)).map(as_new)


@frozen
class Scene:
    """A workspace, clients that are like the leads or not, and the leads."""

    workspace: Workspace
    contacts: Sequence[Contact]
    companies: Sequence[Company]
    leads: Sequence[Lead]


MAPPED: list[Mapped] = [
    copy("title", to="notes"),
    constant("by post", to="source_details"),
    template("{name}: {company_name}", to="title"),
    first_of("notes", "interest", to="notes"),
    copy("custom.seats", to="custom.floor"),
    copy("amount", to="custom.budget", when=F.amount > 0),
]
MAPS = st.lists(st.sampled_from(MAPPED), unique_by=lambda each: each.to)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Return leads of which some belong to clients that are known already."""
    variant = (
        Conversion("any", activities=draw(POLICIES), tags=draw(st.booleans()))
        .contact(overwrite=draw(OVERWRITTEN))
        .deal(*draw(MAPS), defaults=draw(st.booleans()))
    )
    leads = draw(st.lists(LEADS, min_size=1, max_size=3))
    some = [each for each in leads if draw(st.booleans())]
    return Scene(
        workspace=Workspace(fields=FIELDS, conversions=[variant]),
        contacts=[
            Contact(last_name="", emails=each.emails, phones=each.phones)
            for each in some
            if each.emails or each.phones
        ],
        companies=[Company(name=each.company_name) for each in some],
        leads=leads,
    )


@contextmanager
def played(scene: Scene, kind: str) -> Iterator[tuple[Crm, Store, list[Lead]]]:
    """Open a store in which the scene is set; every lead has a call to come."""
    with TemporaryDirectory() as folder:
        store: Store = MemoryStore()
        if kind == "sqlite":
            store = SQLiteStore(Path(folder) / "sales.db", durability="normal")
        rest = {"clock": FixedClock(), "ids": CountingIds(), "actor": "ada"}
        with leadflow.open(store, workspace=scene.workspace, **rest) as crm:  # type: ignore[arg-type]  # as they are
            for person in scene.contacts:
                settle(crm, person)
            for firm in scene.companies:
                settle(crm, firm)
            leads = added(crm, *scene.leads)
            for each in leads:
                crm.activities.add(Activity(kind="call", bindings=[each]))
            yield crm, store, leads


def _converted(crm: Crm, leads: Sequence[Lead]) -> Iterator[Converted]:
    for each in leads:
        try:
            yield crm.convert(each)
        except ConversionRefused:
            continue


def _back_and_forth(scene: Scene, kind: str) -> None:
    with played(scene, kind) as (crm, store, leads):
        before = living(store)
        for lead in leads:
            for done in _converted(crm, [lead]):
                assert before != living(store)
                crm.revert(done)
                once = digest(store)
                crm.revert(done)
                assert before == living(store)
                assert once == digest(store)
        done_all = list(_converted(crm, [crm.leads.get(each.id) for each in leads]))
        further = [crm.convert(each.deal, to="quote") for each in done_all if each.deal]
        for done in reversed([*done_all, *further]):
            crm.revert(done)

        assert before == living(store)
        assert () == crm.upkeep.verify().findings


@HEAVY
@given(scenes())
def test_taking_back_gives_back_what_users_see(scene: Scene) -> None:
    """C14, H1: one after the other, and all of them from the last to the first."""
    _back_and_forth(scene, "memory")


@settings(HEAVY, max_examples=15)
@given(scenes())
def test_a_file_gives_back_the_same(scene: Scene) -> None:
    """C14, P15: on SQLite as in memory."""
    _back_and_forth(scene, "sqlite")


@HEAVY
@given(scenes(), st.data())
def test_a_conflict_undoes_nothing(scene: Scene, data: st.DataObject) -> None:
    """C14: out of order some are refused, and then no byte is changed."""
    with played(scene, "memory") as (crm, store, leads):
        first = living(store)
        left = data.draw(st.permutations(list(_converted(crm, leads))))
        while left:
            done = left.pop(0)
            before = digest(store)
            try:
                crm.revert(done)
            except RevertRefused:
                left.append(done)
                assert before == digest(store)

        assert first == living(store)
