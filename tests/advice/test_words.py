"""Checks of words, and how findings are shown."""

import pytest

from leadflow import (
    Advice,
    CustomField,
    Dictionary,
    Finding,
    Pipeline,
    Stage,
    Workspace,
)
from leadflow.errors import UnknownName


def silent(language: str, **options: object) -> list[str]:
    """Return the places that have no word in the firm's language."""
    workspace = Workspace(language=language, **options)  # type: ignore[arg-type]  # as the test says
    return [each.path for each in workspace.check() if each.code == "no_word"]


@pytest.mark.parametrize("language", ["en", "uk", "ru", "uk-UA"])
def test_the_usual_firm_has_all_its_words(language: str) -> None:
    """M7: leadflow speaks three languages."""
    assert [] == silent(language)


def test_what_is_named_in_another_language_is_told() -> None:
    """M7: one finding for each place, with the codes in it."""
    visit = Stage("visit", label={"en": "Visit"})
    stages: list[Stage | str] = ["new", visit, "offer", Stage.won(), Stage.lost()]
    firm = Workspace(
        language="uk",
        pipelines=[Pipeline("sales", stages=stages, label="Sales")],
        dictionaries=[Dictionary("source", ["web", "fax"])],
        fields=[CustomField("site", entity="deal")],
    )
    found = {each.path: each.message for each in firm.check() if each.code == "no_word"}

    assert {"dictionaries.source", "fields.deal.site", "pipelines.sales"} == {*found}
    assert "there is no word in 'uk' for 'visit', 'offer'" == found["pipelines.sales"]


def test_words_of_the_firm_in_another_language_are_told() -> None:
    """M7: they would be read instead of leadflow's own."""
    assert ["labels.lead"] == silent("uk", labels={"lead": {"en": "Inquiry"}})
    assert [] == silent("uk", labels={"lead": "Звернення"})


def test_a_firm_may_add_checks_of_its_own() -> None:
    """M7: the list of checks is open."""

    def few_stages(workspace: Workspace) -> list[Finding]:
        long = [p.code for p in workspace.pipelines if len(p.stages) > 6]
        return [finding("warning", f"pipelines.{code}") for code in long]

    added = Workspace().check(few_stages).of("warning")

    assert ["pipelines.deals"] == [each.path for each in added]


def test_codes_serve_as_words_in_english() -> None:
    """M7: a code is an English word already."""
    stages: list[Stage | str] = ["new", "site_visit", Stage.won(), Stage.lost()]

    assert [] == silent("en", pipelines=[Pipeline("sales", stages=stages)])


def test_a_language_that_leadflow_does_not_speak_needs_all_words() -> None:
    """M7: otherwise people read English among their own words."""
    assert "pipelines.deals" in silent("de")


def finding(severity: str, path: str = "a", message: str = "m") -> Finding:
    """Return a finding."""
    return Finding(severity=severity, code="c", path=path, message=message, hint="h")


def test_the_gravest_comes_first() -> None:
    """M7: errors, then warnings, then advice; each by place."""
    given = ("advice a", "warning b", "warning a", "error a")
    advice = Advice(tuple(finding(*each.split()) for each in given))

    assert ["error", "warning", "warning", "advice"] == [e.severity for e in advice]
    assert ["a", "a", "b", "a"] == [each.path for each in advice]
    assert (4, 2) == (len(advice), len(advice.of("warning")))
    assert not advice.is_sound
    assert Advice((finding("advice"),)).is_sound
    with pytest.raises(UnknownName, match="did you mean 'warning'"):
        advice.of("warnings")


def test_findings_read_like_advice() -> None:
    """M7: what is so, and what to do about it."""
    advice = Advice((finding("advice"), finding("error", "p", "it is so")))

    assert str(advice) == (
        "error  p\n    It is so.\n    H.\n\nadvice  a\n    M.\n    H.\n\n"
        "1 error, 1 piece of advice"
    )
    assert "error: p: it is so; h" == str(advice.findings[0])


def test_findings_draw_themselves_and_escape_everything() -> None:
    """M7: in a notebook a name is text, never markup."""
    html = Advice((finding("warning", "<i>", "<script>"),))._repr_html_()

    assert "<script>" not in html
    assert "&lt;i&gt;" in html
    assert "1 warning" in html
    assert "Nothing to say against it." in Advice()._repr_html_()
