"""Stories of one matter are a theme, with a name out of the reports' own words; strangers stay out."""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Mapping, Sequence
from itertools import permutations
from pathlib import Path

import pytest

from dateline.core.ids import theme_id
from dateline.core.types import Report, Theme
from dateline.stages.group.themes.kinship import Reach
from dateline.stages.group.themes.shelf import Digest, Shelf, Shelved
from tests.stages.arrivals import ALL, FERRY, VOTE, report

Stories = Mapping[str, Sequence[Report]]

CREST = (
    report(
        "gull-crest",
        "Brenna flood crest reaches Oldmark",
        "The crest of the Brenna flood reached Oldmark on Monday night.\n\nThe gauge by the market stood "
        "at 7.1 metres, the highest since 1950. Four hundred people slept in the gymnasium of a school. "
        "Soldiers filled sandbags by lamplight.",
    ),
    report(
        "tide-crest",
        "Oldmark sleeps in a gymnasium as the Brenna flood crests",
        "Four hundred people slept in a gymnasium in Oldmark as the Brenna flood crested.\n\nAt 7.1 metres "
        "the gauge by the market was higher than in any year since 1950. Soldiers still filled sandbags.",
        0.2,
    ),
)
DIKE = (
    report(
        "gull-dike",
        "Dike breaks in Lower Sund, cattle driven uphill",
        "A dike broke in Lower Sund on Saturday and let the Brenna flood into six farms.\n\nFarmers drove "
        "cattle uphill, dike warden Rolf Eide said. Sandbags from Oldmark came too late for the breach.",
        5,
    ),
)
BILL = (
    report(
        "gull-bill",
        "Brenna flood bill for Oldmark comes to 90 million crowns",
        "The Brenna flood will cost Oldmark 90 million crowns, treasurer Lise Moen told councillors.\n\nA "
        "new dike and the repair of the old one are a third of it; insurance pays for the gymnasium.",
        12,
    ),
)
#: Another flood, on another river, in the same words: a stranger.
OTHER = (
    report(
        "post-flood",
        "Flood on the Arvo: dike holds at Pelto",
        "The flood on the Arvo has crested at Pelto.\n\nThe gauge stood at 4.2 metres. Soldiers filled "
        "sandbags on the dike, and four hundred people slept in a school's gymnasium, Mayor Eero Salo said.",
        4,
    ),
)
RIVER: Stories = {"s-crest": CREST, "s-dike": DIKE, "s-bill": BILL}
REST: Stories = {f"s-{held.id}": [held] for held in ALL}


def shelved(stories: Stories, shelf: Shelf | None = None) -> Shelved:
    shelf = shelf or Shelf()
    return shelf.file({story: [shelf.read(held) for held in reports] for story, reports in stories.items()})


def test_stories_of_one_matter_share_a_theme_and_others_do_not() -> None:
    found = shelved({**RIVER, **REST}).theme_of
    assert len({found[story] for story in RIVER}) == 1
    assert not {found[story] for story in RIVER} & {found[story] for story in REST}


def test_two_floods_are_two_themes() -> None:
    found = shelved({**RIVER, "s-other": OTHER}).theme_of
    assert found["s-other"] not in {found[story] for story in RIVER}


def test_a_shared_leader_is_no_theme() -> None:
    def told(name: str, title: str, text: str, day: float) -> Report:
        return report(name, title, f"{text} President Ada Rask was there.", day)

    found = shelved(
        {
            "s-1": [told("a-1", "Rask opens the bridge", "A bridge of steel was opened over the sound.", 0)],
            "s-2": [
                told("b-2", "Rask vetoes fishing bill", "Herring quotas stay as they are this autumn.", 3)
            ],
            "s-3": [told("c-3", "Rask meets the choir", "Two hundred children sang in the cathedral.", 6)],
        }
    )
    assert len(set(found.theme_of.values())) == 3


