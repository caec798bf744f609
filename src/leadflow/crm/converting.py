"""Conversion as a command: planned and written in one transaction, by key once."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import Final, TypeAlias, cast

import attrs
from attrs import field, frozen

from leadflow.context import Context
from leadflow.conversion import ConversionPlan, Converted, Source
from leadflow.conversion.applying import apply, carry_out, problems
from leadflow.conversion.journal import reversal
from leadflow.conversion.planning import decide, plan
from leadflow.conversion.result import result
from leadflow.conversion.wishes import NEW, Wishes
from leadflow.crm.batches import (
    ANSWERED,
    CONVERTED as DONE,
    Alone,
    Batch,
    Progress,
    Wanted,
    name_of,
)
from leadflow.crm.commands import Request, answer_to, plain, remember
from leadflow.crm.desk import Desk, Hand, save
from leadflow.crm.foreseeing import about, look_at
from leadflow.crm.naming import id_of, known_id
from leadflow.crm.retrying import retried
from leadflow.entities import Lead, Record, entity_named, entity_of
from leadflow.entities.links import participants
from leadflow.entities.points import points
from leadflow.errors import (
    ConversionReverted,
    InvalidValue,
    NotFound,
    UnknownName,
    with_article,
)
from leadflow.events import CONVERTED, Change
from leadflow.ids import ConversionId, prefix_of
from leadflow.records import latest
from leadflow.storage.gathering import Gathering
from leadflow.storage.remembering import Remembering
from leadflow.values.converters import text
from leadflow.workspace.conversions import SOURCES, TARGETS


# What a call may say besides its targets, for whoever misspells it.
_WORDS = ("variant", "to", "key", "values", "participants")

Choice: TypeAlias = Record | str | None
"""What is said about a target: a record, its id, ``new``, or nothing."""


@frozen(kw_only=True)
class Asked:
    """What a caller says about a conversion, as it was given."""

    variant: str = ""
    to: str = ""
    values: Mapping[str, object] | None = None
    participants: object = ()
    choices: Mapping[str, Choice] = field(factory=dict)

    @cached_property
    def wishes(self) -> Wishes:
        """Return the wishes, read once for a batch; raises for what cannot be."""
        if self == _NOTHING:
            return _NO_WISHES
        given = {
            entity: _chosen(entity, choice)
            for entity, choice in self.choices.items()
            if choice is not None
        }
        people = participants(self.participants)  # type: ignore[arg-type]  # judged there
        return Wishes(
            variant=text(self.variant),
            to=entity_named(self.to).name if self.to else "",
            choices=given,
            values=self.values or {},
            # They come along; whom the lead names stays the first.
            participants=tuple(attrs.evolve(each, primary=False) for each in people),
        )


_NOTHING = Asked()
_NO_WISHES = Wishes()


class Conversions:
    """Plans and carries out conversions for ``Crm``."""

    def __init__(self, desk: Desk, hand: Hand) -> None:
        self._desk = desk
        self._hand = hand

    def plan(self, record: Source | str, asked: Asked) -> ConversionPlan:
        """Return the plan with everything that stands in its way."""
        wishes = asked.wishes
        with self._desk.reading() as reader:
            context = self._desk.context(Remembering(reader), self._hand.act())
            made = plan(context, _source(context, record), wishes)
            return attrs.evolve(made, faults=problems(context, made))

    def require(self, asked: Asked) -> None:
        """Raise ``UnknownName`` or ``InvalidValue`` for wishes that fit no record."""
        wishes = asked.wishes
        with self._desk.reading() as reader:
            if wishes.variant:
                self._desk.workspace(reader).conversion(wishes.variant)

    @retried
    def convert(
        self, record: Source | str | ConversionPlan, asked: Asked, key: str
    ) -> Converted:
        """Convert, or return what the same request or plan gave before."""
        wishes = asked.wishes
        request = self._request(key, record, wishes)
        foreseen = partial(about, record, request)
        with self._desk.giving(self._desk.admitted, foreseen) as writer:
            context = self._desk.context(Remembering.of(writer), self._hand.act())
            if first := answer_to(writer, request):
                known = _answered(context, first)
                _require_shown(context, known.source)
                return _shown(context, known)
            if isinstance(record, ConversionPlan):
                _require_no(wishes)
                done, change = self._of_plan(context, record)
            else:
                source = _source(context, record)
                if isinstance(record, str):
                    look_at(writer, source)
                done, change = carry_out(context, decide(context, source, wishes))
            save(writer, change)
            if request.key:
                remember(writer, request, _kept(done))
        return _shown(context, done)

    def _of_plan(
        self, context: Context, made: ConversionPlan
    ) -> tuple[Converted, Change]:
        if (stored := context.load(made.entity, made.source)) is not None:
            _require_shown(context, stored)
        for event in context.reader.history(made.source):
            if event.kind == CONVERTED and event.cause == made.id:
                return _again(context, made), Change()
        source = _source(context, made.source)
        if isinstance(source, Lead) and source.converted_at is not None:
            wishes = Wishes(variant=made.variant)
            decide(context, source, wishes)  # raises: it tells what the lead became
        return apply(context, made)

    def _request(
        self, key: str, record: Source | str | ConversionPlan, wishes: Wishes
    ) -> Request:
        # What has no key is asked anew each time, and compared with nothing.
        if key == "":
            return _UNKEPT
        asked = _fingerprint(record, wishes)
        return Request(actor=self._hand.actor, verb="convert", key=key, asked=asked)


_UNKEPT: Final = Request(actor="", verb="convert", key="", asked="")


@frozen(kw_only=True)
class Wish:
    """What is said about all conversions of a batch."""

    asked: Asked
    key: str = ""
    stop: bool = False


def convert_many(
    desk: Desk,
    hand: Hand,
    records: Iterable[Wanted],
    wish: Wish,
    progress: Progress | None,
) -> Batch[Converted]:
    """Convert each record on its own, and tell what came of each."""
    conversions = Conversions(desk, hand)
    conversions.require(wish.asked)

    def convert(record: Wanted) -> tuple[str, Converted]:
        key = f"{wish.key}/{name_of(record)}" if wish.key else ""
        outcome = ANSWERED if _is_known(desk, hand, key) else DONE
        return outcome, conversions.convert(record, wish.asked, key)

    alone = Alone(desk=desk, begin=lambda _: convert, stop=wish.stop, foresee=_foresee)
    return alone.of(records, progress)


def _foresee(gathered: Gathering, records: Sequence[Wanted]) -> None:
    """Read what the conversions of some records will look at."""
    sources = gathered.foresee_records(map(name_of, records))
    gathered.foresee_links([each.id for each in sources])
    gathered.foresee_holders(point for each in sources for point in points(each))


def _is_known(desk: Desk, hand: Hand, key: str) -> bool:
    if not key:
        return False
    with desk.reading() as reader:
        return reader.command(hand.actor, key) is not None


def _chosen(entity: str, choice: Record | str) -> str:
    """Return ``new`` or the id that a choice names; which entity, the plan judges."""
    if entity not in TARGETS:
        raise UnknownName("conversion target", entity, (*TARGETS, *_WORDS))
    hint = f"give a {entity}, its id, or 'new'"
    try:
        return choice if choice == NEW else known_id(choice, hint, unstored=_MAKE)
    except InvalidValue as error:
        raise attrs.evolve(error.at(entity), hint=error.hint or hint) from None


_MAKE = "add it first, or say 'new' to have one made"


def _source_id(record: object) -> str:
    """Return the id of what is converted, or raise with what can be."""
    return id_of(record, _WAYS)


_WAYS: Final = f"give a {', '.join(SOURCES)}, its id, or a plan"


def _require_no(wishes: Wishes) -> None:
    if wishes != _NO_WISHES:
        hint = "plan again with these wishes, and convert that plan"
        raise InvalidValue("plan", "was made with wishes of its own", hint)


def _fingerprint(record: Source | str | ConversionPlan, wishes: Wishes) -> str:
    if isinstance(record, ConversionPlan):
        return json.dumps({"plan": record.id, "source": record.source})
    name = _source_id(record)
    said = {
        "to": wishes.to,
        "values": plain(wishes.values),
        "participants": plain(wishes.participants),
    }
    given = {each: value for each, value in said.items() if value}
    asked = {"source": name, "variant": wishes.variant, **wishes.choices, **given}
    return json.dumps(asked, sort_keys=True)


def _source(context: Context, record: Source | str) -> Source:
    """Return the stored record, if the caller's is the latest.

    A converted lead is returned whatever version the caller holds: that it was
    converted is the better answer.
    """
    name = _source_id(record)
    stored = context.live(name)
    if not isinstance(stored, Source):
        ways = ", ".join(entity_named(each).plural for each in SOURCES)
        found = with_article(entity_of(stored).name)
        raise InvalidValue("id", f"names {found}; only {ways} are converted")
    if not isinstance(record, str) and getattr(stored, "converted_at", None) is None:
        latest(context, record, stored)
    return stored


def _require_shown(context: Context, source: Record) -> None:
    """Raise ``NotFound`` for what the actor may not read any more (A3)."""
    if not context.shows(source):
        raise NotFound(entity_of(source).name, source.id)


def _shown(context: Context, done: Converted) -> Converted:
    """Return a result as the actor may see it: what may not be read is left out."""
    if context.seen is None:
        return done
    found = (done.company, done.contact, done.deal, done.quote, done.invoice)
    known = {
        entity_of(each).name: context.shown(each)
        for each in found
        if each is not None and context.shows(each)
    }
    return result(done.id, done.variant, context.shown(done.source), known)


def _kept(done: Converted) -> dict[str, str]:
    """Return what is needed to answer the same request again."""
    targets = {prefix_of(each): each for each in done.targets}
    return {
        "id": done.id,
        "variant": done.variant,
        "source": done.source.id,
        **targets,
    }


def _answered(context: Context, kept: Mapping[str, str]) -> Converted:
    """Return a conversion's records as they are today."""
    targets = {name: id for name, id in kept.items() if name in TARGETS}
    return _today(context, kept["id"], kept["variant"], kept["source"], targets)


def _again(context: Context, made: ConversionPlan) -> Converted:
    """Return what a plan gave when it was carried out, as it is today."""
    targets = {each.entity: each.id for each in made.targets if each.takes_part}
    return _today(context, made.id, made.variant, made.source, targets)


def _today(
    context: Context, id: str, variant: str, source: str, targets: Mapping[str, str]
) -> Converted:
    if reversal(context.reader, id):
        raise ConversionReverted(source, id)
    found = context.load(prefix_of(source), source)
    if found is None:
        raise InvalidValue(prefix_of(source), "is not there any more")
    loaded = {name: context.load(name, each) for name, each in targets.items()}
    made = {name: each for name, each in loaded.items() if each is not None}
    return result(ConversionId(id), variant, cast("Source", found), made)
