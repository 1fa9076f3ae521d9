"""Robots.txt: a table of what RFC 9309 decides, what else is read, and that nothing hostile is slow."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import effort

from dateline.clients.robots import AI_CRAWLERS, parse
from dateline.core.types import Signal

CASES = Path(__file__).with_name("robots_cases.toml")


def cases() -> Iterator[tuple[str, str, str, str, bool]]:
    for file in tomllib.loads(CASES.read_text("utf-8"))["file"]:
        for allowed, key in ((True, "yes"), (False, "no")):
            for case in file.get(key, ()):
                product, _, target = case.rpartition(" ")
                yield file["why"], file["robots"], product or "Dateline", target, allowed


@pytest.mark.parametrize(("why", "text", "product", "target", "allowed"), list(cases()))
def test_the_rfc_decides(why: str, text: str, product: str, target: str, allowed: bool) -> None:
    assert parse(text).allows(target, product) is allowed, why


def test_the_table_is_long_enough_and_has_both_answers() -> None:
    answers = [allowed for *_, allowed in cases()]
    assert len(answers) >= 150
    assert min(answers.count(True), answers.count(False)) >= 100


# --- beside the RFC -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 5\n", 5.0),
        ("User-agent: *\nCrawl-delay: 0.5 # half\n", 0.5),
        ("User-agent: *\nCrawl-delay: .5\n", 0.5),
        ("User-agent: *\nCrawl-delay: 5\nCrawl-delay: 9\nCrawl-delay: 2\n", 9.0),
        ("User-agent: Dateline\nCrawl-delay: 3\nUser-agent: OtherBot\nDisallow: /\n", 3.0),
        ("User-agent: *\nDisallow: /x\nCrawl-delay: 7\n", 7.0),
        ("User-agent: *\nCrawl-delay: 0\n", 0.0),
        ("User-agent: *\nCrawl-delay: -1\n", None),
        ("User-agent: *\nCrawl-delay: soon\n", None),
        ("User-agent: *\nCrawl-delay: inf\n", None),
        ("User-agent: *\nCrawl-delay: nan\n", None),
        ("User-agent: *\nCrawl-delay: " + "9" * 400 + "\n", None),
        ("User-agent: *\nCrawl-delay: 1e9\n", None),
        ("User-agent: *\nCrawl-delay:\n", None),
        ("Crawl-delay: 5\n", None),
        ("User-agent: OtherBot\nDisallow: /\nCrawl-delay: 5\n", None),
        ("User-agent: *\nDisallow: /y\nCrawl-delay: 5\nUser-agent: Dateline\nDisallow: /x\n", None),
        ("", None),
    ],
)
def test_the_delay_is_our_own_groups(text: str, delay: float | None) -> None:
    assert parse(text).crawl_delay("Dateline") == delay


def test_sitemaps_belong_to_no_group_and_are_told_once() -> None:
    text = "Sitemap: https://a.example/1.xml\nUser-agent: *\nsite-map: /2.xml\nSITEMAP: https://a.example/1.xml\nSitemap:\n"
    assert parse(text).sitemaps() == ("https://a.example/1.xml", "/2.xml")
    assert parse("User-agent: *\nDisallow: /sitemap.xml\n").sitemaps() == ()


USAGE = """
User-agent: *
Allow: /
Disallow: /never/
Content-Usage: / train-ai=n
Content-Usage: /open/ train-ai=y
Content-Usage: /open/ search=n
Content-Usage:\t/tab/\ttrain-ai=n, foo=bar;x=1\t
Content-Usage: /*.pdf$ search=n

User-agent: OtherBot
Content-Usage: train-ai=y
"""


@pytest.mark.parametrize(
    ("target", "product", "said"),
    [
        ("/x", "Dateline", ["train-ai=n"]),
        ("/", "Dateline", ["train-ai=n"]),
        ("/open/x", "Dateline", ["train-ai=y", "search=n"]),
        ("/open", "Dateline", ["train-ai=n"]),
        ("/tab/x", "Dateline", ["train-ai=n, foo=bar;x=1"]),
        ("/a.pdf", "Dateline", ["search=n"]),
        ("/a.pdf?x", "Dateline", ["train-ai=n"]),
        ("/x", "OtherBot", ["train-ai=y"]),
    ],
)
def test_usage_is_that_of_the_longest_rule(target: str, product: str, said: list[str]) -> None:
    assert [signal.value for signal in parse(USAGE).usage(target, product)] == said


def test_a_rule_of_usage_tells_where_it_stands() -> None:
    (signal,) = parse("User-agent: *\nContent-Usage: /a train-ai=n\n").usage("/a/b", "Dateline")
    assert signal == Signal(name="content-usage", value="train-ai=n", where="/robots.txt: /a")


def test_each_field_of_usage_has_its_own_longest_rule() -> None:
    text = "User-agent: *\nContent-Signal: search=yes,ai-train=no\nContent-Usage: /a/ search=n\nAllow: /\n"
    found = {signal.name: signal.value for signal in parse(text).usage("/a/b", "Dateline")}
    assert found == {"content-usage": "search=n", "content-signal": "search=yes,ai-train=no"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Content-Usage: / train-ai=n\n",
        "User-agent: OtherBot\nContent-Usage: / train-ai=n\n",
        "User-agent: *\nContent-Usage:\n",
        "User-agent: *\nContent-Usage: /\n",
        "User-agent: *\nContent-Usage: /x train-ai=n\n",
        "User-agent: *\nContent-Usage: / train-ai=n\nUser-agent: Dateline\nDisallow:\n",
    ],
)
def test_no_rule_of_usage_no_signal(text: str) -> None:
    assert parse(text).usage("/a", "Dateline") == ()


@pytest.mark.parametrize(
    ("text", "blocked"),
    [
        ("User-agent: GPTBot\nUser-agent: CCBot\nDisallow: /\n", "GPTBot, CCBot"),
        ("User-agent: gptbot\nDisallow: *\n", "GPTBot"),
        ("User-agent: GPTBot\nDisallow: /*\nUser-agent: *\nDisallow:\n", "GPTBot"),
        ("User-agent: GPTBot\nDisallow: /private\n", ""),
        ("User-agent: GPTBot\nDisallow: /\nAllow: /press\n", ""),
        ("User-agent: GPTBot\nDisallow: /$\n", ""),
        ("User-agent: GPTBot\nDisallow:\n", ""),
        ("User-agent: *\nDisallow: /\n", ""),
        ("", ""),
    ],
)
def test_crawlers_that_are_turned_away_by_name(text: str, blocked: str) -> None:
    assert ", ".join(signal.value for signal in parse(text).blocked_ai()) == blocked


def test_which_crawlers_are_asked_for_is_the_callers() -> None:
    robots = parse("User-agent: NewBot\nUser-agent: GPTBot\nDisallow: /\n")
    assert robots.blocked_ai(("NewBot",)) == (Signal(name="ai bots", value="NewBot", where="/robots.txt"),)
    assert len(set(map(str.lower, AI_CRAWLERS))) == len(AI_CRAWLERS)


# --- anything at all ----------------------------------------------------------------------

SMALL = st.text(alphabet="ab/", max_size=8)
PATTERNS = st.text(alphabet="ab/*$", max_size=8).map(lambda text: f"/{text}")


@given(pattern=PATTERNS, target=SMALL.map(lambda text: f"/{text}"))
def test_wildcards_mean_what_a_regular_expression_would(pattern: str, target: str) -> None:
    """The greedy match finds what one that tries everything finds."""
    body, end = (pattern[:-1], r"\Z") if pattern.endswith("$") else (pattern, "")
    wanted = re.match(re.escape(body).replace(r"\*", ".*") + end, target) is not None
    assert parse(f"User-agent: *\nDisallow: {pattern}\n").allows(target, "x") is not wanted


@given(rules=st.lists(st.tuples(st.booleans(), PATTERNS), max_size=6), target=SMALL)
def test_the_order_of_rules_decides_nothing(rules: list[tuple[bool, str]], target: str) -> None:
    lines = [f"{'Allow' if allow else 'Disallow'}: {path}" for allow, path in rules]
    answers = {
        parse("\n".join(["User-agent: *", *told])).allows(target, "x") for told in (lines, lines[::-1])
    }
    assert len(answers) == 1


@given(rules=st.lists(PATTERNS, max_size=5), more=PATTERNS, target=SMALL)
def test_one_more_disallow_never_opens_anything(rules: list[str], more: str, target: str) -> None:
    before, after = (
        parse("User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in told))
        for told in (rules, [*rules, more])
    )
    assert before.allows(target, "x") or not after.allows(target, "x")


@given(text=st.text(), target=st.text(), product=st.text())
def test_nothing_raises(text: str, target: str, product: str) -> None:
    robots = parse(text)
    assert robots.allows(target, product) in (True, False)
    assert robots.crawl_delay(product) is None or (robots.crawl_delay(product) or 0) >= 0
    assert isinstance(robots.usage(target, product), tuple)
    assert robots.blocked_ai() == () or len(robots.blocked_ai()) == 1


@given(
    lines=st.lists(
        st.sampled_from(
            [
                "User-agent: *",
                "User-agent: Dateline",
                "Disallow: /a",
                "Allow: /a/b",
                "Disallow",
                "",
                "#",
                "x: y",
            ]
        ),
        max_size=12,
    ),
    end=st.sampled_from(["\r", "\n", "\r\n"]),
)
def test_the_ends_of_lines_decide_nothing(lines: list[str], end: str) -> None:
    same, other = parse("\n".join(lines)), parse(end.join(lines))
    for target in ("/", "/a", "/a/b"):
        assert same.allows(target, "Dateline") == other.allows(target, "Dateline")


KIB_500 = 500 * 1024
HOSTILE = {
    "wildcards": "User-agent: *\nDisallow: /" + "a*" * 10_000 + "b\n",
    "many wildcard rules": "User-agent: *\n" + "Disallow: /*a*a*a*a*a*a*b$\n" * (KIB_500 // 27),
    "agents": "User-agent: Dateline\n" * (KIB_500 // 21) + "Disallow: /x\n",
    "groups": "User-agent: Dateline\nDisallow: /x\n" * (KIB_500 // 34),
    "agents over rules": "".join(f"User-agent: b{'x' * (n % 9)}\n" for n in range(15_000))
    + "Disallow: /y\n" * 15_000,
    "agents and delays": "User-agent: Dateline\nCrawl-delay: 1\n" * (KIB_500 // 36),
    "one line": "User-agent: *\nDisallow: /" + "x" * KIB_500,
    "percent": "User-agent: *\nDisallow: /" + "%" * KIB_500,
    "blanks": "User-agent:" + " " * KIB_500 + "*\nDisallow: /",
    "colons": ":" * KIB_500,
    "lines": "\r" * KIB_500,
    "comments": "#" * KIB_500,
    "usage": "User-agent: *\nContent-Usage: /" + "\t " * (KIB_500 // 2) + "\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_hostile_takes_long(name: str) -> None:
    with effort() as spent:
        robots = parse(HOSTILE[name])
        for target in ("/" + "a" * 8_000, "/?" + "a/" * 4_000):
            robots.allows(target, "Dateline")
            robots.usage(target, "Dateline")
    assert spent.seconds < 2
