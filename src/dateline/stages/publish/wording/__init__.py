"""The words of the house in the language of the edition, by gettext. What reports say is never translated.

Views give a :class:`Phrase` (an English message with its values) wherever the house speaks; a template prints
it by ``|say``, in the language that the edition is set to. English is the source language and needs no file;
every other one is a file ``locale/<language>.po``: adding a language is adding a file.

::

    phrases      what is said: a message, its plural, its values
    vocabulary   the messages of codes: status words, faults, measures
    tongues      how a language says it: messages, numbers, lists, names of languages and countries
    dates        how a language writes a time
    templates    the same inside Jinja: _(), {% trans %}, |say, |when, |number, |listed
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.stages.publish.wording.phrases import Names, Phrase, phrase

if TYPE_CHECKING:
    from dateline.stages.publish.wording.phrases import Value
    from dateline.stages.publish.wording.tongues import Tongue

__all__ = ["Names", "Phrase", "fate", "languages", "phrase", "tongue", "word"]

# Views need phrases alone: the rest is loaded when it is first asked for, and Babel with it.


def word(code: str) -> Phrase:
    """What a code is called: a member of an enum of ``core``, or the name of a measure."""
    from dateline.stages.publish.wording import vocabulary

    return vocabulary.word(code)


def fate(measure: str, amount: Value) -> Phrase:
    """A figure of people with what became of them: "3 killed", "at least 12 missing"."""
    from dateline.stages.publish.wording import vocabulary

    return vocabulary.fate(measure, amount)


def tongue(language: str) -> Tongue:
    """The language of an edition: of "de-AT" that of "de", English where it is not known."""
    from dateline.stages.publish.wording import tongues

    return tongues.tongue(language)


def languages() -> tuple[str, ...]:
    """The languages that the house speaks, English first."""
    from dateline.stages.publish.wording import tongues

    return tongues.languages()
