"""The page of findings and the checks tell the same."""

import ast
import re
from pathlib import Path


ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/reference/findings.md"


def told() -> set[str]:
    """Return the codes of all findings that the checks make."""
    files = (ROOT / "src/leadflow/advice").glob("*.py")
    return {
        str(word.value.value)
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding"
        for word in node.keywords
        if word.arg == "code" and isinstance(word.value, ast.Constant)
    }


def test_every_finding_stands_in_the_reference() -> None:
    """M7: whoever sees a code finds out what it means."""
    rows = re.findall(r"^\| `(\w+)` \| \w+ \| ", PAGE.read_text("utf-8"), re.MULTILINE)

    assert told() == set(rows)
    assert len(rows) == len(set(rows))
