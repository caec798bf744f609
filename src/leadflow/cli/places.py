"""Where a command finds the CRM: in a file, or at the URL of a server's database."""

from leadflow.cli.parsing import Parser


def add_tenant(parser: Parser) -> None:
    """Add the option that names one of the firms at a URL."""
    parser.add_argument(
        "--tenant",
        default="",
        metavar="NAME",
        help="which firm, where FILE is the URL of a database on a server",
    )


def is_url(place: str) -> bool:
    """Tell whether a place is a URL; a path never has what makes one.

    >>> is_url("postgresql://app@db.example/sales"), is_url("sales.db")
    (True, False)
    """
    return "://" in place
