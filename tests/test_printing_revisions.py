"""Earlier revisions on the site: which are printed when, from what, and that it is enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.core.pages import Correction, Fault, Page, Revision
from dateline.core.site import Edition
from dateline.core.stories import Story
from dateline.core.types import Membership, Rights
from dateline.pipeline.printing import gather
from dateline.pipeline.printing.revisions import as_read, quotable
from dateline.stages.narrate.revisions.since import wording
from dateline.stages.publish import Address, Room, addresses
from dateline.storage import SqlStore
from tests.edition import stored
from tests.newsroom import COPY, EDITION, FERRY, FERRY_BEFORE, FERRY_PAGE, ISSUE, RADIO, line, stamp
from tests.test_printing import Site, print_into

PUBLIC = replace(EDITION, base_url="https://news.example")
FIRST, SECOND, LIST = "revision/sferry/1.html", "revision/sferry/2.html", "revision/sferry/index.html"
WORDS = "The Sturmschwalbe ran aground on Tuesday evening."


@pytest.fixture
def store() -> Iterator[SqlStore]:
    held = stored(replace(ISSUE, former=(FERRY_BEFORE,)))
    yield held
    held.close()


def site_of(store: SqlStore, edition: Edition = PUBLIC) -> Site:
    site: Site = {}
    print_into(site, store, edition)
    return site


def of_revisions(paths: set[str]) -> set[str]:
    return {path for path in paths if path.startswith("revision/")}


def revise(store: SqlStore, **fields: object) -> None:
    """The ferry's page once more, at the next revision."""
    last = store.pages(["sferry"])["sferry"]
    number = last.revision.number + 1
    new = Revision(number=number, at=stamp(f"2025-07-{number + 1:02}T08:00:00"), reason=f"Reason {number}.")
    told = {"summary": (line("lnew", f"Told {number} times.", *FERRY_PAGE.headline.evidence),), **fields}
    page = replace(last, revisions=(*last.revisions, new), **told)  # type: ignore[arg-type]
    save(store, page)


def save(store: SqlStore, page: Page) -> None:
    with store.transaction():
        store.save_page(page, f"{page.revision.number} {page.headline.text} {len(page.corrections)}")


def report(store: SqlStore, changed: object, *, alone: bool = False) -> None:
    with store.transaction():
        store.save_report(changed, "other", alone=alone)  # type: ignore[arg-type]


def moved(store: SqlStore, story: str, *into: str) -> None:
    """All reports of a story go to others; to none where none is given."""
    held = store.register.members(stories=[story]).values()
    with store.transaction():
        store.save_groups([replace(one, story=into[0] if into else "snowhere") for one in held], [])
        store.register.save_stories([Story(id=story, into=into, ended=stamp("2025-07-09T10:00:00"))])


# --- what is there ------------------------------------------------------------------------


def test_a_story_that_was_revised_has_its_earlier_page_a_list_and_a_timemap(store: SqlStore) -> None:
    site = site_of(store)
    assert of_revisions(set(site)) == {FIRST, SECOND, LIST, "revision/sferry/timemap.link"}
    assert WORDS in site[FIRST].decode()
    assert b'http-equiv="refresh"' in site[SECOND]
    assert b'href="../../revision/sferry/1.html"' in site["story/sferry/index.html"]
    assert b"revision/" not in site["story/slibrary/index.html"]


def test_every_link_between_them_leads_to_a_file(store: SqlStore) -> None:
    revise(store)
    site = site_of(store)
    for path in of_revisions(set(site)):
        for name in ("../../revision/sferry/", "../../story/sferry/"):
            for part in site[path].decode().split(f'="{name}')[1:]:
                assert name.removeprefix("../../") + part.split('"')[0].split("#")[0] in site


def test_they_are_in_no_list_of_addresses_and_in_no_feed(store: SqlStore) -> None:
    for path, content in site_of(store).items():
        if path.endswith((".xml", ".opml", "feed.json")):
            assert b"revision/" not in content, path


@pytest.mark.parametrize("part", ["3", "99", "0", "7777777"])
def test_there_is_nothing_at_a_number_that_was_not_printed(store: SqlStore, part: str) -> None:
    assert gather(Address(Room.REVISION, "sferry", part), store, PUBLIC) is None
    assert gather(Address(Room.REVISION, "slibrary"), store, PUBLIC) is None
    assert gather(Address(Room.REVISION, "snone", "1"), store, PUBLIC) is None


# --- what is printed again ----------------------------------------------------------------


