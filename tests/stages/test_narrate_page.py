"""A page as a whole: its parts, its evidence, the limits, rights, languages, determinism."""

from __future__ import annotations

import dataclasses
import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from dateline.core.contract import report_from
from dateline.core.pages import Clipping, Dossier, LineKind, Page, Status
from dateline.core.text import fold, words
from dateline.core.types import Report, Rights
from dateline.stages.interpret import interpret
from dateline.stages.narrate import Limits, narrate, revise
from dateline.stages.narrate.wording.limits import plain, quotations
from tests.stages.desk import BOTE, KURIER, OPEN, RESERVED, accident, at, clip, dossier, report

SHARED = Path(__file__).resolve().parents[2] / "../shared/data/threads/stories"


LIMITS = Limits()


def check(page: Page, told: Dossier, limits: Limits = LIMITS) -> None:
    """Every promise that can be computed of a page."""
    reports = {clipping.report.id: clipping.report for clipping in told.clippings}
    outlets: Counter[str] = Counter()
    assert len({line.id for line in page.lines}) == len(page.lines)
    assert len({line.text for line in page.lines[1:]}) == len(page.lines) - 1
    for line in page.lines:
        assert line.evidence, line.text
        texts = [fold(reports[span.report].quote(span)) for span in line.evidence]
        assert all(0 <= s.start < s.end <= len(reports[s.report].text) for s in line.evidence)
        if line.kind is LineKind.HEADLINE:
            continue
        own = reports[line.evidence[0].report]
        for quotation in quotations(line.text):
            assert any(fold(quotation) in " ".join(text.split()) for text in texts), line.text
            assert len(words(quotation)) <= limits.quote_words
            outlets[own.outlet or own.id] += 1
        for source in reports.values():
            if not source.rights.open_licence:
                wording = f" {' '.join(words(fold(source.text)))} "
                for piece in plain(line.text):
                    parts = words(fold(piece))
                    runs = range(len(parts) - limits.run_words + 1)
                    assert not any(f" {' '.join(parts[i : i + limits.run_words])} " in wording for i in runs)
    assert all(count <= limits.quotes_per_outlet for count in outlets.values()), outlets


def texts(page: Page) -> str:
    return "\n".join(line.text for line in page.lines)


def test_a_page_has_its_parts() -> None:
    page = narrate(accident())
    check(page, accident())
    assert page.headline.kind is LineKind.HEADLINE
    assert page.headline.text in (
        "Goods train leaves the rails near Riesa",
        "Goods train derails near Riesa, line to Dresden closed",
    )
    assert page.headline.evidence[0].report in ("bote", "kurier")
    assert page.opening is page.summary[0]  # so few sentences make a brief
    assert page.happened == "2024-06-04"
    assert page.places[0].name == "Riesa"
    assert len(page.places) == 2
    assert page.first_reported == at(4, 9)
    assert page.revision.number == 1
    assert page.revision.at == at(4, 11)
    assert page.withheld == ()
    assert [credit.outlet for credit in page.sources] == ["Meissner Bote", "Sachsen Kurier"]


def test_figures_that_differ_stand_with_names_and_are_never_averaged() -> None:
    page = narrate(accident())
    line = next(line for line in page.lines if line.kind is LineKind.COMPOSED)
    assert "Meissner Bote gives twelve" in line.text
    assert "Sachsen Kurier gives 14" in line.text
    assert "13" not in texts(page)
    assert line.status is Status.DISPUTED
    assert line.origins == 2


def test_what_nobody_knows_and_what_was_denied_and_what_was_before_have_their_sections() -> None:
    sections = {section.heading: section for section in narrate(accident()).body}
    assert "not known" in sections["What we do not know"].lines[0].text
    assert sections["Disputed or unverified"].lines[0].status is Status.DENIED
    assert "2019" in sections["Background"].lines[0].text
    assert all(section.lines for section in sections.values())


def test_a_section_without_anything_to_say_does_not_appear() -> None:
    calm = report(
        "calm", "The council opened a new bridge in Riesa on Monday. The mayor cut a ribbon of blue silk."
    )
    headings = [section.heading for section in narrate(dossier([clip(calm)])).body]
    assert "Disputed or unverified" not in headings
    assert "What we do not know" not in headings


def test_a_single_report_names_its_outlet() -> None:
    page = narrate(dossier([clip(BOTE)]))
    check(page, dossier([clip(BOTE)]))
    assert page.opening is not None
    assert any("Meissner Bote" in line.text for line in page.lines)
    assert page.opening.status_words == "reported by one origin"
    assert page.claims == ()


def test_copies_of_one_wire_text_are_one_origin_and_credit_the_first() -> None:
    first = report("one", BOTE.text, outlet="Elbe Press", title=BOTE.title, hour=7)
    copy = report("two", BOTE.text, outlet="Zehren Heute", title=BOTE.title, hour=8)
    page = narrate(dossier([clip(first, origin="wire"), clip(copy, origin="wire")]))
    assert all(line.origins == 1 for line in page.lines)
    assert "Zehren Heute" not in texts(page)
    assert len(page.sources) == 2


