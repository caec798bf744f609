"""Importing into fields of every type that a firm may add."""

from collections.abc import Callable

from leadflow import Address, Company, Crm, CustomField, Ref, Workspace
from leadflow.interchange import import_records


FIRM = Workspace(
    fields=[
        CustomField("heard", entity="lead", type="dictionary", dictionary="source"),
        CustomField("site", entity="lead", type="address"),
        CustomField("scan", entity="lead", type="file"),
        CustomField("firm", entity="lead", type="reference", target="company"),
        CustomField("page", entity="lead", type="url"),
        CustomField("lines", entity="lead", type="phone", multiple=True),
        CustomField("rank", entity="lead", type="choice", choices=["a"], default="a"),
        CustomField("card_no", entity="lead", type="counter", format="L{number:03}"),
    ]
)


def test_every_type_is_read_from_a_cell(opened: Callable[..., Crm]) -> None:
    """F5, F3, mission 2.17: by code or word, with defaults and numbers."""
    crm = opened(workspace=FIRM)
    firm = crm.companies.add(Company(name="Kyivlog"))
    file = crm.files.put(b"hello", name="a.txt")
    header = "Name,heard,site,custom.scan,firm,page,lines"
    row = f"Olena,Trade show,Khreshchatyk 22,{file.text},{firm.id},kyivlog.example,"
    row += "101;102"
    report = import_records(crm, [header, row])

    assert [] == list(report.rejected)
    assert {
        "heard": "trade_show",
        "site": Address(line1="Khreshchatyk 22"),
        "scan": file,
        "firm": Ref(firm.id),
        "page": "https://kyivlog.example",
        "lines": ("101", "102"),
        "rank": "a",
        "card_no": "L001",
    } == dict(crm.leads.all()[0].custom)


def test_wrong_cells_are_told_by_their_fields(opened: Callable[..., Crm]) -> None:
    """F4, F6: a row whose values are not there is rejected, and says why."""
    crm = opened(workspace=FIRM)
    header = "Name,heard,firm"
    gone = "company_00000000000000000000000099"
    report = import_records(crm, [header, f"Olena,web,{gone}", "Anna,wbe,Kyivlog"])
    told = [[fault.path for fault in each.faults] for each in report.rejected]

    assert [["custom.firm"], ["custom.heard", "custom.firm"]] == told


def test_a_reference_is_found_by_what_only_one_record_has(
    opened: Callable[..., Crm],
) -> None:
    """F5, X3: as a built-in link is; what several have links nothing."""
    crm = opened(workspace=FIRM)
    firm = crm.companies.add(Company(name="Kyivlog", emails="o@kyivlog.example"))
    crm.companies.add_many([Company(name="Bilka")] * 2)
    lines = ["Name,firm", "A,KYIVLOG LLC", "B,o@kyivlog.example", "C,Bilka"]
    report = import_records(crm, lines)

    assert [Ref(firm.id)] * 2 == [lead.custom["firm"] for lead in crm.leads]
    assert [["custom.firm"]] == [
        [fault.path for fault in each.faults] for each in report.rejected
    ]


def test_a_column_of_numbers_is_not_taken_for_the_counter(
    opened: Callable[..., Crm],
) -> None:
    """F3: numbers of another system cannot come in as ours."""
    crm = opened(workspace=FIRM)
    report = import_records(crm, ["Name,card_no", "Olena,L900"])

    assert 1 == report.stored
    assert "L001" == crm.leads.all()[0].custom["card_no"]


def test_an_amount_that_no_store_can_keep_rejects_its_row_alone(
    opened: Callable[..., Crm],
) -> None:
    """X2, P17, P25: in a firm's own field as in a built-in one."""
    own = CustomField("budget", entity="lead", type="money")
    crm = opened(workspace=Workspace(fields=[own]))
    report = import_records(crm, ["Name,budget", f"Olena,{'9' * 26}", "Anna,5"])
    told = [(each.line, each.faults[0].path) for each in report.rejected]

    assert (1, [(2, "custom.budget")]) == (report.stored, told)
