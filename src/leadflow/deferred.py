"""What is made when it is first needed, so that importing leadflow stays quick."""

import re
from collections.abc import Callable
from functools import cache, partial


def expression(text: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """Return what gives a regular expression, which is compiled by its first use.

    Reading an e-mail address needs four expressions, importing leadflow none: all
    of them together would take longer to compile than most rooms to load.

    >>> code = expression("[a-z]+")
    >>> code().fullmatch("lead") is not None
    True
    """
    return cache(partial(re.compile, text, flags))
