"""Groups of companies: who stands above, who below, the whole tree (mission 3.8)."""

from collections.abc import Iterator
from typing import cast

from leadflow.context import Context
from leadflow.entities import Company
from leadflow.firms.trees import CompanyGroup, GroupMember
from leadflow.ids import CompanyId
from leadflow.records.groups import branches, parents_of


def ancestors(context: Context, company: Company) -> list[Company]:
    """Return the live companies above one, the nearest first.

    What was deleted, or may not be seen, ends the way up.
    """
    found: list[Company] = []
    for each in parents_of(context, company):
        if each.deleted_at is not None or each.id == company.id:
            break
        found.append(each)
    return found


def children(context: Context, companies: list[CompanyId]) -> list[Company]:
    """Return the live companies that belong to these, by name, in two reads."""
    ids = branches(context, list(companies))
    found = context.reader.get("company", ids).values() if ids else ()
    live = (each for each in found if each.deleted_at is None)
    return sorted(
        (cast("Company", each) for each in live),
        key=lambda each: (each.name.casefold(), each.id),
    )


def group(context: Context, company: Company) -> CompanyGroup:
    """Return the whole group of a company: two reads for each level below the top."""
    root = (ancestors(context, company) or [company])[-1]
    below: dict[CompanyId, list[Company]] = {}
    level, seen = [root], {root.id}
    while level:
        found = children(context, [each.id for each in level])
        level = [each for each in found if each.id not in seen]
        seen |= {each.id for each in level}
        for each in level:
            below.setdefault(each.parent or root.id, []).append(each)
    members = tuple(_members(root, below, 0))
    return CompanyGroup(members=members, asked=company.id, workspace=context.workspace)


def _members(
    company: Company, below: dict[CompanyId, list[Company]], depth: int
) -> Iterator[GroupMember]:
    yield GroupMember(company=company, depth=depth)
    for each in below.get(company.id, ()):
        yield from _members(each, below, depth + 1)
