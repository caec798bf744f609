"""Rules that decide about nothing, and variants that stand alone."""

from leadflow import Assignment, Conversion, Intake, Workspace
from leadflow.workspace import Target


def codes(workspace: Workspace) -> list[str]:
    """Return the codes of what is said about a workspace."""
    return [each.code for each in workspace.check()]


def test_a_rule_that_no_inquiry_fits_is_told() -> None:
    """M7, I5: it gives nobody anything, and hides nothing that follows."""
    rules = [
        Assignment("never", to="bob", when="line == '1' and line == '2'"),
        Assignment("some", to="eve", capacity=1),
        Assignment("all", to="ada"),
    ]
    firm = Workspace(intake=Intake(assignments=rules))

    assert 1 == codes(firm).count("assignment_never_used")


def test_a_deal_that_becomes_one_kind_of_document_is_asked_about_that_one() -> None:
    """M7, C16: nobody misses a variant for what the firm does not make of deals."""
    bill = Conversion(
        "bill", source="deal", targets=[Target(entity="quote")], when="title != 'A'"
    )

    assert any("bill" in str(each) for each in Workspace(conversions=[bill]).check())
