"""Write docs/reference/proofs.md: which tests name which rule.

Run it with ``python docs/proofs.py``; a test holds the page to what it writes.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path


ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "reference" / "proofs.md"
RULE = re.compile(r"\b[ACDFHIMNPRSTXZ]\d{1,2}\b")
# A claim, or several: ``mission 1.4, 2.24 to 2.26``; a sentence may begin with it.
CLAIMS = re.compile(r"\b[Mm]ission (\d\.\d{1,2}(?:(?:, | and | to )\d\.\d{1,2})*)")
HEAD = """# Proofs

Which tests name which rule of [Behaviour](behaviour.md).
Ids such as `mission 2.27` are claims of what a CRM must do for an office.
`python docs/proofs.py` writes this page.

| Id | Tests |
|---|---|
"""


def tests(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and docstring of each test in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, ast.get_docstring(node) or ""


def named(docstring: str) -> Iterator[str]:
    """Yield the rules and claims that a docstring names, each once.

    >>> list(named("C5, P2: once. Mission 1.4, 2.24 to 2.26: by itself."))
    ['C5', 'P2', 'mission 1.4', 'mission 2.24', 'mission 2.25', 'mission 2.26']
    """
    yield from dict.fromkeys(RULE.findall(docstring))
    claims = (claim for found in CLAIMS.findall(docstring) for claim in listed(found))
    yield from dict.fromkeys(f"mission {claim}" for claim in claims)


def listed(claims: str) -> Iterator[str]:
    """Yield the claims of ``1.4, 2.24 to 2.26``, those between included."""
    for each in re.split(", | and ", claims):
        first, _, last = each.partition(" to ")
        part, number = first.split(".")
        for one in range(int(number), int((last or first).split(".")[1]) + 1):
            yield f"{part}.{one}"


def proofs() -> dict[str, list[str]]:
    """Return the tests of each rule, as ``path::name``."""
    found: dict[str, list[str]] = {}
    folders = (ROOT / "tests", ROOT / "src" / "leadflow" / "testing")
    for path in sorted(each for folder in folders for each in folder.rglob("*.py")):
        for name, docstring in tests(path):
            if not name.lower().startswith("test"):
                continue
            for rule in named(docstring):
                place = path.relative_to(ROOT).as_posix()
                found.setdefault(rule, []).append(f"{place}::{name}")
    return found


def order(rule: str) -> tuple[str, tuple[int, ...]]:
    """Sort rules by letter and number, claims last."""
    numbers = tuple(int(part) for part in re.findall(r"\d+", rule))
    return (rule.rstrip("0123456789."), numbers)


def page() -> str:
    """Return the page as it should be."""
    found = proofs()
    rows = (
        f"| {rule} | {'<br>'.join(f'`{test}`' for test in found[rule])} |"
        for rule in sorted(found, key=order)
    )
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