def test_a_shared_country_and_kind_of_happening_are_no_theme() -> None:
    found = shelved(
        {
            "s-1": [
                report(
                    "a-1", "Fire in Altdorf", "A fire in Germany burned a barn at Altdorf. Firefighters came."
                )
            ],
            "s-2": [
                report(
                    "b-2",
                    "Fire in Neustett",
                    "A fire in Germany burned a mill at Neustett. Firefighters came.",
                )
            ],
        }
    )
    assert len(set(found.theme_of.values())) == 2


def test_a_theme_is_named_by_what_recurs_and_has_subjects() -> None:
    found = shelved({**RIVER, **REST})
    river = next(theme for theme in found.themes if "s-crest" in theme.stories)
    assert river.name == "Brenna flood"
    assert river.subjects[0] == "medtop:20000154"


def test_the_stories_of_a_theme_come_newest_first() -> None:
    river = next(theme for theme in shelved(RIVER).themes if "s-crest" in theme.stories)
    assert river.stories == ("s-bill", "s-dike", "s-crest")


def test_a_story_alone_has_a_theme_of_its_own_with_a_name_from_it() -> None:
    found = shelved({"s-ferry": FERRY})
    assert [(theme.id, theme.stories) for theme in found.themes] == [(theme_id("s-ferry"), ("s-ferry",))]
    assert {"Brannholm", "Marit", "Skarv"} & set(found.themes[0].name.split())


def test_a_later_story_joins_the_known_theme_and_only_that_theme_changes() -> None:
    shelf = Shelf()
    first = shelved({"s-crest": CREST, **REST}, shelf)
    later = shelved({"s-dike": DIKE, "s-bill": BILL}, shelf)
    assert set(later.theme_of.values()) == {first.theme_of["s-crest"]}
    assert [theme.id for theme in later.themes] == [first.theme_of["s-crest"]]


def test_after_its_window_a_theme_takes_no_more() -> None:
    late = {"s-late": [dataclasses.replace(BILL[0], published=report("x", "", "", 200).published)]}
    shelf = Shelf()
    first = shelved({"s-crest": CREST, "s-dike": DIKE}, shelf)
    assert shelved(late, shelf).theme_of["s-late"] not in first.theme_of.values()


def test_undated_stories_are_not_lost() -> None:
    bare = {
        story: [dataclasses.replace(r, published=None) for r in reports] for story, reports in RIVER.items()
    }
    assert len(set(shelved(bare).theme_of.values())) == 1


@pytest.mark.parametrize("order", list(permutations(RIVER)))
def test_the_order_of_the_stories_changes_nothing(order: tuple[str, ...]) -> None:
    stories = {**RIVER, **REST, "s-other": OTHER}
    names = [*order, *(story for story in stories if story not in order)]
    assert shelved({story: stories[story] for story in names}) == shelved(stories)


def test_the_order_of_the_reports_changes_nothing() -> None:
    mixed = {story: random.Random(3).sample(list(reports), len(reports)) for story, reports in RIVER.items()}
    assert shelved(mixed) == shelved(RIVER)


def test_a_story_with_company_stays_when_it_changes() -> None:
    shelf = Shelf()
    first = shelved(RIVER, shelf)
    more = (*DIKE, *(dataclasses.replace(held, id=f"x-{held.id}") for held in FERRY))
    assert shelved({"s-dike": more}, shelf).theme_of["s-dike"] == first.theme_of["s-dike"]


def test_a_story_that_ended_leaves_its_theme() -> None:
    shelf = Shelf()
    shelved(RIVER, shelf)
    found = shelf.file({}, ended=["s-dike"])
    assert [theme.stories for theme in found.themes] == [("s-bill", "s-crest")]


def test_nothing_new_changes_nothing() -> None:
    shelf = Shelf()
    shelved(RIVER, shelf)
    assert shelf.file({}) == Shelved(theme_of={}, themes=())


def test_a_story_that_links_two_stories_makes_them_one_theme() -> None:
    shelf = Shelf()
    first = shelved({"s-crest": CREST}, shelf)
    second = shelved(
        {"s-dike": [dataclasses.replace(DIKE[0], text=DIKE[0].text.replace("Brenna", "Sund"))]}, shelf
    )
    third = shelved({"s-bill": BILL}, shelf)
    assert first.theme_of["s-crest"] == third.theme_of["s-bill"]
    assert {t.id for t in third.themes} <= {*first.theme_of.values(), *second.theme_of.values()}


