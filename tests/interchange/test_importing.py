from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import leadflow
from leadflow import Crm, Dictionary, Lead, Money, Pipeline, Stage, Utm, Workspace
from leadflow.errors import Fault, InvalidData, InvalidValue, StoreClosed, UnknownName
from leadflow.interchange import ImportReport, examine_records, import_records


TABLE = """\
Дата;Ім'я;Прізвище;Посада;Компанія;Телефон;Мобільний;E-mail;Telegram;Місто;Джерело;\
UTM source;utm_medium;Сума;Валюта;Привітав;Зовнішній ID;Теги;Стадія;Коментар
03.02.2026;Олена;Коваленко;Директорка;ТОВ «Чапля»;+380 00 123 45 67;0671234567;\
o@chaplia.example;@olena;Київ;Виставка;search;cpc;1 200,50;EUR;;77;vip, warm;В роботі;\
"перший
дзвінок"
""".replace("Привітав", "Greeted by")


def refusals(report: ImportReport) -> list[tuple[int, list[str]]]:
    """Return line and fields of what was rejected."""
    return [
        (each.line, [fault.path for fault in each.faults]) for each in report.rejected
    ]


def test_a_row_fills_the_fields_of_a_lead(crm: Crm) -> None:
    """X1, mission 1.4: every hook is registered as a lead, with all that is known."""
    crm = crm.at(datetime(2026, 3, 1, tzinfo=UTC))
    report = import_records(crm, TABLE.splitlines(keepends=True))
    lead = crm.leads.all()[0]

    assert (1, 1, 0, 0) == (
        report.rows,
        report.stored,
        len(report.rejected),
        report.skipped,
    )
    assert "Коваленко Олена" == lead.name.full("eastern")
    assert ["+380001234567", "0671234567"] == [phone.key for phone in lead.phones]
    assert ["work", "mobile"] == [phone.kind for phone in lead.phones]
    assert ["telegram:olena"] == [messenger.key for messenger in lead.messengers]
    assert Money("1200.50", "EUR") == lead.amount
    assert ("trade_show", "in_progress", "ada") == (lead.source, lead.stage, lead.owner)
    assert (
        ("search", "cpc") == (lead.utm.source, lead.utm.medium) if lead.utm else False
    )
    assert (
        ("import", "77") == (lead.origin.system, lead.origin.id)
        if lead.origin
        else False
    )
    assert "Київ" == (lead.address.city if lead.address else "")
    assert datetime(2026, 2, 2, 22, tzinfo=UTC) == lead.created_at
    assert ("vip", "warm") == lead.tags
    assert "перший\nдзвінок" == lead.notes


def test_custom_fields_are_imported_as_built_in_ones_are(crm: Crm) -> None:
    """F5: each by its type, by code or by label."""
    header = "Name,Shoe size,vip,weight,since,colour,custom.sizes"
    import_records(crm, [header, 'Olena,44,так,"1,5",1.2.2026,Dark blue,s;M'])
    custom = crm.leads.all()[0].custom

    assert {
        "size": 44,
        "vip": True,
        "weight": Decimal("1.5"),
        "since": date(2026, 2, 1),
        "colour": "dark_blue",
        "sizes": ("s", "m"),
    } == dict(custom)


def test_all_faults_of_a_row_are_told_at_once(crm: Crm) -> None:
    """X2: each with its field, the reason and the way out."""
    header = "Name,Phone,E-mail,Amount,Currency,Date,Source,Shoe size,vip,Stage"
    report = import_records(
        crm, [header, "Olena,abc,o@,a lot,XXX,31.2.2026,wbe,x,maybe,won"]
    )

    assert [
        (
            2,
            [
                "phones",
                "emails",
                "currency",
                "created_at",
                "source",
                "custom.size",
                "custom.vip",
                "stage",
                "amount",
            ],
        )
    ] == refusals(report)
    assert "unknown source 'wbe'; did you mean 'web'?" in report.rejected[0].reason


def test_what_looks_like_somebody_in_a_wrong_column_is_masked(crm: Crm) -> None:
    """X2: a source with a name and a number in it may be personal data."""
    report = import_records(crm, ["Name,Source", "Olena,Taras Hrytsenko 0501234567"])

    assert [(2, ["source"])] == refusals(report)
    assert "Hrytsenko" not in str(report.rejected[0].reason)


