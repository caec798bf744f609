"""Conversion variants as data: what a lead becomes, and what goes where (C1, C4).

A variant and its maps are values: written in Python or TOML, stored with the
data, and read by the ``conversion`` verbs.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

import attrs
from attrs import field, frozen

from leadflow.entities.schema import teach_names
from leadflow.errors import (
    Fault,
    InvalidCondition,
    InvalidValue,
    InvalidWorkspace,
    UnknownName,
)
from leadflow.expressions import Condition, FieldPath, Literal, path_of
from leadflow.expressions.literals import checked_value, value_identity
from leadflow.values.converters import code as as_code, text as as_text
from leadflow.workspace.codes import names, one_of, own_code
from leadflow.workspace.conditions import condition


CREATE, LINK, LINK_OR_CREATE, ASK, SKIP = (
    "create",
    "link",
    "link_or_create",
    "ask",
    "skip",
)
POLICIES = (CREATE, LINK, LINK_OR_CREATE, ASK, SKIP)
ACTIVITY_POLICIES = ("move", "copy", "link", "leave")
TARGETS = ("company", "contact", "deal")
Transform: TypeAlias = Callable[[str], str]
"""A function from text to text."""
TRANSFORMS: Mapping[str, Transform] = {
    "upper": str.upper,
    "lower": str.lower,
    "title": str.title,
    "digits": lambda text: "".join(filter(str.isdigit, text)),
}
"""Transforms that every workspace may name; hosts add theirs when opening."""


_SLOT = re.compile(r"\{([^{}]*)\}")


def _path(value: str | FieldPath) -> str:
    name = ".".join(path_of(value)) if isinstance(value, FieldPath) else value
    if not as_text(name):
        raise InvalidValue("field", "is missing", "name one, as in 'amount'")
    return as_text(name)


def _paths(value: Iterable[str | FieldPath] | str) -> tuple[str, ...]:
    given = (value,) if isinstance(value, str) else value
    found = tuple(_path(each) for each in given)
    if not found:
        raise InvalidValue("list", "names no field", "name at least one")
    return found


def _literal(value: Literal) -> Literal:
    try:
        return checked_value(value)
    except InvalidCondition as error:
        fault = error.faults[0]
        raise InvalidValue(
            "constant", f"is wrong: {fault.message}", fault.hint
        ) from None


def slots(text: str) -> tuple[str, ...]:
    """Return the fields that stand in braces in the text of a template.

    >>> slots("{company_name}: {interest}")
    ('company_name', 'interest')
    """
    return tuple(found.strip() for found in _SLOT.findall(text))


def _template(value: str) -> str:
    text = as_text(value)
    if re.search(r"[{}]", _SLOT.sub("", text)):
        hint = "write fields as in '{company_name}: {title}'"
        raise InvalidValue("template", "has a brace without its partner", hint)
    return text


@frozen
class Copy:
    """Take a field of the lead as it is, or through a named transform."""

    source: str = field(converter=_path)
    to: str = field(converter=_path, kw_only=True)
    by: str = field(default="", converter=as_code, kw_only=True)
    """The transform's name: one of ``TRANSFORMS``, or one that the host adds."""
    when: Condition | None = field(default=None, converter=condition, kw_only=True)


@frozen
class Constant:
    """Always the same value."""

    value: Literal = field(converter=_literal, eq=value_identity)
    to: str = field(converter=_path, kw_only=True)
    when: Condition | None = field(default=None, converter=condition, kw_only=True)


@frozen
class Template:
    """Text with the lead's fields in it: ``"{company_name}: {interest}"``."""

    text: str = field(converter=_template)
    to: str = field(converter=_path, kw_only=True)
    when: Condition | None = field(default=None, converter=condition, kw_only=True)


@frozen
class FirstOf:
    """The first of several fields that is not empty."""

    sources: tuple[str, ...] = field(converter=_paths)
    to: str = field(converter=_path, kw_only=True)
    when: Condition | None = field(default=None, converter=condition, kw_only=True)


