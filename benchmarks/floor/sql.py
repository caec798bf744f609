"""Every statement of the floor, as constant text."""

from typing import Final

from benchmarks.floor.entity import COLUMNS


def _insert(table: str, columns: str) -> str:
    marks = ", ".join("?" * len(columns.split(", ")))
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608  # constants


_MADE: Final = "owner, created_at, created_by, updated_at, updated_by"
_STANDS: Final = "pipeline, stage, stage_kind, stage_entered_at, moved_by"

ADD_LEAD: Final = _insert(
    "leads",
    "id, version, title, first_name, last_name, job_title, company_name, phones, "
    f"emails, source, amount_e4, amount_currency, {_STANDS}, {_MADE}",
)
ADD_COMPANY: Final = _insert("companies", f"id, version, name, source, lead, {_MADE}")
ADD_CONTACT: Final = _insert(
    "contacts",
    "id, version, first_name, last_name, job_title, phones, emails, companies, "
    f"source, lead, {_MADE}",
)
ADD_DEAL: Final = _insert(
    "deals",
    "id, version, title, amount_e4, amount_currency, probability, "
    "probability_source, company, contacts, lead, is_return_customer, "
    f"is_repeated_approach, source, {_STANDS}, {_MADE}",
)
ADD_FACT: Final = _insert(
    "events",
    "record, version, entity, kind, at, actor, cause, changes, pipeline, stage, "
    "stage_label, stage_kind, overridden",
)
ADD_POINT: Final = _insert("points", "kind, key, record, entity")
ADD_LINK: Final = _insert(
    "links", "target, record, field, entity, role, position, is_primary"
)

GET: Final = f"SELECT {COLUMNS} FROM leads WHERE id = ? AND deleted_at IS NULL"  # noqa: S608
PAGE: Final = (
    f"SELECT {COLUMNS} FROM leads WHERE pipeline = 'leads' AND stage = ? "  # noqa: S608
    "AND deleted_at IS NULL AND id < ? ORDER BY id DESC LIMIT ?"
)
READ_JOB: Final = "SELECT version, job_title FROM leads WHERE id = ?"
SET_JOB: Final = (
    "UPDATE leads SET version = ?, job_title = ?, updated_at = ?, updated_by = ? "
    "WHERE id = ?"
)
READ_LEAD: Final = (
    "SELECT version, title, first_name, last_name, job_title, company_name, phones, "
    "emails, source, amount_e4, amount_currency, stage, stage_kind, stage_entered_at "
    "FROM leads WHERE id = ?"
)
CONVERTED: Final = (
    "UPDATE leads SET version = ?, stage = ?, stage_kind = ?, stage_entered_at = ?, "
    "moved_by = ?, closed_at = ?, converted_at = ?, company = ?, contact = ?, "
    "deal = ?, updated_at = ?, updated_by = ? WHERE id = ?"
)
READ_DEAL: Final = (
    "SELECT version, pipeline, stage, stage_kind, stage_entered_at, probability "
    "FROM deals WHERE id = ?"
)
MOVED: Final = (
    "UPDATE deals SET version = ?, stage = ?, stage_kind = ?, stage_entered_at = ?, "
    "moved_by = ?, closed_at = ?, probability = ?, updated_at = ?, updated_by = ? "
    "WHERE id = ?"
)
FIND_PERSON: Final = (
    "SELECT record FROM points WHERE kind = ? AND key = ? AND entity = 'contact'"
)
FIND_FIRM: Final = (
    "SELECT record FROM points WHERE kind = 'name' AND key = ? AND entity = 'company'"
)
FIND_DEALS: Final = "SELECT stage_kind FROM deals WHERE company = ? LIMIT 8"
KNOWN_BY: Final = (
    f"SELECT {COLUMNS} FROM points JOIN leads ON id = record "  # noqa: S608
    "WHERE points.kind = ? AND key = ? AND deleted_at IS NULL ORDER BY record"
)
KNOWN: Final = "SELECT result FROM commands WHERE actor = ? AND key = ?"
REMEMBER: Final = (
    "INSERT OR REPLACE INTO commands (actor, key, verb, request, result) "
    "VALUES (?, ?, ?, ?, ?)"
)
FUNNEL: Final = """
WITH reached AS (
    SELECT record, max(CASE stage
        WHEN 'preparation' THEN 1 WHEN 'prepayment_invoice' THEN 2
        WHEN 'executing' THEN 3 WHEN 'final_invoice' THEN 4 WHEN 'won' THEN 5
        ELSE 0 END) AS furthest
    FROM events
    WHERE record >= 'deal_' AND record < 'deal`' AND pipeline = 'deals'
    GROUP BY record
)
SELECT furthest, count(*), sum(stage_kind = 'lost'), sum(amount_e4)
FROM reached CROSS JOIN deals ON deals.id = reached.record
WHERE deleted_at IS NULL GROUP BY furthest
"""
