"""Reports that reserve their words, through every stage: headline, link, outlet, time, nothing more."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.core.pages import Clipping, Line, LineKind, Page, Severity
from dateline.core.types import Facts, Report, Rights, Span
from dateline.stages.extract import bare, fingerprint
from dateline.stages.group import group
from dateline.stages.interpret import interpret
from dateline.stages.narrate import narrate
from dateline.stages.narrate.facts.material import gather, usable
from dateline.stages.narrate.wording.limits import Allowance, Limits
from dateline.stages.proof import (
    draft_of,
    printable,
    proof,
    withhold,
)
from tests.commands import dateline
from tests.stages.desk import RESERVED, clip, dossier, report

SILENT = Rights(quote_words=0, may_summarise=False)
TEXT = "The ferry sank off Vesk on Friday. Twelve people were hurt, Lene Aas said. The bell was lost."


def told(name: str, title: str, rights: Rights = RESERVED, text: str = TEXT) -> Report:
    return report(name, text, title=title, rights=rights, url=f"https://{name}.example/1")


def written(*reports: Report) -> tuple[Page, list[str]]:
    """The page of a story as it would be printed, and why lines of it were withheld."""
    clippings = [Clipping(report=one, facts=interpret(one), origin=one.id) for one in reports]
    page = narrate(dossier(clippings))
    findings = proof(draft_of(page), clippings)
    errors = [found for found in findings if found.severity is Severity.ERROR]
    return withhold(page, errors), [found.why for found in errors]


# --- each stage ---------------------------------------------------------------------------


def test_group_files_by_the_headline_what_has_no_text() -> None:
    ferry, storm = bare(told("a", "Ferry sinks off Vesk")), bare(told("b", "Storm shuts the Norden pass"))
    other = told("c", "Ferry sinks off Vesk, twelve hurt", Rights())
    grouping = group([ferry, storm, other], [], [])
    stories = {member.report: member.story for member in grouping.memberships}
    assert stories["a"] == stories["c"] != stories["b"]
    assert len({member.origin for member in grouping.memberships}) == 3


def test_reports_without_text_are_no_copies_and_no_twins() -> None:
    ferry, storm = bare(told("a", "Ferry sinks off Vesk")), bare(told("b", "Storm shuts the Norden pass"))
    same_outlet = replace(storm, outlet=ferry.outlet)
    assert fingerprint(ferry) != fingerprint(same_outlet)
    members = group([ferry, same_outlet], [], []).memberships
    assert len({member.origin for member in members}) == 2


def test_interpret_reads_nothing_out_of_nothing() -> None:
    assert interpret(bare(told("a", "Twelve hurt in Vesk, says Lene Aas"))) == Facts(report="a")


@pytest.mark.parametrize(
    ("rights", "may"),
    [
        (Rights(), True),
        (RESERVED, False),
        (SILENT, False),
        (Rights(quote_words=0), True),
        (Rights(may_index=False), True),
    ],
)
def test_what_may_be_written_from(rights: Rights, may: bool) -> None:
    own = told("a", "Ferry sinks", rights)
    assert usable(own) is may
    assert bool(gather(dossier([clip(own)])).passages) is may


def test_what_may_not_be_summarised_may_not_be_quoted_either() -> None:
    own = told("a", "Ferry sinks", Rights(may_summarise=False))
    assert not Allowance([clip(own)], Limits()).quotable("“The bell was lost”", own)
    assert Allowance([clip(replace(own, rights=Rights()))], Limits()).quotable("“bell”", own) is False


def test_the_words_of_a_silent_report_are_not_printed_as_anothers() -> None:
    """A run of its words is no more free for standing in a report that nothing is taken from."""
    sentence = "The ferry with twelve people and a bell on board sank off Vesk late on Friday night."
    silent = told("a", "Ferry sinks", SILENT, sentence)
    allowance = Allowance([clip(silent)], Limits())
    assert not allowance.free(sentence)


# --- pages --------------------------------------------------------------------------------

TITLES = (
    "Storm closes the Norden pass",
    "12 killed, 300 stranded as storm closes the Norden pass on 4 June",
    "“We saw nothing,” says Mayor Jana Wiesner",
    "Fähre rammt Schlepper: drei Verletzte",
    "Library of Riesa gets a new roof",
)


@pytest.mark.parametrize("title", TITLES)
def test_a_story_of_reserved_reports_is_a_headline_and_credits(title: str) -> None:
    page, why = written(bare(told("a", title)))
    assert printable(page), why
    assert page.headline.text == title
    assert (page.standfirst, page.summary, page.body, page.figures, page.places) == (None, (), (), (), ())
    assert [(credit.reserved, credit.url) for credit in page.sources] == [(True, "https://a.example/1")]


def test_beside_an_open_report_a_reserved_one_is_credited_and_silent() -> None:
    shut = bare(told("a", "Ferry sinks off Vesk"))
    page, why = written(told("b", "Ferry lost off Vesk", Rights()), shut)
    assert page.headline.text == "Ferry lost off Vesk", why
    assert {span.report for line in page.lines for span in line.evidence} == {"b"}
    assert {credit.report: credit.reserved for credit in page.sources} == {"a": True, "b": False}


def test_beside_an_open_report_a_silent_one_is_credited_and_silent() -> None:
    page, _ = written(told("b", "Ferry lost off Vesk", Rights()), told("a", "Ferry sinks off Vesk", SILENT))
    assert {span.report for line in page.lines for span in line.evidence} == {"b"}
    assert {credit.report: credit.reserved for credit in page.sources} == {"a": False, "b": False}


def headline_of(text: str, kind: LineKind = LineKind.HEADLINE, end: int = 0) -> Line:
    return Line(id="l1", text=text, kind=kind, evidence=(Span(report="a", start=0, end=end),))


@pytest.mark.parametrize(
    ("line", "text", "stands"),
    [
        (headline_of("Storm closes the Norden pass"), "", True),
        (headline_of("Storm closes all passes"), "", False),
        (headline_of("Storm closes the Norden pass", LineKind.COMPOSED), "", False),
        (headline_of("Storm closes the Norden pass", end=1), "", False),
        (headline_of("Storm closes the Norden pass"), TEXT, False),
    ],
)
def test_without_text_a_report_bears_out_its_own_headline_alone(line: Line, text: str, stands: bool) -> None:
    own = told("a", "Storm closes the Norden pass", text=text)
    page = dataclasses.replace(written(bare(own))[0], headline=line)
    found = proof(draft_of(page), [Clipping(report=own, facts=Facts(report="a"), origin="a")])
    assert ("no-evidence" not in {finding.rule for finding in found}) is stands


# --- the whole flow -----------------------------------------------------------------------

SECRET = "Two lanterns were seen drifting towards the northern quay"
PAGE = """<!doctype html><html lang="en"><head><title>Ferry sinks off Vesk</title>{head}
<meta property="og:site_name" content="Vesk Herald">
<link rel="canonical" href="https://herald.example/ferry">
<meta property="article:published_time" content="2024-06-07T10:00:00Z"></head><body><article>
<h1>Ferry sinks off Vesk</h1><p>{secret}, the harbour office said on Friday. Twelve people were hurt, and
the search for the ship’s bell went on until the evening, said Lene Aas, who leads the rescue station.</p>
</article></body></html>"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("head", "open_"),
    [
        ("", True),
        ('<meta name="tdm-reservation" content="1">', False),
        ('<meta name="robots" content="nosnippet">', False),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>',
            False,
        ),
    ],
)
def test_no_word_of_a_reserved_page_is_on_the_site(tmp_path: Path, head: str, open_: bool) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ferry.html").write_text(PAGE.format(head=head, secret=SECRET), "utf-8")
    site = tmp_path / "site"
    dateline("build", tmp_path / "in", "--out", site)
    files = (path for path in site.rglob("*") if path.suffix in (".html", ".xml", ".json"))
    printed = "\n".join(path.read_text("utf-8") for path in files)
    assert "Ferry sinks off Vesk" in printed
    assert "https://herald.example/ferry" in printed
    assert (SECRET.split(" ", 2)[2] in printed or "Twelve people were hurt" in printed) is open_
    page = json.loads(next(site.glob("story/*/page.json")).read_text("utf-8"))
    assert bool(page["standfirst"] or page["summary"] or page["body"]) is open_


