import threading

import pytest

from leadflow.errors import InvalidValue, StoreBusy
from leadflow.storage.turns import Turns


def test_the_turn_goes_to_whoever_waits_longest() -> None:
    """P8: nobody overtakes."""
    turns, order = Turns(deadline=30), list[int]()

    def take(number: int) -> None:
        with turns.take():
            order.append(number)

    with turns.take():
        threads = [threading.Thread(target=take, args=(each,)) for each in range(8)]
        for number, thread in enumerate(threads):
            thread.start()
            while turns.waiting < number + 1:
                pass
    for thread in threads:
        thread.join()

    assert list(range(8)) == order


def test_a_thread_does_not_wait_for_itself() -> None:
    """P8: asking twice is a mistake of the caller."""
    turns = Turns(deadline=30)

    with turns.take(), pytest.raises(InvalidValue, match="already open"), turns.take():
        pass


def test_whoever_is_gone_holds_up_nobody() -> None:
    """P8: a block that was taken away before it was left is out of the queue."""
    turns = Turns(deadline=0.01)
    turn = turns.take()
    turn.__enter__()
    del turn

    with turns.take():
        assert turns.waiting == 0


def test_a_turn_that_does_not_come_is_told() -> None:
    """P8: whoever waited as long as he may goes away, and stops nobody."""
    turns, missed = Turns(deadline=0.01), list[StoreBusy]()

    def ask() -> None:
        try:
            with turns.take():
                pass
        except StoreBusy as error:
            missed.append(error)

    with turns.take():
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()

    assert ["store_busy"] == [error.code for error in missed]
    assert turns.waiting == 0
