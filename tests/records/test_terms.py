"""What is asked of new records: found out once, and only as far as they tell."""

import pytest
from hypothesis import given, strategies as st

from leadflow.context import Context
from leadflow.entities import ENTITIES
from leadflow.errors import EntityDisabled
from leadflow.events import Act
from leadflow.records.checks import EVERY_FIELD, Check
from leadflow.records.terms import terms_of
from leadflow.records.validation import faults, told_by
from leadflow.storage.memory import MemoryStore
from leadflow.testing import BEGINNING, CountingIds
from leadflow.testing.strategies import records
from leadflow.testing.suite.ledger import WORKSPACE
from leadflow.workspace import Workspace


@pytest.mark.parametrize("entity", ENTITIES)
@given(data=st.data())
def test_what_nobody_told_has_no_fault(data: st.DataObject, entity: str) -> None:
    """P16: rules that look at what is empty would find nothing."""
    new = data.draw(records(entity, WORKSPACE))
    every, told = EVERY_FIELD[type(new)], told_by(new, new)
    with MemoryStore().read() as reader:
        act = Act(actor="ada", now=BEGINNING)
        context = Context(
            workspace=WORKSPACE, reader=reader, act=act, new_id=CountingIds()
        )
        whole = faults(context, Check(record=new, changed=every))

        assert whole == faults(context, Check(record=new, changed=told))


def test_the_terms_of_a_firm_are_found_out_once() -> None:
    """F2, F3: what a firm fills in by itself is the same of every new record."""
    terms = terms_of(WORKSPACE, "lead", False)  # noqa: FBT003  # asked by position

    assert terms is terms_of(WORKSPACE, "lead", False)  # noqa: FBT003  # as above


def test_there_are_no_terms_for_what_is_not_used() -> None:
    """M6: it is refused as often as it is tried."""
    firm = Workspace(chain="deal-invoice")
    for _ in range(2):
        with pytest.raises(EntityDisabled):
            terms_of(firm, "quote", False)  # noqa: FBT003  # as above