def test_the_border_of_the_store_is_asked_about_faulty_rows_too(crm: Crm) -> None:
    """X2: a date in the future is told beside a broken e-mail; nothing is stored."""
    report = import_records(crm, ["Name,E-mail,Date", "Olena,o@,2035-01-01"])

    assert [(2, ["emails", "created_at"])] == refusals(report)
    assert 0 == crm.leads.count()


def test_a_bad_row_does_not_spoil_its_batch(crm: Crm) -> None:
    """P17, C7: what is refused by the store is found among its neighbours."""
    lines = [f"Olena,2026-01-0{day}" for day in range(1, 5)]
    report = import_records(
        crm, ["Name,Date", *lines, "Ivan,2035-01-01", *lines, ",2026-01-01"]
    )

    assert [(6, ["created_at"]), (11, [""])] == refusals(report)
    assert 8 == report.stored == crm.leads.count()


def test_rows_are_counted_wherever_they_end(crm: Crm) -> None:
    """P17: rows in = stored + rejected + skipped."""
    lines = [
        "Name,E-mail",
        "Olena,",
        "",
        " , ",
        "Ivan,x",
        '"open,',
        "Petro,p@p.example",
    ]
    report = import_records(crm, lines)

    assert report.is_balanced
    assert (6, 2, (3, 4)) == (report.rows, report.stored, report.blank_lines)
    assert [5, 6] == [each.line for each in report.rejected]


def test_a_dry_run_reports_the_same_and_writes_nothing(crm: Crm) -> None:
    """X2: what would be, and nothing of it is."""
    lines = ["Name,Date", "Olena,2026-01-01", "Ivan,2035-01-01", "", "Petro,soon"]
    rehearsal = import_records(crm, lines, dry_run=True)
    assert 0 == crm.leads.count()

    real = import_records(crm, lines)
    assert (real.stored, real.rejected, real.layout) == (
        rehearsal.stored,
        rehearsal.rejected,
        rehearsal.layout,
    )
    assert (True, False) == (rehearsal.dry_run, real.dry_run)


def test_progress_is_told_after_each_batch(crm: Crm) -> None:
    """X7: rows done, of all rows."""
    told: list[tuple[int, int]] = []
    lines = ["Name", *(f"Olena {number}" for number in range(600))]
    import_records(crm, lines, progress=lambda *each: told.append(each))

    assert [(500, 600), (600, 600)] == told


def test_duplicates_of_a_file_are_leads_too(crm: Crm) -> None:
    """Mission 1.4: who comes twice is two hooks, to be joined on conversion."""
    report = import_records(crm, ["E-mail", "o@k.example", "O@K.example"])

    assert (2, 2) == (report.stored, crm.leads.count())


def test_the_currency_is_that_of_the_row_or_of_the_firm(crm: Crm) -> None:
    """N1: an amount without currency is not left without."""
    lines = [
        "Name,Amount,Currency",
        "a,5,",
        "b,5,€",
        "c,5 USD,",
        "d,5 USD,EUR",
        "e,,EUR",
    ]
    report = import_records(crm, lines)

    assert [Money(5, "UAH"), Money(5, "EUR"), Money(5, "USD"), None] == [
        lead.amount for lead in crm.leads
    ]
    assert [(5, ["amount"])] == refusals(report)


@pytest.mark.parametrize(("dates", "month"), [("dmy", 3), ("mdy", 2)])
def test_an_order_of_dates_that_is_given_settles_them(
    crm: Crm, dates: str, month: int
) -> None:
    """X1: date orders can be given."""
    crm = crm.at(datetime(2026, 6, 1, 12, tzinfo=UTC))
    report = import_records(crm, ["Name,Date", "Olena,02/03/2026 12:00"], dates=dates)
    (lead,) = crm.leads

    assert (("Date", dates),) == report.layout.dates
    assert month == (lead.created_at.month if lead.created_at else 0)


def test_what_was_neutralised_on_the_way_out_is_read_as_it_was(crm: Crm) -> None:
    """P18: the apostrophe goes that kept a spreadsheet from reckoning."""
    import_records(crm, ["Name,Company", "'=Olena,'tis"])
    (lead,) = crm.leads

    assert ("=Olena", "'tis") == (lead.first_name, lead.company_name)


def test_what_can_be_read_in_two_ways_is_reported_and_refused(crm: Crm) -> None:
    """X1: an ambiguous column is named, its doubtful rows are rejected."""
    report = import_records(
        crm, ["Name,Date,Amount", 'Olena,02/03/2026,"1,234"', "b,,5"]
    )

    assert [(2, ["created_at", "amount"])] == refusals(report)
    assert ["column 'Date'", ""] == [note.path for note in report.layout.notes]


