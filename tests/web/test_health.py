"""How the server stands: whether the store can be read, what was counted, and who may see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dateline import __version__
from dateline.app.serving import Options
from dateline.core.errors import StoreError
from dateline.core.sources import SourceState
from tests.newsroom import ISSUE, REPORTS, THEMES
from tests.web.newsstand import Newsstand
from tests.web.test_metrics import values


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Newsstand]:
    made = Newsstand(tmp_path)
    made.stock(ISSUE.pages, reports=REPORTS, themes=THEMES)
    yield made.open()
    made.close()


def test_health_tells_the_mark_the_versions_and_how_old_the_newest_is(stand: Newsstand) -> None:
    answer = stand.ask("/healthz")
    held = answer.json()
    assert (answer.status_code, held["status"], held["stories"]) == (200, "ok", 3)
    assert held["mark"] == stand.app.pulse.mark
    assert held["version"] == __version__
    assert held["newest"] == "2025-07-02T06:10:00Z"
    assert held["age_seconds"] > 0
    assert answer.headers["cache-control"] == "no-store"
    assert stand.ask("/healthz", "HEAD").content == b""


def test_an_empty_store_is_healthy(tmp_path: Path) -> None:
    stand = Newsstand(tmp_path).open()
    held = stand.ask("/healthz").json()
    assert (held["status"], held["stories"], held["newest"], held["age_seconds"]) == ("ok", 0, None, None)
    assert stand.ask("/api/v1/stories").json() == {"items": [], "next": None}
    assert "dateline_stories 0" in stand.ask("/metrics").text
    stand.close()


def test_a_store_that_cannot_be_read_is_not(stand: Newsstand, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise StoreError("site.db", "disk I/O error")

    monkeypatch.setattr(stand.serving, "health", broken)
    monkeypatch.setattr(stand.serving, "gauges", broken)
    answer = stand.ask("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (503, 503)
    assert "dateline_store_readable 0" in stand.ask("/metrics").text


def test_metrics_count_what_was_asked_and_what_there_is(stand: Newsstand) -> None:
    for path in ("/", "/", "/nothing", "/api/v1/stories", "/feed.xml", "/healthz", "/search/?q=ferry"):
        stand.ask(path)
    told = values(stand.ask("/metrics").text)
    count = 'dateline_requests_total{route="%s",status="%s"}'
    assert told[count % ("page", 200)] == 2
    assert told[count % ("page", 404)] == 1
    for route in ("api", "feed", "healthz", "search"):
        assert told[count % (route, 200)] == 1, route
    assert told["dateline_cache_hits_total"] >= 1
    assert told["dateline_stories"] == 3
    assert told["dateline_reports"] == 6
    assert told["dateline_corrections"] == 1
    assert told["dateline_newest_page_age_seconds"] > 0


def test_metrics_tell_which_sources_fail_and_when_the_last_round_was(stand: Newsstand) -> None:
    tried = datetime.now(UTC) - timedelta(minutes=5)
    good = SourceState(address="https://a.example/feed", tried=tried)
    with stand.store.transaction():
        stand.store.roster.save_states([good, replace(good, address="https://b.example/feed", errors=3)])
    told = values(stand.ask("/metrics").text)
    assert (told["dateline_sources"], told["dateline_sources_failing"]) == (2, 1)
    assert 299 <= told["dateline_last_round_age_seconds"] < 400


def test_metrics_are_for_the_own_network_alone(stand: Newsstand) -> None:
    assert stand.ask("/metrics", client="8.8.8.8").status_code == 403
    answer = stand.ask("/metrics", client="192.168.1.5")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")


def test_metrics_behind_a_proxy_are_for_whom_it_asks(tmp_path: Path) -> None:
    stand = Newsstand(tmp_path, options=Options(rate=0, proxies=("127.0.0.1",))).open()
    outside = stand.ask("/metrics", headers={"x-forwarded-for": "8.8.8.8"})
    inside = stand.ask("/metrics", headers={"x-forwarded-for": "192.168.1.5"})
    stand.close()
    assert (outside.status_code, inside.status_code) == (403, 200)
