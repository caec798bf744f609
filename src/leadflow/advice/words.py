"""What has no word in the firm's language."""

from collections.abc import Iterable, Iterator

from leadflow.advice.naming import of_field, of_pipeline, quoted
from leadflow.workspace import Dictionary, Pipeline, Workspace
from leadflow.workspace.defaults import PIPELINES
from leadflow.workspace.findings import ADVICE, Finding
from leadflow.workspace.labels import LANGUAGES, Label, base_language
from leadflow.workspace.places import place
from leadflow.workspace.words import Words, words


def missing_words(workspace: Workspace) -> Iterator[Finding]:
    """Yield what people will read in another language, one finding for each place."""
    language = workspace.language
    for path, labels in _places(workspace):
        silent = [
            name for name, label, own in labels if not _says(label, own, language)
        ]
        if silent:
            yield Finding(
                severity=ADVICE,
                code="no_word",
                path=path,
                message=f"there is no word in '{language}' for {quoted(silent)}",
                hint=f"add labels: {{ {base_language(language)} = '…' }}",
            )


Named = tuple[str, Label, str]
"""A name, its label, and leadflow's own word for it."""


def _places(workspace: Workspace) -> Iterator[tuple[str, Iterable[Named]]]:
    for name, own_word in workspace.labels.items():
        yield f"labels.{name}", [(name, own_word, "")]
    for pipeline in workspace.pipelines:
        yield of_pipeline(pipeline), _of_pipeline(pipeline, workspace.language)
    for dictionary in workspace.dictionaries:
        path = place("dictionaries", dictionary.code)
        yield path, _of_dictionary(dictionary, workspace.language)
    for own in workspace.fields:
        choices = ((each.code, each.label, "") for each in own.choices)
        yield of_field(own), ((own.code, own.label, ""), *choices)


def _of_pipeline(pipeline: Pipeline, language: str) -> Iterator[Named]:
    known = _spoken(language)
    usual = known.stages.get(PIPELINES[pipeline.entity].code, {}) if known else {}
    own = known.stages.get(pipeline.code, {}) if known else {}
    titles = known.pipelines if known else {}
    yield pipeline.code, pipeline.label, titles.get(pipeline.code, "")
    for stage in pipeline.stages:
        yield stage.code, stage.label, {**usual, **own}.get(stage.code, "")


def _of_dictionary(dictionary: Dictionary, language: str) -> Iterator[Named]:
    known = _spoken(language)
    entries = known.entries.get(dictionary.code, {}) if known else {}
    titles = known.dictionaries if known else {}
    yield dictionary.code, dictionary.label, titles.get(dictionary.code, "")
    for entry in dictionary.entries:
        yield entry.code, entry.label, entries.get(entry.code, "")


def _spoken(language: str) -> Words | None:
    """Return leadflow's own words, where it speaks the language."""
    return words(language) if base_language(language) in LANGUAGES else None


def _says(label: Label, own: str, language: str) -> bool:
    base = base_language(language)
    if label:
        return not {"", language, base}.isdisjoint(dict(label.texts))
    return bool(own) or base == "en"
