"""How a word sounds, whichever letters it is written in (D1).

There are many rules for writing Ukrainian and Russian names in Latin letters, and
sales offices follow all of them. So words are not translated by one rule and
compared: both are led to a coarse common form, in which letters that any rule
confuses are one. ``Юлія``, ``Юлия``, ``Yuliia``, ``Iuliia`` and ``Julia`` all become
``iulia``. What is too coarse for proof is good for a comparison: a name alone never
makes two records one.
"""

import unicodedata
from functools import lru_cache


# Both г and х may be written with h; и, і, ї, й, ы with i, y, j or ij.
_CYRILLIC = dict(
    zip(
        "абвгґдеєёжзиіїйклмнопрстуўфхцчшщъыьэюя",
        (
            "a b v g g d e e e z z i i i i k l m n o p r s t u v f g c c s sc "
            " i  e iu ia"
        ).split(" "),
        strict=True,
    )
)
_LATIN = {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "a", "œ": "o", "þ": "t"}
_SIGNS = str.maketrans({**_CYRILLIC, **_LATIN, "'": "", "’": "", "ʼ": "", "`": ""})

# In this order: longer groups first.
_GROUPS = (
    *(("shch", "sc"), ("szcz", "sc"), ("tsch", "c"), ("sch", "s"), ("zh", "z")),
    *(("kh", "g"), ("cz", "c"), ("ch", "c"), ("sz", "s"), ("sh", "s"), ("ph", "f")),
    *(("th", "t"), ("ts", "c"), ("tz", "c"), ("ck", "k"), ("qu", "kv"), ("x", "ks")),
    *(("w", "v"), ("h", "g"), ("q", "k"), ("ue", "u"), ("oe", "o"), ("ae", "a")),
    *(("y", "i"), ("j", "i"), ("ie", "e"), ("ii", "i")),
)
_MANY = 200_000


@lru_cache(maxsize=_MANY)
def sound(word: str) -> str:
    """Return the common form of a word in Latin or Cyrillic letters.

    >>> sound("Юлія") == sound("Юлия") == sound("Yuliia") == sound("Julia")
    True
    >>> sound("Ковальський") == sound("Kovalskyi") == sound("Kovalsky")
    True
    """
    text = word.casefold().translate(_SIGNS)
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in apart if not unicodedata.combining(sign))
        text = text.translate(_SIGNS)
    for group, sign in _GROUPS:
        if group in text:
            text = text.replace(group, sign)
    text = _single(text)
    # Both -ая and -а end a woman's name.
    return text[:-2] if text.endswith("aia") else text


def _single(text: str) -> str:
    """Return a text in which no letter stands twice in a row."""
    previous, signs = "", []
    for sign in text:
        if sign != previous or sign.isdecimal():
            signs.append(sign)
        previous = sign
    return "".join(signs)
