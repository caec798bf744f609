"""The published suite sees: it fails for a store with a mistake (H4)."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Store
from leadflow.testing.suite import StoreSuite
from leadflow.testing.suite.ledger import fill
from leadflow.testing.suite.questions import QUESTIONS
from tests.testing.planted import STORES


Check = Callable[[StoreSuite, Store], None]

FOUND_BY: Mapping[str, Check] = {
    "keeps half": lambda suite, store: (
        suite.test_promise_1_an_exception_leaves_nothing_behind(
            store, KeyboardInterrupt
        )
    ),
    "no savepoints": StoreSuite.test_promise_2_a_savepoint_is_undone_alone,
    "unsteady": StoreSuite.test_promise_3_a_reader_sees_one_instant,
    "last wins": StoreSuite.test_promise_7_a_new_record_has_version_1,
    "shows deleted": lambda suite, store: suite.test_promise_9_find_obeys_which(
        store, "live", "L1 L8"
    ),
    "asks nothing": lambda suite, store: (
        suite.test_promise_10_a_condition_holds_where_it_is_true(store, QUESTIONS[1])
    ),
    "loses order": lambda suite, store: suite.test_promise_11_the_order_is_total(
        store, "deal by -probability title", "D8 D3 D2 D6 D7 D1 D4 D5"
    ),
    "gappy": StoreSuite.test_promise_13_a_history_is_that_of_one_record,
    "one way": StoreSuite.test_promise_14_links_are_found_from_the_other_end,
    "unfounded": StoreSuite.test_promise_18_events_are_found_by_their_cause,
    "one phone": StoreSuite.test_promise_14_holders_are_found_by_contact_point,
    "gossip": StoreSuite.test_promise_15_a_command_is_remembered_with_its_effect,
    "unrevised": StoreSuite.test_promise_16_the_workspace_grows_in_revisions,
    "miscounts": StoreSuite.test_promise_19_what_is_undone_leaves_no_gap,
    "undead": StoreSuite.test_promise_17_a_closed_store_says_so,
}
# These begin with an empty store.
EMPTY = frozenset(
    {
        "no savepoints",
        "last wins",
        "gappy",
        "unfounded",
        "gossip",
        "unrevised",
        "miscounts",
    }
)


def outcome(mistake: str, store: MemoryStore) -> str:
    """Return whether a store passes the test that finds a mistake."""
    if mistake not in EMPTY:
        fill(store)
    try:
        FOUND_BY[mistake](StoreSuite(), store)
    except (AssertionError, pytest.fail.Exception):
        return "failed"
    return "passed"


@pytest.mark.parametrize("mistake", STORES)
def test_the_suite_finds_each_planted_mistake(mistake: str) -> None:
    """Each run first proves that it can see."""
    assert outcome(mistake, STORES[mistake]()) == "failed"


@pytest.mark.parametrize("mistake", STORES)
def test_the_suite_passes_a_store_without_mistakes(mistake: str) -> None:
    """What found the mistake is satisfied where there is none."""
    assert outcome(mistake, MemoryStore()) == "passed"


def test_a_part_without_a_store_says_what_is_to_be_written(tmp_path: Path) -> None:
    """H4: whoever tests a new store is told which method is missing."""
    with pytest.raises(NotImplementedError, match=r"tests no store yet: write make_st"):
        StoreSuite().make_store(tmp_path)
    with pytest.raises(NotImplementedError, match=r"MemoryStore .* write reopen\(\)"):
        StoreSuite().reopen(MemoryStore())
