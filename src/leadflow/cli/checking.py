"""``python -m leadflow check``: advice on a process, from a file of either kind."""

import argparse
import sys
from pathlib import Path

import leadflow
from leadflow.advice import completed
from leadflow.cli.parsing import PROGRAM, Parser
from leadflow.cli.places import add_tenant, is_url
from leadflow.cli.sight import add_actor, require_sight
from leadflow.cli.terminal import Screen
from leadflow.errors import Denied, InvalidWorkspace, StoreError
from leadflow.workspace import Advice, CustomField, Workspace
from leadflow.workspace.files import loads
from leadflow.workspace.layout import field_table
from leadflow.workspace.places import place
from leadflow.workspace.reading import text_of
from leadflow.workspace.toml import document
from leadflow.workspace.writing import saved, written


_SOUND, _FOUND, _UNREADABLE = 0, 1, 2
_SQLITE = b"SQLite format 3\0"

_EXAMPLES = f"""A workspace file is judged by itself; of a CRM file, which is only read,
the data is asked as well. The exit code is 0 where nothing but advice was found,
1 for warnings and errors, 2 for a file that cannot be read, or may not be: all its
faults are told at once, each with its path.

examples:
  {PROGRAM} check workspace.toml
      what a colleague would say about this process
  {PROGRAM} check sales.db
      and what its data says about it
  {PROGRAM} check workspace.toml --fix
      also give deals the fields that leads have and no variant carries on
"""


def parser() -> Parser:
    """Return what reads the arguments of the command."""
    made = Parser(
        "check",
        description="Look for what is wrong with a process, and what could be better.",
        epilog=_EXAMPLES,
    )
    made.add_argument(
        "file", metavar="FILE", help="a workspace file, or a CRM file or its URL"
    )
    add_tenant(made)
    made.add_argument(
        "--fix",
        action="store_true",
        help="add to targets the custom fields that would be lost, and write the file",
    )
    add_actor(made, "check")
    return made


def run(values: argparse.Namespace, screen: Screen) -> int:
    """Print the findings; the exit code tells the gravest."""
    try:
        advice, added = _judged(values)
    except (Denied, InvalidWorkspace, StoreError) as error:
        print(f"leadflow: {error}", file=sys.stderr)
        return _UNREADABLE
    for field in added:
        screen.say(f"added    {place('fields', field.entity, field.code)}")
    if added:
        screen.say()
    screen.say(advice)
    return _SOUND if advice.is_sound else _FOUND


def _judged(values: argparse.Namespace) -> tuple[Advice, list[CustomField]]:
    path = Path(values.file)
    if is_url(values.file):
        return _store(values.file, values)
    if values.tenant or _is_store(path):
        return _store(path, values)
    return _definition(path, fix=values.fix)


def _is_store(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False  # told when it is read


def _definition(path: Path, *, fix: bool) -> tuple[Advice, list[CustomField]]:
    text = text_of(path)
    before = loads(text, str(path))
    after = completed(before) if fix else before
    added = [field for field in after.fields if field not in before.fields]
    if added:
        saved(_extended(text, after, added), path)
    return after.check(), added


def _extended(text: str, whole: Workspace, added: list[CustomField]) -> str:
    """Return the file with more fields at its end, comments and all."""
    shape = field_table()
    more = document({"fields": [shape.write(each) for each in added]})
    longer = f"{text.rstrip()}\n\n{more}"
    try:
        is_right = loads(longer) == whole
    except InvalidWorkspace:
        is_right = False  # the fields stand in one list, which nothing can follow
    return longer if is_right else written(whole)


def _store(
    place: Path | str, values: argparse.Namespace
) -> tuple[Advice, list[CustomField]]:
    with leadflow.open(place, actor=values.actor, tenant=values.tenant) as crm:
        require_sight(crm)
        before = crm.workspace
        after = completed(before) if values.fix else before
        added = [field for field in after.fields if field not in before.fields]
        if added:
            crm.configure(after)
        return crm.check(), added
