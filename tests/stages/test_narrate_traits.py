"""What a sentence is for, and that no cue word is missing from the tables that spare the search."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.core.types import Scope, Stance
from dateline.stages.narrate.facts.material import Passage, gather
from dateline.stages.narrate.plan.pool import Pool
from dateline.stages.narrate.plan.selection import Told, rank
from dateline.stages.narrate.plan.traits import (
    Traits,
    ahead,
    background,
    caption,
    disputes,
    leaves_open,
    looks_back,
    run_in,
    traits,
)
from tests.stages.desk import clip, dossier, figure, report, said


def passage(text: str, *facts: object, **more: object) -> Passage:
    own = report("vest", text, **more)  # type: ignore[arg-type]
    (only,) = gather(dossier([clip(own, *facts)])).passages  # type: ignore[arg-type]
    return only


def of(text: str) -> Traits:
    return traits(passage(text))


@pytest.mark.parametrize(
    "text",
    [
        "The guild will repair the sluice.",
        "The sluice is expected to open at dawn.",
        "Two ferries are scheduled to sail.",
        "The guild plans to sell the lamp.",
        "A hearing follows next month in Vesk.",
        "A vote is scheduled for Monday.",
        "The fair is to be held in Vesk.",
        "The mayor hopes to reopen the pier.",
        "The guild intends to appeal.",
    ],
)
def test_what_is_to_come_is_seen(text: str) -> None:
    assert ahead(passage(text))
    assert of(text).ahead
    assert of(text).fresh


@pytest.mark.parametrize(
    "text",
    [
        "The guild repaired the sluice.",
        "Willing hands read the letter.",
        "By June it will have closed.",
    ],
)
def test_what_has_come_is_not_ahead(text: str) -> None:
    assert not ahead(passage(text))


@pytest.mark.parametrize(
    "text",
    [
        "The cause is not known.",
        "The cause was not immediately clear.",
        "The owner remains unknown.",
        "The motive is still under investigation.",
        "It is unclear who lit the lamp.",
        "The names have not been released.",
        "The guild did not say why.",
        "There is no word on the crew.",
        "The toll was undetermined.",
        "The sum remained undisclosed.",
        "The council has yet to be named.",
    ],
)
def test_an_open_question_is_seen(text: str) -> None:
    assert of(text).unknown
    assert not of(text).fresh


@pytest.mark.parametrize("text", ["The cause was a lamp.", "The guild said why.", "Nobody slept in Vesk."])
def test_a_settled_one_is_not(text: str) -> None:
    assert not of(text).unknown


@pytest.mark.parametrize(
    "text",
    [
        "The report was unconfirmed.",
        "The picture is unverified.",
        "The count could not be independently verified.",
        "It had not been independently confirmed.",
        "There were conflicting accounts of the blaze.",
    ],
)
def test_what_nobody_could_verify_is_disputed(text: str) -> None:
    assert of(text).disputed


def test_a_denial_is_disputed_by_its_stance() -> None:
    text = "The guild denied that the lamp was lit."
    own = report("vest", text)
    denial = said(own, "the lamp was lit", "The guild", "denied", stance=Stance.DENIED)
    assert traits(gather(dossier([clip(own, denial)])).passages[0]).disputed
    assert not of("The guild lit the lamp.").disputed


@pytest.mark.parametrize(
    "text",
    [
        "Last year the pier burnt, too.",
        "The pier had previously burnt.",
        "It burnt earlier this month.",
        "The pier burnt in 1987 as well.",
        "The pier burnt two years ago.",
        "It burnt once before.",
        "In the past the pier was of stone.",
        "Historically the pier was of stone.",
        "In recent months three piers burnt.",
        "It burnt three decades earlier.",
    ],
)
def test_what_went_before_is_background(text: str) -> None:
    assert background(passage(text))
    assert not of(text).fresh


def test_the_year_of_the_report_is_not_background() -> None:
    assert not background(passage("The pier was built in 2024 by the guild."))
    assert background(passage("The pier was built in 2023 by the guild."))


def test_a_historical_figure_is_background() -> None:
    text = "Nine people died in the great fire of Vesk."
    own = report("vest", text)
    counted = figure(own, "Nine people", 9, measure="killed", scope=Scope.HISTORICAL)
    assert background(gather(dossier([clip(own, counted)])).passages[0])
    assert not background(passage(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ola Berg (10) reaches for the ball in Vesk.",
        "Ola Berg holds the cup (Kari Lund/VP/AB).",
        "A photo issued by the guild shows the ferry.",
        "Picture taken in Vesk of the old ferry.",
        "Ferry sinks Updated: 2024-06-04 at the pier.",
        "The ferry sank 13:14 By Agencies in Vesk.",
        "VPR’s Lene Aas talks to the warden of Vesk about the ferry.",
        "Ola Berg speaks with a diver of the guild.",
    ],
)
def test_what_describes_a_picture_is_no_news(text: str) -> None:
    assert caption(passage(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ola Berg (34) was hurt in Vesk.",
        "The guild (founded in 1900) owns the ferry.",
        "The crew said/denied nothing.",
        "The guild issued a photo of the ferry.",
        "The ferry sailed at 13:14 by the pier.",
        "Ola Berg spoke with a diver of the guild.",
        "The talks about the ferry with the guild failed.",
        "Peace talks with the guild failed.",
        "The Vesk talks with the guild failed.",
    ],
)
def test_what_only_looks_like_one_is(text: str) -> None:
    assert not caption(passage(text))


# --- what a printed line shows by itself ------------------------------------------------------


@pytest.mark.parametrize(
    ("shows", "text"),
    [
        (disputes, "The guild denied that the lamp was lit."),
        (disputes, "The picture could not be independently verified."),
        (leaves_open, "The cause is not known."),
        (looks_back, "Last year the pier burnt, too."),
        (looks_back, "The pier of 1987 was of stone."),
    ],
)
def test_a_line_that_shows_its_reason_keeps_its_section(shows: Callable[[str], bool], text: str) -> None:
    assert shows(text)


@pytest.mark.parametrize("shows", [disputes, leaves_open, looks_back])
@pytest.mark.parametrize("text", ["The lamp was lit.", "The pier burnt, too.", ""])
def test_a_line_that_was_cut_so_that_it_does_not_loses_it(shows: Callable[[str], bool], text: str) -> None:
    assert not shows(text)


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("A Vesk-flagged ship, the Bell, is seen in waters off the port.", True),
        ("Two bakers are shown at the fair in Vesk.", True),
        ("Otto Brandt (right) denies that he lit the lamp.", True),
        ("Otto Brandt (far left) denies that he lit the lamp.", True),
        ("Otto Brandt (Left Party) denies that he lit the lamp.", False),
        ("The ship is seen as a danger to the port.", False),
        ("The ship was seen off the port on Monday.", False),
    ],
)
def test_what_is_seen_in_a_picture_is_a_caption(text: str, described: bool) -> None:
    assert caption(gather(dossier([clip(report("r", text))])).passages[0]) is described


@pytest.mark.parametrize(
    ("text", "headed"),
    [
        ("Rovers Hire Otto Brandt as Head Coach Otto Brandt was presented as their 21st coach.", True),
        ("Norsoft mends its Web Explorer Norsoft released an update on Monday.", True),
        ("Norland planes bring aid to Vesk In Port Hull, divers went on with the search.", True),
        ("Crews reach Vesk In Hull, divers went on with the search.", True),
        ("Rovers reach the final But they lost their captain on Monday.", True),
        ("The mayor of Vesk In the evening opened the pier.", True),
        ("The guild met in Vesk and went home The mayor of Hull had left before.", True),
        ("Crews arrive at the hearing Divers had asked for the day before.", True),
        ("The guild heard that the Divers were late.", False),
        ("The guild met and the paper The Echo told of it.", False),
        ("Vesk beat Hull on Monday, and of Rovers are left a few.", False),
        ("Norsoft says that the Web Explorer of Norsoft is safe.", False),
        ("Otto Brandt, a son of Coach Otto Brandt, was hurt.", False),
        ("The New Hull mayor said that New Hull City was safe.", False),
        ("The film Made In Heaven won a prize in Vesk.", False),
        ("Crews reached Vesk on Monday, and in Hull divers went on with the search.", False),
        ("The Echo reported that President He Lund was late.", False),
    ],
)
def test_a_heading_may_run_into_the_sentence_behind_it(text: str, headed: bool) -> None:
    own = report("r", f"{text} Among the divers was Lene Aas.")
    assert run_in(gather(dossier([clip(own)])).passages[0]) is headed


def test_a_sentence_that_a_heading_runs_into_is_no_candidate() -> None:
    headed = "Norsoft mends its Web Explorer Norsoft released an update on Monday."
    plain = "The guild of Vesk praised the update of the Web Explorer by Norsoft on Tuesday."
    material = gather(dossier([clip(report("r", f"{headed} {plain}"))]))
    pool = Pool(material, rank(material), Told(), ())
    assert [one.text for one in pool.free] == [plain]


def test_only_a_first_sentence_begins_with_a_heading_that_has_its_name() -> None:
    first = "The guild of Vesk met on Monday. "
    headed = "Norsoft mends its Web Explorer Norsoft released an update."
    assert not run_in(gather(dossier([clip(report("r", first + headed))])).passages[-1])
    assert run_in(gather(dossier([clip(report("r", headed))])).passages[-1])
