"""Whom a speaker's words mean within the report.

Decides the name: a surname is the full name that bears it, "the mayor" the one person introduced so,
"he" and "she" the subject of the sentence before or the person who spoke last, "who" the phrase before
it. Does not look beyond the report; where nothing fits, the words of the report stand as they are,
without their article.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from dateline.core.types import Speaker
from dateline.stages.interpret.reading.annotate import Annotation
from dateline.stages.interpret.reading.lexicon import words
from dateline.stages.interpret.reading.names import Run, given_names, runs
from dateline.stages.interpret.reading.noun_phrases import (
    DETERMINERS,
    PREPOSITIONS,
    Range,
    phrase_after,
    subject_before,
)

_TITLES = words("reading/titles")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_INSTITUTION = words("reading/institutions")
#: Sentences before a pronoun that are searched for the one person whom it fits.
_BEFORE = 3
#: Tokens before a pronoun that are searched at most, however long the sentences are.
_NEAR = 120


class Speakers:
    """The persons of a report and who of them spoke last; asked in the order of the text."""

    def __init__(self, view: Annotation) -> None:
        self._view = view
        self._full: dict[str, list[Run]] = {}
        self._role: dict[str, str] = {}
        self._recent: list[str] = []
        self._pronoun: dict[str, str] = {}
        if not view.capitals:
            for sentence in view.sentences:
                tokens = view.tokens_of(sentence)
                for run in runs(view, tokens.start, tokens.stop):
                    self._introduce(run)

    @property
    def persons(self) -> frozenset[str]:
        """The names, in lower case, of persons introduced by a known given name or a title."""
        persons = [
            run.name.lower().split()
            for found in self._full.values()
            for run in found
            if run.titled or run.name.split()[0].lower() in given_names()
        ]
        return frozenset(name for names in persons for name in (names[0], names[-1]))

    def resolve(self, tokens: Range) -> Speaker:
        """The speaker that some tokens name."""
        view = self._view
        phrase = view.phrase_of(*tokens)
        word = phrase.text.lower()
        if word in ("he", "she"):
            name = self._meant(word, tokens[0])
        elif word in ("who", "which", "that"):
            before = subject_before(
                view, tokens[0] - (view.lower[tokens[0] - 1] == ","), max(tokens[0] - 20, 0)
            )
            name = self._name(before) if before else word
        elif word in ("they", "it", "i", "we", "you"):
            name = phrase.text
        else:
            name = self._name(tokens)
        return Speaker(phrase=phrase, name=name)

    def _introduce(self, run: Run) -> None:
        parts = run.name.split()
        if len(parts) < 2 or len(parts) > 4 or parts[-1].lower() in _INSTITUTION:
            return
        if not (run.titled or parts[0].lower() in given_names()) and parts[-1].lower() in self._view.common:
            return
        self._full.setdefault(parts[-1].lower(), []).append(run)
        before = self._view.lower[run.first - 1].rstrip(".") if run.first else ""
        if before == "," and run.first > 1:
            before = self._view.lower[run.first - 2]
        if before in ("mr", "mrs", "ms", "miss"):
            self._pronoun.setdefault(run.name, "he" if before == "mr" else "she")
        elif before in _TITLES:
            known = self._role.setdefault(before, run.name)
            if known != run.name:
                self._role[before] = ""

    def _name(self, tokens: Range) -> str:
        person = self._person(tokens)
        if person:
            self._spoke(person)
            return person
        text = self._view.phrase_of(*tokens).text
        bare = _ARTICLE.sub("", " ".join(text.split()))
        return self._role.get(bare.lower()) or bare

    def _person(self, tokens: Range) -> str:
        """The full name of the person that a noun phrase names, if it names one."""
        view = self._view
        for run in runs(view, *tokens):
            before = view.lower[run.titles - 1] if run.titles > tokens[0] else ","
            after = view.lower[run.last] if run.last < tokens[1] else ","
            if (
                before in PREPOSITIONS
                or (before in DETERMINERS and not run.titled)
                or after not in (",", "of", "(", "and")
            ):
                continue
            parts = run.name.split()
            if parts[-1].lower() in _INSTITUTION:
                continue
            full = self._fullest(parts[-1].lower(), run.first)
            if len(parts) > 1 and not full:
                return run.name
            if full and (len(parts) == 1 or full.split()[0].lower() == parts[0].lower() or run.titled):
                return full
            if len(parts) > 1:
                return run.name
        return ""

    def _fullest(self, surname: str, position: int) -> str:
        """The full name with a surname that stands last before a position, else the first of all."""
        known = self._full.get(surname, [])
        earlier = bisect_right(known, position, key=lambda run: run.first)
        return known[max(earlier - 1, 0)].name if known else ""

    def _meant(self, pronoun: str, at: int) -> str:
        """Whom "he" or "she" means: the subject of the sentence before, who spoke last, the only one near."""
        subject = self._subject_before(pronoun, at)
        if subject:
            self._spoke(subject)
            return subject
        name = self._spoke_last(pronoun)
        return self._only_near(pronoun, at) or name if name == pronoun else name

    def _subject_before(self, pronoun: str, at: int) -> str:
        """The person who is the subject of the sentence before, empty where there is none who fits."""
        number = self._sentence_before(at)
        if number < 0:
            return ""
        view = self._view
        tokens = view.tokens_of(view.sentences[number])
        end = phrase_after(view, tokens.start, tokens.stop)
        found = runs(view, tokens.start, max(end, min(tokens.start + 1, tokens.stop)))
        if not found or not self._opens(found[0], tokens.start):
            return ""
        run = found[0]
        name = self._fullest(run.name.split()[-1].lower(), run.first)
        known = self._gender(name) if name else ""
        if known == pronoun:
            return name
        told = view.lower[run.last : run.last + 1] == (",",) and (
            view.lower[run.last + 1].isdigit() or view.lower[run.last + 1] in ("who", "whose")
        )
        if not name or known or not (told or run.titled):
            return ""
        self._pronoun[name] = pronoun
        return name

    def _opens(self, run: Run, first: int) -> bool:
        """Whether a name opens a sentence, itself or behind its office ("The mayor, Ada Lund,")."""
        added = run.titles > first and self._view.lower[run.titles - 1] == ","
        return run.titles == first or (added and self._view.lower[first] == "the")

    def _sentence_before(self, at: int) -> int:
        """The sentence before that of a token and of the quotation that it goes with, -1 for none."""
        view = self._view
        number = view.sentence_at(view.starts[at])
        quotation = view.quotation_at(view.sentences[number].start)
        if quotation is not None:
            number = view.sentence_at(quotation.start)
        if number < 1 or view.quotation_at(view.sentences[number - 1].start) is not None:
            return -1
        return number - 1

    def _only_near(self, pronoun: str, at: int) -> str:
        """The one person of the sentences shortly before whom the pronoun fits by the given name."""
        view = self._view
        last = view.sentence_at(view.starts[at])
        first = max(view.token_from(view.sentences[max(last - _BEFORE, 0)].start), at - _NEAR)
        near = {
            run.name
            for run in runs(view, first, at)
            if run.name == self._fullest(run.name.split()[-1].lower(), run.first)
            and self._gender(run.name) == pronoun
        }
        return near.pop() if len(near) == 1 else ""

    def _gender(self, name: str) -> str:
        return self._pronoun.get(name) or given_names().get(name.split(maxsplit=1)[0].lower(), "")

    def _spoke(self, person: str) -> None:
        if person in self._recent:
            self._recent.remove(person)
        self._recent.append(person)

    def _spoke_last(self, pronoun: str) -> str:
        """The person who spoke last of those that the pronoun may mean; who it meant once it means again."""
        for name in reversed(self._recent):
            known = self._gender(name)
            if known == pronoun:
                return name
            if not known and name == self._recent[-1]:
                self._pronoun[name] = pronoun
                return name
        return pronoun
