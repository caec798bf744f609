"""JSON as leadflow writes it: compact, in Unicode, with sorted keys, no floats."""

import json
from collections.abc import Callable
from json import encoder
from typing import Any, NoReturn


class Unreadable(ValueError):
    """A stored value is not what leadflow wrote; stores say where it stands."""


def _refuse(_: str) -> NoReturn:
    # leadflow writes no float; one would have lost digits already.
    raise Unreadable("it holds a number that is not exact")


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True, check_circular=False
)

quote: Callable[[str], str] = encoder.encode_basestring
"""Returns a text as JSON, with its quotation marks; raises ``TypeError`` for others."""


def _encode_with(standard: json.JSONEncoder) -> Callable[[object], str]:
    """Return what the encoder does; ``encode`` makes a machine of its own each time.

    That takes longer than encoding a phone number. Where Python has no such machine
    in C, the encoder is as good.
    """
    make: Callable[..., Any] | None = encoder.c_make_encoder  # type: ignore[attr-defined]  # as above
    if make is None:
        return standard.encode
    options = (None, ":", ",", True, False, True)
    chunks = make(None, standard.default, quote, *options)
    return lambda plain: "".join(chunks(plain, 0))


_encode = _encode_with(_ENCODER)
# The scanner alone: what leadflow wrote has no white space around it.
_scan: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder(  # type: ignore[attr-defined]  # not in its stub
    parse_float=_refuse, parse_constant=_refuse
).scan_once


def to_text(plain: object) -> str:
    """Return a plain value as JSON; equal values give equal texts.

    >>> to_text({"b": [1, True], "a": "Київ"})
    '{"a":"Київ","b":[1,true]}'
    """
    return _encode(plain)


def from_text(text: str) -> Any:  # noqa: ANN401  # whatever JSON can hold
    """Return the plain value that a text holds, or raise ``Unreadable``.

    >>> from_text('{"a":1}')
    {'a': 1}
    """
    try:
        plain, end = _scan(text, 0)
    except Unreadable:
        raise
    except (StopIteration, TypeError, ValueError):
        # A damaged file may hold anything in a column of text: nothing, or a number
        # of more digits than Python takes.
        raise Unreadable("it is not JSON") from None
    except RecursionError:
        raise Unreadable("it is nested too deeply") from None
    if end != len(text):
        raise Unreadable("it is more than one value of JSON")
    return plain
