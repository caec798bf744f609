import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import attrs
import pytest

from leadflow.entities import Kind, Ref
from leadflow.errors import (
    InvalidCondition,
    InvalidValue,
    InvalidWorkspace,
    UnknownName,
)
from leadflow.expressions import F
from leadflow.values import Address, FileRef, Money
from leadflow.workspace import CustomField, FieldType, Workspace
from leadflow.workspace.types import known_types


ACCEPTED = [
    ("text", " x ", "x"),
    ("long_text", "a\r\nb", "a\nb"),
    ("integer", 5, 5),
    ("decimal", "1.50", Decimal("1.5")),
    ("money", "5 UAH", Money("5", "UAH")),
    ("boolean", True, True),
    ("date", "2026-11-02", date(2026, 11, 2)),
    ("datetime", "2026-11-02T10:00:00+02:00", datetime(2026, 11, 2, 8, tzinfo=UTC)),
    ("url", "kyivlog.example", "https://kyivlog.example"),
    ("email", "Olena@KyivLog.example", "Olena@KyivLog.example"),
    ("phone", "+380 44 123 45 67", "+380 44 123 45 67"),
    ("user", "ada", "ada"),
]


@pytest.mark.parametrize(("kind", "given", "kept"), ACCEPTED)
def test_each_type_accepts_what_people_write(
    kind: str, given: object, kept: object
) -> None:
    """F1, mission 2.30: values become what the type keeps."""
    assert kept == CustomField("x", entity="lead", type=kind).accept(given)


REFUSED = [
    ("text", 5),
    ("integer", "5"),
    ("integer", True),
    ("integer", 2**63),
    ("decimal", 1.5),
    ("money", "5"),
    ("boolean", "yes"),
    ("date", "tomorrow"),
    ("datetime", "2026-11-02T10:00:00"),
    ("datetime", "soon"),
    ("url", "ftp://kyivlog.example"),
    ("email", "nobody"),
]


@pytest.mark.parametrize(("kind", "given"), REFUSED)
def test_each_type_refuses_what_it_cannot_keep(kind: str, given: object) -> None:
    """F1: nothing is turned into a value silently."""
    with pytest.raises(InvalidValue):
        CustomField("x", entity="lead", type=kind).accept(given)


def test_what_was_accepted_is_accepted_again() -> None:
    """F1: a record that is stored twice keeps its values."""
    for kind, given, kept in ACCEPTED:
        field = CustomField("x", entity="lead", type=kind)

        assert kept == field.accept(field.accept(given))


def test_choices_may_come_with_their_labels() -> None:
    """F2: by code, in one language or several, as those of a dictionary."""
    sizes = {"small": "Small one", "big": {"en": "Big one", "uk": "Великий"}}
    field = CustomField("size", entity="deal", type="choice", choices=sizes)

    assert ["Small one", "Big one"] == [each.title() for each in field.choices]
    assert "Великий" == field.choices[1].title("uk")


def test_a_choice_is_one_of_the_choices() -> None:
    """F1, F4: an unknown choice answers with the nearest."""
    field = CustomField("size", entity="deal", type="choice", choices=["small", "big"])

    with pytest.raises(UnknownName) as caught:
        field.accept("smal")

    assert "small" == caught.value.nearest


def test_several_values_are_accepted_one_by_one() -> None:
    """F1: a field of several takes one value as well."""
    field = CustomField("sizes", entity="deal", type="integer", multiple=True)

    assert ((1,), (1, 2)) == (field.accept(1), field.accept([1, 2]))


def test_an_unknown_type_answers_with_the_nearest() -> None:
    """F1: a slip of the pen is told with the way out."""
    with pytest.raises(UnknownName) as caught:
        CustomField("x", entity="lead", type="mony")

    assert "money" == caught.value.nearest


@pytest.mark.parametrize(
    ("path", "definition"),
    [
        ("choices", {"type": "choice"}),
        ("choices", {"choices": ["a"]}),
        ("multiple", {"type": "boolean", "multiple": True}),
    ],
)
def test_a_definition_that_makes_no_sense_is_refused(
    path: str, definition: dict[str, object]
) -> None:
    """F1, F2: choices belong to choices, and a truth value is one."""
    with pytest.raises(InvalidWorkspace) as caught:
        CustomField("x", entity="lead", **definition)  # type: ignore[arg-type]

    assert [path] == [fault.path for fault in caught.value.faults]


def test_labels_and_help_come_in_several_languages() -> None:
    """F2: a definition has a label per language and help text."""
    field = CustomField("x", entity="lead", label={"uk": "Бюджет"}, help="How much")

    assert ("Бюджет", "How much") == (field.title("uk"), field.help.text("uk"))


