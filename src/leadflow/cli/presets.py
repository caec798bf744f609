"""``python -m leadflow presets``: workspaces to begin with."""

import argparse

from leadflow.cli.parsing import PROGRAM, Parser
from leadflow.cli.terminal import Screen
from leadflow.presets.shelf import NAMES, SETTINGS, purpose, text
from leadflow.workspace.files import loads


_EXAMPLES = f"""examples:
  {PROGRAM} presets
      what there is
  {PROGRAM} presets b2b --language uk --currency UAH > workspace.toml
      a file that is yours: read it, change it, give it to leadflow.open
"""


_SETTINGS = {
    "name": "what the firm is called",
    "mode": "classic: leads first; simple: clients and deals at once",
    "chain": "what a sale passes: lead-deal-quote-invoice, deal-invoice, deal",
    "language": "of the words: en, uk, ru …",
    "zone": "the time zone, such as Europe/Kyiv",
    "currency": "the firm's own, such as UAH",
}


def parser() -> Parser:
    """Return what reads the arguments of the command."""
    made = Parser(
        "presets",
        description="List the presets, or print one as a workspace file.",
        epilog=_EXAMPLES,
    )
    made.add_argument(
        "preset", metavar="PRESET", nargs="?", default="", help="the one to print"
    )
    for name, says in _SETTINGS.items():
        made.add_argument(f"--{name}", default="", metavar=name.upper(), help=says)
    return made


def run(values: argparse.Namespace, screen: Screen) -> int:
    """Print the list, or the file of one preset."""
    if not values.preset:
        for name in NAMES:
            screen.say(f"{name:<12}{purpose(name)}")
        return 0
    given = {name: getattr(values, name) for name in SETTINGS}
    settings = {name: value for name, value in given.items() if value}
    written = text(values.preset, **settings)
    # A file that cannot be loaded must not be begun with.
    loads(written, f"preset '{values.preset}'")
    screen.say(written.rstrip("\n"))
    return 0
