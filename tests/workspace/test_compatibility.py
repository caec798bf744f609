"""C3: what may go into a field is judged when the map is written."""

import pytest

from leadflow.errors import InvalidWorkspace
from leadflow.workspace import (
    Conversion,
    CustomField,
    Dictionary,
    Mapped,
    Workspace,
    constant,
    copy,
    first_of,
    template,
)


FIELDS = [
    CustomField("budget", entity="lead", type="money"),
    CustomField("count", entity="lead", type="integer"),
    CustomField("size", entity="lead", type="choice", choices=["small", "big"]),
    CustomField("towns", entity="lead", multiple=True),
    CustomField("town", entity="lead"),
    CustomField("partner_site", entity="lead", type="url"),
    CustomField("ticket", entity="lead", type="counter"),
    CustomField("partner", entity="lead", type="reference", target="company"),
    CustomField("origin", entity="lead", type="dictionary", dictionary="source"),
    CustomField("note", entity="lead", max_length=10),
    CustomField("number", entity="deal", type="counter"),
    CustomField("friend", entity="deal", type="reference", target=["company", "lead"]),
    CustomField("person", entity="deal", type="reference", target="contact"),
    CustomField("short", entity="deal", max_length=10),
    CustomField("share", entity="deal", type="decimal"),
    CustomField("small", entity="deal", type="choice", choices=["small"]),
    CustomField(
        "sizes", entity="deal", type="choice", choices=["big", "huge", "small"]
    ),
    CustomField("places", entity="deal", multiple=True),
    CustomField("place", entity="deal"),
    CustomField("story", entity="deal", type="long_text"),
    CustomField("site", entity="deal", type="url"),
    CustomField("ready", entity="deal", type="boolean"),
]


TITLE = copy("company_name", to="title")


def faults_of(*entries: Mapped) -> list[str]:
    """Return what is wrong with a map from leads to deals."""
    try:
        Workspace(
            fields=FIELDS,
            conversions=[Conversion("one").deal(*entries)],
            dictionaries=[Dictionary("deal_type", ["sale"])],
        )
    except InvalidWorkspace as error:
        return [f"{fault.path}: {fault.message}" for fault in error.faults]
    return []


@pytest.mark.parametrize(
    "entry",
    [
        copy("custom.budget", to="amount"),
        copy("custom.count", to="custom.share"),
        copy("custom.size", to="custom.sizes"),
        copy("custom.size", to="custom.place"),
        copy("custom.size", to="custom.story"),
        copy("custom.town", to="custom.story"),
        copy("custom.town", to="custom.places"),
        copy("custom.towns", to="custom.places"),
        copy("custom.partner_site", to="custom.place"),
        copy("industry", to="custom.place"),
        copy("custom.ticket", to="custom.place"),
        copy("custom.partner", to="custom.friend"),
        copy("custom.partner", to="company"),
        copy("custom.origin", to="source"),
        copy("custom.note", to="custom.short"),
        copy("name", to="title"),
        copy("company.name", to="title"),
        copy("amount.currency", to="custom.place"),
        copy("company_name", to="custom.place", by="upper"),
        first_of("custom.town", "company_name", to="title"),
        template("{custom.budget}", to="amount"),
        template("{interest}", to="custom.place"),
        constant("sale", to="type"),
        constant("big", to="custom.sizes"),
        constant("5 UAH", to="amount"),
        constant(value=True, to="custom.ready"),
    ],
    ids=str,
)
def test_what_fits_is_taken(entry: Mapped) -> None:
    """C3: the same type, and what widens without loss."""
    assert [] == faults_of(entry)


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (copy("title", to="amount"), "copy: 'title' holds text, where money is wanted"),
        (
            copy("interest", to="title"),
            "copy: 'interest' holds long text, where text is wanted",
        ),
        (
            copy("phones", to="title"),
            "copy: 'phones' holds several values, where one is wanted",
        ),
        (
            copy("custom.size", to="custom.small"),
            "copy: 'custom.size' has options that are not known there: 'big'",
        ),
        (
            copy("custom.town", to="type"),
            "copy: 'custom.town' holds text, where a list is wanted",
        ),
        (
            copy("custom.town", to="custom.site"),
            "copy: 'custom.town' holds text, where url is wanted",
        ),
        (
            copy("company", to="quote"),
            "copy: 'company' holds a link to a company, where a link to a quote is",
        ),
        (
            first_of("title", "amount", to="title"),
            "first_of[1]: 'amount' holds money, where text is wanted",
        ),
        (
            copy("custom.partner", to="custom.person"),
            "copy: 'custom.partner' holds a link to a company",
        ),
        (
            copy("title", to="custom.short"),
            "copy: 'title' may be longer than the 10 characters that fit there",
        ),
        (copy("title", to="custom.number"), "to: 'custom.number' is kept by leadflow"),
        (template("{title}", to="custom.ready"), "to: cannot be made of a text"),
        (
            constant("other", to="custom.small"),
            "constant: unknown choice 'other' of 'small'",
        ),
        (constant("rent", to="type"), "constant: unknown value 'rent' of dictionary"),
        (constant(5, to="title"), "constant: must be text, not int"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_told_with_its_path(entry: Mapped, fault: str) -> None:
    """C3: when the map is written, not when the first lead is lost."""
    (found,) = faults_of(entry)

    assert found.startswith(f"conversions.one.deal.fields.{entry.to}.{fault}")


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        (copy("interest", to="title"), "template('{interest}', to=…)"),
        (copy("custom.size", to="custom.small"), "give both lists the same options"),
        (copy("title", to="custom.ready"), "map another field"),
    ],
    ids=str,
)
def test_the_way_out_is_one_that_is_open(entry: Mapped, hint: str) -> None:
    """C3: a template is offered only where one would be taken."""
    with pytest.raises(InvalidWorkspace) as caught:
        Workspace(fields=FIELDS, conversions=[Conversion("one").deal(entry)])
    (fault,) = caught.value.faults

    assert hint in fault.hint
    assert ("template" in hint) == ("template" in fault.hint)


