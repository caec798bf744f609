"""Custom fields of stored records: defaults, demands, links, counters (F2 to F6)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from leadflow import (
    Address,
    Company,
    Crm,
    CustomField,
    Deal,
    Dictionary,
    Entry,
    F,
    FieldType,
    FileRef,
    InUse,
    InvalidData,
    InvalidValue,
    InvalidWorkspace,
    Lead,
    Money,
    Ref,
    User,
    Workspace,
    evolve,
)
from leadflow.entities import Custom
from leadflow.testing import FixedClock


Opened = Callable[..., Crm]


def deals(**definition: object) -> Workspace:
    """Return a workspace whose deals have one more field, ``x``."""
    own = CustomField("x", entity="deal", **definition)  # type: ignore[arg-type]
    return Workspace(fields=[own], zone="Europe/Kyiv")


def faults(caught: pytest.ExceptionInfo[InvalidData]) -> list[tuple[str, str]]:
    """Return path and code of each fault."""
    return [(fault.path, fault.code) for fault in caught.value.faults]


@pytest.mark.parametrize("type_", ["money", "date", "datetime", "text", "phone"])
def test_a_blank_among_several_values_is_none(opened: Opened, type_: str) -> None:
    """F1, F4: a form sends empty lines along, of every type."""
    crm = opened(workspace=deals(type=type_, multiple=True))

    assert Custom() == crm.deals.add(Deal(title="A", custom={"x": ["", " "]})).custom


def test_a_new_record_gets_the_defaults(opened: Opened) -> None:
    """F2, mission 2.29: what is not said is the default; later it can be cleared."""
    crm = opened(workspace=deals(type="money", default="5 UAH"))
    deal = crm.deals.add(Deal(title="A"))
    other = crm.deals.add(Deal(title="B", custom={"x": "7 UAH"}))

    assert ["5.00 UAH", "7.00 UAH"] == [str(one.custom["x"]) for one in (deal, other)]
    assert Custom() == crm.deals.update(deal, custom={"x": None}).custom


def test_today_is_that_of_the_office(opened: Opened, clock: FixedClock) -> None:
    """F2: late in the evening by UTC it is tomorrow in Kyiv."""
    clock.set(datetime(2026, 1, 31, 23, 30, tzinfo=UTC))
    day = opened(workspace=deals(type="date", default="today"))

    assert "2026-02-01" == str(day.deals.add(Deal(title="A")).custom["x"])


def test_a_default_fulfils_a_demand(opened: Opened) -> None:
    """F4: required is judged on the result, defaults included."""
    crm = opened(workspace=deals(default="usual", required=True))

    assert "usual" == crm.deals.add(Deal(title="A")).custom["x"]


def test_a_condition_demands_a_field(opened: Opened) -> None:
    """F2, F4: judged on the result, and only where the condition holds."""
    crm = opened(workspace=deals(required="amount > 1000"))
    deal = crm.deals.add(Deal(title="A", amount="1000 UAH"))
    with pytest.raises(InvalidData) as caught:
        crm.deals.update(deal, amount="1001 UAH")

    assert [("custom.x", "required")] == faults(caught)
    both = crm.deals.update(deal, amount="1001 UAH", custom={"x": "why"})
    assert "why" == both.custom["x"]


def test_a_condition_on_the_stage_is_judged_by_a_move(opened: Opened) -> None:
    """F2, S4: what is required on a stage is required of whoever enters it."""
    crm = opened(workspace=deals(required="stage.kind == 'won'"))
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(InvalidData) as caught:
        crm.win(deal)

    assert [("custom.x", "required")] == faults(caught)
    assert "won" == crm.win(deal, custom={"x": "why"}).stage


def test_limits_are_judged_with_all_other_faults(opened: Opened) -> None:
    """F2: a value outside of its limits is told with its place, and not shown."""
    crm = opened(workspace=deals(max_length=4))
    with pytest.raises(InvalidData) as caught:
        crm.deals.add(Deal(title="A", custom={"x": "Olena", "y": 1}))

    assert [("custom.x", "invalid_value"), ("custom.y", "unknown_name")] == faults(
        caught
    )
    assert "Olena" not in str(caught.value)


LINK = {"type": "reference", "target": "company"}


def test_a_reference_takes_a_record_that_is_there(opened: Opened) -> None:
    """F6, mission 2.13: a record or its id; what is not there is refused."""
    crm = opened(workspace=deals(**LINK))
    company = crm.companies.add(Company(name="Kyivlog"))
    deal = crm.deals.add(Deal(title="A", custom={"x": company}))
    gone = crm.companies.add(Company(name="Gone"))
    crm.companies.delete(gone)

    assert Ref(company.id) == deal.custom["x"]
    assert deal == crm.deals.update(deal, custom={"x": company.id})
    for wrong in (gone.id, "company_00000000000000000000000099"):
        with pytest.raises(InvalidData) as caught:
            crm.deals.update(deal, custom={"x": wrong})
        assert [("custom.x", "not_found")] == faults(caught)
    with pytest.raises(InvalidValue, match="not stored"):
        crm.deals.update(deal, custom={"x": Company(name="New")})


def test_a_reference_is_found_from_the_other_end(opened: Opened) -> None:
    """F6: whoever deletes or merges the company sees who points at it."""
    crm = opened(workspace=deals(**LINK, multiple=True))
    one = crm.companies.add(Company(name="One"))
    two = crm.companies.add(Company(name="Two"))
    deal = crm.deals.add(Deal(title="A", custom={"x": [one, two]}))

    def pointing(company: Company) -> list[tuple[str, str]]:
        with crm._desk.reading() as reader:  # noqa: SLF001  # merging has no verb yet
            return [(each.record, each.field) for each in reader.links_to([company.id])]

    assert [(deal.id, "custom.x")] == pointing(one) == pointing(two)
    crm.deals.update(deal, custom={"x": [two]})
    assert ([], [(deal.id, "custom.x")]) == (pointing(one), pointing(two))


def test_conditions_step_over_a_reference(opened: Opened) -> None:
    """F5: custom.partner.name is asked as company.name is."""
    crm = opened(workspace=deals(**LINK))
    company = crm.companies.add(Company(name="Kyivlog"))
    deal = crm.deals.add(Deal(title="A", custom={"x": company}))
    crm.deals.add(Deal(title="B"))

    assert [deal.id] == [
        one.id for one in crm.deals.where(F.custom.x.name == "Kyivlog")
    ]
    assert [deal.id] == [one.id for one in crm.deals.where(F.custom.x == company.id)]
    ordered = crm.deals.order_by("-custom.x.name")
    assert ["A", "B"] == [one.title for one in ordered]


def test_conditions_ask_for_parts_of_an_address(opened: Opened) -> None:
    """F5: an address of the firm's own has parts."""
    crm = opened(workspace=deals(type="address"))
    address = {"line1": "Khreshchatyk 22", "city": "Kyiv"}

    crm.deals.add(Deal(title="A", custom={"x": Address(**address)}))
    crm.deals.add(Deal(title="B"))

    assert 1 == crm.deals.where(F.custom.x.city == "Kyiv").count()
    assert 1 == crm.deals.where(F.custom.x.is_empty()).count()


