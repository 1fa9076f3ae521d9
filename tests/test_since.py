"""What happened to stories since they were printed: reports that came or went, and whose doing it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from dateline.core import codec
from dateline.core.corrections import Amendment
from dateline.core.pages import Correction, Credit, Fault, Line, LineKind, Page, Revision
from dateline.core.site import Edition
from dateline.core.stories import Ruling, RulingKind, Story
from dateline.core.types import Membership, Phrase, Report, Rights, Span, Stamp
from dateline.pipeline.printing import edition_of, newest, with_related
from dateline.pipeline.regrouping import regrouped_since
from dateline.pipeline.since import amendments_of, since_printed
from dateline.stages.narrate.revisions.since import NOT_REGROUPED, Regrouped, wording
from dateline.storage import SqlStore, open_store

EARLY = Stamp(at=datetime(2031, 3, 2, tzinfo=UTC))
LATE = Stamp(at=datetime(2031, 3, 5, tzinfo=UTC))


@pytest.fixture
def store() -> Iterator[SqlStore]:
    held = open_store(None)
    yield held
    held.close()


def credit(report: str, wording: str = "", reserved: bool = False) -> Credit:
    """A report as a page credits it."""
    plain = dict.fromkeys(("outlet", "title", "url", "author", "language", "origin"), "")
    return Credit(report=report, published=None, wording=wording, reserved=reserved, **plain)


def page(story: str, *credits: Credit, theme: str = "t1", first: Stamp | None = None) -> Page:
    empty: dict[str, Any] = dict.fromkeys(("summary", "body", "figures", "claims", "places", "timeline"), ())
    return Page(
        story=story,
        theme=theme,
        headline=Line(id=f"h-{story}", text="A weir broke", kind=LineKind.HEADLINE, evidence=()),
        standfirst=None,
        sources=credits,
        revisions=(Revision(number=1, at=None, reason="First."),),
        first_reported=first,
        **empty,
    )


def members(**stories: str) -> list[Membership]:
    """Where reports are now: a report for each story's letters."""
    return [
        Membership(report=report, story=story, theme="t1", origin=report)
        for story, reports in stories.items()
        for report in reports.split()
    ]


def keep(
    store: SqlStore, now: list[Membership], pages: list[Page], *stories: Story, **rulings: Ruling
) -> None:
    with store.transaction():
        store.save_groups(now, [])
        store.register.save_stories(stories)
        for one in pages:
            store.save_page(one, "key")
        for ruling in rulings.values():
            store.register.add_ruling(ruling)


# --- what became of stories ---------------------------------------------------------------


def test_where_nothing_moved_nothing_is_told(store: SqlStore) -> None:
    now, printed = members(s1="a b"), page("s1", credit("a"))
    keep(store, now, [printed])
    assert regrouped_since({"s1": printed}, now, store) == {}


def test_reports_that_went_elsewhere_are_counted(store: SqlStore) -> None:
    now = members(s1="a", s2="b c")
    printed = page("s1", credit("a"), credit("b"), credit("c"))
    keep(store, now, [printed])
    assert regrouped_since({"s1": printed}, now, store)["s1"] == Regrouped(parted=2)


def test_a_report_that_went_to_a_story_that_is_not_printed_now_went_all_the_same(store: SqlStore) -> None:
    printed = page("s1", credit("a"), credit("b"))
    keep(store, members(s1="a", s2="b"), [printed])
    assert regrouped_since({"s1": printed}, members(s1="a"), store)["s1"].parted == 1


def test_a_report_that_is_gone_for_good_did_not_go_elsewhere(store: SqlStore) -> None:
    printed = page("s1", credit("a"), credit("b"))
    keep(store, members(s1="a"), [printed])
    assert regrouped_since({"s1": printed}, members(s1="a"), store) == {}


