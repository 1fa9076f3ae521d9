"""Who did what to whom: what each kind of sentence gives, as "lemma: subject > object"."""

from __future__ import annotations

import pytest

from tests.stages.clauses import read, told

WHO_DID_WHAT = [
    ("Three guards shot a man.", ["shoot: Three guards > a man"]),
    ("The fire destroyed two of the mills.", ["destroy: The fire > two of the mills"]),
    ("Ada Lund, 42, a nurse from Hull, was praised.", ["praise: Ada Lund > - passive"]),
    ("The mayor of Hull opened the bridge.", ["open: The mayor of Hull > the bridge"]),
    (
        "The attack on the plant in Hull wounded dozens of workers.",
        ["wound: The attack on the plant in Hull > dozens of workers"],
    ),
    ("Roe himself opened the gate.", ["open: Roe > the gate"]),
    ("They all left the town.", ["leave: They > the town"]),
    ("Tom Roe and Ada Lund were married.", ["marry: Tom Roe and Ada Lund > - passive"]),
    ("Roe, Lund and Berg were jailed.", ["jail: Roe, Lund and Berg > - passive"]),
    ("Police arrested Roe, Lund and Berg.", ["arrest: Police > Roe, Lund and Berg"]),
    ("A 14-year-old boy stole the car.", ["steal: A 14-year-old boy > the car"]),
    ("About 30 people were rescued.", ["rescue: About 30 people > - passive"]),
    ("The Hull-based firm (HBF) bought a rival.", ["buy: The Hull-based firm > a rival"]),
    ("John F. Roe leads the party.", ["lead: John F. Roe > the party"]),
    ("The slow, heavy, old train hit a wall.", ["hit: The slow, heavy, old train > a wall"]),
    ("They've left the city.", ["leave: They > the city"]),
    ("That was a mistake.", ["be: That > - = a mistake"]),
    ("Today is a holiday.", ["be: Today > - = a holiday"]),
]


@pytest.mark.parametrize(("text", "expected"), WHO_DID_WHAT)
def test_a_subject_a_verb_and_an_object(text: str, expected: list[str]) -> None:
    assert told(text) == expected


