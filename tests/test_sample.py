"""The sample edition is what its README says: real inputs, invented events, nothing false by accident.

Reads the files with plain parsers, not with Dateline's stages: they are tested against it elsewhere.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree
from lxml import html as lxml_html

SAMPLE = Path(__file__).parent.parent / "src" / "dateline" / "sample"
README = (SAMPLE / "README.md").read_text("utf-8")
NOTICE = "Sample edition: invented events"
BROKEN = SAMPLE / "broken" / "elbtal-courier-cut-off.html"
PAGES = sorted(path for path in SAMPLE.rglob("*.html") if path != BROKEN)
FEEDS = sorted(SAMPLE.rglob("*.xml"))
WIRE = SAMPLE / "wire.jsonl"
INPUTS = [*PAGES, *FEEDS, WIRE]

#: Names of vocabularies, not of places that anybody would fetch from.
VOCABULARIES = {"schema.org", "purl.org", "www.w3.org", "creativecommons.org", "ogp.me"}
FIRST, LAST = date(2024, 6, 1), date(2024, 6, 14)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip

#: Of one unit in the other. Whatever stands in brackets after a quantity is held to these.
IN_METRES = {"km": 1000.0, "kilometres": 1000.0, "metres": 1.0, "miles": 1609.344, "feet": 0.3048,
             "km/h": 1000.0, "mph": 1609.344, "cubic metres": 1.0, "cubic feet": 0.3048**3}  # fmt: skip
WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_QUANTITY = (
    r"([\d,.]*\d|" + "|".join(WORDS) + r") (cubic metres|cubic feet|km/h|km|kilometres|metres|miles|feet|mph)"
)
_PAIR = re.compile(rf"{_QUANTITY} \({_QUANTITY}\)")
_DATED = re.compile(rf"\b({'|'.join(WEEKDAYS)}) (\d\d?) ({'|'.join(MONTHS)})\b")
_ROW = re.compile(r"^\| (.+?) \| `([^`]+)` \| (.+) \|$", re.MULTILINE)


def named(path: Path) -> str:
    return path.relative_to(SAMPLE).as_posix()


@cache
def source(path: Path) -> str:
    """A file as its reader sees it: entities read, white space single."""
    text = path.read_text("utf-8")
    if path == WIRE:
        text = "\n".join(json.dumps(json.loads(line), ensure_ascii=False) for line in text.splitlines())
    return re.sub(r"\s+", " ", html.unescape(text))


def structured(path: Path) -> list[dict[str, object]]:
    """Every object of a page's JSON-LD, whichever way the outlet nests them."""
    found: list[dict[str, object]] = []
    for script in lxml_html.fromstring(path.read_bytes()).iter("script"):
        if script.get("type") == "application/ld+json":
            value = json.loads(script.text or "")
            values = value if isinstance(value, list) else value.get("@graph", [value])
            found.extend(values)
    return found


@cache
def reports() -> tuple[tuple[str, str, str, str], ...]:
    """Each report as (file or file#end of address, address, time as given, text)."""
    return (*_of_pages(), *_of_feeds(), *_of_the_wire())


def _of_pages() -> Iterator[tuple[str, str, str, str]]:
    for path in PAGES:
        tree = lxml_html.fromstring(path.read_bytes())
        address = str(tree.xpath("string(//link[@rel='canonical']/@href)"))
        articles = [item for item in structured(path) if item.get("@type") == "NewsArticle"]
        given = str(articles[0]["datePublished"]) if articles else str(tree.xpath("string(//time/@datetime)"))
        yield named(path), address, given, " ".join(tree.xpath("//p//text()"))


def _of_feeds() -> Iterator[tuple[str, str, str, str]]:
    for path in FEEDS:
        for entry in feedparser.parse(str(path)).entries:
            bodies = [content.value for content in entry.get("content", [])] or [entry.summary]
            end = entry.link.rsplit("/", 1)[-1]
            yield (
                f"{named(path)}#{end}",
                entry.link,
                entry.published,
                re.sub(r"<[^>]+>", " ", " ".join(bodies)),
            )


def _of_the_wire() -> Iterator[tuple[str, str, str, str]]:
    for line in WIRE.read_text("utf-8").splitlines():
        form = json.loads(line)
        end = form["url"].rsplit("/", 1)[-1]
        yield f"{named(WIRE)}#{end}", form["url"], form["published"], form["text"]


def day_of(given: str) -> date:
    if re.match(r"\d{4}-", given):
        return date.fromisoformat(given[:10])
    return datetime.strptime(given, "%a, %d %b %Y %H:%M:%S %z").date()


# --- the README and the folder ------------------------------------------------------------


def happenings() -> dict[str, list[str]]:
    """The README's tables of happenings: each with the reports that tell of it."""
    table: dict[str, list[str]] = {}
    for match in re.finditer(r"^\| (.+?) \| `([^`]+)` \| .+? \| 2024-\S+ \|$", README, re.MULTILINE):
        table.setdefault(match[1], []).append(match[2])
    return table


