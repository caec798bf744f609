"""What is asked of a funnel, and what that means in a workspace."""

from collections.abc import Mapping, Sequence

from attrs import evolve, field, frozen

from leadflow.analytics.grouping import Grouping, grouping_of
from leadflow.analytics.steps import VIEWS
from leadflow.context import asked_of
from leadflow.entities import ENTITIES, EntityType, Kind, Staged, entity_named
from leadflow.errors import InvalidValue, UnknownName
from leadflow.expressions import (
    ALWAYS,
    Compare,
    Condition,
    Literal,
    Operator,
    all_of,
    parse,
)
from leadflow.storage.port import Reader
from leadflow.storage.query import Query
from leadflow.values import Money, Period
from leadflow.workspace import Binder, Pipeline, Workspace


_JOINED = ("lead", "deal")


def _view(value: str) -> str:
    if value not in VIEWS:
        raise UnknownName("view", value, VIEWS)
    return value


def _condition(value: Condition | str | None) -> Condition:
    if value is None:
        return ALWAYS
    return value if isinstance(value, Condition) else parse(value)


def _period(value: Period | str | None) -> Period | None:
    return Period.parse(value) if isinstance(value, str) else value


@frozen(kw_only=True)
class Question:
    """What somebody wants to know, in the words of ``crm.reports.funnel``."""

    of: str = "deals"
    view: str = field(default=VIEWS[0], converter=_view)
    joined: bool = False
    where: Condition = field(default=ALWAYS, converter=_condition)
    during: Period | None = field(default=None, converter=_period)
    by: str = ""
    amount: str = "amount"


@frozen(kw_only=True)
class Scope:
    """A question that was judged: every name in it is known."""

    workspace: Workspace
    question: Question
    pipelines: tuple[Pipeline, ...]
    """The one asked for; in a joined funnel that of leads, then that of deals."""
    grouping: Grouping
    binders: Mapping[str, Binder]
    """What may be asked of each entity."""

    def query(self, entity: str, *conditions: Condition) -> Query:
        """Return the query for the records of an entity that were asked for."""
        return self.all_of(entity, self.question.where, self._created(), *conditions)

    def all_of(self, entity: str, *conditions: Condition) -> Query:
        """Return the query for all live records of an entity under conditions."""
        binding = self.binders[entity]
        where = binding.bind(all_of(*conditions))
        return Query(paths=binding.paths, where=where)

    def _created(self) -> Condition:
        """Return the condition of the period, in the workspace's zone (Z1)."""
        period = self.question.during
        if period is None:
            return ALWAYS
        begins, ends = period.bounds(self.workspace.zone)
        return _instant("ge", begins) & _instant("lt", ends)

    def money(self, record: Staged) -> Money | None:
        """Return the money of a record that was asked for, if there is any."""
        name = self.question.amount
        amount: Money | None = getattr(record, name) if name else None
        return amount

    @property
    def title(self) -> str:
        """Return what the funnel is about."""
        titles = (self.workspace.pipeline_title(each.code) for each in self.pipelines)
        return " → ".join(titles)

    @property
    def period(self) -> str:
        """Return the period asked for as text, or ``""``."""
        return str(self.question.during or "")

    @property
    def condition(self) -> str:
        """Return the condition asked for as text, or ``""``."""
        where = self.question.where
        return "" if where == ALWAYS else str(where)


def _instant(op: Operator, moment: Literal) -> Condition:
    return Compare(("created_at",), op, moment)


def scope_of(reader: Reader, workspace: Workspace, question: Question) -> Scope:
    """Return the question with every name judged, or raise ``UnknownName``.

    A hidden amount adds up to nothing; all other hidden fields are unknown (A5).
    """
    asked = _pipeline(workspace, question.of)
    pipelines = _joined(workspace, asked) if question.joined else (asked,)
    names = tuple(dict.fromkeys(each.entity for each in pipelines))
    _require_money(question.amount, [ENTITIES[each] for each in names])
    binders = {each: asked_of(reader, workspace, each) for each in names}
    entities = [each.paths.entity for each in binders.values()]
    known = binders[names[0]].workspace
    grouping = grouping_of(workspace, question.by, entities, known=known)
    if any(question.amount not in each.fields for each in entities):
        question = evolve(question, amount="")
    return Scope(
        workspace=workspace,
        question=question,
        pipelines=pipelines,
        grouping=grouping,
        binders=binders,
    )


def _pipeline(workspace: Workspace, name: str) -> Pipeline:
    """Return a pipeline by its code, or the default one of an entity."""
    codes = [pipeline.code for pipeline in workspace.pipelines]
    if name in codes:
        return workspace.pipeline(name)
    staged = [entity for entity in ENTITIES.values() if entity.in_pipeline]
    names = [name for entity in staged for name in (entity.name, entity.plural)]
    if name in names:
        return workspace.default_pipeline(entity_named(name).name)
    raise UnknownName("pipeline", name, tuple(dict.fromkeys((*codes, *names))))


def _joined(workspace: Workspace, asked: Pipeline) -> tuple[Pipeline, ...]:
    if asked.entity not in _JOINED:
        reason = f"cannot begin with leads and end in pipeline '{asked.code}'"
        raise InvalidValue("funnel", reason, "join a pipeline of leads or deals")
    return tuple(
        asked if asked.entity == entity else workspace.default_pipeline(entity)
        for entity in _JOINED
    )


def _require_money(name: str, entities: Sequence[EntityType]) -> None:
    for entity in entities:
        known = [s.name for s in entity.fields.values() if s.kind is Kind.MONEY]
        if name and name not in known:
            raise UnknownName(f"money field of {entity.name}", name, tuple(known))
