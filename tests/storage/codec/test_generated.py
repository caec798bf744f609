"""Functions that are written: they do what loops over the fields would do."""

import json
from typing import Any

import pytest
from hypothesis import given, strategies as st

from leadflow.entities import ENTITIES, Deal, Kind, Lead, Participant, Record, entity_of
from leadflow.entities.records import values_of
from leadflow.errors import InvalidValue
from leadflow.storage.codec import (
    Unreadable,
    bare,
    codec_of,
    from_text,
    shape_of,
    to_text,
)
from leadflow.storage.codec.shapes import shape_of_field, text_writer
from leadflow.storage.codec.text import _ENCODER, _encode_with, quote
from leadflow.testing import nth_id
from leadflow.testing.strategies import records, texts
from leadflow.testing.suite.ledger import WORKSPACE
from leadflow.testing.suite.samples import FULL
from leadflow.values import Address, Money, Phone, Utm


STAGED = st.sampled_from(("lead", "deal", "contact", "company"))


@pytest.mark.parametrize("record", FULL, ids=lambda one: type(one).__name__)
def test_a_full_record_comes_back_from_its_row(record: Record) -> None:
    """P13: of its own class, every value of its own type."""
    codec = codec_of(entity_of(record).name)
    back = codec.record(codec.row(record))

    assert record == back
    assert type(record) is type(back)
    assert [type(one) for one in values_of(record)] == [
        type(one) for one in values_of(back)
    ]


@given(data=st.data(), entity=STAGED)
def test_a_random_record_comes_back_from_its_row(
    data: st.DataObject, entity: str
) -> None:
    """P13: whatever its fields hold, or do not hold."""
    record = data.draw(records(entity, WORKSPACE))
    codec = codec_of(entity)

    assert record == codec.record(codec.row(record))


@given(data=st.data(), entity=STAGED)
def test_the_text_is_that_of_the_plain_value(data: st.DataObject, entity: str) -> None:
    """H6: there is one stored shape, whichever way it is written."""
    record = data.draw(records(entity, WORKSPACE))
    specs = ENTITIES[entity].fields.values()
    for spec, value in zip(specs, values_of(record), strict=True):
        shape = shape_of_field(spec)

        assert json.loads(to_text(shape.plain(value))) == json.loads(shape.text(value))
        if spec.kind in (Kind.VALUE, Kind.VALUES, Kind.CUSTOM):
            assert to_text(shape.plain(value)) == shape.text(value)


@given(text=texts() | st.text())
def test_a_text_is_quoted_as_json_has_it(text: str) -> None:
    """H6: in Unicode, with nothing escaped that need not be."""
    assert json.dumps(text, ensure_ascii=False) == quote(text)


def test_a_value_of_which_all_is_empty_is_an_empty_object() -> None:
    """H6: what is empty where empty is the default is left out."""
    address = bare(Address)("physical", "", "", "", "", "", "", "", "")

    assert '{"kind":"physical"}' == text_writer(Address)(address)
    assert "{}" == text_writer(Utm)(Utm())


def test_a_record_that_no_row_holds_is_refused_with_its_field() -> None:
    """P12: the name of the field is told, and nothing of what is in it."""
    codec = codec_of("lead")
    fine = Lead(title="Forklifts")
    odd: Any = codec.record(codec.row(fine))
    object.__setattr__(odd, "phones", ("+380",))
    with pytest.raises(InvalidValue, match="type") as caught:
        codec.row(odd)
    object.__setattr__(odd, "phones", ())
    object.__setattr__(odd, "amount", Money("0.00001", "UAH"))
    with pytest.raises(InvalidValue, match="four decimals") as again:
        codec.row(odd)

    assert "phones" == caught.value.path
    assert "amount" == again.value.path


def test_a_row_that_is_too_short_is_unreadable() -> None:
    """P14: a row that is none is told from one with a damaged column."""
    codec = codec_of("lead")
    row = codec.row(Lead(title="Forklifts"))
    with pytest.raises(Unreadable, match="no row"):
        codec.record((*row, None))


