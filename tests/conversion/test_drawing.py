"""Plans as notebooks show them, and as a prompt does."""

from html.parser import HTMLParser

from leadflow import ConversionPlan, Crm, Fault, Lead
from leadflow.conversion.plan import TargetPlan
from leadflow.ids import ConversionId
from leadflow.testing import nth_id


class Reader(HTMLParser):
    """Reads a drawing: its texts, and whether all elements are closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        del attrs
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if self.open[-1] != "style":
            self.texts.append(data.strip())


def _plan(crm: Crm, **fields: str) -> ConversionPlan:
    return crm.plan_conversion(crm.leads.add(Lead(**fields)))  # type: ignore[arg-type]  # texts are what the test gives


def test_a_plan_shows_targets_fields_and_sources(crm: Crm) -> None:
    """C5: whoever looks before converting sees each value and its source."""
    plan = _plan(crm, title="Crane", company_name="Kyiv Logistics")
    reader = Reader(plan._repr_html_())

    assert {"create company", "skip contact", "create deal"} <= set(reader.texts)
    field = reader.texts.index("name")
    assert ["name", "'Kyiv Logistics'", "copied from company_name"] == reader.texts[
        field : field + 3
    ]
    assert [] == reader.open


def test_a_plan_has_a_line_for_each_target_and_each_value(crm: Crm) -> None:
    """C5: what is left out has no id; what somebody gave came from no field."""
    lead = crm.leads.add(Lead(title="Crane"))
    plan = crm.plan_conversion(lead, values={"deal.title": "Hoist"})
    lines = str(plan).splitlines()
    deal = plan.target("deal")

    assert [
        f"  {each.action} {each.entity}{f' {each.id}' * bool(each.id)}: {each.reason}"
        for each in plan.targets
    ] == [line for line in lines if line[2:].startswith(("skip", "create"))]
    assert ("", "    title = 'Hoist' (given)") == (plan.target("company").id, lines[4])
    assert deal.id in lines[3]


def test_questions_faults_and_losses_are_shown() -> None:
    """C5: what a person has to decide or to correct stands in the drawing."""
    twin, gate = nth_id("company", 2), Fault("deal.stage", "the gate is closed")
    plan = ConversionPlan(
        id=ConversionId("conversion_1"),
        source=nth_id("lead", 1),
        variant="standard",
        why="it is for all leads",
        targets=(
            TargetPlan(entity="company", action="ask", reason="", candidates=(twin,)),
        ),
        dropped=(Fault("met_by", "has no place"),),
        faults=(gate,),
    )
    texts = Reader(plan._repr_html_()).texts

    assert {"ask company", f"looks like {twin}"} <= set(texts)
    assert f"in the way: {gate}" in texts
    assert "stays on the lead: met_by: has no place" in texts


def test_what_somebody_typed_stays_text(crm: Crm) -> None:
    """A lead comes from a web form: its texts must not become elements."""
    page = _plan(crm, title="<img src=x onerror=alert(1)>")._repr_html_()

    assert "<img" not in page
    assert "'<img src=x onerror=alert(1)>'" in Reader(page).texts


def test_a_plan_and_its_result_are_short_at_a_prompt(crm: Crm) -> None:
    """Reprs end in logs: they name records, and repeat nobody's data."""
    plan = _plan(crm, title="Crane", last_name="Kovalenko")
    done = crm.convert(plan)

    steps = "skip company, create contact, create deal"
    assert f"<ConversionPlan of {plan.source}: {steps}>" == repr(plan)
    assert f"<Converted {plan.source} into {', '.join(done.targets)}>" == repr(done)


def test_what_came_of_a_conversion_is_drawn_without_what_did_not(crm: Crm) -> None:
    """C8: a notebook shows the lead and its deal; there is no company."""
    done = crm.convert(_plan(crm, title="Crane", last_name="Kovalenko"))
    drawn = done._repr_html_()

    assert "NoneType" not in drawn
    assert all(each in drawn for each in ("Crane", "standard"))
