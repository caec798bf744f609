"""Importing rows that a program holds as mappings."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import leadflow
from leadflow import Crm, CustomField, Email, Lead, Money, Phone, Workspace
from leadflow.errors import InvalidData, InvalidValue
from leadflow.interchange import examine_records, import_records


ROW: Mapping[str, object] = {
    "Name": "Olena Kovalenko",
    "phones": ["+380 44 123 45 67", "067 765 43 21"],
    "E-mail": Email("olena@kyiv.example"),
    "amount": Decimal("1200.5"),
    "Currency": "EUR",
    "birth_date": date(1990, 2, 3),
    "created_at": datetime(2025, 2, 3, 9, 30, tzinfo=UTC),
    "address": {"city": "Kyiv", "postal_code": "01001"},
    "utm": {"campaign": "spring"},
    "tags": ["vip", "warm"],
    "open_to_all": True,
    "Shoe size": None,
}


def test_a_mapping_fills_the_fields_of_a_record(crm: Crm) -> None:
    """X1: its names are read as headers are, its values as they are."""
    report = import_records(crm, [ROW])
    lead = crm.leads.all()[0]

    assert (1, 1, 0) == (report.rows, report.stored, len(report.rejected))
    assert ("Olena", Money("1200.50", "EUR")) == (lead.first_name, lead.amount)
    assert ["+380441234567", "0677654321"] == [each.key for each in lead.phones]
    assert date(1990, 2, 3) == lead.birth_date
    assert datetime(2025, 2, 3, 9, 30, tzinfo=UTC) == lead.created_at
    assert ("Kyiv", "spring") == (
        lead.address.city if lead.address else "",
        lead.utm.campaign if lead.utm else "",
    )
    assert (("vip", "warm"), True) == (lead.tags, lead.open_to_all)


def test_own_fields_come_by_their_code() -> None:
    """F5: in a mapping of their own, or beside the others."""
    fields = [
        CustomField("budget", entity="lead", type="money"),
        CustomField("sizes", entity="lead", type="integer", multiple=True),
    ]
    crm = leadflow.open(workspace=Workspace(fields=fields, currency="UAH"))
    import_records(crm, [{"title": "A", "custom": {"budget": 5}, "sizes": {1}}])

    assert {"budget": Money(5, "UAH"), "sizes": (1,)} == dict(crm.leads.all()[0].custom)


def test_rows_may_have_different_names_and_come_once(crm: Crm) -> None:
    """X2: what a row does not name is empty in it."""

    def rows() -> Iterator[Mapping[str, str]]:
        yield {"title": "A"}
        yield {"source": "web", "title": "B"}

    assert 2 == import_records(crm, rows()).stored
    assert ["", "web"] == sorted(lead.source for lead in crm.leads)


def test_the_report_counts_rows(crm: Crm) -> None:
    """P17: the first mapping is row 1, and each tells all that is wrong with it."""
    rows = [{"title": "A"}, {"title": "B", "emails": "b@", "phones": "x"}, {}]
    report = import_records(crm, rows)

    assert (3, 1, (3,)) == (report.rows, report.stored, report.blank_lines)
    assert str(report.rejected[0]).startswith("row 2: emails: ")
    assert ["emails", "phones"] == [each.path for each in report.rejected[0].faults]
    assert '<th scope="col">row</th>' in report._repr_html_()
    assert "read as: values by name" in str(report)


def test_what_was_there_already_is_told_by_its_row(crm: Crm) -> None:
    """D2: as of a file."""
    crm.contacts.add(leadflow.Contact(last_name="K", emails="o@k.example"))
    rows = [{"last_name": "Koval", "emails": "o@k.example"}]
    report = import_records(crm, rows, entity="contacts", by="email")

    assert str(report.found[0]).startswith("row 1: replaced")


def test_a_float_is_refused_where_it_stands(crm: Crm) -> None:
    """N1: a float has lost the cent before anybody sees it."""
    report = import_records(crm, [{"title": "A", "amount": 1.5, "ignored": 2.5}])

    assert "amount" == report.rejected[0].faults[0].path
    assert "parse_float=Decimal" in report.rejected[0].reason
    assert 0 == report.stored


def test_json_is_imported_exactly(crm: Crm) -> None:
    """N1: with its numbers as decimals."""
    rows = json.loads('[{"title": "A", "amount": 1.234}]', parse_float=Decimal)
    import_records(crm, [{**rows[0], "Currency": "KWD"}])

    assert Money("1.234", "KWD") == crm.leads.all()[0].amount


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (object(), "cannot be of type object; write it as text"),
        ({"deeper": 1}, "cannot be of type dict"),
        (Decimal("1E+999999"), "has more than 100 digits"),
        (Decimal("1E-999999"), "has more than 100 digits"),
        (Decimal("NaN"), "is not finite"),
        (10**200, "has more than 100 digits"),
        (["x" * 1_000_001], "is longer than 1,000,000 characters"),
    ],
)
def test_what_fits_no_cell_costs_its_row(value: object, reason: str) -> None:
    """X2, P25: the others are stored."""
    rows: list[Mapping[str, object]] = [{"utm": {"campaign": value}}, {"title": "B"}]
    report = import_records(leadflow.open(), rows)

    assert 1 == report.stored
    assert reason in report.rejected[0].reason


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"Name": "Olena"}, "table is one row; give a list of such rows"),
        ([{"Name": "Olena"}, "Ivan"], "row 2 must be a mapping as the first, not str"),
        ([{None: "Olena"}], "row 1 has a name of type NoneType"),
        (5, "table cannot be of type int; give the path of a file"),
        ([Lead(title="A")], "must be text, not Lead"),
    ],
)
def test_what_is_no_table_is_refused_as_a_whole(table: list[str], message: str) -> None:
    """X2: it is the caller's mistake and nobody's data, whatever its type is."""
    with pytest.raises(InvalidValue, match=message):
        import_records(leadflow.open(), table)


def test_a_data_frame_is_asked_for_its_rows() -> None:
    """X2: iterating it would give the names of its columns alone."""

    class Frame(list[str]):
        to_dict: Callable[[], object] = dict

    with pytest.raises(InvalidValue, match=r"frame\.to_dict\('records'\)"):
        import_records(leadflow.open(), Frame(["Name"]))


def test_rows_without_names_are_no_table(crm: Crm) -> None:
    """X2: nothing can be understood of them."""
    with pytest.raises(InvalidData, match="is empty"):
        import_records(crm, [{}, {}])


def test_rejected_mappings_can_be_corrected_in_a_file(crm: Crm, tmp_path: Path) -> None:
    """X2: they are written as a table, floats as they were."""
    rows = [{"title": "A", "amount": 1.5}, {"title": "B", "amount": Decimal(5)}]
    again = tmp_path / "again.csv"
    import_records(crm, rows).write_rejected(again)
    with again.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.reader(file))

    assert [["A", "1.5"]] == [row[1:] for row in written[1:]]
    assert 1 == import_records(crm, again).stored


def test_the_same_rows_are_imported_once(crm: Crm) -> None:
    """X3: whoever holds them, and however they are handed over."""
    import_records(crm, [ROW, {"title": "A"}])
    report = import_records(crm, iter([ROW, {"title": "A"}]))

    assert (0, 2) == (report.stored, report.known)


def test_rows_can_be_examined() -> None:
    """X2: it writes nothing and needs no store."""
    layout = examine_records(Workspace(), [{"Name": "Olena", "Sum": "1,5"}])

    assert ("", ",", 1) == (layout.delimiter, layout.decimal, layout.rows)


def test_a_phone_is_read_as_it_writes_itself(crm: Crm) -> None:
    """X1: values of leadflow go in as they are."""
    phone = Phone.parse("mobile: +380 44 123 45 67 ext. 5")
    import_records(crm, [{"title": "A", "phones": phone}])

    assert [phone.key] == [each.key for each in crm.leads.all()[0].phones]


def test_money_is_read_with_its_currency(crm: Crm) -> None:
    """N1: it is exact as it stands."""
    import_records(crm, [{"title": "A", "amount": Money("1200.50", "EUR")}])

    assert Money("1200.50", "EUR") == crm.leads.all()[0].amount


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["Name", "Phone", "Amount", "Date", "Source"]),
            st.none()
            | st.text(max_size=20)
            | st.integers()
            | st.decimals()
            | st.floats()
            | st.booleans()
            | st.dates()
            | st.lists(st.text(max_size=5), max_size=3),
            min_size=1,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_the_ledger_balances_whatever_the_values_are(
    rows: list[dict[str, object]],
) -> None:
    """P17, P25: no row is lost and none raises."""
    crm = leadflow.open()
    report = import_records(crm, rows)

    assert report.is_balanced
    assert report.stored == crm.leads.count()
