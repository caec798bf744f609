"""How a process is used: what nobody uses, and what is used alone (mission 3.1)."""

from collections.abc import Container, Iterable, Iterator
from datetime import timedelta

from leadflow.advice.naming import of_pipeline, of_stage, of_variant, quoted
from leadflow.advice.office import Office
from leadflow.expressions import F
from leadflow.workspace import LOST, OPEN, Intake, Pipeline, Stage
from leadflow.workspace.findings import ADVICE, WARNING, Finding


_SOME = 10
"""Records from which on something can be said of an office."""
_MANY = 20
"""Records from which on a stage that nobody came to is no accident."""
_QUIET = timedelta(days=180)


def only_leads(office: Office) -> Iterator[Finding]:
    """Yield that leads are kept and nothing else, or clients and no deals."""
    leads, deals = office.count("lead"), office.count("deal")
    clients = office.count("contact") + office.count("company")
    if leads >= _SOME and not clients + deals:
        yield Finding(
            severity=WARNING,
            code="only_leads",
            path="leads",
            message=f"only leads are used: {leads} of them, and no client and no deal; "
            "who bought, for how much and who decides there is written nowhere",
            hint="convert the ripe ones: crm.convert(lead) makes client and deal",
        )
    elif clients >= _SOME and not deals and office.workspace.uses("deal"):
        yield Finding(
            severity=ADVICE,
            code="no_deals",
            path="deals",
            message=f"there are {clients} contacts and companies and no deal: "
            "no funnel, forecast or profit can be told",
            hint="add a deal for each sale, or take deals out of the chain",
        )


def nothing_planned(office: Office) -> Iterator[Finding]:
    """Yield that open work goes without any activity."""
    work = sum(office.count(each, F.stage.kind == OPEN) for each in ("lead", "deal"))
    if work >= _SOME and not office.count("activity"):
        yield Finding(
            severity=ADVICE,
            code="no_activities",
            path="activities",
            message=f"{work} leads and deals are open, and no call, meeting or task "
            "was ever written down: what happens next is in people's heads",
            hint="add an activity with a deadline to each open record",
        )


def amounts(office: Office) -> Iterator[Finding]:
    """Yield that most open deals say nothing about their worth."""
    in_work = F.stage.kind == OPEN
    total = office.count("deal", in_work)
    silent = office.count("deal", in_work & F.amount.is_empty())
    if total >= _SOME and silent * 2 > total:
        yield Finding(
            severity=ADVICE,
            code="deals_without_amount",
            path="deals.amount",
            message=f"{silent} of {total} open deals have no amount: "
            "a forecast is blind to them",
            hint="demand the amount on a stage: require = ['amount']",
        )


def idle_pipelines(office: Office) -> Iterator[Finding]:
    """Yield pipelines without records, and those that fell asleep alone."""
    used = [p for p in office.workspace.pipelines if office.workspace.uses(p.entity)]
    awake = {p.code for p in used if office.on(p) and _has_new(office, p)}
    for pipeline in used:
        here = office.on(pipeline)
        own = office.workspace.pipelines_of(pipeline.entity)
        others = sum(map(office.on, own)) - here
        if not here and others >= _SOME:
            yield _unused(pipeline, others)
        elif here and awake and pipeline.code not in awake:
            yield _quiet(pipeline, here)


def _has_new(office: Office, pipeline: Pipeline) -> bool:
    since = office.now - _QUIET
    new = (F.pipeline == pipeline.code) & (F.created_at >= since)
    return office.count(pipeline.entity, new) > 0


def _unused(pipeline: Pipeline, others: int) -> Finding:
    return Finding(
        severity=ADVICE,
        code="pipeline_unused",
        path=of_pipeline(pipeline),
        message=f"pipeline '{pipeline.code}' has no record, "
        f"while {others} stand in other ones",
        hint="take it out, or find out why nobody uses it",
    )


def _quiet(pipeline: Pipeline, here: int) -> Finding:
    return Finding(
        severity=ADVICE,
        code="pipeline_quiet",
        path=of_pipeline(pipeline),
        message=f"nothing new has come into pipeline '{pipeline.code}' "
        f"for {_QUIET.days} days; {here} records stand there",
        hint="if it is no longer used, close them and take it out",
    )