def test_a_revision_makes_the_former_page_and_leaves_the_ones_before_it(store: SqlStore) -> None:
    site = site_of(store)
    revise(store)
    made = print_into(site, store, PUBLIC)
    assert of_revisions(made) == {SECOND, "revision/sferry/3.html", LIST, "revision/sferry/timemap.link"}
    assert b"So it stood" in site[SECOND]


def test_a_change_without_a_revision_makes_no_earlier_page(store: SqlStore) -> None:
    site = site_of(store)
    save(store, replace(FERRY_PAGE, headline=replace(FERRY_PAGE.headline, text="Ferry aground")))
    made = print_into(site, store, PUBLIC)
    assert "story/sferry/index.html" in made
    assert FIRST not in made


def test_another_story_makes_none(store: SqlStore) -> None:
    site = site_of(store)
    page = store.pages(["stide"])["stide"]
    save(store, replace(page, headline=replace(page.headline, text="Tide turns")))
    assert of_revisions(print_into(site, store, PUBLIC)) == set()


def test_a_correction_makes_all_that_stood_before_it(store: SqlStore) -> None:
    site = site_of(store)
    wrong = Correction(wrong=FERRY_BEFORE.lines[1].text, right="", fault=Fault.OURS, line="lstand")
    revise(store, corrections=(*FERRY_PAGE.corrections, wrong))
    assert FIRST in print_into(site, store, PUBLIC)
    assert "The line was taken back." in site[FIRST].decode()


def test_a_report_that_was_edited_makes_none_and_is_quoted_as_it_read(store: SqlStore) -> None:
    site = site_of(store)
    before = site[FIRST]
    report(store, replace(RADIO, text="Niemand ist verletzt worden."))
    assert FIRST not in print_into(site, store, PUBLIC)
    assert site_of(store)[FIRST] == before


@pytest.mark.parametrize(
    "gone",
    [
        replace(RADIO, text="", author="", rights=Rights(reserved=True)),
        replace(RADIO, text=""),
        replace(RADIO, text=f"{RADIO.text}\n\nThis article has been retracted."),
    ],
    ids=["reserved", "expired", "retracted"],
)
def test_a_report_that_may_be_quoted_no_more_takes_its_lines_along(store: SqlStore, gone: object) -> None:
    site = site_of(store)
    assert "Bei der Havarie vor Baltrum" in site[FIRST].decode()
    report(store, gone, alone=not gone.text)  # type: ignore[attr-defined]
    assert FIRST in print_into(site, store, PUBLIC)
    page = site[FIRST].decode()
    assert "Bei der Havarie vor Baltrum" not in page.replace(RADIO.title, "")
    assert "are left out" in page
    assert RADIO.outlet in page
    assert site_of(store)[FIRST] == site[FIRST]


def test_words_that_are_free_again_stand_again(store: SqlStore) -> None:
    site = site_of(store)
    whole = site[FIRST]
    report(store, replace(RADIO, text="", rights=Rights(reserved=True)), alone=True)
    print_into(site, store, PUBLIC)
    assert site[FIRST] != whole
    report(store, RADIO)
    assert FIRST in print_into(site, store, PUBLIC)


# --- stories that ended -------------------------------------------------------------------


def test_a_story_that_was_merged_keeps_its_revisions_and_its_last_page(store: SqlStore) -> None:
    site = site_of(store)
    moved(store, "sferry", "stide")
    made = print_into(site, store, PUBLIC)
    assert {FIRST, SECOND, LIST} <= made
    assert FERRY_PAGE.summary[0].text in site[SECOND].decode()
    assert b"its reports are told on another page" in site[LIST]
    assert b"revision/sferry/" not in site["_redirects"]


def test_a_story_that_was_withdrawn_takes_all_of_them_along(store: SqlStore) -> None:
    site = site_of(store)
    moved(store, "sferry")
    print_into(site, store, PUBLIC)
    for path in (FIRST, SECOND, LIST):
        assert b"it was withdrawn" in site[path]
        assert FERRY.title.encode() not in site[path]
    assert b"/revision/sferry/ gone;" in site["redirects.map"]


def test_a_story_that_lives_again_shows_its_last_page_at_its_own_address(store: SqlStore) -> None:
    site = site_of(store)
    whole = dict(site)
    members = store.register.members(stories=["sferry"]).values()
    moved(store, "sferry")
    print_into(site, store, PUBLIC)
    with store.transaction():
        store.save_groups(list(members), [])
        store.register.save_stories([Story(id="sferry")])
    print_into(site, store, PUBLIC)
    assert site[FIRST] == whole[FIRST]
    assert site[SECOND] == whole[SECOND]


