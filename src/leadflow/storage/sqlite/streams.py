"""Rows of records that are handed over while they are asked for, a batch at a time."""

import sqlite3
from collections.abc import Sequence
from itertools import islice

from leadflow.storage.query import Query
from leadflow.storage.sqlite.handing import NO_ROW, Row, handed, is_unhanded
from leadflow.storage.sqlite.queries import find_sql
from leadflow.storage.sqlite.schema import selected
from leadflow.storage.sqlite.sessions import Session, Stream
from leadflow.storage.sqlite.sql import Sql


_MOST_SORTED = 1_000
"""How many statements are kept in mind."""


def rows_of(session: Session, query: Query) -> Stream:
    """Return the rows of the records that a query asks for, in its order."""
    plain = find_sql(query)
    if not query.order or query.order[0].path == ("id",):
        columns = selected(query.entity, "t")
        handing = find_sql(query, f'{handed(columns)}, t."id"')
        if handing.text not in session.connection.sorting:
            return session.followed(HandedStream(session, handing, plain))
    return session.stream(plain)


class HandedStream(Stream):
    """Rows that are handed over, with results that are their ids.

    Records are asked for in the order of an index, but it is SQLite that chooses one.
    Where it sorts, it hands rows over before: their ids are not those of the results.
    Then rows come as results, and the statement is kept in mind.
    """

    __slots__ = ("_ahead", "_given", "_handing", "_is_plain", "_plain")

    def __init__(self, session: Session, handing: Sql, plain: Sql) -> None:
        self._handing, self._plain = handing, plain
        self._is_plain = False
        self._given = 0
        # A row is handed over before the result of the one before it is fetched.
        self._ahead: Sequence[Row] = ()
        super().__init__(session, self._begun(session))

    def fetched(self, count: int) -> list[Row]:
        """Return the next rows; all of them for a count of -1."""
        if self._is_plain:
            return super().fetched(count)
        rows, ids = [*self._ahead], list[object]()
        handed = self._session.connection.handed
        try:
            for _, id in islice(self._cursor, None if count < 0 else count):
                ids.append(id)
                rows.append(handed.args)
        except sqlite3.Error as error:
            if not is_unhanded(error):
                raise self._session.failed(error) from None
            return self._fetched_plainly(count)
        self._ahead = rows[len(ids) :]
        del rows[len(ids) :]
        if ids != [row[0] for row in rows]:
            self._keep_in_mind()
            return self._fetched_plainly(count)
        self._given += len(rows)
        return rows

    def _begun(self, session: Session) -> sqlite3.Cursor:
        session.check()
        handed = session.connection.handed
        handed.args = NO_ROW
        try:
            cursor = session.connection.execute(
                self._handing.text, self._handing.values
            )
        except (sqlite3.Error, UnicodeError, OverflowError) as error:
            if not is_unhanded(error):
                raise session.failed(error) from None
            self._is_plain = True
            return session.run(self._plain.text, self._plain.values)
        self._ahead = [handed.args] if handed.args else []
        return cursor

    def _fetched_plainly(self, count: int) -> list[Row]:
        """Go on with results, behind the rows that were given."""
        self._is_plain = True
        self._cursor.close()
        self._cursor = self._session.run(self._plain.text, self._plain.values)
        if self._given:
            super().fetched(self._given)
        return super().fetched(count)

    def _keep_in_mind(self) -> None:
        known = self._session.connection.sorting
        if len(known) >= _MOST_SORTED:
            known.clear()
        known.add(self._handing.text)
