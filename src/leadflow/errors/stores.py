"""Errors of the place that keeps the data."""

from typing import ClassVar

from attrs import frozen

from leadflow.errors.root import LeadflowError


class StoreError(LeadflowError):
    """The place that keeps the data cannot do what was asked."""

    code: ClassVar[str] = "store_error"


@frozen(slots=False, repr=False)
class StoreClosed(StoreError):
    """The store was closed, or belongs to the process that was forked."""

    reason: str = "the store is closed; open it again with leadflow.open(…)"
    code: ClassVar[str] = "store_closed"

    def __str__(self) -> str:
        return self.reason


@frozen(slots=False, repr=False)
class StoreBusy(StoreError):
    """Another writer held the store for longer than the deadline (P8)."""

    waited: float
    """Seconds."""
    code: ClassVar[str] = "store_busy"

    def __str__(self) -> str:
        return (
            f"another writer held the store for {self.waited:g} s; "
            "try again, or open with a longer deadline"
        )


@frozen(slots=False, repr=False)
class StoreTooNew(StoreError):
    """A newer leadflow wrote this store; it was not touched (H6)."""

    found: int
    known: int
    code: ClassVar[str] = "store_too_new"

    def __str__(self) -> str:
        return (
            f"the store has format {self.found}, this leadflow knows {self.known}; "
            "install a newer leadflow"
        )


@frozen(slots=False, repr=False)
class NotAStore(StoreError):
    """The file is something else, or damaged; it was not touched."""

    place: str
    reason: str
    code: ClassVar[str] = "not_a_store"

    def __str__(self) -> str:
        return f"'{self.place}' is not a leadflow store: {self.reason}"


@frozen(slots=False, repr=False)
class StoreFailed(StoreError):
    """Disk full, I/O error, lost permission: rolled back, nothing was written.

    The same object works again once the cause is gone (P23).
    """

    reason: str
    code: ClassVar[str] = "store_failed"

    def __str__(self) -> str:
        return f"the store failed and rolled back: {self.reason}"


@frozen(slots=False, repr=False)
class TransactionUndone(StoreError):
    """The server undid a transaction in favour of another; nothing was written.

    The same work may be done again at once. leadflow does so by itself, some
    times, where the transaction was its own; in one that the host began it tells.
    """

    reason: str
    code: ClassVar[str] = "transaction_undone"

    def __str__(self) -> str:
        return f"nothing was written, as {self.reason}; do the whole block again"


@frozen(slots=False, repr=False)
class OutcomeUnknown(StoreError):
    """The connection broke while the server committed: it may have, or not (P5).

    Asking again under the same key gives the true result.
    """

    code: ClassVar[str] = "outcome_unknown"

    def __str__(self) -> str:
        return (
            "the connection broke in the commit, so nobody knows whether it took "
            "effect; ask again with the same key, or read what is there"
        )
