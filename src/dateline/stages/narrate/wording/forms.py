"""The forms of one sentence that can stand alone in print: shortened, then worded otherwise.

Decides which shorter forms keep who says what, and are whole. They are made when they are asked for: most
sentences are printed in their first form or in none. Does NOT attribute, and knows no limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from dateline.stages.narrate.phrasebook.vocabulary import FIRST_PERSON, PRONOUNS
from dateline.stages.narrate.wording.cuts import cuts
from dateline.stages.narrate.wording.letters import tokens
from dateline.stages.narrate.wording.rewriting.clauses import adjunct_first, keeps_clauses
from dateline.stages.narrate.wording.rewriting.splitting import single_clauses, without_adjunct
from dateline.stages.narrate.wording.rewriting.styling import in_house_style
from dateline.stages.narrate.wording.rewriting.truth import faithful
from dateline.stages.narrate.wording.standing import standalone
from dateline.stages.narrate.wording.voices import naming, surname

if TYPE_CHECKING:
    from dateline.core.types import Speaker, Statement
    from dateline.stages.narrate.facts.material import Passage

#: A sentence cut down to less says too little.
_LEAST_LEFT = 7
#: No form of more words is printed, however it is worded: a line has forty, and a rewording saves few.
_MOST_WORDS = 46
#: A teaser ends in the middle of its sentence.
_MARKS = str.maketrans("", "", '"“”')
_CUT_OFF = ("...", "…")
#: A paragraph in single marks, as some outlets quote.
_OPENS_QUOTATION, _CLOSES_QUOTATION = re.compile(r"['‘][A-Z]"), re.compile(r"[.,!?]['’](?!\w)")


class Forms:
    """The forms of one sentence, from the fullest; each is made once."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._made: list[str] = []
        self._more = self._bodies()
        self._worded: dict[str, tuple[str, ...]] = {}

    def all(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each shorter form with its wordings, itself the first of them."""
        for body in self.bodies():
            if body not in self._worded:
                self._worded[body] = tuple(self._wordings(body))
            yield body, self._worded[body]

    def _wordings(self, body: str) -> Iterator[str]:
        # Loaded when the first sentence is reworded: rewriting stands on all the grammar below it.
        from dateline.stages.narrate.wording.rewriting import wordings

        styled = in_house_style(body)
        yield from wordings(styled)
        if body == self._made[0]:
            moved = (in_house_style(form) for form in adjunct_first(self._passage))
            yield from (form for form in moved if faithful(form, styled))

    def bodies(self) -> Iterator[str]:
        """The forms that only leave something out."""
        yield from self._made
        for body in self._more:
            self._made.append(body)
            yield body

    def _bodies(self) -> Iterator[str]:
        text = self._passage.text.rstrip()
        if text.endswith(_CUT_OFF) or "?" in text or _in_first_person(text) or _in_quotation(self._passage):
            return
        whole = ""
        for body in cuts(text):
            whole = whole or body
            left = len(tokens(body)) <= _MOST_WORDS and (body == whole or len(tokens(body)) >= _LEAST_LEFT)
            kept = left and (body == whole or keeps_clauses(body, self._passage.clauses))
            if kept and standalone(body) and not _torn(self._passage, body, whole):
                yield body
        yield from self._parts(whole)

    def _parts(self, whole: str) -> Iterator[str]:
        """Forms made of a part of the sentence alone, where its clauses were read."""
        for part in chain(without_adjunct(whole, self._passage), single_clauses(self._passage)):
            kept = len(tokens(part)) >= _LEAST_LEFT - 1 and keeps_clauses(part, self._passage.clauses)
            if kept and part not in self._made and standalone(part) and not _torn(self._passage, part, whole):
                yield part


def _in_first_person(text: str) -> bool:
    """Whether the outlet speaks of itself; what others say of themselves stands in quotation marks."""
    plain = '"' not in text and "“" not in text
    return plain and any(word.lower() in FIRST_PERSON and word != "US" for word in tokens(text))


def _in_quotation(passage: Passage) -> bool:
    """Whether a single mark that opens the paragraph is still open: it goes on with what somebody says."""
    text, start = passage.clipping.report.text, passage.span.start
    before = text[text.rfind("\n", 0, start) + 1 : start + 2].lstrip()
    return bool(_OPENS_QUOTATION.match(before)) and not _CLOSES_QUOTATION.search(before)


def _torn(passage: Passage, body: str, whole: str) -> bool:
    """Whether a shorter form keeps what somebody says and loses who, or the reverse; or "he" says it."""
    held = _plainly(body)
    spoken = [(statement, statement.speaker) for statement in passage.statements if statement.speaker]
    if any(_voiceless(speaker, held) for _, speaker in spoken):
        return True
    return body != whole and any(
        any(_within(phrase.text[:40], held) for phrase in statement.content) != _speaks(statement, held)
        for statement, _ in spoken
    )


def _speaks(statement: Statement, held: str) -> bool:
    """Whether the body itself says who says so."""
    speaker, cue = statement.speaker, statement.cue
    return bool(
        speaker and cue and naming(speaker) and _within(cue.text, held) and _within(speaker.phrase.text, held)
    )


def _voiceless(speaker: Speaker, held: str) -> bool:
    """Whether "…, he said" stands there without the name of who it was."""
    pronoun = speaker.phrase.text.lower()
    if pronoun not in PRONOUNS or f", {pronoun} " not in held:
        return False
    return not _within(surname(speaker.name), held)


def _within(piece: str, held: str) -> bool:
    return _plainly(" ".join(piece.split())).strip(" ,") in held


def _plainly(text: str) -> str:
    """Small letters without quotation marks: the form has others than the report."""
    return text.lower().translate(_MARKS)
