"""The digest changes with everything a store holds, and with nothing else."""

from collections.abc import Callable

import pytest

from leadflow.entities import evolve
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Command, Writer
from leadflow.testing import a_lead, digest, plain, stored
from leadflow.testing.suite.samples import FULL
from leadflow.values import Money, Phone


LEAD, CHANGE = stored(a_lead())
COMMAND = Command(actor="ada", key="k", verb="move", request="", result="")

WRITES: dict[str, Callable[[Writer], None]] = {
    "record": lambda writer: writer.put([LEAD]),
    "event": lambda writer: writer.append(CHANGE.events),
    "command": lambda writer: writer.remember(COMMAND),
    "workspace": lambda writer: writer.save_workspace("text"),
    "link": lambda writer: writer.put([FULL[0]]),
}
VALUES: tuple[object, ...] = (1, True, "1", None, (1,))


def after(write: Callable[[Writer], None]) -> str:
    """Return the digest of a store after one write."""
    store = MemoryStore()
    with store.write() as writer:
        write(writer)
    return digest(store, commands=[("ada", "k")])


@pytest.mark.parametrize("name", WRITES)
def test_each_kind_of_write_shows(name: str) -> None:
    """P20: "nothing was written" can be asserted."""
    assert after(WRITES[name]) != after(lambda _: None)


def test_equal_stores_have_equal_digests() -> None:
    """P15: whatever keeps the data."""
    assert after(WRITES["record"]) == after(WRITES["record"])


def test_a_digest_has_a_line_for_each_kind_of_thing() -> None:
    """A difference says where to look."""
    names = [line.partition(":")[0] for line in digest(MemoryStore()).splitlines()]

    assert ["lead", "contact", "company", "deal"] == names[:4]
    assert ["events", "links", "points", "workspace", "commands"] == names[-5:]


def test_personal_data_is_told_in_full() -> None:
    """A repr masks it, so that a change would not show."""
    one, other = Phone("+380 44 111 11 11"), Phone("+380 44 222 22 11")

    assert repr(one) == repr(other)
    assert plain(one) != plain(other)


@pytest.mark.parametrize(
    ("one", "other"), [("1.50", "1.5"), ("-0.00", "0"), ("100", "100.000")]
)
def test_equal_amounts_are_told_alike(one: str, other: str) -> None:
    """N1: zeros at the end are nothing to tell."""
    assert plain(Money(one, "UAH")) == plain(Money(other, "UAH"))


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_values_of_other_types_are_told_apart(value: object) -> None:
    """Promise 8: a store that changes a type is found out."""
    others = [plain(each) for each in VALUES if each is not value]

    assert plain(value) not in others


def test_a_changed_custom_value_shows() -> None:
    """F5: custom fields count as built-in ones do."""
    changed = evolve(LEAD, custom={"budget": 5})

    assert plain(LEAD) != plain(changed)