def unvisited_stages(office: Office) -> Iterator[Finding]:
    """Yield open stages on which nobody ever stood, where many have passed.

    The history is read only for pipelines in which some stage stands empty.
    """
    for pipeline in office.workspace.pipelines:
        empty = [
            stage
            for stage in pipeline.of_kind(OPEN)
            if _is_empty(office, pipeline, stage)
        ]
        if not empty or office.on(pipeline) < _MANY:
            continue
        here = office.query(pipeline.entity, F.pipeline == pipeline.code)
        visited = {
            (visit.pipeline, visit.stage) for visit in office.reader.visits(here)
        }
        for stage in empty:
            if (pipeline.code, stage.code) not in visited:
                yield _unvisited(pipeline, stage)


def _is_empty(office: Office, pipeline: Pipeline, stage: Stage) -> bool:
    return not office.standing.get((pipeline.code, stage.code))


def _unvisited(pipeline: Pipeline, stage: Stage) -> Finding:
    return Finding(
        severity=ADVICE,
        code="stage_unused",
        path=of_stage(pipeline, stage),
        message=f"no record ever stood on stage '{stage.code}': "
        "people work without this step",
        hint="take the stage out, or demand the way over it: skipping = false",
    )


def unknown_logins(office: Office) -> Iterator[Finding]:
    """Yield people who must approve, may override or shall own, and are no users."""
    users = office.by("user", "login")
    if not users:
        return  # the host keeps its people elsewhere
    roles = {each.code for each in office.workspace.roles}
    members = [each.login for each in office.workspace.members]
    if strangers := _strangers(users, members):
        effect = "they have rights that nobody uses"
        yield _unknown("members", f"{quoted(strangers)}, who are members", effect)
    if strangers := _strangers(users, _receivers(office.workspace.intake)):
        effect = "nobody looks after what they are given"
        yield _unknown("intake", f"{quoted(strangers)}, who get inquiries", effect)
    for pipeline in office.workspace.pipelines:
        named = [each for each in pipeline.overriders if each not in roles]
        if strangers := _strangers(users, named):
            path = f"{of_pipeline(pipeline)}.overriders"
            effect = "whoever else is named there has to do it alone"
            yield _unknown(path, f"{quoted(strangers)}, who may override", effect)
        for stage in pipeline.stages:
            if strangers := _strangers(users, stage.approvers):
                path = of_stage(pipeline, stage, "approvers")
                asked = f"{quoted(strangers)}, who must approve"
                yield _unknown(path, asked, _effect(stage, strangers))
    for variant in office.workspace.conversions:
        owners = () if variant.owner in _OWNERS else (variant.owner,)
        if strangers := _strangers(users, owners):
            asked = f"{quoted(strangers)}, who shall own what '{variant.code}' makes"
            effect = "nobody will look after it"
            yield _unknown(of_variant(variant, "owner"), asked, effect)


def _receivers(intake: Intake) -> tuple[str, ...]:
    """Return who is given inquiries."""
    named = [login for rule in intake.assignments for login in rule.to]
    return tuple(dict.fromkeys((*named, *((intake.owner,) if intake.owner else ()))))


_OWNERS = ("source", "actor")


def _strangers(users: Container[str], logins: Iterable[str]) -> list[str]:
    return [login for login in logins if login not in users]


def _unknown(path: str, asked: str, effect: str) -> Finding:
    return Finding(
        severity=WARNING,
        code="unknown_login",
        path=path,
        message=f"no user is called {asked}: {effect}",
        hint="correct the login, or add the user",
    )


def _effect(stage: Stage, strangers: list[str]) -> str:
    if len(strangers) == len(stage.approvers):
        return f"nobody comes to stage '{stage.code}'"
    return "the others have to do it alone"


def lost_reasons(office: Office) -> Iterator[Finding]:
    """Yield what the reasons given for losses do not tell (S5)."""
    for entity in ("lead", "deal"):
        given = office.by(entity, "loss_reason", F.stage.kind == LOST)
        total = sum(given.values())
        if total < _MANY:
            continue
        vague = given.get("other", 0) + given.get("", 0)
        if vague * 2 > total:
            yield Finding(
                severity=ADVICE,
                code="reasons_too_coarse",
                path="dictionaries.loss_reason",
                message=f"{vague} of {total} lost {entity} records give no reason, "
                "or 'other': the loss report says nothing",
                hint="demand a reason, and add those that stand in the notes",
            )
