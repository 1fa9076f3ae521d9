"""One article by one outlet is one report, through the whole entrance: 500 invented feeds over many polls."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import zip_longest
from typing import Any

import pytest

from dateline import pipeline
from dateline.core.types import Report
from dateline.storage import open_store
from tests.stages.feeds500 import BEHAVIOURS, START, Desk, Feed, feeds

_MARK = re.compile(r"Q[b-z]{9}\d+")


class Here:
    """``core.ports.Engine`` in this process."""

    def each(
        self,
        stage: Callable[[Any], Any],
        items: Sequence[Any],
        name: Callable[[Any], str],
        label: str,
        *,
        boxed: bool = False,
        weight: int = 1,
    ) -> Iterator[Any]:
        return map(stage, items)


class Silent:
    """``core.ports.Progress`` that shows nothing."""

    def track(self, items: Iterable[Any], label: str, total: int) -> Iterable[Any]:
        return items


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a feed's articles."""

    lost: int
    doubled: int
    merged: int
    outdated: int
    versions: int

    @property
    def good(self) -> bool:
        return not (self.lost or self.doubled or self.merged or self.outdated)


def run(*told: Feed) -> dict[str, Outcome]:
    """The polls of these feeds, two hours apart, through the entrance into one store: what became of each."""
    store = open_store(None)
    try:
        for number, answers in enumerate(zip_longest(*(feed.polls for feed in told), fillvalue=())):
            now = START + timedelta(days=9, hours=2 * number)
            desk = pipeline.Desk(store=store, engine=Here(), progress=Silent(), now=now)
            taken = pipeline.take_in([answer for one in answers for answer in one], desk)
            assert taken.failures == ()
        held = [store.versions(name) for name in store.reports()]
        return {feed.name: outcome(feed, held) for feed in told}
    finally:
        store.close()


def outcome(feed: Feed, held: Sequence[Sequence[Report]]) -> Outcome:
    """What is in the store of a feed's articles, by their marks."""
    found: Counter[str] = Counter()
    merged = outdated = count = 0
    for versions in held:
        read = {mark for version in versions for mark in _MARK.findall(version.text)}
        marks = read & feed.articles
        merged += len(read) - 1 if marks else 0
        count += len(versions) if marks else 0
        found.update(marks)
        outdated += sum(
            _plain(versions[-1].text) != _plain(feed.latest[mark]) for mark in marks & feed.latest.keys()
        )
    return Outcome(
        lost=len(feed.articles - found.keys()),
        doubled=sum(found.values()) - len(found),
        merged=merged,
        outdated=outdated,
        versions=count,
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("number", range(len(BEHAVIOURS)), ids=[behave.__name__ for behave in BEHAVIOURS])
def test_each_behaviour_leaves_each_article_once(number: int) -> None:
    behave = BEHAVIOURS[number]
    feed = behave(Desk(behave.__name__, number))
    found = run(feed)[feed.name]
    assert found.good, found
    assert feed.versions in (None, found.versions)


def test_two_outlets_with_one_wire_text_are_two_reports() -> None:
    first, second = Desk("wire", 1), Desk("wire", 2)
    article = first.article()
    copy = replace(article, link=article.link.replace(first.host, second.host), guid="w")
    feeds_of_both = (first.told([article]), replace(second.told([copy]), articles=frozenset()))
    assert run(*feeds_of_both)["wire-1"].doubled == 1


@pytest.mark.slow
def test_five_hundred_feeds() -> None:
    told = feeds(500)
    found = run(*told)
    assert len(found) == 500
    assert {name: one for name, one in found.items() if not one.good} == {}
