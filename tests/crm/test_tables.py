"""Selections as notebooks show them, and as a prompt does."""

from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

import leadflow
from leadflow import Contact, Crm, Deal, F, InvalidCondition, InvalidValue, Workspace
from leadflow.crm.tables import ROWS
from leadflow.testing import CountingIds, a_lead


class Reader(HTMLParser):
    """Reads a table: its cells, and whether all elements are closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows: list[list[str]] = []
        self.caption = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        del attrs
        self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        """Note the text of a cell or of the caption."""
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data
        elif "caption" in self.open:
            self.caption += data


def test_a_selection_is_a_table_of_words(crm: Crm) -> None:
    """A notebook shows labels and titles, and leaves out columns without values."""
    made = datetime(2025, 12, 31, 22, 30, tzinfo=UTC)
    crm.deals.add(Deal(title="Crane", amount="5000 UAH", created_at=made))
    reader = Reader(crm.deals.where(F.amount > 5)._repr_html_())

    head = ["", "Title", "Stage", "Amount", "Probability"]
    assert head == reader.rows[0][:5]
    cells = ["Crane", "New", "5,000.00\u00a0UAH", "10", "ada", "2025-12-31 22:30"]
    assert cells == reader.rows[1][1:]
    assert ("Deals: 1", []) == (reader.caption, reader.open)


def test_a_table_speaks_the_language_of_the_firm() -> None:
    """Labels, words of dictionaries and the hour are those of the workspace."""
    firm = Workspace(language="uk", zone="Europe/Kyiv")
    made = datetime(2025, 12, 31, 22, 30, tzinfo=UTC)
    with leadflow.open(workspace=firm, ids=CountingIds()) as crm:
        crm.leads.add(a_lead(source="call", created_at=made))
        reader = Reader(crm.leads._repr_html_())

    assert "Ліди: 1" == reader.caption
    assert {"Дзвінок", "2026-01-01 00:30"} <= set(reader.rows[1])


def test_only_the_first_rows_are_shown(crm: Crm) -> None:
    """A table of two thousand records would be of no use, and slow."""
    crm.leads.add_many([a_lead(title=str(number)) for number in range(ROWS + 5)])
    reader = Reader(crm.leads.where().order_by("-created_at")._repr_html_())

    assert f"Leads: {ROWS} / {ROWS + 5}" == reader.caption
    assert ROWS == len(reader.rows) - 1


@pytest.mark.parametrize("size", [0, 1, 2])
def test_a_limit_holds_for_the_table_too(crm: Crm, size: int) -> None:
    """What a selection leaves out, its table leaves out."""
    crm.leads.add_many([a_lead(), a_lead()])
    reader = Reader(crm.leads.where().limit(size)._repr_html_())

    assert (f"Leads: {size}", size) == (reader.caption, len(reader.rows) - 1)


def test_what_somebody_typed_is_no_markup(crm: Crm) -> None:
    """A lead comes from a web form: its texts must not become elements."""
    crm.leads.add(a_lead(title="<script>alert('x')</script>", company_name="A & B"))
    reader = Reader(crm.leads.where()._repr_html_())

    assert {"<script>alert('x')</script>", "A & B"} <= set(reader.rows[1])
    assert "<script" not in crm.leads.where()._repr_html_()


def test_people_have_their_names_in_a_table_and_not_in_a_repr(crm: Crm) -> None:
    """A table is looked at by whoever asked for it; reprs end up in logs."""
    contact = crm.contacts.add(Contact(first_name="Olena", last_name="Kovalenko"))
    page = crm.contacts.where()._repr_html_()

    assert {"Kovalenko", "Olena"} <= set(Reader(page).rows[1])
    assert "Kovalenko" not in repr(contact)


@pytest.mark.parametrize(
    "name", ["activities", "companies", "inquiries", "invoices", "products", "quotes"]
)
def test_every_entity_has_its_columns(crm: Crm, name: str) -> None:
    """The columns that are shown are fields of the entity."""
    page = getattr(crm, name).where()._repr_html_()

    assert [] == Reader(page).open


def test_a_selection_says_what_it_asks(crm: Crm) -> None:
    """At a prompt a selection reads as the question that it is."""
    every = crm.leads.where()
    large = crm.leads.where(F.amount > 5).order_by("-amount", "title").limit(3)

    assert "<leads>" == repr(every)
    assert "<leads where amount > 5 by -amount, title at most 3>" == repr(large)
    assert "<deleted leads>" == repr(every.deleted())


def test_closed_things_still_have_a_name(crm: Crm) -> None:
    """A debugger that shows them must not meet another error."""
    crm.close()

    assert ("<leads: closed>", "<Crm of ada: closed>") == (repr(crm.leads), repr(crm))


@pytest.mark.parametrize("wrong", [True, 5, lambda lead: lead])
def test_what_is_no_condition_is_refused(crm: Crm, wrong: str) -> None:
    """A plain mistake ends in a sentence that names the way out."""
    with pytest.raises(InvalidCondition, match="write it with F or as text"):
        crm.leads.where(wrong)


@pytest.mark.parametrize("size", ["3", 2.5, True])
def test_a_limit_is_a_whole_number(crm: Crm, size: int) -> None:
    """A plain mistake ends in a sentence, before anything is read."""
    with pytest.raises(InvalidValue, match="limit must be a whole number, not "):
        crm.leads.where().limit(size)
