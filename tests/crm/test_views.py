"""Views of the same data: other actors, other times; opening and closing."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TypeAlias

import pytest

import leadflow
from leadflow import (
    Crm,
    Deal,
    InvalidValue,
    InvalidWorkspace,
    Lead,
    Pipeline,
    Stage,
    StoreClosed,
    Workspace,
)
from leadflow.storage.memory import MemoryStore
from leadflow.testing import BEGINNING, CountingIds, FixedClock, a_lead, nth_id


Open: TypeAlias = Callable[..., Crm]

DAY = timedelta(days=1)


# Actors


def test_the_actor_signs_what_is_written(crm: Crm) -> None:
    """H1: every fact names who did it."""
    bob = crm.acting_as("bob")
    lead = bob.leads.add(Lead(title="A"))

    assert ("bob", "bob", "bob") == (bob.actor, lead.owner, lead.created_by)
    assert "bob" == crm.history(lead)[0].actor
    assert "ada" == crm.actor


@pytest.mark.parametrize("name", ["", "  "])
def test_somebody_must_act(crm: Crm, name: str) -> None:
    """H1: nobody is no actor."""
    with pytest.raises(InvalidValue, match="actor='ada'"):
        crm.acting_as(name)
    with pytest.raises(InvalidValue, match="actor='ada'"):
        leadflow.open(actor=name)


# Times


def test_history_is_brought_along_at_its_time(crm: Crm) -> None:
    """P16: facts carry the time that is said, in the order of writing."""
    then = BEGINNING - 30 * DAY
    lead = crm.at(then).leads.add(Lead(title="A"))
    crm.at(then + DAY).move(lead, "in_progress")

    assert [then, then + DAY] == [event.at for event in crm.history(lead)]
    assert then == lead.created_at


def test_the_order_of_facts_does_not_follow_the_clock(crm: Crm) -> None:
    """P16: what was written later stands later, whatever its time."""
    lead = crm.leads.add(Lead(title="A"))
    crm.at(BEGINNING - DAY).leads.update(lead, title="B")
    events = crm.history(lead)

    assert ["created", "updated"] == [event.kind for event in events]
    assert events[0].seq < events[1].seq


def test_a_time_has_a_zone(crm: Crm) -> None:
    """P16: nothing depends silently on the machine."""
    with pytest.raises(InvalidValue, match="tzinfo=UTC"):
        crm.at(datetime(2026, 1, 5))  # noqa: DTZ001  # the point


def test_times_are_kept_in_utc(crm: Crm) -> None:
    """P16: another zone is the same moment."""
    kyiv = timezone(timedelta(hours=2))
    lead = crm.at(datetime(2026, 1, 5, 11, tzinfo=kyiv)).leads.add(Lead(title="A"))

    assert BEGINNING == lead.created_at
    assert lead.created_at is not None
    assert UTC == lead.created_at.tzinfo


def test_a_clock_without_a_zone_is_refused() -> None:
    """P16: it is told when it is looked at, with the way out."""
    with pytest.raises(InvalidValue, match="return UTC"):
        leadflow.open(clock=lambda: datetime(2026, 1, 5))  # noqa: DTZ001  # the point


# Opening and closing


def test_a_closed_crm_refuses_everything(crm: Crm) -> None:
    """P23: with a documented error; closing twice is harmless."""
    crm.leads.add(Lead(title="A"))
    crm.close()
    crm.close()
    with pytest.raises(StoreClosed):
        crm.leads.count()
    with pytest.raises(StoreClosed):
        crm.leads.add(Lead(title="B"))
    with pytest.raises(StoreClosed):
        crm.history(nth_id("lead", 1))


def test_leaving_the_block_closes(opened: Open) -> None:
    """P23: also when something went wrong inside."""
    with pytest.raises(KeyError), opened() as crm:
        raise KeyError
    with pytest.raises(StoreClosed):
        crm.leads.count()


def test_a_store_that_was_given_survives_a_failed_opening() -> None:
    """P23: whoever made the store may mend the cause and open it again."""
    store = MemoryStore()
    with pytest.raises(InvalidValue):
        leadflow.open(store, workspace=3)  # type: ignore[arg-type]  # no workspace

    assert 0 == leadflow.open(store).leads.count()


def test_a_file_opened_twice_is_one_crm(tmp_path: Path) -> None:
    """P9: what one writes the other reads, the workspace too."""
    place = tmp_path / "sales.db"
    with leadflow.open(place) as one, leadflow.open(place) as two:
        lead = one.leads.add(Lead(title="A"))
        assert lead == two.leads.get(lead.id)
        two.configure(Workspace(name="Ours"))
        assert "Ours" == one.workspace.name


def test_a_stored_workspace_holds(tmp_path: Path) -> None:
    """M1: it is stored with the data; who opens without one gets it."""
    place = tmp_path / "sales.db"
    ours = Workspace(
        name="Ours", pipelines=[Pipeline("deals", stages=["one", Stage.won()])]
    )
    leadflow.open(place, workspace=ours).close()
    with leadflow.open(place) as crm:
        assert ours == crm.workspace
        assert "one" == crm.deals.add(Deal(title="A")).stage


def test_opening_with_the_same_workspace_changes_nothing() -> None:
    """M1: no new revision for what is so already."""
    store = MemoryStore()
    leadflow.open(store, workspace=Workspace(name="Ours"))
    leadflow.open(store, workspace=Workspace(name="Ours"))
    with store.read() as reader:
        assert 1 == reader.workspace()[1]


def test_opening_with_a_file_of_settings(tmp_path: Path) -> None:
    """M1: the path of a workspace's file will do."""
    path = tmp_path / "workspace.toml"
    Workspace(name="Ours").save(path)
    with leadflow.open(workspace=path) as crm:
        assert "Ours" == crm.workspace.name


