"""The judge of pages is itself judged: each fault found where it is, and silent where all is well."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.core.pages import Claim, LedgerEntry, Line, LineKind, Page, Position, Stand, TimelineEntry, Toll
from dateline.core.types import Qualifier, Report, Rights, Scope, Span
from tests.judge import breaches, faults
from tests.judge.names import names, untold
from tests.judge.numerals import floors, numbers, stated, told_off
from tests.judge.reading import plain, quotations, unquoted
from tests.newsroom import FERRY, LIBRARY, LIBRARY_PAGE, span

QUAY = Report(
    id="rquay",
    outlet="Hafenbote",
    title="Two hurt as crane tips over in Wittmund",
    language="en",
    published=FERRY.published,
    text=(
        "A crane tipped over on the quay of Wittmund on Tuesday, hurting a man and his two daughters. "
        "Senator Aafke Ihnen said the crane “had been inspected in Sept. and found in good order”. "
        "“Nobody told us,” the foreman said, “that the ground had been dug up.” "
        "Dozens of people watched from the U.S.-owned ferry, which lay 1,200 metres off."
    ),
)
REPORTS = {report.id: report for report in (QUAY, FERRY, LIBRARY)}
CRANE = span(
    QUAY, "A crane tipped over on the quay of Wittmund on Tuesday, hurting a man and his two daughters."
)
IHNEN = span(
    QUAY, "Senator Aafke Ihnen said the crane “had been inspected in Sept. and found in good order”."
)
FOREMAN = span(QUAY, "“Nobody told us,” the foreman said, “that the ground had been dug up.”")
CROWD = span(QUAY, "Dozens of people watched from the U.S.-owned ferry, which lay 1,200 metres off.")
HEADLINE = Line(id="h", text=QUAY.title, kind=LineKind.HEADLINE, evidence=(CRANE,))


def line(text: str, *evidence: Span, kind: LineKind = LineKind.EXTRACT, origins: int = 1) -> Line:
    return Line(id=text, text=text, kind=kind, evidence=evidence, origins=origins)


def page(*lines: Line, headline: Line = HEADLINE) -> Page:
    credits = tuple(
        replace(LIBRARY_PAGE.sources[0], report=name, origin=f"o{name}", outlet=REPORTS[name].outlet)
        for name in ("rquay", "rferry")
    )
    return replace(
        LIBRARY_PAGE,
        headline=headline,
        standfirst=None,
        summary=lines,
        body=(),
        figures=(),
        claims=(),
        timeline=(),
        sources=credits,
    )


def found(made: Page) -> list[str]:
    return list(faults(made, REPORTS))


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("A crane tipped over in Wittmund, Hafenbote reported.", CRANE),
        ("Two people were hurt on Tuesday.", CRANE),
        ("According to Senator Aafke Ihnen, the crane “had been inspected in Sept.”", IHNEN),
        ("Senator Ihnen told of an inspection in September.", IHNEN),
        ("“Nobody told us … that the ground had been dug up”, the foreman said.", FOREMAN),
        ("Dozens of people watched from the US-owned ferry, 1200 metres off.", CROWD),
        ("One report said that dozens watched.", CROWD),
        ("The ferry lay 1,200 metres [1,300 yards] off.", CROWD),
    ],
)
def test_what_the_evidence_has_is_no_fault(text: str, evidence: Span) -> None:
    assert not found(page(line(text, evidence)))


@pytest.mark.parametrize(
    ("text", "evidence", "fault"),
    [
        ("Three people were hurt.", CRANE, "3 is not in"),
        ("Two people were hurt on 1 July.", CRANE, "1 is not in"),
        ("Two people were hurt on Monday.", CRANE, "Monday is not in"),
        ("The ferry lay 1,300 metres off.", CROWD, "1300 is not in"),
        ("Scores of people watched.", CROWD, "scores is not in"),
        ("Hundreds watched.", CROWD, "hundreds is not in"),
        ("A crane tipped over in Esens.", CRANE, "Esens is not in"),
        ("A crane tipped over on Saturday in August.", IHNEN, "August is not in"),
        ("Ihn said that the crane was old.", IHNEN, "Ihn is not in"),
        ("The crane “had been inspected in May and found in good order”.", IHNEN, "the quotation is not in"),
        ("“That the ground had been dug up … nobody told us.”", FOREMAN, "the quotation is not in"),
        ("Ihnen spoke of ‘gross neglect’.", IHNEN, "the quotation is not in"),
    ],
)
def test_what_it_has_not_is_a_fault(text: str, evidence: Span, fault: str) -> None:
    assert any(fault in one for one in found(page(line(text, evidence))))


def test_a_quotation_is_not_pieced_together_from_two_sentences() -> None:
    made = line("“had been inspected … that the ground had been dug up”", IHNEN, FOREMAN)
    assert any("the quotation is not in" in fault for fault in found(page(made)))


def test_evidence_is_there_and_inside_its_report() -> None:
    beyond = Span(report="rquay", start=0, end=len(QUAY.text) + 1)
    assert any("no evidence" in fault for fault in found(page(line("A crane tipped over."))))
    assert any("outside its report" in fault for fault in found(page(line("A crane fell.", beyond))))


def test_a_title_may_head_a_page_with_its_own_marks() -> None:
    titled = replace(QUAY, title="‘Nobody told us’: crane tips over in Wittmund")
    headline = replace(HEADLINE, text=titled.title, evidence=(CRANE,))
    assert not list(faults(page(headline=headline), {**REPORTS, "rquay": titled}))
    assert found(page(headline=headline))


def test_origins_are_no_more_than_the_evidence_has() -> None:
    aground = span(FERRY, "The ferry Seeschwalbe ran aground")
    both = line("Two vessels were in trouble.", CRANE, aground, origins=2)
    assert not found(page(both))
    assert any("3 origins" in fault for fault in found(page(replace(both, origins=3))))


def test_a_line_is_printed_once() -> None:
    one, other = line("A crane tipped over.", CRANE), line("A crane  tipped over.", CRANE)
    assert not found(page(one))
    assert any("printed twice" in fault for fault in found(page(one, other)))


def test_claims_course_and_ledger_are_walked_too() -> None:
    claim = Claim(
        label="Ubbo Harms: the crane was sound",
        evidence=(IHNEN,),
        stands=(Stand(origin="orquay", position=Position.SAYS, words="nine hurt", evidence=(CRANE,)),),
    )
    entry = TimelineEntry(theme="t", date="2025-07-01", text="Norden hears a crash.", evidence=(CRANE,))
    figure = LedgerEntry(
        measure="injured",
        low=3,
        high=None,
        qualifier=Qualifier.EXACT,
        unit="",
        scope=Scope.HAPPENING,
        speaker="Ubbo Harms",
        outlet="Hafenbote",
        as_of=None,
        evidence=(CRANE,),
    )
    toll = Toll(measure="injured", low=3, best=3, high=7, evidence=(CRANE,))
    made = replace(page(), claims=(claim,), timeline=(entry,), figures=(figure,), tolls=(toll,))
    told = "\n".join(found(made))
    for part in ("claim", "stand", "course", "ledger", "toll: 7 is not in"):
        assert part in told
    assert "figure: 3" not in told, "a man and his two daughters are three"


def test_numbers_are_read_in_figures_and_in_words() -> None:
    assert {"1.2", "1200000"} <= numbers("1.2 million")
    assert {"62", "200"} <= numbers("sixty-two of two hundred")
    assert {"1250"} <= numbers("one thousand two hundred and fifty or 1,250") & {"1250"}
    assert "1500000" in numbers("one and a half million") & numbers("1.5m")
    assert "250000" in numbers("a quarter of a million")
    assert numbers("23,2012") >= {"23", "2012"}
    assert stated("One report said that no one saw the second of three boats.") == {"3"}
    assert stated("version 1.2.3") == set()


def test_a_vague_word_has_a_floor() -> None:
    assert {"24"} <= floors("dozens of boats")
    assert {"20000"} <= floors("tens of thousands")
    assert {"200000"} <= floors("hundreds of thousands")
    assert {"24"} <= floors("two dozen boats")
    assert {"3"} <= floors("several boats")
    assert "several" in numbers("a number of boats")


def test_people_are_told_off_one_by_one() -> None:
    assert told_off("a man and his two daughters") == 3
    assert told_off("Ann Roe, 40, and Jon Poe, 31, were held") == 2
    assert told_off("an old couple") == 2
    assert told_off("the bridge was shut") == 0


def test_names_are_whole_words() -> None:
    assert list(names("The mayor met Aafke Ihnen. Several left.")) == ["Aafke", "Ihnen"]
    assert list(untold("Ali spoke", "Australia spoke")) == ["Ali"]
    assert not list(untold("the US-owned ferry", "the U.S.-owned ferry"))
    assert not list(untold("Senator Öko", "Sen. Oko"))
    assert not list(untold("News", "10News"))
    assert not list(
        untold("Four were hurt.", "4 were hurt")
    )  # a numeral at the head of a sentence is spelled
    assert list(untold("They met at Four.", "they met")) == ["Four"]
    assert not list(names("On the 13th they met."))


def test_quotation_is_known_from_an_apostrophe() -> None:
    assert quotations("The ferry's crew said ‘all's well’ and “go”.") == ["go", "all's well"]
    assert quotations("the ferries' crews and the boats' owners") == []
    assert unquoted("He said “go” and left.") == ["He said ", " and left."]
    assert plain("``Go,'' she\u00a0said") == '"Go," she said'


def broken(*lines: Line, reports: tuple[Report, ...] = (QUAY, FERRY)) -> list[str]:
    return list(breaches(page(*lines), {report.id: report for report in reports}))


def test_words_taken_within_the_limits_are_no_breach() -> None:
    assert not broken(line("“Nobody told us”, the foreman said.", FOREMAN))
    assert not broken(line("A crane tipped over on the quay, Hafenbote reported.", CRANE))


def test_a_long_quotation_a_large_share_and_a_long_run_are_breaches() -> None:
    whole = f"“{' '.join(['word'] * 26)}”"
    assert any("words in quotation" in breach for breach in broken(line(whole, CRANE)))
    words = FOREMAN, "“Nobody told us … that the ground had been dug up, by anybody at all”"
    assert any("quoted:" in breach for breach in broken(line(words[1], words[0])))
    run = "A crane tipped over on the quay of Wittmund on Tuesday, hurting a man."
    assert any("shares 'a crane tipped over" in breach for breach in broken(line(run, CRANE)))


def test_an_outlet_is_quoted_three_times_and_the_same_words_count_once() -> None:
    long = replace(QUAY, text=QUAY.text + " The rest of the day was quiet on the quay." * 30)
    three = [line(f"“{word}”", CRANE) for word in ("crane tipped", "on the quay", "on Tuesday")]
    again = line("He said again: “on the quay”.", CRANE)
    assert not broken(*three, again, reports=(long, FERRY))
    fourth = line("“hurting a man”", CRANE)
    assert broken(*three, fourth, reports=(long, FERRY)) == ["Hafenbote: 4 quotations"]


def test_words_under_an_open_licence_are_free() -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    open_ = replace(QUAY, rights=Rights(licence=licence, basis="link"))
    run = line("A crane tipped over on the quay of Wittmund on Tuesday, hurting a man.", CRANE)
    assert broken(run)
    assert not broken(run, reports=(open_, FERRY))
