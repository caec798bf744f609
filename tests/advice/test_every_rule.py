"""Every kind of rule that a workspace can hold is judged (M7).

The tables below name each field of each definition. A rule that is new fails the
test until it stands in one of them: what is wrong with it is refused when it is
written, or told by the check, or counted in the data; or it is no rule at all.
"""

from collections.abc import Callable, Iterator
from typing import Any, cast, get_args

import attrs
import pytest

from leadflow import (
    Assignment,
    Conversion,
    Crm,
    CustomField,
    Deal,
    Department,
    Dictionary,
    DuplicatePolicy,
    Entry,
    Grant,
    Intake,
    InvalidValue,
    InvalidWorkspace,
    Lead,
    Letter,
    Member,
    Pipeline,
    Purchases,
    Role,
    Segment,
    Stage,
    UnknownName,
    User,
    Workspace,
    constant,
    copy,
    first_of,
    template,
)
from leadflow.workspace import Mapped, Target


Make = Callable[[], object]

NEW, WON, LOST = Stage("new"), Stage.won(), Stage.lost(reason_required=True)
BOSS = Role("boss", grants=[Grant("any", "any", scope="all")])
ADA = Member("ada", roles="boss")
FIRM = "company_name != ''"
BOB = Assignment("bob", to="bob")


def deals(*stages: Stage | str, **options: Any) -> Workspace:  # noqa: ANN401  # as the tests say
    """Return a firm with one pipeline of deals."""
    return Workspace(pipelines=[Pipeline("sales", stages=stages, **options)])


def firm(*variants: Conversion, **options: Any) -> Workspace:  # noqa: ANN401  # as above
    """Return a firm with these variants."""
    return Workspace(conversions=variants, **options)


def taking_in(*rules: Assignment) -> Workspace:
    """Return a firm with these rules of who gets what."""
    return Workspace(intake=Intake(assignments=rules))


def written(text: str, **options: Any) -> Workspace:  # noqa: ANN401  # as above
    """Return a firm with one letter."""
    return Workspace(letters=[Letter("a", subject="x", text=text, **options)])


def addressed(**options: Any) -> Workspace:  # noqa: ANN401  # as above
    """Return a firm with one segment."""
    return Workspace(segments=[Segment("a", **options)])


def own(code: str = "own", entity: str = "lead", **options: Any) -> CustomField:  # noqa: ANN401  # as above
    """Return a custom field."""
    return CustomField(code, entity=entity, **options)


def staff(*roles: Role, **options: Any) -> Workspace:  # noqa: ANN401  # as above
    """Return a firm with roles, of which Ada is the boss."""
    return Workspace(roles=[BOSS, *roles], **{"members": [ADA], **options})


def _asked(entry: Mapped) -> Workspace:
    """Return a firm whose map asks of a field that there is not."""
    return firm(Conversion("one").deal(attrs.evolve(entry, when="no == 1")))


TITLE = copy("company_name", to="title")

