"""Files of older formats open, whole, with everything that they held (H6, P24)."""

import json
import sqlite3
import stat
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

import leadflow
from leadflow import Lead
from leadflow.entities import ENTITIES, Kind, evolve
from leadflow.entities.records import blank
from leadflow.errors import StoreFailed
from leadflow.events import replay
from leadflow.storage.sqlite import SQLiteStore, migrations
from leadflow.storage.sqlite.schema import FORMAT, column_of
from leadflow.testing import nth_id
from tests.data import office
from tests.interruption import Interruption, in_functions


# Names are the schema's.
# ruff: noqa: S608


FROZEN = Path(office.__file__).parent
RELEASED = range(1, FORMAT)
FORMATS = range(1, FORMAT + 1)


def frozen(place: Path, number: int = 1) -> Path:
    """Make the file that the code of an older format left."""
    text = (FROZEN / f"format_{number}.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(place)) as file:
        file.executescript(text)
    return place


def shape(place: Path) -> dict[str, set[str]]:
    """Return the columns of each table, and the indexes."""
    with closing(sqlite3.connect(place)) as file:
        kinds = 'SELECT "name", "type" FROM "sqlite_master" WHERE "name" NOT LIKE ?'
        return {
            name: {row[1] for row in file.execute(f'PRAGMA table_xinfo("{name}")')}
            for name, _ in file.execute(kinds, ("sqlite_%",))
        }


def contents(place: Path) -> tuple[str, ...]:
    """Return all that a file holds, as SQL text, and its format."""
    with closing(sqlite3.connect(place)) as file:
        version = file.execute("PRAGMA user_version").fetchone()
        return (str(version), *file.iterdump())


@pytest.mark.parametrize("number", FORMATS)
def test_every_format_opens_with_all_that_it_held(place: Path, number: int) -> None:
    """H6: records, events, links, commands and workspace read as its own code did."""
    known = json.loads((FROZEN / f"format_{number}.json").read_text(encoding="utf-8"))
    store = SQLiteStore(frozen(place, number))
    found = office.told(store, known["fields"])
    store.close()

    assert known == found


def rows(place: Path, table: str, columns: list[str]) -> dict[str, tuple[object, ...]]:
    """Return the rows that were written with every field, by their ids."""
    with closing(sqlite3.connect(place)) as file:
        told = ", ".join(f'"{each}"' for each in ["id", *columns])
        ids = [nth_id(ENTITIES[name].name, 1) for name in ENTITIES]
        marks = ", ".join("?" * len(ids))
        text = f'SELECT {told} FROM "{table}" WHERE "id" IN ({marks})'
        return {id: others for id, *others in file.execute(text, ids)}


def test_this_code_stores_records_as_its_format_says(place: Path) -> None:
    """H6: who changes how a value is stored breaks files that others have.

    If this fails, the stored shape has changed. Once the format is released, raise
    FORMAT and write the step in ``migrations.STEPS``; before, freeze it again with
    ``python tests/data/office.py`` and the number of the format. A field that was
    only added needs neither.
    """
    store = SQLiteStore(place)
    office.fill(store)
    store.close()
    kept, known = frozen(place.with_name("frozen.db"), FORMAT), shape(place)
    for table, columns in shape(kept).items():
        assert columns <= known.get(table, set()), table

    for entity in ENTITIES.values():
        known_then = sorted(shape(kept).get(entity.plural, ()))
        found = rows(place, entity.plural, known_then)

        assert rows(kept, entity.plural, known_then) == found


@pytest.mark.parametrize("number", RELEASED)
def test_a_migrated_file_has_the_shape_of_a_new_one(place: Path, number: int) -> None:
    """H6: every table, column and index that a new file has."""
    SQLiteStore(frozen(place, number)).close()
    new = place.with_name("new.db")
    SQLiteStore(new).close()

    assert shape(new) == shape(place)


@pytest.mark.parametrize("number", RELEASED)
def test_a_migrated_file_takes_everything(place: Path, number: int) -> None:
    """H6: each record of it can be changed, and its events still tell it (H1)."""
    store = SQLiteStore(frozen(place, number))
    with store.write() as writer:
        for entity in ENTITIES.values():
            record = writer.get(entity.name, [nth_id(entity.name, 1)])[
                nth_id(entity.name, 1)
            ]

            assert record == replay(writer.history(record.id))

            writer.put([evolve(record, version=record.version + 1, owner="bob")])
    crm = leadflow.open(store, actor="ada")
    done = crm.convert(crm.leads.add(Lead(title="B", last_name="C", company_name="D")))
    crm.close()

    assert done.deal is not None


def test_a_copy_is_kept_as_the_file_was(place: Path) -> None:
    """H6: the way back, readable by its owner alone."""
    before = contents(frozen(place))
    SQLiteStore(place).close()
    kept = place.with_name("sales.db.format-1")

    assert before == contents(kept)
    assert 0o600 == stat.S_IMODE(kept.stat().st_mode)


def test_a_second_opening_migrates_nothing(place: Path) -> None:
    """H6: the file says that it is done."""
    SQLiteStore(frozen(place)).close()
    place.with_name("sales.db.format-1").unlink()
    before = contents(place)
    SQLiteStore(place).close()

    assert before == contents(place)
    assert not place.with_name("sales.db.format-1").exists()


def test_columns_that_classes_gained_since_are_added(place: Path) -> None:
    """H6: also within a format; old rows hold the field's default, as replay does."""
    SQLiteStore(place).close()
    gone = [
        (entity, spec)
        for entity in ENTITIES.values()
        for spec in entity.fields.values()
        if spec.name in ("notes", "priority", "open_to_all", "job_title", "due_on")
    ]
    store = SQLiteStore(place)
    office.fill(store)
    store.close()
    with closing(sqlite3.connect(place)) as file:
        for entity, spec in gone:
            file.execute(f'ALTER TABLE "{entity.plural}" DROP COLUMN {column_of(spec)}')
        file.execute("DELETE FROM meta")
        file.commit()
    store = SQLiteStore(place)
    with store.read() as reader:
        for entity, spec in gone:
            id = nth_id(entity.name, 1)
            found = getattr(reader.get(entity.name, [id])[id], spec.name)

            assert getattr(blank(entity), spec.name) == found
    store.close()


def test_every_kind_of_field_can_be_gained(place: Path) -> None:
    """H6: a column may be added to a table with rows, whatever it holds."""
    with closing(sqlite3.connect(place)) as file:
        for entity in ENTITIES.values():
            file.execute(f'CREATE TABLE "{entity.plural}" ("id" TEXT) STRICT')
            file.execute(f'INSERT INTO "{entity.plural}" VALUES (?)', ("x",))
        file.execute("PRAGMA user_version = 1")
        file.execute('CREATE TABLE "meta" ("name" TEXT PRIMARY KEY, "value" TEXT)')
        migrations.migrate(file, 1)
        for entity in ENTITIES.values():
            for spec in entity.fields.values():
                if spec.name == "id":
                    continue
                text = f'SELECT {column_of(spec)} FROM "{entity.plural}"'
                (value,) = file.execute(text).fetchone()
                composite = spec.kind in (Kind.TEXTS, Kind.VALUES, Kind.CUSTOM)

                assert (None if composite else spec.default) == value


def test_what_stands_in_the_way_is_told_and_nothing_is_changed(place: Path) -> None:
    """P24: a file that cannot be brought up to date stays as it is."""
    frozen(place)
    with closing(sqlite3.connect(place)) as file:
        file.execute('DROP TABLE "leads"')
        file.execute('CREATE VIEW "leads" AS SELECT 1 AS "id"')
    before = contents(place)
    with pytest.raises(StoreFailed, match="tables were changed"):
        SQLiteStore(place)

    assert before == contents(place)


def test_without_room_for_a_copy_nothing_is_changed(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P24: the way back comes first."""
    before = contents(frozen(place))

    def full(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        with pytest.raises(StoreFailed, match="no copy can be written"):
            SQLiteStore(place)

    assert before == contents(place)


def test_an_index_that_was_made_otherwise_is_made_anew(place: Path) -> None:
    """H6: what derives from the schema follows it."""
    SQLiteStore(place).close()
    with closing(sqlite3.connect(place)) as file:
        file.execute('DROP INDEX "events_by_record"')
        file.execute('CREATE INDEX "events_by_record" ON "events" ("at")')
        file.execute("DELETE FROM meta")
        file.commit()
    SQLiteStore(place).close()
    with closing(sqlite3.connect(place)) as file:
        rows = file.execute("PRAGMA index_info('events_by_record')").fetchall()

    assert ["record", "pipeline", "stage"] == [row[2] for row in rows]


def test_numbered_steps_run_in_order(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H6: for what cannot be derived, before what can."""
    frozen(place)
    step = "UPDATE products SET name = 'moved'"
    monkeypatch.setattr(migrations, "STEPS", {2: (step,)})
    store = SQLiteStore(place)
    with store.read() as reader:
        id = nth_id("product", 1)
        found = reader.get("product", [id])[id]
    store.close()

    assert "moved" == getattr(found, "name", "")


STRUCK = in_functions(
    "open_or_make",
    "_prepare",
    "keep_copy",
    "copy_to",
    "make",
    "migrate",
    "_note_shape",
)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interruption_at_any_line_leaves_the_old_file_or_the_new(
    place: Path,
) -> None:
    """P24: all or nothing; whoever opens it next brings it up to date."""
    old, bytes_ = contents(frozen(place)), place.read_bytes()
    one, line = place.with_name("one.db"), 1
    one.write_bytes(bytes_)
    SQLiteStore(place).close()
    new = contents(place)
    while Interruption(line, STRUCK).strike(partial(_open_and_close, one)):
        found = contents(one)
        one.unlink()
        one.write_bytes(bytes_)
        # Where columns are added, each step is like the one before.
        line += 1 if line < 40 else 7

        assert found in (old, new)

    assert new == contents(one)
    assert line > 40


def _open_and_close(place: Path) -> None:
    SQLiteStore(place, durability="normal").close()