def test_all_faults_of_a_map_are_told_at_once() -> None:
    """C3: names, types and options together."""
    found = faults_of(
        copy("titel", to="title"),
        copy("title", to="amount"),
        copy("custom.size", to="custom.small"),
    )

    filled = ("title", "amount", "custom.small")
    assert [f"conversions.one.deal.fields.{name}.copy" for name in filled] == [
        each.partition(":")[0] for each in found
    ]


def test_a_required_field_that_nothing_fills_is_told() -> None:
    """C3: such a map would fail for every lead."""
    needed = CustomField("delivery", entity="deal", type="date", required=True)
    with pytest.raises(InvalidWorkspace, match=r"nothing fills 'custom\.delivery'"):
        Workspace(fields=[needed], conversions=[Conversion("one").deal(TITLE)])


@pytest.mark.parametrize(
    "variant",
    [
        Conversion("one").deal(constant("2026-12-01", to="custom.delivery")),
        Conversion("one").deal(asks=["custom.delivery"]),
        Conversion("one").deal(policy="skip"),
        Conversion("one").deal(stage="new"),
        Conversion("one"),
    ],
    ids=["mapped", "asked", "skipped", "no map", "not named"],
)
def test_a_required_field_may_be_filled_in_several_ways(variant: Conversion) -> None:
    """C3: mapped, or asked for; a target that is not made needs nothing."""
    needed = CustomField("delivery", entity="deal", type="date", required=True)

    made = Workspace(fields=[needed], conversions=[variant])

    assert variant == made.conversion("one")


def test_a_required_field_may_be_filled_by_its_namesake() -> None:
    """C3, C4: fields of the same code and type go along by themselves."""
    both = [
        CustomField("delivery", entity=entity, type="date", required=True)
        for entity in ("lead", "deal")
    ]

    one = Conversion("one").deal(TITLE)

    assert one == Workspace(fields=both, conversions=[one]).conversion("one")


def test_a_variant_that_makes_nothing_is_refused() -> None:
    """C1: of a deal something has to come."""
    with pytest.raises(InvalidWorkspace, match="makes nothing"):
        Workspace(conversions=[Conversion("one", source="deal")])


COLORS = [
    CustomField("color", entity="lead", type="choice", choices=["red", "green"]),
    CustomField("color", entity="deal", type="choice", choices=["red", "blue"]),
]


def test_a_field_that_goes_along_has_to_fit() -> None:
    """C3, C4: what is carried by its code is judged as if it were mapped."""
    with pytest.raises(InvalidWorkspace) as caught:
        Workspace(fields=COLORS, conversions=[Conversion("one").deal(TITLE)])

    (fault,) = caught.value.faults
    assert ("conversions.one.deal", "incompatible") == (fault.path, fault.code)
    assert "'custom.color' goes along by default and has options" in fault.message


@pytest.mark.parametrize(
    "variant",
    [
        Conversion("one").deal(constant("red", to="custom.color")),
        Conversion("one").deal(TITLE, defaults=False),
        Conversion("one").deal(policy="skip"),
        Conversion("one").contact(),
    ],
    ids=["mapped", "no defaults", "skipped", "not named"],
)
def test_a_field_that_does_not_go_along_need_not_fit(variant: Conversion) -> None:
    """C3: only what a map of the firm's own carries is refused."""
    made = Workspace(fields=COLORS, conversions=[variant])

    assert variant == made.conversion("one")


def test_a_text_that_goes_along_may_not_be_too_long() -> None:
    """C3: length is judged for namesakes too."""
    notes = [
        CustomField("note", entity="lead"),
        CustomField("note", entity="deal", max_length=10),
    ]
    with pytest.raises(InvalidWorkspace, match="longer than the 10 characters"):
        Workspace(fields=notes, conversions=[Conversion("one").deal(TITLE)])


def test_the_usual_variant_is_advised() -> None:
    """C3, M7: nobody wrote its map, so that check tells what may not fit."""
    found = list(Workspace(fields=COLORS).check())

    assert ["conversions.standard.deal"] == [
        each.path for each in found if each.code == "carried_misfit"
    ]


@pytest.mark.parametrize(("is_open", "lost"), [(True, []), (False, ["'small', 'big'"])])
def test_an_open_list_takes_the_options_of_any(
    *, is_open: bool, lost: list[str]
) -> None:
    """C3: a closed one takes those that it has."""
    towns = Dictionary("towns", ["kyiv"], is_open=is_open)
    place = CustomField("at", entity="deal", type="dictionary", dictionary="towns")
    entry = copy("custom.size", to="custom.at")
    told = []
    try:
        Workspace(
            fields=[*FIELDS, place],
            conversions=[Conversion("one").deal(entry)],
            dictionaries=[towns],
        )
    except InvalidWorkspace as error:
        told = [fault.message.rpartition(": ")[2] for fault in error.faults]

    assert lost == told