def test_the_decimal_sign_can_be_given(crm: Crm) -> None:
    """X1: decimal commas can be given."""
    import_records(crm, ["Name,Amount", 'Olena,"1,234"'], decimal=".")

    assert [Money(1234, "UAH")] == [lead.amount for lead in crm.leads]


def test_columns_can_be_named(crm: Crm) -> None:
    """X2: the map can be given, one column at a time."""
    lines = ["Name,Wish,Phone", "Olena,a crane,none"]
    import_records(crm, lines, columns={"Wish": "interest", "Phone": ""})

    assert [("a crane", ())] == [(lead.interest, lead.phones) for lead in crm.leads]


def test_gates_of_stages_hold_for_imports() -> None:
    """S4: one rule for every path."""
    stages = [Stage("new", require=["phones"]), Stage.won(), Stage.lost()]
    workspace = Workspace(pipelines=[Pipeline("mine", entity="lead", stages=stages)])
    crm = leadflow.open(workspace=workspace)
    report = import_records(crm, ["Name,Phone", "Olena,+380001234567", "Ivan,"])

    assert [(3, ["phones"])] == refusals(report)


def test_a_stage_of_another_pipeline_is_refused() -> None:
    """S1: a stage belongs to its pipeline, whatever the columns say."""
    ends = (Stage.won(), Stage.lost())
    workspace = Workspace(
        pipelines=[
            Pipeline("one", entity="lead", stages=["new", *ends], is_default=True),
            Pipeline("two", entity="lead", stages=["begun", *ends]),
        ],
        dictionaries=[Dictionary("source", ["web"], is_open=True)],
    )
    crm = leadflow.open(workspace=workspace)
    lines = ["Name,Stage,Pipeline,Source", "a,begun,Two,fax", "b,begun,one,web"]
    report = import_records(crm, lines)

    assert [(3, ["stage"])] == refusals(report)
    assert [("two", "begun", "fax")] == [
        (lead.pipeline, lead.stage, lead.source) for lead in crm.leads
    ]


def test_a_cell_may_hold_several_phones_of_a_kind(crm: Crm) -> None:
    """X1: phones and addresses are split as everywhere else."""
    lines = [
        "Mobile,Work email",
        "+380001234567; +380007654321,a@b.example; c@d.example",
    ]
    import_records(crm, lines)
    (lead,) = crm.leads

    assert ["mobile", "mobile"] == [phone.kind for phone in lead.phones]
    assert ["work", "work"] == [email.kind for email in lead.emails]


def test_whole_numbers_have_no_decimals(crm: Crm) -> None:
    """F1: an integer is not rounded."""
    report = import_records(crm, ["Name,size", "a,44", 'b,"44,5"'])

    assert [(3, ["custom.size"])] == refusals(report)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "is empty"),
        (["", " ", ",,"], "is empty"),
        (["Name,Phone"], "a header and no rows"),
        (["Foo,Bar", "1,2"], "no column is known"),
        (['"Name,Phone', "a,b"], "never closed"),
    ],
)
def test_a_table_that_cannot_be_understood_is_refused(
    crm: Crm, lines: list[str], message: str
) -> None:
    """X2: before anything is written, with the reason."""
    with pytest.raises(InvalidData, match=message):
        import_records(crm, lines)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"encoding": "utf9"}, UnknownName),
        ({"dates": "dym"}, UnknownName),
        ({"decimal": "x"}, InvalidValue),
        ({"delimiter": "xx"}, InvalidValue),
        ({"columns": {"Name": "nmae"}}, InvalidData),
    ],
)
def test_a_wrong_wish_is_refused(
    tmp_path: Path, options: dict[str, object], error: type[Exception]
) -> None:
    """X1: what is given is judged at once."""
    path = tmp_path / "leads.csv"
    path.write_text("Name\nOlena\n", encoding="utf-8")

    with pytest.raises(error):
        import_records(leadflow.open(), path, **options)  # type: ignore[arg-type]  # on purpose


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_a_file_is_read_in_its_encoding(
    crm: Crm, tmp_path: Path, encoding: str
) -> None:
    """X1: encodings are detected and reported."""
    path = tmp_path / "leads.csv"
    path.write_text("Ім'я;Компанія\r\nОлена;Синій лелека\r\n", encoding=encoding)
    report = import_records(crm, path)

    assert encoding == report.layout.encoding
    assert ["Олена"] == [lead.first_name for lead in crm.leads]


