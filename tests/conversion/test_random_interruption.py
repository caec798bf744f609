"""H5 in any firm: whatever line is interrupted, all of it is there or nothing is."""

import gc
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from hypothesis import given, settings, strategies as st

from leadflow import ConversionPlan, Converted, Crm
from leadflow.storage.port import Store
from leadflow.testing import digest, living
from tests.conversion.test_random_worlds import planned
from tests.conversion.worlds import World, played, worlds
from tests.effort import HEAVY
from tests.interruption import Interruption, in_files, lines_of


pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)

KINDS = ("memory", "sqlite")
FOLLOWED = in_files("/leadflow/conversion/", "/leadflow/crm/", "/leadflow/records/")
ERRORS = st.sampled_from([MemoryError, KeyboardInterrupt])
# Shares of the lines of an act; the same for both stores.
PLACES = st.lists(st.floats(0, 1), min_size=4, max_size=4)
FEW = settings(HEAVY, max_examples=max(HEAVY.max_examples // 6, 5))


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Collect what interruptions dropped here, where it is expected."""
    yield
    gc.collect()


def first_plan(crm: Crm, world: World) -> ConversionPlan | None:
    """Return the first conversion that nothing stands in the way of."""
    for lead in crm.leads.all():
        for _, wishes in world.leads:
            if plan := planned(crm, lead, wishes, world.answers):
                return plan
    return None


def struck(
    store: Store,
    act: Callable[[], object],
    *,
    lines: int,
    places: list[float],
    error: type[BaseException],
) -> None:
    """Interrupt an act at some of its lines; stop once it was carried out."""
    before = digest(store)
    for place in places:
        line = 1 + int(place * (lines - 1))
        Interruption(line, FOLLOWED, error).strike(act)
        if before != digest(store):
            return


def convert(crm: Crm, plan: ConversionPlan) -> Converted:
    """Carry a plan out."""
    return crm.convert(plan)


def interrupted(
    world: World, kind: str, places: list[float], error: type[BaseException]
) -> None:
    """Convert and take back in a twin, and here with interruptions; compare them."""
    with played(world, kind) as (crm, store, _):
        plan = first_plan(crm, world)
        if plan is None:
            return
        lines = lines_of(FOLLOWED, partial(convert, crm, plan))
        back = lines_of(FOLLOWED, partial(crm.revert, plan.id))
        twin = living(store)
    with played(world, kind) as (crm, store, _):
        plan = first_plan(crm, world)
        assert plan is not None
        act = partial(convert, crm, plan)
        struck(store, act, lines=lines, places=places, error=error)
        done = crm.convert(plan)

        assert set(done.targets) == {t.id for t in plan.targets if t.takes_part}
        undo = partial(crm.revert, plan.id)
        struck(store, undo, lines=back, places=places, error=error)
        crm.revert(plan.id)

        assert twin == living(store)
        assert () == crm.upkeep.verify().findings


@pytest.mark.parametrize("kind", KINDS)
@FEW
@given(world=worlds(), places=PLACES, error=ERRORS)
def test_an_interruption_anywhere_leaves_all_or_nothing(
    kind: str, world: World, places: list[float], error: type[BaseException]
) -> None:
    """H5, P1, C7, C14: a conversion, and taking it back, in any firm."""
    interrupted(world, kind, places, error)
