"""The text of HTML, for letters that have no other."""

from html.parser import HTMLParser


def text_of(html: str) -> str:
    r"""Return the text of a page, a line for each paragraph.

    >>> text_of("<p>Two&nbsp;cranes</p><script>x()</script><p>Soon</p>")
    'Two cranes\nSoon'
    """
    reader = _Plain()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Plain(HTMLParser):
    """Collects what a reader of the page would see."""

    _LINES = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3"})
    _HIDDEN = frozenset({"script", "style", "head", "title"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in self._HIDDEN:
            self._hidden += 1
        if tag in self._LINES:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._HIDDEN and self._hidden:
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)
