"""Pages: by key, without repeating or skipping a record (H4)."""

import base64
import json
from itertools import product

import pytest
from hypothesis import given, strategies as st

import leadflow
from leadflow import Company, Crm, Deal, F, InvalidValue, Lead, LeadflowError, Selection


@pytest.fixture
def stocked(crm: Crm) -> Crm:
    """Return a CRM with seven deals, some of them alike."""
    amounts = ["5 UAH", "5 UAH", None, "7 USD", "5 USD", "9 UAH", None]
    crm.deals.add_many(
        Deal(title=f"{number}", amount=amount) for number, amount in enumerate(amounts)
    )
    return crm


def read(selection: Selection[Deal], size: int) -> list[str]:
    """Return the titles of all pages."""
    found, mark = [], ""
    while True:
        page = selection.page(size, after=mark)
        found += [deal.title for deal in page]
        if not (mark := page.next):
            return found


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
@pytest.mark.parametrize("order", [(), ("amount",), ("-amount", "title"), ("-title",)])
def test_pages_give_the_whole(stocked: Crm, size: int, order: tuple[str, ...]) -> None:
    """H4: whatever the size and the order."""
    selection = stocked.deals.order_by(*order)

    assert [deal.title for deal in selection] == read(selection, size)


def test_pages_may_be_ordered_by_linked_records(crm: Crm) -> None:
    """H4: those without the link come last."""
    firms = crm.companies.add_many([Company(name=name) for name in "BA"])
    crm.deals.add_many(Deal(title=firm.name, company=firm) for firm in firms)
    crm.deals.add(Deal(title="none"))

    assert ["A", "B", "none"] == read(crm.deals.order_by("company.name"), 1)


def test_the_last_page_has_no_mark(stocked: Crm) -> None:
    """H4: also when it is full."""
    page = stocked.deals.page(7)

    assert (7, "") == (len(page), page.next)


def test_a_mark_stays_good_while_records_are_added(stocked: Crm) -> None:
    """H4: pages go by key, not by number."""
    first = stocked.deals.order_by("title").page(3)
    stocked.deals.add(Deal(title="00"))
    stocked.deals.delete(first.items[0])
    second = stocked.deals.order_by("title").page(3, after=first.next)

    assert ["3", "4", "5"] == [deal.title for deal in second]


def test_a_mark_stays_good_when_its_record_is_gone(stocked: Crm) -> None:
    """H4: it is a place, not a record."""
    first = stocked.deals.order_by("title").page(3)
    stocked.deals.delete(first.items[2])
    second = stocked.deals.order_by("title").page(2, after=first.next)

    assert ["3", "4"] == [deal.title for deal in second]


def test_pages_obey_conditions(stocked: Crm) -> None:
    """H4: a page is a part of its selection."""
    selection = stocked.deals.where(F.amount.is_empty())

    assert ["2", "6"] == read(selection, 1)


def test_a_limited_selection_has_no_pages(stocked: Crm) -> None:
    """H4: pages have a size of their own; both together would contradict."""
    with pytest.raises(InvalidValue, match="leave out limit"):
        stocked.deals.limit(3).page(50)


@pytest.mark.parametrize("size", [0, -1])
def test_a_page_holds_something(stocked: Crm, size: int) -> None:
    """P25: a page of nothing would never end."""
    with pytest.raises(InvalidValue):
        stocked.deals.page(size)


# Hostile marks


def mark(values: object) -> str:
    """Return a mark that says this."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


HOSTILE = [
    "x",
    "!!!!",
    "ґ",
    "\0",
    mark(5),
    mark(None),
    mark({}),
    mark([]),
    mark("deal_1"),
    mark([[]]),
    mark([{"a": 1}, "deal"]),
    mark([1.5, "x"]),
    mark([None, None]),
    mark([0, 1, 2, 3, 4, 5]),
    mark([10**40]),
    mark([True]),
    mark(["a\0b"]),
    mark(["' OR 1=1 --", "deal"]),
    base64.urlsafe_b64encode(b'["\\ud800"]').decode(),
    base64.urlsafe_b64encode(b"[" * 100_000).decode(),
    "A" * 1_000_000,
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
@pytest.mark.parametrize("order", [(), ("amount",), ("title",)])
def test_a_mark_that_is_none_is_refused(
    stocked: Crm, number: int, order: tuple[str, ...]
) -> None:
    """P25: with one clear sentence, never an error from inside."""
    with pytest.raises(InvalidValue, match="page mark"):
        stocked.deals.order_by(*order).page(2, after=HOSTILE[number])


@pytest.mark.parametrize("other", ["title", "-amount", "created_at"])
def test_a_mark_belongs_to_its_order(stocked: Crm, other: str) -> None:
    """H4: in another order it would repeat and skip."""
    page = stocked.deals.order_by("amount").page(2)
    with pytest.raises(InvalidValue, match="page mark"):
        stocked.deals.order_by(other).page(2, after=page.next)


SHELF = leadflow.open()
SHELF.leads.add_many([Lead(title="A", amount="5 UAH"), Lead(title="B")])

scalars = st.none() | st.booleans() | st.integers() | st.text() | st.floats()
trees = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4), max_leaves=8)


@given(trees.map(mark) | st.text(), st.sampled_from(["amount", "-title", "created_at"]))
def test_any_text_is_answered(text: str, order: str) -> None:
    """P25: a mark is read, or refused as one."""
    selection = SHELF.leads.order_by(order)
    code = ""
    try:
        selection.page(1, after=text)
    except LeadflowError as error:
        code = error.code

    assert code in ("", "invalid_value")


ODD: tuple[object, ...] = (None, True, 1.5, [], {}, "a\0b", "\ud800", 10**40, "x", -1)


@pytest.mark.parametrize("order", ["amount", "title"])
def test_a_mark_with_one_value_changed_is_answered(stocked: Crm, order: str) -> None:
    """P25: also behind the name of the right question."""
    selection, codes = stocked.deals.order_by(order), set[str]()
    values = json.loads(base64.urlsafe_b64decode(selection.page(4).next))
    for place, odd in product(range(1, len(values)), ODD):
        changed = [*values[:place], odd, *values[place + 1 :]]
        try:
            selection.page(2, after=mark(changed))
        except LeadflowError as error:
            codes.add(error.code)

    assert {"invalid_value"} == codes


def test_a_mark_that_is_too_long_or_too_short_is_refused(stocked: Crm) -> None:
    """P25: as many values as the order has."""
    values = json.loads(base64.urlsafe_b64decode(stocked.deals.page(2).next))
    for wrong in (values[:-1], [*values, "x"], [*values[:-1], 5]):
        with pytest.raises(InvalidValue, match="page mark"):
            stocked.deals.page(2, after=mark(wrong))
