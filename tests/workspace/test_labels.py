import pytest

from leadflow.entities import ENTITIES
from leadflow.errors import InvalidValue, UnknownName
from leadflow.workspace import (
    CustomField,
    Dictionary,
    Entry,
    Label,
    Pipeline,
    Stage,
    Workspace,
)
from leadflow.workspace.defaults import DICTIONARIES, PIPELINES
from leadflow.workspace.labels import LANGUAGES, label
from leadflow.workspace.words import words


INQUIRY = {"en": "Inquiry", "ru": "Обращение"}


def test_a_label_falls_back_to_any_text_there_is() -> None:
    """F2: label per language; a missing one is no blank on the screen."""
    visit = Label((("uk", "Візит"), ("en", "Visit")))

    assert ["Візит", "Візит", "Visit"] == [
        visit.text(language) for language in ("uk", "uk-UA", "de")
    ]
    assert "Візит" == label({"uk": "Візит"}).text("de")


def test_equal_labels_are_equal_however_they_are_written() -> None:
    """F2: order and blanks make no difference."""
    assert label({"uk": "Візит ", "en": "Visit"}) == label(
        {"en": "Visit", "uk": "Візит"}
    )
    assert Label() == label("") == label({"en": ""}) == label(None)


@pytest.mark.parametrize("value", [5, {"ukrainian": "Візит"}, {"en": 5}])
def test_what_is_no_label_is_refused(value: str) -> None:
    """F2: a label is text, or texts by language."""
    with pytest.raises(InvalidValue):
        label(value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entity_and_field_has_a_word(language: str) -> None:
    """F2: one and several, and all built-in fields."""
    workspace = Workspace(language=language)

    for entity in ENTITIES.values():
        assert workspace.label(entity.name)
        assert workspace.label(entity.name, plural=True)
        for field in entity.fields:
            assert workspace.label(f"{entity.name}.{field}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_usual_stage_has_a_word(language: str) -> None:
    """S1: stages and pipelines are read by people."""
    known = words(language)

    for pipeline in PIPELINES.values():
        assert known.pipelines[pipeline.code]
        assert {s.code for s in pipeline.stages} == set(known.stages[pipeline.code])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_usual_value_has_a_word(language: str) -> None:
    """S5: dictionaries and their values are read by people."""
    known = words(language)

    for dictionary in DICTIONARIES.values():
        assert known.dictionaries[dictionary.code]
        assert {e.code for e in dictionary.entries} == set(
            known.entries[dictionary.code]
        )


@pytest.mark.parametrize("part", ["entities", "fields", "words", "evidence"])
def test_the_languages_have_the_same_words(part: str) -> None:
    """F2: a word that one language lacks would be missed too late."""
    english = getattr(words("en"), part)

    for language in LANGUAGES:
        found = getattr(words(language), part)
        assert english.keys() == found.keys()
        if part == "fields":
            assert all(english[each].keys() == found[each].keys() for each in english)


def test_no_word_is_there_for_nothing() -> None:
    """F2: a word for a field that is gone would never be read."""
    fields = words("en").fields

    for entity, known in fields.items():
        names = (
            {name for each in ENTITIES.values() for name in each.fields}
            if entity == "any"
            else set(ENTITIES[entity].fields)
        )
        assert set() == set(known) - names


def test_a_language_without_words_reads_english() -> None:
    """F2: labels may have any language, leadflow's words have three."""
    assert "Deals" == Workspace(language="de").label("deals")


def test_the_plural_is_asked_for_in_two_ways() -> None:
    """F2: leads, or lead with plural=True."""
    workspace = Workspace(language="uk")

    assert "Ліди" == workspace.label("leads") == workspace.label("lead", plural=True)


def test_own_words_come_first() -> None:
    """F2: a firm calls its leads inquiries."""
    workspace = Workspace(labels={"lead": INQUIRY, "leads": {"ru": "Обращения"}})

    assert "Обращение" == workspace.label("lead", language="ru")
    assert "Обращения" == workspace.label("leads", language="ru")
    assert "Deal" == workspace.label("deal")


def test_an_own_word_stands_for_its_plural_too() -> None:
    """F2: the old word would be another thing."""
    assert "Inquiry" == Workspace(labels={"lead": INQUIRY}).label("leads")


def test_the_plural_has_two_spellings() -> None:
    """F2: leads, or lead.plural."""
    one = Workspace(labels={"lead.plural": "Inquiries"})

    assert Workspace(labels={"leads": "Inquiries"}) == one


def test_fields_are_relabelled() -> None:
    """F2: the amount of a lead may be called budget."""
    workspace = Workspace(labels={"leads.amount": "Budget"})

    assert ("Budget", "Amount") == (
        workspace.label("lead.amount"),
        workspace.label("deal.amount"),
    )


def test_custom_fields_have_the_words_of_their_definition() -> None:
    """F2, F5: custom fields are labelled like built-in ones."""
    field = CustomField("budget", entity="lead", label={"uk": "Бюджет"})
    workspace = Workspace(fields=[field, CustomField("floor_space", entity="deal")])

    assert "Бюджет" == workspace.label("lead.budget", language="uk")
    assert "Бюджет" == workspace.label("lead.custom.budget", language="uk")
    assert "Floor space" == workspace.label("deal.custom.floor_space")


def test_custom_fields_are_relabelled() -> None:
    """F2: with or without custom before the code."""
    field = CustomField("budget", entity="lead", label="Budget")
    workspace = Workspace(fields=[field], labels={"lead.budget": "Money"})

    assert "Money" == workspace.label("lead.custom.budget")


@pytest.mark.parametrize("name", ["leed", "lead.amuont", "lead.custom.x"])
def test_unknown_names_have_no_label(name: str) -> None:
    """F4: a slip of the pen is told with the way out."""
    with pytest.raises(UnknownName):
        Workspace().label(name)


def test_stages_have_their_own_label_or_the_usual_word() -> None:
    """S1: Stage.won() is read in every language without a label."""
    stages: list[Stage | str] = [
        "new",
        Stage("visit", label={"uk": "Візит"}),
        "on_hold",
        Stage.won(),
    ]
    workspace = Workspace(language="uk", pipelines=[Pipeline("service", stages=stages)])

    assert ["Нова", "Візит", "On hold", "Угоду виграно"] == [
        workspace.stage_title("service", code)
        for code in ("new", "visit", "on_hold", "won")
    ]


def test_pipelines_have_their_own_label_or_the_usual_word() -> None:
    """S1: pipelines are read by people."""
    own = Pipeline("field_service", label="Service", stages=["new", Stage.won()])
    workspace = Workspace(pipelines=[own])

    assert ("Service", "Лиды") == (
        workspace.pipeline_title("field_service"),
        workspace.pipeline_title("leads", language="ru"),
    )


def test_values_have_their_own_label_or_the_usual_word() -> None:
    """S5: dictionaries are read by people."""
    own = Entry("web", label="Our site")
    entries: list[Entry | str] = [own, "trade_show", "word_of_mouth"]
    workspace = Workspace(dictionaries=[Dictionary("source", entries)])

    assert ["Our site", "Trade show", "Word of mouth"] == [
        workspace.entry_title("source", entry.code)
        for entry in workspace.dictionary("source").entries
    ]
    assert "Источники" == workspace.dictionary_title("source", language="ru")


def test_open_dictionaries_have_words_for_any_code() -> None:
    """T1: a host's own kinds of activities are shown too."""
    assert "Site inspection" == Workspace().entry_title(
        "activity_kind", "site_inspection"
    )


@pytest.mark.parametrize(
    ("method", "names"),
    [
        ("stage_title", ("deals", "wom")),
        ("stage_title", ("dels", "won")),
        ("entry_title", ("source", "wbe")),
        ("entry_title", ("sorce", "web")),
        ("word", ("staeg",)),
        ("choice_title", ("lead.size", "s")),
    ],
)
def test_unknown_titles_are_refused(method: str, names: tuple[str, ...]) -> None:
    """F4: a slip of the pen is told with the way out."""
    with pytest.raises(UnknownName):
        getattr(Workspace(), method)(*names)


def test_choices_have_titles() -> None:
    """F2: choices of custom fields are read by people."""
    choices = [Entry("s", label={"en": "Small", "uk": "Малий"})]
    field = CustomField("size", entity="deal", type="choice", choices=choices)
    workspace = Workspace(fields=[field])

    assert "Малий" == workspace.choice_title("deal.size", "s", language="uk")
    with pytest.raises(UnknownName):
        workspace.choice_title("deal.size", "xl")