def test_opening_with_wrong_settings_lets_go_of_the_file(tmp_path: Path) -> None:
    """S1: data that does not agree refuses the workspace, and stays usable."""
    place = tmp_path / "sales.db"
    with leadflow.open(place) as crm:
        crm.deals.add(Deal(title="A", stage="executing"))
    won: list[Stage | str] = ["new", Stage("preparation", kind="lost"), Stage.won()]
    with pytest.raises(InvalidWorkspace):
        Workspace(pipelines=[Pipeline("deals", stages=won)])
    small = Workspace(pipelines=[Pipeline("deals", stages=["new", Stage.won()])])
    with pytest.raises(leadflow.InUse, match="executing"):
        leadflow.open(place, workspace=small)
    with leadflow.open(place) as crm:
        assert 1 == crm.deals.count()


def test_a_file_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    """P24: whatever it is, it is not ours."""
    place = tmp_path / "letter.txt"
    place.write_text("Dear Olena, " * 100, "utf-8")
    with pytest.raises(leadflow.NotAStore):
        leadflow.open(place)

    assert "Dear Olena, " * 100 == place.read_text("utf-8")


def test_a_crm_says_how_far_its_word_goes(crm: Crm, place: Path | None) -> None:
    """P4: memory forgets, a file does not."""
    assert (place is not None) == crm.promises().durable


def test_a_crm_says_who_it_is(crm: Crm) -> None:
    """H1: also where it is printed by accident."""
    assert "<Crm of ada: classic>" == repr(crm)


def test_ids_come_through_the_door() -> None:
    """P16: tests and simulations count their ids."""
    crm = leadflow.open(ids=CountingIds(), clock=FixedClock())

    assert nth_id("lead", 1) == crm.leads.add(Lead(title="A")).id


def test_real_ids_sort_by_time_over_threads() -> None:
    """H4: the order of creation is the order of the ids."""
    crm = leadflow.open()
    crowd = [
        threading.Thread(
            target=lambda: [crm.leads.add(Lead(title="A")) for _ in range(10)]
        )
        for _ in range(4)
    ]
    for each in crowd:
        each.start()
    for each in crowd:
        each.join()
    ids = [lead.id for lead in crm.leads]

    assert sorted(set(ids)) == ids
    assert 40 == len(ids)


def test_a_reason_goes_with_every_change(crm: Crm) -> None:
    """H1: but where something nearer is one; views of a view keep it."""
    view = crm.because(" the fair in May ").acting_as("bob")
    lead = view.leads.add(a_lead())
    moved = view.move(lead, "in_progress", override="they called")
    done = view.convert(moved)

    assert ["the fair in May", "they called", done.id] == [
        event.cause for event in crm.history(lead)
    ]
    assert "bob" == crm.history(lead)[0].actor


@pytest.mark.parametrize("actor", ["a\0b", "\ud800", "", "  "], ids=ascii)
def test_an_actor_has_a_name_that_every_store_can_hold(
    crm: Crm, place: Path | None, actor: str
) -> None:
    """P15: neither half characters nor NUL, whatever the store."""
    with pytest.raises(InvalidValue, match="actor"):
        crm.acting_as(actor)
    with pytest.raises(InvalidValue, match="actor"):
        leadflow.open(place, actor=actor)


def test_an_actor_is_the_same_however_letters_are_put_together(crm: Crm) -> None:
    """P3: who repeats a request with a key is known again."""
    one, other = (crm.acting_as(each) for each in ("Zo\u00eb", "Zoe\u0308"))
    first = one.leads.add(a_lead(), key="once")

    assert first.id == other.leads.add(a_lead(), key="once").id


def test_a_collection_is_made_once_for_each_view() -> None:
    """A4: that of another actor is another one."""
    crm = leadflow.open(actor="ada")

    assert crm.leads is crm.leads
    assert crm.leads is not crm.acting_as("bob").leads
