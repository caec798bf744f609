"""Making forms: which fields, in which order, and what each may hold now."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities import (
    EntityType,
    FieldSpec,
    Kind,
    Lead,
    Record,
    Staged,
    entity_named,
    entity_of,
)
from leadflow.entities.choices import (
    DIRECTIONS,
    MARKS,
    OUTCOMES,
    PRIORITIES,
    TEXT_FORMATS,
)
from leadflow.expressions import Condition, Path, compile_condition
from leadflow.values import Email, FileRef, Messenger, Phone, Website
from leadflow.workspace import naming
from leadflow.workspace.binding import Binder
from leadflow.workspace.definitions import Definitions
from leadflow.workspace.dictionaries import Dictionary
from leadflow.workspace.fields import CustomField
from leadflow.workspace.forms import Form, FormChoice, FormField, FormSection
from leadflow.workspace.labels import readable
from leadflow.workspace.paths import Load, reader
from leadflow.workspace.pipelines import Pipeline, Stage
from leadflow.workspace.types import CHOICE, DICTIONARY
from leadflow.workspace.words import words


AFTER_CONVERSION = frozenset({"notes"})
"""What stays open on a converted lead (C9)."""

SECTIONS = (
    "main",
    "person",
    "reach",
    "sale",
    "own",
    "place",
    "links",
    "source",
    "more",
    "system",
)
"""The parts of a form, in their order."""


class Office(Definitions, naming.Labelling, Protocol):
    """The part of a workspace that forms are made of."""

    @property
    def forms(self) -> Mapping[str, tuple[str, ...]]:
        """Return the fields that come first, by entity."""
        ...


def form(
    office: Office, of: Record | str, language: str, load: Load | None = None
) -> Form:
    """Return the form of an entity, or of one record with what it holds."""
    record = None if isinstance(of, str) else of
    entity = entity_named(of) if isinstance(of, str) else entity_of(of)
    making = _Making(office, entity, language, record, load or _nothing)
    fields = tuple(making.fields())
    titles = words(language).words
    return Form(
        entity=entity.name,
        label=naming.label(office, entity.name, language, plural=False),
        language=language,
        sections=tuple(
            FormSection(code=code, label=titles[f"form_{code}"], fields=found)
            for code in SECTIONS
            if (found := tuple(field for place, field in fields if place == code))
        ),
    )


def _nothing(_: str, __: str) -> Record | None:
    return None


@by_value
@frozen(eq=False, repr=False)
class _Making:
    """One form in the making."""

    office: Office
    entity: EntityType
    language: str
    record: Record | None
    load: Load

    def fields(self) -> Iterator[tuple[str, FormField]]:
        """Yield the fields, those that the firm wants first, with their sections."""
        specs = self.entity.fields
        own = self.office.fields_of(self.entity.name)
        known: dict[str, FieldSpec | CustomField] = {
            name: spec for name, spec in specs.items() if spec.kind is not Kind.CUSTOM
        }
        known |= {f"custom.{code}": each for code, each in own.items()}
        first = self.office.forms.get(self.entity.name, ())
        for name in dict.fromkeys((*first, *known)):
            each = known[name]
            if isinstance(each, CustomField):
                yield "main" if name in first else "own", self._own(name, each)
            else:
                section = "main" if name in first else _section(each)
                yield section, self._built_in(each)

    def _built_in(self, spec: FieldSpec) -> FormField:
        held = getattr(self.record, spec.name, None)
        return FormField(
            name=spec.name,
            type=_type(spec),
            label=self._label(spec.name),
            multiple=spec.kind in (Kind.TEXTS, Kind.VALUES),
            required=self._is_demanded(spec.name),
            read_only=spec.system or self._is_locked(spec.name),
            choices=tuple(self._choices(spec, held)),
            is_open=self._is_open(spec),
            target=(spec.target,) if spec.target not in ("", "*") else (),
            value=held,
        )

    def _own(self, name: str, own: CustomField) -> FormField:
        held = self.record.custom.get(own.code) if self.record else None
        return FormField(
            name=name,
            type=own.type,
            label=self._label(name),
            help=own.help.text(self.language),
            multiple=own.multiple,
            required=self._is_required(own) or self._is_demanded(name),
            read_only=own.is_read_only or self._is_locked(name),
            choices=tuple(self._own_choices(own, held)),
            is_open=bool(
                own.dictionary and self.office.dictionary(own.dictionary).is_open
            ),
            target=own.target,
            default=own.default,
            min_value=own.min_value,
            max_value=own.max_value,
            min_length=own.min_length,
            max_length=own.max_length,
            pattern=own.pattern,
            precision=own.precision,
            value=held,
        )

    def _label(self, name: str) -> str:
        path = f"{self.entity.name}.{name}"
        return naming.label(self.office, path, self.language, plural=False)

    def _is_locked(self, name: str) -> bool:
        lead = self.record
        converted = isinstance(lead, Lead) and lead.converted_at is not None
        return converted and name not in AFTER_CONVERSION

    def _is_demanded(self, name: str) -> bool:
        """Tell whether the least of an entity, or the stage, demands a field (S4)."""
        stage = self._stage()
        demanded = stage.require if stage else ()
        return name in demanded or (self.entity.name, name) in _NEEDED

    def _is_required(self, own: CustomField) -> bool:
        if isinstance(own.required, bool):
            return own.required
        return self.record is not None and self._holds(own.required, self.record)

    def _holds(self, condition: Condition, record: Record) -> bool:
        binder = Binder.of(self.office, self.entity.name)

        def getter(path: Path) -> Callable[[Record], object]:
            return reader(binder.paths[path], self.load)

        return compile_condition(binder.bind(condition), getter)(record) is True

    def _pipeline(self) -> Pipeline | None:
        """Return where the record stands, or would stand first."""
        known = self.office.pipelines_of(self.entity.name)
        code = self.record.pipeline if isinstance(self.record, Staged) else ""
        return next((each for each in known if each.code == code), None) or next(
            iter(known), None
        )

    def _stage(self) -> Stage | None:
        pipeline = self._pipeline()
        if pipeline is None:
            return None
        code = self.record.stage if isinstance(self.record, Staged) else ""
        known = (stage for stage in pipeline.stages if stage.code == code)
        return next(known, pipeline.first)

    def _is_open(self, spec: FieldSpec) -> bool:
        return spec.kind is Kind.CHOICE and self._dictionary(spec).is_open

    def _dictionary(self, spec: FieldSpec) -> Dictionary:
        return self.office.dictionary(spec.dictionary)

    def _choices(self, spec: FieldSpec, held: object) -> Iterator[FormChoice]:
        pipeline = self._pipeline()
        if spec.kind is Kind.CHOICE:
            yield from self._entries(self._dictionary(spec), held)
        elif spec.name == "pipeline":
            for each in self.office.pipelines_of(self.entity.name):
                title = naming.pipeline_title(each, self.language)
                yield FormChoice(code=each.code, label=title)
        elif spec.name == "stage" and pipeline:
            for stage in pipeline.stages:
                title = naming.stage_title(pipeline, stage.code, self.language)
                yield FormChoice(code=stage.code, label=title)
        else:
            for code in _CLOSED.get(spec.name, ()):
                yield FormChoice(code=code, label=readable(code))

    def _own_choices(self, own: CustomField, held: object) -> Iterator[FormChoice]:
        if own.type == DICTIONARY:
            yield from self._entries(self.office.dictionary(own.dictionary), held)
        if own.type == CHOICE:
            for each in own.choices:
                if not each.is_retired or _is_held(each.code, held):
                    yield FormChoice(
                        code=each.code,
                        label=each.title(self.language),
                        is_retired=each.is_retired,
                    )

    def _entries(self, dictionary: Dictionary, held: object) -> Iterator[FormChoice]:
        for each in dictionary.entries:
            if not each.is_retired or _is_held(each.code, held):
                title = naming.entry_title(dictionary, each.code, self.language)
                yield FormChoice(
                    code=each.code, label=title, is_retired=each.is_retired
                )


def _is_held(code: str, held: object) -> bool:
    return code in held if isinstance(held, tuple) else code == held


# What a record of the entity is of no use without.
_NEEDED = frozenset(
    {
        ("company", "name"),
        ("product", "name"),
        ("user", "login"),
        ("activity", "bindings"),
    }
)
_CLOSED: Mapping[str, Iterable[str]] = {
    "direction": DIRECTIONS,
    "priority": PRIORITIES,
    "description_format": TEXT_FORMATS,
    "outcome": OUTCOMES,
    "result_mark": MARKS,
}
_TYPES: Mapping[type, str] = {
    Phone: "phone",
    Email: "email",
    Website: "url",
    Messenger: "messenger",
    FileRef: "file",
}
_USERS = frozenset({"owner", "observers", "met_by", "manager", "moved_by"})


def _type(spec: FieldSpec) -> str:
    """Return the type of a built-in field, in the words of custom ones."""
    if spec.name in _USERS or spec.name.endswith("_by"):
        return "user"
    if spec.name in ("pipeline", "stage") or spec.name in _CLOSED:
        return CHOICE
    if spec.kind in (Kind.VALUE, Kind.VALUES):
        return _TYPES.get(spec.type, _snake(spec.type.__name__))
    if spec.kind is Kind.TEXTS:
        return "reference" if spec.target else "text"
    return DICTIONARY if spec.kind is Kind.CHOICE else spec.kind.value


def _snake(name: str) -> str:
    """Return ``product_row`` of ``ProductRow``."""
    parts = (f"_{sign.lower()}" if sign.isupper() else sign for sign in name)
    return "".join(parts).lstrip("_")


_BY_NAME: Mapping[str, Iterable[str]] = {
    "person": ("honorific", "birth_date", "job_title", "photo"),
    "reach": ("phones", "emails", "websites", "messengers", "address", "legal_address"),
    "sale": ("amount", "tax", "amount_is_manual", "rows", "probability", "revenue"),
    "place": ("pipeline", "stage", "stage_note", "closed_at", "expected_close"),
    "source": ("utm", "origin", "met_by"),
    "more": ("owner", "observers", "open_to_all", "notes", "tags", "files"),
}
_SECTION_OF = {name: section for section, names in _BY_NAME.items() for name in names}
_LINKS = ("companies", "contacts", "bindings")


def _section(spec: FieldSpec) -> str:
    name = spec.name
    if spec.system or name == "created_at":
        return "system"
    if name in _SECTION_OF:
        return _SECTION_OF[name]
    if spec.kind is Kind.REFERENCE or name in _LINKS:
        return "links"
    if name in ("first_name", "middle_name", "last_name"):
        return "person"
    if name.startswith("source"):
        return "source"
    return "place" if name.startswith("loss_") else "main"