def test_every_report_is_listed_under_one_happening() -> None:
    listed = [report for group in happenings().values() for report in group]
    assert sorted(listed) == sorted(name for name, *_ in reports())


def test_there_is_enough_to_show() -> None:
    sizes = [len(group) for group in happenings().values()]
    assert len(reports()) >= 32
    assert len(sizes) == 10
    assert sum(size >= 3 for size in sizes) >= 8
    assert len(re.findall(r"^### ", README, re.MULTILINE)) == 3


def test_the_readme_gives_each_report_its_time() -> None:
    table = {match[1]: match[2] for match in re.finditer(r"`([^`]+)` \| [^|]+ \| (2024-\S+) \|", README)}
    for name, _, given, _ in reports():
        assert day_of(given) == day_of(table[name]), name


def test_no_file_lies_about_that_the_readme_does_not_name() -> None:
    files = {named(path) for path in SAMPLE.rglob("*") if path.is_file()} - {"README.md"}
    mentioned = {name.split("#")[0] for name in re.findall(r"`([^`\s]+\.(?:html|xml|jsonl)[^`\s]*)`", README)}
    assert files == mentioned


SHOWN: list[tuple[str, str, str]] = _ROW.findall(README.split("## What shows what")[1])


@pytest.mark.parametrize(("what", "where", "words"), SHOWN, ids=[row[0] for row in SHOWN])
def test_each_thing_that_it_shows_off_is_there(what: str, where: str, words: str) -> None:
    assert words in source(SAMPLE / where), what


def test_it_shows_off_what_was_promised() -> None:
    assert len(SHOWN) > 45


# --- invented, and says so ----------------------------------------------------------------