TOLD: dict[str, tuple[str, Make]] = {
    "Workspace.chain": (
        "entity_not_used",
        lambda: Workspace(chain="lead-deal", fields=[own(entity="invoice")]),
    ),
    "Workspace.without": (
        "entity_not_used",
        lambda: Workspace(without="product", fields=[own(entity="product")]),
    ),
    "Workspace.language": ("no_word", lambda: Workspace(language="fr")),
    "Workspace.pipelines": (
        "no_default_marked",
        lambda: Workspace(
            pipelines=[
                Pipeline(code, entity="deal", stages=[NEW, WON, LOST])
                for code in ("one", "two")
            ]
        ),
    ),
    "Workspace.dictionaries": (
        "nothing_to_choose",
        lambda: Workspace(dictionaries=[Dictionary("source", [])]),
    ),
    "Workspace.fields": ("data_lost", lambda: Workspace(fields=[own()])),
    "Workspace.conversions": (
        "no_variant_fits",
        lambda: firm(Conversion("web", when="source == 'web'")),
    ),
    "Workspace.members": (
        "nobody_configures",
        lambda: Workspace(roles=[BOSS], members=[]),
    ),
    "Pipeline.is_default": (
        "no_default_marked",
        lambda: Workspace(
            pipelines=[
                Pipeline(code, stages=[NEW, WON, LOST]) for code in ("one", "two")
            ]
        ),
    ),
    "Pipeline.skipping": (
        "unreachable_stage",
        lambda: deals(NEW, Stage("b", when="False"), "c", WON, LOST, skipping=False),
    ),
    "Pipeline.going_back": (
        "dead_end",
        lambda: deals(
            NEW, "b", Stage("won", kind="won", after=["new"]), LOST, going_back=False
        ),
    ),
    "Pipeline.stages": ("no_lost_stage", lambda: deals(NEW, WON)),
    "Pipeline.arrivals": (
        "unfed_pipeline",
        lambda: Workspace(
            pipelines=[
                Pipeline("one", stages=[NEW, WON, LOST], is_default=True),
                Pipeline("two", stages=[NEW, WON, LOST]),
            ]
        ),
    ),
    "Stage.label": (
        "no_word",
        lambda: Workspace(
            language="uk", pipelines=[Pipeline("s", stages=["zzz", WON, LOST])]
        ),
    ),
    "Stage.probability": (
        "probability_falls",
        lambda: deals(
            Stage("a", probability=50), Stage("b", probability=40), WON, LOST
        ),
    ),
    "Stage.require": (
        "gate_never_opens",
        lambda: deals(NEW, Stage("b", require=["closed_at"]), WON, LOST),
    ),
    "Stage.when": (
        "gate_never_opens",
        lambda: deals(NEW, Stage("b", when="amount > 2 and amount < 1"), WON, LOST),
    ),
    "Stage.after": (
        "unreachable_stage",
        lambda: deals(NEW, Stage("b", after=["b"]), WON, LOST),
    ),
    "Stage.limit": (
        "limit_at_the_door",
        lambda: deals(Stage("new", limit=1), WON, LOST),
    ),
    "Stage.approvers": (
        "approval_at_the_door",
        lambda: deals(Stage("new", approvers="ada"), WON, LOST),
    ),
    "Stage.reason_required": (
        "no_usable_reason",
        lambda: Workspace(
            dictionaries=[Dictionary("loss_reason", [Entry("a", is_retired=True)])],
            pipelines=[Pipeline("sales", stages=[NEW, WON, LOST])],
        ),
    ),
    "Dictionary.entries": (
        "nothing_to_choose",
        lambda: Workspace(dictionaries=[Dictionary("source", [])]),
    ),
    "Dictionary.is_open": (
        "value_not_taken",
        lambda: firm(
            Conversion("one").deal(constant("web", to="source")),
            dictionaries=[Dictionary("source", [Entry("web", is_retired=True)])],
        ),
    ),
    "Entry.label": (
        "no_word",
        lambda: Workspace(
            language="uk", dictionaries=[Dictionary("source", ["zzz_own"])]
        ),
    ),
    "Entry.is_retired": (
        "retired_value",
        lambda: firm(
            Conversion("web", when="source == 'web'"),
            Conversion("all"),
            dictionaries=[Dictionary("source", [Entry("web", is_retired=True), "fax"])],
        ),
    ),
    "CustomField.label": (
        "no_word",
        lambda: Workspace(language="uk", fields=[own("zzz"), own("zzz", "deal")]),
    ),
    "CustomField.required": (
        "required_not_filled",
        lambda: Workspace(fields=[own(entity="deal", required=True)]),
    ),
    "CustomField.default": (
        "required_not_filled",
        lambda: Workspace(fields=[own(entity="deal", required=True)]),
    ),
    "CustomField.choices": (
        "nothing_to_choose",
        lambda: Workspace(
            fields=[own(type="choice", choices=[Entry("a", is_retired=True)])]
        ),
    ),
    "CustomField.dictionary": (
        "nothing_to_choose",
        lambda: Workspace(
            fields=[own(type="dictionary", dictionary="size")],
            dictionaries=[Dictionary("size", [])],
        ),
    ),
    "CustomField.multiple": (
        "data_lost",
        lambda: Workspace(fields=[own(multiple=True), own(entity="deal")]),
    ),
    "CustomField.max_length": (
        "carried_misfit",
        lambda: Workspace(fields=[own(), own(entity="deal", max_length=5)]),
    ),
    "CustomField.type": (
        "data_lost",
        lambda: Workspace(fields=[own(), own(entity="deal", type="integer")]),
    ),
    "Conversion.when": (
        "variant_never_chosen",
        lambda: firm(Conversion("all"), Conversion("web", when="source == 'web'")),
    ),
    "Conversion.targets": (
        "no_client_made",
        lambda: firm(Conversion("one").company(policy="skip").contact(policy="skip")),
    ),
    "Target.policy": (
        "no_deal_made",
        lambda: firm(Conversion("one").deal(policy="skip")),
    ),
    "Target.fields": (
        "value_not_taken",
        lambda: firm(
            Conversion("one").deal(constant("web", to="source")),
            dictionaries=[Dictionary("source", [Entry("web", is_retired=True), "fax"])],
        ),
    ),
    "Target.defaults": (
        "data_lost",
        lambda: firm(
            Conversion("one")
            .company(defaults=False)
            .contact(defaults=False)
            .deal(TITLE, defaults=False)
        ),
    ),
    "Target.stage": (
        "start_demands_too_much",
        lambda: firm(
            Conversion("one").deal(TITLE, stage="b"),
            pipelines=[
                Pipeline("sales", stages=[NEW, Stage("b", require="type"), WON, LOST])
            ],
        ),
    ),
    "Target.pipeline": (
        "start_demands_too_much",
        lambda: firm(
            Conversion("one").deal(TITLE, pipeline="care"),
            pipelines=[
                Pipeline("sales", stages=[NEW, WON, LOST], is_default=True),
                Pipeline("care", stages=[Stage("new", require="type"), WON, LOST]),
            ],
        ),
    ),
    "Constant.value": (
        "value_not_taken",
        lambda: firm(
            Conversion("one").deal(constant("web", to="source")),
            dictionaries=[Dictionary("source", [Entry("web", is_retired=True), "fax"])],
        ),
    ),
    "Role.grants": (
        "grants_nothing",
        lambda: staff(Role("guest", grants=[Grant("any", "any", scope="none")])),
    ),
    "Grant.scope": (
        "grants_nothing",
        lambda: staff(Role("guest", grants=[Grant("any", "any", scope="none")])),
    ),
    "Grant.operations": (
        "nobody_configures",
        lambda: Workspace(
            roles=[Role("guest", grants=[Grant("any", "read", scope="all")])],
            members=[Member("ada", roles="guest")],
        ),
    ),
    "Assignment.when": (
        "assignment_never_used",
        lambda: taking_in(Assignment("all", to="ada"), BOB),
    ),
    "Intake.assignments": (
        "assignment_never_used",
        lambda: taking_in(
            Assignment("all", to="ada"), Assignment("firms", to="bob", when=FIRM)
        ),
    ),
    "Workspace.intake": (
        "assignment_never_used",
        lambda: taking_in(
            Assignment("firms", to="ada", when=FIRM),
            Assignment("same", to="bob", when=FIRM),
        ),
    ),
    "Member.roles": ("no_role", lambda: staff(members=[ADA, Member("bob")])),
    "Workspace.roles": (
        "role_unused",
        lambda: staff(Role("guest", grants=BOSS.grants)),
    ),
}
"""What the check tells of a rule, and a firm of which it does."""

