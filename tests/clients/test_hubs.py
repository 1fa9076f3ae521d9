"""A WebSub hub is told of news: one POST, its form, and what its answer is worth."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from tests.loopback import Answer, Asked, Web

from dateline.clients.hubs import Hub
from dateline.core.errors import FetchError

FEED = "https://news.example/feed.xml"


def told(feeds: list[str], answer: Answer | None = None) -> list[Asked]:
    """What a hub was asked."""
    with Web() as web:
        web.host("hub.example").answer("/", answer or Answer(status=204))
        hub = Hub("http://hub.example/", contact="desk@news.example", world=web.world())
        assert hub.tell(feeds) == len(dict.fromkeys(feeds))
        return web.asked("hub.example")


def test_a_hub_is_told_which_feeds_have_news() -> None:
    (asked,) = told([FEED, "https://news.example/theme/t1/atom.xml", FEED])
    assert asked.method == "POST"
    assert parse_qsl(asked.body.decode()) == [
        ("hub.mode", "publish"),
        ("hub.url", FEED),
        ("hub.url", "https://news.example/theme/t1/atom.xml"),
    ]
    assert asked.headers["content-type"] == "application/x-www-form-urlencoded"
    assert "desk@news.example" in asked.headers["user-agent"]


def test_without_news_nothing_is_asked() -> None:
    assert told([]) == []


def test_many_feeds_are_named_in_several_requests() -> None:
    asked = told([f"https://news.example/{number}/feed.xml" for number in range(120)])
    assert [len(parse_qsl(one.body.decode())) for one in asked] == [51, 51, 21]


@pytest.mark.parametrize("status", [400, 404, 500, 503])
def test_a_hub_that_refuses_is_named_with_the_way_out(status: int) -> None:
    with pytest.raises(FetchError) as caught:
        told([FEED], Answer(status=status))
    assert "hub.example" in str(caught.value)
    assert str(status) in caught.value.reason
    assert "hub" in caught.value.remedy


def test_a_private_hub_is_never_asked_unless_it_is_allowed() -> None:
    with Web() as web:
        web.host("hub.example", "10.0.0.7").answer("/", Answer(status=204))
        with pytest.raises(FetchError, match="not public"):
            Hub("http://hub.example/", world=web.world()).tell([FEED])
        assert not web.dialled
        Hub("http://hub.example/", world=web.world(), allow=["hub.example"]).tell([FEED])
        assert len(web.asked("hub.example")) == 1
