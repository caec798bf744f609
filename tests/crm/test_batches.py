"""Batches: each lead stands alone, and a failing one says why (C7)."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

import leadflow
from leadflow import (
    AmbiguousMatch,
    Company,
    Conversion,
    Converted,
    Crm,
    Deal,
    F,
    Fault,
    InvalidData,
    InvalidValue,
    KeyReused,
    Lead,
    LeadflowError,
    NotFound,
    NoVariant,
    Pipeline,
    Stage,
    StoreFailed,
    UnknownName,
    Workspace,
    copy,
)
from leadflow.crm.batches import Batch, BatchItem, _faults
from leadflow.crm.converting import Conversions
from leadflow.entities import ENTITIES, Record
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Store
from leadflow.storage.query import ANY, Query
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import CountingIds, FixedClock, a_lead, digest, nth_id
from leadflow.workspace import Paths


Open: TypeAlias = Callable[..., Crm]


def strict(text: str) -> str:
    """Refuse whatever it is given."""
    raise ValueError(text)


def to(stage: str, source: str) -> Conversion:
    """Return a variant that puts the deals of a source on a stage."""
    return Conversion(stage, when=F.source == source).deal(stage=stage)


OFFICE = Workspace(
    pipelines=[
        Pipeline(
            "deals",
            stages=[
                Stage("new"),
                Stage("priced", require=["amount"]),
                Stage("approved", approvers=["boss"]),
                Stage("full", limit=1),
                Stage.won(),
            ],
        )
    ],
    conversions=[
        to("priced", "call"),
        to("approved", "email"),
        to("full", "web"),
        Conversion("strict", when=F.source == "partner").deal(
            copy("title", to="notes", by="strict")
        ),
        Conversion("usual", when=F.source == "trade_show"),
    ],
)

KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "lost": ("conversion_invalid", ("stage",)),
    "ambiguous": ("ambiguous_match", ("company",)),
    "unpriced": ("conversion_invalid", ("deal.amount",)),
    "unapproved": ("conversion_invalid", ("deal.stage",)),
    "full": ("conversion_invalid", ("deal.stage",)),
    "misfit": ("conversion_invalid", ("deal.notes",)),
    "unfit": (
        "no_variant",
        (
            "variant.priced",
            "variant.approved",
            "variant.full",
            "variant.strict",
            "variant.usual",
        ),
    ),
    "converted": ("already_converted", ("record.converted_at",)),
    "stale": ("conflict", ("record.version",)),
    "deleted": ("not_found", ("record",)),
}
"""Code and paths of ten kinds of failure."""
SPECIAL: Mapping[str, Mapping[str, object]] = {
    "ambiguous": {"company_name": "Twice"},
    "unpriced": {"source": "call", "amount": None},
    "unapproved": {"source": "email"},
    "full": {"source": "web"},
    "misfit": {"source": "partner"},
    "unfit": {"source": ""},
}


def kind_of(number: int) -> str:
    """Return the kind of failure of every tenth lead, in turn; ``""`` for others."""
    kinds = list(KINDS)
    return kinds[number // 10 % len(kinds)] if number % 10 == 0 else ""


def filled(crm: Crm, count: int) -> list[Lead]:
    """Return so many leads, every tenth of which cannot be converted."""
    crm.companies.add_many([Company(name="Twice")] * 2)
    crm.deals.add(Deal(title="A", stage="full"))
    usual = {"company_name": "", "source": "trade_show"}
    leads = crm.leads.add_many(
        a_lead(
            **{
                **usual,
                "emails": f"n{number}@b.example",
                "phones": "",
                **SPECIAL.get(kind_of(number), {}),
            }
        )
        for number in range(count)
    )
    for number, lead in enumerate(leads):
        leads[number] = spoilt(crm, lead, kind_of(number))
    return leads


def spoilt(crm: Crm, lead: Lead, kind: str) -> Lead:
    """Do to a lead what makes it fail, and return it as the caller holds it."""
    if kind == "lost":
        return crm.lose(lead, reason="price")
    if kind == "converted":
        crm.convert(lead)
    elif kind == "stale":
        crm.leads.update(lead, notes="B")
    elif kind == "deleted":
        crm.leads.delete(lead)
    return lead


def everything(store: Store) -> dict[str, Record]:
    """Return all records of a store by their ids."""
    with store.read() as reader:
        return {
            record.id: record
            for entity in ENTITIES.values()
            for record in reader.find(
                Query(paths=Paths(Workspace(), entity), which=ANY)
            )
        }


def opened_on(store: Store) -> Crm:
    """Return a CRM of the office."""
    return leadflow.open(
        store,
        workspace=OFFICE,
        actor="ada",
        clock=FixedClock(),
        ids=CountingIds(),
        transforms={"strict": strict},
    )


@pytest.mark.uncounted
@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_of_a_thousand_leads_every_tenth_fails_for_another_reason(
    kind: str, tmp_path: Path
) -> None:
    """C7: 900 are converted, 100 are told with code, path and reason, no more."""
    place = tmp_path / "sales.db"
    store: Store = (
        MemoryStore() if kind == "memory" else SQLiteStore(place, durability="normal")
    )
    with opened_on(store) as crm:
        leads = filled(crm, 1000)
        before = everything(store)
        batch = crm.convert_many(leads)
        after = everything(store)

    assert (1000, 900, 100) == (len(batch), len(batch.converted), len(batch.failed))
    assert [
        KINDS[kind_of(n)] if kind_of(n) else ("", ()) for n in range(len(leads))
    ] == [(each.code, each.paths) for each in batch]
    assert all(each.reason for each in batch.failed)
    _require_untouched(batch, before, after)


def _require_untouched(
    batch: Batch[Converted], before: Mapping[str, Record], after: Mapping[str, Record]
) -> None:
    """Nothing but the converted leads and what they became was written."""
    done = [each.result for each in batch.converted if each.result]
    made = {target for each in done for target in each.targets}
    leads = {each.lead.id for each in done}

    assert made == after.keys() - before.keys()
    assert leads == {id for id in before if before[id] != after[id]}
    assert 1800 == len(made)


# One after the other


def test_items_come_in_the_order_given(crm: Crm) -> None:
    """C7: with the lead and what it became."""
    leads = crm.leads.add_many([Lead(last_name=name) for name in "ABC"])
    batch = crm.convert_many([each.id for each in reversed(leads)])

    assert [each.id for each in reversed(leads)] == [each.record for each in batch]
    assert [1, 1, 1] == [
        each.result.deal.version for each in batch if each.result and each.result.deal
    ]


@pytest.mark.parametrize(
    "wrong", [5, None, a_lead(), "anything", nth_id("lead", 99), nth_id("deal", 1)]
)
def test_what_is_no_lead_fails_alone(crm: Crm, wrong: Lead) -> None:
    """C7: whatever stands in the list, the others are converted."""
    lead = crm.leads.add(a_lead())
    batch = crm.convert_many([wrong, lead])

    assert ["failed", "converted"] == [each.outcome for each in batch]
    assert all(each.path for each in batch.failed[0].faults)


def test_a_lead_that_comes_twice_fails_the_second_time(crm: Crm) -> None:
    """C8: it is converted already by then."""
    lead = crm.leads.add(a_lead())

    assert ["", "already_converted"] == [e.code for e in crm.convert_many([lead, lead])]


def test_wishes_are_for_all(crm: Crm) -> None:
    """C15: several leads go into one deal."""
    deal = crm.deals.add(Deal(title="A"))
    leads = crm.leads.add_many([Lead(last_name=name) for name in "AB"])
    crm.convert_many(leads, deal=deal)

    assert [each.id for each in leads] == list(crm.provenance(deal).sources)


@pytest.mark.parametrize(
    "wish", [{"variant": "nobody"}, {"compny": "new"}, {"company": "anybody"}]
)
def test_wishes_that_fit_no_lead_are_refused_at_once(
    crm: Crm, wish: dict[str, str]
) -> None:
    """C2: they are a mistake of the caller, not of a thousand leads."""
    lead = crm.leads.add(a_lead())
    with pytest.raises((UnknownName, InvalidValue)):
        crm.convert_many([lead], **wish)  # type: ignore[arg-type]  # as given

    assert crm.leads.get(lead.id).converted_at is None


def test_plans_are_carried_out_too(crm: Crm) -> None:
    """C5: each as it is; one that is outdated fails."""
    plans = [crm.plan_conversion(crm.leads.add(a_lead())) for _ in range(2)]
    batch = crm.convert_many(plans)

    assert ["", "plan_outdated"] == [each.code for each in batch]
    assert [plan.source for plan in plans] == [each.record for each in batch]


# Keys


def test_a_batch_with_a_key_can_be_repeated() -> None:
    """P3: what was done is answered and no byte is changed."""
    store = MemoryStore()
    crm = leadflow.open(store, actor="ada")
    leads = crm.leads.add_many([Lead(last_name=name) for name in "ABC"])
    first = crm.convert_many(leads[:2], key="monday")
    before = digest(store)
    again = crm.convert_many(leads[:2], key="monday")

    assert before == digest(store)
    assert [e.result for e in first] == [e.result for e in again]
    assert (2, 0) == (len(again.answered), len(again.converted))
    assert ["answered", "answered", "converted"] == [
        each.outcome for each in crm.convert_many(leads, key="monday")
    ]


def test_the_same_key_with_other_wishes_fails(crm: Crm) -> None:
    """P3: a key belongs to one request, for each lead."""
    lead = crm.leads.add(a_lead())
    crm.convert_many([lead], key="k")
    batch = crm.convert_many([lead], key="k", contact="new")

    assert [("key_reused", ("key",))] == [(e.code, e.paths) for e in batch]


# Progress, stopping, outages


def test_progress_is_told_as_it_is_kept(crm: Crm) -> None:
    """C7: how many are done, and of how many."""
    leads = crm.leads.add_many([Lead(last_name=f"N{n}") for n in range(250)])
    told: list[tuple[int, int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total, crm.deals.count()))

    crm.convert_many(leads, progress=tell)

    assert [(100, 250, 100), (200, 250, 200), (250, 250, 250)] == told


def test_stopping_keeps_what_was_done(crm: Crm) -> None:
    """C7: and says what was not tried."""
    leads = crm.leads.add_many([Lead(last_name=f"N{n}") for n in range(40)])
    crm.lose(leads[2], reason="price")
    batch = crm.convert_many([each.id for each in leads], stop=True)

    assert (2, 1, 37) == (
        len(batch.converted),
        len(batch.failed),
        len(batch.not_tried),
    )
    assert 2 == crm.deals.count()
    assert 40 == len(batch)


def test_a_store_that_fails_is_no_failure_of_a_lead(
    crm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P23: the call raises; what was kept before stays, and a key goes on from it."""
    leads = crm.leads.add_many([Lead(last_name=f"N{n}") for n in range(130)])
    convert = Conversions.convert

    def fail(self: Conversions, lead: Lead, *rest: object) -> object:
        if lead.id == leads[127].id:
            raise StoreFailed("the disk is full")
        return convert(self, lead, *rest)  # type: ignore[arg-type]  # as given

    monkeypatch.setattr(Conversions, "convert", fail)
    with pytest.raises(StoreFailed):
        crm.convert_many(leads, key="k")
    monkeypatch.undo()

    assert 100 == crm.deals.count()
    assert (100, 30) == (
        len((again := crm.convert_many(leads, key="k")).answered),
        len(again.converted),
    )


