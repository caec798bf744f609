"""The tests on every Python and python-dateutil that leadflow supports.

``nox`` runs all sessions; ``nox --session tests-3.13`` only those of one
Python. Interpreters that are not installed are skipped, but not in CI.
"""

import os

import nox


nox.needs_version = ">=2025.5"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = "CI" in os.environ
nox.options.reuse_existing_virtualenvs = True

PROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)
GROUPS = PROJECT["dependency-groups"]


def install(session: nox.Session, group: str, *requirements: str) -> None:
    """Install leadflow, one of its groups, and further requirements."""
    packages = nox.project.dependency_groups(PROJECT, group)
    session.install("--editable", ".", *packages, *requirements)


@nox.session(python=PYTHONS)
@nox.parametrize("dateutil", ["2.9.0.post0", "4.0.0"], ids=["2.9", "4.0"])
def tests(session: nox.Session, dateutil: str) -> None:
    """Run all tests with one python-dateutil."""
    install(session, "tests", f"python-dateutil=={dateutil}")
    session.run("pytest", *session.posargs)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run all tests with the oldest releases that leadflow says it takes."""
    install(session, "tests", "attrs==25.4", "cattrs==25.3", "SQLAlchemy==2.0.30")
    session.run("pytest", *session.posargs)


@nox.session(python=PYTHONS[0])
def lint(session: nox.Session) -> None:
    """Check format, style and the direction of imports."""
    install(session, "lint")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("lint-imports", "--no-logo")


@nox.session(python=PYTHONS[0])
def typing(session: nox.Session) -> None:
    """Check types."""
    install(session, "typing")
    session.run("mypy")


@nox.session(python=PYTHONS[0])
def docs(session: nox.Session) -> None:
    """Build the documentation."""
    install(session, "docs")
    session.run("sphinx-build", "--fail-on-warning", "docs", "docs/_build")
