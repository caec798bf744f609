"""Hypothesis strategies for what leadflow deals with: values, records, workspaces.

All are as records keep them, and as workspaces allow them. Values come from small
pools as well as at random: two that are equal, or equal but for case, are what
finds mistakes.

>>> from hypothesis import given, strategies as st
>>> @given(st.data(), workspaces(mode="classic"))
... def test_a_deal_of_any_firm_has_a_stage_of_its_pipeline(data, firm):
...     deal = data.draw(deals(firm))
...     assert firm.pipeline(deal.pipeline).stage(deal.stage).kind == deal.stage_kind
"""

from leadflow.testing.customs import custom_fields, custom_values, customs
from leadflow.testing.offices import conversions, pipelines, stages, workspaces
from leadflow.testing.questions import conditions, orders, queries
from leadflow.testing.records import (
    activities,
    companies,
    contacts,
    deals,
    field_values,
    inquiries,
    invoices,
    leads,
    products,
    quotes,
    records,
    users,
)
from leadflow.testing.values import (
    USUAL,
    addresses,
    days,
    decimals,
    emails,
    files,
    ids,
    integers,
    moments,
    money,
    names,
    phones,
    recurrences,
    subsets,
    texts,
)


__all__ = [
    "USUAL",
    "activities",
    "addresses",
    "companies",
    "conditions",
    "contacts",
    "conversions",
    "custom_fields",
    "custom_values",
    "customs",
    "days",
    "deals",
    "decimals",
    "emails",
    "field_values",
    "files",
    "ids",
    "inquiries",
    "integers",
    "invoices",
    "leads",
    "moments",
    "money",
    "names",
    "orders",
    "phones",
    "pipelines",
    "products",
    "queries",
    "quotes",
    "records",
    "recurrences",
    "stages",
    "subsets",
    "texts",
    "users",
    "workspaces",
]
