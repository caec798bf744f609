"""What each variant takes from its source, and what it fills with it."""

from collections.abc import Iterator

from attrs import frozen

from leadflow.conversion.defaults import DEFAULT_MAPS
from leadflow.entities import ENTITIES
from leadflow.workspace import Conversion, Mapped, Target, Workspace, copy
from leadflow.workspace.conversions import CHAINS, LINK
from leadflow.workspace.defaults import CONVERSIONS
from leadflow.workspace.entries import Copy, FirstOf, Template, slots
from leadflow.workspace.maps import counterpart


_FURTHER = CONVERSIONS[1:]
_NAME_PARTS = frozenset({"honorific", "first_name", "middle_name", "last_name"})


@frozen(kw_only=True)
class Filling:
    """One target of one variant that may be made, and its whole map."""

    variant: Conversion
    target: Target
    entries: tuple[Mapped, ...]

    @classmethod
    def of(cls, workspace: Workspace, variant: Conversion, entity: str) -> "Filling":
        """Return what a variant fills of one target."""
        target = variant.target(entity)
        entries = tuple(_entries(workspace, variant, target))
        return cls(variant=variant, target=target, entries=entries)

    @classmethod
    def usual(cls, workspace: Workspace, entity: str) -> "Filling":
        """Return what a variant fills that says nothing of its own."""
        return cls.of(workspace, Conversion("usual"), entity)

    @property
    def entity(self) -> str:
        """Return the target's entity."""
        return self.target.entity

    @property
    def is_new(self) -> bool:
        """Return whether a record may be made, and not only linked."""
        return self.target.policy != LINK

    @property
    def taken(self) -> frozenset[str]:
        """Return the fields of the lead that are read, the parts of a name apart."""
        names = {name for entry in self.entries for name in _sources(entry)}
        own = {
            name if name.startswith("custom.") else name.partition(".")[0]
            for name in names
        }
        return frozenset(own | _NAME_PARTS if "name" in own else own)

    @property
    def filled(self) -> frozenset[str]:
        """Return the fields of the target that may be filled, or are asked for."""
        return frozenset((*self.target.asks, *(entry.to for entry in self.entries)))


def fillings(workspace: Workspace) -> tuple[Filling, ...]:
    """Return every target that some variant may make of what it converts.

    The usual further variants are left out: the firm did not ask for them.
    """
    return tuple(
        Filling.of(workspace, variant, entity)
        for variant in workspace.conversions
        if variant not in _FURTHER
        for entity in CHAINS[variant.source]
        if variant.makes(entity) and workspace.uses(entity)
    )


def fillings_of_leads(workspace: Workspace) -> tuple[Filling, ...]:
    """Return every target that some variant may make of a lead."""
    return tuple(f for f in fillings(workspace) if f.variant.source == "lead")


def _entries(
    workspace: Workspace, variant: Conversion, target: Target
) -> Iterator[Mapped]:
    own = {entry.to for entry in target.fields}
    yield from target.fields
    for name, goes in (("tags", variant.tags), ("files", variant.files)):
        both = (ENTITIES[variant.source].fields, ENTITIES[target.entity].fields)
        if goes and name not in own and all(name in fields for fields in both):
            yield copy(name, to=name)
    if not target.defaults:
        return
    yield from (
        e for e in DEFAULT_MAPS[variant.source, target.entity] if e.to not in own
    )
    theirs = workspace.fields_of(target.entity)
    for code, field in workspace.fields_of(variant.source).items():
        match = counterpart(field, theirs)
        if match and f"custom.{match}" not in own:
            yield copy(f"custom.{code}", to=f"custom.{match}")


def _sources(entry: Mapped) -> Iterator[str]:
    match entry:
        case Copy(source=source):
            yield source
        case FirstOf(sources=sources):
            yield from sources
        case Template(text=text):
            yield from slots(text)
        case _:
            return