def test_broken_bytes_cost_their_row_only(crm: Crm, tmp_path: Path) -> None:
    """P17: half a character is refused where it stands."""
    path = tmp_path / "leads.csv"
    path.write_bytes("Name\nОлена\nІв\n".encode() + b"\xd0\n" + "Петро".encode())
    report = import_records(crm, path)

    assert [(4, ["name"])] == refusals(report)
    assert 3 == report.stored


def test_lines_may_come_from_a_generator(crm: Crm) -> None:
    """X2: what can be read once is kept until it was read three times."""

    def lines() -> Iterator[str]:
        yield "Name"
        yield from (f"Olena {number}" for number in range(3))

    assert 3 == import_records(crm, lines()).stored


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("Name\nOlena", "is the text of a table"),
        ([b"Name"], "must be text, not bytes"),
        ("/dev/null", "is not a file that can be read again"),
    ],
)
def test_what_is_no_table_is_refused(table: object, message: str) -> None:
    """X2: a path, or lines of text."""
    with pytest.raises(InvalidValue, match=message):
        import_records(leadflow.open(), table)  # type: ignore[arg-type]  # on purpose


def test_a_file_that_is_not_there_is_an_ordinary_error() -> None:
    """Files fail as Python's own do."""
    with pytest.raises(FileNotFoundError):
        import_records(leadflow.open(), "nowhere.csv")


def test_the_store_s_own_failures_end_the_import(crm: Crm) -> None:
    """P23: they are no fault of a row."""
    crm.close()

    with pytest.raises(StoreClosed):
        import_records(crm, ["Name", "Olena"])


def test_a_table_can_be_examined_without_a_crm() -> None:
    """X2: identify and map write nothing and need no store."""
    layout = examine_records(Workspace(), ["sep=|", "Name|Sum", "Olena|1,5"])

    assert ("|", ",", 1) == (layout.delimiter, layout.decimal, layout.rows)


def test_a_row_may_be_shorter_than_the_header_but_not_longer(crm: Crm) -> None:
    """X2: spreadsheets leave out empty cells; a cell too many has no meaning."""
    report = import_records(crm, ["Name,Phone", "Olena", "Ivan,,,", "Petro,,x,y"])

    assert [(4, [""])] == refusals(report)
    assert "has 4 cells, the header has 2" in report.rejected[0].reason


@given(st.lists(st.text(max_size=30), max_size=8))
def test_the_ledger_balances_whatever_the_rows_are(lines: list[str]) -> None:
    """P17, P25: no row is lost and none raises."""
    crm = leadflow.open()
    ended = [line.replace("\n", " ").replace("\r", " ") for line in lines]
    report = import_records(crm, ["Name,Phone,Amount,Date,Source", "Olena", *ended])

    assert report.is_balanced
    assert report.stored == crm.leads.count()


def test_a_fault_without_path_reads_as_a_sentence() -> None:
    """X2: a rejection names its line and its reasons."""
    crm = leadflow.open()
    crm.leads.add(Lead(title="before"))
    report = import_records(crm, ["Title,Source", ",web"])

    assert (
        Fault("", "it says too little", report.rejected[0].faults[0].hint, "required"),
    ) == (report.rejected[0].faults)
    assert str(report.rejected[0]).startswith("line 2: it says too little; give a name")


def test_a_column_of_its_own_says_more_than_the_page_s_address(crm: Crm) -> None:
    """X1, T4: what the address tells besides is kept."""
    table = ["title,page,utm_campaign\n", "A,https://a.example/?utm_source=x,spring\n"]
    import_records(crm, table, columns={"page": "utm"})

    assert Utm(source="x", campaign="spring") == crm.leads.all()[0].utm


def test_a_query_without_its_link_names_the_campaign(crm: Crm) -> None:
    """X1: what names nothing is rejected, and not read as empty."""
    table = ["title,utm\n", "A,utm_source=x&utm_campaign=spring\n", "B,spring\n"]
    report = import_records(crm, table)

    assert Utm(source="x", campaign="spring") == crm.leads.all()[0].utm
    assert [(3, ["utm"])] == refusals(report)


def test_a_line_that_is_no_text_leaves_nothing_behind(crm: Crm) -> None:
    """X2: of lines that can be read only once, none is stored before all are read."""
    with pytest.raises(InvalidValue, match="must be text, not int"):
        import_records(crm, iter(["title\n", "A\n", 5]))  # type: ignore[arg-type]  # as the test says

    assert 0 == crm.leads.count()
