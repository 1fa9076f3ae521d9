"""The headline: an outlet's own, cleaned of mastheads, borne out by its report, never stitched."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.pages import Clipping, Line, LineKind
from dateline.core.text import words
from dateline.stages.narrate.facts.material import gather
from dateline.stages.narrate.plan import headline
from dateline.stages.narrate.plan.headline import choose, credited
from dateline.stages.narrate.plan.selection import rank
from dateline.stages.narrate.plan.titles import clean
from tests.stages.desk import clip, dossier, report

TEXT = (
    "The old ferry of the guild sank in the bay of Vesk. Twelve barrels of salt were lost. "
    "Divers raised the bell."
)
TITLE = "Old ferry sinks in the bay of Vesk"


def titled(name: str, title: str, text: str = TEXT, outlet: str = "Fjordpost", **more: object) -> Clipping:
    return clip(report(name, text, title=title, outlet=outlet, **more))  # type: ignore[arg-type]


def chosen(*clippings: Clipping) -> Line | None:
    material = gather(dossier(clippings))
    return choose(material, rank(material))


# --- clean ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE} | Fjordpost",
        f"{TITLE} – Fjordpost",
        f"{TITLE} - FJORDPOST",
        f"{TITLE} » fjordpost.example",
        f"{TITLE} · Vesk Evening News",
        f"Update: {TITLE}",
        f"EXCLUSIVE: {TITLE}",
        f"Video | {TITLE}",
        f"<b>{TITLE}</b>",
        f"  {TITLE}\n",
        f"__{TITLE}__",
    ],
)
def test_only_the_news_of_a_title_is_left(title: str) -> None:
    assert clean(title, "Fjordpost") == TITLE


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "Old ferry sinks - twelve barrels of salt are lost",
        "Ferry sinks – guild weeps as divers raise the bell",
        "Vesk | Fjordpost",  # too little would be left
        "Ferry-boat sinks in Vesk",
        "Updates come slowly to Vesk",
    ],
)
def test_what_is_news_is_left_on(title: str) -> None:
    assert clean(title, "Fjordpost") == title


@pytest.mark.parametrize("title", ["", " ", "\n\t"])
def test_no_title_is_no_title(title: str) -> None:
    assert clean(title) == ""


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet="aB -|–:»<>*_&;\n1", max_size=60))
def test_a_clean_title_is_one_line_of_the_title_s_own_words(title: str) -> None:
    text = clean(title, "Fjordpost")
    assert "\n" not in text
    assert not text or not text[0].islower()
    assert len(words(text)) <= len(words(title)) + 2  # markup inside a word parts nothing that was whole


# --- choose ---------------------------------------------------------------------------------


def test_the_words_are_those_of_one_title() -> None:
    line = chosen(
        titled("a", f"{TITLE} | Fjordpost"),
        titled("b", "Guild of Vesk loses ferry and salt", TEXT + " It rained."),
    )
    assert line is not None
    assert line.text in (TITLE, "Guild of Vesk loses ferry and salt")
    assert line.kind is LineKind.HEADLINE
    assert line.evidence


@pytest.mark.parametrize(
    "bait",
    [
        "Was the old ferry of the guild in Vesk rotten?",
        "You won’t believe how the old ferry of Vesk sank",
        "7 things to know as old ferry sinks in bay of Vesk",
        "Baker buys lighthouse in distant Ollerau",  # another story's
        "Old ferry sinks in the bay of Vesk with 900 barrels",  # a number that its report has not
        "Ferry",  # too short to be one
    ],
)
def test_a_title_that_asks_promises_or_is_not_borne_out_yields(bait: str) -> None:
    for order in ((bait, TITLE), (TITLE, bait)):
        line = chosen(
            *(titled(f"r{n}", title, f"{TEXT} It rained {n + 2} hours.") for n, title in enumerate(order))
        )
        assert line is not None
        assert line.text == TITLE


def test_the_only_title_stands_even_where_it_is_poor() -> None:
    line = chosen(titled("a", "Why did the ferry sink?"), titled("b", ""))
    assert line is not None
    assert line.text == "Why did the ferry sink?"
    assert {span.report for span in line.evidence} == {"a"}


def test_of_equal_titles_the_earlier_report_s_is_taken() -> None:
    line = chosen(titled("z", TITLE), titled("a", TITLE))
    assert line is not None
    assert line.evidence[0].report == "z"


@pytest.mark.parametrize("language", ["no", "de", "zh"])
def test_a_title_in_a_language_that_we_do_not_read_has_its_opening_as_evidence(language: str) -> None:
    own = titled(
        "a", "Gammel ferje sank ved Vesk", "Ferja gikk ned ved kaia. Ingen ble skadd.", language=language
    )
    line = chosen(own)
    assert line is not None
    assert line.text == "Gammel ferje sank ved Vesk"
    assert [own.report.quote(span) for span in line.evidence] == ["Ferja gikk ned ved kaia."]


def test_a_report_without_facts_or_paragraphs_bears_out_its_title_with_all_of_it() -> None:
    own = report("a", "no sentence here", title=TITLE)
    line = chosen(clip(own))
    assert line is not None
    assert [own.quote(span) for span in line.evidence] == ["no sentence here"]


def test_evidence_lies_in_the_reports_and_supporters_are_independent() -> None:
    clippings = [titled(f"r{n}", TITLE, f"{TEXT} It rained {n + 2} hours.") for n in range(4)]
    line = chosen(*clippings)
    assert line is not None
    texts = {own.report.id: own.report.text for own in clippings}
    assert all(0 <= span.start < span.end <= len(texts[span.report]) for span in line.evidence)
    assert len(set(line.evidence)) == len(line.evidence)
    assert 1 <= line.origins <= 4


def test_the_id_of_a_headline_is_the_story_s_and_not_its_words() -> None:
    one, other = chosen(titled("a", TITLE)), chosen(titled("b", "Guild of Vesk loses ferry"))
    assert one is not None
    assert other is not None
    assert one.id == other.id


def test_a_headline_is_credited_to_its_outlet_or_host() -> None:
    assert credited(titled("a", TITLE)) == "Fjordpost"
    own = report("a", TEXT, outlet=" ", url="https://www.kystavisa.example/1")
    assert credited(clip(own)).strip() in ("", "kystavisa.example")


# --- what time and space do to titles --------------------------------------------------------


@pytest.mark.parametrize(
    "cut", ["Old ferry sinks in the bay of Ve", "Old ferry sinks in the bay...", "Old ferry sinks in the…"]
)
def test_a_title_that_was_cut_yields(cut: str) -> None:
    line = chosen(titled("a", cut), titled("b", TITLE, f"{TEXT} It rained for 2 hours."))
    assert line is not None
    assert line.text == TITLE


def test_two_mastheads_are_taken_off() -> None:
    assert clean(f"{TITLE} - Vesk News Now - VTV and VRB", "Vesk News") == TITLE


def test_a_story_that_goes_on_is_headed_by_how_it_stands_now() -> None:
    stale, fresh = "Guild of Vesk looks for its old ferry", "Guild of Vesk raises its old ferry"
    text = "The guild of Vesk looks for its old ferry. The guild of Vesk raises its old ferry."
    line = chosen(titled("a", stale, text, day=4), titled("b", fresh, f"{text} It rained.", day=7))
    assert line is not None
    assert line.text == fresh
    same = chosen(
        titled("a", stale, text, day=4, hour=8), titled("b", stale, f"{text} It rained.", day=4, hour=9)
    )
    assert same is not None
    assert same.evidence[0].report == "a"


# --- whose words it may be ----------------------------------------------------------------------


def test_a_title_that_is_a_report_s_own_long_run_of_words_gives_way() -> None:
    run, other = titled("a", TITLE), titled("b", "Ferry of the guild sinks in Vesk bay")
    material = gather(dossier([run, other]))
    line = choose(material, rank(material), free=lambda title: title != TITLE)
    assert line is not None
    assert line.text == "Ferry of the guild sinks in Vesk bay"


def test_where_no_title_is_free_the_best_stays() -> None:
    material = gather(dossier([titled("a", TITLE)]))
    line = choose(material, rank(material), free=lambda _: False)
    assert line is not None
    assert line.text == TITLE


@pytest.mark.parametrize("broken", ["Old ferry... - the guild of Vesk bay", "Old ferry of … sinks in Vesk"])
def test_a_title_with_dots_inside_gives_way(broken: str) -> None:
    line = chosen(titled("a", broken), titled("b", TITLE))
    assert line is not None
    assert line.text == TITLE


TITLES = st.lists(
    st.lists(
        st.sampled_from(["old", "ferry", "guild", "sank", "bay", "Vesk", "bell", "baker"]), min_size=3
    ).map(lambda parts: " ".join(parts[:8]).capitalize()),
    min_size=1,
    max_size=6,
)


@given(TITLES)
@settings(max_examples=40, deadline=None)
def test_looking_no_further_than_needed_finds_the_best_title(titles: list[str]) -> None:
    """What is borne out is asked of the likeliest titles alone; asking it of all must choose the same."""
    clippings = [titled(f"r{number}", title) for number, title in enumerate(titles)]
    material = gather(dossier(clippings))
    ranking = rank(material)
    cleaned = [clean(c.report.title, c.report.outlet) for c in clippings]
    worth = [
        headline._merit(title, c, material, ranking) * headline._borne_out(title, c, material, ranking)
        for title, c in zip(cleaned, clippings, strict=True)
    ]
    line = choose(material, ranking)
    assert line is not None
    assert worth[cleaned.index(line.text)] == pytest.approx(max(worth))


@pytest.mark.parametrize(
    "title",
    [
        "VPR Search : VPR",
        "Latest News - Vesk Gazette",
        "Watch live: ferry",
        "Home",
        "Page not found",
        "Morning briefing",
        "Bakers elect a dean",
    ],
)
def test_a_title_that_tells_nothing_of_its_report_gives_way(title: str) -> None:
    line = chosen(titled("a", title), titled("b", TITLE))
    assert line is not None
    assert line.text == TITLE


@pytest.mark.parametrize("title", ["VPR Search : VPR", "Watch live: ferry", "Sports"])
def test_where_no_title_tells_a_happening_there_is_no_headline_of_an_outlet(title: str) -> None:
    assert chosen(titled("a", title)) is None


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        (
            "Ferry sinks off Vesk - TBS News 8 - Vesk, VK News Station - KVSK Channel 8",
            "Ferry sinks off Vesk",
        ),
        ("Ferry sinks off Vesk - KVSK.com-Vesk, VK News Weather & Sports", "Ferry sinks off Vesk"),
        ("Ferry sinks off Vesk -", "Ferry sinks off Vesk"),
        ("Watch live: Ferry sinks off Vesk", "Ferry sinks off Vesk"),
        ("MORNING UPDATE – Ferry sinks off Vesk", "Ferry sinks off Vesk"),
        ("Ministers agree on quotas - U.K. fishing fleets object to all of it", None),
        ("Storm warning - Police close the coast road near Ott", None),
        ("Mayor Ott: the ferry will sail again", None),
    ],
)
def test_mastheads_and_labels_go_and_news_stay(title: str, printed: str | None) -> None:
    assert clean(title, "kvsk.com") == (printed or title)


@pytest.mark.parametrize("title", ["Old ferry sinks in the bay off a", "Old ferry sinks in the bay of the"])
def test_a_title_that_was_cut_off_at_a_small_word_gives_way(title: str) -> None:
    line = chosen(titled("a", title), titled("b", TITLE))
    assert line is not None
    assert line.text == TITLE
