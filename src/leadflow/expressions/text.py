"""Conditions as text: ``amount >= 100000 and source in ('web', 'call')``.

The text is a small part of Python's expressions. It is read with Python's own
parser and an allow-list, and never run. For every condition that fits the
limits, ``parse(as_text(condition)) == condition``.

- Comparisons: ``==``, ``!=``, ``<``, ``<=``, ``>``, ``>=``, either way round and in
  chains; ``in`` and ``not in`` with choices; ``'x' in tags``; ``is None``.
- Questions: ``.contains('x')``, ``.startswith('x')``, ``.between(1, 2)``,
  ``.in_('a', 'b')``, ``.is_empty()``.
- Values: texts, exact numbers, ``True``, ``False``, ``money('120000 UAH')``,
  ``date('2026-01-31')``, ``datetime('2026-01-31T10:00:00+02:00')``.
- Fields: ``amount``, ``stage.kind``, ``custom['odd name']``.
- ``and``, ``or``, ``not`` and brackets; ``True`` holds always, ``False`` never.
"""

from leadflow.expressions.nodes import Condition


def parse(text: str) -> Condition:
    """Return the condition that a text means.

    Raises ``InvalidCondition`` with the place and the way out for anything that
    is not a condition; no text takes long, is run, or warns.

    >>> str(parse("1 < amount <= 5 and 'vip' in tags"))
    "(amount > 1 and amount <= 5) and tags.contains('vip')"
    """
    # Imported on use: the reader is a third of the package, and F does not need it.
    from leadflow.expressions.reading import read  # noqa: PLC0415

    return read(text)


def as_text(condition: Condition) -> str:
    """Return the text that means this condition; the same as ``str``.

    >>> from leadflow.expressions import F
    >>> print(as_text(F.custom["odd name"] == "it's"))
    custom['odd name'] == "it's"
    """
    return str(condition)


def to_text(condition: Condition) -> str:
    """Return the text to store, after making sure that it can be read back.

    Raises ``InvalidCondition`` where the text exceeds the limits of ``parse``:
    better before storing than after.

    >>> from leadflow.expressions import F
    >>> to_text(F.amount >= 100)
    'amount >= 100'
    """
    text = as_text(condition)
    parse(text)
    return text


def from_text(text: str) -> Condition:
    """Return the condition that ``to_text`` wrote.

    >>> from leadflow.expressions import F
    >>> from_text("amount >= 100") == (F.amount >= 100)
    True
    """
    return parse(text)
