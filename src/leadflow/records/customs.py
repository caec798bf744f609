"""The fields that a workspace adds, whenever a record is written (F2 to F6)."""

from collections.abc import Iterable, Iterator

from leadflow.context import Context, binder
from leadflow.entities import NAMES, Custom, Staged, entity_of
from leadflow.entities.custom import EMPTY
from leadflow.errors import Fault, InvalidValue, UnknownName
from leadflow.expressions import F
from leadflow.pipelines import on_stage
from leadflow.records.checks import PLACE, Check
from leadflow.storage.query import Query
from leadflow.values import FileRef
from leadflow.workspace import CustomField, Dictionary, Pipeline, Stage
from leadflow.workspace.types import DICTIONARY, USER


def accepted(context: Context, entity: str, custom: Custom) -> Custom:
    """Return custom values in the form their definitions keep them.

    What they do not accept stays as it is, for ``faults`` to tell.
    """
    if custom is EMPTY:
        return EMPTY
    known = context.workspace.fields_of(entity)
    kept: dict[str, object] = {}
    for name, value in custom.items():
        try:
            kept[name] = known[name].accept(value) if name in known else value
        except (InvalidValue, UnknownName):
            kept[name] = value
    return Custom(kept)


def faults(context: Context, check: Check) -> Iterator[Fault]:
    """Yield everything that is wrong with the custom values of a record."""
    known = context.workspace.fields_of(NAMES[type(check.record)])
    before = check.before.custom if check.before else Custom()
    for name, value in check.record.custom.items():
        if name not in known:
            kind = f"custom field of {entity_of(check.record).name}"
            yield UnknownName(kind, name, tuple(known), f"custom.{name}").fault
        elif before.get(name) != value:
            yield from _value(context, check, known[name], value)
    yield from _cleared_counters(known.values(), check)
    yield from _required(context, known.values(), check)


def moving_faults(
    context: Context, before: Staged, there: tuple[Pipeline, Stage]
) -> Iterator[Fault]:
    """Yield what a record lacks where it goes, if nothing else is changed (F4)."""
    if context.workspace.fields_of(NAMES[type(before)]):
        check = Check(record=on_stage(before, *there), before=before)
        yield from faults(context, check)


def _value(
    context: Context, check: Check, own: CustomField, value: object
) -> Iterator[Fault]:
    path = f"custom.{own.code}"
    if own.is_read_only:
        yield Fault(path, "is counted by leadflow", "leave it out", "read_only")
        return
    try:
        own.accept(value)
    except (InvalidValue, UnknownName) as error:
        fault = error.fault
        yield Fault(path, fault.message, fault.hint, error.code)
        return
    old = check.before.custom.get(own.code) if check.before else None
    new = [each for each in _each(value) if each not in _each(old)]
    if not check.carried:
        yield from _retired(own, new)
    if own.type == DICTIONARY:
        dictionary = context.workspace.dictionary(own.dictionary)
        for each in new:
            yield from entry_faults(dictionary, path, str(each), retired=check.carried)
    if own.type == USER:
        yield from _unknown_users(context, path, [str(each) for each in new])


def _each(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _retired(own: CustomField, new: Iterable[object]) -> Iterator[Fault]:
    """Yield choices that nobody takes any more; what was held stays (S5)."""
    retired = {entry.code for entry in own.choices if entry.is_retired}
    for each in new:
        if each in retired:
            hint = "choose one that is in use"
            yield Fault(f"custom.{own.code}", f"'{each}' is retired", hint, "retired")


def entry_faults(
    dictionary: Dictionary, path: str, value: str, *, retired: bool
) -> Iterator[Fault]:
    """Yield that a dictionary has not this value, or only for old records (S5)."""
    if dictionary.accepts(value):
        return
    known = {entry.code: entry for entry in dictionary.entries}
    if meant := dictionary.slip_of(value) if dictionary.is_open else "":
        message = f"'{value}' looks like a slip of '{meant}'"
        hint = f"did you mean it? If not, add '{value}' to dictionary"
        yield Fault(path, message, f"{hint} '{dictionary.code}'", "near_miss")
    elif value not in known:
        usable = tuple(code for code in known if not known[code].is_retired)
        name = path.rpartition(".")[2].replace("_", " ")
        yield UnknownName(name, value, usable, path).fault
    elif not retired:
        message = f"'{value}' is retired"
        yield Fault(path, message, "choose one that is in use", "retired")


def _unknown_users(context: Context, path: str, logins: list[str]) -> Iterator[Fault]:
    """Yield logins of nobody, where users are stored at all (F6).

    A host that keeps its users elsewhere stores none, and may name any.
    """
    if not logins:
        return
    users, reader = binder(context.workspace, "user"), context.as_seen().reader
    where = users.bind(F.login.in_(*logins))
    found = reader.find(Query(paths=users.paths, where=where))
    known = {getattr(user, "login", "") for user in found}
    if known.issuperset(logins) or not reader.count(Query(paths=users.paths)):
        return
    for login in logins:
        if login not in known:
            hint = "add the user first, or name another one"
            yield Fault(path, f"there is no user '{login}'", hint, "not_found")


def _cleared_counters(fields: Iterable[CustomField], check: Check) -> Iterator[Fault]:
    if check.before is None:
        return
    for own in fields:
        is_held = own.is_read_only and own.code in check.before.custom
        if is_held and own.code not in check.record.custom:
            path = f"custom.{own.code}"
            yield Fault(
                path, "is counted by leadflow", "leave it as it is", "read_only"
            )


def _required(
    context: Context, fields: Iterable[CustomField], check: Check
) -> Iterator[Fault]:
    """Yield what is required and missing, judged on the result (F4)."""
    moves_only = check.before is not None and not check.changed - PLACE
    for own in fields:
        if own.required is False or own.code in check.record.custom:
            continue
        if own.required is True:
            # Who only moves on answers for the stage's own demands.
            is_missing = not moves_only
        else:
            is_missing = context.holds(own.required, check.record)
        if is_missing:
            path = f"custom.{own.code}"
            yield Fault(path, "is required", "give it a value", "required")


def missing_files(
    context: Context, path: str, value: object, old: object
) -> Iterator[Fault]:
    """Yield the files of a field that no file store keeps (F6)."""
    for each in _each(value):
        if not isinstance(each, FileRef) or each in _each(old):
            continue
        if context.files is None or not context.files.has(each):
            hint = "keep it with crm.files.put(…) first"
            yield Fault(path, "names a file that is not kept", hint, "not_found")