@pytest.mark.parametrize(
    "plain",
    [
        {"number": None, "key": "4"},
        {"number": "4", "key": "4", "kind": None},
        {"number": "4", "key": "4", "raw": 4},
        {"key": "4", "kind": "work", "raw": "4"},
    ],
)
def test_a_value_of_other_things_is_unreadable(plain: object) -> None:
    """P14: null is no text, and a number none either."""
    with pytest.raises(Unreadable):
        shape_of(Kind.VALUE, Phone).value(plain)


def test_python_alone_writes_the_same_json(monkeypatch: pytest.MonkeyPatch) -> None:
    """P18: an interpreter without the encoder in C writes what others write."""
    monkeypatch.setattr("json.encoder.c_make_encoder", None)
    plain = {"b": [1, True, None], "a": "Ґ\n"}
    written = _encode_with(_ENCODER)(plain)

    assert to_text(plain) == written
    assert plain == from_text(written)


@given(text=texts())
def test_the_usual_reading_finds_what_the_slow_one_finds(text: str) -> None:
    """P14: an expression takes out what the scanner would, or leaves it to it."""
    phone = bare(Phone)(text, "work", "", text)
    shape = shape_of(Kind.VALUES, Phone)
    cell = next(cell for cell in codec_of("lead").cells if cell.name == "phones")
    assert cell.read is not None
    for phones in ((), (phone,), (phone, phone), (bare(Phone)("1", "fax", "2", ""),)):
        written = shape.text(phones)

        assert phones == shape.value(from_text(written)) == cell.read(written)


@pytest.mark.parametrize(
    "text",
    [
        '[{"key":"1","kind":"work","number":"1","pet":"cat"}]',
        '[{"kind":"work","number":"1"}]',
        '[{"key":"1","kind":"work"}]',
        '[{"key":"1","kind":"work","number":1}]',
        '[{"key":"1","kind":"work","number":"\n"}]',
        '[{"key":"1","kind":"work","number":"1"}',
        '[{"key":"1","kind":"work","number":"1"}] ',
    ],
)
def test_the_usual_reading_takes_nothing_else(text: str) -> None:
    """P14: what does not look as leadflow writes it is judged as any JSON is."""
    cell = next(cell for cell in codec_of("lead").cells if cell.name == "phones")
    assert cell.read is not None
    with pytest.raises(Unreadable):
        cell.read(text)


@given(role=texts(), primary=st.booleans())
def test_one_person_of_a_deal_is_read_by_the_expression(
    role: str, *, primary: bool
) -> None:
    """P14: flags stand beside texts."""
    person = bare(Participant)(nth_id("contact", 1), role, primary)
    shape = shape_of(Kind.VALUES, Participant)
    cell = next(cell for cell in codec_of("deal").cells if cell.name == "contacts")
    assert cell.read is not None
    written = shape.text((person,))

    assert (person,) == shape.value(from_text(written)) == cell.read(written)


@pytest.mark.parametrize("flag", ["1", "null", '"true"', "True"])
def test_a_flag_is_true_or_false(flag: str) -> None:
    """P14: nothing else is read as one."""
    id = nth_id("contact", 1)
    cell = next(cell for cell in codec_of("deal").cells if cell.name == "contacts")
    assert cell.read is not None
    with pytest.raises(Unreadable):
        cell.read(f'[{{"contact":"{id}","key":"{id}","primary":{flag}}}]')


def test_some_fields_are_written_as_in_a_row() -> None:
    """H4: part of a codec gives the columns, and which version they replace."""
    codec, deal = codec_of("deal"), Deal(title="Forklifts", amount="5 UAH", tax="1 UAH")
    whole = codec.row(deal)
    part, places = codec.part(("title", "amount"))

    key = deal.id, deal.version - 1

    assert part.row(deal) == (*(whole[at] for at in places), *key)
    assert ("Forklifts", 50_000, "UAH", *key) == part.row(deal)
