"""What paths and conditions must know of a workspace, and no more.

``Workspace`` is judged with their help, so they cannot know the class itself.
"""

from collections.abc import Mapping
from typing import Protocol

from leadflow.workspace.dictionaries import Dictionary
from leadflow.workspace.fields import CustomField
from leadflow.workspace.pipelines import Pipeline


class Definitions(Protocol):
    """The part of a workspace against which names are judged."""

    @property
    def zone(self) -> str:
        """Return the IANA time zone in which days begin and end."""
        ...

    def fields_of(self, entity: str) -> Mapping[str, CustomField]:
        """Return the custom fields of an entity, by code."""
        ...

    def custom_field(self, entity: str, code: str) -> CustomField:
        """Return the custom field, or raise ``UnknownName`` (F4)."""
        ...

    def dictionary(self, code: str) -> Dictionary:
        """Return the dictionary, or raise ``UnknownName``."""
        ...

    def pipelines_of(self, entity: str) -> tuple[Pipeline, ...]:
        """Return the pipelines of an entity; none where they are not known."""
        ...
