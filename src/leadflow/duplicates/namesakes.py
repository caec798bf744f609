"""Whether two names are of two people: what shared phones and addresses cannot tell."""

from leadflow.entities import Contact, Lead
from leadflow.values.text import fold


def is_other_person(one: Lead | Contact, other: Lead | Contact) -> bool:
    """Return whether the names of two records say that they are two people.

    A name in other letters, in another form, swapped or with a slip is no other
    name, and neither is one that is not told (D1).

    >>> olena, taras = Lead(first_name="Олена"), Lead(first_name="Taras")
    >>> is_other_person(olena, Contact(first_name="Olena"))
    False
    >>> is_other_person(olena, taras)
    True
    """
    names = ((one.last_name, other.last_name), (one.first_name, other.first_name))
    if all(_compatible(mine, theirs) for mine, theirs in names):
        return False
    # Imported on use: most names are written alike, or not at all.
    from leadflow.duplicates.cards import card_of  # noqa: PLC0415
    from leadflow.duplicates.comparing import compared  # noqa: PLC0415
    from leadflow.duplicates.weights import are_others  # noqa: PLC0415

    return are_others(compared(card_of(one), card_of(other)))


def _compatible(one: str, other: str) -> bool:
    return not one or not other or fold(one) == fold(other)
