"""``python -m leadflow import``: the records of a CSV file."""

import argparse
from pathlib import Path
from typing import TypedDict

import leadflow
from leadflow.cli.parsing import PROGRAM, Parser
from leadflow.cli.places import add_tenant, is_url
from leadflow.cli.terminal import Screen
from leadflow.interchange import ImportReport, examine_records, import_records
from leadflow.workspace import Workspace


_EXAMPLES = f"""The first row names the columns, in English, Ukrainian or
Russian: Name, Phone, E-mail, Company, Source, Amount, Date … A column that is
not known is named and ignored. Every row ends stored, rejected with all its
faults, or skipped because it is blank. Rejected rows are no error: the exit
code is 0, and 1 only when the table as a whole cannot be understood.
A run that was cut off is run once more: what is stored is not stored twice.

examples:
  {PROGRAM} import sales.db leads.csv --dry-run
      see what would happen; nothing is written
  {PROGRAM} import sales.db leads.csv --rejected again.csv
      store the good rows; correct again.csv and import it the same way
  {PROGRAM} import sales.db leads.csv --column "Wish=interest" --dates dmy
      say what cannot be found out
  {PROGRAM} import sales.db deals.csv --entity deals
      store other records; a deal's company is found by its name or its id
"""


def parser() -> Parser:
    """Return what reads the arguments of the command."""
    made = Parser(
        "import",
        description="Take the records of a CSV file into a CRM file.",
        epilog=_EXAMPLES,
    )
    made.add_argument(
        "file", metavar="FILE", help="the CRM file, made where there is none; or a URL"
    )
    add_tenant(made)
    made.add_argument("table", metavar="CSV", help="the table, such as leads.csv")
    made.add_argument(
        "--entity",
        default="leads",
        metavar="ENTITY",
        help="what the rows are: leads, contacts, companies, deals … (default: leads)",
    )
    made.add_argument(
        "--column",
        action="append",
        default=[],
        type=_wish,
        metavar="'HEADER=FIELD'",
        help="which field a column fills; 'HEADER=' ignores it; may be repeated",
    )
    _add_running(made)
    _add_format(made)
    return made


def _add_running(made: Parser) -> None:
    """Add how the import is done, and by whom."""
    made.add_argument(
        "--dry-run", action="store_true", help="report everything, write nothing"
    )
    made.add_argument(
        "--rejected",
        type=Path,
        metavar="OUT",
        help="write the rejected rows as CSV, with the reason",
    )
    made.add_argument(
        "--actor",
        default="import",
        help="who imports; owns the records that name no owner (default: import)",
    )
    made.add_argument(
        "--key",
        default="",
        help="stores rows again that were imported before under another key",
    )


def _add_format(made: Parser) -> None:
    """Add what is found out by itself, for when it is not."""
    made.add_argument("--encoding", default="", help="utf-8, cp1251 …")
    made.add_argument("--delimiter", default="", help="one of ',' ';' '|' tab")
    made.add_argument(
        "--dates", default="", metavar="ORDER", help="one of dmy, mdy, ymd"
    )
    made.add_argument(
        "--decimal", default="", metavar="SIGN", help="',' or '.' before decimals"
    )


def _wish(text: str) -> tuple[str, str]:
    header, equals, field = text.rpartition("=")
    if not equals or not header.strip():
        reason = f"'{text}' has no '=', write it like 'Budget=amount'"
        raise argparse.ArgumentTypeError(reason)
    return header.strip(), field.strip()


def run(values: argparse.Namespace, screen: Screen) -> int:
    """Import the table and print what became of its rows."""
    target = values.file if is_url(values.file) else Path(values.file)
    is_new = isinstance(target, Path) and not target.exists()
    if is_new:
        # A table that cannot be understood must not leave an empty CRM behind.
        examine_records(Workspace(), values.table, **_given(values))
    # A dry run leaves no file where there was none.
    place = None if values.dry_run and is_new else target
    with leadflow.open(place, actor=values.actor, tenant=values.tenant) as crm:
        report = import_records(
            crm,
            values.table,
            **_given(values),
            dry_run=values.dry_run,
            key=values.key,
            progress=lambda done, total: screen.progress("import", done, total),
        )
    screen.say(report)
    _keep_rejected(values.rejected, report, screen)
    return 0


class _Given(TypedDict):
    """What was said about the table."""

    entity: str
    columns: dict[str, str]
    encoding: str
    delimiter: str
    dates: str
    decimal: str


def _given(values: argparse.Namespace) -> _Given:
    return _Given(
        entity=values.entity,
        columns=dict(values.column),
        encoding=values.encoding,
        delimiter=values.delimiter,
        dates=values.dates,
        decimal=values.decimal,
    )


def _keep_rejected(path: Path | None, report: ImportReport, screen: Screen) -> None:
    if path and report.rejected:
        count = report.write_rejected(path)
        screen.say(f"{count:,} rejected rows are in {path}: correct and import them")
