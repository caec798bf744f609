"""Conversion variants as data: what a record becomes, and what goes where (C1).

A variant and its maps are values: written in Python or TOML, stored with the
data, and read by the ``conversion`` verbs.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TypedDict, Unpack

import attrs
from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.errors import Fault, InvalidValue, InvalidWorkspace, UnknownName
from leadflow.expressions import Condition
from leadflow.values.converters import code as as_code, text as as_text
from leadflow.values.teaching import teach_names
from leadflow.workspace.codes import names, one_of, own_code
from leadflow.workspace.conditions import condition
from leadflow.workspace.entries import Mapped
from leadflow.workspace.places import named


CREATE, LINK, LINK_OR_CREATE, ASK, SKIP = (
    "create",
    "link",
    "link_or_create",
    "ask",
    "skip",
)
POLICIES = (CREATE, LINK, LINK_OR_CREATE, ASK, SKIP)
ACTIVITY_POLICIES = ("move", "copy", "link", "leave")
CHAINS: Mapping[str, tuple[str, ...]] = {
    "lead": ("company", "contact", "deal", "quote", "invoice"),
    "deal": ("quote", "invoice"),
    "quote": ("deal", "invoice"),
}
"""What each entity may become, in the order in which it is made (C16)."""
SOURCES = tuple(CHAINS)
TARGETS = CHAINS["lead"]
STAGED = ("deal", "quote", "invoice")
_CLIENTS = ("company", "contact")
USUAL = (*_CLIENTS, "deal")
"""What a lead becomes although its variant does not mention it."""


def _policy(value: str) -> str:
    return one_of(value, "conversion policy", POLICIES)


def _source(value: str) -> str:
    return one_of(value, "source of conversions", SOURCES)


def _entries(value: Iterable[Mapped]) -> tuple[Mapped, ...]:
    return tuple(value)


def _activities(value: str | Mapping[str, str]) -> Mapping[str, str]:
    given: Any = {"*": value} if isinstance(value, str) else value
    if not isinstance(given, Mapping):
        reason = f"cannot be of type {type(given).__name__}"
        raise InvalidValue("activities", reason, "give a policy, such as 'link'")
    for kind, policy in given.items():
        one_of(policy, "activity policy", ACTIVITY_POLICIES)
        if kind != "*":
            own_code(kind)
    return {"*": "link", **given}


@teach_names
@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Target:
    """What happens to one target of a conversion."""

    entity: str
    policy: str = field(converter=_policy)
    """Company and contact are linked or created, the rest is created, unless given."""
    fields: tuple[Mapped, ...] = field(default=(), converter=_entries)
    """Laid over the default map; the entry for the same field replaces it."""
    defaults: bool = True
    """Whether the default map is used at all."""
    pipeline: str = field(default="", converter=as_code)
    stage: str = field(default="", converter=as_code)
    overwrite: tuple[str, ...] = field(default=(), converter=names)
    """Fields of a linked record that the source's values may replace (C6)."""
    asks: tuple[str, ...] = field(default=(), converter=names)
    """Fields whose values the caller is asked for; without them nothing is made."""

    @policy.default
    def _usual_policy(self) -> str:
        return LINK_OR_CREATE if self.entity in _CLIENTS else CREATE


@cache
def _usual_target(entity: str) -> Target:
    return Target(entity=entity)


@cache
def _skipped_target(entity: str) -> Target:
    return Target(entity=entity, policy=SKIP)


class Making(TypedDict, total=False):
    """What a variant may say of a target, besides its map; see ``Target``."""

    policy: str
    defaults: bool
    overwrite: Iterable[str]
    asks: Iterable[str]


class Placing(Making, total=False):
    """What it may say of one that stands on a stage."""

    pipeline: str
    stage: str


def _targets(value: Iterable[Target]) -> tuple[Target, ...]:
    """Put the targets into the order in which they are dealt with."""
    places = {entity: number for number, entity in enumerate(TARGETS)}
    return tuple(sorted(value, key=lambda each: places.get(each.entity, len(places))))


