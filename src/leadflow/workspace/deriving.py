"""What is derived of parties: a name in one piece, and whether something was bought.

Nothing of it is stored: it is read from fields and from deals whenever it is asked.
"""

from collections.abc import Mapping
from typing import Final

from leadflow.entities import FieldSpec, Kind
from leadflow.expressions import ALWAYS, Compare, Condition, Path, all_of
from leadflow.workspace.paths import Backed, Joined, PathInfo, Paths
from leadflow.workspace.pipelines import WON


NAME: Final[Path] = ("name",)
BOUGHT: Final[Path] = ("bought",)
"""Whether a won deal is a company's, or has a person among its contacts."""

TOLD_BY: Final = ("company", "contacts")
"""The fields of a deal that tell whose it is; where it stands, nobody can hide."""

_NAMES = ("first_name", "middle_name", "last_name")
_INSTEAD: Mapping[str, tuple[str, ...]] = {
    "lead": ("company_name", "title"),
    "contact": (),
}
_BY: Mapping[str, str] = {"contact": "contacts", "company": "company"}
_WON = Compare(("stage_kind",), "eq", WON)


class Derived(Paths):
    """The paths of leads, contacts or companies, and what is derived of them."""

    def __init__(self, base: Paths, deals: Paths, counted: Condition = ALWAYS) -> None:
        super().__init__(base.workspace, base.entity)
        self._base = base
        self._deals = deals
        self._counted = counted

    def __getitem__(self, path: Path) -> PathInfo:
        """Return what the path leads to, or raise ``UnknownName``."""
        if self.made_of(path) == (path,):
            return self._base[path]
        return self._name() if path == NAME else self._bought()

    def made_of(self, path: Path) -> tuple[Path, ...]:
        """Return the paths of the record's own fields that a path reads."""
        name = self.entity.name
        if path == NAME and name in _INSTEAD:
            return tuple((each,) for each in (*_NAMES, *_INSTEAD[name]))
        return () if path == BOUGHT and name in _BY else (path,)

    def narrowed(self, counted: Condition) -> "Derived":
        """Return the same paths, for which only some deals are there."""
        known = all_of(self._counted, counted)
        return Derived(self._base, self._deals, known)

    def _name(self) -> PathInfo:
        entity = self.entity
        parts = tuple(map(entity.spec, _NAMES))
        instead = tuple(map(entity.spec, _INSTEAD[entity.name]))
        spec = FieldSpec(
            "name", Kind.TEXT, str, entity.name, personal=True, convert=str
        )
        joined = Joined(parts, instead)
        return PathInfo(entity.name, spec, Kind.TEXT, str, joined=joined)

    def _bought(self) -> PathInfo:
        name = self.entity.name
        spec = FieldSpec("bought", Kind.BOOLEAN, bool, name, convert=bool)
        won = all_of(_WON, self._counted)
        backed = Backed("deal", _BY[name], won, self._deals)
        return PathInfo(name, spec, Kind.BOOLEAN, bool, backed=backed)
