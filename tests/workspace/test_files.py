import tomllib
from datetime import UTC
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from leadflow.errors import InvalidValue, InvalidWorkspace
from leadflow.expressions import parse
from leadflow.values import Money
from leadflow.workspace import (
    Constant,
    Conversion,
    Copy,
    CustomField,
    Dictionary,
    Entry,
    FirstOf,
    Pipeline,
    Stage,
    Target,
    Template,
    Workspace,
    constant,
    copy,
)
from leadflow.workspace.files import dumps, loads, read, write
from leadflow.workspace.shapes import Section
from leadflow.workspace.toml import document


def faults_of(text: str) -> dict[str, str]:
    """Return the faults of a file, by path."""
    with pytest.raises(InvalidWorkspace) as caught:
        loads(text)
    return {
        fault.path: f"{fault.message}; {fault.hint}" for fault in caught.value.faults
    }


# --- Every workspace comes back -----------------------------------------------

codes = st.sampled_from(["new", "visit", "on_hold", "a1", "z_", "in_progress"])
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=9)
labels = st.one_of(
    texts, st.dictionaries(st.sampled_from(["", "en", "uk", "pt-BR"]), texts)
)
conditions = st.sampled_from(
    ["amount > 5", 'title in ("web", "call")', "amount == money('5 UAH')", "True"]
).map(parse)
money = st.builds(Money, st.integers(-(10**9), 10**9), st.sampled_from(["UAH", "JPY"]))
# Fields of a deal, with constants that they can hold.
held = {
    "notes": texts,
    "open_to_all": st.booleans(),
    "probability": st.integers(0, 100),
    "amount": money,
    "begins_on": st.dates(),
    "closed_at": st.datetimes(timezones=st.just(UTC)),
}
entries = st.builds(Entry, codes, label=labels, is_retired=st.booleans())
entry_lists = st.lists(
    entries, unique_by=lambda entry: entry.code, min_size=1, max_size=3
)


@st.composite
def stages(draw: st.DrawFn) -> list[Stage]:
    """Return the stages of a pipeline."""
    names = draw(st.lists(codes, min_size=3, max_size=4, unique=True))
    *before, won, lost = names
    ahead = [
        Stage(
            code,
            label=draw(labels),
            color=draw(st.sampled_from(["", "#39A8EF"])),
            probability=draw(st.none() | st.integers(0, 100)),
            require=draw(st.sampled_from([[], ["amount"], ["title", "owner"]])),
            when=draw(st.none() | conditions),
            after=draw(st.lists(st.sampled_from(names), max_size=2)),
            limit=draw(st.none() | st.integers(1, 9)),
            approvers=draw(st.lists(texts, max_size=2)),
        )
        for code in before
    ]
    end = Stage.lost(lost, reason_required=draw(st.booleans()), label=draw(labels))
    return [*ahead, Stage.won(won, label=draw(labels)), end]


@st.composite
def pipelines(draw: st.DrawFn) -> list[Pipeline]:
    """Return pipelines, of which no entity has two default ones."""
    names = draw(st.lists(codes, max_size=2, unique=True))
    return [
        Pipeline(
            f"own_{code}",
            entity=draw(st.sampled_from(["lead", "deal"])),
            stages=draw(stages()),
            label=draw(labels),
            is_default=number == 0,
            skipping=draw(st.booleans()),
            going_back=draw(st.booleans()),
            several_won=draw(st.booleans()),
        )
        for number, code in enumerate(names)
    ]


@st.composite
def fields(draw: st.DrawFn) -> list[CustomField]:
    """Return custom fields."""
    names = draw(st.lists(codes, max_size=2, unique=True))
    kinds = st.sampled_from(["text", "money", "boolean", "choice"])
    found = []
    for code in names:
        kind = draw(kinds)
        found.append(
            CustomField(
                code,
                entity=draw(st.sampled_from(["lead", "contact", "user"])),
                type=kind,
                label=draw(labels),
                help=draw(labels),
                required=draw(st.booleans()),
                multiple=kind != "boolean" and draw(st.booleans()),
                choices=draw(entry_lists) if kind == "choice" else [],
            )
        )
    return found


