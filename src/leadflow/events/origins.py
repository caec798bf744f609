"""Where a conversion took values from."""

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from leadflow.deferred import by_value


@by_value
@frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
class Carried:
    """How a conversion came by a value: from which record and fields, by what map.

    A change of ``custom`` has one for each code that was carried over.
    """

    field: str
    """The field that took the value: ``amount``, ``custom.budget``."""
    how: str
    """As the plan said it: ``copied``, ``template``, ``filled``, ``united``, …"""
    source: str = ""
    """The id of the record that was converted."""
    fields: tuple[str, ...] = ()
    """Its fields that the value was made of; none for a constant or a tie."""
    variant: str = ""
    """The conversion's variant, whose map says so."""


@frozen(eq=False, repr=False, weakref_slot=False)
class Origins:
    """Where a conversion took the values of a record from, until somebody asks."""

    source: str = ""
    """The id of the record that was converted."""
    variant: str = ""
    entries: tuple[tuple[str, str, str], ...] = ()
    """Of each value its field, how it was made, and the source's fields."""

    @property
    def carried(self) -> Mapping[str, tuple[Carried, ...]]:
        """Return what is told of each field; of ``custom`` for each of its codes."""
        known: dict[str, tuple[Carried, ...]] = {}
        for name, how, fields in self.entries:
            one = Carried(
                field=name,
                how=how,
                source=self.source,
                fields=tuple([each for each in fields.split(", ") if each]),
                variant=self.variant,
            )
            whole = name.partition(".")[0]
            known[whole] = (*known.get(whole, ()), one)
        return known


NO_ORIGINS: Final = Origins()
"""Of what no conversion carried over."""
