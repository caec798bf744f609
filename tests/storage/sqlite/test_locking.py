"""Turns are fair, have a deadline, and do not outlive their holders."""

import os
import stat
import threading
from pathlib import Path
from weakref import WeakSet

import pytest

from leadflow.errors import StoreBusy, StoreFailed
from leadflow.storage.sqlite import locking
from leadflow.storage.sqlite.locking import Hold, Ticket, leave_locks_to_parent


def test_a_hold_is_waited_for_and_handed_on(tmp_path: Path) -> None:
    """P8: the second holder gets it when the first lets go."""
    path = str(tmp_path / "lock")
    one, two = Hold(path), Hold(path)
    taken = one.take(0)
    missed = two.take(0.01)
    two.release()
    three = Hold(path)
    threading.Timer(0.02, one.release).start()

    assert (True, False, True) == (taken, missed, three.take(10))
    three.release()


def test_a_hold_that_was_given_up_blocks_nobody(tmp_path: Path) -> None:
    """P8: neither the one that timed out nor the one that vanished keeps it."""
    path = str(tmp_path / "lock")
    one = Hold(path)
    one.take(0)
    for _ in range(3):
        assert not Hold(path).take(0.01)
    del one

    assert Hold(path).take(10)


def test_the_lock_file_is_its_owners_alone_and_empty(tmp_path: Path) -> None:
    """P19: it holds nothing, and nobody else may block us with it."""
    hold = Hold(str(tmp_path / "lock"))
    hold.release()
    hold.release()

    assert 0o600 == stat.S_IMODE((tmp_path / "lock").stat().st_mode)
    assert 0 == (tmp_path / "lock").stat().st_size


def test_a_lock_file_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """P23: the error says what is missing."""
    with pytest.raises(StoreFailed, match="lock file"):
        Hold(str(tmp_path / "no" / "lock"))


def test_a_ticket_has_one_deadline_for_threads_and_processes(tmp_path: Path) -> None:
    """P8: another process holds it, as far as this one can tell."""
    path = str(tmp_path / "lock")
    other, ticket = Hold(path), Ticket(path, 0.02)
    other.take(0)
    with pytest.raises(StoreBusy) as caught, ticket.held():
        pass
    other.release()
    with ticket.held():
        pass

    assert 0.02 == caught.value.waited


def test_a_forked_process_leaves_the_lock_to_its_parent(tmp_path: Path) -> None:
    """P7: the child closes the file without unlocking it."""
    path = str(tmp_path / "lock")
    parents = Hold(path)
    parents.take(0)
    copy = os.dup(parents.fileno())  # as fork() does
    leave_locks_to_parent()

    assert not Hold(path).take(0)
    parents.release()
    os.close(copy)


def test_what_was_left_to_the_parent_is_not_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P7: a block that went through fork() ends, and the file is opened anew."""
    monkeypatch.setattr(locking, "_HOLDS", WeakSet())
    ticket, ended = Ticket(str(tmp_path / "lock"), 0.02), list[str]()
    with ticket.held():
        leave_locks_to_parent()
    with ticket.held():
        ended.append("both")

    assert ["both"] == ended
    ticket.close()
