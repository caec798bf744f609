"""A reader that hands questions on changes none of the answers."""

from leadflow.storage.memory import MemoryStore
from leadflow.storage.passing import Passing
from leadflow.testing.suite.base import COMMAND


def test_what_commands_and_numbers_there_are_is_handed_on() -> None:
    """P15, promises 15 and 19: as whoever is behind it knows them."""
    store = MemoryStore()
    with store.write() as writer:
        writer.remember(COMMAND)
        number = writer.next_number("invoice")
    with store.read() as reader:
        asked = Passing(reader)

        assert [COMMAND] == list(asked.commands())
        assert number == asked.last_number("invoice")
        assert 0 == asked.last_number("quote")
