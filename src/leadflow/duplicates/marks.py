"""Pairs that somebody looked at and told apart: they are no duplicates (D4).

A mark is a fact about both records, with who set it and when; taking it back is
another one. Nothing of the records changes, so neither a column nor a line of theirs
has to be kept, and a mark goes with its records: what was deleted or erased is
nobody's candidate, and whoever comes back brings the marks along.
"""

from collections.abc import Iterator

from leadflow.context import Context
from leadflow.entities import Record
from leadflow.events import APART, DISMISSED, ERASED, RECONSIDERED, Change, changed
from leadflow.storage.port import Reader


def cause_of(one: str, other: str) -> str:
    """Return what the facts about a pair of ids have in common.

    It names neither of them: who sees one record must not learn of the other (P19).

    >>> cause_of("lead_b", "lead_a") == cause_of("lead_a", "lead_b")
    True
    """
    from hashlib import blake2b  # noqa: PLC0415  # on use only

    pair = ":".join(sorted((one, other)))
    return f"{APART}{blake2b(pair.encode(), digest_size=16).hexdigest()}"


def is_apart(reader: Reader, one: str, other: str) -> bool:
    """Tell whether two records, by their ids, were told apart."""
    last = ""
    for event in reader.caused_by(cause_of(one, other)):
        last = event.kind
    return last == DISMISSED and not _was_erased(reader, one, other)


def _was_erased(reader: Reader, *ids: str) -> bool:
    """Tell whether one of them is a shell by now: of nobody nothing is said (P21)."""
    return any(
        event.kind == ERASED and event.record == id
        for id in ids
        for event in reader.caused_by(f"erased:{id}")
    )


def told_apart(context: Context, one: Record, other: Record) -> Change:
    """Return the change by which two records are no duplicates; none if told."""
    if is_apart(context.reader, one.id, other.id):
        return Change()
    return _marked(context, one, other, DISMISSED)


def reconsidered(context: Context, one: Record, other: Record) -> Change:
    """Return the change that takes the mark of a pair back; none without one."""
    if not is_apart(context.reader, one.id, other.id):
        return Change()
    return _marked(context, one, other, RECONSIDERED)


def _marked(context: Context, one: Record, other: Record, kind: str) -> Change:
    act = context.because(cause_of(one.id, other.id)).act
    return Change.total(changed(each, each, act, kind=kind)[1] for each in (one, other))


def others_of(reader: Reader, id: str) -> Iterator[str]:
    """Give the ids from which a record is told apart, as far as they may be seen."""
    causes = (each.cause for each in reader.history(id) if each.kind == DISMISSED)
    for cause in dict.fromkeys(causes):
        for other in dict.fromkeys(each.record for each in reader.caused_by(cause)):
            if other != id and is_apart(reader, id, other):
                yield other
