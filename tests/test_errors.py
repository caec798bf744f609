import inspect
import pickle
import re

import attrs
import pytest

import leadflow.errors
from leadflow.errors import (
    AlreadyConverted,
    AmbiguousDuplicate,
    AmbiguousMatch,
    Conflict,
    ConversionInvalid,
    ConversionRefused,
    ConversionReverted,
    Denied,
    DuplicateFound,
    EntityDisabled,
    Fault,
    InUse,
    InvalidCondition,
    InvalidData,
    InvalidValue,
    InvalidWorkspace,
    KeyReused,
    LeadflowError,
    LeadsDisabled,
    MergeRefused,
    MissingExtra,
    MoveRefused,
    NotAStore,
    NotFound,
    NoVariant,
    OutcomeUnknown,
    PastReadOnly,
    PlanOutdated,
    ReadOnly,
    Refused,
    RevertRefused,
    StoreBusy,
    StoreClosed,
    StoreError,
    StoreFailed,
    StoreTooNew,
    SwitchOutdated,
    SwitchRefused,
    TransactionUndone,
    UnknownName,
    did_you_mean,
    nearest,
)


LEAD = "lead_00000000000000000000000001"
DEAL = "deal_00000000000000000000000001"
FAULT = Fault("amount", "is missing", "give one", "required")

EXAMPLES: tuple[LeadflowError, ...] = (
    InvalidData("lead", (FAULT,)),
    InvalidWorkspace("workspace", (FAULT, Fault("zone", "unknown"))),
    InvalidCondition("condition", (FAULT,)),
    InvalidValue("money", "has no currency", "write '5 UAH'", "amount"),
    UnknownName("stage", "wonn", ("won", "lost"), "deal.stage"),
    NotFound("lead", LEAD, "it was deleted"),
    Conflict("lead", LEAD, 1, 3),
    Denied("bob", "update", "deal", "role 'sales': read deal: own", "amount", "erase"),
    MoveRefused("deal", DEAL, "won", (FAULT, FAULT)),
    ReadOnly("lead", LEAD, ("stage", "amount"), "it was converted"),
    InUse("stage 'won'", (FAULT,)),
    DuplicateFound("lead", (LEAD,)),
    AmbiguousDuplicate("contact", ("contact_1", "contact_2")),
    EntityDisabled("quote", "take 'quote' into the workspace's chain"),
    LeadsDisabled("lead", "add a contact and a deal"),
    SwitchRefused("simple", 3, (Fault(LEAD, "'Forklifts'"),), "convert them first"),
    SwitchOutdated("simple", (LEAD, "the workspace")),
    KeyReused("import-7", "convert"),
    MergeRefused(DEAL, (FAULT,)),
    RevertRefused(DEAL, (FAULT,)),
    AlreadyConverted(LEAD, (DEAL,)),
    ConversionInvalid(LEAD, (FAULT,)),
    NoVariant(LEAD, (FAULT,)),
    AmbiguousMatch(LEAD, "deal", (DEAL, DEAL)),
    ConversionReverted(LEAD, DEAL),
    PlanOutdated(LEAD, (DEAL,)),
    PastReadOnly("2026-01-05 09:00 UTC"),
    MissingExtra("reading local numbers", "phone"),
    StoreClosed(),
    StoreBusy(30.0),
    StoreTooNew(2, 1),
    NotAStore("notes.txt", "it is no SQLite file"),
    StoreFailed("the disk is full"),
    TransactionUndone("two transactions waited for each other"),
    OutcomeUnknown(),
)
# Roots of branches: they are caught, never raised.
ABSTRACT = (LeadflowError, Refused, ConversionRefused, StoreError)

CLASSES = tuple(
    kind
    for kind in vars(leadflow.errors).values()
    if isinstance(kind, type) and issubclass(kind, LeadflowError)
)


def named(error: LeadflowError) -> str:
    """Return what a case of a parametrised test is called."""
    return type(error).__name__


def drawn() -> dict[str, str]:
    """Return each error in the module's drawing with the one that it hangs on."""
    above: list[str] = []
    parents: dict[str, str] = {}
    for line in (inspect.getdoc(leadflow.errors) or "").splitlines():
        found = re.fullmatch(r"    ([│├└─ ]*)(\w+)(?:  .*)?", line)
        if found:
            depth = len(found[1]) // 4
            above[depth:] = [found[2]]
            parents[found[2]] = above[depth - 1] if depth else "Exception"
    return parents


def test_the_drawing_is_the_tree() -> None:
    """The drawing in the module's docstring is complete and true."""
    real = {kind.__name__: kind.__mro__[1].__name__ for kind in CLASSES}

    assert real == drawn()


def test_every_error_that_is_raised_has_an_example_here() -> None:
    """Whoever adds an error adds it to these tests."""
    assert set(CLASSES) == {type(each) for each in EXAMPLES} | set(ABSTRACT)


@pytest.mark.parametrize("error", EXAMPLES, ids=named)
def test_an_error_survives_pickling_with_its_data(error: LeadflowError) -> None:
    """Errors cross the border of a process without loss."""
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes

    assert type(error) is type(again)
    assert str(error) == str(again)
    assert attrs.astuple(error) == attrs.astuple(again)  # type: ignore[arg-type]  # attrs classes


@pytest.mark.parametrize("error", EXAMPLES, ids=named)
def test_an_error_is_a_lower_case_sentence(error: LeadflowError) -> None:
    """A host puts its own words before ours, so ours begin small."""
    text = str(error)

    assert text == text.strip() != ""
    assert text[0].islower() or text[0] == "'"
    assert not text.endswith(".")