@pytest.mark.slow
def test_nor_in_the_store(tmp_path: Path) -> None:
    (tmp_path / "ferry.html").write_text(
        PAGE.format(head='<meta name="tdm-reservation" content="1">', secret=SECRET), "utf-8"
    )
    dateline("build", tmp_path / "ferry.html", "--out", tmp_path / "site")
    held = b"".join(path.read_bytes() for path in tmp_path.glob("*.db*"))
    assert b"Ferry sinks off Vesk" in held
    assert SECRET.encode() not in held


@pytest.mark.slow
def test_what_becomes_reserved_leaves_no_word_behind(tmp_path: Path) -> None:
    site, source = tmp_path / "site", tmp_path / "ferry.html"
    for head in ("", '<meta name="tdm-reservation" content="1">'):
        source.write_text(PAGE.format(head=head, secret=SECRET), "utf-8")
        dateline("build", source, "--out", site)
    files = [*(path for path in site.rglob("*") if path.is_file()), *tmp_path.glob("*.db*")]
    held = {path: path.read_bytes() for path in files}
    assert any(b"Ferry sinks off Vesk" in content for content in held.values())
    for words in (SECRET, SECRET.split(" ", 2)[2], "Twelve people were hurt"):
        assert [path for path, content in held.items() if words.encode() in content] == []
