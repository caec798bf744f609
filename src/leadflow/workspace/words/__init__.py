"""leadflow's own words in English, Ukrainian and Russian.

They are TOML files of the package, read when the first word is asked for.
"""

from collections.abc import Mapping
from functools import cache

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.workspace.labels import LANGUAGES, base_language


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Words:
    """All words of one language."""

    entities: Mapping[str, str]
    """By name: ``lead`` for one, ``leads`` for several."""
    fields: Mapping[str, Mapping[str, str]]
    """By entity, and under ``any`` those that mean the same everywhere."""
    pipelines: Mapping[str, str]
    stages: Mapping[str, Mapping[str, str]]
    """By pipeline and stage."""
    dictionaries: Mapping[str, str]
    entries: Mapping[str, Mapping[str, str]]
    """By dictionary and value."""
    words: Mapping[str, str]
    """The words of reports."""
    evidence: Mapping[str, str]
    """What speaks for two records being one, by code, and the heads above it."""

    def field(self, entity: str, name: str) -> str:
        """Return the word for a built-in field of an entity."""
        own = self.fields.get(entity, {})
        return own.get(name) or self.fields["any"][name]


def words(language: str) -> Words:
    """Return the words of a language, or the English ones where it has none.

    >>> words("uk").entities["deals"], words("de").entities["deals"]
    ('Угоди', 'Deals')
    """
    base = base_language(language)
    return _read(base if base in LANGUAGES else "en")


@cache
def _read(language: str) -> Words:
    # Imported on use: a program that shows nothing needs no words.
    import tomllib  # noqa: PLC0415
    from importlib.resources import files  # noqa: PLC0415

    source = files("leadflow.workspace.words").joinpath(f"{language}.toml")
    return Words(**tomllib.loads(source.read_text("utf-8")))
