"""When and where: the day that the reports give, the course of events in order, the places they name."""

from __future__ import annotations

import dataclasses

import pytest

from dateline.core.pages import Clipping, TimelineEntry
from dateline.core.types import Event, Mode, Report
from dateline.stages.narrate.facts.chronicle import MOST_ENTRIES, MOST_PLACES, course, happened, places
from dateline.stages.narrate.facts.material import gather
from dateline.stages.narrate.plan.selection import rank
from dateline.stages.narrate.wording.limits import Allowance, Limits
from tests.stages.desk import RESERVED, clip, dossier, moment, phrase, place, report


def dated(
    name: str, value: str, *, day: int = 8, origin: str = "", lead: int = 0, **more: object
) -> Clipping:
    filler = "The bay was calm. " * lead
    own = report(name, f"{filler}The ferry of {name.title()} sank on Friday.", day=day, **more)  # type: ignore[arg-type]
    return clip(own, moment(own, "Friday", value), origin=origin)


def day_of(*clippings: Clipping) -> str:
    return happened(gather(dossier(clippings)))


LOOSE = Limits(run_words=99)


def went(*clippings: Clipping, limits: Limits = LOOSE) -> tuple[TimelineEntry, ...]:
    material = gather(dossier(clippings))
    return course(material, rank(material), Allowance(material.clippings, limits))


# --- the day --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-06-07", "2024-06-07"),
        ("2024-06-07T14:30", "2024-06-07"),
        ("2024-06-07T14", "2024-06-07"),
        ("2024-06-09", "2024-06-09"),  # a day ahead of the stamp may be a matter of zones
        ("2024-05-29", "2024-05-29"),
        ("2024-06-10", ""),  # not yet
        ("2024-05-20", ""),  # no news any more
        ("2024-06", ""),
        ("2024-06-31", ""),
        ("P2D", ""),
        ("", ""),
    ],
)
def test_a_happening_is_reported_within_days(value: str, day: str) -> None:
    assert day_of(dated("vesk", value)) == day


def test_copies_of_one_wire_have_one_vote() -> None:
    copies = [dated(name, "2024-06-06", origin="wire") for name in ("a", "b", "c")]
    assert day_of(*copies, dated("d", "2024-06-07"), dated("e", "2024-06-07")) == "2024-06-07"


def test_a_day_deep_in_a_report_has_no_vote() -> None:
    assert day_of(dated("vesk", "2024-06-07", lead=1)) == "2024-06-07"
    own = report(
        "r", "One rose. Two fell. Three ran. Four hid. Five sang. Six slept. The ferry sank on Friday.", day=8
    )
    assert day_of(clip(own, moment(own, "Friday", "2024-06-07"))) == ""


def own_day(found: Clipping) -> Clipping:
    """A report that dates its own happening by the moments it names."""
    marked = tuple(dataclasses.replace(one, happening=True) for one in found.facts.moments)
    return dataclasses.replace(found, facts=dataclasses.replace(found.facts, moments=marked))


def test_the_day_by_which_a_report_dates_its_happening_outweighs_the_days_that_leads_name() -> None:
    named = [dated(name, "2024-06-08") for name in ("a", "b", "c")]
    assert day_of(*named) == "2024-06-08"
    assert day_of(*named, own_day(dated("d", "2024-06-07"))) == "2024-06-07"


def test_nothing_happens_after_it_was_first_reported() -> None:
    first, later = dated("a", "2024-06-07", day=8), dated("b", "2024-06-09", day=9)
    more = dated("c", "2024-06-09", day=9)
    assert day_of(later, more) == "2024-06-09"
    assert day_of(first, later, more) == "2024-06-07"


def test_it_counts_however_late_it_is_told() -> None:
    own = report(
        "r", "One rose. Two fell. Three ran. Four hid. Five sang. Six slept. The ferry sank on Friday.", day=8
    )
    late = clip(own, moment(own, "Friday", "2024-06-07"))
    assert (day_of(late), day_of(own_day(late))) == ("", "2024-06-07")


def test_a_people_is_no_place_to_print() -> None:
    own = report("r", "A Vesker crew left Vesk.", day=8)
    town, people = place(own, "Vesk.", 1), place(own, "Vesker", 2, kind="people")
    assert [found.geonames for found in places(gather(dossier([clip(own, town, people)])))] == [1]


def test_a_report_without_a_time_may_still_name_the_day() -> None:
    assert day_of(dated("vesk", "2020-02-02", published=None)) == "2020-02-02"


def test_a_draw_is_decided_the_same_way_every_time() -> None:
    one, two = dated("a", "2024-06-06"), dated("b", "2024-06-07")
    assert day_of(one, two) == day_of(two, one)


