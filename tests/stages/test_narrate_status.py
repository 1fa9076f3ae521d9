"""The status of a line: one word by rule, and how many independent origins stand behind it."""

from __future__ import annotations

import pytest

from dateline.core.pages import Clipping, Status
from dateline.core.types import Span, Stance
from dateline.stages.narrate.facts.material import Passage, gather
from dateline.stages.narrate.facts.status import denies, origins_of, status_of
from tests.stages.desk import clip, dossier, report, said

CLAIM = "the pier is sound"


def told(voice: str, stance: Stance, *, name: str = "r", cue: str = "says", origin: str = "") -> Clipping:
    own = report(name, f"In Vesk {voice} {cue} {CLAIM}.")
    return clip(own, said(own, CLAIM, voice, cue, stance=stance), origin=origin)


def plainly(text: str, name: str = "p") -> Clipping:
    return clip(report(name, text))


def passages(*clippings: Clipping) -> tuple[Passage, ...]:
    return gather(dossier(clippings)).passages


@pytest.mark.parametrize(
    ("voice", "stance", "status"),
    [
        ("the harbour police", Stance.CONFIRMED, Status.CONFIRMED),
        ("the ministry", Stance.VERIFIED, Status.CONFIRMED),
        ("the broadcaster NRTV", Stance.VERIFIED, Status.CONFIRMED),
        ("a government spokeswoman", Stance.CONFIRMED, Status.CONFIRMED),
        ("a passer-by", Stance.CONFIRMED, Status.REPORTED),
        ("Lene Aas", Stance.VERIFIED, Status.REPORTED),
        ("the harbour police", Stance.SAID, Status.REPORTED),
        ("the harbour police", Stance.CLAIMED, Status.REPORTED),
        ("the harbour police", Stance.ALLEGED, Status.REPORTED),
        ("the harbour police", Stance.FORECAST, Status.REPORTED),
        ("the harbour police", Stance.UNVERIFIED, Status.UNVERIFIED),
        ("Lene Aas", Stance.DENIED, Status.DENIED),
        ("the harbour police", Stance.DENIED, Status.DENIED),
    ],
)
def test_confirmed_takes_the_competent_authority_and_its_own_word(
    voice: str, stance: Stance, status: Status
) -> None:
    assert status_of(passages(told(voice, stance))) is status


def test_two_independent_origins_confirm_and_two_copies_do_not() -> None:
    one, two = (told("a passer-by", Stance.CONFIRMED, name=name) for name in "ab")
    assert status_of(passages(one, two)) is Status.CONFIRMED
    copies = [
        told(f"a passer-by of {n}", Stance.CONFIRMED, name=n, origin="wire") for n in ("Vesk", "Ollerau")
    ]
    assert status_of(passages(*copies)) is Status.REPORTED


def test_two_that_only_say_so_do_not_confirm() -> None:
    assert status_of(passages(*(told("Lene Aas", Stance.SAID, name=n) for n in "ab"))) is Status.REPORTED


@pytest.mark.parametrize(
    "text",
    [
        "The report that the pier is sound is unconfirmed.",
        "The report could not be independently verified in Vesk.",
        "There were conflicting accounts of the state of the pier.",
    ],
)
def test_what_a_report_calls_unverified_is_so(text: str) -> None:
    assert status_of(passages(plainly(text))) is Status.UNVERIFIED


@pytest.mark.parametrize(
    "text",
    ["The pier is sound.", "Lene Aas verified the bolts of the pier.", "Two accounts of the pier agree."],
)
def test_what_no_report_doubts_is_reported(text: str) -> None:
    assert status_of(passages(plainly(text))) is Status.REPORTED


def test_doubt_in_a_supporting_sentence_does_not_make_a_line_unverified() -> None:
    both = passages(plainly("The pier is sound."), plainly("The pier’s age is unconfirmed.", "q"))
    assert status_of(both) is Status.REPORTED


