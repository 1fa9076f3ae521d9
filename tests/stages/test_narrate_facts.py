"""The facts of a story: the ledger, the tolls, the matrix, the status, when and where, revisions."""

from __future__ import annotations

import dataclasses

from dateline.core.pages import Clipping, Line, LineKind, Page, Position, Status
from dateline.core.text import words
from dateline.core.types import Qualifier, Scope, Span, Stance
from dateline.stages.narrate import narrate, revise
from dateline.stages.narrate.facts.chronicle import course, happened, places
from dateline.stages.narrate.facts.claims import matrix
from dateline.stages.narrate.facts.counting import Entry, bounds
from dateline.stages.narrate.facts.labels import LABEL_WORDS
from dateline.stages.narrate.facts.ledger import ledger
from dateline.stages.narrate.facts.material import gather, names_of, numbers_of, stem, terms_of
from dateline.stages.narrate.facts.status import origins_of, status_of
from dateline.stages.narrate.plan.selection import negated, rank
from dateline.stages.narrate.wording.composition import replacements, tolls
from dateline.stages.narrate.wording.limits import Allowance, Limits
from tests.stages.desk import accident, at, clip, dossier, figure, moment, place, report, said


def counted(
    name: str,
    amount: str,
    low: float,
    *,
    day: int = 4,
    hour: int = 12,
    outlet: str = "",
    measure: str = "injured",
    qualifier: Qualifier = Qualifier.EXACT,
    scope: Scope = Scope.HAPPENING,
    speaker: str = "",
    origin: str = "",
) -> Clipping:
    own = report(
        name,
        f"In Riesa {amount} people were hurt when a train left the rails.",
        outlet=outlet,
        day=day,
        hour=hour,
    )
    fact = figure(
        own, f"{amount} people", low, measure=measure, qualifier=qualifier, scope=scope, speaker=speaker
    )
    return clip(own, fact, origin=origin)


def rows(*clippings: Clipping) -> tuple[Entry, ...]:
    return ledger(clippings)


def test_equal_figures_of_several_origins_are_one_entry() -> None:
    (entry,) = rows(counted("a", "12", 12), counted("b", "12", 12))
    assert entry.origins == ("o-a", "o-b")
    assert not entry.row.disputed
    assert len(entry.row.evidence) == 2


def test_figures_given_at_the_same_time_that_differ_are_disputed() -> None:
    entries = rows(counted("a", "12", 12), counted("b", "14", 14, hour=13))
    assert all(entry.row.disputed and not entry.row.replaced for entry in entries)
    assert [entry.row.low for entry in entries] == [14, 12]


def test_a_figure_much_later_or_of_the_same_voice_replaces_the_earlier_one() -> None:
    later = rows(counted("a", "12", 12, day=4), counted("b", "14", 14, day=5))
    assert [(entry.row.low, entry.row.replaced) for entry in later] == [(14, False), (12, True)]
    same = rows(
        counted("a", "12", 12, hour=9, speaker="police"), counted("b", "14", 14, hour=10, speaker="Police")
    )
    assert [(entry.row.low, entry.row.replaced) for entry in same] == [(14, False), (12, True)]


def test_a_lower_toll_of_somebody_else_does_not_replace_a_higher_one() -> None:
    entries = rows(counted("a", "14", 14, day=4), counted("b", "12", 12, day=6))
    assert not any(entry.row.replaced for entry in entries)


def test_at_least_ten_does_not_contradict_twelve() -> None:
    entries = rows(counted("a", "10", 10, qualifier=Qualifier.AT_LEAST), counted("b", "12", 12))
    assert not any(entry.row.disputed for entry in entries)
    assert bounds(entries[1].row) == (10, float("inf"))


def test_scopes_and_measures_are_kept_apart_and_history_stays_out() -> None:
    entries = rows(
        counted("a", "12", 12),
        counted("b", "40", 40, scope=Scope.CUMULATIVE),
        counted("c", "90", 90, scope=Scope.HISTORICAL),
        counted("d", "3", 3, measure="killed"),
    )
    assert [(entry.row.measure, entry.row.scope) for entry in entries] == [
        ("killed", Scope.HAPPENING),
        ("injured", Scope.CUMULATIVE),
        ("injured", Scope.HAPPENING),
    ]
    assert not any(entry.row.disputed for entry in entries)


def test_an_age_and_a_part_of_a_number_are_no_toll() -> None:
    own = report("a", "A 42-year-old man was hurt, and one of them was hurt.")
    assert rows(clip(own, figure(own, "42-year-old man", 42), figure(own, "one of them", 1))) == ()


