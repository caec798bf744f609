"""The workspace: how a firm works, as one value."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from os import PathLike

from attrs import field, frozen

from leadflow.entities import ENTITIES, FieldSpec, Record, entity_named
from leadflow.errors import Fault, InvalidWorkspace, UnknownName
from leadflow.values.converters import text
from leadflow.values.teaching import teach_names
from leadflow.workspace import mailing, naming
from leadflow.workspace.chain import (
    REJECT,
    WHOLE,
    as_chain,
    as_entities,
    success_faults,
    use_faults,
    used,
    usual_mode,
)
from leadflow.workspace.checks import (
    SIMPLE,
    form_faults,
    label_faults,
    setting_faults,
)
from leadflow.workspace.conversions import Conversion
from leadflow.workspace.defaults import (
    completed_conversions,
    completed_dictionaries,
    completed_pipelines,
)
from leadflow.workspace.dictionaries import Dictionary
from leadflow.workspace.fields import CustomField
from leadflow.workspace.findings import Advice, Finding, advisor
from leadflow.workspace.forming import form
from leadflow.workspace.forms import Form
from leadflow.workspace.intake import Intake, intake_faults
from leadflow.workspace.labels import Label
from leadflow.workspace.lookups import NO_FIELDS, Lookups, lookups
from leadflow.workspace.numbers import LEAVE, as_treatment
from leadflow.workspace.parts import (
    as_currency,
    as_departments,
    as_fields,
    as_forms,
    as_intake,
    as_labels,
    as_members,
    as_policies,
    as_roles,
)
from leadflow.workspace.paths import Load
from leadflow.workspace.pipelines import Pipeline
from leadflow.workspace.places import named
from leadflow.workspace.policies import DuplicatePolicy
from leadflow.workspace.roles import Department, Member, Role
from leadflow.workspace.staff import staff_faults
from leadflow.workspace.types import FieldType, known_types
from leadflow.workspace.whole import double_faults, part_faults


@teach_names
@frozen(kw_only=True, cache_hash=True)
class Workspace:
    """How a firm works: mode, chain, pipelines, dictionaries, fields, conversions.

    Whatever is not given is that of a usual firm. A workspace is a value: it is
    compared, stored with the data and loaded from TOML; wrong definitions raise
    ``InvalidWorkspace`` with every fault and its path at once.

    >>> Workspace().pipeline("deals").first.code
    'new'
    """

    name: str = field(default="", converter=text)
    chain: str = field(default=WHOLE, converter=as_chain)
    """What a sale passes: ``lead-deal-quote-invoice``, ``deal-invoice``, … (M6)."""
    without: tuple[str, ...] = field(default=(), converter=as_entities)
    """What else is not used: ``company``, ``contact``, ``product``, ``inquiry``."""
    mode: str = field(converter=text)
    """``classic``: every hook is a lead first; ``simple``: the client at once (M1).

    Classic unless given, or simple where the chain has no leads.
    """
    technical_leads: bool = False
    """In simple mode a lead may be added and is converted at once (M4)."""
    lead_success: str = field(default=REJECT, converter=text)
    """By hand into success: ``reject``, ``auto_convert`` or ``mark_only`` (C13)."""
    lead_success_variant: str = field(default="", converter=text)
    """For ``auto_convert``: the variant; the first that fits unless given."""
    language: str = field(default="en", converter=text)
    """The language of labels unless another is asked for: ``en``, ``uk``, ``pt-BR``."""
    zone: str = field(default="UTC", converter=text)
    """The IANA time zone in which days begin and end."""
    currency: str = field(default="USD", converter=as_currency)
    """The firm's own currency."""
    wrong_numbers: str = field(default=LEAVE, converter=as_treatment)
    """Of requisites: ``leave`` them, ``warn`` in ``crm.check()``, or ``refuse``."""
    pipelines: tuple[Pipeline, ...] = field(default=(), converter=completed_pipelines)
    """Entities that are not named keep the usual pipeline."""
    dictionaries: tuple[Dictionary, ...] = field(
        default=(), converter=completed_dictionaries
    )
    """Given ones take the place of the usual ones of the same code."""
    fields: tuple[CustomField, ...] = field(default=(), converter=as_fields)
    conversions: tuple[Conversion, ...] = field(
        default=(), converter=completed_conversions
    )
    """In the order in which they are tried (C2)."""
    duplicates: tuple[DuplicatePolicy, ...] = field(default=(), converter=as_policies)
    """What is done about new records that are there already; allowed unless said."""
    intake: Intake = field(default=Intake(), converter=as_intake)
    """Whose inquiries are ignored, and who gets the others."""
    segments: tuple[mailing.Segment, ...] = field(
        default=(), converter=mailing.as_segments
    )
    """Which parties are addressed together (Z7)."""
    letters: tuple[mailing.Letter, ...] = field(
        default=(), converter=mailing.as_letters
    )
    """What is written to them, with their fields."""
    opt_in: tuple[str, ...] = field(default=(), converter=mailing.as_channels)
    """Channels on which those alone are addressed who subscribed."""
    labels: Mapping[str, Label] = field(factory=dict, converter=as_labels, hash=False)
    """The firm's own words: ``{"lead": "Inquiry", "lead.amount": "Budget"}``."""

    @mode.default
    def _usual_mode(self) -> str:
        return usual_mode(self.chain)

    forms: Mapping[str, tuple[str, ...]] = field(
        factory=dict, converter=as_forms, hash=False
    )
    """The fields that come first in forms: ``{"lead": ["title", "custom.budget"]}``."""

    roles: tuple[Role, ...] = field(default=(), converter=as_roles)
    """Who may do what; without any, everybody may do everything (A1)."""
    departments: tuple[Department, ...] = field(default=(), converter=as_departments)
    members: tuple[Member, ...] = field(default=(), converter=as_members)
    """Which roles and which department those have who act."""

    def __attrs_post_init__(self) -> None:
        if faults := tuple(_faults(self)):
            raise InvalidWorkspace(self.name or "workspace", named(self, faults))

    @cached_property
    def _known(self) -> Lookups:
        return lookups(self.pipelines, self.dictionaries, self.conversions, self.fields)

    @cached_property
    def kept(self) -> dict[object, object]:
        """Return what was found out about it, for ``once_each``."""
        return {}

    def __repr__(self) -> str:
        name = f" {self.name!r}" if self.name else ""
        own = ", ".join(pipeline.code for pipeline in self.pipelines)
        return (
            f"<Workspace{name}: {self.mode}, {self.language}, {self.zone}, "
            f"{self.currency}; pipelines {own}>"
        )

    @property
    def entities(self) -> tuple[str, ...]:
        """Return the entities of which records may be added (M6).

        >>> "quote" in Workspace(chain="deal-invoice").entities
        False
        """
        return tuple(name for name in ENTITIES if self.uses(name))

    def uses(self, entity: str) -> bool:
        """Return whether records of this entity may be added (M4, M6).

        Leads may not be added in simple mode, unless technical ones are allowed.
        """
        return entity in self._used or entity_named(entity).name in self._used

    @cached_property
    def _used(self) -> frozenset[str]:
        found = (e for e in ENTITIES if used(e, chain=self.chain, without=self.without))
        sleeping = self.mode == SIMPLE and not self.technical_leads
        return frozenset(found) - ({"lead"} if sleeping else set())

    def pipeline(self, code: str) -> Pipeline:
        """Return the pipeline, or raise ``UnknownName`` with the nearest right name."""
        if found := self._known.pipelines.get(code):
            return found
        raise UnknownName("pipeline", code, tuple(p.code for p in self.pipelines))

    def pipelines_of(self, entity: str) -> tuple[Pipeline, ...]:
        """Return the pipelines of an entity, the default one first."""
        return self._known.staged.get(entity, ())

    def default_pipeline(self, entity: str) -> Pipeline:
        """Return the pipeline on which an entity's new records stand."""
        own = self.pipelines_of(entity)
        if not own:
            staged = tuple(dict.fromkeys(p.entity for p in self.pipelines))
            raise UnknownName("entity with stages", entity, staged)
        return own[0]

    def dictionary(self, code: str) -> Dictionary:
        """Return the dictionary, or raise ``UnknownName``."""
        if found := self._known.dictionaries.get(code):
            return found
        known = tuple(dictionary.code for dictionary in self.dictionaries)
        raise UnknownName("dictionary", code, known)

    def dictionary_of(self, spec: FieldSpec) -> Dictionary:
        """Return the dictionary from which a field's values come."""
        return self.dictionary(spec.dictionary)

    def fields_of(self, entity: str) -> Mapping[str, CustomField]:
        """Return the custom fields of an entity, by code."""
        return self._known.fields.get(entity, NO_FIELDS)

    def custom_field(self, entity: str, code: str) -> CustomField:
        """Return the custom field, or raise ``UnknownName`` (F4)."""
        known = self.fields_of(entity)
        try:
            return known[code]
        except KeyError:
            kind = f"custom field of {entity}"
            raise UnknownName(kind, code, tuple(known)) from None

    def conversion(self, code: str) -> Conversion:
        """Return the conversion variant, or raise ``UnknownName``."""
        if found := self._known.conversions.get(code):
            return found
        known = tuple(conversion.code for conversion in self.conversions)
        raise UnknownName("conversion", code, known)

    def label(
        self, name: str, *, language: str | None = None, plural: bool = False
    ) -> str:
        """Return what people call an entity or a field of one.

        The firm's own word comes first, then a custom field's label, then
        leadflow's word. ``leads`` and ``plural=True`` ask for several.

        >>> Workspace(labels={"lead": {"en": "Inquiry"}}).label("lead")
        'Inquiry'
        >>> Workspace().label("lead.amount", language="uk")
        'Сума'
        """
        return naming.label(self, name, language or self.language, plural=plural)

    def pipeline_title(self, code: str, *, language: str | None = None) -> str:
        """Return what people call a pipeline."""
        return naming.pipeline_title(self.pipeline(code), language or self.language)

    def stage_title(
        self, pipeline: str, stage: str, *, language: str | None = None
    ) -> str:
        """Return what people call a stage.

        >>> Workspace().stage_title("deals", "won", language="uk")
        'Угоду виграно'
        """
        found = self.pipeline(pipeline)
        return naming.stage_title(found, stage, language or self.language)

    def dictionary_title(self, code: str, *, language: str | None = None) -> str:
        """Return what people call a dictionary."""
        found = self.dictionary(code)
        return naming.dictionary_title(found, language or self.language)

    def entry_title(
        self, dictionary: str, entry: str, *, language: str | None = None
    ) -> str:
        """Return what people call a value of a dictionary.

        >>> Workspace().entry_title("source", "trade_show", language="ru")
        'Выставка'
        """
        found = self.dictionary(dictionary)
        return naming.entry_title(found, entry, language or self.language)

    def choice_title(
        self, field: str, choice: str, *, language: str | None = None
    ) -> str:
        """Return what people call a choice of a custom field, such as ``deal.size``."""
        entity, _, code = field.partition(".")
        own = self.custom_field(entity, code.removeprefix("custom."))
        return naming.choice_title(own, choice, language or self.language)

    def form(
        self,
        of: Record | str,
        language: str | None = None,
        *,
        load: Load | None = None,
    ) -> Form:
        """Return what a screen must know to show and edit a record (mission 2.14).

        ``of`` is an entity's name, for a new record, or a record: then fields have
        values, its stage's demands count, and a converted lead is read-only.
        ``load`` reads linked records, for conditions that step over links.

        >>> Workspace().form("deal").field("stage").choices[0].label
        'New'
        """
        return form(self, of, language or self.language, load)

    def word(self, name: str, language: str | None = None) -> str:
        """Return a word of reports, such as ``stage``, ``count`` or ``lost``.

        >>> Workspace(language="uk").word("count")
        'Кількість'
        """
        return naming.word(name, language or self.language)

    def check(self, *more: Callable[["Workspace"], Iterable[Finding]]) -> Advice:
        """Return what is to be said about the process; nothing is changed (M7).

        Findings are values with a severity, a path and a hint: stages that nobody
        reaches, data that conversions lose, conditions that never hold, and so on.
        ``more`` are checks of your own: functions from a workspace to findings.

        >>> print(Workspace().check().findings[0].code)
        no_loss_reason
        """
        advice: Advice = advisor().check(self, *more)
        return advice

    def completed(self) -> "Workspace":
        """Return the workspace in which no custom field of leads is lost (C4).

        Where no variant carries a field on, the deal gets one of the same code, or
        else the contact or the company; which one, is the difference of ``fields``.

        >>> site = CustomField("site", entity="lead")
        >>> [field.entity for field in Workspace(fields=[site]).completed().fields]
        ['lead', 'deal']
        """
        whole: Workspace = advisor().completed(self)
        return whole

    @classmethod
    def load(
        cls, path: str | PathLike[str], *, field_types: Iterable[FieldType] = ()
    ) -> "Workspace":
        """Return the workspace that a TOML file describes.

        ``field_types`` are the host's types that it names (F1).
        Raises ``InvalidWorkspace`` with every fault of the file at once.
        """
        # Imported on use, as most programs describe their workspace in Python.
        from leadflow.workspace.reading import structured, text_of  # noqa: PLC0415

        types = known_types(field_types)
        return structured(text_of(path), str(path), cls, types)

    def save(self, path: str | PathLike[str]) -> None:
        """Write the workspace as TOML; ``load`` gives an equal one back.

        The file is replaced as a whole or not at all.
        """
        from leadflow.workspace.writing import saved, written  # noqa: PLC0415  # as above

        saved(written(self), path)


def _faults(workspace: Workspace) -> Iterator[Fault]:
    yield from setting_faults(
        mode=workspace.mode,
        language=workspace.language,
        zone=workspace.zone,
        currency=workspace.currency,
    )
    yield from use_faults(
        mode=workspace.mode,
        chain=workspace.chain,
        without=workspace.without,
        technical_leads=workspace.technical_leads,
    )
    way, variant = workspace.lead_success, workspace.lead_success_variant
    yield from success_faults(way, variant, workspace.conversions)
    yield from double_faults(
        pipelines=workspace.pipelines,
        conversions=workspace.conversions,
        duplicates=workspace.duplicates,
        fields=workspace.fields,
        dictionaries=workspace.dictionaries,
    )
    yield from label_faults(workspace, workspace.labels)
    yield from form_faults(workspace, workspace.forms)
    yield from intake_faults(workspace, workspace.intake)
    yield from mailing.faults(workspace, workspace.segments, workspace.letters)
    yield from staff_faults(workspace, workspace)
    yield from part_faults(
        workspace, workspace.pipelines, workspace.fields, workspace.conversions
    )