def test_denied_goes_before_disputed_and_both_before_the_rest() -> None:
    sure = passages(told("the harbour police", Stance.CONFIRMED))
    assert status_of(sure, disputed=True) is Status.DISPUTED
    assert status_of(sure, denied=True) is Status.DENIED
    assert status_of(sure, denied=True, disputed=True) is Status.DENIED
    assert status_of(passages(told("Lene Aas", Stance.DENIED)), disputed=True) is Status.DENIED


def test_a_line_without_a_sentence_is_reported() -> None:
    assert status_of(()) is Status.REPORTED
    assert status_of((), disputed=True) is Status.DISPUTED


# --- origins --------------------------------------------------------------------------------


def test_origins_are_counted_once_however_often_they_are_cited() -> None:
    clippings = [
        told("Lene Aas", Stance.SAID, name=n, origin=o) for n, o in (("a", "x"), ("b", "x"), ("c", "y"))
    ]
    spans = {name: Span(report=name, start=0, end=4) for name in "abc"}
    assert origins_of([spans["a"]], clippings) == 1
    assert origins_of([spans["a"], spans["b"], spans["a"]], clippings) == 1
    assert origins_of([spans["a"], spans["c"]], clippings) == 2


def test_there_is_always_at_least_one_origin() -> None:
    assert origins_of([], []) == 1
    assert origins_of([Span(report="elsewhere", start=0, end=1)], [plainly("The pier is sound.")]) == 1


@pytest.mark.parametrize("cue", ["retracted", "withdrew", "recanted"])
def test_what_its_source_took_back_is_withdrawn_and_not_merely_denied(cue: str) -> None:
    assert status_of(passages(told("the ministry", Stance.DENIED, cue=cue))) is Status.WITHDRAWN


@pytest.mark.parametrize(
    ("content", "denied"),
    [
        ("that the pier was sold", True),
        ("selling the pier", True),
        ("all allegations against the guild", True),
        ("it", True),
        ("a motion to set bail", False),
        ("the guild entry to the pier", False),
    ],
)
def test_a_denial_is_of_something_said_and_a_refusal_is_none(content: str, denied: bool) -> None:
    own = report("r", f"On Friday the judge denied {content}.")
    refusal = said(own, content, "the judge", "denied", stance=Stance.DENIED, spoken=False)
    wanted = Status.DENIED if denied else Status.REPORTED
    assert status_of(passages(clip(own, refusal))) is wanted


def test_confirming_a_part_confirms_not_the_whole_sentence() -> None:
    own = report(
        "r",
        "The harbour police confirmed the date, as the owner of the yard sold ropes and lamps to bakers.",
    )
    part = said(own, "the date", "The harbour police", "confirmed", stance=Stance.CONFIRMED)
    assert status_of(passages(clip(own, part))) is Status.REPORTED


def test_a_reader_who_is_asked_to_verify_has_verified_nothing() -> None:
    own = report("r", "Police verify the pier is sound by hand.")
    asked = said(own, "the pier is sound by hand", "Police", "verify", stance=Stance.VERIFIED)
    assert status_of(passages(clip(own, asked))) is Status.REPORTED


@pytest.mark.parametrize(
    ("cue", "content", "denied"),
    [
        ("denied", "that the points were worn out", True),
        ("denied", "the report", True),
        ("denied", "the bail was paid in coins", True),
        ("denied", "the worn points", True),
        ("denied", "an offer of the guild to plead guilty", False),
        ("rejected", "the guild’s request for a new trial", False),
        ("rejected", "calls for a new trial", False),
        ("denied", "bail", False),
    ],
)
def test_who_refuses_what_is_asked_for_denies_nothing_that_was_said(
    cue: str, content: str, denied: bool
) -> None:
    own = report("tidings", f"Lene Aas {cue} {content}.")
    assert denies(said(own, content, "Lene Aas", cue, stance=Stance.DENIED)) is denied
