"""Everything that can go wrong, in one tree.

::

    DatelineError
    ├── UsageError            the command cannot run as it was asked (exit status 2)
    │   └── MissingExtra      it needs an optional part that is not installed
    ├── InputError            one item cannot be read; the others go on
    ├── FetchError            a URL did not answer, or not with what it should
    ├── MailError             the mail server cannot be used as it is set up
    ├── ModelError            a language model gave no usable answer, or may not be asked
    └── StoreError            the store cannot be opened, read or written

Errors that concern one item travel between stages as values (``types.Failure``). Each error says
what is wrong (``reason``), with which thing (``item``), and the way out (``remedy``).
"""

from __future__ import annotations


class DatelineError(Exception):
    """The root: an item, what is wrong with it, and the way out."""

    def __init__(self, item: str, reason: str, remedy: str = "") -> None:
        self.item = item
        self.reason = reason
        self.remedy = remedy
        super().__init__(item, reason, remedy)

    def __str__(self) -> str:
        message = f"{self.item}: {self.reason}" if self.item else self.reason
        return f"{message} ({self.remedy})" if self.remedy else message


class UsageError(DatelineError):
    """The command cannot run as it was asked."""


class MissingExtra(UsageError):
    """An optional part of Dateline is needed and is not installed."""

    def __init__(self, item: str, extra: str) -> None:
        super().__init__(item, f"needs the extra '{extra}'", f"pip install 'dateline[{extra}]'")


class InputError(DatelineError):
    """One item cannot be read. The others go on."""


class FetchError(DatelineError):
    """A URL did not answer, or not with what it should.

    ``status`` is the answer's, where there was one; ``hold`` how many seconds the host asked to be left
    alone (``Retry-After``); ``refused`` says that we may not or will not ask, so that asking again is no use.
    """

    def __init__(
        self,
        item: str,
        reason: str,
        remedy: str = "",
        *,
        status: int | None = None,
        hold: float | None = None,
        refused: bool = False,
    ) -> None:
        super().__init__(item, reason, remedy)
        self.status = status
        self.hold = hold
        self.refused = refused


class ModelError(DatelineError):
    """A language model gave no usable answer, or may not be asked. Pages are then written by rules.

    ``final`` says that asking again in this run is no use: a budget is spent, the key is refused, the server
    is down.
    """

    def __init__(self, item: str, reason: str, remedy: str = "", *, final: bool = False) -> None:
        super().__init__(item, reason, remedy)
        self.final = final


class MailError(DatelineError):
    """The mail server does not answer, or not as it is set up: no letter can go out by it."""


class StoreError(DatelineError):
    """The store cannot be opened, read or written; what it held before is whole."""