whens = st.none() | conditions
maps = st.lists(
    st.one_of(
        st.builds(
            Copy,
            st.just("title"),
            to=st.just("title"),
            by=st.sampled_from(["", "upper"]),
            when=whens,
        ),
        *(
            st.builds(Constant, values, to=st.just(name), when=whens)
            for name, values in held.items()
        ),
        st.builds(
            Template,
            st.just('"{title}":\n{notes}'),
            to=st.just("loss_note"),
            when=whens,
        ),
        st.builds(
            FirstOf,
            st.just(("title", "name")),
            to=st.just("source_details"),
            when=whens,
        ),
    ),
    unique_by=lambda entry: entry.to,
)
deals = st.builds(
    Target,
    entity=st.just("deal"),
    fields=maps,
    defaults=st.booleans(),
    policy=st.sampled_from(["create", "ask", "skip"]),
    overwrite=st.sampled_from([(), ("title",)]),
)
companies = st.builds(
    Target, entity=st.just("company"), policy=st.sampled_from(["create", "link"])
)
variants = st.builds(
    Conversion,
    codes,
    when=whens,
    targets=st.tuples(companies, deals) | st.tuples(deals) | st.just(()),
    owner=texts,
    activities=st.sampled_from(["link", "move"])
    | st.dictionaries(codes, st.sampled_from(["copy", "leave"])),
    tags=st.booleans(),
    files=st.booleans(),
)
chains = st.sampled_from(
    [
        Conversion("offer", source="deal").quote(asks=["terms"]),
        Conversion("bill", source="quote").invoice(copy("valid_until", to="due_on")),
    ]
)
workspaces = st.builds(
    Workspace,
    name=texts,
    mode=st.sampled_from(["classic", "simple"]),
    chain=st.sampled_from(["lead-deal-quote-invoice", "lead-deal"]),
    without=st.sampled_from([(), ("company",), ("product", "inquiry")]),
    technical_leads=st.booleans(),
    lead_success=st.sampled_from(["reject", "auto_convert", "mark_only"]),
    wrong_numbers=st.sampled_from(["leave", "warn", "refuse"]),
    language=st.sampled_from(["en", "uk", "pt-BR"]),
    zone=st.sampled_from(["UTC", "Europe/Berlin"]),
    currency=st.sampled_from(["UAH", "eur"]),
    pipelines=pipelines(),
    dictionaries=st.lists(
        st.builds(
            Dictionary,
            st.sampled_from(["source", "industry", "region", "size"]),
            entry_lists,
            label=labels,
            is_open=st.booleans(),
        ),
        unique_by=lambda dictionary: dictionary.code,
        max_size=2,
    ),
    fields=fields(),
    conversions=st.lists(
        variants | chains, max_size=2, unique_by=lambda each: each.code
    ),
    labels=st.dictionaries(st.sampled_from(["lead", "leads", "deal.amount"]), labels),
)


@given(workspaces)
def test_every_workspace_comes_back(workspace: Workspace) -> None:
    """M1: nothing is lost, and the same firm gives the same text each time."""
    again = loads(dumps(workspace))

    assert workspace == again
    assert dumps(workspace) == dumps(again)


plain: st.SearchStrategy[Any] = st.recursive(
    st.one_of(texts, st.booleans(), st.integers(-(2**63), 2**63 - 1), st.dates()),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(texts, plain), st.dictionaries(texts, plain))
def test_the_writer_is_exact(keys: dict[str, Any], under: dict[str, Any]) -> None:
    """M1: what is written as TOML is read as the same data."""
    text = document({**keys, "sub": Section(under), "subs": [Section(under)] * 2})

    assert {**keys, "sub": under, "subs": [under, under]} == tomllib.loads(text)


# --- The file reads well --------------------------------------------------------


def test_a_usual_firm_is_a_few_lines() -> None:
    """M1: only what is special is written."""
    text = 'mode = "classic"\nlanguage = "en"\nzone = "UTC"\ncurrency = "USD"\n'

    assert text == dumps(Workspace())
    assert Workspace() == loads("")


def test_one_own_pipeline_leaves_the_usual_ones_out() -> None:
    """S1: entities that are not named keep the usual pipeline."""
    own = Pipeline("service", stages=["new", Stage.won()])

    assert 1 == dumps(Workspace(pipelines=[own])).count("[[pipelines]]")


