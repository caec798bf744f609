"""The store on a database server: PostgreSQL or MariaDB, through SQLAlchemy Core."""

try:
    from leadflow.storage.server.store import ServerStore
    from leadflow.storage.server.tables import metadata
except ModuleNotFoundError as missing:
    if (missing.name or "").partition(".")[0] != "sqlalchemy":
        raise
    # What cannot be imported is an ImportError for every tool that imports.
    ways = "pip install 'leadflow[postgres]' or 'leadflow[mysql]'"
    reason = f"leadflow.storage.server needs SQLAlchemy: {ways}"
    raise ModuleNotFoundError(reason, name=missing.name) from None


__all__ = ["ServerStore", "metadata"]
