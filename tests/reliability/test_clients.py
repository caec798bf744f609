"""Harness H7: clients in seeded orders, in small."""

from tests.reliability import clients


def test_updates_over_what_others_stored_are_found_out() -> None:
    """P7: the harness sees."""
    found = clients.run(1, orders=2, store=clients.without_care).violations

    assert any("lost" in each for each in found)


def test_whatever_the_order_nothing_is_lost() -> None:
    """P2, P7: on memory and in a file."""
    assert () == clients.run(1, orders=4).violations
