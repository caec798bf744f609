"""Inquiries from plain data: a filled form, a web hook's JSON, a call's registration.

Whoever writes to us is a stranger and follows no rule. What can be read becomes a
field, what cannot stands in the notes with the reason, and all of it is kept as the
payload (I1). None of these functions writes anything: ``crm.receive`` does.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from attrs import frozen

from leadflow.entities import Inquiry
from leadflow.errors import Fault, InvalidValue, UnknownName
from leadflow.interchange.captions import Vocabulary
from leadflow.interchange.cells import Settings
from leadflow.interchange.choices import Choices
from leadflow.interchange.columns import Column, names_apart
from leadflow.interchange.drafts import Checker
from leadflow.workspace import Workspace


Form: TypeAlias = Mapping[str, object]
"""What was filled in, by the names of the form's own fields."""

_USUAL = Workspace()
_MOST = 500
"""Values that are read of one payload; a form has some twenty."""
_LONGEST = 200_000
"""Characters of a payload that are kept."""
_DEEPEST = 20
_SEVERAL = frozenset({"phones", "emails", "messengers", "websites"})
TOLD = frozenset(
    "name honorific first_name middle_name last_name job_title company_name "
    "company_type phones emails websites messengers interest message utm "
    "source_details custom".split()
)
"""What a stranger may say. Who is in charge, or what it belongs to, is not theirs."""
SENT = TOLD | {"external_id", "received_at", "line", "direction", "outcome"}
"""What a program may say besides, that brings the messages of others."""


def inquiry_from_form(
    form: Form,
    *,
    workspace: Workspace = _USUAL,
    fields: Mapping[str, str] | None = None,
    **known: Any,  # noqa: ANN401  # fields of an inquiry
) -> Inquiry:
    """Return the inquiry that a filled form is.

    Fields are recognised by what they are called, as columns of an import are:
    ``Your name``, ``E-mail``, ``utm_source``, names of the workspace's own fields.
    ``fields`` names those that are called otherwise, ``{"q7": "interest"}``; an
    empty name leaves one out. Values may be text, numbers, or lists of them.
    ``known`` are fields of the inquiry that the form does not say, such as ``line``,
    ``external_id`` or ``received_at``; the channel is ``webform`` unless given.
    What cannot be read is told in ``notes`` and loses nothing. Raises ``UnknownName``
    for a wrong name in ``fields``, ``InvalidValue`` for what is no form.

    >>> form = {"Name": "Olena Kovalenko", "Phone": "+380 44 123 45 67", "E-mail": "?"}
    >>> inquiry = inquiry_from_form(form)
    >>> inquiry.last_name, str(inquiry.phones[0]), inquiry.emails
    ('Kovalenko', '+380 44 123 45 67', ())
    """
    hint = "give what was filled in as a dict: {'Name': 'Olena'}"
    _require(form, Mapping, "form", hint)
    values = {"channel": "webform", "raw": dumped(form), **known}
    return read_inquiry(form, values, words(workspace, fields, TOLD))


def inquiry_from_json(
    payload: str | bytes | Form,
    *,
    workspace: Workspace = _USUAL,
    fields: Mapping[str, str] | None = None,
    **known: Any,  # noqa: ANN401  # as above
) -> Inquiry:
    """Return the inquiry that a web hook's JSON is.

    Nested objects are read by their paths and by their last names, so that ``fields``
    may say ``{"contact.nick": "messengers.telegram"}``. What is no JSON at all is
    kept as the payload, with the reason in ``notes``. The channel is ``web`` unless
    given; see ``inquiry_from_form`` for the rest.

    >>> hook = '{"contact": {"name": "Olena", "phone": "+380441234567"}, "id": 7}'
    >>> inquiry = inquiry_from_json(hook)
    >>> inquiry.first_name, inquiry.external_id
    ('Olena', '7')
    """
    understood = words(workspace, fields, SENT)
    text = dumped(payload) if isinstance(payload, Mapping) else _text(payload)
    values = {"channel": "web", "raw": shortened(text), **known}
    form = payload if isinstance(payload, Mapping) else _parsed(text)
    if form is None:
        return Inquiry(**{"notes": "the payload is no JSON object", **values})
    return read_inquiry(form, values, understood)