def test_people_may_write_the_short_forms() -> None:
    """S1, S5: codes for stages and values, one name for a list of one."""
    workspace = loads(
        """
        [[pipelines]]
        code = "service"
        stages = ["new", { code = "won", kind = "won", require = "amount" }]

        [[dictionaries]]
        code = "source"
        entries = { web = "Site", fair = { en = "Fair" } }
        """
    )

    assert Stage.won(require=["amount"]) == workspace.pipeline("service").success
    assert "Fair" == workspace.entry_title("source", "fair")


def test_money_and_decimals_are_text() -> None:
    """N1: no reader may make floats of them."""
    variant = Conversion("b2b").deal(constant(Money("5", "UAH"), to="amount"))

    assert '{ money = "5.00 UAH" }' in dumps(Workspace(conversions=[variant]))


def test_a_number_with_a_fraction_is_read_exactly() -> None:
    """N1: 0.1 is a tenth."""
    workspace = loads(
        """
        [[conversions]]
        code = "b2b"
        [conversions.deal]
        fields = [
          { constant = 0.1, to = "custom.rate" },
          { constant = { decimal = "0.1" }, to = "custom.share" },
        ]
        [[fields]]
        code = "rate"
        entity = "deal"
        type = "decimal"
        [[fields]]
        code = "share"
        entity = "deal"
        type = "decimal"
        """
    )

    entries = workspace.conversion("b2b").target("deal").fields
    assert [Decimal("0.1")] * 2 == [getattr(each, "value", None) for each in entries]


# --- All faults at once ---------------------------------------------------------

FAULTY = """
mod = "classic"
zone = "Europe/Berlni"
currency = "UHA"
language = 5

[labels]
leed = "Inquiry"
deal = { amount = "Sum" }

[[pipelines]]
code = "service"
skiping = false
stages = [
  { code = "visit", requir = ["amount"], when = "amout > 5", require = ["titel"] },
  { code = "won", kind = "wom" },
]

[[pipelines]]
entity = "lead"
code = "My Leads"
stages = [{ code = "new", when = "amount = 5", limit = "x" }, { kind = "won" }, 7]

[[dictionaries]]
code = "source"
entries = ["web", "web", { code = "call", label = 5 }]

[[fields]]
code = "size"
entity = "lead"
label = { ukrainian = "Розмір" }

[[conversions]]
code = "b2b"
when = "compny_name != ''"
[conversions.deals]
[conversions.deal]
polcy = "create"
overwrite = ["titel"]
fields = [
  { copy = "titel", to = "title" },
  { copi = "title", to = "notes" },
  { copy = "title", template = "{title}", to = "notes" },
  { template = "{compny_name}", to = "tilte", by = "upper" },
  { constant = { mony = "5 UAH" }, to = "amount" },
  { constant = { money = "5" }, to = "amount" },
  "title",
]
"""


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("mod", "mode"),
        ("zone", "Europe/Berlin"),
        ("currency", "UAH"),
        ("language", "must be text, not a whole number"),
        ("labels.leed", "lead"),
        ("labels.deal", "by language"),
        ("pipelines.service.skiping", "skipping"),
        ("pipelines.service.stages.visit.requir", "require"),
        ("pipelines.service.stages.won.kind", "did you mean 'won'?"),
        ('pipelines."My Leads".code', "my_leads"),
        ('pipelines."My Leads".stages.new.when', "column 8"),
        ('pipelines."My Leads".stages.new.limit', "must be a whole number, not text"),
        ('pipelines."My Leads".stages[1].code', "is missing"),
        ('pipelines."My Leads".stages[2]', "must be a table, not a whole number"),
        ("dictionaries.source.entries.call.label", "must be text or a table"),
        ("fields.lead.size.label", "ukrainian"),
        ("conversions.b2b.deals", "deal"),
        ("conversions.b2b.deal.polcy", "policy"),
        ("conversions.b2b.deal.fields[1]", "copy"),
        ("conversions.b2b.deal.fields[2]", "says both 'copy' and 'template'"),
        ("conversions.b2b.deal.fields.tilte.by", "unknown key"),
        ("conversions.b2b.deal.fields[4].constant.mony", "money"),
        ("conversions.b2b.deal.fields[5].constant.money", "currency"),
        ("conversions.b2b.deal.fields[6]", "must be a table, not text"),
    ],
)
def test_every_fault_of_a_file_is_told(path: str, hint: str) -> None:
    """M1: who corrects a file wants to do it once."""
    assert hint in faults_of(FAULTY)[path]


