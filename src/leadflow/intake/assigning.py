"""Who looks after what came in (I5)."""

from collections.abc import Iterator, Sequence

from leadflow.context import Context, binder
from leadflow.entities import Inquiry
from leadflow.expressions import Compare, Condition, OneOf
from leadflow.storage.query import Query
from leadflow.workspace import OPEN
from leadflow.workspace.intake import LEAST_LOADED, Assignment


def assigned(context: Context, inquiry: Inquiry) -> str:
    """Return who gets an inquiry of somebody that nobody looks after yet.

    The first rule that fits and has somebody with room decides; else the firm's
    default, else whoever takes it in. Turns and days are counted by counters of the
    store, so that programs that take in at the same time share them.
    """
    intake = context.workspace.intake
    for rule in intake.assignments:
        if rule.when is None or context.holds(rule.when, inquiry):
            chosen = next(_with_room(context, rule, _candidates(context, rule)), "")
            if chosen:
                return chosen
    return intake.owner or context.act.actor


def _candidates(context: Context, rule: Assignment) -> Sequence[str]:
    """Return the people of a rule, in the order in which they are asked."""
    if len(rule.to) == 1:
        return rule.to
    if rule.by == LEAST_LOADED:
        loads = _loads(context, rule.to)
        return sorted(rule.to, key=lambda login: (loads[login], rule.to.index(login)))
    turn = _next(context, f"intake:{rule.code}") - 1
    start = turn % len(rule.to)
    return (*rule.to[start:], *rule.to[:start])


def _with_room(
    context: Context, rule: Assignment, people: Sequence[str]
) -> Iterator[str]:
    """Yield whoever has room; the first who is taken has one place less."""
    day = context.today.isoformat()
    for login in people:
        name = f"intake:{rule.code}:{day}:{login}"
        if rule.capacity is None:
            yield login
        elif context.reader.last_number(name) < rule.capacity:
            _next(context, name)
            yield login


def _loads(context: Context, people: Sequence[str]) -> dict[str, int]:
    """Return how many open leads and deals each of these people has."""
    loads = dict.fromkeys(people, 0)
    for entity in ("lead", "deal"):
        where = _open_stages(context, entity) & OneOf(("owner",), tuple(people))
        query = Query(paths=binder(context.workspace, entity).paths, where=where)
        for group in context.reader.group(query, ("owner",)):
            loads[group.key[0]] += group.count
    return loads


def _open_stages(context: Context, entity: str) -> Condition:
    """Return the condition of open records, in the words of a store's index."""
    pipelines = context.workspace.pipelines_of(entity)
    stages = {stage.code for each in pipelines for stage in each.of_kind(OPEN)}
    return (
        OneOf(("pipeline",), tuple(each.code for each in pipelines))
        & OneOf(("stage",), tuple(sorted(stages)))
        & Compare(("stage_kind",), "eq", OPEN)
    )


def _next(context: Context, name: str) -> int:
    assert context.numbers is not None  # noqa: S101  # what comes in is written
    return context.numbers(name)
