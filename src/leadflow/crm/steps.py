"""Steps of long work: each is done once, however often the work is begun (P3)."""

from collections.abc import Mapping

from leadflow.crm.commands import Request, answer_to, remember
from leadflow.storage.port import Writer


class Step:
    """One step under its key; what it keeps is stored with its effect, or not at all.

    >>> import leadflow
    >>> crm = leadflow.open()
    >>> with crm.once("stock list of May") as step:
    ...     step.keep({"rows": "12"})
    >>> with crm.once("stock list of May") as step:
    ...     step.known
    {'rows': '12'}
    """

    def __init__(self, writer: Writer, actor: str, key: str) -> None:
        self._writer = writer
        self._request = Request(actor=actor, verb="step", key=key, asked="")
        self.known: Mapping[str, str] | None = answer_to(writer, self._request)
        """What was kept the last time; ``None`` where the step was never done."""

    def keep(self, result: Mapping[str, str]) -> None:
        """Remember the step as done, with what is to be known of it."""
        remember(self._writer, self._request, result)
        self.known = dict(result)
