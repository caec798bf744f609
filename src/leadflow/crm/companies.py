"""The companies of a CRM: a collection that knows groups."""

from collections.abc import Callable
from typing import TypeVar, cast

from leadflow.context import Context
from leadflow.crm.collection import Collection
from leadflow.crm.naming import id_in
from leadflow.entities import ENTITIES, Company
from leadflow.firms import CompanyGroup
from leadflow.ids import CompanyId


T = TypeVar("T")


class Companies(Collection[Company, CompanyId]):
    """The companies, as ``crm.companies`` offers them: records, and their groups.

    ``Company.parent`` says to which company one belongs. Nobody belongs to himself,
    over however many others, and a group has 32 levels at most.
    """

    def ancestors(self, company: Company | CompanyId | str) -> list[Company]:
        """Return the companies above one, the nearest first.

        One that was deleted, or may not be seen, ends the way up.

        >>> import leadflow
        >>> from leadflow import Company
        >>> crm = leadflow.open(actor="ada")
        >>> port = crm.companies.add(Company(name="Port"))
        >>> quay = crm.companies.add(Company(name="Quay", parent=port))
        >>> crm.companies.ancestors(quay) == [port]
        True
        """
        from leadflow.firms.groups import ancestors  # noqa: PLC0415  # on use

        return self._asked(company, ancestors)

    def children(self, company: Company | CompanyId | str) -> list[Company]:
        """Return the companies that belong to one directly, by name.

        >>> import leadflow
        >>> from leadflow import Company
        >>> crm = leadflow.open(actor="ada")
        >>> port = crm.companies.add(Company(name="Port"))
        >>> quay = crm.companies.add(Company(name="Quay", parent=port))
        >>> crm.companies.children(port) == [quay]
        True
        """
        from leadflow.firms.groups import children  # noqa: PLC0415  # on use

        return self._asked(company, lambda context, one: children(context, [one.id]))

    def group(self, company: Company | CompanyId | str) -> CompanyGroup:
        """Return the whole group that a company belongs to, as a tree.

        Asked for level by level: two reads for each, however many companies it has.

        >>> import leadflow
        >>> from leadflow import Company
        >>> crm = leadflow.open(actor="ada")
        >>> port = crm.companies.add(Company(name="Port"))
        >>> quays = [Company(name=name, parent=port) for name in ("East", "West")]
        >>> east, west = crm.companies.add_many(quays)
        >>> print(crm.companies.group(west))
        Port
        ├─ East
        └─ West
        """
        from leadflow.firms.groups import group  # noqa: PLC0415  # on use

        return self._asked(company, group)

    def _asked(self, company: Company | str, ask: Callable[[Context, Company], T]) -> T:
        id = id_in(ENTITIES["company"], company)
        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            return ask(context, cast("Company", context.live(id)))