@pytest.mark.parametrize("path", [*INPUTS, BROKEN], ids=named)
def test_every_file_says_that_it_is_invented(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    if path == WIRE:
        assert all(json.loads(line)["note"] == NOTICE for line in text.splitlines())
    else:
        assert f"<!-- {NOTICE} -->" in text
        assert text.count(NOTICE) == 1, "the site prints the notice; the article does not"


@pytest.mark.parametrize("path", [*INPUTS, BROKEN], ids=named)
def test_addresses_belong_to_nobody(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    hosts = {urlsplit(url).hostname or "" for url in re.findall(r"https?://[^\s\"'<>\\)]+", text)}
    assert {host for host in hosts if not host.endswith(".example")} <= VOCABULARIES
    assert not re.findall(r"(?:src|href)=\"//", text)


def test_every_report_has_its_own_address() -> None:
    counts = Counter(address for _, address, _, _ in reports())
    assert all(address.startswith("https://") for address in counts)
    assert set(counts.values()) == {1}


# --- inputs as they come in the world -----------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_pages_are_html_with_a_title_and_paragraphs(path: Path) -> None:
    tree = lxml_html.fromstring(path.read_bytes())
    assert tree.get("lang")
    assert len(tree.xpath("//h1")) == 1
    assert tree.xpath("string(//meta[@property='og:title']/@content)") == tree.xpath("string(//h1)")
    assert len(tree.xpath("//p")) >= 6


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_json_ld_is_valid_and_tells_of_one_article(path: Path) -> None:
    articles = [item for item in structured(path) if item.get("@type") == "NewsArticle"]
    assert len(articles) == (0 if path.parent.name == "meissner-glocke" else 1)
    for article in articles:
        assert article["headline"]
        assert article["author"]


def test_the_broken_page_is_broken() -> None:
    content = BROKEN.read_bytes()
    assert b"\x00" in content
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    assert b"<body" not in content
    assert b"<p>" not in content


@pytest.mark.parametrize("path", FEEDS, ids=named)
def test_feeds_parse_without_complaint(path: Path) -> None:
    feed = feedparser.parse(str(path))
    assert not feed.bozo
    assert feed.version == {"feed.xml": "rss20", "atom.xml": "atom10"}[path.name]
    assert len(feed.entries) == 5
    etree.parse(str(path))
    for entry in feed.entries:
        assert entry.title
        assert entry.id
        assert entry.author
    times = [entry.published_parsed for entry in feed.entries]
    assert times == sorted(times, reverse=True)


def test_one_item_of_the_rss_feed_has_a_short_description_only() -> None:
    entries = feedparser.parse(str(SAMPLE / "seret-post" / "feed.xml")).entries
    short = [entry for entry in entries if "content" not in entry]
    assert len(short) == 1
    assert len(short[0].summary) < 400


def test_the_wire_is_in_the_form_of_the_contract() -> None:
    lines = WIRE.read_text("utf-8").splitlines()
    assert len(lines) == 2
    for line in lines:
        form = json.loads(line)
        assert {"url", "outlet", "title", "published", "language", "text"} <= form.keys()
        assert "\n\n" in form["text"]


def test_one_story_is_told_in_six_languages() -> None:
    languages = Counter(lxml_html.fromstring(path.read_bytes()).get("lang", "")[:2] for path in PAGES)
    others = {"uk", "ru", "de", "fr", "es"}
    assert languages == {"en": len(PAGES) - len(others), **dict.fromkeys(others, 1)}
    (story,) = [group for group in happenings().values() if any("holos-strypy" in name for name in group)]
    foreign = {
        named(path) for path in PAGES if lxml_html.fromstring(path.read_bytes()).get("lang", "")[:2] in others
    }
    assert foreign < set(story)
    assert len(story) == 9


def test_times_come_in_all_their_kinds() -> None:
    given = [time for _, _, time, _ in reports()]
    assert sum(bool(re.fullmatch(r"\d{4}-\d\d-\d\d", time)) for time in given) == 1
    assert sum(bool(re.fullmatch(r"\S+T\d\d:\d\d:\d\d", time)) for time in given) == 1
    assert sum(bool(re.fullmatch(r"\S+T\d\d:\d\d\+\d\d:\d\d", time)) for time in given) == 5


# --- true in itself -----------------------------------------------------------------------


@pytest.mark.parametrize("report", reports(), ids=lambda report: str(report[0]))
def test_all_happens_within_a_fortnight(report: tuple[str, str, str, str]) -> None:
    assert FIRST <= day_of(report[2]) <= LAST


@pytest.mark.parametrize("report", reports(), ids=lambda report: str(report[0]))
def test_a_weekday_beside_a_date_is_that_dates_weekday(report: tuple[str, str, str, str]) -> None:
    for weekday, day, month in _DATED.findall(report[3]):
        assert WEEKDAYS[date(2024, MONTHS.index(month) + 1, int(day)).weekday()] == weekday, report[0]


def test_weekdays_beside_dates_occur_at_all() -> None:
    assert sum(len(_DATED.findall(text)) for *_, text in reports()) >= 3


@pytest.mark.parametrize("report", reports(), ids=lambda report: str(report[0]))
def test_a_dateline_names_the_day_of_publication(report: tuple[str, str, str, str]) -> None:
    """``MEISSEN, Monday –``: a report of Monday says Monday."""
    for weekday in re.findall(rf"\b[A-ZÖ]{{4,}}(?:, \w+)?, ({'|'.join(WEEKDAYS)})\b", report[3]):
        assert WEEKDAYS[day_of(report[2]).weekday()] == weekday


def amount(text: str) -> float:
    return float(WORDS[text]) if text in WORDS else float(text.replace(",", ""))


def converts(match: re.Match[str]) -> bool:
    """Whether the second quantity is the first, to the figures that are printed."""
    one, unit, other, second = match.groups()
    exact = amount(one) * IN_METRES[unit] / IN_METRES[second]
    digits = other.replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0")) if digits.isdigit() else 0
    step = 10.0**zeros if digits.isdigit() or other in WORDS else 10.0 ** -len(digits.split(".")[1])
    return abs(exact - amount(other)) <= step / 2 + 1e-9


def test_all_pairs_of_units_convert_but_one() -> None:
    pairs = [(name, match) for name, _, _, text in reports() for match in _PAIR.finditer(text)]
    wrong = {(name.split("/")[0], match.group()) for name, match in pairs if not converts(match)}
    assert len(pairs) >= 40
    assert wrong == {("karst-gazette", "40 km (30 miles)")}


def test_reports_are_as_long_as_reports_are() -> None:
    lengths = {name: len(text.split()) for name, _, _, text in reports()}
    assert max(lengths.values()) < 450
    assert sum(length >= 150 for length in lengths.values()) >= 34


def test_the_wire_text_is_carried_by_three_outlets_nearly_word_for_word() -> None:
    def shingles(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}

    carriers = [
        (name, shingles(text))
        for name, _, _, text in reports()
        if "two apples and a bar of chocolate, and" in text
    ]
    assert {name.split("/")[0] for name, _ in carriers} == {
        "elbtal-courier",
        "pleisse-radio",
        "lviv-meridian",
    }
    for _, one in carriers:
        for _, other in carriers:
            assert len(one & other) / min(len(one), len(other)) > 0.7
    assert len({frozenset(one) for _, one in carriers}) == 3


def test_within_a_happening_reports_are_no_copies_of_one_another() -> None:
    """Only the wire text is: elsewhere no quotation of ten words stands in two outlets' reports."""
    quoted: dict[str, set[str]] = {}
    for name, _, _, text in reports():
        if "two apples and a bar of chocolate, and" in text:
            continue
        for quotation in re.findall(r"[“\"]([^“”\"]+)[”\"]", text):
            if len(quotation.split()) >= 10:
                quoted.setdefault(quotation, set()).add(name)
    assert quoted
    assert not {quotation: names for quotation, names in quoted.items() if len(names) > 1}