def test_a_story_that_ended_in_another_is_told_there_with_its_day(store: SqlStore) -> None:
    now, printed = members(s1="a b"), page("s1", credit("a"))
    ended = Story(id="s0", into=("s1",), ended=LATE)
    keep(store, now, [printed, page("s0", credit("b"))], ended)
    assert regrouped_since({"s1": printed}, now, store)["s1"] == Regrouped(merged=True, at=LATE)


def test_a_story_that_ended_elsewhere_is_told_of_nobody_here(store: SqlStore) -> None:
    now, printed = members(s1="a b"), page("s1", credit("a"))
    keep(store, now, [printed, page("s0", credit("b"))], Story(id="s0", into=("s9",), ended=LATE))
    assert regrouped_since({"s1": printed}, now, store) == {}


MERGE = Ruling(kind=RulingKind.MERGE, story="s1", reports=("b",), at=EARLY, note="One flood.")
SPLIT = Ruling(kind=RulingKind.SPLIT, story="s2", reports=("c",), at=LATE, note="Two floods.")
PIN = Ruling(kind=RulingKind.PIN, story="s1", reports=("b", "c"), at=LATE, note="Pinned.")


def test_what_the_desk_ruled_is_told_in_its_own_words(store: SqlStore) -> None:
    now, printed = members(s1="a b"), page("s1", credit("a"))
    ended = Story(id="s0", into=("s1",), ended=LATE)
    keep(store, now, [printed, page("s0", credit("b"))], ended, first=MERGE, then=PIN)
    told = regrouped_since({"s1": printed}, now, store)["s1"]
    assert told == Regrouped(merged=True, at=EARLY, ruled=True, note="One flood.")


def test_a_pin_moves_nothing(store: SqlStore) -> None:
    now, printed = members(s1="a", s2="b"), page("s1", credit("a"), credit("b"))
    keep(store, now, [printed], pin=PIN)
    assert regrouped_since({"s1": printed}, now, store)["s1"] == Regrouped(parted=1)


def test_where_the_desk_split_and_the_machine_merged_the_split_is_told(store: SqlStore) -> None:
    now, printed = members(s1="a b", s2="c"), page("s1", credit("a"), credit("c"))
    ended = Story(id="s0", into=("s1",), ended=EARLY)
    keep(store, now, [printed, page("s0", credit("b"))], ended, split=SPLIT)
    told = regrouped_since({"s1": printed}, now, store)["s1"]
    assert told == Regrouped(merged=False, parted=1, at=LATE, ruled=True, note="Two floods.")


# --- reports that read otherwise, decisions and corrections that go along ------------------

REPORT = Report(id="a", text="The weir broke at noon.", title="Weir")
EDITED = replace(REPORT, text="The weir broke at dusk.")


def versions(store: SqlStore, *reports: Report) -> None:
    with store.transaction():
        for number, report in enumerate(reports):
            store.save_report(report, str(number))


def test_an_edited_report_comes_with_the_version_that_the_page_was_made_from(store: SqlStore) -> None:
    versions(store, REPORT, EDITED)
    printed = page("s1", credit("a", wording(REPORT)))
    since = since_printed({"s1": printed}, members(s1="a"), {"a": EDITED}, {}, store)["s1"]
    [edited] = since.edited
    assert (edited.before.text, edited.after.text) == (REPORT.text, EDITED.text)
    assert since.regrouped == NOT_REGROUPED


@pytest.mark.parametrize(
    ("held", "now"),
    [
        (credit("a", wording(REPORT)), REPORT),
        (credit("a"), EDITED),
        (credit("a", wording(REPORT), reserved=True), EDITED),
        (credit("a", wording(REPORT)), replace(EDITED, rights=Rights(reserved=True))),
        (credit("a", "words of a version that nobody has"), EDITED),
        (credit("z", wording(REPORT)), EDITED),
    ],
    ids=["same words", "no words kept", "was reserved", "is reserved", "version gone", "report gone"],
)
def test_nothing_was_edited(store: SqlStore, held: Credit, now: Report) -> None:
    versions(store, REPORT, EDITED)
    since = since_printed({"s1": page("s1", held)}, members(s1="a"), {"a": now}, {}, store)
    assert since["s1"].edited == ()


