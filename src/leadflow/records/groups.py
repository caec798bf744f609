"""Firms that belong to firms: no circles, and no deeper than anybody can follow."""

from collections.abc import Iterator, Mapping

from leadflow.context import Context
from leadflow.entities import Company
from leadflow.errors import Fault
from leadflow.records.checks import Check


DEEPEST = 32
"""The most levels that a group of companies has, from the top to the last branch."""

_UNSEEN = "a company that you may not see"
_SAME: Mapping[str, str] = {}


def parents_of(
    context: Context, company: Company, same: Mapping[str, str] = _SAME
) -> list[Company]:
    """Return the companies above one, the nearest first; a circle ends it.

    ``same`` says which ids stand for another record: what is about to be merged.
    """
    found: list[Company] = []
    seen: set[str] = set()
    id: str | None = company.parent
    while id:
        id = same.get(id, id)
        parent = context.load("company", id)
        if not isinstance(parent, Company) or parent.id in seen:
            break
        found.append(parent)
        seen.add(parent.id)
        id = None if parent.id == company.id else parent.parent
    return found


def group_faults(context: Context, check: Check) -> Iterator[Fault]:
    """Yield that a company would belong to itself, or to a group that is too deep.

    Judged when a company is given a parent, within the transaction that writes it.
    """
    company = check.record
    if isinstance(company, Company) and company.parent and "parent" in check.changed:
        yield from loop_faults(context, company)
        yield from _too_deep(context, company)


def loop_faults(
    context: Context, company: Company, same: Mapping[str, str] = _SAME
) -> Iterator[Fault]:
    """Yield that a company would stand above itself, with the way round."""
    above = parents_of(context, company, same)
    if not company.id or not any(each.id == company.id for each in above):
        return
    ids = [each.id if _is_shown(context, each) else _UNSEEN for each in above]
    way = " belongs to ".join((company.id, *ids))
    hint = "give it another parent, or clear one of these first"
    yield Fault("parent", f"would belong to itself: {way}", hint, "loop")


def _too_deep(context: Context, company: Company) -> Iterator[Fault]:
    above = len(parents_of(context, company))
    if above + 1 > DEEPEST or above + 1 + _height(context, company) > DEEPEST:
        message = f"makes a group of more than {DEEPEST} levels"
        yield Fault("parent", message, "give it a parent further up", "too_deep")


def _height(context: Context, company: Company) -> int:
    """Return how many levels there are below a company, asked level by level."""
    height, seen = 0, {str(company.id)}
    level = branches(context, [company.id])
    while level and height <= DEEPEST:
        seen |= set(level)
        height += 1
        level = [each for each in branches(context, level) if each not in seen]
    return height


def branches(context: Context, ids: list[str]) -> list[str]:
    """Return the ids of the companies that belong to these, deleted ones too."""
    links = context.reader.links_to(ids)
    found = (e.record for e in links if (e.entity, e.field) == ("company", "parent"))
    return list(dict.fromkeys(found))


def _is_shown(context: Context, company: Company) -> bool:
    return company.deleted_at is not None or context.shows(company)
