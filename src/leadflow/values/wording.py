"""Values of fields in words, for what is printed and drawn."""

from leadflow.ids import is_id


def worded(value: object) -> str:
    """Return a value as people read it.

    >>> worded("Owner"), worded(("a", "b")), worded("")
    ("'Owner'", 'a, b', 'nothing')
    """
    if value in (None, "", ()):
        return "nothing"
    if isinstance(value, tuple):
        return ", ".join(_one(each) for each in value)
    return f"'{value}'" if isinstance(value, str) and not is_id(value) else str(value)


def _one(value: object) -> str:
    """Return one of several values; a link is shown by the id at its other end."""
    end = getattr(value, "company", None) or getattr(value, "contact", None)
    return str(end or value)