def test_a_value_of_a_dictionary_is_one_of_its_entries(opened: Opened) -> None:
    """F6, F4: unknown codes answer with the nearest, retired ones stay where held."""
    crm = opened(workspace=deals(type="dictionary", dictionary="source"))
    deal = crm.deals.add(Deal(title="A", custom={"x": "web"}))
    with pytest.raises(InvalidData, match="did you mean 'trade_show'"):
        crm.deals.update(deal, custom={"x": "trade_shw"})

    assert [deal] == list(crm.deals.where(F.custom.x.in_("web", "call")))


def test_values_of_a_dictionary_in_use_stay(opened: Opened) -> None:
    """F6, S5: an entry that custom fields hold can be retired, not removed."""
    own = CustomField("x", entity="deal", type="dictionary", dictionary="rank")
    ranks = Dictionary("rank", ["low", "high"])
    crm = opened(workspace=Workspace(fields=[own], dictionaries=[ranks]))
    crm.deals.add(Deal(title="A", custom={"x": "low"}))

    fewer = Workspace(fields=[own], dictionaries=[Dictionary("rank", ["high"])])
    with pytest.raises(InUse, match=r"rank/low: is 'custom\.x' of 1 deal"):
        crm.configure(fewer)


def test_a_user_is_one_of_us_where_we_are_stored(opened: Opened) -> None:
    """F6: a host that keeps its users elsewhere may name any login."""
    crm = opened(workspace=deals(type="user"))
    deal = crm.deals.add(Deal(title="A", custom={"x": "eve"}))
    ada = crm.users.add(User(login="ada"))

    assert "ada" == crm.deals.update(deal, custom={"x": ada}).custom["x"]
    with pytest.raises(InvalidData) as caught:
        crm.deals.add(Deal(title="B", custom={"x": "eve"}))
    assert [("custom.x", "not_found")] == faults(caught)


def test_a_file_that_is_not_kept_is_refused(opened: Opened) -> None:
    """F6: first the bytes, then the record that refers to them."""
    crm = opened(workspace=deals(type="file"))
    ref = FileRef("0a" * 32, "a.pdf", 5)
    with pytest.raises(InvalidData) as caught:
        crm.deals.add(Deal(title="A", custom={"x": ref}))

    assert [("custom.x", "not_found")] == faults(caught)
    kept = crm.files.put(b"hello", name="a.txt")
    assert kept == crm.deals.add(Deal(title="A", custom={"x": kept})).custom["x"]