KEY = "0a" * 32
COMPANY = "company_00000000000000000000000001"
LINKED = {"type": "reference", "target": "company"}


def test_addresses_and_files_are_values_of_their_own() -> None:
    """F1: an address keeps its parts, a file its key."""
    site = CustomField("site", entity="deal", type="address")
    scan = CustomField("scan", entity="deal", type="file")
    ref = FileRef(KEY, "a.pdf", 5)

    assert Address(line1="Khreshchatyk 22") == site.accept("Khreshchatyk 22")
    assert (ref, ref) == (scan.accept(ref), scan.accept(ref.text))
    assert (None, None) == (site.accept(""), scan.accept(None))
    with pytest.raises(InvalidValue, match="Address"):
        site.accept(5)


def test_a_reference_names_a_record_of_its_target() -> None:
    """F6: a record or its id is taken, if it is of the right entity."""
    own = CustomField("partner", entity="deal", **LINKED)  # type: ignore[arg-type]

    assert Ref(COMPANY) == own.accept(COMPANY)
    assert Ref is type(own.accept(COMPANY))
    for wrong in ("lead_00000000000000000000000001", "Kyiv Logistics"):
        with pytest.raises(InvalidValue, match="id"):
            own.accept(wrong)


def test_a_reference_may_have_several_targets() -> None:
    """F6: several entities may be pointed at."""
    own = CustomField("x", entity="deal", type="reference", target=["company", "deals"])

    assert ("company", "deal") == own.target


WRONG_DEFINITIONS = [
    ("dictionary", {"type": "dictionary"}),
    ("dictionary", {"type": "text", "dictionary": "source"}),
    ("target", {"type": "reference"}),
    ("target", {"target": "company"}),
    ("format", {"format": "{number}"}),
    ("multiple", {"type": "counter", "multiple": True}),
    ("required", {"type": "counter", "required": True}),
    ("default", {"type": "counter", "default": "5"}),
    ("default", {"type": "file", "default": f"a; text/plain; 5; sha256:{KEY}"}),
    ("default", {"type": "money", "default": "much"}),
    ("default", {"type": "choice", "choices": ["a"], "default": "b"}),
    ("default", {"type": "integer", "default": 5, "max_value": 4}),
    ("min_value", {"type": "text", "min_value": 5}),
    ("min_value", {"type": "integer", "min_value": 5, "max_value": 4}),
    ("min_value", {"type": "integer", "min_value": "much"}),
    ("max_value", {"type": "datetime", "max_value": "soon"}),
    ("min_length", {"min_length": 5, "max_length": 4}),
    ("max_length", {"max_length": 0}),
    ("max_length", {"type": "integer", "max_length": 5}),
    ("pattern", {"type": "integer", "pattern": "5"}),
    ("precision", {"type": "integer", "precision": 2}),
    ("precision", {"type": "decimal", "precision": -1}),
    ("indexed", {"type": "text", "multiple": True, "indexed": True}),
    ("indexed", {"type": "decimal", "indexed": True}),
]


@pytest.mark.parametrize(("path", "definition"), WRONG_DEFINITIONS)
def test_settings_belong_to_their_types(
    path: str, definition: dict[str, object]
) -> None:
    """F2: what makes no sense for a type is refused where it is written."""
    with pytest.raises(InvalidWorkspace) as caught:
        CustomField("x", entity="lead", **definition)  # type: ignore[arg-type]

    assert [path] == [fault.path for fault in caught.value.faults]


OUTSIDE = [
    ({"type": "integer", "min_value": 1, "max_value": 5}, 3, [0, 6]),
    ({"type": "decimal", "max_value": "1.5"}, "1.5", ["1.50001"]),
    ({"type": "money", "min_value": 100}, "100 UAH", ["99.99 UAH", "-5 USD"]),
    ({"type": "money", "precision": 0}, "100.00 UAH", ["99.5 UAH"]),
    ({"type": "decimal", "precision": 2}, "1.250", ["1.251"]),
    ({"type": "date", "min_value": "2026-01-01"}, "2026-01-01", ["2025-12-31"]),
    (
        {"type": "datetime", "max_value": "2026-01-01T00:00:00Z"},
        "2026-01-01T02:00:00+02:00",
        ["2026-01-01T00:00:01Z"],
    ),
    ({"min_length": 2, "max_length": 4}, "Kyiv", ["K", "Lviv 5"]),
    ({"pattern": r"[A-Z]{2}-\d+"}, "UA-5", ["ua-5", "UA-", "UA-" + "5" * 200]),
]


@pytest.mark.parametrize(("definition", "right", "wrong"), OUTSIDE)
def test_limits_are_kept(
    definition: dict[str, object], right: object, wrong: list[object]
) -> None:
    """F2: values, lengths, forms and decimals have limits."""
    own = CustomField("x", entity="lead", **definition)  # type: ignore[arg-type]
    own.accept(right)

    for value in wrong:
        with pytest.raises(InvalidValue):
            own.accept(value)


