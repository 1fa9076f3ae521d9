"""What the flow works with, and the small machinery that its steps share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Protocol, TypeVar

from dateline.core.pages import Dossier, Page
from dateline.core.ports import Engine, Fetcher, Progress, Store
from dateline.core.types import Failure, Stamp
from dateline.stages.narrate.wording.limits import Limits

Item = TypeVar("Item")
Result = TypeVar("Result")

#: How many documents or stories are worked on, and saved, at a time.
BATCH = 400


class Rewriter(Protocol):
    """What words pages anew beside the rules: ``modelled.ModelDesk``.

    ``key`` names what its pages depend on beside their reports. ``rewritten`` gives the page, the lines whose
    ids are ``kept`` as they are, and whether it is what it should be; ``failures`` what kept it from that.
    """

    @property
    def key(self) -> str: ...
    def rewritten(
        self, page: Page, dossier: Dossier, limits: Limits, kept: Collection[str] = ()
    ) -> tuple[Page, bool]: ...
    def failures(self) -> Iterator[Failure]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the flow works with.

    ``revised`` is when pages are said to be revised (None: by their newest report); ``ai_bots_reserve`` takes
    a site's ban on AI crawlers as a reservation of its rights. ``model`` writes beside the rules.
    """

    store: Store
    engine: Engine
    progress: Progress
    now: datetime
    limits: Limits = field(default_factory=Limits)
    fetcher: Fetcher | None = None
    revised: Stamp | None = None
    ai_bots_reserve: bool = False
    model: Rewriter | None = None

    def each(
        self,
        stage: Callable[[Item], Result],
        items: Sequence[Item],
        name: Callable[[Item], str],
        label: str,
        *,
        boxed: bool = False,
    ) -> Iterable[Result | Failure]:
        """Run an *each* stage on the engine, its progress shown."""
        results = self.engine.each(stage, items, name, label, boxed=boxed)
        return self.progress.track(results, label, len(items))


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items, ``BATCH`` at a time."""
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
