"""Opening a CRM on a server."""

import importlib
import subprocess
import sys

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

import leadflow
from leadflow import Lead
from leadflow.errors import InvalidValue, MissingExtra, StoreFailed
from leadflow.storage.server import ServerStore
from tests.servers.mariadb import MariaDB


def url_of(engine: Engine) -> str:
    """Return where an engine's database is."""
    return engine.url.render_as_string(hide_password=False)


def test_a_url_opens_a_database(engine: Engine, tenant: str) -> None:
    """H4: what was added is there for whoever opens it next."""
    with leadflow.open(url_of(engine), tenant=tenant) as crm:
        lead = crm.leads.add(Lead(title="Forklifts"))

    with leadflow.open(url_of(engine), tenant=tenant) as again:
        assert lead == again.leads.get(lead.id)


def test_a_url_may_leave_out_the_driver(postgres_engine: Engine) -> None:
    """H4: ``postgresql://`` is enough."""
    short = make_url(url_of(postgres_engine)).set(drivername="postgresql")
    store = ServerStore(short, tenant="short")
    store.close()

    assert "tenant='short'" in repr(store)


def test_passwords_are_never_shown() -> None:
    """H4: what a store calls itself goes into logs."""
    with pytest.raises(StoreFailed) as caught:
        ServerStore("postgresql+psycopg://ada:secret@127.0.0.1:1/none")

    assert "secret" not in str(caught.value)
    assert "store_failed" == caught.value.code


@pytest.mark.parametrize(
    "place", ["oracle://db", "sqlite:///a.db", "nonsense", "foo://db"]
)
def test_other_databases_are_refused(place: str) -> None:
    """H4: with the way out."""
    with pytest.raises((InvalidValue, MissingExtra)) as caught:
        ServerStore(place)

    assert caught.value.code in ("invalid_value", "missing_extra")


def test_a_port_that_is_no_number_is_refused() -> None:
    """H4: as any other place that cannot be read."""
    with pytest.raises(InvalidValue) as caught:
        ServerStore("postgresql://app@127.0.0.1:port/sales")

    assert "database has no URL" in str(caught.value)


def test_an_unknown_driver_is_named() -> None:
    """H4: with all of what was written."""
    with pytest.raises(InvalidValue) as caught:
        ServerStore("postgresql+nosuch://app@127.0.0.1/sales")

    assert "is of the kind 'postgresql+nosuch'" == caught.value.reason


@pytest.mark.parametrize("tenant", [7, None, "a\0", "a" * 65])
def test_what_is_no_name_of_a_tenant_is_refused(tenant: object) -> None:
    """P19: with the reason, before anything is connected."""
    with pytest.raises(InvalidValue) as caught:
        ServerStore("postgresql://127.0.0.1:1/sales", tenant=tenant)  # type: ignore[arg-type]  # as the test says

    assert "tenant" == caught.value.what


