"""Reading values of dictionaries and stages: by code, or by what they are called."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import Protocol

from attrs import frozen

from leadflow.entities import FieldSpec
from leadflow.errors import UnknownName, nearest
from leadflow.interchange.captions import key_of
from leadflow.values.text import mask
from leadflow.workspace import (
    CustomField,
    Dictionary,
    Entry,
    Pipeline,
    Stage,
    Workspace,
)
from leadflow.workspace.labels import LANGUAGES


Read = Callable[[str], object]

_LONGEST = 50
_CODE_LIKE = re.compile(r"[a-z][a-z0-9_]{0,49}", re.ASCII)


@frozen
class Choices:
    """Finds the code of what people wrote, in any language of the workspace."""

    workspace: Workspace
    entity: str = "lead"

    def of_dictionary(self, spec: FieldSpec) -> Read:
        """Return what reads a value of the field's dictionary."""
        dictionary = self.workspace.dictionary_of(spec)
        return self._listed(dictionary, spec.name.replace("_", " "))

    def _listed(self, dictionary: Dictionary, what: str) -> Read:
        used = [entry for entry in dictionary.entries if not entry.is_retired]
        codes = [entry.code for entry in used]
        title = self.workspace.entry_title
        words = _table(codes, partial(title, dictionary.code))
        found = {**_origins(used), **words}
        return _reader(what, found, codes, is_open=dictionary.is_open)

    def of_list(self, spec: FieldSpec) -> Read:
        """Return what reads a value from a list that is the same in every firm."""
        found = {key_of(each): each for each in spec.choices}
        return _reader(spec.name.replace("_", " "), found, spec.choices)

    def of_custom(self, own: CustomField) -> Read:
        """Return what reads a choice or a dictionary's value of a custom field."""
        if own.dictionary:
            return self._listed(self.workspace.dictionary(own.dictionary), own.code)
        codes = [choice.code for choice in own.choices]
        title = self.workspace.choice_title
        words = _table(codes, partial(title, f"{self.entity}.{own.code}"))
        found = {**_origins(own.choices), **words}
        return _reader(f"choice of '{own.code}'", found, codes)

    def of_pipeline(self, name: str) -> Read:
        """Return what reads a stage, or a pipeline, of the entity."""
        pipelines = self.workspace.pipelines_of(self.entity)
        if name == "pipeline":
            codes = [pipeline.code for pipeline in pipelines]
            words = _table(codes, self.workspace.pipeline_title)
            return _reader(name, {**_origins(pipelines), **words}, codes)
        found: dict[str, str] = {}
        for pipeline in reversed(pipelines):
            own = [stage.code for stage in pipeline.stages]
            found |= _origins(pipeline.stages)
            title = partial(self.workspace.stage_title, pipeline.code)
            found |= _table(own, title)
        return _reader("stage", found, list(dict.fromkeys(found.values())))


class _Title(Protocol):
    """What gives the word for a code."""

    def __call__(self, code: str, /, *, language: str) -> str:
        """Return the word in a language."""
        ...


def _table(codes: Iterable[str], title: _Title) -> dict[str, str]:
    """Return the code by each of its words; the codes themselves win."""
    known = list(codes)
    words = {
        key_of(title(code, language=tag)): code for code in known for tag in LANGUAGES
    }
    return words | {key_of(code): code for code in known}


def _origins(defined: Iterable[Entry | Stage | Pipeline]) -> dict[str, str]:
    """Return the code by what another system calls it."""
    return {key_of(each.origin): each.code for each in defined if each.origin}


def _reader(
    what: str,
    found: Mapping[str, str],
    codes: Iterable[str],
    *,
    is_open: bool = False,
) -> Read:
    known = tuple(codes)

    # The same slip stands in many rows, and comparing words is slow.
    @lru_cache(maxsize=256)
    def near(text: str) -> str:
        return found.get(nearest(key_of(text), found), "")

    def read(text: str) -> str:
        if (code := found.get(key_of(text))) is not None:
            return code
        if is_open:
            return text
        # What looks like no value may be somebody's data in a wrong column.
        meant = near(text[:_LONGEST])
        if meant or _CODE_LIKE.fullmatch(text):
            raise UnknownName(what, text.strip(), (meant,) if meant else known)
        raise UnknownName(what, mask(text), known)

    return read