COUNTER = {"type": "counter", "format": "D-{year}-{number:04}"}


def test_a_counter_numbers_new_records(opened: Opened) -> None:
    """F3: one number after the other, in the form of its field."""
    crm = opened(workspace=deals(**COUNTER))
    numbers = [crm.deals.add(Deal(title="A")).custom["x"] for _ in range(3)]

    assert ["D-2026-0001", "D-2026-0002", "D-2026-0003"] == numbers


def test_a_number_is_never_given_again(opened: Opened) -> None:
    """F3: not after a record went, nor after the field did."""
    workspace = deals(**COUNTER)
    crm = opened(workspace=workspace)
    crm.deals.delete(crm.deals.add(Deal(title="A")))

    assert "D-2026-0002" == crm.deals.add(Deal(title="B")).custom["x"]


def test_a_counter_is_read_only(opened: Opened) -> None:
    """F3: nobody sets, changes or clears a number."""
    crm = opened(workspace=deals(**COUNTER))
    deal = crm.deals.add(Deal(title="A"))
    with pytest.raises(InvalidData) as given:
        crm.deals.add(Deal(title="B", custom={"x": "D-2026-0001"}))
    for wrong in ("D-2026-0009", None):
        with pytest.raises(InvalidData) as caught:
            crm.deals.update(deal, custom={"x": wrong})
        assert [("custom.x", "read_only")] == faults(caught)

    assert [("custom.x", "read_only")] == faults(given)


def test_a_refused_record_takes_no_number(opened: Opened) -> None:
    """F3: numbers of what was not stored are given to the next."""
    crm = opened(workspace=deals(**COUNTER))
    with pytest.raises(InvalidData):
        crm.deals.add(Deal(title="A", custom={"y": 1}))
    with pytest.raises(InvalidData), crm.transaction():  # noqa: PT012  # as users do
        crm.deals.add(Deal(title="B"))
        crm.deals.add(Deal(title="C", custom={"y": 1}))

    assert "D-2026-0001" == crm.deals.add(Deal(title="C")).custom["x"]


def test_a_counter_is_safe_under_concurrent_writers(opened: Opened) -> None:
    """F3: many threads, no number twice and none left out."""
    crm = opened(workspace=deals(type="counter"))

    def add(_: int) -> object:
        return crm.deals.add(Deal(title="A")).custom["x"]

    with ThreadPoolExecutor(4) as threads:
        numbers = list(threads.map(add, range(24)))

    assert sorted(map(str, range(1, 25))) == sorted(map(str, numbers))


def test_a_conversion_takes_one_number(opened: Opened) -> None:
    """F3, C5: a plan takes none, and the lead's own number stays the lead's."""
    own = [CustomField("x", entity=name, type="counter") for name in ("lead", "deal")]
    crm = opened(workspace=Workspace(fields=own))
    for _ in range(2):
        crm.leads.add(Lead(title="A"))
    lead = crm.leads.add(Lead(title="B"))
    crm.plan_conversion(lead)

    deal = crm.convert(lead).deal

    assert ("3", "1") == (lead.custom["x"], deal and deal.custom["x"])


def test_a_wider_type_takes_the_values_along(opened: Opened) -> None:
    """F2: whole numbers become exact ones, one value the only one of several."""
    crm = opened(workspace=deals(type="integer"))
    deal = crm.deals.add(Deal(title="A", custom={"x": 5}))
    crm.configure(deals(type="decimal", multiple=True))
    wider = crm.deals.get(deal.id)

    assert 1 == crm.deals.where(F.custom.x.contains(5)).count()
    assert "Custom({'x': (Decimal('5'),)})" == repr(wider.custom)
    assert ["created", "updated"] == [event.kind for event in crm.history(deal)]
    assert wider == evolve(wider, custom={"x": (5,)})


def test_choices_in_use_stay(opened: Opened) -> None:
    """S5: a choice that records hold can be retired, not removed."""
    crm = opened(workspace=deals(type="choice", choices=["a", "b"], multiple=True))
    crm.deals.add(Deal(title="A", custom={"x": ["a", "b"]}))
    with pytest.raises(InUse, match=r"x/a: is 'custom\.x' of 1 deal"):
        crm.configure(deals(type="choice", choices=["b"], multiple=True))

    crm.configure(deals(type="choice", choices=["a", "b", "c"], multiple=True))


