"""The first page of any manual: from a card at a trade show to a won deal."""

from pathlib import Path

import pytest

import leadflow
from leadflow import Crm


# As it stands in the manual; only the arguments of ``open`` are filled in.
SAMPLE = """
import leadflow
from leadflow import AlreadyConverted, F, Lead, Money

crm = leadflow.open({place}actor="ada")
lead = crm.leads.add(Lead(
    title="Forklift rental", first_name="Olena", last_name="Kovalenko",
    job_title="Logistics director", company_name="Kyiv Logistics",
    phones="+380 44 123 45 67", emails="Olena@KyivLog.example",
    source="trade_show", amount="120000 UAH",
))
assert lead.stage == "new" and lead.amount == Money("120000", "UAH")
assert lead.owner == "ada"
lead = crm.move(lead, "in_progress")
plan = crm.plan_conversion(lead)
assert crm.companies.count() == crm.deals.count() == 0
done = crm.convert(lead, key="import-7")
assert done.company.name == "Kyiv Logistics" and done.contact.last_name == "Kovalenko"
assert done.deal.amount == Money("120000", "UAH") and done.deal.lead == lead.id
assert crm.leads.get(lead.id).stage == "converted"
assert crm.convert(lead, key="import-7").deal.id == done.deal.id  # the first
try:
    crm.convert(lead)
except AlreadyConverted as error:
    assert error.code == "already_converted"
else:
    raise AssertionError
deal = crm.move(done.deal, "won")
assert deal.closed_at and deal.probability == 100
big = crm.deals.where(F.amount >= Money("100000", "UAH"), F.stage.kind == "won")
assert [d.id for d in big.order_by("-amount")] == [deal.id]
assert [event.kind for event in crm.history(deal)][0] == "created"
print(crm.reports.funnel("deals", joined=True))
told = tell(crm)
crm.close()
"""


def tell(crm: Crm) -> list[object]:
    """Return everything that a CRM says of its data."""
    records = [*crm.leads, *crm.companies, *crm.contacts, *crm.deals]
    histories = [crm.history(each) for each in records]
    return [*records, *histories, crm.workspace, str(crm.reports.funnel("deals"))]


def run(place: str) -> dict[str, object]:
    """Run the sample and return its names."""
    names: dict[str, object] = {"tell": tell}
    exec(SAMPLE.format(place=place), names)  # noqa: S102  # the text above
    return names


def test_the_sample_runs_in_memory(capsys: pytest.CaptureFixture[str]) -> None:
    """C7: with nothing but an import, on the real clock."""
    run("")

    assert "Won: 1" in capsys.readouterr().out


def test_the_sample_runs_on_a_file(tmp_path: Path) -> None:
    """P4: and when the file is opened again, everything is still there."""
    place = tmp_path / "sales.db"
    names = run(f"{str(place)!r}, ")
    with leadflow.open(place, actor="bob") as crm:
        again = tell(crm)

    assert names["told"] == again


def test_another_process_cannot_convert_again(tmp_path: Path) -> None:
    """P2: the key and its result are kept with the data."""
    place = tmp_path / "sales.db"
    names = run(f"{str(place)!r}, ")
    lead, done = names["lead"], names["done"]
    with leadflow.open(place, actor="ada") as crm:
        again = crm.convert(lead, key="import-7")  # type: ignore[arg-type]  # of the sample

        assert isinstance(done, leadflow.Converted)
        assert done.targets == again.targets
        with pytest.raises(leadflow.AlreadyConverted):
            crm.convert(again.lead)
