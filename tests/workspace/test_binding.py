from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from leadflow.errors import InvalidCondition
from leadflow.expressions import Condition, F, parse
from leadflow.values import Money
from leadflow.workspace import (
    Binder,
    CustomField,
    Dictionary,
    Entry,
    Pipeline,
    Stage,
    Workspace,
)


FIELDS = [
    CustomField("budget", entity="lead", type="money"),
    CustomField("since", entity="lead", type="date"),
    CustomField("size", entity="lead", type="choice", choices=["small", "big"]),
    CustomField("sizes", entity="lead", type="integer", multiple=True),
    CustomField("site", entity="lead", type="address"),
    CustomField("sites", entity="lead", type="address", multiple=True),
    CustomField("scan", entity="lead", type="file"),
]


def bound(
    condition: Condition | str, *, entity: str = "lead", zone: str = "UTC"
) -> str:
    """Return the text of a condition after it was bound."""
    workspace = Workspace(fields=FIELDS, zone=zone)
    asked = parse(condition) if isinstance(condition, str) else condition
    return str(Binder.of(workspace, entity).bind(asked))


def fault(condition: Condition | str, *, entity: str = "lead") -> str:
    """Return what is wrong with a condition, as one text."""
    with pytest.raises(InvalidCondition) as caught:
        bound(condition, entity=entity)
    return "; ".join(str(each) for each in caught.value.faults)


@pytest.mark.parametrize(
    "text",
    [
        "title == 'Forklifts'",
        "title.contains('fork') and not amount > 5",
        "amount > 5",
        "amount.currency == 'UAH'",
        "amount.between(1, 2)",
        "stage.kind == 'open'",
        "source in ('web', 'call')",
        "company.industry == 'it'",
        "tags.contains('vip')",
        "phones.is_empty()",
        "address.is_empty()",
        "open_to_all == True",
        "custom.size == 'big'",
        "custom.sizes.contains(5)",
        "source == ''",
        "title.startswith('Fork')",
    ],
)
def test_a_condition_of_right_names_is_bound(text: str) -> None:
    """F5: own fields, parts and linked records work like built-in fields."""
    assert bound(bound(text)) == bound(text)


def test_between_becomes_two_comparisons() -> None:
    """F5: stores need not know it."""
    assert "amount >= 1 and amount <= 2" == bound("amount.between(1, 2)")


def test_all_faults_are_told_at_once() -> None:
    """F4: with the nearest right names."""
    text = fault("amout > 5 and (custom.bugdet > 5 or not source == 'wbe')")

    assert all(name in text for name in ("'amount'", "'budget'", "'web'"))


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("source == 'wbe'", "web"),
        ("stage == 'in_progres'", "in_progress"),
        ("stage.kind == 'opne'", "open"),
        ("pipeline == 'laeds'", "leads"),
        ("custom.size == 'smal'", "small"),
        ("source in ('web', 'cal')", "call"),
        ("company.industry == 'telcom'", "telecom"),
    ],
)
def test_a_code_that_no_record_can_hold_is_refused(text: str, nearest: str) -> None:
    """S5: such a condition would silently never hold."""
    assert f"did you mean '{nearest}'?" in fault(text)


def test_retired_values_may_be_asked_for() -> None:
    """S5: old records keep them."""
    sources = Dictionary("source", ["web", Entry("fax", is_retired=True)])
    binder = Binder.of(Workspace(dictionaries=[sources]), "lead")

    assert "source == 'fax'" == str(binder.bind(F.source == "fax"))


def test_open_dictionaries_take_any_code() -> None:
    """T1: a host has kinds of its own activities."""
    assert "kind == 'inspection'" == bound("kind == 'inspection'", entity="activity")


def test_stages_are_those_of_all_pipelines_of_the_entity() -> None:
    """S1: a query may span pipelines."""
    own = Pipeline("service", stages=["visit", Stage.won()])
    binder = Binder.of(Workspace(pipelines=[own]), "deal")

    assert "stage == 'visit'" == str(binder.bind(F.stage == "visit"))
    with pytest.raises(InvalidCondition):
        binder.bind(F.stage == "executing")


@pytest.mark.parametrize(
    "text",
    [
        "title > 5",
        "title.contains(5)",
        "title == True",
        "amount == True",
        "amount == 'much'",
        "amount == ''",
        "probability == 'high'",
        "open_to_all == 'yes'",
        "created_at == 5",
        "created_at == 'yesterday'",
        "birth_date == 'spring day'",
        "birth_date == 5",
        "birth_date == datetime('2026-11-02T10:00:00+02:00')",
        "custom.sizes.contains('big')",
        "phones.contains('nobody')",
        "emails.contains(5)",
    ],
)
def test_a_value_of_another_type_is_refused(text: str) -> None:
    """F5: comparing it could only be unknown."""
    assert fault(text, entity="deal" if "probability" in text else "lead")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("phones == '101'", ".contains"),
        ("tags in ('vip', 'warm')", ".contains"),
        ("tags.startswith('v')", ".contains"),
        ("custom.sizes.between(1, 2)", ".contains"),
        ("utm == 'spring'", "part"),
        ("address.between('a', 'b')", "part"),
        ("utm.contains('spring')", "F.utm.campaign"),
        ("address.contains('Kyiv')", "F.address.city"),
        ("custom.site.contains('Kyiv')", "F.custom.site.city"),
        ("custom.site.startswith('K')", "F.custom.site.city"),
        ("custom.scan.contains('a')", "F.custom.scan.name"),
        ("custom.sites.contains('Kyiv')", ".is_empty()"),
        ("custom.sites == 'Kyiv'", ".is_empty()"),
        ("rows.contains('crane')", ".is_empty()"),
        ("origin.contains('x')", "F.origin."),
        ("amount.contains('5')", "F.amount == …"),
        ("birth_date.startswith('2026')", "F.birth_date == …"),
        ("open_to_all.contains('t')", "F.open_to_all == …"),
    ],
)
def test_what_has_several_values_is_asked_in_another_way(text: str, hint: str) -> None:
    """F1: the way out is in the sentence."""
    assert hint in fault(text)