REFUSED: dict[str, Make] = {
    "Workspace.mode": lambda: Workspace(mode="clasic"),
    "Workspace.technical_leads": lambda: Workspace(technical_leads=True, chain="deal"),
    "Workspace.lead_success": lambda: Workspace(lead_success="maybe"),
    "Workspace.lead_success_variant": lambda: Workspace(
        lead_success="auto_convert", lead_success_variant="none"
    ),
    "Workspace.wrong_numbers": lambda: Workspace(wrong_numbers="forgive"),
    "Workspace.zone": lambda: Workspace(zone="Kyiv"),
    "Workspace.currency": lambda: Workspace(currency="XYZ"),
    "Workspace.labels": lambda: Workspace(labels={"led": "Inquiry"}),
    "Workspace.forms": lambda: Workspace(forms={"lead": ["titel"]}),
    "Workspace.departments": lambda: staff(departments=["kyiv", "kyiv"]),
    "Pipeline.code": lambda: Pipeline("Not a code", stages=[NEW, WON]),
    "Pipeline.entity": lambda: Pipeline("a", entity="contact", stages=[NEW, WON]),
    "Pipeline.several_won": lambda: deals(NEW, WON, Stage.won("paid")),
    "Stage.code": lambda: deals(NEW, NEW, WON),
    "Stage.kind": lambda: deals(WON, NEW),
    "Stage.color": lambda: Stage("new", color="blue-ish"),
    "Stage.expected_days": lambda: deals(Stage("new", expected_days=0), WON),
    "Stage.ageing_from": lambda: Stage("new", ageing_from="birth"),
    "Dictionary.code": lambda: Dictionary("Not a code", []),
    "Entry.code": lambda: Dictionary("source", ["web", "web"]),
    "Label.texts": lambda: Stage("new", label={"not a language": "x"}),
    "CustomField.code": lambda: Workspace(fields=[own(), own()]),
    "CustomField.entity": lambda: own(entity="led"),
    "CustomField.min_value": lambda: own(type="integer", min_value=2, max_value=1),
    "CustomField.max_value": lambda: own(type="integer", min_value=2, max_value=1),
    "CustomField.min_length": lambda: own(min_length=0),
    "CustomField.pattern": lambda: own(pattern="("),
    "CustomField.precision": lambda: own(type="decimal", precision=99),
    "CustomField.target": lambda: own(type="reference"),
    "CustomField.format": lambda: own(type="counter", format="{nmber}"),
    "CustomField.indexed": lambda: own(multiple=True, indexed=True),
    "CustomField.host": lambda: own(type="no_such_type"),
    "Conversion.code": lambda: firm(Conversion("one"), Conversion("one")),
    "Conversion.source": lambda: Conversion("one", source="invoice"),
    "Conversion.closing_stage": lambda: firm(Conversion("one", closing_stage="no")),
    "Conversion.activities": lambda: Conversion("one", activities="burn"),
    "Target.entity": lambda: Conversion("one", targets=[Target(entity="lead")]),
    "Target.overwrite": lambda: firm(Conversion("one").deal(overwrite=["amout"])),
    "Target.asks": lambda: firm(Conversion("one").deal(asks=["amout"])),
    "Copy.source": lambda: firm(Conversion("one").deal(copy("no", to="title"))),
    "Copy.to": lambda: firm(Conversion("one").deal(copy("title", to="no"))),
    "Copy.by": lambda: firm(Conversion("a").deal(copy("amount", to="notes", by="up"))),
    "Constant.to": lambda: firm(Conversion("one").deal(constant("a", to="no"))),
    "Template.text": lambda: firm(Conversion("a").deal(template("{no}", to="notes"))),
    "Template.to": lambda: firm(Conversion("a").deal(template("{title}", to="no"))),
    "FirstOf.sources": lambda: firm(Conversion("a").deal(first_of("no", to="notes"))),
    "FirstOf.to": lambda: firm(Conversion("a").deal(first_of("title", to="no"))),
    "Assignment.code": lambda: taking_in(BOB, BOB),
    "Assignment.by": lambda: Assignment("one", to="bob", by="luck"),
    "Assignment.capacity": lambda: Assignment("one", to="bob", capacity=0),
    "Workspace.duplicates": lambda: Workspace(
        duplicates=[DuplicatePolicy("lead"), DuplicatePolicy("leads")]
    ),
    "DuplicatePolicy.entity": lambda: DuplicatePolicy("deal"),
    "DuplicatePolicy.create": lambda: DuplicatePolicy("lead", create="mrege"),
    "DuplicatePolicy.on_import": lambda: DuplicatePolicy("lead", on_import="update"),
    "DuplicatePolicy.intake": lambda: DuplicatePolicy("lead", intake="attach"),
    "DuplicatePolicy.convert": lambda: DuplicatePolicy("lead", convert="skip"),
    "DuplicatePolicy.bound": lambda: DuplicatePolicy("lead", bound=0),
    "Workspace.segments": lambda: Workspace(segments=[Segment("a"), Segment("a")]),
    "Workspace.opt_in": lambda: Workspace(opt_in="fax"),
    "Workspace.letters": lambda: written("{nam}"),
    "Letter.code": lambda: Letter("Not a code", subject="x", text="x"),
    "Letter.to": lambda: Letter("a", to="deal", subject="x", text="x"),
    "Letter.about": lambda: Letter("a", about="user", subject="x", text="x"),
    "Letter.subject": lambda: Letter("a", subject="{", text="x"),
    "Letter.text": lambda: written("{last_name:money}"),
    "Letter.html": lambda: written("x", html="<a href='{last_name}'>"),
    "Segment.code": lambda: Segment("Not a code"),
    "Segment.label": lambda: Segment("a", label={"not a language": "x"}),
    "Segment.over": lambda: Segment("a", over="deal"),
    "Segment.when": lambda: addressed(when="no == 1"),
    "Segment.position": lambda: addressed(over="company", position="chief"),
    "Segment.role": lambda: addressed(role="no_such_role"),
    "Segment.silence": lambda: Segment("a", silence=0),
    "Segment.birthday": lambda: Segment("a", birthday=367),
    "Segment.purchases": lambda: Segment("a", purchases=cast("Purchases", 3)),
    "Purchases.within": lambda: Purchases(within=0),
    "Purchases.silent": lambda: Purchases(silent=0),
    "Purchases.least": lambda: Purchases(least=2, most=1),
    "Purchases.most": lambda: Purchases(most=-1),
    "Purchases.worth": lambda: Purchases(worth="much"),
    "Purchases.below": lambda: Purchases(below="little"),
    "Intake.excluded": lambda: Intake(excluded="not an address"),
    "Intake.window": lambda: Intake(window=-1),
    "Intake.soft": lambda: Intake(soft="guess"),
    "Intake.bound": lambda: Intake(bound=55),
    "Role.code": lambda: staff(BOSS),
    "Grant.entity": lambda: Grant("led", "read", scope="all"),
    "Grant.pipeline": lambda: staff(
        Role("a", grants=[Grant("deal", "read", scope="all", pipeline="no")])
    ),
    "Grant.stage": lambda: staff(
        Role("a", grants=[Grant("deal", "read", scope="all", stage="no")])
    ),
    "Grant.field": lambda: staff(
        Role("a", grants=[Grant("deal", "read", scope="all", field="amout")])
    ),
    "Department.code": lambda: staff(departments=["kyiv", "kyiv"]),
    "Department.within": lambda: staff(departments=[Department("kyiv", within="no")]),
    "Member.login": lambda: staff(members=[ADA, ADA]),
    "Member.department": lambda: staff(members=[Member("bob", department="no")]),
    "Copy.when": lambda: _asked(TITLE),
    "Constant.when": lambda: _asked(constant("a", to="title")),
    "Template.when": lambda: _asked(template("{title}", to="notes")),
    "FirstOf.when": lambda: _asked(first_of("title", to="notes")),
}
"""What is wrong already when it is written, and such a slip."""

