"""What a server undid is done again, as often as it is of any use (P5, P8)."""

from collections.abc import Iterable
from inspect import signature

import pytest
from attrs import define

import leadflow
from leadflow.crm.desk import Desk
from leadflow.crm.retrying import retried
from leadflow.errors import TransactionUndone
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Store


class Patient(MemoryStore):
    """A store that lets what was undone be tried twice more."""

    def __init__(self) -> None:
        super().__init__()
        self.paused = list[int]()

    def pause(self, attempt: int) -> bool:
        """Note which attempt it is."""
        self.paused.append(attempt)
        return attempt < 3


@define
class Clerk:
    """Somebody with a desk, whose work is undone some times."""

    desk: Desk
    failing: int
    tries: int = 0

    @retried
    def work(self, goods: Iterable[str] = ()) -> str:
        """Do it, or have it undone."""
        self.tries += 1
        if self.tries <= self.failing:
            raise TransactionUndone("somebody was quicker")
        return "".join(goods) or "done"


def clerk(store: Store, failing: int) -> Clerk:
    """Return somebody at work on a store."""
    return Clerk(leadflow.open(store, actor="ada")._desk, failing)  # noqa: SLF001  # as verbs get it


def test_what_was_undone_is_done_again() -> None:
    """P8: nothing was written, so it may be; the store says when."""
    store = Patient()
    ada = clerk(store, failing=2)

    assert "done" == ada.work()
    assert (3, [1, 2]) == (ada.tries, store.paused)


def test_what_is_undone_for_ever_is_told() -> None:
    """P5: the store says after how many attempts it is of no use."""
    store = Patient()
    ada = clerk(store, failing=9)
    with pytest.raises(TransactionUndone):
        ada.work()

    assert (3, [1, 2, 3]) == (ada.tries, store.paused)


def test_a_store_that_undoes_nothing_is_not_waited_for() -> None:
    """P5: who cannot pause is believed at once."""
    ada = clerk(MemoryStore(), failing=1)
    with pytest.raises(TransactionUndone):
        ada.work()

    assert 1 == ada.tries


def test_a_step_of_a_larger_transaction_is_not_done_again() -> None:
    """H3: only whoever opened it can begin anew."""
    store = Patient()
    ada = clerk(store, failing=1)
    with pytest.raises(TransactionUndone), ada.desk.writing():
        ada.work()

    assert (1, []) == (ada.tries, store.paused)


def test_what_can_be_read_once_is_not_tried_twice() -> None:
    """P5: a list is there again, a generator is used up."""
    ada, bob = clerk(Patient(), failing=1), clerk(Patient(), failing=1)

    assert "ab" == ada.work(["a", "b"])
    with pytest.raises(TransactionUndone):
        bob.work(iter(["a", "b"]))


def test_a_crm_has_its_desk_too() -> None:
    """P8: verbs of the CRM itself are done again like those of its parts."""

    class Office:
        def __init__(self, desk: Desk) -> None:
            self._desk, self.tries = desk, 0

        @retried
        def work(self) -> int:
            self.tries += 1
            if self.tries == 1:
                raise TransactionUndone("somebody was quicker")
            return self.tries

    assert 2 == Office(clerk(Patient(), failing=0).desk).work()


def test_a_wrong_type_inside_a_host_s_function_is_told_as_it_is() -> None:
    """F4: such a call fits the verb, so nobody tells how it is called."""

    def ids(prefix: str) -> str:
        return f"{prefix}{sum(prefix)}"  # type: ignore[arg-type]  # the point

    crm = leadflow.open(MemoryStore(), actor="ada", ids=ids)
    with pytest.raises(TypeError, match="unsupported operand"):
        crm.leads.add(leadflow.Lead(title="Forklifts"))


def test_a_verb_is_shown_as_it_is_called() -> None:
    """F4: of the writer that it is given its callers know nothing."""
    shown = signature(leadflow.open().leads.update)

    assert ["record", "changes"] == list(shown.parameters)
