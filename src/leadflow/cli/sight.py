"""Who looks at a CRM file: where there are roles, a stranger sees an empty firm."""

from leadflow.cli.parsing import Parser
from leadflow.crm import Crm


_SHOWN = ("deal", "lead", "quote", "invoice")


def add_actor(parser: Parser, usual: str) -> None:
    """Add the option that says who looks."""
    parser.add_argument(
        "--actor",
        default=usual,
        help=f"who looks, where roles say who may (default: {usual})",
    )


def require_sight(crm: Crm) -> None:
    """Raise ``Denied`` for who may read nothing: an empty firm would be a lie.

    >>> import leadflow
    >>> require_sight(leadflow.open())
    """
    if not any(crm.access.allows("read", of=name) for name in _SHOWN):
        crm.access.require("read", of=_SHOWN[0])
