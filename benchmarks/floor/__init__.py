"""The floor: what somebody writes by hand, with sqlite3 alone, who needs just this.

What it does: it writes the rows that leadflow writes, into the same tables with the
same indexes: records with their versions, a fact for each act with every field that
differs (where values came from, too), the stages that a record stood on, links from
the other end, and the index of phones, e-mails and firms' names. It looks for the
client before it converts, and for earlier deals of the client; it reads what it
changes; it reads rows back as objects with lists, decimals and times. Commits are
durable: WAL and ``synchronous=FULL``.

What it does not: it checks nothing, normalises nothing but the key of a firm's name,
knows no rules, gates, workspaces or rights; it has one pipeline of leads and one of
deals, written down as constants, and stores exactly the fields of ``Person``. A lead
that changed in between is overwritten. One thread uses it. New leads it writes table
by table, conversions and moves one after the other within a transaction.
"""

from benchmarks.floor.program import Floor


__all__ = ["Floor"]
