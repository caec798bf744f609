"""The examples of the documentation are tests too.

Sybil runs the Python blocks of README.md, of CONTRIBUTING.md and of every page
in docs/, and the ``>>>`` examples in the docstrings of src/. The examples of
one document share their names and run in a temporary directory of their own,
so that a ``sales.db`` is gone afterwards.
"""

from collections.abc import Mapping
from contextlib import ExitStack, chdir
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from tempfile import TemporaryDirectory

from sybil import Sybil
from sybil.parsers.myst import (
    ClearNamespaceParser,
    PythonCodeBlockParser,
    SkipParser as MarkdownSkipParser,
)
from sybil.parsers.rest import DocTestParser, SkipParser


OPTIONS = ELLIPSIS | NORMALIZE_WHITESPACE

_opened: list[ExitStack] = []


def enter(_namespace: Mapping[str, object]) -> None:
    """Make a temporary directory and work in it."""
    stack = ExitStack()
    stack.enter_context(chdir(stack.enter_context(TemporaryDirectory())))
    _opened.append(stack)


def leave(_namespace: Mapping[str, object]) -> None:
    """Go back and remove the directory."""
    _opened.pop().close()


documents = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=OPTIONS),
        MarkdownSkipParser(),
        ClearNamespaceParser(),
    ],
    patterns=["README.md", "CONTRIBUTING.md", "docs/*.md", "docs/*/*.md"],
    setup=enter,
    teardown=leave,
)

docstrings = Sybil(
    parsers=[DocTestParser(optionflags=OPTIONS), SkipParser()],
    path="src",
    pattern="*.py",
    setup=enter,
    teardown=leave,
)

pytest_collect_file = (documents + docstrings).pytest()
