import ast
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest


ROOT = Path(__file__).parent.parent
BEHAVIOUR = ROOT / "docs" / "reference" / "behaviour.md"


def script(name: str) -> ModuleType:
    """Load a script that writes a page."""
    spec = importlib.util.spec_from_file_location(name, ROOT / f"docs/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def proofs() -> ModuleType:
    """Load the script that writes the page of proofs."""
    return script("proofs")


def rules() -> set[str]:
    """Return the ids of all rules that the page of behaviour states."""
    rows = re.findall(
        r"^\| ([A-Z]\d{1,2}) \|", BEHAVIOUR.read_text("utf-8"), re.MULTILINE
    )
    return set(rows)


def test_every_stated_rule_has_a_test_that_names_it() -> None:
    """What the page of behaviour promises is proved somewhere."""
    proved = set(proofs().proofs())

    assert set() == rules() - proved


def test_tests_name_only_rules_that_are_stated() -> None:
    """Who follows an id from a test finds the rule."""
    named = {rule for rule in proofs().proofs() if not rule.startswith("mission")}

    assert set() == named - rules()


def test_the_page_of_proofs_is_up_to_date() -> None:
    """``python docs/proofs.py`` has been run since the tests changed."""
    module = proofs()

    assert module.page() == module.PAGE.read_text("utf-8")


def test_every_test_says_what_it_proves() -> None:
    """A test is a sentence; its docstring is the reason for it."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    silent = [
        f"{path.name}::{node.name}"
        for path in files
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]

    assert [] == silent


@pytest.mark.parametrize("folder", ["tutorial", "how-to"])
def test_every_page_is_listed(folder: str) -> None:
    """Who reads the list of guides finds each of them."""
    index = (ROOT / "docs" / folder / "index.md").read_text("utf-8").splitlines()
    pages = {page.stem for page in (ROOT / "docs" / folder).glob("*.md")}

    assert set() == pages - {"index", *index}