@pytest.mark.parametrize(
    "path",
    [
        "labels.leed",
        "pipelines.service.stages.visit.when",
        "pipelines.service.stages.visit.require[0]",
        "conversions.b2b.when",
        "conversions.b2b.deal.fields.title.copy",
        "conversions.b2b.deal.fields.tilte.to",
        "conversions.b2b.deal.fields.tilte.template",
    ],
)
def test_faults_of_shape_hide_no_wrong_names(path: str) -> None:
    """C3, S4: what can be judged beside a fault is judged at once."""
    assert path in faults_of(FAULTY)


def test_names_beside_a_fault_are_judged_by_what_is_right() -> None:
    """C3, F5: own fields, values and stages of the file count."""
    found = faults_of(
        """
        mod = "classic"
        [[pipelines]]
        code = "inquiries"
        entity = "leads"
        stages = [
          "fresh",
          { code = "asked", when = "interest != '' and stage == 'frsh'" },
          { code = "won", kind = "won", limit = "x" },
        ]

        [[fields]]
        code = "budget"
        entity = "lead"
        type = "money"

        [[dictionaries]]
        code = "source"
        entries = ["fair"]

        [[conversions]]
        code = "b2b"
        when = "custom.budget > 5 and custom.bugdet > 5 and source == 'fiar'"
        """
    )

    assert {
        "mod",
        "pipelines.inquiries.stages.won.limit",
        "conversions.b2b.when",
    } == set(found)
    assert "fair" in found["conversions.b2b.when"]


def test_own_fields_beside_a_fault_are_judged_by_what_is_right() -> None:
    """F2: each with its entity, its dictionary and its form."""
    found = faults_of(
        """
        mod = "classic"
        [forms]
        deal = ["amout"]
        lead = "amount"
        [[fields]]
        code = "x"
        entity = "deal"
        required = "probability > 5 and amout > 5"
        [[fields]]
        code = "y"
        entity = "deal"
        type = "dictionary"
        dictionary = "sorce"
        [[fields]]
        code = "z"
        entity = "deal"
        required = 5
        default = { mony = "5" }
        """
    )

    assert {
        "mod",
        "forms.deal[0]",
        "fields.deal.x.required",
        "fields.deal.y.dictionary",
        "fields.deal.z.required",
        "fields.deal.z.default.mony",
    } == set(found)
    assert "'amount'" in found["fields.deal.x.required"]


def test_a_conversion_beside_a_fault_is_judged_by_the_right_pipelines() -> None:
    """C3: where all pipelines can be read, a stage that is not there is a fault."""
    found = faults_of(
        """
        mod = "classic"
        [[conversions]]
        code = "b2b"
        closing_stage = "wno"
        """
    )

    assert {"mod", "conversions.b2b.closing_stage"} == set(found)
    assert "converted" in found["conversions.b2b.closing_stage"]


def test_values_of_a_faulty_dictionary_are_not_judged() -> None:
    """C3: the value may be the very one that cannot be read."""
    found = faults_of(
        """
        [[dictionaries]]
        code = "source"
        entries = [{ code = "Fair" }]

        [[conversions]]
        code = "b2b"
        when = "source == 'fair' and industry == 'it'"
        [conversions.deal]
        policy = "mkae"
        """
    )

    assert {
        "dictionaries.source.entries.Fair.code",
        "conversions.b2b.deal.policy",
    } == set(found)