COUNTED: dict[str, Workspace] = {
    "Pipeline.overriders": deals(NEW, WON, LOST, overriders="bob"),
    "Conversion.owner": firm(Conversion("one", owner="bob")),
    "Assignment.to": Workspace(intake=Intake(assignments=Assignment("a", to="bob"))),
    "Intake.owner": Workspace(intake=Intake(owner="bob")),
}
"""What only the data can tell, and a firm of which it does: who bob is."""

NO_RULES = frozenset(
    {
        "Workspace.name",
        "Pipeline.label",
        "Pipeline.origin",
        "Stage.origin",
        "Dictionary.label",
        "Entry.origin",
        "CustomField.help",
        "CustomField.personal",
        "Conversion.tags",
        "Conversion.files",
        "Role.label",
        "Department.label",
        "Intake.repeat_leads",
    }
)
"""Words, marks and switches of which either way is right."""


def _definitions(cls: type, seen: dict[type, None]) -> Iterator[type]:
    """Yield every class of which a workspace is made, each once."""
    if cls in seen:
        return
    seen[cls] = None
    yield cls
    for each in attrs.fields(cls):
        for kind in _inner(each.type):
            is_ours = getattr(kind, "__module__", "").startswith("leadflow.workspace")
            # A host's type is code of the host, and judged where it is given.
            if is_ours and attrs.has(kind) and kind.__name__ != "FieldType":
                yield from _definitions(kind, seen)


