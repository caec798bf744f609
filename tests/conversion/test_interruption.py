"""P1: whatever line of a conversion is interrupted, it is whole or it never was."""

import gc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

import leadflow
from leadflow import Activity, Contact, Converted, Crm, Lead
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Store
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import CountingIds, FixedClock, a_contact, a_lead, digest
from tests.interruption import Follows, Interruption, first_times, in_files


pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)

COMMANDS = [("ada", "k")]
# Where nobody waits, every line that runs is struck, below the verbs as well.
EVERY_LINE = settings.get_current_profile_name() == "nightly"
# Planning only reads; what follows it is in these.
APPLYING = tuple(
    f"/conversion/{name}.py"
    for name in (
        "activities",
        "applying",
        "journal",
        "provenance",
        "result",
        "reverting",
        "undoing",
    )
)
ROOMS = ("/leadflow/",) if EVERY_LINE else (*APPLYING, "/crm/", "/events/")
FOLLOWED = in_files(*ROOMS)


@pytest.fixture(params=["memory", "sqlite"])
def kind(request: pytest.FixtureRequest) -> str:
    """Return which store is used."""
    return str(request.param)


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Collect what interruptions dropped here, where it is expected."""
    yield
    gc.collect()


@pytest.fixture
def scenes(kind: str, tmp_path: Path) -> Iterator[Callable[[], tuple[Crm, Store]]]:
    """Return what opens a CRM in which somebody is known and a call is to come."""
    made: list[Crm] = []

    def open_scene() -> tuple[Crm, Store]:
        store: Store = MemoryStore(deadline=0.2)
        if kind == "sqlite":
            place = tmp_path / f"{len(made)}.db"
            store = SQLiteStore(place, deadline=0.2, durability="normal")
        crm = leadflow.open(store, actor="ada", clock=FixedClock(), ids=CountingIds())
        made.append(crm)
        person = a_contact(first_name="Olena", last_name="Kovalenko", job_title="")
        crm.contacts.add(person)
        lead = crm.leads.add(a_lead(emails="iryna@kyivlog.example"))
        crm.activities.add(Activity(kind="call", bindings=[lead]))
        return crm, store

    yield open_scene
    for each in made:
        each.close()


def the_lead(crm: Crm) -> Lead:
    """Return the only lead."""
    found = crm.leads.first()
    assert found is not None
    return found


def the_contact(crm: Crm) -> Contact:
    """Return the only contact."""
    found = crm.contacts.first()
    assert found is not None
    return found


def convert(crm: Crm) -> Converted:
    """Convert the only lead, under a key."""
    return crm.convert(the_lead(crm).id, key="k")


def revert(crm: Crm) -> object:
    """Take its conversion back."""
    return crm.revert(the_lead(crm).id)


Act = Callable[[Crm], object]


def strike_everywhere(
    open_scene: Callable[[], tuple[Crm, Store]],
    follows: Follows,
    prepare: Act,
    act: Act,
) -> Iterator[tuple[Crm, bool]]:
    """Yield the CRM after each interruption, and whether anything was written."""

    def scene() -> tuple[Crm, Store, str]:
        crm, store = open_scene()
        prepare(crm)
        return crm, store, digest(store, commands=COMMANDS)

    # What is imported when it is first used must not be counted as a line of the act.
    warm, _, _ = scene()
    act(warm)
    counted, _, _ = scene()
    lines = first_times(follows, partial(act, counted))
    crm, store, before = scene()
    for line in lines:
        if not Interruption(line, follows).strike(partial(act, crm)):
            break
        has_written = before != digest(store, commands=COMMANDS)
        yield crm, has_written
        if has_written:
            crm, store, before = scene()


def test_an_interrupted_conversion_is_whole_or_never_was(
    scenes: Callable[[], tuple[Crm, Store]],
) -> None:
    """P1: every line is struck once; after the commit all of it is there."""
    struck, written = 0, 0
    for crm, has_written in strike_everywhere(
        scenes, FOLLOWED, prepare=lambda _: None, act=convert
    ):
        struck += 1
        if has_written:
            written += 1
            lead, done = the_lead(crm), convert(crm)
            assert done.targets == (lead.company, lead.contact, lead.deal)
            assert done.id == crm.history(the_contact(crm))[-1].cause

    assert struck > 200
    assert 0 < written < 30


def test_an_interrupted_revert_is_whole_or_never_was(
    scenes: Callable[[], tuple[Crm, Store]],
) -> None:
    """P1, C14: as it was converted, or as it was before that."""
    struck, written = 0, 0
    for crm, has_written in strike_everywhere(
        scenes, FOLLOWED, prepare=convert, act=revert
    ):
        struck += 1
        if has_written:
            written += 1
            assert "new" == the_lead(crm).stage
            assert [0, ""] == [crm.deals.count(), the_contact(crm).job_title]

    assert struck > 150
    assert 0 < written < 30


def test_whoever_was_interrupted_goes_on(
    scenes: Callable[[], tuple[Crm, Store]],
) -> None:
    """P23: the same object converts and takes back as if nothing had been."""
    crm, _ = scenes()
    follows = FOLLOWED
    for line in (10, 100, 500):
        Interruption(line, follows).strike(partial(convert, crm))
    done = convert(crm)
    for line in (10, 100, 300):
        Interruption(line, follows).strike(partial(revert, crm))

    assert done.id == crm.revert(done).conversion
    assert done.lead.id == the_lead(crm).id
