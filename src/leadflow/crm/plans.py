"""Plans as text: kept, sent to a browser and back, carried out later (C5)."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import attrs

from leadflow.conversion import ConversionPlan, FieldPlan, TargetPlan
from leadflow.conversion.plan import ActivityPlan
from leadflow.crm.naming import require
from leadflow.entities import ENTITIES, Custom, FieldSpec, Kind
from leadflow.errors import Fault, InvalidValue, LeadflowError
from leadflow.ids import ConversionId, prefix_of
from leadflow.workspace.codes import one_of
from leadflow.workspace.conversions import ASK, CREATE, LINK, SKIP, SOURCES


T = TypeVar("T")

FORMAT = 1
"""Of the text; another one is refused."""


def dump_plan(plan: ConversionPlan) -> str:
    """Return a plan as text, which ``load_plan`` reads.

    The text is JSON and holds the planned values, also those that tell who a
    person is.

    >>> import leadflow
    >>> crm = leadflow.open()
    >>> lead = crm.leads.add(leadflow.Lead(last_name="Kovalenko"))
    >>> plan = crm.plan_conversion(lead)
    >>> leadflow.load_plan(leadflow.dump_plan(plan)) == plan
    True
    """
    from leadflow.storage.codec import to_text  # noqa: PLC0415  # cattrs, on use

    require(plan, ConversionPlan, "plan", "make one: crm.plan_conversion(lead)")
    told = {
        "format": FORMAT,
        "id": plan.id,
        "source": plan.source,
        "variant": plan.variant,
        "why": plan.why,
        "rules": plan.rules,
        "owner": plan.owner,
        "reads": [list(each) for each in plan.reads],
        "dropped": [_plain_fault(each) for each in plan.dropped],
        "faults": [_plain_fault(each) for each in plan.faults],
        "targets": [_plain_target(each) for each in plan.targets],
        "activities": [[each.id, each.action] for each in plan.activities],
    }
    return to_text(told)


def load_plan(text: str) -> ConversionPlan:
    """Return the plan that a text holds.

    Carrying it out judges it as any plan: what it read must be as it was, and all
    its values pass the gates. Raises ``InvalidValue`` for other texts.
    """
    from leadflow.storage.codec import from_text  # noqa: PLC0415  # cattrs, on use

    try:
        told = from_text(text)
        if told["format"] != FORMAT:
            raise _unreadable("is of another format")
        return ConversionPlan(
            id=ConversionId(_id(told["id"], "conversion")),
            source=_id(told["source"], *SOURCES),
            variant=str(told["variant"]),
            why=str(told["why"]),
            rules=str(told["rules"]),
            owner=str(told["owner"]),
            reads=tuple((_id(each), int(version)) for each, version in told["reads"]),
            dropped=_all(_fault, told["dropped"]),
            faults=_all(_fault, told["faults"]),
            targets=_all(_target, told["targets"]),
            activities=_all(_activity, told["activities"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError, LeadflowError) as error:
        if isinstance(error, InvalidValue) and error.what == "plan":
            raise
        raise _unreadable("cannot be read") from None


def _unreadable(reason: str) -> InvalidValue:
    return InvalidValue("plan", reason, "give the text that dump_plan returned")


def _all(read: Callable[[Any], T], plain: object) -> tuple[T, ...]:
    if not isinstance(plain, list):
        raise _unreadable("cannot be read")
    return tuple(read(each) for each in plain)


def _id(plain: object, *entities: str) -> str:
    """Return an id, if it is one of these entities or, without any, of one at all."""
    text = str(plain)
    if prefix_of(text) not in (entities or ENTITIES):
        raise _unreadable("names something else than it should")
    return text


def _plain_fault(fault: Fault) -> list[str]:
    return [fault.path, fault.message, fault.hint, fault.code]


def _activity(plain: list[str]) -> ActivityPlan:
    id, action = plain
    return ActivityPlan(id=_id(id, "activity"), action=str(action))


def _fault(plain: list[str]) -> Fault:
    return Fault(*(str(each) for each in plain))


def _plain_target(target: TargetPlan) -> Mapping[str, object]:
    entity = ENTITIES[target.entity]
    names = [each.alias or each.name for each in attrs.fields(TargetPlan)]
    told = {name: getattr(target, name) for name in names}
    fields = [_plain_field(entity.name, each) for each in target.fields]
    return {**told, "fields": fields}


def _target(plain: Mapping[str, Any]) -> TargetPlan:
    entity = ENTITIES[plain["entity"]].name
    return TargetPlan(
        entity=entity,
        action=one_of(plain["action"], "action", _ACTIONS),
        reason=str(plain["reason"]),
        id=_id(plain["id"], entity) if plain["id"] else "",
        candidates=_all(_id, plain["candidates"]),
        asks=_all(str, plain["asks"]),
        fields=_all(lambda each: _field(entity, each), plain["fields"]),
    )


_ACTIONS = (CREATE, LINK, ASK, SKIP)


def _plain_field(entity: str, each: FieldPlan) -> Mapping[str, object]:
    return {
        "field": each.field,
        "value": _plain_value(entity, each.field, each.value),
        "before": _plain_value(entity, each.field, each.before),
        "source": each.source,
        "how": each.how,
        "fault": _plain_fault(each.fault) if each.fault else None,
    }


def _field(entity: str, plain: Mapping[str, Any]) -> FieldPlan:
    return FieldPlan(
        field=str(plain["field"]),
        value=_value(entity, plain["field"], plain["value"]),
        before=_value(entity, plain["field"], plain["before"]),
        source=str(plain["source"]),
        how=str(plain["how"]),
        fault=_fault(plain["fault"]) if plain["fault"] else None,
    )


# A value that its field can hold has the field's own shape; one that does not fit
# is a fault of the plan, and its words are enough.
_HELD, _WORDS = "held", "words"


def _plain_value(entity: str, name: str, value: object) -> object:
    if value is None:
        return None
    field, _, code = name.partition(".")
    spec = ENTITIES[entity].spec(field)
    try:
        held = Custom({code: value}) if code else value
        fits = spec.convert(held) == held
    except LeadflowError:
        return [_WORDS, str(value)]
    return [_HELD, _shape(spec).plain(held)] if fits else [_WORDS, str(value)]


def _value(entity: str, name: str, plain: Any) -> object:  # noqa: ANN401  # JSON
    if plain is None:
        return None
    how, held = plain
    if how == _WORDS:
        return str(held)
    field, _, code = name.partition(".")
    value = _shape(ENTITIES[entity].spec(field)).value(held)
    return value[code] if code else value


def _shape(spec: FieldSpec) -> Any:  # noqa: ANN401  # the codec is imported on use
    from leadflow.storage.codec import shape_of  # noqa: PLC0415  # cattrs, on use

    kind = Kind.VALUE if spec.kind is Kind.CUSTOM else spec.kind
    return shape_of(kind, spec.type)