def test_retired_values_stay_where_they_are_held(opened: Opened) -> None:
    """S5, F6: of choices and of dictionaries alike; nobody takes them anew."""

    def firm(*, is_retired: bool) -> Workspace:
        entries = [Entry("old", is_retired=is_retired), Entry("new")]
        return Workspace(
            fields=[
                CustomField("a", entity="deal", type="choice", choices=entries),
                CustomField("b", entity="deal", type="dictionary", dictionary="rank"),
            ],
            dictionaries=[Dictionary("rank", entries)],
        )

    crm = opened(workspace=firm(is_retired=False))
    deal = crm.deals.add(Deal(title="A", custom={"a": "old", "b": "old"}))
    crm.configure(firm(is_retired=True))
    with pytest.raises(InvalidData) as caught:
        crm.deals.add(Deal(title="B", custom={"a": "old", "b": "old"}))

    assert [("custom.a", "retired"), ("custom.b", "retired")] == faults(caught)
    assert "B" == crm.deals.update(deal, title="B", custom={"a": "old"}).title


def test_a_choice_becomes_text_and_stays_as_it_was(opened: Opened) -> None:
    """F2: a wider type in which the values are the same rewrites none."""
    crm = opened(workspace=deals(type="choice", choices=["a"]))
    deal = crm.deals.add(Deal(title="A", custom={"x": "a"}))
    crm.configure(deals(type="text"))

    assert deal == crm.deals.get(deal.id)
    with pytest.raises(InUse, match="is filled in 1 deal"):
        crm.configure(deals(type="choice", choices=["a"]))


STARS = FieldType("stars", kind="integer", convert=int, can_be_several=False)


def test_a_type_of_the_host_works_like_any_other(opened: Opened) -> None:
    """F1, F5: kept, compared and sorted by its kind."""
    crm = opened(workspace=deals(type=STARS, indexed=True), field_types=[STARS])
    few, many = (crm.deals.add(Deal(title="A", custom={"x": n})) for n in ("2", 10))

    assert [few, many] == list(crm.deals.order_by("custom.x"))
    assert [many] == list(crm.deals.where(F.custom.x > 2))
    assert STARS == crm.workspace.custom_field("deal", "x").host


def test_a_type_of_the_host_has_to_be_given(opened: Opened) -> None:
    """F1: it is code, and the store keeps none."""
    crm = opened()
    with pytest.raises(InvalidWorkspace, match="field_types") as caught:
        crm.configure(deals(type=STARS))

    assert ["fields.deal.x.type"] == [fault.path for fault in caught.value.faults]
    assert () == crm.workspace.fields


def test_a_firm_is_loaded_with_the_types_of_the_host(
    opened: Opened, tmp_path: Path
) -> None:
    """F1: from a file, too."""
    place = tmp_path / "workspace.toml"
    deals(type=STARS).save(place)

    assert 1 == len(opened(workspace=place, field_types=[STARS]).workspace.fields)


def test_an_empty_address_is_no_value(opened: Callable[..., Crm]) -> None:
    """F1: nothing is kept of a form whose lines were all left blank."""
    place = CustomField("place", entity="deal", type="address")
    crm = opened(workspace=Workspace(fields=[place]))

    assert not crm.deals.add(Deal(title="A", custom={"place": Address()})).custom


@pytest.mark.parametrize(
    ("kind", "value", "reason"),
    [
        ("money", Money("9" * 26, "UAH"), "larger than a store can hold"),
        ("money", Money("1.23456", "UAH"), "more than four decimals"),
        ("integer", 2**63, "does not fit into 64 bits"),
        ("decimal", Decimal("1e400"), "more digits than can be kept"),
        ("text", "a\0b", "NUL"),
        ("text", "\ud800", "half a character"),
    ],
)
@pytest.mark.parametrize("is_a_host_s", [False, True])
def test_what_no_store_can_keep_is_told_with_all_faults(
    opened: Opened, kind: str, value: object, reason: str, *, is_a_host_s: bool
) -> None:
    """F4, P25: in the types of a host too, whose functions let it pass."""
    own = FieldType("own", kind=kind, convert=lambda given: given)
    workspace = deals(type=own if is_a_host_s else kind)
    crm = opened(workspace=workspace, field_types=[own])
    with pytest.raises(InvalidData, match=reason) as caught:
        crm.deals.add(Deal(title="A", custom={"x": value, "y": 1}))

    assert ["custom.x", "custom.y"] == [path for path, _ in faults(caught)]


def test_only_users_that_are_named_anew_must_be_there(opened: Opened) -> None:
    """F6, F1: who left stays where he was named, and those who are known are right."""
    crm = opened(workspace=deals(type="user", multiple=True))
    bob, _ = crm.users.add_many([User(login="bob"), User(login="eve")])
    deal = crm.deals.add(Deal(title="A", custom={"x": ["bob", "eve"]}))
    crm.users.delete(bob)
    crm.deals.update(deal, custom={"x": ["bob"]})
    with pytest.raises(InvalidData) as caught:
        crm.deals.add(Deal(title="B", custom={"x": ["eve", "bob"]}))

    (fault,) = caught.value.faults
    assert ("custom.x", "there is no user 'bob'") == (fault.path, fault.message)
