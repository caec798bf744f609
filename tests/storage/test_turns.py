import gc
import threading
from concurrent.futures import ThreadPoolExecutor

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
    with turns.take():
        assert turns.waiting == 0


def test_who_was_forgotten_lets_the_next_one_come() -> None:
    """P8: a turn that nobody holds any more is told to whoever waits."""
    turns, order = Turns(deadline=30), list[str]()
    lost = turns.take()
    lost.__enter__()

    def take() -> None:
        with turns.take():
            order.append("next")

    thread = threading.Thread(target=take)
    thread.start()
    while turns.waiting < 1:
        pass
    del lost
    thread.join()

    assert ["next"] == order


def test_who_was_forgotten_in_a_circle_does_not_hold_up_the_thread() -> None:
    """P8: frames of an interrupted writer may point at each other."""
    turns, circle = Turns(deadline=30), list[object]()
    gc.disable()
    try:
        lost = turns.take()
        lost.__enter__()
        circle += [circle, lost]
        del circle, lost
        with turns.take():
            assert turns.waiting == 0
    finally:
        gc.enable()


def test_a_turn_is_given_back_where_the_wait_was_too_long() -> None:
    """P8: the error may be kept, the place in the queue is not."""
    turns = Turns(deadline=0.001)
    with turns.take(), ThreadPoolExecutor() as pool:
        missed = pool.submit(lambda: turns.take().__enter__()).exception()

    assert isinstance(missed, StoreBusy)
    with turns.take():
        assert turns.waiting == 0


def test_a_turn_ends_with_its_block_also_where_somebody_keeps_it() -> None:
    """P8: what is held is the block, not the object."""
    turns = Turns(deadline=30)
    kept = turns.take()
    with kept:
        assert turns.waiting == 0
    with turns.take():
        assert turns.waiting == 0

    with kept:
        assert turns.waiting == 0
