"""The front door, and what comes in with it."""

import ast
import importlib.metadata
import importlib.resources
import re
import subprocess
import sys
from pathlib import Path

import pytest

import leadflow
import leadflow.errors
from leadflow.errors import LeadflowError


ROOT = Path(__file__).parents[1]

IMPORTED_ON_USE = (
    "argparse",
    "asyncio",
    "cattrs",
    "dateutil",
    "difflib",
    "html",
    "http",
    "logging",
    "phonenumbers",
    "sqlite3",
    "statistics",
    "tomllib",
    "unittest",
    "urllib.request",
    "zoneinfo",
)

# What opening a CRM in memory does not need, and most calls do not either.
ASKED_FOR_LATER = (
    "cattrs",
    "hashlib",
    "leadflow.advice",
    "leadflow.analytics.funnel",
    "leadflow.conversion.applying",
    "leadflow.conversion.planning",
    "leadflow.conversion.reverting",
    "leadflow.crm.configuring",
    "leadflow.crm.converting",
    "leadflow.crm.past",
    "leadflow.crm.retracing",
    "leadflow.interchange",
    "leadflow.modes.switching",
    "leadflow.presets",
    "leadflow.privacy.erasing",
    "leadflow.storage.codec",
    "leadflow.storage.sqlite",
    "sqlite3",
    "tomllib",
)

NEWLY_LOADED = """
import sys
before = set(sys.modules)
from leadflow import *
print(*(set(sys.modules) - before))
"""


def run(*arguments: str) -> str:
    """Return what a fresh Python prints."""
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """Return the modules that all public names together bring along."""
    return set(run("-c", NEWLY_LOADED).split())


def test_the_public_names_are_in_alphabetical_order() -> None:
    """A reader finds a name, and a change of the list is one line."""
    assert sorted(set(leadflow.__all__)) == list(leadflow.__all__)


@pytest.mark.parametrize("name", leadflow.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """``from leadflow import *`` raises for a name that is only promised."""
    assert hasattr(leadflow, name)


def test_type_checkers_see_the_same_names() -> None:
    """The stub names each public name once, and from the same room."""
    stub = (ROOT / "src/leadflow/__init__.pyi").read_text("utf-8")
    imports = [n for n in ast.parse(stub).body if isinstance(n, ast.ImportFrom)]
    seen = {alias.name: node.module for node in imports for alias in node.names}

    assert leadflow._HOMES == seen  # type: ignore[attr-defined]  # noqa: SLF001


def test_a_misspelt_name_gets_the_nearest_right_one() -> None:
    """``leadflow.Leda`` is a slip of the pen."""
    with pytest.raises(AttributeError, match="did you mean 'Lead'"):
        leadflow.Leda  # type: ignore[attr-defined]  # noqa: B018


def test_names_bring_their_rooms_along_when_they_are_asked_for() -> None:
    """Importing leadflow alone loads nothing but the front door."""
    code = "import leadflow, sys; print(*(m for m in sys.modules if 'leadflow' in m))"

    assert ["leadflow"] == run("-c", code).split()


@pytest.mark.parametrize("module", IMPORTED_ON_USE)
def test_importing_leadflow_leaves_slow_modules_for_later(
    module: str, loaded: set[str]
) -> None:
    """The import stays quick because what is slow is imported on use."""
    assert module not in loaded


@pytest.fixture(scope="module")
def opened() -> set[str]:
    """Return all modules that are there when a CRM was opened in memory."""
    code = "import leadflow, sys; leadflow.open(); print(*sys.modules)"
    return set(run("-c", code).split())


@pytest.mark.parametrize("module", ASKED_FOR_LATER)
def test_opening_leaves_rare_acts_for_later(module: str, opened: set[str]) -> None:
    """A program pays for converting and reporting when it does so."""
    assert module not in opened


def test_the_core_needs_three_packages() -> None:
    """A library to embed brings little along; the rest is extras."""
    requirements = importlib.metadata.requires("leadflow") or []
    core = [line for line in requirements if "extra ==" not in line]
    names = [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in core]

    assert ["attrs", "cattrs", "python-dateutil"] == sorted(names)


def test_the_package_says_that_it_is_typed() -> None:
    """Without the marker type checkers ignore every annotation."""
    assert importlib.resources.files("leadflow").joinpath("py.typed").is_file()


def test_the_installed_version_is_the_one_in_the_code() -> None:
    """One place names the version, and the build reads it from there."""
    assert leadflow.__version__ == importlib.metadata.version("leadflow")


def test_the_command_line_tells_the_version() -> None:
    """A report of a fault starts with the version."""
    assert leadflow.__version__ in run("-m", "leadflow", "--version")


ERRORS = {
    name: kind
    for name, kind in vars(leadflow.errors).items()
    if isinstance(kind, type) and issubclass(kind, LeadflowError)
}


@pytest.mark.parametrize("name", ERRORS)
def test_the_manual_lists_every_error(name: str) -> None:
    """Hosts compare codes, so each code is explained."""
    page = (ROOT / "docs/reference/errors.md").read_text("utf-8")

    assert f"| `{name}` | `{ERRORS[name].code}` |" in page


def test_no_two_errors_share_a_code() -> None:
    """A code that means two things means nothing."""
    codes = [kind.code for kind in ERRORS.values()]

    assert sorted(set(codes)) == sorted(codes)


def test_a_shell_can_complete_every_name() -> None:
    """What is loaded on use is listed before it."""
    assert set(leadflow.__all__) <= set(dir(leadflow))
