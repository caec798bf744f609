"""Comparing two cards: what speaks for one person or firm, and against it (D1)."""

from collections.abc import Iterator, Set as AbstractSet

from leadflow.duplicates.cards import (
    ADDRESS,
    BIRTHDAY,
    COMPANY,
    MAILBOX,
    Card,
    Place,
    Word,
)
from leadflow.duplicates.given_names import (
    is_one_father,
    is_one_name,
    is_slip_of,
    names_of,
)
from leadflow.duplicates.likeness import MOST, is_close
from leadflow.duplicates.weights import WEIGHTS
from leadflow.entities.points import DOMAIN, EMAIL, MESSENGER, PHONE, TAX_ID


_PAIRED = {
    PHONE: "phone.same",
    EMAIL: "email.same",
    MESSENGER: "messenger.same",
    COMPANY: "company.same",
}
_BITS = 2 * MOST
_SAME, _FORM, _SLIP, _INITIAL, _DOUBLE = "same", "form", "slip", "initial", "double"


def compared(
    one: Card, other: Card, *, common: AbstractSet[tuple[str, str]] = frozenset()
) -> tuple[str, ...]:
    """Return the codes of all that was found; ``WEIGHTS`` says what each counts.

    ``common`` are kinds and keys that too many share to say anything.
    """
    kinds = {each[0] for each in one.shared & other.shared if each not in common}
    are_people = one.is_person and other.is_person
    codes = _people(one, other) if are_people else [_nameless(one, other)]
    codes += [_PAIRED[kind] for kind in _PAIRED if kind in kinds]
    if MAILBOX in kinds and EMAIL not in kinds:
        codes.append("mailbox.same")
    if are_people:
        if COMPANY not in kinds and _is_one_firm(one.firm, other.firm):
            codes.append("company.same")
    elif DOMAIN in kinds:
        codes.append("domain.same")
    codes += _alone(one, other)
    return tuple(codes)


_AT_MOST = {
    PHONE: WEIGHTS["phone.same"].points,
    EMAIL: WEIGHTS["email.same"].points,
    MESSENGER: WEIGHTS["messenger.same"].points,
    TAX_ID: WEIGHTS["tax_id.same"].points,
    BIRTHDAY: WEIGHTS["birthday.same"].points,
    ADDRESS: WEIGHTS["address.same"].points,
    COMPANY: WEIGHTS["company.same"].points,
    MAILBOX: WEIGHTS["mailbox.same"].points,
}
"""What people who share something can get for it."""
# Firms that are written otherwise, and a patronymic, share no key.
_UNSHARED = WEIGHTS["company.same"].points + WEIGHTS["father.same"].points
_OTHERWISE = WEIGHTS["name.other_last"].points + _UNSHARED


def is_hopeless(one: Card, other: Card, bound: int) -> bool:
    """Tell, at a glance, that two people do not come to a bound.

    Most of those who share a company or a birthday have other last names, and that
    can be seen by the letters of these, before anything is compared.
    """
    mine, last, first = one.last, other.last, other.first
    if not (_is_plain(mine) and _is_plain(last) and _is_plain(first)):
        return False
    if not (_is_far(mine, last) and _is_far(mine, first)):
        return False
    kinds = {each[0] for each in one.shared & other.shared}
    return _OTHERWISE + sum(_AT_MOST.get(kind, 0) for kind in kinds) < bound


def _is_plain(word: Word) -> bool:
    """Tell whether a name is one whole word."""
    return bool(word.sound) and not word.is_initial and "-" not in word.sound


def _is_far(one: Word, other: Word) -> bool:
    """Tell whether no slip explains the difference of two names."""
    heard = (one.letters ^ other.letters).bit_count() > _BITS
    return heard and (one.signs ^ other.signs).bit_count() > _BITS


def _nameless(one: Card, other: Card) -> str:
    firms = one.firm and other.firm
    return _firms(one.firm, other.firm) if firms else "name.missing"


def _alone(one: Card, other: Card) -> Iterator[str]:
    """Yield what is found of things that everybody has one of."""
    if one.tax_id and other.tax_id:
        yield "tax_id.same" if one.tax_id == other.tax_id else "tax_id.other"
    if one.born and other.born:
        yield "birthday.same" if one.born == other.born else "birthday.other"
    if one.place and other.place and _same_place(one.place, other.place):
        yield "address.same"


# People

