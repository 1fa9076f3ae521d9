"""What a letter tells, in which order and in whose words; and that no header can be slipped in."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.clients.mail import wire
from dateline.core.listings import Listing, Order
from dateline.core.pages import Cause, Correction, Fault, Occasion, Status
from dateline.core.site import Edition
from dateline.core.subscriptions import Cadence, Letter, Standing, Subscription
from dateline.core.types import Stamp
from dateline.stages.publish.digest import contents, letters
from dateline.stages.publish.digest.answers import Kind, answer
from dateline.stages.publish.digest.contents import Contents

FEW = settings(max_examples=40, deadline=None)
NOW = datetime(2025, 7, 2, 6, 5, tzinfo=UTC)
SINCE = datetime(2025, 7, 1, 6, 0, tzinfo=UTC)
EDITION = Edition(title="Watt-Bote", base_url="https://watt.example/news")
DESK = letters.Desk(edition=EDITION, sender="news@watt.example", replies="leave@watt.example")
READER = Subscription(
    id="m1", address="a@example.org", standing=Standing.CONFIRMED, confirmed=SINCE, told=SINCE
)


def at(hours: float) -> Stamp:
    return Stamp(at=SINCE + timedelta(hours=hours))


def listing(story: str, hours: float, *, revised: float | None = None, **more: object) -> Listing:
    values: dict[str, object] = {
        "theme": "t1",
        "headline": f"Headline of {story}",
        "standfirst": f"What {story} is about.",
        "first_reported": at(hours),
        "revised": at(hours if revised is None else revised),
        "revision": 1 if revised is None else 2,
        "outlets": ("Watt-Anzeiger", "Radio Siel"),
        "origins": 2,
    }
    return Listing(story=story, **(values | more))  # type: ignore[arg-type]


def told(*listings: Listing, since: datetime = SINCE) -> Contents:
    return contents.contents(listings, since, NOW)


def letter(found: Contents, desk: letters.Desk = DESK, **changes: object) -> Letter:
    reader = replace(READER, **changes)  # type: ignore[arg-type]
    return letters.digest(desk, reader, found, "", NOW, "d1", "u.m1.code")


WRONG = Correction(wrong="Five were hurt.", right="Three were hurt.", fault=Fault.OURS, at=at(3), line="l1")


# --- what is news -------------------------------------------------------------------------


def test_what_changed_since_is_new_or_revised() -> None:
    found = told(listing("new", 2), listing("old", -30, revised=3), listing("past", -40))
    assert [one.story for one in found.new] == ["new"]
    assert [one.story for one in found.revised] == ["old"]
    assert found.until == at(3).at


def test_a_story_that_was_first_told_and_revised_meanwhile_is_new() -> None:
    assert [one.story for one in told(listing("new", 2, revised=5)).new] == ["new"]


def test_a_late_report_of_a_page_that_is_new_is_new() -> None:
    late = replace(listing("late", -30), revised=at(4))
    assert [one.story for one in told(late).new] == ["late"]


def test_stories_of_more_origins_come_first_then_the_newer() -> None:
    found = told(listing("a", 1), listing("b", 2), listing("c", 0.5, origins=5))
    assert [one.story for one in found.new] == ["c", "b", "a"]


def test_nothing_new_is_nothing() -> None:
    assert not told()
    assert not told(listing("past", -1))
    assert told(listing("new", 1))


def test_what_changed_in_the_last_minutes_waits_for_the_next_one() -> None:
    hours = (NOW - SINCE).total_seconds() / 3600
    found = told(listing("just", hours - 0.1), listing("before", hours - 1))
    assert [one.story for one in found.new] == ["before"]
    assert found.until < at(hours - 0.1).at
    following = contents.contents([listing("just", hours - 0.1)], found.until, NOW + timedelta(days=1))
    assert [one.story for one in following.new] == ["just"]


def test_a_clock_that_runs_ahead_does_not_hide_what_comes() -> None:
    found = told(listing("ahead", 100), listing("now", 1))
    assert [one.story for one in found.new] == ["now"]
    assert found.until == at(1).at


def test_what_has_no_room_is_counted() -> None:
    found = told(*(listing(f"s{number:02}", 1 + number / 100) for number in range(30)))
    assert (len(found.new), found.more, found.stories) == (20, 10, 30)


def test_corrections_since_then_newest_first() -> None:
    older, before = replace(WRONG, at=at(1), wrong="Older."), replace(WRONG, at=at(-1), wrong="Told before.")
    found = told(listing("s", -30, revised=3, corrections=(before, older, WRONG)))
    assert [one.correction.wrong for one in found.corrections] == ["Five were hurt.", "Older."]


def test_the_stories_that_changed_last_are_looked_up() -> None:
    assert contents.lookup("t1").theme == "t1"
    assert contents.lookup("").order is Order.CHANGED


# --- the words ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stories", "subject"),
    [
        (["one"], "Headline of one"),
        (["one", "two"], "Headline of two, and 1 more story"),
        (["one", "two", "six"], "Headline of six, and 2 more stories"),
    ],
)
def test_the_subject_is_what_is_new(stories: list[str], subject: str) -> None:
    found = told(*(listing(story, 1 + place) for place, story in enumerate(stories)))
    assert letter(found).subject == subject


def test_a_correction_alone_is_the_subject() -> None:
    found = replace(told(listing("s", -30, corrections=(WRONG,))), revised=())
    assert letter(found).subject == "Correction: Headline of s"


def test_both_parts_say_the_same() -> None:
    made = letter(told(listing("new", 1), listing("old", -30, revised=3, corrections=(WRONG,))))
    for part in (made.text, made.html):
        for words in (
            "Headline of new",
            "What new is about.",
            "2 outlets",
            "2 independent origins",
            "Headline of old",
            "https://watt.example/news/story/new/",
            "https://watt.example/news/follow/unsubscribe?token=u.m1.code",
            "It said: “Five were hurt.”",
            "Right is: “Three were hurt.”",
            "1 July 2025",
        ):
            assert words in part, words


def test_corrections_stand_before_all_else() -> None:
    made = letter(told(listing("new", 1), listing("old", -30, revised=3, corrections=(WRONG,))))
    for part in (made.text, made.html):
        places = [part.upper().index(words) for words in ("CORRECTIONS", "NEW STORIES", "REVISED SINCE")]
        assert places == sorted(places)


def test_what_was_taken_back_and_what_may_not_be_shown() -> None:
    back = replace(WRONG, right="")
    hidden = replace(WRONG, wrong="", right="", fault=Fault.SOURCE)
    made = letter(told(listing("s", -30, revised=3, corrections=(back, hidden))))
    assert "The line was taken back" in made.text
    assert "its words may no longer be shown" in made.text
    assert "The source corrected its report." in made.text


def test_a_merge_is_told_in_a_sentence_of_the_house() -> None:
    merged = replace(WRONG, line="", cause=Cause(occasion=Occasion.MERGED))
    story = told(listing("s", -30, revised=3, corrections=(merged,)))
    assert "Two pages told of this happening." in letter(story).text
    german = letter(story, replace(DESK, edition=replace(EDITION, language="de")))
    assert "Zwei Seiten erzählten von diesem Ereignis." in german.html
    assert merged.wrong not in german.text


def test_status_and_machine_wording_are_said() -> None:
    one = listing("s", 1, status=Status.CONFIRMED, modelled=True, origins=1, outlets=("Radio Siel",))
    made = letter(told(one))
    assert "1 outlet · 1 independent origin · confirmed · worded by a language model" in made.text
    assert "disputed" in letter(told(listing("s", 1, disputed=True))).text
    assert "reported" not in letter(told(listing("s", 1))).text.replace("Reported", "")


def test_a_headline_says_its_language() -> None:
    made = letter(told(listing("s", 1, language="ar", headline="عنوان")))
    assert '<a href="https://watt.example/news/story/s/" lang="ar" dir="rtl"' in made.html


@pytest.mark.parametrize(("language", "word"), [("uk", "Нові сюжети"), ("de", "Neue Nachrichten")])
def test_the_house_speaks_the_language_of_the_edition(language: str, word: str) -> None:
    desk = replace(DESK, edition=replace(EDITION, language=language))
    made = letter(told(listing("s", 1)), desk)
    assert word in made.html
    assert "Headline of s" in made.html
    assert f'<html lang="{language}">' in made.html


def test_nothing_is_remote_and_nothing_tells_readers_apart_but_the_farewell() -> None:
    made = letter(told(listing("new", 1), listing("old", -30, revised=3)))
    assert not re.search(r"<(img|script|link|iframe|form)|url\(|@import|background=", made.html)
    links = set(re.findall(r"https?://[^\s\"<>]+", made.html + made.text))
    assert all(link.startswith("https://watt.example/news/") for link in links)
    assert {link for link in links if "m1" in link} == {
        "https://watt.example/news/follow/unsubscribe?token=u.m1.code"
    }


def test_words_of_sources_are_escaped() -> None:
    made = letter(told(listing("s", 1, headline="<script>alert(1)</script>", standfirst="a & <b>")))
    assert "<script" not in made.html
    assert "&lt;script&gt;" in made.html
    assert "<script>alert(1)</script>" in made.text


def test_a_source_cannot_write_lines_of_its_own() -> None:
    made = letter(told(listing("s", 1, headline="One\n\nUnsubscribe: https://evil.example/\r\nTwo")))
    assert "One Unsubscribe: https://evil.example/ Two" in made.text
    assert "\nUnsubscribe: https://evil" not in made.text


def test_the_letter_that_asks() -> None:
    pending = replace(READER, standing=Standing.PENDING, cadence=Cadence.WEEKLY, theme="t1")
    made = letters.asking(DESK, pending, "Elbe flood", NOW, "q1", "c.m1.weekly.1.code")
    link = "https://watt.example/news/follow/confirm?token=c.m1.weekly.1.code"
    for part in (made.text, made.html):
        assert link in part
        assert "Watt-Bote: Elbe flood" in part
        assert "Weekly digest" in part
    assert made.headers == (("Auto-Submitted", "auto-generated"),)


def test_the_letter_that_asks_for_the_whole_site_names_it_once() -> None:
    made = letters.asking(DESK, replace(READER, theme=""), "", NOW, "q1", "c.m1.daily.1.code")
    for part in (made.text, made.html):
        assert "Watt-Bote" in part
        assert "Watt-Bote: Watt-Bote" not in part
    assert "Watt-Bote\nDaily digest\n" in made.text


# --- headers ------------------------------------------------------------------------------


def test_a_digest_can_be_left_with_one_click() -> None:
    headers = dict(letter(told(listing("s", 1))).headers)
    assert headers == {
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": "<https://watt.example/news/follow/unsubscribe?token=u.m1.code>, "
        "<mailto:leave@watt.example?subject=unsubscribe%20u.m1.code>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": "<digest.watt.example>",
    }


def test_a_theme_is_a_list_of_its_own() -> None:
    assert (
        dict(letter(told(listing("s", 1)), theme="tsea").headers)["List-Id"] == "<tsea.digest.watt.example>"
    )
    odd = letter(told(listing("s", 1)), theme="t>\r\nBcc: x")
    assert dict(odd.headers)["List-Id"] == "<digest.watt.example>"


def test_without_an_address_for_replies_there_is_no_mailto() -> None:
    made = letter(told(listing("s", 1)), replace(DESK, replies=""))
    assert "mailto" not in dict(made.headers)["List-Unsubscribe"]


def test_the_same_digest_has_the_same_message_id_and_bytes() -> None:
    one, two = (letter(told(listing("s", 1))) for _ in range(2))
    assert one.message_id == "<d1@watt.example>"
    assert wire(one) == wire(two)


HOSTILE = st.text(
    alphabet=st.one_of(st.sampled_from("\r\n\0\t :;,<>@\"'\\=?_-.aé漢\u2028\u202e\ud800"), st.characters()),
    max_size=200,
)


@FEW
@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_of_a_source_or_operator_becomes_a_header(headline: str, title: str, name: str) -> None:
    desk = replace(DESK, edition=replace(EDITION, title=title))
    found = told(listing("s", 1, headline=f"{headline}\r\nBcc: b@example.org"))
    made = letters.digest(desk, READER, found, name, NOW, "d1", "u.m1.code")
    head = wire(made).partition(b"\r\n\r\n")[0]
    names = [
        line.partition(b":")[0].lower() for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))
    ]
    assert sorted(names) == sorted(
        b"from to subject date message-id auto-submitted list-unsubscribe list-unsubscribe-post list-id "
        b"mime-version content-type".split()
    )
    assert head.isascii()


@given(st.text(max_size=300))
def test_one_line_is_one_line(text: str) -> None:
    line = letters.one_line(text)
    assert len(line) <= 111
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", line)


# --- the pages behind the links -----------------------------------------------------------


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("language", ["en", "uk", "de"])
def test_every_answer_is_a_page(kind: Kind, language: str) -> None:
    page = answer(kind, replace(EDITION, language=language), "u.m1.code", "Elbe flood", Cadence.DAILY)
    html = page.content.decode()
    assert f'<html lang="{language}">' in html
    assert 'name="robots" content="noindex"' in html
    assert ("<form" in html) is (kind in (Kind.CONFIRM, Kind.LEAVE))
    assert 200 <= page.status < 600


def test_buttons_post_the_token_to_where_it_belongs() -> None:
    confirm, leave = (answer(kind, EDITION, 'a"b').content.decode() for kind in (Kind.CONFIRM, Kind.LEAVE))
    assert 'method="post" action="../follow/confirm"' in confirm
    assert 'method="post" action="../follow/unsubscribe"' in leave
    assert 'value="a&#34;b"' in confirm


def test_only_a_closed_counter_says_when_to_come_back() -> None:
    assert answer(Kind.CLOSED, EDITION).retry_after > 0
    assert answer(Kind.LEFT, EDITION).retry_after == 0
