"""``python -m leadflow funnel``: the funnel of a CRM file."""

import argparse
from pathlib import Path

import leadflow
from leadflow.cli.parsing import PROGRAM, Parser
from leadflow.cli.places import add_tenant, is_url
from leadflow.cli.sight import add_actor, require_sight
from leadflow.cli.terminal import Screen
from leadflow.errors import NotAStore


_EXAMPLES = f"""examples:
  {PROGRAM} funnel sales.db
      how many deals came how far, and what they are worth
  {PROGRAM} funnel sales.db --of leads --by source --during 2026-Q4
      which channels of the last quarter bring leads that ripen
  {PROGRAM} funnel sales.db --joined --html funnel.html
      from the first touch to the sale, as a page to send around
"""


def parser() -> Parser:
    """Return what reads the arguments of the command."""
    made = Parser(
        "funnel",
        description="Print how far the leads or deals of a CRM file have come.",
        epilog=_EXAMPLES,
    )
    made.add_argument(
        "file", metavar="FILE", help="the CRM file, or its URL; it is only read"
    )
    add_tenant(made)
    made.add_argument(
        "--of",
        default="deals",
        metavar="NAME",
        help="a pipeline, or leads, deals, quotes, invoices (default: deals)",
    )
    made.add_argument(
        "--joined", action="store_true", help="one funnel of leads and their deals"
    )
    made.add_argument(
        "--by",
        default="",
        metavar="FIELD",
        help="one funnel for each source, owner … or month, quarter, year",
    )
    made.add_argument(
        "--during",
        metavar="PERIOD",
        help="only what was created in 2026, 2026-Q4, 2026-11, 2026-W45 …",
    )
    made.add_argument(
        "--view",
        default="cumulative",
        metavar="VIEW",
        help="cumulative: how far they came; snapshot: where they stand now",
    )
    made.add_argument(
        "--html", type=Path, metavar="OUT", help="also write it as a page"
    )
    add_actor(made, "system")
    return made


def run(values: argparse.Namespace, screen: Screen) -> int:
    """Print the funnel, and write the page that was asked for."""
    with leadflow.open(
        existing(values.file), actor=values.actor, tenant=values.tenant
    ) as crm:
        require_sight(crm)
        funnel = crm.reports.funnel(
            values.of,
            view=values.view,
            joined=values.joined,
            by=values.by,
            during=values.during,
        )
        waiting = 0 if funnel.total else crm.leads.count()
    screen.say(funnel)
    if waiting and values.of == "deals" and not values.joined:
        screen.say(f"\nno deal yet, leads: {waiting:,}; --joined shows them")
    if values.html:
        values.html.write_text(funnel.to_html(), encoding="utf-8")
        screen.say(f"\nalso written to {values.html}")
    return 0


def existing(name: str) -> Path | str:
    """Return the path of a file that is there: opening would make a new one.

    The URL of a server's database stays as it is.
    """
    if is_url(name):
        return name
    path = Path(name)
    if not path.is_file():
        reason = "it is a folder" if path.is_dir() else "there is no such file"
        raise NotAStore(name, reason)
    return path