Mapped: TypeAlias = Copy | Constant | Template | FirstOf


def copy(
    source: str | FieldPath,
    *,
    to: str | FieldPath,
    by: str = "",
    when: Condition | str | None = None,
) -> Copy:
    """Return a map entry that copies ``source``; ``by`` names a transform.

    >>> copy("company_name", to="name", by="upper").to
    'name'
    """
    return Copy(source, to=to, by=by, when=when)


def constant(
    value: Literal, *, to: str | FieldPath, when: Condition | str | None = None
) -> Constant:
    """Return a map entry that sets a fixed value.

    >>> constant("customer", to="type").value
    'customer'
    """
    return Constant(value, to=to, when=when)


def template(
    text: str, *, to: str | FieldPath, when: Condition | str | None = None
) -> Template:
    """Return a map entry that fills the lead's fields into a text.

    >>> template("{company_name}: {title}", to="title").to
    'title'
    """
    return Template(text, to=to, when=when)


def first_of(
    *sources: str | FieldPath, to: str | FieldPath, when: Condition | str | None = None
) -> FirstOf:
    """Return a map entry that takes the first field that is not empty.

    >>> first_of("company_name", "last_name", to="title").sources
    ('company_name', 'last_name')
    """
    return FirstOf(sources, to=to, when=when)


def _policy(value: str) -> str:
    return one_of(value, "conversion policy", POLICIES)


def _entries(value: Iterable[Mapped]) -> tuple[Mapped, ...]:
    return tuple(value)


def _activities(value: str | Mapping[str, str]) -> Mapping[str, str]:
    given = {"*": value} if isinstance(value, str) else dict(value)
    for kind, policy in given.items():
        one_of(policy, "activity policy", ACTIVITY_POLICIES)
        if kind != "*":
            own_code(kind)
    return {"*": "link", **given}


@frozen(kw_only=True)
class Target:
    """What happens to one target of a conversion."""

    entity: str
    policy: str = field(converter=_policy)
    """A deal is created, everything else linked or created, unless given."""
    fields: tuple[Mapped, ...] = field(default=(), converter=_entries)
    """Laid over the default map; the entry for the same field replaces it."""
    defaults: bool = True
    """Whether the default map is used at all."""
    pipeline: str = field(default="", converter=as_code)
    stage: str = field(default="", converter=as_code)
    overwrite: tuple[str, ...] = field(default=(), converter=names)
    """Fields of a linked record that the lead's values may replace (C6)."""

    @policy.default
    def _usual_policy(self) -> str:
        return CREATE if self.entity == "deal" else LINK_OR_CREATE


def _targets(value: Iterable[Target]) -> tuple[Target, ...]:
    """Put the targets into the order in which they are dealt with."""
    places = {entity: number for number, entity in enumerate(TARGETS)}
    return tuple(sorted(value, key=lambda each: places.get(each.entity, len(places))))


