"""Finding the word for a thing: the firm's own first, then leadflow's."""

from collections.abc import Mapping
from typing import Protocol

from leadflow.entities import EntityType, entity_named
from leadflow.errors import UnknownName
from leadflow.workspace.defaults import PIPELINES
from leadflow.workspace.dictionaries import Dictionary
from leadflow.workspace.fields import CustomField
from leadflow.workspace.labels import Label, readable
from leadflow.workspace.pipelines import Pipeline
from leadflow.workspace.words import words


class Labelling(Protocol):
    """The part of a workspace in which own words stand."""

    @property
    def labels(self) -> Mapping[str, Label]:
        """Return the firm's own words, by the name of what they stand for."""
        ...

    def fields_of(self, entity: str) -> Mapping[str, CustomField]:
        """Return the custom fields of an entity, by code."""
        ...


def label(workspace: Labelling, name: str, language: str, *, plural: bool) -> str:
    """Return the word for an entity, or for a field as in ``lead.amount``."""
    entity, dot, rest = name.partition(".")
    known = entity_named(entity)
    if dot:
        return _field_label(workspace, known, rest, language)
    several = plural or entity == known.plural
    return _entity_label(workspace, known, language, several=several)


def _entity_label(
    workspace: Labelling, entity: EntityType, language: str, *, several: bool
) -> str:
    # A firm that renamed the thing and forgot the plural must not read the old word.
    names = (entity.plural, entity.name) if several else (entity.name,)
    for name in names:
        if own := workspace.labels.get(name):
            return own.text(language)
    return words(language).entities[names[0]]


def _field_label(
    workspace: Labelling, entity: EntityType, name: str, language: str
) -> str:
    if own := workspace.labels.get(f"{entity.name}.{name}"):
        return own.text(language)
    if name in entity.fields:
        return words(language).field(entity.name, name)
    fields = workspace.fields_of(entity.name)
    code = name.removeprefix("custom.")
    if code not in fields:
        known = (*entity.fields, *(f"custom.{each}" for each in fields))
        raise UnknownName(f"field of {entity.name}", name, known)
    for spelling in (code, f"custom.{code}"):
        if own := workspace.labels.get(f"{entity.name}.{spelling}"):
            return own.text(language)
    return fields[code].title(language)


def pipeline_title(pipeline: Pipeline, language: str) -> str:
    """Return the word for a pipeline."""
    known = words(language).pipelines
    return pipeline.label.text(language) or _known(known, pipeline.code)


def stage_title(pipeline: Pipeline, code: str, language: str) -> str:
    """Return the word for a stage; an own stage named as a usual one has its word."""
    stage = pipeline.stage(code)
    usual = PIPELINES[pipeline.entity].code
    known = words(language).stages
    own = known.get(pipeline.code, {})
    return stage.label.text(language) or _known({**known[usual], **own}, code)


def dictionary_title(dictionary: Dictionary, language: str) -> str:
    """Return the word for a dictionary."""
    known = words(language).dictionaries
    return dictionary.label.text(language) or _known(known, dictionary.code)


def entry_title(dictionary: Dictionary, code: str, language: str) -> str:
    """Return the word for a value; open dictionaries hold any code."""
    known = words(language).entries.get(dictionary.code, {})
    if dictionary.is_open and all(entry.code != code for entry in dictionary.entries):
        return readable(code)
    return dictionary.entry(code).label.text(language) or _known(known, code)


def choice_title(field: CustomField, code: str, language: str) -> str:
    """Return the word for a choice of a custom field."""
    for choice in field.choices:
        if choice.code == code:
            return choice.title(language)
    known = tuple(choice.code for choice in field.choices)
    raise UnknownName(f"choice of '{field.code}'", code, known)


def word(name: str, language: str) -> str:
    """Return a word of reports, or raise ``UnknownName``."""
    known = words(language).words
    if name not in known:
        raise UnknownName("word", name, tuple(known))
    return known[name]


def _known(texts: Mapping[str, str], code: str) -> str:
    return texts.get(code) or readable(code)