def test_a_reserved_report_gives_its_credit_and_nothing_else() -> None:
    closed = dataclasses.replace(KURIER, rights=RESERVED)
    told = dossier([clip(BOTE), clip(closed)])
    page = narrate(told)
    assert {span.report for line in page.lines for span in line.evidence} == {"bote"}
    assert "Kurier" not in texts(page)
    assert page.sources[1].reserved
    assert page.sources[1].title


def test_all_reports_reserved_still_gives_a_headline_and_credits() -> None:
    page = narrate(dossier([clip(dataclasses.replace(BOTE, rights=RESERVED))]))
    assert page.headline.text == "Goods train leaves the rails near Riesa"
    assert page.standfirst is None
    assert page.body == ()


def test_an_open_licence_lifts_the_run_of_words_and_no_licence_does_not() -> None:
    long = "The council of the town of Riesa decided to rebuild the old wooden bridge over the river Elbe."
    closed = report("closed", long, title="Bridge in Riesa")
    lifted = report("open", long, title="Bridge in Riesa", rights=OPEN)
    check(narrate(dossier([clip(closed)])), dossier([clip(closed)]))
    page = narrate(dossier([clip(lifted)]))
    assert page.opening is not None
    assert "rebuild the old wooden bridge over the river Elbe" in page.opening.text


def test_quotation_is_as_short_as_the_rights_of_the_report_say() -> None:
    tight = dataclasses.replace(BOTE, rights=Rights(quote_words=3))
    told = dossier([clip(tight, *accident().clippings[0].facts.statements)])
    assert all(len(words(q)) <= 3 for line in narrate(told).lines for q in quotations(line.text))


def test_another_language_is_quoted_and_not_taken_apart() -> None:
    text = (
        "Bei Riesa ist am Dienstag ein Zug entgleist. "
        + "Die Strecke blieb am Abend noch lange gesperrt. " * 12
    )
    german = report("de", text, title="Zug bei Riesa entgleist", language="de")
    page = narrate(dossier([clip(german)]))
    assert page.language == "de"
    assert page.headline.text == "Zug bei Riesa entgleist"
    assert page.standfirst is not None
    assert page.standfirst.kind is LineKind.QUOTATION
    assert page.standfirst.text.startswith("“Bei Riesa")
    mixed = narrate(dossier([clip(german), clip(BOTE)]))
    assert mixed.language == "en"
    (abroad,) = [section for section in mixed.body if section.heading == "In other languages"]
    assert [line.text for line in abroad.lines] == [
        "De, in German: “Bei Riesa ist am Dienstag ein Zug entgleist.”"
    ]
    assert texts(mixed).count("Dienstag") == 1
    assert len(mixed.sources) == 2


def test_hostile_and_empty_texts_make_a_page_or_a_clear_error() -> None:
    for text in ("", ".", "“" * 200, "((((" * 500, "a, " * 4000 + ".", "Read more. Click here!"):
        odd = report("odd", text or " ", title="")
        assert narrate(dossier([clip(odd)])).headline.text
    with pytest.raises(ValueError, match="no report"):
        narrate(dossier([]))


def test_the_same_dossier_gives_the_same_page() -> None:
    assert narrate(accident()) == narrate(accident())


def test_a_dossier_of_many_reports_keeps_the_promises() -> None:
    told = dossier([clip(dataclasses.replace(BOTE, id=f"r{n}", outlet=f"Outlet {n}")) for n in range(6)])
    check(narrate(told), told)


def test_revisions_go_on_from_the_page_before() -> None:
    first = revise(narrate(dossier([clip(BOTE)])), None, at(4, 10))
    second = revise(narrate(accident()), first, at(4, 12))
    assert [revision.number for revision in second.revisions] == [1, 2]
    assert second.revision.reason == "New report: Sachsen Kurier."
    assert second.revision.changes
    assert revise(narrate(accident()), second, at(5)).revisions == second.revisions


# --- real reports ---------------------------------------------------------------------------


def stories(name: str, most: int) -> list[Dossier]:
    with gzip.open(SHARED / name / "reports.jsonl.gz", "rt", encoding="utf-8") as lines:
        reports = {own.id: own for own in map(report_from, map(json.loads, lines))}
    held: defaultdict[str, list[Report]] = defaultdict(list)
    with gzip.open(SHARED / name / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        for form in map(json.loads, lines):
            held[form["story"]].append(reports[form["report"]])
    return [
        dossier([Clipping(report=own, facts=interpret(own), origin=own.id) for own in held[story][:8]], story)
        for story in sorted(held)[:most]
    ]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the sets beside the project are missing")
@pytest.mark.parametrize("name", ["newscluster", "gvc", "basil", "allsides", "ecb"])
def test_real_pages_keep_the_promises(name: str) -> None:
    for told in stories(name, 6):
        check(narrate(told), told)