# --- what was stored -------------------------------------------------------------------------


def recalled(themes: Sequence[Theme], stories: Stories) -> Shelf:
    shelf = Shelf(themes)
    shelf.recall({story: [shelf.read(held) for held in reports] for story, reports in stories.items()})
    return shelf


def test_stored_themes_go_on() -> None:
    first = shelved({"s-crest": CREST, "s-dike": DIKE})
    shelf = recalled(first.themes, {"s-crest": CREST, "s-dike": DIKE})
    later = shelved({"s-bill": BILL}, shelf)
    assert later.theme_of == {"s-bill": first.theme_of["s-crest"]}
    assert later.themes[0].stories == ("s-bill", "s-dike", "s-crest")


def test_stories_whose_reports_are_not_recalled_stay_in_their_theme() -> None:
    held = Theme(id="t1", name="Brenna flood", stories=("s-crest", "s-old"))
    later = shelved({"s-bill": BILL}, recalled([held], {"s-crest": CREST}))
    assert later.themes[0].stories == ("s-bill", "s-crest", "s-old")


def test_a_printed_name_stays_while_it_fits() -> None:
    held = Theme(id="t1", name="Oldmark flood", stories=("s-crest", "s-bill"))
    later = shelved({"s-dike": DIKE}, recalled([held], {"s-crest": CREST, "s-bill": BILL}))
    assert later.themes[0].name == "Oldmark flood"


def test_a_printed_name_goes_when_nothing_bears_it_out() -> None:
    held = Theme(id="t1", name="Pelto fire", stories=("s-crest", "s-bill"))
    later = shelved({"s-dike": DIKE}, recalled([held], {"s-crest": CREST, "s-bill": BILL}))
    assert later.themes[0].name == "Brenna flood"


def test_stories_of_a_theme_that_is_gone_are_judged_anew() -> None:
    found = recalled([], {"s-crest": CREST}).file({})
    assert found.theme_of == {"s-crest": theme_id("s-crest")}


# --- given with the reports, and the desk's own ---------------------------------------------------


@pytest.mark.parametrize(("given", "name"), [("Brenna", "Brenna"), ("the great flood", "the great flood")])
def test_a_given_theme_that_is_a_name_is_its_name(given: str, name: str) -> None:
    found = shelved({"s-crest": [dataclasses.replace(held, theme=given) for held in CREST]})
    assert [(theme.id, theme.name) for theme in found.themes] == [(given, name)]


def test_a_given_theme_that_is_a_code_is_named_from_its_reports() -> None:
    found = shelved({"s-crest": [dataclasses.replace(held, theme="t-41") for held in CREST]})
    assert found.themes[0].id == "t-41"
    assert found.themes[0].name.endswith("flood")


def test_a_story_that_answers_the_desks_query_is_in_its_theme() -> None:
    desk = Theme(id="t-desk", name="Our river", query="brenna -ferry")
    found = shelved({**RIVER, **REST}, Shelf([desk]))
    assert {story for story, theme in found.theme_of.items() if theme == "t-desk"} == set(RIVER)
    assert next(theme.name for theme in found.themes if theme.id == "t-desk") == "Our river"


def test_the_first_of_two_queries_has_the_story() -> None:
    two = [Theme(id="t-z", name="Z", query="brenna"), Theme(id="t-a", name="A", query="flood")]
    assert set(shelved(RIVER, Shelf(two)).theme_of.values()) == {"t-z"}
    assert set(shelved(RIVER, Shelf(two[::-1])).theme_of.values()) == {"t-a"}


def test_half_of_the_readable_reports_must_answer() -> None:
    desk = [Theme(id="t-desk", name="Gymnasium", query='"sleeps in a gymnasium"')]
    blank = dataclasses.replace(CREST[0], id="x-blank", text="", title="Closed")
    assert shelved({"s-1": CREST}, Shelf(desk)).theme_of["s-1"] == "t-desk"
    assert shelved({"s-1": [*CREST, blank]}, Shelf(desk)).theme_of["s-1"] == "t-desk"
    assert shelved({"s-1": [*CREST, *DIKE]}, Shelf(desk)).theme_of["s-1"] != "t-desk"


