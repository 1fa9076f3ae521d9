"""What the server counts: the text that Prometheus reads, over all workers."""

from __future__ import annotations

import re

import pytest

from dateline.web.metrics import COUNTS, Board

LINE = re.compile(r'[a-z_]+(?:\{[a-z_]+="[^"]*"(?:,[a-z_]+="[^"]*")*\})? -?[0-9.e+-]+|# (?:HELP|TYPE) .+')


def values(text: str) -> dict[str, float]:
    return {
        name: float(value)
        for name, _, value in (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    }


def test_requests_are_counted_by_route_and_status() -> None:
    board = Board()
    counter = board.counter()
    for status in (200, 200, 304, 799):
        counter.observe("page", status, 0.002)
    counter.observe("nothing of ours", 404, 0.1)
    told = values(board.text())
    assert told['dateline_requests_total{route="page",status="200"}'] == 2
    assert told['dateline_requests_total{route="page",status="304"}'] == 1
    assert told['dateline_requests_total{route="page",status="other"}'] == 1
    assert told['dateline_requests_total{route="other",status="404"}'] == 1
    assert 'dateline_requests_total{route="api",status="200"}' not in told


def test_times_stand_in_buckets_that_add_up() -> None:
    board = Board()
    for seconds in (0.0005, 0.001, 0.004, 0.3, 60.0):
        board.counter().observe("api", 200, seconds)
    told = values(board.text())
    bucket = 'dateline_request_seconds_bucket{route="api",le="%s"}'
    assert [told[bucket % bound] for bound in ("0.001", "0.0025", "0.005", "0.25", "0.5", "5.0", "+Inf")] == [
        2, 2, 3, 3, 4, 4, 5,
    ]  # fmt: skip
    assert told['dateline_request_seconds_count{route="api"}'] == 5
    assert told['dateline_request_seconds_sum{route="api"}'] == pytest.approx(60.3055)


def test_every_worker_tells_of_all() -> None:
    board = Board(3)
    for worker in range(3):
        board.counter(worker).observe("page", 200, 0.01)
        board.counter(worker).set("dateline_live_clients", 2)
    told = values(board.text())
    assert told['dateline_requests_total{route="page",status="200"}'] == 3
    assert told["dateline_live_clients"] == 6


def test_what_a_crashed_worker_held_is_not_held_any_more() -> None:
    board = Board()
    counter = board.counter()
    counter.observe("page", 200, 0.01)
    counter.set("dateline_live_clients", 7)
    counter.set("dateline_cache_hits_total", 9)
    counter.reset()
    told = values(board.text())
    assert told["dateline_live_clients"] == 0
    assert told["dateline_cache_hits_total"] == 9
    assert told['dateline_requests_total{route="page",status="200"}'] == 1


def test_each_line_is_one_that_prometheus_reads() -> None:
    board = Board()
    board.counter().observe("page", 200, 0.01)
    gauges = [
        ("dateline_stories", "Stories.", {"": 12.0}),
        ("dateline_x", "X.", {'kind="a"': 1e9, 'kind="b"': -0.5}),
    ]
    text = board.text(gauges)
    assert text.endswith("\n")
    assert not [line for line in text.splitlines() if not LINE.fullmatch(line)]
    assert "dateline_stories 12\n" in text
    for name, _, _ in COUNTS:
        assert f"# TYPE {name} " in text


def test_each_name_has_one_type_before_its_values() -> None:
    text = Board().text([("dateline_stories", "Stories.", {"": 1.0})])
    types = [line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")]
    assert len(types) == len(set(types))


def test_what_is_not_counted_cannot_be_set() -> None:
    with pytest.raises(KeyError):
        Board().counter().set("dateline_nothing", 1)