def test_a_batch_is_part_of_a_transaction(crm: Crm) -> None:
    """H3: undone with it, failures and all."""
    leads = crm.leads.add_many([Lead(last_name="A"), Lead(last_name="B")])
    crm.lose(leads[0], reason="price")
    with pytest.raises(KeyError), crm.transaction():
        raise KeyError(str(crm.convert_many([each.id for each in leads])))

    assert 0 == crm.deals.count()


# Showing


def test_a_batch_prints_its_failures(crm: Crm) -> None:
    """C7: counts first, then each failure with its place, code and reason."""
    one, two = crm.leads.add_many([Lead(last_name="A"), Lead(last_name="B")])
    crm.convert(one)
    batch = crm.convert_many([one, two, 5])  # type: ignore[list-item]  # no record
    lines = str(batch).splitlines()

    assert "3 records: 1 converted, 2 failed" == lines[0]
    assert lines[1].startswith(f"  [0] {one.id}: already_converted: lead ")
    assert lines[2].startswith("  [2] no record: invalid_value: ")
    assert {"already_converted": 1, "invalid_value": 1} == dict(batch.codes)
    assert "<Batch: 3 records: 1 converted, 2 failed>" == repr(batch)


def test_a_batch_draws_itself(crm: Crm) -> None:
    """C7: failures by their codes, escaped, in a notebook."""
    lead = crm.leads.add(a_lead())
    html = crm.convert_many([lead, "<b>"])._repr_html_()

    assert "2 records: 1 converted, 1 failed" in html
    assert "&lt;b&gt;" in html
    assert "invalid_value" in html