@teach_names
@frozen(cache_hash=True)
class Conversion:
    """One way of converting a record; several are told apart by ``when`` (C2).

    A lead becomes a company, a contact and a deal by the default maps until a call
    says otherwise; a quote, an invoice, and all that comes of a deal or a quote, is
    made only where a call names it:

    >>> from leadflow.workspace import copy
    >>> b2b = Conversion("b2b", when="company_name != ''").deal(
    ...     copy("custom.budget", to="amount"), pipeline="service"
    ... )
    >>> b2b.target("deal").pipeline, b2b.target("company").policy
    ('service', 'link_or_create')
    >>> Conversion("bill", source="deal").invoice().target("quote").policy
    'skip'
    """

    code: str = field(converter=own_code)
    source: str = field(default="lead", converter=_source, kw_only=True)
    """What is converted: ``lead``, ``deal`` or ``quote`` (C16)."""
    when: Condition | None = field(default=None, converter=condition, kw_only=True)
    """Which records it is for; none means all."""
    targets: tuple[Target, ...] = field(default=(), converter=_targets, kw_only=True)
    closing_stage: str = field(default="", converter=as_code, kw_only=True)
    """Where the source ends. A lead ends on its pipeline's won stage unless another
    is given; deals and quotes stay where they are."""
    owner: str = field(default="source", converter=as_text, kw_only=True)
    """Of what is created: ``source`` (who owns the source), ``actor``, or a login."""
    activities: Mapping[str, str] = field(
        default="link", converter=_activities, kw_only=True, hash=False
    )
    """What happens to open activities: one policy, or one per kind."""
    tags: bool = field(default=True, kw_only=True)
    """Whether tags go along."""
    files: bool = field(default=True, kw_only=True)
    """Whether files go along, to targets that hold files too."""

    def __attrs_post_init__(self) -> None:
        faults = tuple(_faults(self))
        if faults:
            raise InvalidWorkspace(f"conversion '{self.code}'", named(self, faults))

    def target(self, entity: str) -> Target:
        """Return what happens to one target."""
        for target in self.targets:
            if target.entity == entity:
                return target
        usual = self.source == "lead" and entity in USUAL
        return _usual_target(entity) if usual else _skipped_target(entity)

    def mentions(self, entity: str) -> bool:
        """Return whether it says something of an entity, be it by custom."""
        given = any(target.entity == entity for target in self.targets)
        return given or (self.source == "lead" and entity in USUAL)

    def makes(self, entity: str) -> bool:
        """Return whether something of an entity may come of it."""
        return self.target(entity).policy != SKIP

    def company(self, *fields: Mapped, **how: Unpack[Making]) -> "Conversion":
        """Return the variant with the company's policy and map.

        >>> Conversion("b2c").company(policy="skip").makes("company")
        False
        """
        return self._with(Target(entity="company", fields=fields, **how))

    def contact(self, *fields: Mapped, **how: Unpack[Making]) -> "Conversion":
        """Return the variant with the contact's policy and map.

        >>> Conversion("b2b").contact(policy="create").target("contact").policy
        'create'
        """
        return self._with(Target(entity="contact", fields=fields, **how))

    def deal(self, *fields: Mapped, **how: Unpack[Placing]) -> "Conversion":
        """Return the variant with the deal's policy, map and place.

        >>> from leadflow import copy
        >>> sale = Conversion("b2b").deal(
        ...     copy("custom.budget", to="amount"), stage="new"
        ... )
        >>> sale.target("deal").stage
        'new'
        """
        return self._with(Target(entity="deal", fields=fields, **how))

    def quote(self, *fields: Mapped, **how: Unpack[Placing]) -> "Conversion":
        """Return the variant with the quote's policy, map and place.

        >>> Conversion("offer", source="deal").quote(stage="draft").makes("quote")
        True
        """
        return self._with(Target(entity="quote", fields=fields, **how))

    def invoice(self, *fields: Mapped, **how: Unpack[Placing]) -> "Conversion":
        """Return the variant with the invoice's policy, map and place.

        >>> Conversion("bill", source="quote").invoice().makes("invoice")
        True
        """
        return self._with(Target(entity="invoice", fields=fields, **how))

    def _with(self, target: Target) -> "Conversion":
        others = (each for each in self.targets if each.entity != target.entity)
        return attrs.evolve(self, targets=(*others, target))


def _faults(conversion: Conversion) -> Iterator[Fault]:
    entities = [target.entity for target in conversion.targets]
    known = CHAINS[conversion.source]
    for number, target in enumerate(conversion.targets):
        if target.entity not in known:
            kind = f"conversion target of a {conversion.source}"
            yield UnknownName(kind, target.entity, known).fault
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
    if target.entity not in STAGED and (target.pipeline or target.stage):
        path = f"{target.entity}.{'pipeline' if target.pipeline else 'stage'}"
        yield Fault(path, f"a {target.entity} stands on no stage", "leave it out")
    if target.entity not in _CLIENTS and target.policy == LINK_OR_CREATE:
        path = f"{target.entity}.policy"
        hint = "say 'create', 'link', 'ask' or 'skip'"
        yield Fault(path, f"nothing tells whether a {target.entity} exists", hint)