def test_what_a_faulty_part_might_define_is_no_fault() -> None:
    """C3: false alarms would hide the one fault that is there."""
    found = faults_of(
        """
        [[fields]]
        code = "budget"
        entity = "lead"
        type = "mony"

        [[pipelines]]
        code = "service"
        stages = ["new", { code = "won", kind = "wom" }]

        [[conversions]]
        code = "b2b"
        when = "custom.budget > 5 and stage == 'fresh'"
        [conversions.deal]
        pipeline = "service"
        """
    )

    assert {"fields.lead.budget.type", "pipelines.service.stages.won.kind"} == set(
        found
    )


def test_faults_of_a_part_have_the_path_of_the_file() -> None:
    """S1, C3: what the classes judge is told with its place in the file."""
    found = faults_of(
        """
        [[pipelines]]
        code = "service"
        stages = ["new", "visit"]

        [[dictionaries]]
        code = "source"
        entries = ["web", "web"]

        [[conversions]]
        code = "b2b"
        [conversions.deal]
        fields = [
          { copy = "title", to = "title" },
          { copy = "source_details", to = "title" },
        ]
        """
    )

    assert {
        "pipelines.service.stages",
        "dictionaries.source.entries[1].code",
        "conversions.b2b.deal.fields[1].to",
    } == set(found)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("mode = ", "line 1, column 8"),
        ("mode = 'simple'\nzone UTC", "line 2, column 6"),
        ("[labels\n", "line 1, column 8"),
        ("a = " + "[" * 5000, ""),
    ],
)
def test_a_slip_in_toml_is_told_with_its_place(text: str, place: str) -> None:
    """M1: line and column are where people look."""
    assert [place] == list(faults_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "pipelines = 5",
        "labels = []",
        "fields = [5]",
        "conversions = [[]]",
        "mode = 2026-11-02",
        "[pipelines]\ncode = 'x'",
        "[[pipelines]]\nentity = []\nstages = [{ code = 'a', when = 'x > 1' }]",
        "[[pipelines]]\ncode = 'x'\nstages = [{ code = 'a', limit = true }]",
        "[[conversions]]\ncode = 'x'\nactivities = { call = 5 }",
        "[[conversions]]\ncode = 'x'\nactivities = 'jump'",
        "[[conversions]]\ncode = 'x'\ndeal.fields = [{ constant = {}, to = 'x' }]",
        "[[conversions]]\ncode = 'x'\ndeal.fields = [{ constant = { money = 5 } }]",
        "[[dictionaries]]\ncode = 'source'\nentries = { web = 5 }",
        "[[pipelines]]\ncode = 'x'\narrivals = 5\nstages = ['a']",
    ],
)
def test_whatever_stands_in_a_file_is_judged(text: str) -> None:
    """M1: no file makes the reader fail in another way."""
    assert faults_of(text)


@given(st.dictionaries(st.sampled_from(["pipelines", "fields", "labels", "x"]), plain))
def test_no_data_makes_the_reader_fail(data: dict[str, Any]) -> None:
    """M1: any TOML is a workspace or a list of faults."""
    try:
        loads(document(data))
    except InvalidWorkspace as error:
        assert error.faults  # noqa: PT017  # both ends are right


# --- Files ----------------------------------------------------------------------


def test_a_file_is_written_and_read(tmp_path: Path) -> None:
    """M1: every language comes back from the file."""
    path = tmp_path / "workspace.toml"
    workspace = Workspace(name="Київ & Söhne", labels={"lead": "Обращение"})
    write(workspace, path)

    assert workspace == read(path)
    assert [path] == list(tmp_path.iterdir())


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    """M1: some editors put it there unasked."""
    path = tmp_path / "workspace.toml"
    path.write_bytes(b'\xef\xbb\xbfmode = "simple"\r\n')

    assert "simple" == read(path).mode


@pytest.mark.parametrize("content", [None, b'name = "\xcf\xf0\xe8"'])
def test_a_file_that_cannot_be_read_is_told_by_name(
    tmp_path: Path, content: bytes | None
) -> None:
    """M1: missing, or not in UTF-8."""
    path = tmp_path / "workspace.toml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(InvalidWorkspace) as caught:
        read(path)

    assert str(path) == caught.value.subject


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """M1: the way out is in the sentence, not in a traceback."""
    with pytest.raises(InvalidValue) as caught:
        write(Workspace(), tmp_path / "missing" / "workspace.toml")

    assert caught.value.path.endswith("workspace.toml")
