"""Links of a record: what it is newly linked to must be there (P10)."""

from collections.abc import Iterable, Iterator, Mapping

from leadflow.context import Context
from leadflow.entities import ENTITIES, Record, references
from leadflow.entities.records import LINKING, ends
from leadflow.errors import Fault
from leadflow.ids import prefix_of
from leadflow.records.checks import Check


LINKED: Mapping[type, frozenset[str]] = {
    entity.cls: frozenset(LINKING[entity.cls].names) | {"custom"}
    for entity in ENTITIES.values()
}
"""The fields that can hold links."""


def link_faults(context: Context, check: Check) -> Iterable[Fault]:
    """Return links that a record got and that end nowhere."""
    new = ends(check.record)
    if new and check.before:
        known = ends(check.before)
        new = [each for each in new if each not in known]
    gone = context.missing(new) if new else None
    return _missing(context, check.record, gone) if gone else ()


def _missing(context: Context, record: Record, gone: set[str]) -> Iterator[Fault]:
    for link in references(record):
        if link.target in gone:
            yield _no_end(context, link.field, link.target)


def _no_end(context: Context, name: str, target: str) -> Fault:
    """Return that a link has no end; of what was merged, which record it is now."""
    message = f"there is no record '{target}'"
    hint = "add it first, or restore it where it was deleted"
    found = context.load(prefix_of(target), target)
    if found is not None and context.shows(found):
        into: str | None = getattr(found, "merged_into", None)
        hint = f"it was merged into '{into}'; link that one" if into else hint
    return Fault(name, message, hint, "not_found")
