"""National numbers of firms and accounts: their form and their check digits.

Each rule tells what is wrong, or nothing. The rules are public: of the tax service
and the central bank of Russia, of the statistics and tax services of Ukraine.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias


Rule: TypeAlias = Callable[[str], str]
"""Returns what is wrong with a number in its bare form, ``""`` for nothing."""

_FORM, _SUM = "has not the form of one", "has a wrong check digit"
_ACCOUNT = 20
# The last three digits of the BIK of cash centres of the central bank.
_CENTRES = ("000", "001", "002")


def bare(number: str) -> str:
    """Return a number without blanks, dots and strokes, in capitals.

    By this form the same number is known again, however it was written (D1).

    >>> bare("pl 526-030-02.91")
    'PL5260300291'
    """
    if number.isascii() and number.isalnum():
        return number.upper()
    return "".join(sign for sign in number if sign.isalnum()).upper()


def _digits(number: str, *lengths: int) -> bool:
    return number.isascii() and number.isdigit() and len(number) in lengths


def _weighed(number: str, weights: Sequence[int]) -> int:
    return sum(int(sign) * by for sign, by in zip(number, weights, strict=False))


def inn(number: str) -> str:
    """Tell what is wrong with a Russian INN, of a firm or of a person.

    >>> inn("7707083893"), inn("7707083894")
    ('', 'has a wrong check digit')
    """
    if not _digits(number, 10, 12):
        return "needs 10 digits, or 12 of a person"
    rows = (_FIRM,) if len(number) == len(_FIRM) + 1 else (_PERSON, (3, *_PERSON))
    ok = all(_weighed(number, w) % 11 % 10 == int(number[len(w)]) for w in rows)
    return "" if ok else _SUM


_FIRM = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_PERSON = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def ogrn(number: str) -> str:
    """Tell what is wrong with a Russian OGRN, or OGRNIP of a sole proprietor.

    >>> ogrn("1027700132195"), ogrn("1027700132196")
    ('', 'has a wrong check digit')
    """
    if not _digits(number, 13, 15):
        return "needs 13 digits, or 15 of a sole proprietor"
    by = len(number) - 2
    return "" if int(number[:-1]) % by % 10 == int(number[-1]) else _SUM


def kpp(number: str) -> str:
    """Tell what is wrong with a Russian KPP; it has no check digit.

    >>> kpp("773601001"), kpp("77360100")
    ('', 'needs 9 signs, as in 770101001')
    """
    parts = number[:4] + number[6:]
    reason = number[4:6]
    right = len(number) == 9 and _digits(parts, 7) and reason.isascii()  # noqa: PLR2004  # its length
    return "" if right and reason.isalnum() else "needs 9 signs, as in 770101001"


def bik(number: str) -> str:
    """Tell what is wrong with a Russian BIK.

    >>> bik("044525225"), bik("444525225")
    ('', 'needs 9 digits that begin with 0')
    """
    right = _digits(number, 9) and number[0] == "0"
    return "" if right else "needs 9 digits that begin with 0"


def russian_account(number: str, code: str, *, correspondent: bool = False) -> str:
    """Tell what is wrong with an account of 20 digits in a bank of a BIK.

    >>> russian_account("40702810438000060473", "044525225")
    ''
    >>> russian_account("30101810400000000225", "044525225", correspondent=True)
    ''
    """
    if not _digits(number, _ACCOUNT):
        return "needs 20 digits"
    if not code or bik(code):
        return ""  # without a bank nothing is known of its digits
    is_centre = correspondent or code[-3:] in _CENTRES
    key = f"0{code[4:6]}" if is_centre else code[-3:]
    total = sum(int(s) * w % 10 for s, w in zip(key + number, _KEY, strict=True))
    return "" if total % 10 == 0 else "does not belong to this BIK"


_KEY = ((7, 1, 3) * 8)[:23]


def edrpou(number: str) -> str:
    """Tell what is wrong with a Ukrainian EDRPOU.

    >>> edrpou("32855961"), edrpou("32855968")
    ('', 'has a wrong check digit')
    """
    if not _digits(number, 8):
        return "needs 8 digits"
    weights = (7, 1, 2, 3, 4, 5, 6) if "3" <= number[0] < "6" else range(1, 8)
    known = _weighed(number, tuple(weights)) % 11
    if known > 9:  # noqa: PLR2004  # no digit
        known = _weighed(number, [each + 2 for each in weights]) % 11 % 10
    return "" if known == int(number[-1]) else _SUM


def rnokpp(number: str) -> str:
    """Tell what is wrong with the tax number of a person in Ukraine.

    >>> rnokpp("1759013776"), rnokpp("1759013770")
    ('', 'has a wrong check digit')
    """
    if not _digits(number, 10):
        return "needs 10 digits"
    known = _weighed(number, (-1, 5, 7, 9, 4, 6, 10, 5, 7)) % 11 % 10
    return "" if known == int(number[-1]) else _SUM


def mfo(number: str) -> str:
    """Tell what is wrong with a Ukrainian MFO.

    >>> mfo("305299"), mfo("30529")
    ('', 'needs 6 digits')
    """
    return "" if _digits(number, 6) else "needs 6 digits"


def ukrainian_tax_id(number: str) -> str:
    """Tell what is wrong with a tax number of a firm, or of a person."""
    return edrpou(number) if len(number) < 10 else rnokpp(number)  # noqa: PLR2004  # of a person


RULES: Mapping[tuple[str, str], Rule] = {
    ("RU", "inn"): inn,
    ("RU", "kpp"): kpp,
    ("RU", "ogrn"): ogrn,
    ("RU", "ogrnip"): ogrn,
    ("RU", "bik"): bik,
    ("UA", "edrpou"): edrpou,
    ("UA", "rnokpp"): rnokpp,
    ("UA", "mfo"): mfo,
    ("RU", "tax_id"): inn,
    ("RU", "registration_number"): ogrn,
    ("UA", "tax_id"): ukrainian_tax_id,
    ("UA", "registration_number"): edrpou,
}
"""By country and name of the number."""