def test_a_query_theme_takes_nothing_that_does_not_answer() -> None:
    desk = [Theme(id="t-desk", name="Bill", query="treasurer")]
    found = shelved(RIVER, Shelf(desk)).theme_of
    assert {story for story, theme in found.items() if theme == "t-desk"} == {"s-bill"}


def test_a_new_query_takes_stories_that_were_filed_before() -> None:
    first = shelved(RIVER)
    desk = Theme(id="t-desk", name="Bill", query="treasurer")
    found = recalled([desk, *first.themes], RIVER).file({})
    assert found.theme_of == {"s-bill": "t-desk"}
    assert {theme.id: theme.stories for theme in found.themes} == {
        "t-desk": ("s-bill",),
        first.theme_of["s-crest"]: ("s-dike", "s-crest"),
    }


def test_a_stored_query_that_this_version_refuses_matches_nothing_and_stops_nothing() -> None:
    held = Shelf([Theme(id="t", name="T", query="(flood")])
    assert held.file({}).themes == ()


# --- what is kept -------------------------------------------------------------------------------


def size(held: Digest) -> int:
    from sys import getsizeof

    tuples = (held.names, held.words, held.heads, held.subjects, held.wanted)
    return getsizeof(held) + sum(map(getsizeof, tuples)) + getsizeof(held.day)


def test_a_digest_is_small_and_has_no_text() -> None:
    long = report("x-1", "A long one", " ".join(f"word{n} Name{n} stood by the river." for n in range(2_000)))
    assert size(Shelf().read(long)) < 900


def mills(first: int, day: float) -> dict[str, list[Report]]:
    numbers = range(first, first + 2_000)
    return {
        f"s-{n}": [report(f"x-{n}", f"Mill {n} burns", f"A mill of Alm{n} burned.", day)] for n in numbers
    }


def test_what_is_long_past_is_forgotten() -> None:
    shelf = Shelf(reach=Reach(window=10))
    shelved(mills(0, 0), shelf)
    assert "s-0" in shelf
    shelved(mills(2_000, 400), shelf)
    assert "s-2000" in shelf
    assert "s-0" not in shelf


def test_a_report_dated_years_ahead_makes_nothing_forgotten() -> None:
    shelf = Shelf()
    shelved({"s-ahead": [report("y-1", "Harbour opens", "The harbour of Sund opened.", 20_000)]}, shelf)
    shelved(mills(0, 0), shelf)
    assert "s-0" in shelf


def test_votes_and_ferries_keep_apart_at_any_reach() -> None:
    for join in (0.05, 0.14, 0.5):
        found = shelved({"s-vote": VOTE, "s-ferry": FERRY}, Shelf(reach=Reach(join=join)))
        assert len(set(found.theme_of.values())) == 2


# --- the reference page's own list has strangers in it ---------------------------------------------

#: A line of the list's times, and what stands before its titles.
_LISTED = re.compile(r"\bGMT|©")


def listed(page: str) -> list[str]:
    """The titles of the page's list of related stories: the lines between its times."""
    lines = [line.strip() for line in page.partition("MORE ON THEME")[2].splitlines()]
    return [line for line in lines if len(line.split()) > 4 and not _LISTED.search(line)]


def test_the_reference_pages_list_is_not_one_theme(shared: Path) -> None:
    page = (shared / "reference" / "page.txt").read_text("utf-8")
    titles = listed(page)
    assert len(titles) >= 15
    body = page.partition("MORE ON THEME")[0]
    stories = {f"s-{n}": [report(f"x-{n}", title, "")] for n, title in enumerate(titles)}
    found = shelved({"s-page": [report("x-page", body.splitlines()[0], body)], **stories}).theme_of
    company = [story for story, theme in found.items() if theme == found["s-page"]]
    assert len(company) <= len(titles) / 2
    assert not {n for n, title in enumerate(titles) if "Soccer" in title and f"s-{n}" in company}
