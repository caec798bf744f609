"""The tree of a group of companies: a value that draws itself."""

from collections.abc import Iterator

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities import Company
from leadflow.ids import CompanyId
from leadflow.markup import element, escaped, framed
from leadflow.workspace import Workspace
from leadflow.workspace.naming import word


_ROWS = 500
_STYLE = (
    ".leadflow.group ul{list-style:none;margin:0 0 0 10px;padding:0}"
    ".leadflow.group>ul{margin:0 0 8px;padding:0 10px}"
    ".leadflow.group li{position:relative;padding:2px 0 2px 18px}"
    ".leadflow.group>ul>li{padding-left:0}"
    ".leadflow.group ul ul>li::before{content:'';position:absolute;left:0;top:0;"
    "width:12px;height:1em;border-left:1px solid rgba(128,128,128,.6);"
    "border-bottom:1px solid rgba(128,128,128,.6)}"
    ".leadflow.group ul ul>li:not(:last-child)::after{content:'';position:absolute;"
    "left:0;top:0;bottom:0;border-left:1px solid rgba(128,128,128,.6)}"
)


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class GroupMember:
    """A company at its place in a group."""

    company: Company
    depth: int
    """How many companies stand above it, as far as they may be seen."""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class CompanyGroup:
    """All companies of a group, each before those that belong to it.

    Made by ``crm.companies.group``. Iterating gives the companies; it draws itself
    in a notebook as a tree, with the company that was asked for in bold.
    """

    members: tuple[GroupMember, ...]
    asked: CompanyId
    workspace: Workspace = field(repr=False)

    def __iter__(self) -> Iterator[Company]:
        return (each.company for each in self.members)

    def __len__(self) -> int:
        return len(self.members)

    @property
    def root(self) -> Company:
        """Return the company at the top."""
        return self.members[0].company

    @property
    def ids(self) -> tuple[CompanyId, ...]:
        """Return all ids: ``crm.deals.where(F.company.in_(group.ids))``."""
        return tuple(each.company.id for each in self.members)

    @property
    def depth(self) -> int:
        """Return how many levels there are, one for a company alone."""
        return 1 + max(each.depth for each in self.members)

    def below(self, company: Company | CompanyId | str) -> tuple[Company, ...]:
        """Return the companies that belong to one of the group, at any depth."""
        id = company if isinstance(company, str) else company.id
        found: list[Company] = []
        above: int | None = None
        for each in self.members:
            if above is not None and each.depth <= above:
                break
            if above is not None:
                found.append(each.company)
            if each.company.id == id:
                above = each.depth
        return tuple(found)

    def __repr__(self) -> str:
        return f"<CompanyGroup of {self.root.id}: {len(self)}>"

    def __str__(self) -> str:
        from leadflow.markup import shown  # noqa: PLC0415  # drawn on use

        lines = (
            f"{mark}{shown(each.company.name)}"
            for each, mark in zip(self.members, _marks(self.members), strict=True)
        )
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        shown, rest = self.members[:_ROWS], len(self) - _ROWS
        language = self.workspace.language
        parts = [element("p", self._title, class_="t"), "<ul>"]
        before = 0
        for number, each in enumerate(shown):
            if number:
                parts.append(_between(before, each.depth))
            parts.append(f"<li>{self._named(each.company)}")
            before = each.depth
        parts.append("</li></ul>" * (before + 1))
        if rest > 0:
            parts.append(element("p", f"{word('more', language)}: {rest}"))
        markup = "".join(parts)
        return framed(markup, language=language, style=_STYLE, also="group")

    @property
    def _title(self) -> str:
        return f"{self.workspace.label('companies')}: {self.root.name}"

    def _named(self, company: Company) -> str:
        name = escaped(company.name)
        return f"<b>{name}</b>" if company.id == self.asked else name


def _between(before: int, depth: int) -> str:
    """Return what stands between two members: a level opened, or some closed."""
    return "<ul>" if depth > before else "</li>" + "</ul></li>" * (before - depth)


def _marks(members: tuple[GroupMember, ...]) -> Iterator[str]:
    """Yield the branches before each member, as lines of text."""
    going: set[int] = set()
    marks: list[str] = []
    for each in reversed(members):
        depth = each.depth
        stem = "".join("│  " if level in going else "   " for level in range(1, depth))
        turn = ("├─ " if depth in going else "└─ ") if depth else ""
        marks.append(stem + turn)
        going = {level for level in going if level < depth} | {depth}
    yield from reversed(marks)