VOICES = [
    ("Three people were killed.", ["kill: Three people > - passive"]),
    ("Roe was shot by the guard.", ["shoot: Roe > - by the guard passive"]),
    ("The road was closed by Monday.", ["close: The road > - / by Monday passive"]),
    ("Roe has been freed.", ["free: Roe > - passive"]),
    ("The bridge is being rebuilt.", ["rebuild: The bridge > - passive"]),
    (
        "The officers were hailed and promoted.",
        ["hail: The officers > - passive", "promote: The officers > - passive"],
    ),
    ("The injured were taken to Hull.", ["take: The injured > - / to Hull passive"]),
    (
        "The village was attacked and burned by rebels.",
        ["attack: The village > - passive", "burn: The village > - by rebels passive"],
    ),
    (
        "Roe was shot and killed by the guard.",
        ["shoot: Roe > - passive", "kill: Roe > - by the guard passive"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), VOICES)
def test_a_passive_tells_who_did_it_where_by_says_so(text: str, expected: list[str]) -> None:
    assert told(text) == expected


DENIALS = [
    ("Roe was not shot.", ["shoot: Roe > - not passive"]),
    ("The mayor never met the rebels.", ["meet: The mayor > the rebels not"]),
    ("He hasn't resigned.", ["resign: He > - not"]),
    ("The plant cannot reopen.", ["reopen: The plant > - can not"]),
    ("No one was hurt.", ["hurt: No one > - not passive"]),
    ("Police found no weapons.", ["find: Police > no weapons not"]),
    ("The fire killed nobody.", ["kill: The fire > nobody not"]),
    ("The minister has yet to answer.", ["answer: The minister > - have to not"]),
]


@pytest.mark.parametrize(("text", "expected"), DENIALS)
def test_what_is_denied_is_negated(text: str, expected: list[str]) -> None:
    assert told(text) == expected


MODES = [
    ("The council may close the school.", ["close: The council > the school may"]),
    ("The dam could burst.", ["burst: The dam > - could"]),
    ("Troops had to leave the valley.", ["leave: Troops > the valley have to"]),
    ("She used to run the bank.", ["run: She > the bank used to"]),
    ("The king is to visit Hull.", ["visit: The king > Hull be to"]),
    ("They'll sell the farm.", ["sell: They > the farm will"]),
]


@pytest.mark.parametrize(("text", "expected"), MODES)
def test_a_modal_is_told_and_no_verb(text: str, expected: list[str]) -> None:
    assert told(text) == expected


WHAT_IT_IS = [
    ("Roe is a teacher.", ["be: Roe > - = a teacher"]),
    ("The road is safe.", ["be: The road > - = safe"]),
    ("The patients are in hospital.", ["be: The patients > - = in hospital"]),
    ("There is a shortage of water.", ["be: - > - = a shortage of water"]),
    ("Lund became president.", ["become: Lund > - = president"]),
    ("Roe was elected president.", ["elect: Roe > - = president passive"]),
]


@pytest.mark.parametrize(("text", "expected"), WHAT_IT_IS)
def test_a_copula_has_a_complement(text: str, expected: list[str]) -> None:
    assert told(text) == expected


AROUND_IT = [
    ("Police arrested Roe in Hull on Monday.", ["arrest: Police > Roe / in Hull / on Monday"]),
    ("On Monday, police arrested Roe.", ["arrest: police > Roe / On Monday"]),
    ("Two years ago the mill burned.", ["burn: the mill > - / Two years ago"]),
    ("The guard died of his wounds last week.", ["die: The guard > - / of his wounds / last week"]),
    ("The court convicted Roe of murder.", ["convict: The court > Roe"]),
    ("The talks led to a truce.", ["lead to: The talks > a truce"]),
    ("The road was closed because of snow.", ["close: The road > - / because of snow passive"]),
    ("Roe died in a fire that he started.", ["die: Roe > -", "start: he > - (that)"]),
    ("Troops went to Hull and to Leith.", ["go: Troops > - / to Hull and to Leith"]),
    ("In addition to Roe, a boy was freed.", ["free: a boy > - / In addition to Roe passive"]),
    ("The mill burned 14 days after the flood.", ["burn: The mill > -"]),
    ("Roe fled from Hull, where he was born.", ["flee: Roe > -", "bear: he > - (where) passive"]),
    ("Troops came to Leith, a port.", ["come: Troops > -"]),
]


@pytest.mark.parametrize(("text", "expected"), AROUND_IT)
def test_what_may_be_dropped_is_an_adjunct(text: str, expected: list[str]) -> None:
    assert told(text) == expected


VERBS_OF_TWO_WORDS = [
    ("Firefighters put out the blaze.", ["put out: Firefighters > the blaze"]),
    ("The union called the strike off.", ["call off: The union > the strike"]),
    ("Roe was taken in great pain to Hull.", ["take: Roe > - / in great pain / to Hull passive"]),
    ("The bank gave Roe a loan.", ["give: The bank > a loan"]),
    ("Roe was given a medal.", ["give: Roe > a medal passive"]),
    ("The group called for a vote.", ["call for: The group > a vote"]),
]


@pytest.mark.parametrize(("text", "expected"), VERBS_OF_TWO_WORDS)
def test_a_particle_belongs_to_its_verb(text: str, expected: list[str]) -> None:
    assert told(text) == expected


CLAUSES_IN_CLAUSES = [
    (
        "The company, which owns two mines, cut 300 jobs.",
        ["own: The company > two mines (which)", "cut: The company > 300 jobs"],
    ),
    (
        "Rebels who hold the pass shelled the town.",
        ["hold: Rebels > the pass (who)", "shell: Rebels > the town"],
    ),
    (
        "The leader of the rebels who were arrested denied it.",
        ["arrest: the rebels > - (who) passive", "deny: The leader of the rebels > it"],
    ),
    (
        "A song for Ada Lund that he wrote won a prize.",
        ["write: he > - (that)", "win: A song for Ada Lund > a prize"],
    ),
    (
        "The council blamed Roe for the flood that destroyed the mill.",
        ["blame: The council > Roe", "destroy: the flood > the mill (that)"],
    ),
    ("The house he built burned down.", ["build: he > -", "burn down: The house > -"]),
    (
        "The man wanted in Hull was caught.",
        ["want: The man > - / in Hull passive", "catch: The man > - passive"],
    ),
    (
        "The man arrested on Monday was freed.",
        ["arrest: The man > - / on Monday passive", "free: The man > - passive"],
    ),
    ("The decision to close the school angered parents.", ["anger: The decision > parents"]),
    ("The man who killed Berg was found.", ["kill: The man > Berg (who)", "find: The man > - passive"]),
    (
        "Lawyers told reporters that the dam had burst.",
        ["tell: Lawyers > reporters", "burst: the dam > - (that)"],
    ),
    ("The army said it had shelled the camp.", ["say: The army > -", "shell: it > the camp"]),
    ("When the river rose, residents fled.", ["rise: the river > - (when)", "flee: residents > -"]),
    (
        "If the vote fails, the minister will resign.",
        ["fail: the vote > - (if)", "resign: the minister > - will"],
    ),
    ("The guard hit Roe before he fell.", ["hit: The guard > Roe", "fall: he > - (before)"]),
    ("As Roe and Lund left, a shot was fired.", ["leave: Roe and Lund > - (as)", "fire: a shot > - passive"]),
    ("The mayor, though, refused to quit.", ["refuse: The mayor > -"]),
    (
        "During the hearing in which Roe wept, Lund’s father, Tom Berg, said he was angry.",
        ["weep: Roe > - (which)", "say: Lund’s father > -", "be: he > - = angry"],
    ),
    (
        "In a step toward returning to life, the Board for Roads and Canals eased the rules.",
        ["ease: the Board for Roads and Canals > the rules"],
    ),
    ("The prospect of finding an answer is fading.", ["fade: The prospect > -"]),
    ("He described it as an “opportunity to sit down with people.”", ["describe: He > it"]),
    (
        "The rebels and the guard who was shot were enemies.",
        ["shoot: the guard > - (who) passive", "be: The rebels and the guard > - = enemies"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES_IN_CLAUSES)
def test_each_clause_has_its_own_subject(text: str, expected: list[str]) -> None:
    assert told(text) == expected


WITHOUT_A_FINITE_VERB = [
    (
        "Rebels raided the camp, killing four people.",
        ["raid: Rebels > the camp", "kill: Rebels > four people"],
    ),
    ("Police shot a man carrying a knife.", ["shoot: Police > a man", "carry: a man > a knife"]),
    ("Roe was seen carrying a knife.", ["see: Roe > - passive", "carry: Roe > a knife"]),
    (
        "Roe called his wife after leaving the house.",
        ["call: Roe > his wife", "leave: Roe > the house (after)"],
    ),
    ("They spent the night waiting.", ["spend: They > the night", "wait: They > -"]),
    ("The army refused to withdraw.", ["refuse: The army > -", "withdraw: The army > -"]),
    ("The president ordered troops to withdraw.", ["order: The president > troops", "withdraw: troops > -"]),
    ("Roe is likely to appeal.", ["be: Roe > - = likely", "appeal: Roe > -"]),
    (
        "Police killed a man wanted for murder.",
        ["kill: Police > a man", "want: a man > - / for murder passive"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WITHOUT_A_FINITE_VERB)
def test_other_forms_are_told_where_their_subject_is_certain(text: str, expected: list[str]) -> None:
    assert told(text) == expected


SIDE_BY_SIDE = [
    (
        "The minister called off the strike and flew to Leith.",
        ["call off: The minister > the strike", "fly: The minister > - / to Leith"],
    ),
    ("Roe was caught and was jailed.", ["catch: Roe > - passive", "jail: Roe > - passive"]),
    (
        "The storm hit the coast, felled trees and broke a dam.",
        ["hit: The storm > the coast", "fell: The storm > trees", "break: The storm > a dam"],
    ),
    ("The vote failed and the minister left.", ["fail: The vote > -", "leave: the minister > -"]),
    (
        "The mayor said the road was safe but urged caution.",
        ["say: The mayor > -", "be: the road > - = safe", "urge: The mayor > caution"],
    ),
    (
        "The bill will be read and put to a vote.",
        ["read: The bill > - will passive", "put: The bill > - / to a vote will passive"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SIDE_BY_SIDE)
def test_a_second_verb_has_the_subject_of_the_first(text: str, expected: list[str]) -> None:
    assert told(text) == expected


WHO_SAYS_SO = [
    ("The dam could burst, engineers said.", ["burst: The dam > - could", "say: engineers > -"]),
    ("Roe, police said, was shot.", ["say: police > -", "shoot: Roe > - passive"]),
    ("“We saw smoke,” said Tom Roe, a farmer.", ["see: We > smoke", "say: Tom Roe > -"]),
    ("“We saw smoke,” Roe said, “and we ran.”", ["see: We > smoke", "say: Roe > -", "run: we > -"]),
    (
        "The mayor said on Monday the dam was safe.",
        ["say: The mayor > - / on Monday", "be: the dam > - = safe"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WHO_SAYS_SO)
def test_who_says_so_is_a_clause(text: str, expected: list[str]) -> None:
    assert told(text) == expected


LEFT_OUT: list[tuple[str, list[str]]] = [
    ("Did the guard shoot Roe?", []),
    ("Call the police now.", []),
    ("Roe said he would.", ["say: Roe > -"]),
    ("Five dead in Hull.", []),
    ("The mayor’s brother’s house.", []),
]


@pytest.mark.parametrize(("text", "expected"), LEFT_OUT)
def test_questions_orders_and_fragments_are_left_out(text: str, expected: list[str]) -> None:
    assert told(text) == expected


SPELLINGS = [
    (
        "rebels attacked the town of hull and were beaten back by troops.",
        ["attack: rebels > the town of hull", "beat: rebels > - by troops passive"],
    ),
    (
        "REBELS ATTACKED THE TOWN OF HULL AND WERE BEATEN BACK BY TROOPS.",
        ["attack: REBELS > THE TOWN OF HULL", "beat: REBELS > - by TROOPS passive"],
    ),
    ("roe, 42, of leeds, was jailed by a judge.", ["jail: roe > - by a judge passive"]),
    ("police say the mayor lied.", ["say: police > -", "lie: the mayor > -"]),
    ("He is taken to Hull.", ["take: He > - / to Hull passive"]),
    ("The rebels’ leader wasn’t seen.", ["see: The rebels’ leader > - not passive"]),
]


@pytest.mark.parametrize(("text", "expected"), SPELLINGS)
def test_capitals_change_nothing(text: str, expected: list[str]) -> None:
    assert told(text) == expected


SPANS = [
    ("Roe, 42, of Hull, was jailed on Monday.", "Roe, 42, of Hull, was jailed on Monday"),
    ("The firm, which owns a ship, cut jobs.", "which owns a ship"),
    ("Rebels raided the camp, killing four.", "killing four"),
    ("The minister resigned and flew home.", "flew home"),
    ("The dam broke, officials said.", "The dam broke"),
]


@pytest.mark.parametrize(("text", "span"), SPANS)
def test_a_clause_goes_from_its_first_word_to_its_last(text: str, span: str) -> None:
    assert span in [text[clause.span.start : clause.span.end] for clause in read(text)]


def test_a_contraction_is_cut_between_subject_and_verb() -> None:
    (clause,) = read("They’ve left.")
    assert clause.subject is not None
    assert (clause.subject.text, clause.verb.text) == ("They", "’ve left")


def test_a_subject_may_stand_outside_its_clause() -> None:
    first, second = read("The minister resigned and flew home.")
    assert first.subject == second.subject
    assert second.subject is not None
    assert second.subject.span.end < second.span.start


def test_a_main_clause_has_no_opener_and_a_subordinate_one_is_not_main() -> None:
    said, fell, burst = read("Roe said he fell when the dam broke.")
    assert (said.main, fell.main, burst.main) == (True, False, False)
    assert (said.opener, fell.opener, burst.opener) == ("", "", "when")


def test_an_adjunct_that_holds_up_another_clause_is_none() -> None:
    first, _ = read("Roe died in the house that his father built.")
    assert not first.adjuncts
    assert not read("The court convicted Roe of murder.")[0].adjuncts


def test_two_noun_phrases_that_a_relative_may_mean_are_no_subject() -> None:
    found = {clause.lemma: clause.subject for clause in read("The guard of the king who fell ill left.")}
    assert found["fall"] is None


MISTAKEN = [
    ("The man was dead.", ["be: The man > - = dead"]),
    ("Roe was released by 6 a.m.", ["release: Roe > - / by 6 a.m. passive"]),
    ("Roe may, he said, appeal.", ["say: he > -"]),
]


@pytest.mark.parametrize(("text", "expected"), MISTAKEN)
def test_what_was_once_mistaken(text: str, expected: list[str]) -> None:
    assert told(text) == expected