def test_nobody_says_when() -> None:
    assert day_of() == ""
    assert day_of(clip(report("r", "The ferry sank."))) == ""
    assert day_of(dated("vesk", "2024-06-07", rights=RESERVED)) == ""
    assert day_of(dated("vesk", "2024-06-07", language="no")) == ""


# --- the course of events -------------------------------------------------------------------

EVENTS = (
    "On 2 June the ferry left the pier of Vesk with salt. On 3 June a storm broke the mast of the vessel. "
    "On 4 June divers found the cracked bell near Ollerau."
)


def eventful(name: str = "r", **more: object) -> Clipping:
    own = report(name, EVENTS, day=8, **more)  # type: ignore[arg-type]
    return clip(own, *(moment(own, f"{n} June", f"2024-06-0{n}") for n in (2, 3, 4)))


def test_each_day_has_its_sentence_in_order_with_evidence() -> None:
    clipping = eventful()
    entries = went(clipping)
    assert [entry.date for entry in entries] == ["2024-06-02", "2024-06-03", "2024-06-04"]
    for entry in entries:
        (span,) = entry.evidence
        assert entry.text.rstrip(".") in clipping.report.quote(span)
        assert entry.text.endswith(".")
        assert not entry.text.endswith("..")
        assert f"{int(entry.date[-1])} June" in entry.text


@pytest.mark.parametrize("value", ["2019-06-04", "2024-07-04", "2024-02-30"])
def test_a_day_long_past_or_still_to_come_is_no_part_of_the_course(value: str) -> None:
    clipping = eventful()
    odd = dataclasses.replace(clipping.facts.moments[2], value=value)
    moments = (*clipping.facts.moments[:2], odd)
    clipping = dataclasses.replace(clipping, facts=dataclasses.replace(clipping.facts, moments=moments))
    assert [entry.date for entry in went(clipping)] == ["2024-06-02", "2024-06-03"]


def test_the_day_before_is_no_day_of_its_own() -> None:
    own = report("r", f"{EVENTS} The keeper was hurt the day before.", day=8)
    times = [moment(own, f"{n} June", f"2024-06-0{n}") for n in (2, 3, 4)]
    hanging = clip(own, *times, moment(own, "the day before", "2024-06-07"))
    assert "2024-06-07" not in {entry.date for entry in went(hanging)}


def test_what_is_scheduled_for_a_day_has_not_happened_on_it() -> None:
    own = report("r", f"{EVENTS} A vigil for the crew is planned for 7 June.", day=8)
    times = [moment(own, f"{n} June", f"2024-06-0{n}") for n in (2, 3, 4, 7)]
    assert "2024-06-07" not in {entry.date for entry in went(clip(own, *times))}


def test_two_outlets_on_the_same_days_give_each_day_once() -> None:
    entries = went(eventful("a"), eventful("b"))
    assert [entry.date for entry in entries] == ["2024-06-02", "2024-06-03", "2024-06-04"]


def test_a_run_that_a_source_owns_is_not_printed() -> None:
    assert went(eventful(), limits=Limits(run_words=4)) == ()
    assert all(len(entry.text.split()) < 12 for entry in went(eventful(), limits=Limits()))


@pytest.mark.parametrize("change", [{"rights": RESERVED}, {"language": "no"}])
def test_what_may_not_be_taken_apart_gives_no_course(change: dict[str, object]) -> None:
    assert went(eventful("r", **change)) == ()


def test_a_sentence_on_two_days_tells_of_neither() -> None:
    own = report(
        "r",
        "The ferry sailed on 2 June and was lost on 3 June. The bell was found on 4 June near Vesk.",
        day=8,
    )
    clipping = clip(own, *(moment(own, f"{n} June", f"2024-06-0{n}") for n in (2, 3, 4)))
    assert went(clipping) == ()  # one day alone is no course


@pytest.mark.parametrize("verb", ["will sail", "is to sail", "could sail"])
def test_what_was_still_to_come_is_no_part_of_the_course(verb: str) -> None:
    own = report(
        "r", f"The ferry was lost on 2 June. The bell was found on 3 June. A barge {verb} on 4 June.", day=8
    )
    clipping = clip(own, *(moment(own, f"{n} June", f"2024-06-0{n}") for n in (2, 3, 4)))
    assert [entry.date for entry in went(clipping)] == ["2024-06-02", "2024-06-03"]


