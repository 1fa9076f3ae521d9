"""What happened: kinds, modes, who, to whom, with what, where and when; each shown firing and silent."""

from __future__ import annotations

import pytest

from dateline.core.types import Event, Mode
from dateline.stages.interpret.events.words import triggers
from tests.stages.reading import read


def happened(text: str) -> list[tuple[str, Mode]]:
    """(kind, mode) of each event of a text."""
    return [(event.type, event.mode) for event in read(text).events]


def only(text: str, kind: str = "") -> Event:
    """The one event of a text, or of a kind in it."""
    (event,) = [event for event in read(text).events if kind in ("", event.type)]
    return event


KINDS = [
    ("Malia and Borduria signed a treaty in Riga on Monday.", "AGREE"),
    ("Borduria and Malia agreed to a ceasefire.", "AGREE"),
    ("Malia struck a deal with the miners.", "AGREE"),
    ("The president met with the envoy of Malia in Riga.", "CONSULT"),
    ("Malia and Borduria held talks in Riga.", "CONSULT"),
    ("The president praised the rescuers.", "SUPPORT"),
    ("The court lifted the curfew.", "CONCEDE"),
    ("Malia and Borduria resumed trade.", "COOPERATE"),
    ("The ministry sent aid to the islands.", "AID"),
    ("Doctors were evacuated from Riga by helicopter.", "AID"),
    ("The general resigned on Tuesday.", "RETREAT"),
    ("Troops withdrew from the port.", "RETREAT"),
    ("Rebels released the hostages.", "RETREAT"),
    ("The union called on the government to act.", "REQUEST"),
    ("The minister demanded an apology from Malia.", "REQUEST"),
    ("The opposition accused the mayor of fraud.", "ACCUSE"),
    ("Malia rejected the proposal.", "REJECT"),
    ("Borduria threatened Malia with war.", "THREATEN"),
    ("Workers walked out over pay.", "PROTEST"),
    ("Protesters rallied against the tax in Riga.", "PROTEST"),
    ("Malia deployed troops along the border.", "MOBILIZE"),
    ("Borduria imposed sanctions on Malia.", "SANCTION"),
    ("Police in Riga arrested 12 people.", "COERCE"),
    ("A navy captured 23 pirates.", "COERCE"),
    ("Bordurian warships shelled Porto Lindo on Sunday.", "ASSAULT"),
    ("He was shot in the leg.", "ASSAULT"),
    ("GUERRILLAS ATTACKED THE POWER STATION LAST NIGHT.", "ASSAULT"),
    ("A tram derailed near Hull.", "ACCIDENT"),
    ("Two people were hurt when a barge carrying fireworks caught fire.", "ACCIDENT"),
    ("A quake of magnitude 6.1 shook the coast on Sunday.", "DISASTER"),
    ("Firefighters fought an overnight fire at a church.", "DISASTER"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_each_kind_has_its_words(text: str, kind: str) -> None:
    assert (kind, Mode.ACTUAL) in happened(text)


SILENT = [
    "Leaders went to hear the minister speak at the meeting of the day.",
    "The brothers stood on opposing sides of the hall.",
    "“They attacked us at dawn,” she said.",
    "Stocks rallied on Monday.",
    "A flood of letters reached the paper.",
    "The population explosion worries planners.",
    "The protest leader spoke.",
    "She is meeting the demands of the job.",
    "I was sentenced to wait.",
    "Do you agree?",
    "The soldier also talks about his home.",
    "A great deal has changed.",
    "They struck out on their own.",
    "The boy accidentally shot himself.",
    "He visited his aunt.",
    "Customers withdrew money.",
    "Storm Rovers won the cup.",
    "The wounded soldier slept.",
]


@pytest.mark.parametrize("text", SILENT)
def test_words_of_other_meanings_tell_no_event(text: str) -> None:
    assert happened(text) == []


MODES = [
    ("No flood is feared.", "DISASTER", Mode.NEGATED),
    ("An attack on the port was foiled.", "ASSAULT", Mode.NEGATED),
    ("Police foiled an attack on the bank.", "ASSAULT", Mode.NEGATED),
    ("The minister denied attacking the union.", "ASSAULT", Mode.NEGATED),
    ("Police denied that officers attacked the crowd.", "ASSAULT", Mode.NEGATED),
    ("No one was arrested.", "COERCE", Mode.NEGATED),
    ("Rebels did not attack the port.", "ASSAULT", Mode.NEGATED),
    ("The two sides failed to reach an agreement.", "AGREE", Mode.NEGATED),
    ("There is no evidence of an attack.", "ASSAULT", Mode.NEGATED),
    ("A storm could hit Hull.", "DISASTER", Mode.HYPOTHETICAL),
    ("Officials fear a fire.", "DISASTER", Mode.HYPOTHETICAL),
    ("Officials warned of attacks on pipelines.", "ASSAULT", Mode.HYPOTHETICAL),
    ("If rebels attack the port, ships will leave.", "ASSAULT", Mode.HYPOTHETICAL),
    ("She is accused of stabbing a guard.", "ASSAULT", Mode.HYPOTHETICAL),
    ("He was charged with murder.", "ASSAULT", Mode.HYPOTHETICAL),
    ("The minister called for talks with Borduria.", "CONSULT", Mode.HYPOTHETICAL),
    ("There is talk about staging a demonstration.", "PROTEST", Mode.HYPOTHETICAL),
    ("They will hold a rally.", "PROTEST", Mode.FUTURE),
    ("Police hinted at the talk of a walkout.", "PROTEST", Mode.HYPOTHETICAL),
    ("Bordurian forces threatened to invade Malia.", "ASSAULT", Mode.FUTURE),
    ("Ahead of talks in Riga, markets fell.", "CONSULT", Mode.FUTURE),
    ("Talks between Malia and Borduria will resume on Friday.", "CONSULT", Mode.FUTURE),
    ("The general plans to resign.", "RETREAT", Mode.FUTURE),
    ("The flood of 2013 was worse.", "DISASTER", Mode.HISTORICAL),
    ("In March 2019 gunmen attacked the camp.", "ASSAULT", Mode.HISTORICAL),
    ("The rebels attacked the camp on Sunday.", "ASSAULT", Mode.ACTUAL),
    ("A group denied involvement in the murder of a judge.", "ASSAULT", Mode.ACTUAL),
    ("It is not clear whether the attack was political.", "ASSAULT", Mode.ACTUAL),
    ("The minister was forced to resign.", "RETREAT", Mode.ACTUAL),
    ("The suspect in the stabbing fled.", "ASSAULT", Mode.ACTUAL),
    ("Officials warned of delays after the attack.", "ASSAULT", Mode.ACTUAL),
    ("The ministry took steps to combat the outbreak.", "DISASTER", Mode.ACTUAL),
    ("The number of people who fled during protests could be higher.", "PROTEST", Mode.ACTUAL),
    ("If the leader insists, as negotiations reach their end, all is lost.", "CONSULT", Mode.ACTUAL),
    ("The minister will lift the rule following protests in Riga.", "PROTEST", Mode.ACTUAL),
]


@pytest.mark.parametrize(("text", "kind", "mode"), MODES)
def test_what_did_not_happen_is_marked(text: str, kind: str, mode: Mode) -> None:
    assert only(text, kind).mode is mode


PARTS = [
    ("The village was shelled by rebels.", ("rebels",), ("village",)),
    ("Two teachers were kidnapped by gunmen near Riga.", ("gunmen",), ("Two teachers",)),
    ("The army, which had left the town, attacked the port.", ("army",), ("port",)),
    ("Soldiers in the valley attacked the port.", ("Soldiers",), ("port",)),
    ("On Tuesday the army attacked the port.", ("army",), ("port",)),
    ("Danish and Swedish troops attacked the port.", ("Danish and Swedish troops",), ("port",)),
    ("A man armed with a knife attacked two guards.", ("man",), ("two guards",)),
    ("The mayor said rebels had attacked the port.", ("rebels",), ("port",)),
    ("Gunmen who attacked the bank fled.", ("Gunmen",), ("bank",)),
    ("Members of the group attacked the bank.", ("Members of the group",), ("bank",)),
    ("Rebels launched an attack on the airport.", ("Rebels",), ("airport",)),
    ("Borduria's attack on the port killed nine.", ("Borduria",), ("port",)),
    ("The mayor's murder shocked Riga.", (), ("mayor",)),
    ("The bombing of the depot by rebels went on.", ("rebels",), ("depot",)),
    ("An attack attributed to rebels on a depot went on.", (), ("depot",)),
    ("He attacked the guard.", (), ("guard",)),
    ("The attack began.", (), ()),
    ("Protests inspired by the vote went on.", (), ()),
    ("A station showed pictures of the attack.", (), ()),
    ("Rebels launched a series of attacks on the port.", ("Rebels",), ("port",)),
    ("The deputies urged the WHO to act.", ("deputies",), ("WHO",)),
    ("Ann J. Berg denounced the mayor.", ("Ann J. Berg",), ("mayor",)),
    ("The league denounced Ann J. Berg in Riga.", ("league",), ("Ann J. Berg",)),
    ("Monday's attack on the port went on.", (), ("port",)),
    ("The opposition denounced the mayor of Riga.", ("opposition",), ("mayor of Riga",)),
    ("The court convicted the clerk of fraud.", ("court",), ("clerk",)),
]


@pytest.mark.parametrize(("text", "actors", "targets"), PARTS)
def test_who_did_it_and_to_whom(text: str, actors: tuple[str, ...], targets: tuple[str, ...]) -> None:
    (event,) = [event for event in read(text).events if not event.link]
    assert (event.actors, event.targets) == (actors, targets)


def test_verbs_joined_by_and_share_their_subject() -> None:
    events = read("Police arrested 12 people and seized a boat.").events
    assert [(event.actors, event.targets) for event in events] == [
        (("Police",), ("12 people",)),
        (("Police",), ("boat",)),
    ]


def test_a_participle_behind_its_noun_is_passive() -> None:
    event = only("A man arrested in Riga was freed.", "COERCE")
    assert event.targets == ("man",)
    assert event.actors == ()


def test_talks_between_two_are_the_deed_of_both() -> None:
    assert only("Talks between Malia and Borduria went on.").actors == ("Malia", "Borduria")


MEANS = [
    ("Two guards were stabbed with a kitchen knife.", "kitchen knife"),
    ("A drone attack on the port went on.", "drone"),
    ("Drones hit the refinery.", "Drones"),
    ("Long-range drones operated by the service were used in the assault.", "Long-range drones"),
    ("An explosion caused by a gas leak wrecked a house.", "gas leak"),
    ("A blaze caused by a short circuit destroyed a warehouse.", "short circuit"),
    ("A storm battered the coast.", "storm"),
    ("GUERRILLAS ATTACKED THE STATION WITH DYNAMITE.", "DYNAMITE"),
    ("Rebels attacked the port with great skill.", ""),
    ("The attack on the port went on.", ""),
    ("Rescuers flew to Malia's earthquake.", ""),
]


@pytest.mark.parametrize(("text", "means"), MEANS)
def test_what_it_was_done_with(text: str, means: str) -> None:
    event = read(text).events[0]
    assert event.means == means


def test_whose_weapons_they_are_says_the_adjective_of_a_country() -> None:
    event = only("Danish drones hit the refinery.")
    assert (event.actors, event.means) == (("Denmark",), "Danish drones")
    assert only("The Spanish flu pandemic began.").actors == ()


WHERE = [
    ("Rebels attacked a bank in Riga.", "Riga"),
    ("In Riga, police arrested two men.", "Riga"),
    ("Rebels of Latvia attacked the bank.", ""),
    ("A quake struck near Riga in Latvia.", "Riga"),
    ("The attack was condemned by officials who were meeting over lunch for a day in distant Riga.", ""),
]


@pytest.mark.parametrize(("text", "place"), WHERE)
def test_where_it_happened(text: str, place: str) -> None:
    assert read(text).events[0].place == place


WHEN = [
    ("Rebels attacked a bank on Monday.", "2025-06-30"),
    ("Rebels attacked a bank, police said on Monday.", ""),
    ("Since Monday rebels attacked a bank.", ""),
    ("Rebels attacked a guest of the 2005 wedding.", ""),
    ("Rebels attacked the bank last week.", "2025-W26"),
]


@pytest.mark.parametrize(("text", "value"), WHEN)
def test_when_it_happened(text: str, value: str) -> None:
    event = read(text).events[0]
    assert event.time == value
    assert event.mode is Mode.ACTUAL


def test_a_headline_in_capitals_is_read() -> None:
    event = read("Danish Drone Strike Hits Military Plant").events[0]
    assert (event.type, event.actors, event.means) == ("ASSAULT", ("Denmark",), "Drone")
    assert read("Anna Berg wrote Attack On The Moon in Riga.").events == ()


def test_counts_go_to_the_event_that_can_have_them() -> None:
    train, arrests = read("A train derailed, injuring four. Police arrested 12 people.").events
    assert [figure.measure for figure in train.figures] == ["injured"]
    assert [figure.measure for figure in arrests.figures] == ["detained"]


def test_counts_of_an_earlier_event_stay_with_it() -> None:
    (event,) = read("Talks resumed in Riga after a flood in 2013 killed nine people.").events[-1:]
    assert event.mode is Mode.HISTORICAL
    assert all(figure.scope.value == "historical" for figure in event.figures)


def test_two_words_for_one_event_are_one() -> None:
    (event,) = read("Gunmen opened fire on a bus, killing five.").events
    assert (event.phrase.text, event.targets) == ("opened fire", ("bus",))


def test_two_events_of_one_kind_stay_apart() -> None:
    text = "After the murder of two judges came an offensive by the army."
    assert [event.actors for event in read(text).events] == [(), ("army",)]


def test_an_explosion_is_the_attack_that_was_told_of() -> None:
    assert happened("Rebels attacked the depot. An explosion followed.") == [("ASSAULT", Mode.ACTUAL)] * 2
    assert happened("An explosion rocked the depot.") == [("ACCIDENT", Mode.ACTUAL)]


FORMS = [
    "stabbed",
    "stabbing",
    "agreed",
    "defies",
    "kidnapping",
    "expelled",
    "caught",
    "struck",
    "crises",
    "raids",
]


@pytest.mark.parametrize("form", FORMS)
def test_a_word_is_known_in_every_form(form: str) -> None:
    assert (form in triggers()) == (form != "crises")


def test_longer_triggers_go_before_shorter() -> None:
    for found in triggers().values():
        lengths = [len(trigger.then) for trigger in found]
        assert lengths == sorted(lengths, reverse=True)
