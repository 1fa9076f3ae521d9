"""The files of languages: whole, in step with the source, and their faults found."""

from __future__ import annotations

import ast
import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from babel.messages import Catalog

ROOT = Path(__file__).parents[2]
SCRIPT: Any = SimpleNamespace(**runpy.run_path(str(ROOT / "scripts" / "messages.py")))


def test_the_files_of_languages_are_in_step_with_the_source() -> None:
    for name, content in SCRIPT.merged(SCRIPT.collected()).items():
        assert (SCRIPT.LOCALES / name).read_bytes() == content, f"{name}: run make messages"


@pytest.mark.parametrize("language", ["de", "uk"])
def test_every_message_is_translated_with_its_values(language: str) -> None:
    assert list(SCRIPT.faults(language, SCRIPT.read(language))) == []


def test_every_message_is_a_literal() -> None:
    assert [str(one) for one in SCRIPT.unreadable()] == []


def test_no_message_has_a_percent_sign_that_looks_like_a_value() -> None:
    assert list(SCRIPT.strays(SCRIPT.collected())) == []
    found = Catalog()
    found.add("5% of %(all)s, 5%% more", locations=[("here.py", 1)])
    found.add("%(all)s and 5%%", locations=[("here.py", 1)])
    assert len(list(SCRIPT.strays(found))) == 1


def test_messages_are_the_same_whenever_they_are_written() -> None:
    content = SCRIPT.written(SCRIPT.collected())
    assert content == SCRIPT.written(SCRIPT.collected())
    assert b"Creation-Date" not in content


# --- finding messages ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('phrase("one")', ("one", "", "")),
        ('phrase("one", "many", 3)', ("one", "many", "")),
        ('phrase("one", plural="many", count=n)', ("one", "many", "")),
        ('phrase("one", who="not a plural")', ("one", "", "")),
        ('phrase("one", context="of guns")', ("one", "", "of guns")),
        ('phrase("one " "two")', ("one two", "", "")),
        ("phrase(name)", ("", "", "")),
        ('phrase(f"{name}")', ("", "", "")),
    ],
)
def test_messages_of_python(source: str, found: tuple[str, str, str]) -> None:
    assert [call[1:] for call in SCRIPT.calls(ast.parse(source))] == [found]


def test_other_calls_say_nothing() -> None:
    assert list(SCRIPT.calls(ast.parse('say("x"); one.phrase("y"); Phrase(message="z")'))) == []


# --- faults of a language -----------------------------------------------------------------


def faults(source: str | tuple[str, str], told: str | tuple[str, ...], **flags: Any) -> list[str]:
    held = Catalog(locale="uk")
    held.add(source, told, **flags)
    return [fault.partition('": ')[2].partition(":")[0] for fault in SCRIPT.faults("uk", held)]


FORMS = ("%(count)s story", "%(count)s stories")


@pytest.mark.parametrize(
    ("source", "told", "fault"),
    [
        ("one", "", "is not translated"),
        (FORMS, ("%(count)s історія", "", ""), "is not translated"),
        (FORMS, ("%(count)s історія", "%(count)s історії"), "is not translated"),
        ("by %(who)s", "за %(when)s", "has other values"),
        ("by %(who)s", "за словами", "has other values"),
        ("by %(who)s", "за %(who)s на 5%", "has a stray percent sign"),
        ("<b>one</b>", "один", "has other markup"),
    ],
)
def test_faults_fire(source: Any, told: Any, fault: str) -> None:
    assert fault in faults(source, told)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("one", "один"),
        ("100%% sure", "100%% певно"),
        ("by %(who)s", "за %(who)s на 5%%"),
        (("%(n)s place", "%(n)s places: %(names)s"), ("одне", "%(n)s: %(names)s", "%(n)s: %(names)s")),
        (FORMS, ("одна історія", "%(count)s історії", "%(count)s історій")),
        ('<a href="%(url)s">one</a>', '<a href="%(url)s">один</a>'),
    ],
)
def test_faults_are_silent(source: Any, told: Any) -> None:
    assert faults(source, told) == []


def test_a_guessed_translation_is_none() -> None:
    assert faults("one", "один", flags=["fuzzy"]) == ["is not translated"]