@pytest.mark.parametrize("kind", CLASSES)
def test_a_code_is_lower_case_and_tells_the_class(kind: type[LeadflowError]) -> None:
    """Codes are stable: hosts compare them, never texts."""
    words = re.findall("[A-Z][a-z]*", kind.__name__.removeprefix("Leadflow"))

    assert "_".join(words).lower() == kind.code


def test_no_two_classes_share_a_code() -> None:
    """A code that means two things means nothing."""
    assert len(CLASSES) == len({kind.code for kind in CLASSES})


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (EXAMPLES[0], "lead is not valid: amount: is missing; give one"),
        (EXAMPLES[3], "amount: money has no currency; write '5 UAH'"),
        (EXAMPLES[4], "deal.stage: unknown stage 'wonn'; did you mean 'won'?"),
        (EXAMPLES[5], f"there is no lead '{LEAD}'; it was deleted"),
        (NotFound("lead", LEAD), f"there is no lead '{LEAD}'"),
        (
            AlreadyConverted(LEAD, ()),
            f"lead '{LEAD}' was already converted into nothing",
        ),
        (
            NoVariant(LEAD, ()),
            f"no conversion fits lead '{LEAD}': the workspace defines none",
        ),
        (StoreClosed(), "the store is closed; open it again with leadflow.open(…)"),
        (
            StoreTooNew(2, 1),
            "the store has format 2, this leadflow knows 1; install a newer leadflow",
        ),
    ],
)
def test_the_sentence_names_the_way_out(error: LeadflowError, text: str) -> None:
    """What is wrong, where, and what to do about it."""
    assert text == str(error)


def test_a_conflict_tells_both_versions() -> None:
    """H2: the caller sees which version was changed and which is stored."""
    text = str(Conflict("lead", LEAD, yours=1, stored=3))

    assert "is at version 3" in text
    assert "started from version 1" in text


def test_several_faults_are_a_list() -> None:
    """All faults of what a user wrote come at once, a line each."""
    error = InvalidData("row 14", (FAULT, Fault("", "it says too little")))

    assert (
        "row 14 is not valid: 2 faults\n"
        "  - amount: is missing; give one\n"
        "  - it says too little"
    ) == str(error)


def test_an_ambiguous_match_shows_how_to_choose() -> None:
    """C11: the first of several is never taken; the caller says which."""
    error = AmbiguousMatch(LEAD, "deal", (DEAL, LEAD))

    assert f"convert(lead, deal='{DEAL}')" in str(error)


def test_a_wrong_value_is_placed_from_the_inside_out() -> None:
    """The path grows as the error passes from the value to its record."""
    error = InvalidValue("money", "is negative").at("price").at("rows[2]")

    assert "rows[2].price" == error.path
    assert Fault("rows[2].price", "money is negative") == error.fault


def test_an_unknown_name_is_a_fault_too() -> None:
    """One wrong name or ten: they read the same in a list."""
    error = UnknownName("field of lead", "amout", ("title", "amount"), "columns.2")

    assert "amount" == error.nearest
    assert (
        Fault(
            "columns.2",
            "unknown field of lead 'amout'",
            "did you mean 'amount'?",
            "unknown_name",
        )
        == error.fault
    )


def test_two_names_do_not_stand_side_by_side() -> None:
    """What is wrong and where it was looked for are told apart."""
    error = UnknownName("stage of pipeline 'leads'", "wn", ("new", "won"))

    assert "unknown stage 'wn' of pipeline 'leads'; did you mean 'won'?" == str(error)


def test_a_name_that_is_no_text_is_told_too() -> None:
    """An error that fails while it is printed hides the mistake."""
    error = UnknownName("stage", 5, ("new", "won"))  # type: ignore[arg-type]  # the point

    assert "unknown stage '5'; it is one of 'new', 'won'" == str(error)


def test_one_choice_is_offered_as_a_question() -> None:
    """A list of one reads like a slip of ours."""
    assert "did you mean 'web'?" == str(UnknownName("source", "Веб", ("web",)))[-19:]


@pytest.mark.parametrize(
    ("name", "choices", "found"),
    [
        ("amout", ("title", "amount"), "amount"),
        ("Amount", ("title", "amount"), "amount"),
        ("СТАДІЯ", ("сума", "стадія"), "стадія"),
        ("zzz", ("title", "amount"), ""),
        ("", ("title",), ""),
        ("title", (), ""),
    ],
)
def test_the_nearest_name_is_the_one_that_was_meant(
    name: str, choices: tuple[str, ...], found: str
) -> None:
    """Case does not matter; what is too far away is not guessed."""
    assert found == nearest(name, choices)


def test_without_a_near_name_the_choices_are_listed() -> None:
    """A list of twelve is read; more are cut."""
    many = [f"name{number:02}" for number in range(20)]

    assert "it is one of 'lost', 'won'" == did_you_mean("zzz", ["won", "lost"])
    assert "none is defined" == did_you_mean("zzz", [])
    assert did_you_mean("zzz", many).endswith("'name11' …")


def test_an_error_takes_notes_and_causes() -> None:
    """Hosts add what they know; frozen errors do not stand in the way."""
    error = StoreFailed("the disk is full")
    error.add_note("while importing")

    with pytest.raises(LeadflowError) as caught:
        raise error from OSError("no space")

    assert ["while importing"] == caught.value.__notes__


def test_notes_survive_pickling() -> None:
    """What a host has added on the way is not lost between processes."""
    error = StoreFailed("the disk is full")
    error.add_note("while importing")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes

    assert ["while importing"] == again.__notes__