def test_other_measures_need_two_origins() -> None:
    def paid(name: str) -> Clipping:
        own = report(name, "The guild paid a fine of 300 crowns on Friday.")
        return clip(own, figure(own, "300 crowns", 300, measure="money", unit="crown"))

    assert rows(paid("a")) == ()
    (entry,) = rows(paid("a"), paid("b"))
    assert entry.row.detail == "fine"


def told(*clippings: Clipping) -> list[str]:
    return [sentence.text for sentence in tolls(ledger(clippings))]


def test_a_toll_names_its_speaker_or_its_outlets() -> None:
    assert told(counted("a", "12", 12, speaker="police")) == ["According to police, 12 people were injured."]
    assert told(counted("a", "12", 12, outlet="Bote"), counted("b", "12", 12, outlet="Kurier")) == [
        "According to Bote and Kurier, 12 people were injured."
    ]


def test_a_number_keeps_its_form_and_its_qualifier() -> None:
    assert told(counted("a", "twelve", 12, outlet="Bote", qualifier=Qualifier.AT_LEAST)) == [
        "At least twelve people were injured, according to Bote."
    ]
    assert told(counted("a", "dozens of", 24, outlet="Bote", qualifier=Qualifier.VAGUE)) == [
        "Dozens of people were injured, according to Bote."
    ]


def test_a_number_that_is_only_implied_is_not_composed() -> None:
    assert told(counted("a", "some", 3, outlet="Bote", qualifier=Qualifier.VAGUE)) == []


def test_what_replaced_what_is_told() -> None:
    entries = rows(
        counted("a", "12", 12, outlet="Bote", day=4), counted("b", "14", 14, outlet="Kurier", day=5)
    )
    (sentence,) = replacements(entries)
    assert sentence.text == "Bote first gave 12 injured; a later report, by Kurier, gives 14."
    assert len(sentence.evidence) == 2
    assert list(replacements(rows(counted("a", "12", 12)))) == []


def test_a_qualifier_that_falls_away_is_no_other_figure() -> None:
    about = counted("a", "12", 12, outlet="Bote", day=4, qualifier=Qualifier.AT_LEAST)
    assert list(replacements(rows(about, counted("b", "12", 12, outlet="Kurier", day=5)))) == []


# --- claims ---------------------------------------------------------------------------------


def test_the_matrix_says_who_says_differs_and_is_silent() -> None:
    page = narrate(accident())
    by_label = {claim.label: claim for claim in page.claims}
    assert by_label
    assert all(len(words(label)) <= LABEL_WORDS for label in by_label)
    assert all({stand.origin for stand in claim.stands} == {"o-bote", "o-kurier"} for claim in page.claims)
    injured = next(claim for label, claim in by_label.items() if "injured" in label)
    assert {stand.position for stand in injured.stands} == {Position.SAYS, Position.DIFFERS}
    assert all(stand.evidence for stand in injured.stands)


def test_one_origin_alone_makes_no_matrix() -> None:
    material = gather(dossier([accident().clippings[0]]))
    assert matrix(material, rank(material), ()) == ()


# --- status ---------------------------------------------------------------------------------


def test_status_goes_by_rule() -> None:
    def status(text: str, voice: str, cue: str, stance: Stance) -> Status:
        own = report("r", text)
        told = dossier([clip(own, said(own, "the dam is safe", voice, cue, stance=stance))])
        return status_of(gather(told).passages)

    assert (
        status("Police confirmed the dam is safe.", "Police", "confirmed", Stance.CONFIRMED)
        is Status.CONFIRMED
    )
    assert (
        status("A fan confirmed the dam is safe.", "A fan", "confirmed", Stance.CONFIRMED) is Status.REPORTED
    )
    assert status("Police denied the dam is safe.", "Police", "denied", Stance.DENIED) is Status.DENIED
    assert status("Police said the dam is safe.", "Police", "said", Stance.SAID) is Status.REPORTED
    own = report("u", "It could not be verified that the dam is safe.")
    assert status_of(gather(dossier([clip(own)])).passages) is Status.UNVERIFIED


def test_origins_are_counted_not_reports() -> None:
    copies = [clip(report(name, "The dam is safe."), origin="wire") for name in ("a", "b")]
    assert origins_of([Span(report=name, start=0, end=3) for name in ("a", "b")], copies) == 1


# --- what matters ---------------------------------------------------------------------------


def test_terms_numbers_and_names_of_a_text() -> None:
    assert terms_of("The trains were derailed") == terms_of("train derailing")
    assert numbers_of("Three of 1,300 trains, one of 2.5") == {"3", "1300", "2.5"}
    assert names_of("Trains to Dresden and Riesa’s mill") == {"Dresden", "Riesa"}
    assert stem("injured") == stem("injuring")
    assert negated("Nobody was hurt")
    assert not negated("Two were hurt")