def about(story: str, report: str = "") -> Amendment:
    words = Phrase(text="weir", span=Span(report=report, start=0, end=4))
    return Amendment(story=story, line="l1", wrong="x", struck=(words,) if report else ())


def test_a_decision_on_a_line_stays_with_its_story_its_heirs_and_its_reports(store: SqlStore) -> None:
    first, second = about("s0"), about("s1", "c")
    keep(store, [], [], Story(id="s0", into=("s1",)))
    with store.transaction():
        store.register.add_amendment(first)
        store.register.add_amendment(second)
    found = amendments_of({"s1": {"a"}, "s2": {"c"}, "s3": {"b"}}, store)
    assert found == {"s1": (first, second), "s2": (second,)}


def test_without_a_decision_nothing_concerns_anybody(store: SqlStore) -> None:
    assert amendments_of({"s1": {"a"}}, store) == {}


def wrong(words: str, *reports: str) -> Correction:
    spans = tuple(Span(report=report, start=0, end=4) for report in reports)
    return Correction(wrong=words, right="", fault=Fault.OURS, evidence=spans)


def test_corrections_go_whole_to_one_heir_and_to_several_by_their_reports(store: SqlStore) -> None:
    ended = replace(page("s0", credit("a")), corrections=(wrong("x", "a"), wrong("y")))
    for into, wanted in ((("s1",), ["x", "y"]), (("s1", "s2"), ["x"])):
        keep(store, members(s1="a", s2="b"), [ended], Story(id="s0", into=into))
        since = since_printed({}, members(s1="a", s2="b"), {}, {}, store)
        assert [held.wrong for held in since["s1"].inherited] == wanted
        assert since["s2"].inherited == ()


def test_a_story_that_goes_on_hands_over_what_cites_a_report_that_parted(store: SqlStore) -> None:
    living = replace(page("s1", credit("a")), corrections=(wrong("x", "b"), wrong("y", "a")))
    keep(store, members(s1="a", s2="b"), [living], Story(id="s1", parted=("s2",)))
    since = since_printed({"s1": living}, members(s1="a", s2="b"), {}, {}, store)
    assert [held.wrong for held in since["s2"].inherited] == ["x"]
    assert since["s1"].inherited == ()


# --- what stands beside a page, and what the site calls itself ------------------------------


def test_related_are_the_other_stories_of_the_theme_newest_first() -> None:
    pages = {
        "s1": page("s1", first=EARLY),
        "s2": page("s2", first=LATE),
        "s3": page("s3"),
        "s4": page("s4", theme="t2", first=LATE),
    }
    related = {story: held.related for story, held in with_related(pages).items()}
    assert related == {"s1": ("s2", "s3"), "s2": ("s1", "s3"), "s3": ("s2", "s1"), "s4": ()}


def test_a_page_without_a_day_is_the_oldest_and_ties_go_by_name() -> None:
    pages = [page("s2", first=EARLY), page("s9"), page("s1", first=EARLY), page("s0", first=LATE)]
    assert [held.story for held in sorted(pages, key=newest)] == ["s9", "s1", "s2", "s0"]


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"{",
        b"[]",
        b'"dateline"',
        b'{"edition": "{"}',
        b'{"edition": 5}',
        b'{"edition": "[]"}',
        b'{"edition": "{\\"gossip\\":1}"}',
        b"[" * 100_000,
    ],
)
def test_a_manifest_that_cannot_be_read_says_nothing_of_the_site(manifest: bytes) -> None:
    assert edition_of(manifest) == Edition()


def test_a_manifest_says_what_the_site_calls_itself() -> None:
    held = Edition(title="The Weir", language="de")
    manifest = json.dumps({"edition": codec.dumps(held)}).encode()
    assert edition_of(manifest) == held