def test_nothing_is_a_batch_too(crm: Crm) -> None:
    """C7: no leads, no items."""
    batch = crm.convert_many([], stop=True)

    assert (0, "0 records: nothing to do") == (len(batch), str(batch))
    assert Counter() == Counter(batch.codes)
    assert ("", (), "") == (
        BatchItem(record="", outcome="converted").code,
        BatchItem(record="", outcome="converted").paths,
        BatchItem(record="", outcome="converted").reason,
    )


@pytest.mark.parametrize(
    ("error", "paths"),
    [
        (NoVariant("lead_1", (Fault("b2b.when", "fails"),)), ["variant.b2b.when"]),
        (AmbiguousMatch("lead_1", "contact", ("contact_1", "contact_2")), ["contact"]),
        (InvalidData("lead", (Fault("", "says too little"),)), ["record"]),
        (
            InvalidData("lead", (Fault("title", "a"), Fault("notes", "b"))),
            ["title", "notes"],
        ),
        (InvalidValue("id", "names a deal"), ["record"]),
        (InvalidValue("day", "is none", "", "deal.day"), ["deal.day"]),
        (KeyReused("k", "add"), ["key"]),
        (NotFound("lead", "lead_1"), ["record"]),
    ],
    ids=str,
)
def test_a_failure_names_the_place_that_its_error_names(
    error: LeadflowError, paths: list[str]
) -> None:
    """M3, C3: whatever went wrong with one of many, a screen knows where to show it."""
    assert paths == [each.path for each in _faults(error)]
