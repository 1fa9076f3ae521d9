"""How the store and the rounds stand: for whoever watches the server, not for readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dateline import __version__
from dateline.core.listings import Lookup, Order
from dateline.stages import publish

if TYPE_CHECKING:
    from dateline.core.jsonl import Json
    from dateline.core.ports import Store

#: A gauge of ``/metrics``: its name, what it is, and its value by label.
Gauge = tuple[str, str, Mapping[str, float]]


def health(store: Store, now: datetime) -> Json:
    """That the store can be read, its mark, what made it, and how old its newest page is.

    Raises ``StoreError`` where it cannot be read.
    """
    totals = store.catalogue.totals()
    newest = _newest(store)
    return {
        "status": "ok",
        "mark": store.catalogue.mark(),
        "version": __version__,
        "publish": publish.VERSION,
        "listing": publish.LISTING_VERSION,
        "stories": totals.stories,
        "reports": totals.reports,
        "newest": newest.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if newest else None,
        "age_seconds": max(0, int((now - newest).total_seconds())) if newest else None,
    }


def gauges(store: Store, now: datetime) -> Iterator[Gauge]:
    """What the store holds and how its sources do. Raises ``StoreError``."""
    totals = store.catalogue.totals()
    held = {
        "stories": totals.stories,
        "themes": totals.themes,
        "reports": totals.reports,
        "origins": totals.origins,
    }
    for name, count in held.items():
        yield f"dateline_{name}", f"{name.capitalize()} on the site.", {"": count}
    yield "dateline_corrections", "Corrections on the pages of the site.", {"": totals.corrections}
    states = store.roster.states().values()
    yield "dateline_sources", "Sources that were asked.", {"": len(states)}
    failing = sum(state.errors > 0 for state in states)
    yield "dateline_sources_failing", "Sources whose last answer was an error.", {"": failing}
    tried = max((state.tried for state in states if state.tried), default=None)
    if tried:
        told = "Seconds since a source was last asked."
        yield "dateline_last_round_age_seconds", told, {"": (now - tried).total_seconds()}
    if newest := _newest(store):
        yield (
            "dateline_newest_page_age_seconds",
            "Seconds since a page last changed.",
            {"": (now - newest).total_seconds()},
        )


def _newest(store: Store) -> datetime | None:
    changed = store.catalogue.find(Lookup(order=Order.CHANGED, limit=1))
    stamp = (changed[0].revised or changed[0].first_reported) if changed else None
    return stamp.at if stamp else None
