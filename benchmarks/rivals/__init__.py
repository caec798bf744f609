"""The ORMs, each in a module of its own, as those who know them well use them.

Their models stand on leadflow's own tables. A web service would use them so: one
session or transaction for each act, new records and facts in bulk where the library
offers it, in batches one query for all. What is to be written is told by ``rows``,
which both share; what is measured is how they write it.
"""

from importlib.util import find_spec

from benchmarks.contender import Contender


def installed() -> list[type[Contender]]:
    """Return the ORMs that are there."""
    found: list[type[Contender]] = []
    if find_spec("sqlalchemy"):
        from benchmarks.rivals.alchemy import Alchemy  # noqa: PLC0415  # if there

        found.append(Alchemy)
    if find_spec("django"):
        from benchmarks.rivals.djangos import Django  # noqa: PLC0415  # if there

        found.append(Django)
    return found
