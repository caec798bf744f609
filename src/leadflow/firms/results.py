"""What is answered about people and firms: values that draw themselves."""

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities import Affiliation, Contact
from leadflow.ids import CompanyId, ContactId
from leadflow.workspace import Workspace
from leadflow.workspace.naming import entry_title, word


_ROWS = 200


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Position:
    """What a person was in a firm, for as long as the record told the same."""

    company: CompanyId
    title: str
    """The position, in the firm's own words."""
    role: str
    primary: bool
    since: date | None
    """The first day, as the place has it; ``None`` where nobody said it."""
    until: date | None
    """The last day, as the place has it."""
    told_from: date
    """The day on which the record began to tell it."""
    told_until: date | None
    """The day from which it told something else; ``None`` while it still tells it."""

    @property
    def begins(self) -> date:
        """Return the first day that is known of it: of the place, or of its telling."""
        return self.since or self.told_from


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Positions:
    """The positions of a person over time; made by ``crm.positions``.

    In the order in which they began; it draws itself in a notebook.
    """

    contact: ContactId
    positions: tuple[Position, ...]
    names: Mapping[str, str] = field(repr=False)
    """The names of the firms, by id, as far as they may be seen."""
    workspace: Workspace = field(repr=False)

    def __iter__(self) -> Iterator[Position]:
        return iter(self.positions)

    def __len__(self) -> int:
        return len(self.positions)

    def __getitem__(self, place: int) -> Position:
        return self.positions[place]

    def __repr__(self) -> str:
        return f"<Positions of {self.contact}: {len(self)}>"

    def __str__(self) -> str:
        return self._drawn("text")

    def _repr_html_(self) -> str:
        return self._drawn("html")

    def _drawn(self, form: str) -> str:
        language = self.workspace.language
        heads = ("position", "role", "first_day", "last_day", "told_from", "told_until")
        words = (word(each, language) for each in heads)
        company = self.workspace.label("company")
        rows = tuple(self._row(each) for each in self.positions)
        title = word("positions", language)
        return _drawn(form, title, (company, *words), rows, self.workspace, days=4)

    def _row(self, position: Position) -> tuple[str, ...]:
        return (
            self.names.get(position.company, position.company),
            position.title,
            role_title(self.workspace, position.role),
            *(_day(each) for each in (position.since, position.until)),
            *(_day(each) for each in (position.told_from, position.told_until)),
        )


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class People:
    """Who works in a firm, or in several, on a day; made by ``crm.people``.

    Iterating gives the contacts by name, each once; it draws itself in a notebook.
    """

    on: date
    people: tuple[Contact, ...]
    companies: tuple[CompanyId, ...]
    names: Mapping[str, str] = field(repr=False)
    """The names of the firms, by id."""
    workspace: Workspace = field(repr=False)

    def __iter__(self) -> Iterator[Contact]:
        return iter(self.people)

    def __len__(self) -> int:
        return len(self.people)

    def __getitem__(self, place: int) -> Contact:
        return self.people[place]

    def places(self, contact: Contact) -> tuple[Affiliation, ...]:
        """Return the places that a person has in these firms on that day."""
        return tuple(
            each
            for each in contact.companies
            if each.company in self.companies and each.is_held(self.on)
        )

    def in_role(self, role: str) -> tuple[Contact, ...]:
        """Return who has a role there: a code of dictionary ``contact_role``."""
        self.workspace.dictionary("contact_role").entry(role)
        return tuple(
            each
            for each in self.people
            if any(place.role == role for place in self.places(each))
        )

    def __repr__(self) -> str:
        return f"<People on {self.on}: {len(self)}>"

    def __str__(self) -> str:
        return self._drawn("text")

    def _repr_html_(self) -> str:
        return self._drawn("html")

    def _drawn(self, form: str) -> str:
        language = self.workspace.language
        names = (word(each, language) for each in ("position", "role", "first_day"))
        rows = tuple(row for each in self.people for row in self._rows(each))
        who = [self.workspace.label(each) for each in ("contact", "company")]
        title = f"{self.workspace.label('contacts')} · {self.on}"
        return _drawn(form, title, (*who, *names), rows, self.workspace, days=1)

    def _rows(self, contact: Contact) -> Iterator[tuple[str, ...]]:
        for place in self.places(contact):
            role = role_title(self.workspace, place.role)
            firm = self.names.get(place.company, place.company)
            yield contact.name.full(), firm, place.position, role, _day(place.since)


def role_title(workspace: Workspace, role: str) -> str:
    """Return the word for what a person decides."""
    roles = workspace.dictionary("contact_role")
    return entry_title(roles, role, workspace.language) if role else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _drawn(
    form: str,
    title: str,
    heads: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    workspace: Workspace,
    *,
    days: int,
) -> str:
    """Return a table, the last columns of which are days."""
    from leadflow.analytics import sheets  # noqa: PLC0415  # drawn on use

    rest, language = len(rows) - _ROWS, workspace.language
    sheet = sheets.Sheet(
        title=title,
        heads=heads,
        rows=rows[:_ROWS],
        unbroken=frozenset(range(len(heads) - days, len(heads))),
        language=language,
        notes=(f"{word('more', language)}: {rest}",) if rest > 0 else (),
    )
    return sheets.drawn(sheet, form)
