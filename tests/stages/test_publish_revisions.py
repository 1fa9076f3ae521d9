"""The pages of earlier revisions: what stands on them and above, what is left out, what machines are told."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.pages import Correction, Fault, Page, Revision
from dateline.core.stories import Story
from dateline.core.types import Precision, Report, Rights, Stamp
from dateline.stages.publish import Address, Room, Shelf, Subject, addresses, files
from dateline.stages.publish.revisions import wants
from dateline.stages.publish.revisions.log import log
from dateline.stages.publish.revisions.mementos import http_date, instant, mementos, served, timemap
from dateline.stages.publish.revisions.state import at_revision, state
from dateline.stages.publish.revisions.withholding import Evident, closed, quotable
from tests.newsroom import FERRY, FERRY_BEFORE, FERRY_PAGE, RADIO, REPORTS, stamp
from tests.stages.shelves import LOCAL, NAMED, PUBLIC, listed

THIRD = Revision(number=3, at=stamp("2025-07-03T08:00:00"), reason="New report: Radio Siel.")
#: The ferry's page a revision on: two earlier ones are kept.
LATEST = replace(FERRY_PAGE, revisions=(*FERRY_PAGE.revisions, THIRD))
FIRST = Address(Room.REVISION, "sferry", "1")
SECOND = Address(Room.REVISION, "sferry", "2")
NEWEST = Address(Room.REVISION, "sferry", "3")
LIST = Address(Room.REVISION, "sferry")
STORY = addresses.story("sferry")


def shelf(page: Page | None = None, latest: Page = LATEST, **more: object) -> Shelf:
    told = {"kept": (1, 2), "reports": REPORTS, **more}
    edition = told.pop("edition", LOCAL)
    return Shelf(edition=edition, subject=Subject(page=page, latest=latest, **told))  # type: ignore[arg-type]


def printed(address: Address, shelf: Shelf) -> str:
    return next(files(address, shelf)).content.decode()


def without(page: Page, *gone: str) -> dict[str, Report]:
    """The reports of a page but for these."""
    return {name: report for name, report in REPORTS.items() if name not in gone}


# --- the page as it stood -----------------------------------------------------------------


def test_a_revision_shows_the_page_as_it_stood_with_its_evidence() -> None:
    page = printed(FIRST, shelf(FERRY_BEFORE))
    assert "The Sturmschwalbe ran aground on Tuesday evening." in page
    assert "The line denies an error." not in page
    assert "Wer berichtet was" not in page
    assert '<button class="chip' in page
    assert "popover" in page
    assert "<blockquote" in page


def test_it_is_no_page_for_search_engines_and_has_no_feeds_and_no_data() -> None:
    page = printed(FIRST, shelf(FERRY_BEFORE, edition=PUBLIC))
    assert '<meta name="robots" content="noindex">' in page
    assert f'<link rel="canonical" href="{PUBLIC.base_url}/story/sferry/">' in page
    assert 'rel="alternate"' not in page
    assert "ld+json" not in page
    assert '<link rel="canonical" href="../../story/sferry/index.html">' in printed(
        FIRST, shelf(FERRY_BEFORE)
    )


def test_it_does_not_count_as_read_and_is_not_kept_up_to_date() -> None:
    page = printed(SECOND, shelf(FERRY_PAGE))
    assert 'id="since"' not in page
    assert 'id="live"' not in page
    assert "locator" not in page
    assert page.count('id="changed"') == 1


def test_every_link_within_the_page_leads_to_something_on_it() -> None:
    page = printed(SECOND, shelf(FERRY_PAGE))
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_above_it_stands_from_when_to_when_and_the_way_to_the_others() -> None:
    page = printed(SECOND, shelf(FERRY_PAGE))
    bar = page[page.index('class="then"') : page.index("</section>", page.index('class="then"'))]
    assert "This is an earlier revision of this page." in bar
    assert re.search(
        r"So it stood from <time[^>]*2025-07-02T06:10[^>]*>.* to <time[^>]*2025-07-03T08:00", bar
    )
    for href, words in (
        ("../../revision/sferry/1.html", "Earlier revision"),
        ("../../revision/sferry/3.html", "Next revision"),
        ("../../revision/sferry/index.html", "All revisions"),
        ("../../story/sferry/index.html", "The latest revision"),
    ):
        assert re.search(rf'<a href="{re.escape(href)}"[^>]*>{words}</a>', bar)


def test_the_first_has_none_before_it_and_what_was_not_kept_has_no_link() -> None:
    assert state(FERRY_BEFORE, LATEST, shelf(), 0).former == ""
    assert state(FERRY_PAGE, LATEST, shelf(kept=(2,)), 0).former == ""
    assert state(FERRY_PAGE, LATEST, shelf(), 0).former == "../../revision/sferry/1.html"


@pytest.mark.parametrize(
    ("began", "ended", "words"),
    [
        (True, True, "So it stood from"),
        (True, False, "on\\."),
        (False, True, "So it stood until"),
        (False, False, ""),
    ],
)
def test_times_that_are_not_known_are_not_told(began: bool, ended: bool, words: str) -> None:
    first = replace(FERRY_BEFORE.revision, at=FERRY_BEFORE.revision.at if began else None)
    second = replace(FERRY_PAGE.revision, at=FERRY_PAGE.revision.at if ended else None)
    before = replace(FERRY_BEFORE, revisions=(first,))
    page = printed(FIRST, shelf(before, replace(LATEST, revisions=(first, second))))
    assert re.search(words, page)
    assert ("So it stood" in page) is (began or ended)


def test_a_page_that_stood_for_a_day_says_so() -> None:
    day = replace(stamp("2025-07-01T00:00:00"), precision=Precision.DAY)
    first = replace(FERRY_BEFORE.revision, at=day)
    second = replace(FERRY_PAGE.revision, at=day)
    before = replace(FERRY_BEFORE, revisions=(first,))
    page = printed(FIRST, shelf(before, replace(LATEST, revisions=(first, second))))
    assert re.search(r"So it stood on <time[^>]*>1 July 2025</time>\.", page)


def test_it_says_what_this_revision_changed() -> None:
    page = printed(SECOND, shelf(FERRY_PAGE))
    assert "What this revision changed" in page
    assert "Source corrected itself: Watt-Anzeiger." in page
    assert "<del>" in page
    assert "New report: Radio Siel." not in page


def test_what_the_log_tells_no_more_is_not_told_here() -> None:
    silent = tuple(replace(one, changes=()) for one in LATEST.revisions)
    assert at_revision(FERRY_PAGE, replace(LATEST, revisions=silent)).revision.changes == ()
    assert at_revision(FERRY_PAGE, LATEST).revisions == FERRY_PAGE.revisions


def test_the_headline_in_the_title_is_told_apart_from_the_latest() -> None:
    assert f"<title>{FERRY.title} (revision 1) · {LOCAL.title}</title>" in printed(FIRST, shelf(FERRY_BEFORE))


@pytest.mark.parametrize(
    ("language", "words"), [("de", "Dies ist eine frühere Fassung"), ("uk", "Це попередня версія")]
)
def test_the_house_speaks_the_language_of_the_edition(language: str, words: str) -> None:
    told = shelf(FERRY_BEFORE, edition=replace(LOCAL, language=language))
    assert words in printed(FIRST, told)


# --- what was put right since -------------------------------------------------------------


def test_a_line_that_was_wrong_says_so_above_it() -> None:
    page = printed(FIRST, shelf(FERRY_BEFORE))
    assert page.count('class="correction"') == 1
    assert "The Seeschwalbe ran aground on Tuesday evening." in page
    assert '<a href="../../story/sferry/index.html#corrections">Why</a>' in page


def test_a_correction_of_what_does_not_stand_here_is_not_told() -> None:
    other = Correction(wrong="Nine were hurt.", right="", fault=Fault.OURS, line="lother")
    latest = replace(LATEST, corrections=(*LATEST.corrections, other))
    assert [one.right for one in state(FERRY_BEFORE, latest, shelf(), 0).corrected] == [
        "The Seeschwalbe ran aground on Tuesday evening."
    ]
    assert state(FERRY_PAGE, latest, shelf(), 0).corrected == ()


def test_a_line_that_was_taken_back_says_so() -> None:
    back = Correction(wrong=FERRY_BEFORE.lines[1].text, right="", fault=Fault.OURS, line="lstand")
    page = printed(FIRST, shelf(FERRY_BEFORE, replace(LATEST, corrections=(back,))))
    assert "The line was taken back." in page


# --- what may no longer be shown ----------------------------------------------------------


def test_with_all_reports_free_nothing_is_left_out() -> None:
    assert quotable(FERRY_BEFORE, REPORTS, "en") == (FERRY_BEFORE, 0)
    assert closed(FERRY_PAGE, REPORTS) == frozenset()


def test_what_rests_on_a_report_that_is_gone_is_left_out_and_counted() -> None:
    left, count = quotable(FERRY_PAGE, without(FERRY_PAGE, "rradio"), "en")
    assert closed(FERRY_PAGE, without(FERRY_PAGE, "rradio")) == {"rradio"}
    things: tuple[Evident, ...] = (*left.lines, *left.figures, *left.claims, *left.timeline, *left.tolls)
    assert all(span.report != "rradio" for thing in things for span in thing.evidence)
    assert [line.id for line in left.lines] == ["lhead", "lstand", "lone", "lthree", "lfive"]
    assert [stand.origin for claim in left.claims for stand in claim.stands] == ["owire", "rwall"]
    assert count == 3
    assert [one.outlet for one in left.sources] == [one.outlet for one in FERRY_PAGE.sources]


def test_the_page_says_that_lines_are_left_out() -> None:
    page = printed(SECOND, shelf(FERRY_PAGE, reports=without(FERRY_PAGE, "rradio")))
    assert "3 lines and entries are left out" in page
    assert "Bei der Havarie vor Baltrum" not in page
    assert "<del>" not in page


def test_a_headline_that_may_not_be_shown_is_not() -> None:
    gone = without(FERRY_PAGE, "rferry", "rcopy")
    left, _ = quotable(FERRY_PAGE, gone, "en")
    assert left.headline.text == "The headline of this revision may no longer be shown."
    assert left.headline.evidence == ()
    page = printed(SECOND, shelf(FERRY_PAGE, reports=gone))
    assert FERRY.title not in page.replace(f">{FERRY.title}</a>", "")


def test_a_reserved_report_still_lends_its_headline_and_is_credited_by_no_more() -> None:
    bare = replace(FERRY, text="", author="", rights=Rights(reserved=True))
    held = {**without(FERRY_PAGE, "rcopy"), "rferry": bare}
    left, _ = quotable(FERRY_PAGE, held, "en")
    assert left.headline == FERRY_PAGE.headline
    assert left.standfirst is None
    [credit] = [one for one in left.sources if one.report == "rferry"]
    assert (credit.reserved, credit.author, credit.title) == (True, "", FERRY.title)
    page = printed(SECOND, shelf(FERRY_PAGE, reports=held))
    assert "Imke Tjarks" not in page
    assert "ran aground on Tuesday evening" not in page


def test_a_page_of_which_nothing_is_left_can_be_printed() -> None:
    page = printed(SECOND, shelf(FERRY_PAGE, reports={}))
    assert "The headline of this revision may no longer be shown." in page
    assert RADIO.outlet in page


# --- the newest, and stories that ended ---------------------------------------------------


def test_the_address_of_the_newest_revision_leads_to_the_story() -> None:
    page = printed(NEWEST, shelf())
    assert '<meta http-equiv="refresh" content="0; url=../../story/sferry/index.html">' in page
    assert '<a href="../../story/sferry/index.html">Go to the story</a>' in page
    assert "noindex" in page
    assert FERRY.title not in page


def test_a_story_that_was_merged_keeps_its_pages_the_last_one_too() -> None:
    fate = Story(id="sferry", into=("stide",), ended=stamp("2025-07-05T09:00:00"))
    held = replace(
        shelf(LATEST, ended=True, kept=(1, 2, 3), story=fate),
        led={"sferry": ("stide",)},
        listings={"stide": listed(replace(FERRY_PAGE, story="stide"))},
    )
    page = printed(NEWEST, held)
    assert "Since then its reports are told on another page." in page
    assert "Where it is told now" in page
    assert "Next revision" not in page
    assert "2025-07-05T09:00" in page
    listing = log(LATEST, held)
    assert listing.entries[0].href == "../../revision/sferry/3.html"
    assert listing.ended
    assert "This story ended" in printed(LIST, held)
    assert wants(NEWEST, held.subject).stories == ("sferry",)
    assert wants(NEWEST, shelf(LATEST).subject).stories == ()


@pytest.mark.parametrize("address", [LIST, FIRST, NEWEST])
def test_of_a_story_that_was_withdrawn_no_word_stands_anywhere(address: Address) -> None:
    held = shelf(FERRY_BEFORE if address.part else None, ended=True, edition=PUBLIC)
    [file] = files(address, held)
    page = file.content.decode()
    assert file.path == address.page
    assert "it was withdrawn" in page
    assert FERRY.title not in page
    assert "refresh" not in page
    assert served(address, held).headers == ()


def test_nothing_lies_where_nothing_was_printed() -> None:
    assert list(files(FIRST, Shelf(edition=LOCAL))) == []


# --- the list -----------------------------------------------------------------------------


def test_the_list_has_every_revision_newest_first() -> None:
    entries = log(LATEST, shelf(kept=(2,))).entries
    assert [(one.number, one.href, one.latest) for one in entries] == [
        (3, "../../story/sferry/index.html", True),
        (2, "../../revision/sferry/2.html", False),
        (1, "", False),
    ]
    page = printed(LIST, shelf(kept=(2,)))
    assert "Its page was not kept." in page
    assert "2 lines changed" in page
    assert page.count("<li id=") == 3
    assert '<meta name="robots" content="noindex">' in page


def test_the_story_links_the_revisions_that_are_kept_and_their_list() -> None:
    told = Shelf(
        edition=PUBLIC,
        subject=Subject(page=LATEST, reports=REPORTS, kept=(1,)),
        faces=defaultdict(tuple),
        themes=NAMED,
        listings={"sferry": listed(LATEST)},
    )
    page = printed(STORY, told)
    assert '<a href="../../revision/sferry/1.html"><time' in page
    assert "revision/sferry/2.html" not in page
    assert '<a href="../../revision/sferry/index.html">All revisions</a>' in page
    assert (
        '<link rel="timemap" type="application/link-format" href="../../revision/sferry/timemap.link">'
        in page
    )
    bare = replace(told, subject=replace(told.subject, kept=()))
    assert "revision/sferry" not in printed(STORY, bare)


# --- machines -----------------------------------------------------------------------------

#: A link-value of RFC 8288 (section 3): a target in angle brackets, then parameters, here all quoted.
_LINK = re.compile(r'\s*<([^<>]*)>((?:\s*;\s*[a-z]+="[^"]*")*)\s*(?:,|$)')
_PARAMETER = re.compile(r'([a-z]+)="([^"]*)"')


def links(header: str) -> list[tuple[str, dict[str, str]]]:
    """The links of a header or of a file in link-format; all of it must be links."""
    found, at = [], 0
    while at < len(header.rstrip()):
        match = _LINK.match(header, at)
        assert match, header[at:]
        found.append((match[1], dict(_PARAMETER.findall(match[2]))))
        at = match.end()
    return found


def test_a_timemap_names_the_story_itself_and_each_state_with_its_time() -> None:
    told = links(timemap(LATEST, shelf(edition=PUBLIC)).decode())
    base = PUBLIC.base_url
    assert [(target, held["rel"]) for target, held in told] == [
        (f"{base}/story/sferry/", "original"),
        (f"{base}/revision/sferry/timemap.link", "self"),
        (f"{base}/revision/sferry/1.html", "first memento"),
        (f"{base}/revision/sferry/2.html", "last memento"),
    ]
    assert told[1][1]["type"] == "application/link-format"
    assert told[1][1]["from"] == told[2][1]["datetime"] == "Tue, 01 Jul 2025 19:30:00 GMT"
    assert told[1][1]["until"] == told[3][1]["datetime"] == "Wed, 02 Jul 2025 06:10:00 GMT"


def test_the_file_lies_beside_the_list_of_a_site_that_has_an_address() -> None:
    paths = [file.path for file in files(LIST, shelf(edition=PUBLIC))]
    assert paths == ["revision/sferry/index.html", "revision/sferry/timemap.link"]
    assert [file.path for file in files(LIST, shelf())] == ["revision/sferry/index.html"]


def test_only_one_state_is_first_and_last() -> None:
    told = links(timemap(LATEST, shelf(edition=PUBLIC, kept=(2,))).decode())
    assert told[-1][1]["rel"] == "first last memento"


@pytest.mark.parametrize(
    ("at", "known"),
    [
        (None, False),
        (stamp("2025-07-01T19:30:00"), True),
        (stamp("2025-07-01T19:30:00", zone=None), False),
        (replace(stamp("2025-07-01T00:00:00"), precision=Precision.DAY), False),
        (replace(stamp("2025-07-01T19:30:00"), precision=Precision.MINUTE), True),
    ],
)
def test_a_state_without_a_known_time_is_no_memento(at: Stamp | None, known: bool) -> None:
    revisions = (replace(LATEST.revisions[0], at=at), *LATEST.revisions[1:])
    found = mementos(replace(LATEST, revisions=revisions), (1,))
    assert bool(found) is known
    assert (instant(at) is not None) is known


def test_a_server_tells_of_the_states_beside_the_story() -> None:
    told = served(STORY, Shelf(edition=LOCAL, subject=Subject(page=LATEST, kept=(1, 2))))
    headers = dict(told.headers)
    assert headers["vary"] == "accept-datetime"
    assert "memento-datetime" not in headers
    found = {target: held["rel"] for target, held in links(headers["link"])}
    assert found == {
        "/story/sferry/": "original timegate",
        "/revision/sferry/timemap.link": "timemap",
        "/revision/sferry/1.html": "first memento",
        "/revision/sferry/2.html": "last memento",
    }
    assert [path for _, path in told.states] == [
        "revision/sferry/1.html",
        "revision/sferry/2.html",
        "story/sferry/index.html",
    ]
    assert told.states[0][0] == int(datetime(2025, 7, 1, 19, 30, tzinfo=UTC).timestamp())


def test_a_server_tells_of_a_state_when_it_was_and_which_are_beside_it() -> None:
    headers = dict(served(FIRST, shelf(FERRY_BEFORE)).headers)
    assert headers["memento-datetime"] == "Tue, 01 Jul 2025 19:30:00 GMT"
    assert "vary" not in headers
    found = dict(links(headers["link"]))
    assert found["/revision/sferry/1.html"]["rel"] == "first memento"
    assert found["/revision/sferry/2.html"]["rel"] == "last next memento"
    assert found["/story/sferry/"]["rel"] == "original timegate"


@pytest.mark.parametrize(
    "held",
    [
        Subject(page=LATEST),
        Subject(page=LATEST, kept=(1, 2), ended=True),
        Subject(page=replace(LATEST, revisions=(*FERRY_PAGE.revisions, replace(THIRD, at=None))), kept=(1,)),
    ],
)
def test_a_story_without_earlier_states_says_nothing(held: Subject) -> None:
    assert served(STORY, Shelf(edition=LOCAL, subject=held)).states == ()


def test_other_pages_and_lists_say_nothing() -> None:
    for address in (Address(Room.FRONT), Address(Room.THEME, "tsea")):
        assert served(address, Shelf(edition=LOCAL)).headers == ()
    assert served(LIST, shelf()).headers == served(NEWEST, shelf()).headers == ()


@given(st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC)))
def test_times_are_read_back_as_they_were_written(at: datetime) -> None:
    assert parsedate_to_datetime(http_date(at)) == at.replace(microsecond=0)
