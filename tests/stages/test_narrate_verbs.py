"""The forms of verbs, and the phrases of a language: tables that must hold what the code asks of them."""

from __future__ import annotations

from string import Formatter

import pytest

from dateline.stages.narrate.phrasebook.phrases import COUNTS, ENGLISH, phrases_of
from dateline.stages.narrate.phrasebook.verbs import (
    AMBIGUOUS,
    BASES,
    FINITE,
    FORMS,
    VERBS,
    active,
    consequence,
)


@pytest.mark.parametrize(
    ("base", "third", "past", "participle", "present"),
    [
        ("stop", "stops", "stopped", "stopped", "stopping"),
        ("deny", "denies", "denied", "denied", "denying"),
        ("play", "plays", "played", "played", "playing"),
        ("die", "dies", "died", "died", "dying"),
        ("agree", "agrees", "agreed", "agreed", "agreeing"),
        ("take", "takes", "took", "taken", "taking"),
        ("cut", "cuts", "cut", "cut", "cutting"),
        ("push", "pushes", "pushed", "pushed", "pushing"),
        ("have", "has", "had", "had", "having"),
        ("commit", "commits", "committed", "committed", "committing"),
    ],
)
def test_the_forms_of_a_verb(base: str, third: str, past: str, participle: str, present: str) -> None:
    (verb,) = [verb for verb in VERBS if verb.base == base]
    assert (verb.third, verb.past, verb.participle, verb.present) == (third, past, participle, present)


def test_each_verb_stands_once_and_what_may_be_a_noun_is_not_surely_finite() -> None:
    assert len(BASES) == len(VERBS)
    assert not AMBIGUOUS & FINITE - {verb.past for verb in VERBS}
    assert {verb.third for verb in VERBS} >= AMBIGUOUS
    assert FINITE < FORMS


@pytest.mark.parametrize(
    ("participle", "past"), [("leaving", "left"), ("killing", "killed"), ("singing", "")]
)
def test_a_participle_that_tells_what_came_of_it(participle: str, past: str) -> None:
    assert consequence(participle) == past


@pytest.mark.parametrize(("participle", "past"), [("seized", "seized"), ("written", "wrote"), ("loved", "")])
def test_a_passive_that_may_be_turned(participle: str, past: str) -> None:
    assert active(participle) == past


def test_the_phrases_of_english_have_the_fields_that_the_writer_fills() -> None:
    fields = {
        "by_outlet": {"who"},
        "by_outlet_first": {"who", "what"},
        "by_outlets": {"who"},
        "by_unnamed": set(),
        "by_unnamed_first": {"what"},
    }
    for name, wanted in fields.items():
        patterns = getattr(ENGLISH, name)
        assert patterns
        assert all({field for _, field, _, _ in Formatter().parse(p) if field} == wanted for p in patterns)
    for counting in COUNTS.values():
        assert "{n}" in counting.one
        assert "{n}" in counting.many
        assert "{n}" in counting.label
        assert "{" not in counting.none + counting.matter


def test_another_language_needs_a_file_of_its_own() -> None:
    with pytest.raises(FileNotFoundError):
        phrases_of("elvish")
