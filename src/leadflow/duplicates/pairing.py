"""Pairing: who is compared with whom in a whole base (D1).

A name alone never makes two records one, so every pair that does shares something
else: a contact point, a company, an address, a day of birth. Only those who share
such a key are compared, which is a small part of all pairs.
"""

from typing import TypeAlias

from leadflow.duplicates.cards import ADDRESS, BIRTHDAY, COMPANY, MAILBOX, Card
from leadflow.entities.points import DOMAIN


Key: TypeAlias = tuple[str, ...]
"""A kind and a key, and for what is wide by itself how a name begins."""

COMMON = 20
"""What more than so many records share tells nothing of any of them."""
_CROWD = 200
"""As many may share a company, an address or a birthday and two letters."""

# What says nothing by itself is looked at together with how a name begins.
_WIDE = frozenset({COMPANY, BIRTHDAY, ADDRESS, MAILBOX, DOMAIN})


def keys_of(card: Card) -> list[Key]:
    """Return the keys by which a card is compared with others, each once."""
    last, first = card.last.start, card.first.start
    names = [name for name in (last, first if first != last else "") if name]
    if not names:
        return [*card.shared]
    found: list[Key] = []
    for each in card.shared:
        kind = each[0]
        if kind not in _WIDE:
            found.append(each)
        elif kind != DOMAIN:
            found += [(kind, each[1], name) for name in names]
    return found


def most_of(key: Key) -> int:
    """Return how many records may share a key that still says something."""
    return COMMON if len(key) == 2 else _CROWD  # noqa: PLR2004  # kind and key alone