# --- the words of the time ----------------------------------------------------------------


def cited(page: Page, **wordings: str) -> Page:
    """The page as made from reports of these wordings."""
    return replace(
        page,
        sources=tuple(replace(one, wording=wordings.get(one.report, one.wording)) for one in page.sources),
    )


def test_a_report_is_read_in_the_version_that_the_page_was_made_from(store: SqlStore) -> None:
    edited = replace(RADIO, text="Niemand ist verletzt worden.")
    report(store, edited)
    assert as_read(cited(FERRY_BEFORE, rradio=wording(RADIO)), store)["rradio"].text == RADIO.text
    assert as_read(cited(FERRY_BEFORE, rradio=wording(edited)), store)["rradio"].text == edited.text
    assert as_read(FERRY_BEFORE, store)["rradio"].text == RADIO.text
    assert "rradio" not in as_read(cited(FERRY_BEFORE, rradio="words that nobody kept"), store)


def test_it_is_quoted_on_the_terms_that_hold_now(store: SqlStore) -> None:
    report(store, replace(RADIO, text="Niemand ist verletzt worden.", rights=Rights(quote_words=6)))
    read = as_read(FERRY_BEFORE, store)["rradio"]
    assert (read.text, read.rights.quote_words) == (RADIO.text, 6)


def test_of_reports_that_are_not_there_nothing_is_read(store: SqlStore) -> None:
    strange = replace(FERRY_BEFORE.sources[0], report="rnowhere")
    assert as_read(replace(FERRY_BEFORE, sources=(strange,)), store) == {}


@pytest.mark.parametrize(
    ("changed", "free"),
    [
        (FERRY, True),
        (replace(FERRY, text=""), False),
        (replace(FERRY, rights=Rights(reserved=True)), False),
        (replace(FERRY, text="This article has been retracted.\n\nThe ferry ran aground."), False),
    ],
)
def test_what_may_be_quoted(changed: object, free: bool) -> None:
    assert quotable(changed) is free  # type: ignore[arg-type]


# --- and it is enough ---------------------------------------------------------------------

Change = Callable[[SqlStore], None]


def _corrected(store: SqlStore) -> None:
    held = store.pages(["sferry"])["sferry"].corrections
    revise(store, corrections=(*held, Correction(wrong=WORDS, right="", fault=Fault.OURS, line="lone")))


def _retold(store: SqlStore) -> None:
    page = store.pages(["sferry"])["sferry"]
    save(store, replace(page, revisions=tuple(replace(one, changes=()) for one in page.revisions)))


def _closed(store: SqlStore) -> None:
    report(store, replace(RADIO, text="", rights=Rights(reserved=True)), alone=True)


def _opened(store: SqlStore) -> None:
    report(store, RADIO)


def _edited(store: SqlStore) -> None:
    report(store, replace(FERRY, text=f"{FERRY.text} More."))


def _tightened(store: SqlStore) -> None:
    report(store, replace(COPY, rights=Rights(quote_words=6)))


def _back(store: SqlStore) -> None:
    held = [
        Membership(report=one.report, story="sferry", theme="tsea", origin=one.origin)
        for one in FERRY_PAGE.sources
    ]
    with store.transaction():
        store.save_groups(held, [])
        store.register.save_stories([Story(id="sferry")])


CHANGES: tuple[Change, ...] = (
    revise,
    _corrected,
    _retold,
    _closed,
    _opened,
    _edited,
    _tightened,
    lambda store: moved(store, "sferry", "stide"),
    lambda store: moved(store, "sferry"),
    lambda store: moved(store, "stide"),
    _back,
)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3), min_size=1, max_size=3))
def test_printing_what_changed_is_enough(rounds: list[list[Change]]) -> None:
    store = stored(replace(ISSUE, former=(FERRY_BEFORE,)))
    site = site_of(store)
    for changes in rounds:
        for change in changes:
            change(store)
        print_into(site, store, PUBLIC)
    whole = site_of(store)
    assert {path for path in of_revisions(set(whole)) if site.get(path) != whole[path]} == set()
    store.close()


def test_addresses_are_made_of_ids_and_numbers_alone() -> None:
    strange = "../../etc/passwd"
    assert addresses.revision(strange, 3).page.count("/") == 2
    assert ".." not in addresses.timemap(strange)