def test_support_needs_the_numbers_and_the_same_polarity() -> None:
    def supported(other: str) -> bool:
        own = report("a", "Two wagons of the goods train left the rails near Riesa.")
        material = gather(dossier([clip(own), clip(report("b", other))]))
        first = material.passages[0]
        return bool(rank(material).supporters(first.text, first))

    assert supported("Near Riesa two wagons of a goods train left the rails.")
    assert not supported("Near Riesa five wagons of a goods train left the rails.")
    assert not supported("Near Riesa the two wagons of a goods train never left the rails.")
    assert not supported("The two mayors opened a bridge over the river.")


# --- when and where -------------------------------------------------------------------------


def test_the_day_is_the_one_that_most_origins_give() -> None:
    def dated(name: str, value: str) -> Clipping:
        own = report(name, f"A train left the rails on Tuesday, {name} wrote.", day=5)
        return clip(own, moment(own, "Tuesday", value))

    assert happened(
        gather(dossier([dated("a", "2024-06-04"), dated("b", "2024-06-04"), dated("c", "2024-06-03")]))
    ) == ("2024-06-04")
    assert happened(gather(dossier([dated("a", "2019-06-04")]))) == ""
    assert happened(gather(dossier([dated("a", "XXXX-99-99")]))) == ""


def test_the_course_of_events_is_in_order_and_short() -> None:
    own = report(
        "a",
        "On Sunday two men were reported missing near Riesa. On Monday boats searched the river for them. "
        "On Tuesday both men were found alive on an island.",
    )
    told = dossier(
        [
            clip(
                own,
                *(
                    moment(own, day, f"2024-06-0{n}")
                    for n, day in ((2, "Sunday"), (3, "Monday"), (4, "Tuesday"))
                ),
            )
        ]
    )
    material = gather(told)
    entries = course(material, rank(material), Allowance(material.clippings, Limits()))
    assert [entry.date for entry in entries] == ["2024-06-02", "2024-06-03", "2024-06-04"]
    assert all(entry.evidence and entry.theme == "t1" for entry in entries)
    single = gather(dossier([clip(own, moment(own, "Sunday", "2024-06-02"))]))
    assert course(single, rank(single), Allowance(single.clippings, Limits())) == ()


def test_the_main_place_is_the_one_most_origins_name_early() -> None:
    def told(name: str, first: str, second: str) -> Clipping:
        own = report(name, f"A fire broke out in {first} and was seen from {second}.")
        return clip(own, place(own, first, len(first)), place(own, second, len(second)))

    found = places(gather(dossier([told("a", "Riesa", "Dresden"), told("b", "Riesa", "Leipzig-Mockau")])))
    assert next(one.name for one in found) == "Riesa"
    assert len(found) == 3
    assert len(found[0].evidence) == 2


# --- revisions ------------------------------------------------------------------------------


def page_of(*lines: Line) -> Page:
    return dataclasses.replace(narrate(accident()), summary=lines, body=(), standfirst=None)


def line(text: str, status: Status = Status.REPORTED) -> Line:
    return Line(
        id="l1",
        text=text,
        kind=LineKind.COMPOSED,
        evidence=(Span(report="bote", start=0, end=5),),
        status=status,
    )


def test_the_first_publication_says_so() -> None:
    page = revise(page_of(line("Two men are missing.")), None, at(4))
    assert [(r.number, r.reason, r.at) for r in page.revisions] == [(1, "First publication.", at(4))]


def test_a_change_is_told_by_line_with_before_and_after() -> None:
    before = revise(page_of(line("Two men are missing.")), None, at(4))
    after = revise(page_of(line("Two men were found alive.")), before, at(5))
    (change,) = after.revision.changes
    assert (change.line, change.before, change.after) == (
        "l1",
        "Two men are missing.",
        "Two men were found alive.",
    )
    assert after.revision.reason == "Lines chosen anew from the same reports."
    assert after.revisions[0] == before.revision


def test_a_new_status_is_a_change_and_a_new_origin_is_not() -> None:
    before = revise(page_of(line("Two men are missing.")), None, at(4))
    denied = revise(page_of(line("Two men are missing.", Status.DENIED)), before, at(5))
    assert denied.revision.changes[0].after == "Two men are missing. (denied)"
    more = dataclasses.replace(line("Two men are missing."), origins=3)
    assert revise(page_of(more), before, at(5)).revisions == before.revisions


def test_a_source_that_went_is_named() -> None:
    before = revise(narrate(accident()), None, at(4))
    after = revise(narrate(dossier([accident().clippings[0]])), before, at(5))
    assert after.revision.reason == "Source withdrawn: Sachsen Kurier."
