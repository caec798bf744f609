"""The imperative shell: ``Crm`` reads, asks the verbs, and writes."""

from leadflow.crm.batches import Batch
from leadflow.crm.collection import Collection
from leadflow.crm.crm import Crm
from leadflow.crm.desk import Clock
from leadflow.crm.opening import open  # leadflow.open(…)
from leadflow.crm.parties import Parties, PartyPage, PartySelection
from leadflow.crm.reports import Reports
from leadflow.crm.segments import SegmentMembers
from leadflow.crm.selection import Page, Selection
from leadflow.crm.timelines import Timeline
from leadflow.crm.watching import Upserted


__all__ = [
    "Batch",
    "Clock",
    "Collection",
    "Crm",
    "Page",
    "Parties",
    "PartyPage",
    "PartySelection",
    "Reports",
    "SegmentMembers",
    "Selection",
    "Timeline",
    "Upserted",
    "open",
]
