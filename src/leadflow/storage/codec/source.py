"""Functions written as source text: what happens to every record and every value.

A loop over the fields of a lead asks the same fifty questions for each lead: is
this column read as it is, may it be empty, which function reads it. The answers
never change, so they are given once, as the lines of a function that is compiled
when it is first needed. It does nothing but what is left over: about a fifth of the
work. ``parts`` writes what makes value objects of JSON and back, ``generated`` what
makes records of rows; nothing else of a store writes source. Names and functions in
it are leadflow's own; nothing that users give is ever part of a text.

Objects are made as drafts, of which ``leadflow.entities.shapes`` tells.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from leadflow.entities.shapes import shape


Step: TypeAlias = Callable[[Any], Any]


class Source:
    """The lines of one function, and the objects that they name."""

    def __init__(self, head: str) -> None:
        self._lines = [head]
        self._names: dict[str, object] = {}

    def line(self, text: str, depth: int = 1) -> None:
        """Add a line, so many steps to the right."""
        self._lines.append("    " * depth + text)

    def named(self, value: object, name: str) -> str:
        """Let the lines name an object, and return the name."""
        self._names[name] = value
        return name

    def begin(self, cls: type) -> None:
        """Make a draft of a class, named ``found``."""
        self.line(f"found = {self.named(object.__new__, 'new')}(Draft)")
        self.named(shape(cls).draft, "Draft")

    def end(self, cls: type) -> None:
        """Return the draft as what it has become."""
        self.line(f"found.__class__ = {self.named(cls, 'Finished')}")
        self.line("return found")

    def function(self, told: str) -> Any:  # noqa: ANN401  # whatever the head says
        """Return the function; ``told`` is where a traceback says that it stands."""
        code = compile("\n".join(self._lines), f"<leadflow: {told}>", "exec")
        exec(code, self._names)  # noqa: S102  # see above
        return self._names["made"]
