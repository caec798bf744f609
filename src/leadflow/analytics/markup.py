"""The one place in which text becomes markup: everything is escaped here."""

_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
)


def escaped(text: str) -> str:
    """Return text that is the same when it is read as HTML or XML.

    >>> escaped("<script>")
    '&lt;script&gt;'
    """
    return text.translate(_ESCAPES)


def attributes(**values: str) -> str:
    """Return attributes, each after a blank; empty ones are left out.

    >>> attributes(font_size="12", rx="")
    ' font-size="12"'
    """
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escaped(value)}"'
        for name, value in values.items()
        if value
    )


def element(name: str, text: str, **values: str) -> str:
    """Return an element that holds text.

    >>> element("td", "a & b", class_="n")
    '<td class="n">a &amp; b</td>'
    """
    return f"<{name}{attributes(**values)}>{escaped(text)}</{name}>"
