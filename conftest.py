"""The examples of the documentation are tests too.

Sybil runs the Python blocks of README.md, of CONTRIBUTING.md and of every page
in docs/, and the ``>>>`` examples in the docstrings of src/. The examples of
one document share their names and run in a temporary directory of their own,
so that a ``sales.db`` is gone afterwards. A block of ``output`` in a page has to be
what the Python block before it printed; ``…`` in it stands for anything.
"""

from collections.abc import Mapping
from contextlib import ExitStack, chdir, redirect_stdout
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, Example as Expected, OutputChecker
from io import StringIO
from tempfile import TemporaryDirectory

from sybil import Example, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.myst import (
    ClearNamespaceParser,
    CodeBlockParser,
    SkipParser as MarkdownSkipParser,
)
from sybil.parsers.rest import DocTestParser, SkipParser


# Database servers; none is started before a test asks for it.
pytest_plugins = ["tests.servers.fixtures"]

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


_run = PythonEvaluator()
_checker = OutputChecker()


def run(example: Example) -> None:
    """Run a block of a page, and keep what it prints."""
    printed = StringIO()
    with redirect_stdout(printed):
        _run(example)
    example.namespace["_printed"] = printed.getvalue()


def compare(example: Example) -> str | None:
    """Return how a block of output differs from what was printed, if it does."""
    wanted = Expected("", str(example.parsed).replace("…", "..."))
    printed = str(example.namespace.get("_printed", "")).rstrip() + "\n"
    if _checker.check_output(wanted.want, printed, ELLIPSIS):
        return None
    return _checker.output_difference(wanted, printed, ELLIPSIS)


documents = Sybil(
    parsers=[
        CodeBlockParser("python", run),
        CodeBlockParser("output", compare),
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
