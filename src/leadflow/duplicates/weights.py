"""What speaks for two records being one, and against it: the weights, as data (D1).

The manner is that of Fellegi and Sunter: each comparison ends in one of a few
levels, and each level has a weight, the larger the more often it is seen among
twins and the rarer among strangers. The weights are whole points, and the score is
their sum, at least 0 and at most 100; so anybody can add it up again.
"""

from collections.abc import Mapping

from attrs import frozen


LIKELY = 80
"""From here on two records are taken for one."""
POSSIBLE = 50
"""From here on they are worth a look: a full name alone comes to this."""
LEAST = 56
"""Less than this no pair comes to that shares anything but a name."""
MOST = 100


@frozen
class Weight:
    """What one finding counts, and how it is said."""

    points: int
    words: str


WEIGHTS: Mapping[str, Weight] = {
    # The name of a person.
    "name.same": Weight(55, "same first and last name"),
    "name.form": Weight(52, "same last name, first name in another form"),
    "name.slip": Weight(52, "names differ by a slip"),
    "name.initial": Weight(45, "same last name and initial"),
    "name.double": Weight(45, "one of two last names is the same"),
    "name.slips": Weight(38, "names differ by slips in both"),
    "name.part": Weight(25, "one name of two is known, and is the same"),
    "name.missing": Weight(35, "one of them has no name"),
    "name.other_last": Weight(-45, "another last name"),
    "name.other_first": Weight(-150, "another first name: family, or a colleague"),
    "name.other": Weight(-150, "another name"),
    "name.swapped": Weight(0, "first and last name are swapped"),
    "father.same": Weight(5, "same patronymic"),
    "father.other": Weight(-60, "another patronymic"),
    # The name of a firm.
    "firm.same": Weight(70, "same name of the firm"),
    "firm.slip": Weight(50, "names of the firms differ by a slip"),
    "firm.part": Weight(40, "the name of one firm is part of the other's"),
    "firm.other": Weight(-60, "another firm"),
    # What both have.
    "phone.same": Weight(45, "same phone"),
    "email.same": Weight(50, "same e-mail"),
    "mailbox.same": Weight(28, "same name before the @"),
    "messenger.same": Weight(50, "same messenger"),
    "domain.same": Weight(20, "same domain"),
    "tax_id.same": Weight(85, "same tax id"),
    "tax_id.other": Weight(-110, "another tax id"),
    "birthday.same": Weight(40, "same date of birth"),
    "birthday.other": Weight(-50, "another date of birth"),
    "address.same": Weight(35, "same address"),
    "company.same": Weight(28, "same company"),
}
"""Every finding by its code."""


def score_of(codes: tuple[str, ...]) -> int:
    """Return the sum of what was found, from 0 to 100.

    >>> score_of(("name.same", "phone.same")), score_of(("name.other", "phone.same"))
    (100, 0)
    """
    return max(0, min(MOST, sum(WEIGHTS[code].points for code in codes)))


def are_others(codes: tuple[str, ...]) -> bool:
    """Tell whether the names say that these are two people.

    >>> are_others(("name.slip", "phone.same")), are_others(("name.other_first",))
    (False, True)
    """
    return any(code.startswith("name.other") for code in codes)