@pytest.mark.parametrize(
    ("url", "driver", "extra"),
    [
        ("postgresql://a/b", "psycopg", "postgres"),
        ("mysql://a/b", "pymysql", "mysql"),
    ],
)
def test_a_missing_driver_names_the_extra(
    url: str, driver: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H4: the one that brings it; and for whom it is named otherwise."""
    monkeypatch.setitem(sys.modules, driver, None)
    with pytest.raises(MissingExtra) as caught:
        ServerStore(url)

    assert extra == caught.value.extra
    assert ("mysql" in url) == ("MySQL is refused" in caught.value.ability)


def test_a_driver_of_ones_own_is_in_no_extra() -> None:
    """H4: another driver is the user's own choice, and no extra brings it."""
    with pytest.raises(InvalidValue) as caught:
        ServerStore("postgresql+asyncpg://localhost/none")

    assert "names the driver 'asyncpg', which is not installed" == caught.value.reason
    assert "'postgresql://…'" in caught.value.hint


@pytest.mark.parametrize(
    ("url", "extra"), [("postgresql://a/b", "postgres"), ("mariadb://a/b", "mysql")]
)
def test_missing_sqlalchemy_names_the_extra(
    url: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H4: the core needs none of it."""
    for name in [each for each in sys.modules if each.startswith("leadflow.storage.s")]:
        if name.startswith("leadflow.storage.server"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    with pytest.raises(MissingExtra) as caught:
        leadflow.open(url)

    assert extra == caught.value.extra


def test_the_package_for_servers_names_its_extras(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """H4: who imports it is told what to install."""
    for name in list(sys.modules):
        if name.startswith("leadflow.storage.server"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    with pytest.raises(ModuleNotFoundError, match=r"leadflow\[postgres\]") as caught:
        importlib.import_module("leadflow.storage.server")

    assert "sqlalchemy" == caught.value.name


@pytest.mark.parametrize("place", ["postgresq://a/b", "sqlite:///a.db", "http://a"])
def test_a_url_of_another_kind_is_refused_before_any_extra_is_asked_for(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H4: nobody installs a driver for a slip of the pen."""
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    with pytest.raises(InvalidValue) as caught:
        leadflow.open(place)

    assert "database" == caught.value.what


def test_a_tenant_is_for_servers() -> None:
    """H4: a file belongs to one firm."""
    with pytest.raises(InvalidValue) as caught:
        leadflow.open(tenant="acme")

    assert "tenant" == caught.value.what


def test_importing_leadflow_imports_no_sqlalchemy() -> None:
    """H4: who has a file pays for no server."""
    program = (
        "import sys, leadflow; leadflow.open(); print('sqlalchemy' in sys.modules)"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert "False\n" == found.stdout


def test_an_engine_that_commits_each_statement_is_refused(engine: Engine) -> None:
    """P1: without transactions there is no all or nothing."""
    careless = create_engine(engine.url, isolation_level="AUTOCOMMIT")
    with pytest.raises(InvalidValue) as caught:
        ServerStore(careless)
    careless.dispose()

    assert "database" == caught.value.what


def test_a_database_that_is_not_in_utf_8_is_refused(postgres_engine: Engine) -> None:
    """H4: it could not keep every name."""
    with postgres_engine.connect().execution_options(
        isolation_level="AUTOCOMMIT"
    ) as admin:
        kind = "ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"
        known = admin.scalar(text("SHOW server_version_num"))
        provider = "LOCALE_PROVIDER libc" if int(known or 0) >= 150000 else ""
        admin.execute(text(f"CREATE DATABASE latin {kind} {provider}"))
    with pytest.raises(InvalidValue) as caught:
        ServerStore(postgres_engine.url.set(database="latin"))

    assert "database" == caught.value.what


@pytest.mark.parametrize("name", ["x" * 65, "a\0b"])
def test_a_tenant_has_a_name_that_can_be_stored(engine: Engine, name: str) -> None:
    """H4: keys begin with it."""
    with pytest.raises(InvalidValue) as caught:
        ServerStore(engine, tenant=name)

    assert "tenant" == caught.value.what


def test_backing_up_is_left_to_the_server(store: ServerStore) -> None:
    """H4: the error names the tool."""
    with leadflow.open(store) as crm, pytest.raises(InvalidValue) as caught:
        crm.upkeep.backup("copy.db")

    assert "dump" in str(caught.value)


def test_health_tells_of_the_server(store: ServerStore) -> None:
    """H4: version, tenant, and how much happened."""
    with leadflow.open(store) as crm:
        crm.leads.add(Lead(title="Forklifts"))
        found = crm.upkeep.health()

    assert ["events", "format", "server", "tenant", "version"] == sorted(found)
    assert 1 == found["events"]


@pytest.mark.parametrize("text", ["\0", "a\ud800", "ї\0"])
def test_what_no_server_can_hold_is_simply_not_there(
    store: ServerStore, text: str
) -> None:
    """P15: asking for it is no failure, and the block goes on."""
    with store.read() as reader:
        assert {} == reader.get("lead", [text])
        assert {} == reader.get("lead", [text, "lead_1"])
        assert [] == list(reader.history(text))
        assert [] == list(reader.links_to([text]))
        assert 0 == reader.last_number("a")


def test_mysql_is_refused(
    mariadb_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H4: it speaks the same protocol, and has other SQL behind it."""
    mariadb_engine.connect().close()  # which finds out what it is
    monkeypatch.setattr(mariadb_engine.dialect, "is_mariadb", False)
    with pytest.raises(InvalidValue) as caught:
        ServerStore(mariadb_engine)

    assert "is MySQL" in caught.value.reason
    assert "MariaDB" in caught.value.hint


def test_a_careful_mariadb_is_durable(mariadb: MariaDB, tenant: str) -> None:
    """P4: where it writes each commit down before it answers."""
    engine = create_engine(mariadb.database())
    setting = "innodb_flush_log_at_trx_commit"
    store = ServerStore(engine, tenant=tenant)
    careless = store.promises()
    with engine.connect() as admin:
        admin.execute(text(f"SET GLOBAL {setting} = 1"))
        careful = store.promises()
        admin.execute(text(f"SET GLOBAL {setting} = 0"))
    engine.dispose()

    assert (False, True) == (careless.durable, careful.durable)
    assert f"{setting} = 0" in careless.note
    assert "" == careful.note