def test_what_is_left_empty_has_no_limits() -> None:
    """F2, F4: whether a field must be filled is another question."""
    own = CustomField("x", entity="lead", min_length=5, pattern="[a-z]+")

    assert "" == own.accept("")


def test_a_default_is_of_the_type() -> None:
    """F2: a default is kept as any value is; today and now are told later."""
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    budget = CustomField("x", entity="lead", type="money", default="5 UAH")
    day = CustomField("x", entity="lead", type="date", default="today")
    moment = CustomField("x", entity="lead", type="datetime", default="now")
    text = CustomField("x", entity="lead", default="now")

    assert Money("5", "UAH") == budget.default_at(noon)
    assert (date(2026, 11, 22), noon) == (day.default_at(noon), moment.default_at(noon))
    assert "now" == text.default_at(noon)


def test_a_condition_may_require_a_field() -> None:
    """F2: required is a truth value or a condition, also as text."""
    fields = [
        CustomField("x", entity="lead", required=given)
        for given in (True, False, "amount > 1000", F.amount > 1000)
    ]

    assert [True, False] == [own.required for own in fields[:2]]
    assert fields[2] == fields[3]
    with pytest.raises(InvalidCondition):
        CustomField("x", entity="lead", required="amount >")


def test_a_condition_is_judged_against_the_workspace() -> None:
    """F2, M7: unknown names are told with their place."""
    own = [
        CustomField("x", entity="deal", required="amout > 1000"),
        CustomField("y", entity="deal", type="dictionary", dictionary="sorce"),
    ]
    with pytest.raises(InvalidWorkspace) as caught:
        Workspace(fields=own)

    told = [(fault.path, fault.hint) for fault in caught.value.faults]
    assert ("fields.deal.x.required", "did you mean 'amount'?") == told[0]
    assert ("fields.deal.y.dictionary", "did you mean 'source'?") == told[1]


def _plate(value: str) -> str:
    text = value.upper().replace(" ", "")
    if len(text) != 8:
        raise InvalidValue("plate", "has not 8 characters")
    return text


PLATE = FieldType("plate", convert=_plate)
RATING = FieldType("rating", kind="integer", convert=int, can_be_several=False)


def test_a_host_adds_types() -> None:
    """F1, mission 2.30: the registry is open; a host's type refines a kind."""
    own = CustomField("car", entity="lead", type=PLATE, multiple=True)

    assert ("plate", Kind.TEXT, str) == (own.type, own.kind, own.python_type)
    assert ("AA1234BB",) == own.accept("aa 1234 bb")
    with pytest.raises(InvalidValue, match="8 characters"):
        own.accept("aa")
    assert own == attrs.evolve(own) == pickle.loads(pickle.dumps(own))  # noqa: S301
    assert "text" == attrs.evolve(own, type="text").definition.name


def test_what_a_host_breaks_is_told() -> None:
    """F1: any error of a host's function is a wrong value, without its text."""
    own = CustomField("stars", entity="lead", type=RATING)
    liar = FieldType("liar", convert=len)

    day = FieldType("day", kind="date", convert=date.fromisoformat)

    assert 5 == own.accept("5")
    assert date(2026, 3, 1) == CustomField("d", entity="lead", type=day).accept(
        "2026-03-01"
    )
    with pytest.raises(InvalidValue, match="cannot be taken: ValueError"):
        own.accept("Olena")
    with pytest.raises(InvalidValue, match="became a int, not a str"):
        CustomField("x", entity="lead", type=liar).accept("x")
    with pytest.raises(InvalidWorkspace, match="makes no sense for a rating"):
        CustomField("stars", entity="lead", type=RATING, multiple=True)


def test_types_have_names_of_their_own() -> None:
    """F1: a host does not redefine a type, nor give one twice."""
    for wrong in ([FieldType("text", convert=str)], [PLATE, PLATE], [str]):
        with pytest.raises(InvalidValue):
            known_types(wrong)
    with pytest.raises(UnknownName):
        FieldType("x", kind="reference", convert=str)


def test_a_file_names_a_type_of_the_host(tmp_path: Path) -> None:
    """F1: TOML knows the types that it is read with."""
    place = tmp_path / "workspace.toml"
    own = CustomField("car", entity="lead", type=PLATE)
    Workspace(fields=[own]).save(place)

    assert (own,) == Workspace.load(place, field_types=[PLATE]).fields
    with pytest.raises(InvalidWorkspace) as caught:
        Workspace.load(place)
    assert ["fields.lead.car.type"] == [fault.path for fault in caught.value.faults]