def _inner(annotation: Any) -> Iterator[type]:  # noqa: ANN401  # as annotations are
    yield annotation
    for each in get_args(annotation):
        yield from _inner(each)


RULES = {
    f"{cls.__name__}.{each.name}"
    for cls in _definitions(Workspace, {})
    for each in attrs.fields(cls)
}


def test_every_kind_of_rule_is_judged() -> None:
    """M7: whoever adds a rule adds what tells of its misuse, or says why not."""
    judged = [*TOLD, *REFUSED, *COUNTED, *NO_RULES]

    assert RULES == set(judged)
    assert len(judged) == len(set(judged))


@pytest.mark.parametrize("rule", TOLD)
def test_the_check_tells_of_the_rule(rule: str) -> None:
    """M7: there is a firm in which it is found."""
    code, make = TOLD[rule]
    workspace = make()
    assert isinstance(workspace, Workspace)

    assert code in {each.code for each in workspace.check()}


@pytest.mark.parametrize("rule", REFUSED)
def test_a_slip_in_the_rule_is_refused(rule: str) -> None:
    """M7, C3: what can be judged by itself never gets into a firm."""
    with pytest.raises((InvalidWorkspace, InvalidValue, UnknownName)):
        REFUSED[rule]()


@pytest.mark.parametrize("rule", COUNTED)
def test_the_data_tells_of_the_rule(opened: Callable[..., Crm], rule: str) -> None:
    """M7: whom a rule names is known where users are stored."""
    crm = opened(workspace=COUNTED[rule])
    crm.users.add(User(login="ada"))
    crm.leads.add(Lead(title="A"))
    crm.deals.add(Deal(title="A"))

    assert "unknown_login" in {each.code for each in crm.check()}