_NAMED = {
    (_SAME, _SAME): "name.same",
    (_SAME, _FORM): "name.form",
    (_SAME, _SLIP): "name.slip",
    (_SAME, _INITIAL): "name.initial",
    (_SLIP, _SAME): "name.slip",
    (_SLIP, _FORM): "name.slip",
    (_SLIP, _SLIP): "name.slips",
    (_SLIP, _INITIAL): "name.slips",
    (_DOUBLE, _SAME): "name.double",
    (_DOUBLE, _FORM): "name.double",
    (_INITIAL, _SAME): "name.initial",
    (_INITIAL, _FORM): "name.initial",
}
"""What is found, by what is found of the last name and of the first."""


def _people(one: Card, other: Card) -> list[str]:
    found = [_both(one, other.last, other.first)]
    if found[0] in _OTHER and other.first.sound and other.last.sound:
        swapped = _both(one, other.first, other.last)
        if swapped not in _OTHER:
            found = ["name.swapped", swapped]
    if one.middle.sound and other.middle.sound:
        found += _fathers(one.middle, other.middle)
    return found


_OTHER = frozenset({"name.other_last", "name.other_first", "name.other"})


def _both(one: Card, last: Word, first: Word) -> str:
    """Return what is found of a name, the other one read as last and first."""
    lasts = _last(one.last, last)
    if lasts is None:
        # Slips in a name that is another one anyway need not be looked for.
        same = _is_same_first(one.first, first)
        return "name.other_last" if same else "name.other"
    firsts = _first(one.first, first)
    if firsts is None:
        return "name.other_first"
    if not (lasts and firsts):
        return "name.part"
    return _NAMED.get((lasts, firsts), "name.other")


def _last(one: Word, other: Word) -> str | None:
    if not one.sound or not other.sound:
        return ""
    if one.is_initial or other.is_initial:
        return _INITIAL if _begins(one, other) else None
    if one.sound == other.sound:
        return _SAME
    if _is_slip(one, other):
        return _SLIP
    return _DOUBLE if _shares_part(one, other) else None


def _begins(one: Word, other: Word) -> bool:
    """Tell whether one of two names is the initial of the other."""
    return one.sound.startswith(other.sound) or other.sound.startswith(one.sound)


def _is_slip(one: Word, other: Word) -> bool:
    """Tell whether a slip explains the difference, in what is heard or written."""
    heard = (one.letters ^ other.letters).bit_count() <= _BITS
    if heard and is_close(one.sound, other.sound):
        return True
    read = (one.signs ^ other.signs).bit_count() <= _BITS
    return read and is_close(one.written, other.written)


def _shares_part(one: Word, other: Word) -> bool:
    """Tell whether one of two is a double name that has the other as a part."""
    if ("-" in one.sound) == ("-" in other.sound):
        return False
    return one.sound in other.sound.split("-") or other.sound in one.sound.split("-")


def _first(one: Word, other: Word) -> str | None:
    if not one.sound or not other.sound:
        return ""
    if one.is_initial or other.is_initial:
        return _INITIAL if _begins(one, other) else None
    if one.sound == other.sound:
        return _SAME
    if is_one_name(one.sound, other.sound):
        return _FORM
    known = names_of(one.sound) and names_of(other.sound)
    if not known and is_close(one.written, other.written):
        return _SLIP
    return _SLIP if is_slip_of(one.sound, other.sound) else None


def _is_same_first(one: Word, other: Word) -> bool:
    if one.sound == other.sound:
        return bool(one.sound)
    return is_one_name(one.sound, other.sound)


def _fathers(one: Word, other: Word) -> Iterator[str]:
    if one.is_initial or other.is_initial:
        if not _begins(one, other):
            yield "father.other"
    elif one.sound == other.sound:
        yield "father.same"
    elif not is_one_father(one.sound, other.sound):
        yield "father.other"


# Firms


def _is_one_firm(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(one and other) and _firms(one, other) in {"firm.same", "firm.slip"}


def _firms(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    if one == other or sorted(one) == sorted(other):
        return "firm.same"
    if is_close(" ".join(one), " ".join(other)) and _same_numbers(one, other):
        return "firm.slip"
    shorter, longer = sorted((set(one), set(other)), key=len)
    return "firm.part" if shorter < longer else "firm.other"


def _same_numbers(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names have the same numbers: Магазин 12 is not Магазин 13."""
    mine, yours = ({w for w in each if w.isdecimal()} for each in (one, other))
    return mine == yours


# Places


def _same_place(one: Place, other: Place) -> bool:
    """Tell whether two addresses are one: all numbers, and enough of the words."""
    if one.numbers != other.numbers:
        return False
    few, many = sorted((one.words, other.words), key=len)
    known = sum(any(_same_word(word, each) for each in many) for word in few)
    # A house and a flat tell more than a house.
    return 2 * known >= len(few) if len(one.numbers) > 1 else known == len(few)


def _same_word(one: str, other: str) -> bool:
    return one == other or is_close(one, other)