@teach_names
@frozen(cache_hash=True)
class Conversion:
    """One way of converting a lead; several are told apart by ``when`` (C2).

    Every target is dealt with by the default map until a call says otherwise:

    >>> b2b = Conversion("b2b", when="company_name != ''").deal(
    ...     copy("custom.budget", to="amount"), pipeline="service"
    ... )
    >>> b2b.target("deal").pipeline, b2b.target("company").policy
    ('service', 'link_or_create')
    """

    code: str = field(converter=own_code)
    when: Condition | None = field(default=None, converter=condition, kw_only=True)
    """Which leads it is for; none means all."""
    targets: tuple[Target, ...] = field(default=(), converter=_targets, kw_only=True)
    closing_stage: str = field(default="", converter=as_code, kw_only=True)
    """Where the lead ends; its pipeline's won stage unless given."""
    owner: str = field(default="lead", converter=as_text, kw_only=True)
    """Of what is created: ``lead`` (the lead's), ``actor``, or a login."""
    activities: Mapping[str, str] = field(
        default="link", converter=_activities, kw_only=True, hash=False
    )
    """What happens to the lead's activities: one policy, or one per kind."""
    tags: bool = field(default=True, kw_only=True)
    """Whether tags go along."""

    def __attrs_post_init__(self) -> None:
        faults = tuple(_faults(self))
        if faults:
            raise InvalidWorkspace(f"conversion '{self.code}'", faults)

    def target(self, entity: str) -> Target:
        """Return what happens to one target."""
        for target in self.targets:
            if target.entity == entity:
                return target
        return Target(entity=entity)

    def company(
        self,
        *fields: Mapped,
        policy: str = LINK_OR_CREATE,
        defaults: bool = True,
        overwrite: Iterable[str] = (),
    ) -> "Conversion":
        """Return the variant with the company's policy and map."""
        return self._with(
            Target(
                entity="company",
                policy=policy,
                fields=fields,
                defaults=defaults,
                overwrite=tuple(overwrite),
            )
        )

    def contact(
        self,
        *fields: Mapped,
        policy: str = LINK_OR_CREATE,
        defaults: bool = True,
        overwrite: Iterable[str] = (),
    ) -> "Conversion":
        """Return the variant with the contact's policy and map."""
        return self._with(
            Target(
                entity="contact",
                policy=policy,
                fields=fields,
                defaults=defaults,
                overwrite=tuple(overwrite),
            )
        )

    def deal(
        self,
        *fields: Mapped,
        policy: str = CREATE,
        defaults: bool = True,
        pipeline: str = "",
        stage: str = "",
    ) -> "Conversion":
        """Return the variant with the deal's policy, map and place."""
        return self._with(
            Target(
                entity="deal",
                policy=policy,
                fields=fields,
                defaults=defaults,
                pipeline=pipeline,
                stage=stage,
            )
        )

    def _with(self, target: Target) -> "Conversion":
        others = (each for each in self.targets if each.entity != target.entity)
        return attrs.evolve(self, targets=(*others, target))


def _faults(conversion: Conversion) -> Iterator[Fault]:
    entities = [target.entity for target in conversion.targets]
    for number, target in enumerate(conversion.targets):
        if target.entity not in TARGETS:
            yield UnknownName("conversion target", target.entity, TARGETS).fault
        if entities.index(target.entity) != number:
            yield Fault(target.entity, "stands twice", "one target has one map")
        yield from _target_faults(target)


def _target_faults(target: Target) -> Iterator[Fault]:
    taken = [each.to for each in target.fields]
    for number, name in enumerate(taken):
        if taken.index(name) != number:
            path = f"{target.entity}.fields[{number}].to"
            hint = "one target field takes one source"
            yield Fault(path, f"'{name}' has two sources", hint)
    if target.entity != "deal" and (target.pipeline or target.stage):
        path = f"{target.entity}.{'pipeline' if target.pipeline else 'stage'}"
        yield Fault(path, "only a deal stands on a stage", "leave it out")


def all_transforms(own: Mapping[str, Transform]) -> Mapping[str, Transform]:
    """Return a host's transforms beside the built-in ones.

    Raises ``InvalidValue`` for a name that is none or is taken, and for what is
    no function.

    >>> sorted(all_transforms({"slug": str.casefold}))
    ['digits', 'lower', 'slug', 'title', 'upper']
    """
    given: Mapping[str, object] = own
    for name, function in given.items():
        path = f"transforms.{name}"
        try:
            own_code(name)
        except InvalidValue as error:
            raise error.at(path) from None
        if name in TRANSFORMS:
            hint = "give it another name"
            raise InvalidValue("transform", "is built in already", hint, path)
        if not callable(function):
            hint = "give a function that takes and returns text"
            raise InvalidValue("transform", "is no function", hint, path)
    return {**TRANSFORMS, **own}


def transform_named(name: str, transforms: Mapping[str, Transform]) -> Transform:
    """Return the transform, or raise ``UnknownName``."""
    try:
        return transforms[name]
    except KeyError:
        raise UnknownName("transform", name, tuple(transforms)) from None