def read_inquiry(form: Form, known: Mapping[str, Any], words: "Words") -> Inquiry:
    """Return the inquiry of named values; ``known`` fields come before what is read."""
    values, faults = words.read(tuple(_leaves(form))[:_MOST])
    notes = "\n".join(map(str, faults))
    return Inquiry(**{**values, "notes": notes, **known})


def dumped(form: Form) -> str:
    """Return a payload as text, in a form that can be read again."""
    return shortened(json.dumps(form, ensure_ascii=False, default=str))


def shortened(text: str) -> str:
    """Return a payload as far as it is kept, without what no store can keep."""
    bare = text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    return bare if len(bare) <= _LONGEST else f"{bare[:_LONGEST]}…"


def _require(given: object, cls: type, what: str, hint: str) -> None:
    if not isinstance(given, cls):
        raise InvalidValue(what, f"cannot be of type {type(given).__name__}", hint)


def _text(payload: object) -> str:
    if isinstance(payload, bytes):
        return payload.decode("utf-8-sig", "replace")
    if isinstance(payload, str):
        return payload
    reason = f"cannot be of type {type(payload).__name__}"
    raise InvalidValue("payload", reason, "give JSON as text, or a dict")


def _parsed(text: str) -> Form | None:
    """Return the object that a JSON text holds, if it holds one."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _leaves(form: object, path: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield every value of a payload as text, with the path that leads to it."""
    if isinstance(form, Mapping) and depth < _DEEPEST:
        for name, value in form.items():
            yield from _leaves(
                value, f"{path}.{name}" if path else str(name), depth + 1
            )
    elif isinstance(form, list | tuple) and depth < _DEEPEST:
        for value in form:
            yield from _leaves(value, path, depth + 1)
    elif form is not None and not isinstance(form, Mapping | list | tuple):
        yield path, str(form)


@frozen
class Words:
    """What the fields of a payload are called, in one firm."""

    vocabulary: Vocabulary
    settings: Settings
    fields: Mapping[str, str]
    """The names that the caller gave a meaning."""
    told: frozenset[str]
    """What else a payload may fill: never what is the firm's own business."""

    def read(
        self, pairs: Sequence[tuple[str, str]]
    ) -> tuple[Mapping[str, Any], list[Fault]]:
        """Return what the values say, by field, and what could not be read."""
        named = self._columns([name for name, _ in pairs])
        columns = tuple(names_apart(tuple(named), self.fields))
        # No store keeps NUL; whoever sends it means nothing by it.
        cells = [text.replace("\0", "") for _, text in pairs]
        draft = Checker.of(columns, self.settings).draft(cells)
        return draft.filled, draft.faults

    def _columns(self, names: Sequence[str]) -> Iterator[Column]:
        taken: set[str] = set()
        for number, name in enumerate(names):
            target = self._target(name)
            if target in taken and target.partition(".")[0] not in _SEVERAL:
                target = ""  # the payload keeps what is said a second time
            taken.add(target)
            yield Column(number, name, target)

    def _target(self, name: str) -> str:
        if name in self.fields:
            return self.fields[name]
        own = name.rpartition(".")[2]
        found = self.vocabulary.target(name) or self.vocabulary.target(own)
        return found if found.partition(".")[0] in self.told else ""


def words(
    workspace: Workspace, fields: Mapping[str, str] | None, told: frozenset[str]
) -> Words:
    """Return how a firm reads payloads; raises ``UnknownName`` for wrong ``fields``."""
    given = {} if fields is None else fields
    _require(workspace, Workspace, "workspace", "give the firm's own: crm.workspace")
    _require(given, Mapping, "fields", "give a dict: {'q7': 'interest'}")
    vocabulary, settings = _learnt(workspace)
    for name, target in given.items():
        if target and target not in vocabulary.targets:
            path = f"fields['{name}']"
            kind, known = "field of inquiry", vocabulary.targets
            raise UnknownName(kind, target, known, path)
    return Words(vocabulary, settings, given, told)


@lru_cache(maxsize=16)
def _learnt(workspace: Workspace) -> tuple[Vocabulary, Settings]:
    """Return the words of a firm, learnt once, and how its values are read."""
    settings = Settings(
        workspace=workspace,
        entity="inquiry",
        choices=Choices(workspace, "inquiry"),
        find=_nobody,
        orders={},
    )
    return Vocabulary.of(workspace, "inquiry"), settings


def _nobody(*_: str) -> tuple[str, ...]:
    """Find nobody: a stranger does not choose among our records."""
    return ()
