"""``python -m leadflow demo``: the whole way, from a spreadsheet to won deals."""

import argparse
from pathlib import Path
from random import Random
from time import perf_counter

import leadflow
from leadflow.cli.office import IMPORTED_AT
from leadflow.cli.parsing import PROGRAM, Parser, UsageError, positive
from leadflow.cli.places import is_url
from leadflow.cli.story import Story
from leadflow.cli.terminal import Screen
from leadflow.ids import TimeOrderedIds
from leadflow.workspace import Workspace


_EXAMPLES = f"""It makes a spreadsheet of leads by chance, imports it, calls the leads,
converts those that are ripe and sells to them, as four people would in half a
year. The same seed gives the same figures. It leaves FILE, which any SQLite
tool opens, and a page with the funnel beside it.

examples:
  {PROGRAM} demo
  {PROGRAM} demo trial.db --seed 7 --leads 500
"""
_WORKSPACE = Workspace(name="A trading house", currency="UAH")


def parser() -> Parser:
    """Return what reads the arguments of the command."""
    made = Parser(
        "demo",
        description="Work sample leads through to won deals, and draw the funnel.",
        epilog=_EXAMPLES,
    )
    made.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        default="demo.db",
        help="the CRM file to make (default: demo.db)",
    )
    made.add_argument(
        "--seed", type=int, default=1, metavar="N", help="another story (default: 1)"
    )
    made.add_argument(
        "--leads",
        type=positive,
        default=2000,
        metavar="N",
        help="how many rows the spreadsheet has (default: 2,000)",
    )
    made.add_argument(
        "--force", action="store_true", help="replace FILE if it is there already"
    )
    return made


def run(values: argparse.Namespace, screen: Screen) -> int:
    """Tell the story, and leave its file and its page."""
    if is_url(values.file):
        raise UsageError("the demo makes a file; name it demo.db", "demo")
    path = Path(values.file)
    page = path.with_suffix(".html")
    _make_room(path, page, force=values.force)
    began = perf_counter()
    screen.say(f"A trading house that does not exist, seed {values.seed}\n")
    with leadflow.open(
        path,
        actor="import",
        workspace=_WORKSPACE,
        clock=lambda: IMPORTED_AT,
        ids=_ids(values.seed),
    ) as crm:
        story = Story(crm, screen, seed=values.seed, leads=values.leads)
        story.tell()
        page.write_text(story.page().html(), encoding="utf-8")
    _tell_next(screen, path, page, perf_counter() - began)
    return 0


def _make_room(path: Path, page: Path, *, force: bool) -> None:
    if path == page:
        raise UsageError(f"'{path}' is where the page goes; name it demo.db", "demo")
    taken = [each for each in (path, page) if each.exists()]
    if taken and not force:
        names = " and ".join(f"'{each}'" for each in taken)
        verb = "exists" if len(taken) == 1 else "exist"
        reason = f"{names} {verb} already; name another file, or say --force"
        raise UsageError(reason, "demo")
    if path.is_dir():
        raise UsageError(f"'{path}' is a folder; name a file", "demo")
    # SQLite keeps what it has not put away yet in files beside the main one.
    for ending in ("", "-wal", "-shm", "-lock"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _ids(seed: int) -> TimeOrderedIds:
    """Return ids that are the same in every run of one seed."""
    chance = Random(seed)  # noqa: S311  # they need not be secret
    began = int(IMPORTED_AT.timestamp() * 1000)
    return TimeOrderedIds(lambda: began, chance.randbytes)


def _tell_next(screen: Screen, path: Path, page: Path, seconds: float) -> None:
    query = (
        "SELECT stage, count(*), sum(amount), amount_currency "
        "FROM deals GROUP BY stage, amount_currency"
    )
    screen.heading("What is left, and what to try next")
    screen.say(f"  {path}  the CRM, made in {seconds:.0f} s")
    screen.say(f"  {page}  the report, for a browser")
    screen.say()
    screen.say(f"  {PROGRAM} funnel {path} --joined --by source")
    screen.say(f'  sqlite3 {path} "{query}"')
    screen.say()
    screen.say("  >>> import leadflow")
    screen.say(f'  >>> crm = leadflow.open("{path}", actor="you")')
    screen.say(
        '  >>> crm.deals.where("stage.kind == \'open\'").order_by("-amount").first()'
    )
