"""The store on a database server: PostgreSQL or MariaDB, through SQLAlchemy Core."""

from leadflow.storage.server.store import ServerStore
from leadflow.storage.server.tables import metadata


__all__ = ["ServerStore", "metadata"]
