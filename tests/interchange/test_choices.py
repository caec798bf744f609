from pathlib import Path

from leadflow import (
    CustomField,
    Entry,
    Workspace,
    import_records,
    open as open_crm,
    presets,
)
from leadflow.entities import ENTITIES
from leadflow.interchange.choices import Choices


def test_what_another_system_calls_it_is_understood() -> None:
    """X5: the codes of an export are read without a map of one's own."""
    read = Choices(presets.bitrix24())

    assert "sales_generator" == read.of_dictionary(ENTITIES["lead"].spec("source"))(
        "RC_GENERATOR"
    )
    assert "in_progress" == read.of_pipeline("stage")("IN_PROCESS")
    assert "junk" == read.of_pipeline("stage")("JUNK")


def test_the_firm_s_own_codes_and_words_come_before_foreign_ones() -> None:
    """X5: a word that means two things means the firm's own."""
    hot = Entry("hot", origin="HOT!")
    own = CustomField("rating", entity="lead", type="choice", choices=[hot])
    read = Choices(Workspace(fields=[own])).of_custom(own)

    assert "hot" == read("Hot!") == read("hot") == read("Hot")
    assert "new" == Choices(presets.salesforce()).of_pipeline("stage")("New")


def test_an_export_of_salesforce_is_imported_by_its_labels(tmp_path: Path) -> None:
    """X5: stage and source stand in the file as the vendor writes them."""
    table = tmp_path / "leads.csv"
    table.write_text(
        "Last name,Stage,Source,Rating\n"
        "Kovalenko,Working - Contacted,Word of mouth,Hot\n"
    )
    with open_crm(workspace=presets.salesforce()) as crm:
        import_records(crm, table)
        lead = next(iter(crm.leads))

        assert ("working_contacted", "word_of_mouth") == (lead.stage, lead.source)
        assert "hot" == lead.custom["rating"]