def test_a_course_is_short_and_the_same_twice() -> None:
    nouns = [
        "ferry",
        "lamp",
        "bell",
        "tower",
        "pier",
        "rope",
        "anchor",
        "mast",
        "cabin",
        "rudder",
        "stove",
        "sail",
    ]
    verbs = [
        "sank",
        "fell",
        "rang",
        "burned",
        "broke",
        "tore",
        "rusted",
        "split",
        "leaked",
        "jammed",
        "cooled",
        "ripped",
    ]
    rows = [
        f"On {n} June the {a} of guild {n}{n} {b} off Vesk."
        for n, (a, b) in enumerate(zip(nouns, verbs, strict=True), 11)
    ]
    own = report("r", " ".join(rows), day=27)
    clipping = clip(own, *(moment(own, f"{n} June", f"2024-06-{n}") for n in range(11, 23)))
    entries = went(clipping)
    assert 1 < len(entries) <= MOST_ENTRIES
    assert [entry.date for entry in entries] == sorted(entry.date for entry in entries)
    assert entries == went(clipping)


# --- places ---------------------------------------------------------------------------------


def named(name: str, *where: str, origin: str = "", kind: str = "city") -> Clipping:
    own = report(name, f"A fire was seen in {' and in '.join(where)}.")
    return clip(own, *(place(own, one, len(one), kind) for one in where), origin=origin)


def found(*clippings: Clipping) -> list[str]:
    return [one.name for one in places(gather(dossier(clippings)))]


def test_what_more_origins_name_stands_first() -> None:
    assert found(named("a", "Ollerau", "Vesk"), named("b", "Vesk"), named("c", "Vesk"))[0] == "Vesk"
    assert (
        found(*(named(n, "Ollerau", origin="w") for n in "ab"), named("c", "Vesk"), named("d", "Vesk"))[0]
        == "Vesk"
    )


@pytest.mark.parametrize("kind", ["country", "region", "county", "continent"])
def test_a_town_says_more_than_its_country(kind: str) -> None:
    own = report("r", "A fire was seen in Norland, in Vesk." + " The bay was calm." * 20)
    assert found(clip(own, place(own, "Norland", 1, kind), place(own, "Vesk", 2))) == ["Vesk", "Norland"]


def test_the_place_in_the_title_is_where_the_news_is() -> None:
    own = report("r", "A fire was seen in Ollerau, in Ollerau and near Vesk.", title="Fire at Vesk")
    assert found(clip(own, place(own, "Ollerau", 1), place(own, "Vesk", 2))) == ["Vesk", "Ollerau"]


def burnt(own: Report, mode: Mode = Mode.ACTUAL, link: str = "") -> Event:
    return Event(type="DISASTER", mode=mode, phrase=phrase(own, "fire"), evidence=(), place="Vesk", link=link)


FLED = report("r", "People from Ollerau fled a fire at Vesk. Ollerau sent engines. Ollerau is near.")


def test_where_it_happened_by_the_lead_stands_before_what_is_named_more_often() -> None:
    named = (place(FLED, "Ollerau", 1), place(FLED, "Vesk", 2))
    assert found(clip(FLED, *named)) == ["Ollerau", "Vesk"]
    assert found(clip(FLED, *named, burnt(FLED))) == ["Vesk", "Ollerau"]


@pytest.mark.parametrize(
    ("mode", "link"), [(Mode.HYPOTHETICAL, ""), (Mode.NEGATED, ""), (Mode.ACTUAL, "again")]
)
def test_what_did_not_happen_or_was_earlier_tells_no_place(mode: Mode, link: str) -> None:
    event = burnt(FLED, mode, link=link)
    assert found(clip(FLED, place(FLED, "Ollerau", 1), place(FLED, "Vesk", 2), event)) == ["Ollerau", "Vesk"]


@pytest.mark.parametrize(
    "title", ["Ollerau–Vesk train hits lorry", "Trains to Vesk stop", "Vesk–Ollerau line shut"]
)
def test_the_end_of_a_line_in_a_title_is_not_where_the_news_is(title: str) -> None:
    own = report("r", "A fire was seen in Ollerau, in Ollerau and near Vesk.", title=title)
    assert found(clip(own, place(own, "Ollerau", 1), place(own, "Vesk", 2))) == ["Ollerau", "Vesk"]


def test_a_place_that_nobody_can_find_is_not_shown() -> None:
    own = report("r", "A fire was seen in Vesk.")
    lost = dataclasses.replace(place(own, "Vesk", 1), lat=None, lon=None)
    assert found(clip(own, lost)) == []
    assert found() == []


def test_places_are_few_and_their_evidence_is_not_doubled() -> None:
    many = named("a", *("Ka" + "m" * n + "by" for n in range(12)))
    assert len(found(many)) == MOST_PLACES
    (one,) = places(gather(dossier([named("a", "Vesk"), named("b", "Vesk")])))
    assert {span.report for span in one.evidence} == {"a", "b"}
    assert len(set(one.evidence)) == len(one.evidence)


def test_a_reserved_report_shows_no_place() -> None:
    own = report("r", "A fire was seen in Vesk.", rights=RESERVED)
    assert found(clip(own, place(own, "Vesk", 1))) == []
