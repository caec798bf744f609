"""Asking leads, contacts and companies one question: each kind gets its own form.

A field that a kind does not have is empty there, as any field that is not filled.
What a kind answers without looking (its role, a field it does not have) is settled
here, so that a kind of which nothing can match is never asked.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias, cast

from attrs import frozen

from leadflow.context import asked_of, binder
from leadflow.errors import Fault, InvalidCondition, UnknownName
from leadflow.expressions import (
    ALWAYS,
    NEVER,
    All,
    AnyOf,
    Compare,
    Condition,
    IsEmpty,
    Leaf,
    Not,
    OneOf,
    Path,
    all_of,
    any_of,
    walk,
)
from leadflow.expressions.judging import Truth, judge_of
from leadflow.parties.party import CLIENT, CONTACT, LEAD, ROLES
from leadflow.storage.port import Reader
from leadflow.workspace import Binder, PathInfo, Workspace
from leadflow.workspace.deriving import BOUGHT, NAME, Derived


KINDS: Final = ("company", "contact", "lead")
"""The entities of which parties are made."""

ROLE: Final[Path] = ("role",)
ENTITY: Final[Path] = ("entity",)
_CHOICES: Mapping[Path, tuple[str, ...]] = {ROLE: ROLES, ENTITY: KINDS}

HAS_BOUGHT: Final = Compare(BOUGHT, "eq", True)  # noqa: FBT003  # the value

Answer: TypeAlias = Condition | Truth
"""What is to be asked of a kind, or what it answers whoever is asked."""

_NAMED = ("first_name", "middle_name", "last_name")


@frozen
class Asking:
    """What may be asked of parties, by whoever reads."""

    binders: Mapping[str, Binder]

    @classmethod
    def of(cls, reader: Reader, workspace: Workspace) -> "Asking":
        """Return what may be asked through a reader (A5)."""
        deals = binder(workspace, "deal").paths
        known = {kind: asked_of(reader, workspace, kind) for kind in KINDS}
        return cls(
            {
                kind: Binder(each.workspace, Derived(each.paths, deals))
                for kind, each in known.items()
            }
        )

    def paths(self, kind: str) -> Derived:
        """Return the paths of a kind."""
        return cast("Derived", self.binders[kind].paths)

    def bound(self, condition: Condition) -> Mapping[str, Condition]:
        """Return what is to be asked of each kind of which something can match.

        Raises ``InvalidCondition`` with everything that no kind understands.
        """
        leaves = [each for each in walk(condition) if isinstance(each, Leaf)]
        answers: dict[str, dict[Leaf, Answer]] = {kind: {} for kind in KINDS}
        faults: list[Fault] = []
        for leaf in dict.fromkeys(leaves):
            said = self._said(leaf)
            known = [each for each in said.values() if not isinstance(each, Fault)]
            if not known:
                faults.append(self._fault(leaf, cast("Mapping[str, Fault]", said)))
                continue
            for kind, each in said.items():
                answers[kind][leaf] = None if isinstance(each, Fault) else each
        if faults:
            raise InvalidCondition("condition on parties", tuple(faults))
        asked = {kind: _settled(condition, answers[kind].get) for kind in KINDS}
        own = {k: _both(self.stands(k), each) for k, each in asked.items()}
        return {kind: each for kind, each in own.items() if each != NEVER}

    def stands(self, kind: str) -> Condition:
        """Return the condition that a record stands for a party.

        Leads are the past of the contact they are tied to; of a company they are it
        once they are converted, or when they name nobody. Our own firms are nobody's
        counterpart. A field that is hidden says nothing, as if it were empty.
        """
        known = self.paths(kind).entity.fields

        def empty(name: str) -> Condition:
            return IsEmpty((name,)) if name in known else ALWAYS

        if "is_ours" in known:
            return Compare(("is_ours",), "eq", False)  # noqa: FBT003  # the value
        if kind != "lead":
            return ALWAYS
        named = any_of(*(~IsEmpty((each,)) for each in _NAMED if each in known))
        new = _both(empty("converted_at"), named)
        return _both(empty("contact"), _either([empty("company"), new]))

    def info(self, path: Path) -> Mapping[str, PathInfo]:
        """Return what a path leads to in each kind that knows it.

        Raises ``UnknownName`` where none does.
        """
        found: dict[str, PathInfo] = {}
        for kind in KINDS:
            if self._knows(kind, path):
                found[kind] = self.paths(kind)[path]
        if not found:
            raise self._unknown(".".join(path))
        return found

    def _said(self, leaf: Leaf) -> dict[str, Answer | Fault]:
        if leaf.path in _CHOICES:
            if fault := _wrong_choice(leaf):
                return dict.fromkeys(KINDS, fault)
            return {kind: _told(leaf, kind) for kind in KINDS}
        return {kind: self._asked(kind, leaf) for kind in KINDS}

    def _asked(self, kind: str, leaf: Leaf) -> Answer | Fault:
        """Return the question as a kind understands it, or why it does not."""
        if leaf.path == BOUGHT:
            return self._unknown(BOUGHT[0]).fault  # a word of ours
        try:
            return self.binders[kind].bind(leaf)
        except InvalidCondition as error:
            fault = error.faults[0]
        if self._knows(kind, leaf.path):
            # A code that this kind does not know: no record of it can hold it.
            return leaf if fault.code == UnknownName.code else fault
        others = [
            self.paths(each)[leaf.path]
            for each in KINDS
            if self._knows(each, leaf.path)
        ]
        return judge_of(leaf)(unfilled(others[0])) if others else fault

    def _knows(self, kind: str, path: Path) -> bool:
        try:
            self.paths(kind)[path]
        except UnknownName:
            return False
        return path != BOUGHT

    def _fault(self, leaf: Leaf, faults: Mapping[str, Fault]) -> Fault:
        path = ".".join(leaf.path)
        if leaf.path in _CHOICES:
            return faults[KINDS[0]]
        for kind in KINDS:
            first = self._knows(kind, leaf.path[:1]) or leaf.path[0] == "custom"
            if self._knows(kind, leaf.path) or (first and len(leaf.path) > 1):
                return faults[kind]
        fault = self._unknown(path).fault
        return Fault(path, fault.message, fault.hint, fault.code)

    def _unknown(self, name: str) -> UnknownName:
        names = (*_CHOICES, NAME)
        known = dict.fromkeys(".".join(each) for each in names)
        for kind in KINDS:
            binding = self.binders[kind]
            known.update(dict.fromkeys(binding.paths.entity.fields))
            own = binding.workspace.fields_of(kind)
            known.update(dict.fromkeys(f"custom.{code}" for code in own))
        return UnknownName("field of parties", name, tuple(known))


def unfilled(info: PathInfo) -> object:
    """Return what a field holds in which nothing is filled."""
    if info.hops or info.part or info.through or info.custom is not None:
        return None
    return info.spec.default


def _wrong_choice(leaf: Leaf) -> Fault | None:
    """Return what is wrong with a question about a role or an entity."""
    given: tuple[object, ...] = ()
    if isinstance(leaf, OneOf):
        given = leaf.values
    elif isinstance(leaf, Compare):
        given = (leaf.value,)
    choices = _CHOICES[leaf.path]
    for value in given:
        if value not in choices:
            name = leaf.path[0]
            fault = UnknownName(name, str(value), choices).fault
            return Fault(name, fault.message, fault.hint, fault.code)
    return None


def _told(leaf: Leaf, kind: str) -> Answer:
    """Return what a kind answers when it is asked for its role, or what it is."""
    judge = judge_of(leaf)
    if leaf.path == ENTITY:
        return judge(kind)
    if kind == LEAD:
        return judge(LEAD)
    as_client, as_contact = judge(CLIENT), judge(CONTACT)
    if as_client == as_contact:
        return as_client
    return HAS_BOUGHT if as_client else Not(HAS_BOUGHT)


def _settled(
    condition: Condition, answer: Callable[[Leaf], Answer], *, is_denied: bool = False
) -> Condition:
    """Return the condition with everything answered that can be.

    Not is pushed down to the leaves: there, what is unknown is no match either way.
    """
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            several = (_settled(each, answer, is_denied=is_denied) for each in parts)
            is_all = isinstance(condition, All) is not is_denied
            return _both(*several) if is_all else _either(several)
        case Not(part=part):
            return _settled(part, answer, is_denied=not is_denied)
        case _:
            return _answered(answer(cast("Leaf", condition)), is_denied=is_denied)


def _answered(said: Answer, *, is_denied: bool) -> Condition:
    if isinstance(said, Condition):
        return Not(said) if is_denied else said
    holds = said is not None and said is not is_denied
    return ALWAYS if holds else NEVER


def _both(*parts: Condition) -> Condition:
    joined = all_of(*parts)
    several = joined.parts if isinstance(joined, All) else (joined,)
    return NEVER if NEVER in several else joined


def _either(parts: Iterable[Condition]) -> Condition:
    several = tuple(parts)
    return ALWAYS if ALWAYS in several else any_of(*several)