def test_money_may_be_written_as_text() -> None:
    """N1: amounts are read exactly."""
    condition = F.amount >= "120000 UAH"

    assert "amount >= money('120000.00 UAH')" == bound(condition)
    assert "custom.budget >= 5" == bound(F.custom.budget >= 5)
    assert "amount == 1.5" == bound(F.amount == Decimal("1.5"))
    assert "amount in (money('5.00 UAH'), 6)" == bound(F.amount.in_("5 UAH", 6))
    assert "amount != money('5.00 UAH')" == bound(F.amount != Money(5, "UAH"))


def test_phones_and_addresses_are_found_by_their_normal_form() -> None:
    """D1: however they are written."""
    assert "phones.contains('+380441234567')" == bound(
        F.phones.contains("+380 (44) 123-45-67")
    )
    assert "emails.contains('olena@kyiv.example')" == bound(
        F.emails.contains("Olena@KYIV.example")
    )


def test_days_may_be_written_as_text() -> None:
    """F5: dates compare with dates."""
    assert "birth_date == date('2026-11-02')" == bound("birth_date == '2026-11-02'")
    assert "custom.since > date('2026-11-02')" == bound(
        F.custom.since > date(2026, 11, 2)
    )


def test_instants_may_be_written_as_text() -> None:
    """F5: with their offset."""
    assert "created_at > datetime('2026-11-02T08:00:00+00:00')" == bound(
        "created_at > '2026-11-02T10:00:00+02:00'"
    )


def moment(text: str) -> datetime:
    """Return a moment of UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "begins", "ends"),
    [
        ("UTC", "2026-11-02", "2026-11-02T00:00", "2026-11-03T00:00"),
        # Clocks go back: the day has 25 hours.
        ("Europe/Berlin", "2026-10-25", "2026-10-24T22:00", "2026-10-25T23:00"),
        # Clocks go forward: 23 hours.
        ("Europe/Berlin", "2026-03-29", "2026-03-28T23:00", "2026-03-29T22:00"),
        # Midnight itself is skipped: the day begins at one.
        ("Asia/Beirut", "2024-03-31", "2024-03-30T22:00", "2024-03-31T21:00"),
        # Midnight comes twice: the day begins with the first.
        ("Atlantic/Azores", "2026-10-25", "2026-10-25T00:00", "2026-10-26T01:00"),
    ],
)
def test_a_day_lasts_as_long_as_it_does_in_the_zone(
    zone: str, day: str, begins: str, ends: str
) -> None:
    """F5: an instant is compared with the calendar day of the firm."""
    within = (F.created_at >= moment(begins)) & (F.created_at < moment(ends))

    assert str(within) == bound(F.created_at == date.fromisoformat(day), zone=zone)
    assert str(within) == bound(f"created_at == '{day}'", zone=zone)


@pytest.mark.parametrize(
    ("sign", "bound_sign", "edge"),
    [("<", "<", 2), (">=", ">=", 2), ("<=", "<", 3), (">", ">=", 3)],
)
def test_before_and_after_a_day(sign: str, bound_sign: str, edge: int) -> None:
    """F5: after Monday is from Tuesday on."""
    text = f"created_at {bound_sign} datetime('2026-11-0{edge}T00:00:00+00:00')"

    assert text == bound(f"created_at {sign} date('2026-11-02')")


def test_other_days_are_neither_before_nor_within() -> None:
    """F5: != and a choice of days are rewritten too."""
    assert bound("created_at != date('2026-11-02')").startswith("not (created_at >=")
    assert 2 == bound(F.created_at.in_(date(2026, 11, 2), date(2026, 11, 5))).count(
        "created_at >="
    )


def test_between_days_takes_both_days_whole() -> None:
    """F5: a report from Monday to Friday has all of Friday."""
    assert (
        "created_at >= datetime('2026-11-02T00:00:00+00:00')"
        " and created_at < datetime('2026-11-07T00:00:00+00:00')"
    ) == bound(F.created_at.between(date(2026, 11, 2), date(2026, 11, 6)))


@pytest.mark.parametrize("day", [date.max, date.min])
def test_a_day_at_the_end_of_time_is_refused(day: date) -> None:
    """F5: it has no neighbour to end at."""
    with pytest.raises(InvalidCondition):
        bound((F.created_at == day) | (F.created_at > date.max), zone="Asia/Tokyo")
