"""Each of PLOVER's sixteen kinds and our own two: fired, silent, and marked where it has not happened."""

from __future__ import annotations

import pytest

from dateline.core.types import Mode
from dateline.stages.interpret.events.words import triggers
from tests.stages.reading import read

#: Kind: a sentence that tells of one, and one whose words only look so.
FIRED_AND_SILENT = {
    "AGREE": ("Malia signed an accord with Borduria.", "They agreed that the hall was cold."),
    "CONSULT": ("The minister met with the envoy of Malia.", "She met the deadline with ease."),
    "SUPPORT": ("The chancellor endorsed the candidate.", "An endorsement contract lay on the desk."),
    "CONCEDE": ("The ministry apologised to the miners.", "He climbed down a ladder."),
    "COOPERATE": (
        "Malia extradited a banker to Borduria.",
        "The joint of the table creaks.",
    ),
    "AID": ("Firefighters freed nine people from lifts.", "The aid of a lens was needed."),
    "RETREAT": ("Troops withdrew from the valley.", "She withdrew cash from a machine."),
    "REQUEST": ("The union urged the mayor to act.", "Demand for oil fell."),
    "ACCUSE": ("The league denounced the mayor.", "An investigation bureau stands in Riga."),
    "REJECT": ("The council rejected the plan.", "It is the largest body opposed to the league."),
    "THREATEN": ("Borduria threatened Malia with war.", "The threat of rain passed."),
    "PROTEST": ("Thousands demonstrated against the tax.", "The team demonstrates remarkable skill."),
    "SANCTION": ("Malia imposed sanctions on Borduria.", "The film was a sanctioned biography."),
    "MOBILIZE": ("Malia deployed troops along the river.", "The bag deployed in the car."),
    "COERCE": ("Police arrested a baker in Riga.", "He was held for evading arrest."),
    "ASSAULT": ("Rebels shelled the port.", "A heart attack struck the singer."),
    "ACCIDENT": ("A tram derailed in Riga.", "Protesters overturned cars."),
    "DISASTER": ("An earthquake hit the coast.", "She heard live fire."),
}


def kinds(text: str) -> dict[str, Mode]:
    return {event.type: event.mode for event in read(text).events}


@pytest.mark.parametrize("kind", FIRED_AND_SILENT)
def test_a_kind_fires(kind: str) -> None:
    assert kinds(FIRED_AND_SILENT[kind][0]).get(kind) is Mode.ACTUAL


@pytest.mark.parametrize("kind", FIRED_AND_SILENT)
def test_a_kind_is_silent(kind: str) -> None:
    assert kind not in kinds(FIRED_AND_SILENT[kind][1])


def test_no_kind_of_the_table_is_left_out() -> None:
    assert {trigger.kind for of in triggers().values() for trigger in of} == FIRED_AND_SILENT.keys()


#: What has been threatened, planned, denied, called for or is long past; the kind that is no happening.
NO_HAPPENING = [
    ("Rebels threatened to shell the port.", "ASSAULT", Mode.FUTURE),
    ("Borduria warned of attacks on ships.", "ASSAULT", Mode.HYPOTHETICAL),
    ("Police plan to begin arresting students.", "COERCE", Mode.FUTURE),
    ("Police were scheduled to start deploying troops.", "MOBILIZE", Mode.FUTURE),
    ("Mr Berg was going to resign as early as tonight.", "RETREAT", Mode.FUTURE),
    ("Another protest predicted in Riga is small.", "PROTEST", Mode.FUTURE),
    ("Officers were preparing a raid on the bank.", "ASSAULT", Mode.FUTURE),
    ("She spoke in favour of impeaching the mayor.", "ACCUSE", Mode.HYPOTHETICAL),
    ("Crowds shouted, asking for his resignation.", "RETREAT", Mode.HYPOTHETICAL),
    ("They called for reforms and for Mr Berg's resignation.", "RETREAT", Mode.HYPOTHETICAL),
    ("The army denied shelling the port.", "ASSAULT", Mode.NEGATED),
    ("The shells missed hitting the school.", "ASSAULT", Mode.NEGATED),
    ("There weren't more attacks in Riga.", "ASSAULT", Mode.NEGATED),
    ("The war closed with a truce and no treaty.", "AGREE", Mode.ACTUAL),
    ("It was a walk, not a protest.", "PROTEST", Mode.NEGATED),
    ("Ten years after gunmen killed nine people in Riga, families met.", "ASSAULT", Mode.HISTORICAL),
    ("Two decades after rebels bombed the station, families met.", "ASSAULT", Mode.HISTORICAL),
    ("Families marked the anniversary of the bombing.", "ASSAULT", Mode.HISTORICAL),
]


@pytest.mark.parametrize(("text", "kind", "mode"), NO_HAPPENING)
def test_what_is_no_happening_says_so(text: str, kind: str, mode: Mode) -> None:
    assert next(event.mode for event in read(text).events if event.type == kind) is mode


#: What looks like one of these and has happened.
HAPPENED = [
    ("The riots prompted the government to deploy troops.", "MOBILIZE"),
    ("Crowds gathered in Riga on Monday to protest against the tax.", "PROTEST"),
    ("Police began arresting students.", "COERCE"),
    ("A clerk leapt into the river to rescue a survivor of a ferry crash.", "ACCIDENT"),
    ("Demonstrations were also held across the country.", "PROTEST"),
    ("The day after gunmen attacked the camp, families met.", "ASSAULT"),
    ("She was freed after gunmen attacked the camp.", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "kind"), HAPPENED)
def test_what_only_looks_unsure_has_happened(text: str, kind: str) -> None:
    assert kinds(text)[kind] is Mode.ACTUAL


#: A bare noun behind a preposition names a kind of deed; with a place, a day or a name it is one.
GENERIC = [
    ("Illness caused by rape is rare.", False),
    ("It fell in drought.", False),
    ("It fell in drought near Riga.", True),
    ("Illness caused by the rape was told of.", True),
    ("They fled from drought on Monday.", True),
]


@pytest.mark.parametrize(("text", "told"), GENERIC)
def test_a_kind_of_deed_is_no_deed(text: str, told: bool) -> None:
    assert bool(read(text).events) is told


#: Who frees, retreats or falls ill decides the kind.
SAME_WORD = [
    ("Rebels freed the mayor.", "RETREAT"),
    ("Rescuers freed a boy from the rubble.", "AID"),
    ("The reactor suffered a meltdown on Monday.", "ACCIDENT"),
    ("The gun was loaded but didn't fire.", ""),
    ("The bank feared a financial meltdown.", ""),
    ("The tour was a cynically executed exercise.", ""),
    ("Rebels executed three villagers.", "ASSAULT"),
    ("Protesters clashed with police.", "ASSAULT"),
    ("Panic attacks kept her at home.", ""),
    ("A devastating earthquake struck Riga.", "DISASTER"),
]


@pytest.mark.parametrize(("text", "kind"), SAME_WORD)
def test_the_words_around_a_trigger_decide_its_kind(text: str, kind: str) -> None:
    assert set(kinds(text)) == ({kind} if kind else set())


def test_a_fire_that_kills_is_no_attack() -> None:
    assert set(kinds("A fire at a warehouse killed a guard.")) == {"DISASTER"}
    assert set(kinds("A gunman at a warehouse killed a guard.")) == {"ASSAULT"}
