"""Maps of many happenings and charts of figures: nothing averaged, nothing joined, nothing hidden."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from dateline.core.listings import Listing
from dateline.core.pages import LedgerEntry, Toll
from dateline.core.types import Place, Qualifier, Scope, Stamp
from dateline.stages.publish.drawing.charts import Chart, course, revised
from dateline.stages.publish.drawing.happenings import WIDTH, Happening, HappeningsMap, happenings
from dateline.stages.publish.drawing.maps import locator
from dateline.stages.publish.render import environment
from dateline.stages.publish.wording import tongue
from tests.newsroom import place

FEW = settings(max_examples=20, deadline=None)
EVIL = '"><script>alert(1)</script>'


def printed(macro: str, view: object, language: str = "en") -> str:
    template = '{% import "drawing.html" as drawing %}{{ drawing.' + macro + "(view) }}"
    return environment(language).from_string(template).render(view=view)


def seen(name: str, lat: float, lon: float, count: int = 1) -> Happening:
    return Happening(name=name, lat=lat, lon=lon, count=count, href=f"place/{name.lower()}/index.html")


KYIV, LVIV, ODESA = seen("Kyiv", 50.45, 30.5, 9), seen("Lviv", 49.84, 24.0), seen("Odesa", 46.5, 30.7, 4)


def mapped(*places: Happening, language: str = "en") -> HappeningsMap:
    found = happenings(places, language)
    assert found is not None
    return found


# --- the map of happenings


def test_each_place_is_a_link_and_says_how_many_stories() -> None:
    found = mapped(KYIV, LVIV, ODESA)
    assert [mark.href for mark in found.marks] == [KYIV.href, ODESA.href, LVIV.href]
    titles = [tongue("en").say(mark.title) for mark in found.marks]
    assert titles == ["Kyiv: 9 stories", "Odesa: 4 stories", "Lviv: 1 story"]


def test_more_stories_make_a_larger_spot_and_none_is_too_small_to_touch() -> None:
    sizes = [mark.radius for mark in mapped(KYIV, LVIV, ODESA).marks]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) >= 13


def test_places_under_a_weightier_one_are_counted_and_not_drawn() -> None:
    crowd = [seen(f"Suburb {number}", 50.45 + number / 500, 30.5) for number in range(4)]
    found = mapped(KYIV, LVIV, *crowd)
    assert [mark.href for mark in found.marks] == [KYIV.href, LVIV.href]
    assert tongue("en").say(found.marks[0].title) == "Kyiv: 9 stories; 4 more places near it"


def test_where_all_places_have_few_stories_all_spots_are_small() -> None:
    assert max(mark.radius for mark in mapped(replace(KYIV, count=2), LVIV).marks) < 20


def test_on_the_world_spots_are_smaller() -> None:
    wide = mapped(replace(KYIV, count=50), seen("Sydney", -33.9, 151.2), seen("Washington", 38.9, -77.0))
    near = mapped(replace(KYIV, count=50), LVIV)
    assert wide.marks[0].radius < near.marks[0].radius
    assert wide.marks[0].count == 50
    assert wide.marks[1].count == 0


def test_the_area_of_a_spot_grows_with_its_count_and_not_its_width() -> None:
    marks = mapped(seen("A", 50, 10, 101), seen("B", 51, 11, 26), seen("C", 52, 12, 1)).marks
    assert marks[1].radius - marks[2].radius == pytest.approx((marks[0].radius - marks[2].radius) / 2, abs=1)


@pytest.mark.parametrize(
    "places", [(), (KYIV,), (KYIV, replace(KYIV, name="Kiev")), (KYIV, replace(LVIV, count=0))]
)
def test_one_place_is_no_map(places: tuple[Happening, ...]) -> None:
    assert happenings(places) is None


@pytest.mark.parametrize(("lat", "lon"), [(math.nan, 0.0), (91.0, 0.0), (0.0, 181.0), (math.inf, 0.0)])
def test_a_place_that_is_nowhere_is_left_out(lat: float, lon: float) -> None:
    assert len(mapped(KYIV, LVIV, seen("X", lat, lon)).marks) == 2


def test_places_all_over_the_earth_are_shown_on_the_world_without_a_scale() -> None:
    found = mapped(KYIV, seen("Sydney", -33.9, 151.2), seen("Washington", 38.9, -77.0))
    assert found.scale_label is None
    assert found.height < 400


def test_places_near_one_another_have_a_scale_and_names_of_countries() -> None:
    found = mapped(KYIV, LVIV, ODESA, language="uk")
    assert found.scale_label is not None
    assert "Україна" in {label.text for label in found.labels if label.kind == "country"}


@FEW
@given(
    st.lists(
        st.tuples(st.floats(-60, 80), st.floats(-180, 180), st.integers(1, 500)), min_size=2, max_size=80
    )
)
def test_all_spots_lie_in_the_picture(places: list[tuple[float, float, int]]) -> None:
    found = happenings([seen(f"P{at}", lat, lon, n) for at, (lat, lon, n) in enumerate(places)])
    if found is None:
        return
    assert len(found.marks) <= 60
    assert all(-2 <= mark.x <= WIDTH + 2 and -40 <= mark.y <= found.height + 40 for mark in found.marks)


def test_over_the_date_line_the_map_is_narrow() -> None:
    found = mapped(seen("Suva", -18.1, 178.4), seen("Apia", -13.8, -171.8))
    assert found.scale_label is not None
    assert found.marks[0].x != found.marks[1].x


def test_the_order_of_the_places_does_not_matter() -> None:
    assert mapped(KYIV, LVIV, ODESA) == mapped(ODESA, KYIV, LVIV)


# --- figures of a theme


def toll(low: float, best: float | None, high: float | None, measure: str = "killed") -> Toll:
    return Toll(measure=measure, low=low, best=best, high=high, evidence=())


def story(number: int, *tolls: Toll, happened: str = "") -> Listing:
    return Listing(
        story=f"s{number}", theme="t", headline=f"Flood {number}",
        happened=happened or f"2025-07-{number + 1:02}", tolls=tolls,
    )  # fmt: skip


THREE = tuple(story(number, toll(number, number, number + 5)) for number in range(3))


def charted(*listings: Listing) -> Chart:
    found = course(listings, {"s1": "story/s1/index.html"})
    assert found is not None
    return found


def test_each_story_is_a_bar_from_low_to_high_with_its_best_as_a_dot() -> None:
    found = charted(*THREE)
    assert len(found.bars) == 3
    for bar in found.bars:
        assert bar.high < bar.low  # upwards
        assert bar.best == bar.low
        assert not bar.open
    assert [bar.x for bar in found.bars] == sorted(bar.x for bar in found.bars)
    assert found.step == ""


def test_figures_of_two_happenings_are_never_joined() -> None:
    assert 'class="step"' not in printed("chart", charted(*THREE))


def test_where_nobody_is_of_greater_authority_there_is_no_dot() -> None:
    (*_, last) = charted(*THREE[:2], story(2, toll(3, None, 9))).bars
    assert last.best is None


def test_what_is_not_known_to_end_stays_open() -> None:
    found = charted(*THREE[:2], story(2, toll(3, None, None)))
    assert found.bars[-1].open
    assert "3 or more" in printed("chart", found)


def test_the_measure_that_most_stories_tell_of_is_drawn() -> None:
    injured = [story(number, toll(5, 5, 5, "injured"), toll(1, 1, 1)) for number in range(3)]
    found = charted(*injured, story(3, toll(7, 7, 7, "injured")))
    assert tongue("en").say(found.measure) == "injured"
    assert len(found.bars) == 4


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_make_no_chart(count: int) -> None:
    assert course(THREE[:count], {}) is None


def test_stories_without_a_date_are_not_placed_in_time() -> None:
    assert course([replace(one, happened="") for one in THREE], {}) is None


@pytest.mark.parametrize("bad", [math.nan, math.inf, -1.0])
def test_a_figure_that_is_none_is_not_drawn(bad: float) -> None:
    assert course([*THREE[:2], story(2, toll(bad, None, None))], {}) is None


def test_the_axis_begins_at_nothing_and_holds_all() -> None:
    found = charted(*THREE)
    assert found.figures[0].value == 0
    assert found.figures[-1].value >= 7
    assert len(found.figures) <= 8
    assert not found.powers


def test_figures_that_lie_far_apart_are_drawn_by_powers_of_ten() -> None:
    found = charted(*THREE[:2], story(2, toll(40_000, 40_000, 60_000)))
    assert found.powers
    assert "powers of ten" in printed("chart", found)
    assert found.bars[1].best != found.base


def test_stories_of_one_day_stand_beside_one_another() -> None:
    same = [story(number, toll(number, number, number), happened="2025-07-01") for number in range(5)]
    assert len({bar.x for bar in charted(*same).bars}) == 5


@FEW
@given(
    st.lists(
        st.tuples(st.integers(0, 10**7), st.integers(0, 10**6), st.integers(0, 27)), min_size=3, max_size=90
    )
)
def test_whatever_the_figures_the_bars_lie_in_the_plot(figures: list[tuple[int, int, int]]) -> None:
    listings = [
        story(0, toll(low, low, low + more), happened=f"2025-07-{day + 1:02}") for low, more, day in figures
    ]
    found = charted(*listings)
    for bar in found.bars:
        assert 76 <= bar.x <= 622
        assert 22 <= bar.high <= bar.low <= found.base
    assert all(22 - 1 <= tick.at <= found.base for tick in found.figures)


def test_the_table_says_what_the_picture_shows() -> None:
    tree = html.fromstring(printed("chart", charted(*THREE)))
    rows = [" ".join(row.itertext()).split() for row in tree.xpath("//tbody/tr")]
    assert [" ".join(row) for row in rows] == [
        "1 July 2025 0 to 5 (best 0) Flood 0",
        "2 July 2025 1 to 6 (best 1) Flood 1",
        "3 July 2025 2 to 7 (best 2) Flood 2",
    ]
    assert tree.xpath("//tbody//a/@href") == ["story/s1/index.html"]


# --- figures of a story


def entry(
    low: float, day: int, high: float | None = None, measure: str = "killed", speaker: str = ""
) -> LedgerEntry:
    at = Stamp(at=datetime(2025, 7, day, 10, tzinfo=UTC)) if day else None
    return LedgerEntry(
        measure=measure, low=low, high=low if high is None else high, qualifier=Qualifier.EXACT, unit="",
        scope=Scope.HAPPENING, speaker=speaker, outlet="Insel-Bote", as_of=at, evidence=(),
    )  # fmt: skip


KILLED = Toll(measure="killed", low=9, best=9, high=9, evidence=())


def test_figures_of_another_extent_are_left_out_and_counted() -> None:
    own = [entry(3, 1), entry(5, 2), entry(9, 4)]
    others = [
        replace(entry(700, 1), scope=Scope.HISTORICAL),
        replace(entry(800, 2), scope=Scope.CUMULATIVE),
        replace(entry(2, 3), detail="children"),
        entry(30, 3, measure="injured"),
    ]
    found = revised([*own, *others], KILLED)
    assert found is not None
    assert [reading.low for reading in found.readings] == [3, 5, 9]
    assert found.left == 3
    assert "3 figures of a part or of another extent are left out." in printed("chart", found)
    alone = revised(own, KILLED)
    assert alone is not None
    assert "left out" not in printed("chart", alone)


def test_figures_of_two_extents_make_no_chart_together() -> None:
    assert revised([entry(3, 1), entry(5, 2), replace(entry(9, 4), scope=Scope.CUMULATIVE)], KILLED) is None


def test_the_figures_of_a_story_go_by_steps() -> None:
    found = revised([entry(3, 1), entry(5, 2), entry(9, 4)], KILLED)
    assert found is not None
    assert re.fullmatch(r"M\d+ \d+(H\d+V\d+){2}", found.step)
    assert 'class="step"' in printed("chart", found)
    assert "Insel-Bote" in printed("chart", found)


def test_under_the_axis_two_days_stand_without_their_clocks_and_one_day_with_them() -> None:
    found = revised([entry(3, 1), entry(5, 2), entry(9, 4)], KILLED)
    assert found is not None
    shown = printed("chart", found, "uk").replace("\u202f", " ")
    axis = re.findall(r'<text x="\d+" y="288"[^>]*>([^<]*)</text>', shown)
    assert axis == ["1 липня 2025 р.", "4 липня 2025 р."]
    assert "1 липня 2025 р., 10:00 UTC" in shown.partition("<table>")[2]
    clocks = [Stamp(at=datetime(2025, 7, 1, hour, tzinfo=UTC)) for hour in (9, 10, 14)]
    one_day = revised([replace(entry(n + 3, 1), as_of=at) for n, at in enumerate(clocks)], KILLED)
    assert one_day is not None
    assert [tick.time.clocked for tick in one_day.times if tick.time] == [True, True]


def test_figures_of_different_voices_are_never_joined() -> None:
    figures = [entry(3, 1, speaker="Police"), entry(40, 2, speaker="Clinic"), entry(4, 3, speaker="Police")]
    found = revised(figures, KILLED)
    assert found is not None
    assert re.fullmatch(r"M\d+ \d+H\d+V\d+", found.step)
    assert found.step.startswith(f"M{found.bars[0].x} {found.bars[0].best}H{found.bars[2].x}")
    alone = revised([entry(3, 1, speaker="A"), entry(5, 2, speaker="B"), entry(9, 4, speaker="C")], KILLED)
    assert alone is not None
    assert not alone.step


def test_each_voice_is_named_beside_its_last_figure_and_in_the_table() -> None:
    figures = [entry(3, 1, speaker="Police"), entry(40, 2, speaker="Clinic"), entry(4, 5, speaker="Police")]
    found = revised(figures, KILLED)
    assert found is not None
    assert sorted(label.text for label in found.voices) == ["Clinic", "Police"]
    shown = printed("chart", found)
    assert shown.count('class="voice"') == 2
    assert "According to" in shown
    assert "A line joins only figures of the same source." in shown
    assert "A bar is a range" not in shown


def test_the_note_of_a_chart_speaks_only_of_what_is_drawn() -> None:
    alone = [entry(3, 1, speaker="Police"), entry(40, 2, speaker="Clinic"), entry(5, 4, speaker="Mayor")]
    found = revised(alone, KILLED)
    assert found is not None
    shown = printed("chart", found)
    assert "Each dot is a figure that one source gave." in shown
    assert "A line joins" not in shown


def test_a_figure_that_reports_leave_open_is_no_step() -> None:
    found = revised([entry(3, 1), entry(5, 2, 8), entry(9, 4)], KILLED)
    assert found is not None
    assert found.step.count("H") == 1


@pytest.mark.parametrize(
    "entries", [[], [entry(3, 1), entry(5, 2)], [entry(1, 1), entry(2, 1), entry(3, 1)], [entry(1, 0)] * 4]
)
def test_a_story_with_few_figures_needs_no_chart(entries: list[LedgerEntry]) -> None:
    assert revised(entries, KILLED) is None


def test_another_measure_is_another_chart() -> None:
    figures = [entry(3, 1), entry(5, 2), entry(9, 4)]
    assert revised(figures, replace(KILLED, measure="injured")) is None


# --- as they are printed


def test_a_map_says_in_words_what_it_shows_and_stays_small() -> None:
    shown = printed("locator", locator([place("Meissen", 51.16, 13.47), place("Dresden", 51.05, 13.74)]))
    tree = html.fromstring(shown)
    svg, inset = tree.xpath("//svg")
    assert svg.get("role") == inset.get("role") == "img"
    assert svg.get("aria-label").startswith("Map: Meissen, Germany")
    assert "no boundary is endorsed" in tree.text_content()
    assert len(shown.encode()) < 12_000


@pytest.mark.parametrize(
    ("lat", "lon", "code"), [(62, 96, "RU"), (46, 2, "FR"), (39, -98, "US"), (-2, 118, "ID"), (61, 9, "NO")]
)
def test_the_map_of_a_large_country_stays_small(lat: float, lon: float, code: str) -> None:
    land: Place = replace(place("Land", lat, lon, "country"), country=code)
    assert len(printed("locator", locator([land])).encode()) < 12_500


def test_names_of_places_are_text_and_no_markup() -> None:
    shown = printed("locator", locator([place(EVIL, 51.16, 13.47)]))
    shown += printed("happenings", mapped(replace(KYIV, name=EVIL, href=EVIL), LVIV))
    shown += printed("chart", charted(*(replace(one, headline=EVIL) for one in THREE)))
    assert "<script" not in shown
    assert html.fromstring(f"<div>{shown}</div>").xpath("//script") == []


def test_the_map_of_happenings_is_a_group_of_links_with_titles() -> None:
    tree = html.fromstring(printed("happenings", mapped(KYIV, LVIV, ODESA)))
    assert tree.xpath("//svg/@role") == ["group"]
    assert next(link.findtext("title") for link in tree.xpath("//svg//a")) == "Kyiv: 9 stories"


def test_no_picture_has_styles_or_scripts_of_its_own() -> None:
    shown = printed("happenings", mapped(KYIV, LVIV)) + printed("chart", charted(*THREE))
    assert "style=" not in shown
    assert "onclick" not in shown
