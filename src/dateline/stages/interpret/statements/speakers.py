"""Whom a speaker's words mean within the report.

Decides the name: a surname is the full name that bears it, "the mayor" the one person introduced so, "he" and
"she" whoever a reader would take them for (``pronouns``), "the ministry" the one named before (``bodies``),
"who" the phrase before it, "I" who speaks in a transcript. Does not look beyond the report; where nothing
fits, the words of the report stand as they are, without their article. Words that can be nobody are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.core.types import Speaker, Statement
from dateline.stages.interpret.moments.calendar import MONTHS
from dateline.stages.interpret.reading.lexicon import words
from dateline.stages.interpret.reading.names import Kind, names
from dateline.stages.interpret.reading.noun_phrases import WHEN, subject_before
from dateline.stages.interpret.statements.bodies import Bodies
from dateline.stages.interpret.statements.cast import Cast
from dateline.stages.interpret.statements.pronouns import Pronouns
from dateline.stages.interpret.statements.voices import Voices

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.names import Name, Names
    from dateline.stages.interpret.reading.noun_phrases import Range
    from dateline.stages.interpret.reading.view import Annotation

_OFFICES = words("reading/titles") | words("reading/roles")
_ARTICLE = re.compile(r"^(?:both\s+)?(?:the|a|an)\s+|^both\s+", re.IGNORECASE)
_ARTICLES = frozenset({"the", "a", "an"})
_FIRST_PERSON = frozenset({"i", "we"})
_THIRD_PERSON = frozenset({"they", "it"})
_RELATIVE = frozenset({"who", "which", "that"})
_SUBJECTS = frozenset({"he", "she", "they", "it", "we", "i"})
#: A word of these classes alone is nobody; a phrase does not begin with the second ones.
_NOBODY = frozenset({"VD", "VN", "VG", "VZ", "V", "MD", "R", "I", "TO", "C", ",", ".", ":", '"', "UH"})
_NO_OPENING = frozenset({"TO", "MD", "C", ",", ".", ":"})
_NO_CLOSE = frozenset({"D", "I", "TO", "C"})
_PRONOMINAL = frozenset({"some", "many", "most", "others", "all", "both", "those", "few", "each"})
_NO_PHRASE = frozenset(
    {"did", "does", "do", "according", "what", "how", "why", "when", "where", "whether", "'s"}
)
#: What no speaker begins with.
_BESIDE = frozenset({"besides", "despite", "during", "amid", "without", "unlike", "since"})
_DASHES, _BEFORE_DASH = frozenset({"—", "–", "--", "-"}), frozenset({")", "."})
_NAMING = frozenset({"N", "NS", "NP", "CD", "D", "J", "W"})
_BEFORE_NAME = frozenset({",", "(", "and"})
_BEHIND_NAME = frozenset(
    {",", "of", "(", "—", "–", "-", "in", "at", "from", "for", "with", "while", "as", "when", "after"}
)
_NOUNS = frozenset({"N", "NP", "NS"})
_DESCRIBING = _NOUNS | {"J", "CD", "VN"}
_OWNING = frozenset({"the", "a", "an", "'s", "'", "’"})
#: What hangs on at the end of a phrase.
_LOOSE = frozenset({",", "who", "which"})
_ASIDE = frozenset({"who", "which", "whose", "whom"})
_REPORTS = frozenset({"reports", "accounts", "information", "data", "figures"})
#: "It is known", "it appears": nobody's.
_EXPLETIVE = frozenset(
    {
        "is",
        "was",
        "'s",
        "isn't",
        "wasn't",
        "appears",
        "appeared",
        "seems",
        "seemed",
        "takes",
        "took",
        "remains",
    }
)
_PREDICATE = _EXPLETIVE - {"'s"}
_PERFECT = frozenset({("has", "been"), ("had", "been"), ("'s", "been")})
#: A relative clause is looked for so many tokens back; a transcript's speaker so many.
_BACK, _TURN = 20, 400


class Speakers:
    """The persons and bodies of a report, asked for by the words that name them."""

    def __init__(self, view: Annotation, named: Names | None = None) -> None:
        self._view = view
        self._named = names(view) if named is None else named

    @property
    def persons(self) -> frozenset[str]:
        """The first and last names, in lower case, of the persons that the report names."""
        return self._named.persons

    def resolve(self, tokens: Range) -> Speaker | None:
        """The speaker that some tokens name, with their article; None where they can name nobody."""
        if self._nobody(tokens):
            return None
        if tokens[0] and self._view.lower[tokens[0] - 1] in _ARTICLES:
            tokens = (tokens[0] - 1, tokens[1])
        return Speaker(phrase=self._view.phrase_of(*tokens), name=self._name(tokens))

    @staticmethod
    def owned(statements: Sequence[Statement]) -> tuple[Statement, ...]:
        """The statements with "I" and "we" inside somebody's words as that speaker's."""
        voices = Voices(statements)
        return tuple(_owned(statement, voices) for statement in statements)

    @cached_property
    def _cast(self) -> Cast:
        return Cast(self._view, self._named)

    @cached_property
    def _bodies(self) -> Bodies:
        return Bodies(self._view, self._named)

    @cached_property
    def _pronouns(self) -> Pronouns:
        return Pronouns(self._view, self._named, self._cast)

    def _nobody(self, tokens: Range) -> bool:
        """Whether the words are a verb, a date, a clause: nothing that speaks."""
        view, (first, last) = self._view, tokens
        tags, lower = view.tags[first:last], view.lower[first:last]
        if all(word in WHEN or word.rstrip(".") in MONTHS or word[0].isdigit() for word in lower):
            return not lower[0].endswith("-year-old")
        if last - first == 1:
            if lower[0] == "it" and self._expletive(last):
                return True
            known = lower[0] in _SUBJECTS or lower[0] in _RELATIVE or "'" in lower[0]
            return tags[0] in _NOBODY and view.words[first].islower() and not known
        opens = (tags[0] not in _NO_OPENING or lower[0] in _PRONOMINAL) and lower[0] not in _NO_PHRASE
        if not opens or (tags[-1] in _NO_CLOSE and lower[-1] not in _PRONOMINAL):
            return True
        if lower[1] in _NO_PHRASE and lower[0] in _SUBJECTS:  # "WE DO"
            return True
        if lower[0] in _BESIDE or (lower[0] in ("both", "all") and tags[1] == "I" and lower[1] != "of"):
            return True  # "Roe and his son, both from Hull, said"
        if lower[-1] in _PREDICATE or (",", "both") in pairwise(lower):
            return True
        noun = next((at for at, tag in enumerate(tags) if tag in _NAMING), last)
        return any(word in _SUBJECTS for word in lower[1:noun])

    def _expletive(self, at: int) -> bool:
        """Whether "it" before a token is nobody: "it is known", "it has been reported"."""
        following = self._view.lower[at : at + 2]
        return bool(following) and (following[0] in _EXPLETIVE or following in _PERFECT)

    def _name(self, tokens: Range) -> str:
        view = self._view
        text = _text(view, tokens)
        word = view.lower[tokens[0]].split("'")[0]
        word = word if tokens[1] - tokens[0] == 1 or word in _RELATIVE - {"that"} else ""
        if word in ("he", "she"):
            return self._pronouns.meant(tokens[0]) or text
        if word in _FIRST_PERSON:
            return self._turn(tokens[0]) or text
        if word in _THIRD_PERSON:
            body = self._bodies.subject_before(tokens[0])
            return self._phrase(body) if body and _agrees(word, view.tags[body[1] - 1]) else text
        if word in _RELATIVE:
            comma = view.lower[tokens[0] - 1] == ","
            before = subject_before(view, tokens[0] - comma, max(tokens[0] - _BACK, 0))
            return self._phrase(before) if before else text
        return self._phrase(tokens)

    def _phrase(self, tokens: Range) -> str:
        """The name of whom a noun phrase means."""
        tokens = self._core(tokens)
        opened = self._view.lower[tokens[0]] == "the"
        found = "" if self._several(tokens) else self._named_in(tokens)
        if not found and opened:
            found = self._bodies.meant(tokens) or self._cast.holder(tokens)
        if found:
            return found
        return self._bodies.full(_without_article(self._view, tokens))

    def _core(self, tokens: Range) -> Range:
        """A phrase without a dateline before it, and without what hangs on at its end."""
        view, (first, last) = self._view, tokens
        dashes = [i for i in range(first + 1, last - 1) if view.lower[i] in _DASHES]
        first = dashes[-1] + 1 if dashes and view.lower[dashes[-1] - 1] in _BEFORE_DASH else first
        last = next((i for i in range(first + 1, last - 1) if self._aside(i)), last)
        if last - first > 2 and view.lower[first] in _REPORTS and view.lower[first + 1] in ("from", "by"):
            first += 2
        opened = next((i for i in range(last - 1, first, -1) if view.lower[i] in ("(", ")")), last)
        if opened < last and view.lower[opened] == "(":
            last = opened
        while last - first > 1 and (view.lower[last - 1] in _LOOSE or self._adverb(last - 1)):
            last -= 1
        return first, last

    def _aside(self, at: int) -> bool:
        """Whether a comma parts whom a phrase names from what it tells of him: "his uncle, who fell,"."""
        return self._view.lower[at] == "," and self._view.lower[at + 1] in _ASIDE

    def _adverb(self, at: int) -> bool:
        view = self._view
        return view.tags[at] == "R" and view.words[at].islower() and self._named.at(at - 1) is not None

    def _several(self, tokens: Range) -> bool:
        """Whether a phrase joins people or bodies by "and" before any comma."""
        view = self._view
        stop = next((i for i in range(*tokens) if view.lower[i] == ","), tokens[1])
        persons = [n for n in self._named.among(*tokens) if n.kind is Kind.PERSON]
        if len(persons) > 1 and stop < tokens[1] and "NS" in view.tags[tokens[0] : stop]:
            return True  # "the leaders in Vesk, Ada Lund, the mayor, and Tom Berg"
        joints = [at for at in range(tokens[0] + 1, tokens[1] - 1) if view.lower[at] == "and"]
        return any((at < stop and self._named.at(at) is None) or self._between_names(at) for at in joints)

    def _between_names(self, at: int) -> bool:
        """Whether a token stands right between two names of persons: "Ada Lund and Senator Tom Berg"."""
        before = self._named.at(at - 1)
        after = next(iter(self._named.among(at + 1, at + 4)), None)
        persons = before is not None and after is not None and before.kind == after.kind == Kind.PERSON
        return persons and after is not None and after.titles == at + 1

    def _named_in(self, tokens: Range) -> str:
        """The full name that a phrase gives: at its head, behind its office, in its apposition."""
        found = self._named.among(tokens[0], tokens[1])
        for name in found:
            if name.last > tokens[1] or not self._heads(name, tokens):
                continue
            if name.kind is Kind.PERSON:
                person = self._cast.person(name)
                return person.name if person else self._plain(name, tokens)
            if self._apposed(name, tokens):
                return self._bodies.full(name.text)
        return ""

    def _plain(self, name: Name, tokens: Range) -> str:
        """A name of which the report tells no more: without the office that stands before it."""
        if len(name.parts) > 1 or name.titles == name.first:
            return name.text
        office = self._view.lower[name.titles].rstrip(".")
        courtesy = office in ("mr", "mrs", "ms", "miss")
        start = name.first if courtesy else max(name.titles, tokens[0])
        return self._view.phrase_of(start, name.last).text

    def _heads(self, name: Name, tokens: Range) -> bool:
        """Whether a phrase is about whom a name in it names, and not about somebody of theirs."""
        view, start = self._view, max(name.titles, tokens[0])
        after = view.lower[name.last] if name.last < tokens[1] else ","
        if after not in _BEHIND_NAME:
            return False
        before = view.lower[start - 1] if start > tokens[0] else ","
        if before in _BEFORE_NAME:
            return True
        opening = next(
            (i + 1 for i in range(start - 1, tokens[0] - 1, -1) if view.lower[i] == ","), tokens[0]
        )
        if (
            "I" in view.tags[opening:start]
        ):  # "the head of the town council Ada Lund", not "an aide to Mayor Lund"
            heads = view.lower[opening] in _OFFICES or view.lower[opening + 1] in _OFFICES
            return heads and not name.titled and name.last == tokens[1] and view.tags[start - 1] in _NOUNS
        return name.titled and (before in _OWNING or view.tags[start - 1] in _DESCRIBING)

    def _apposed(self, name: Name, tokens: Range) -> bool:
        """Whether a name and a description stand side by side: "the operator, Nelke Netz"."""
        first, last = tokens
        closed = name.last == last or self._view.lower[name.last] == "of"
        if closed and name.titles > first:
            return self._view.lower[name.titles - 1] == ","
        following = self._view.lower[name.last : name.last + 2] if name.last < last else ()
        plain = name.titles == first or (name.titles == first + 1 and self._view.lower[first] == "the")
        return plain and len(following) > 1 and following[0] == "," and name.last + 1 < last

    def _turn(self, token: int) -> str:
        """Who speaks in a transcript: the name in capitals and a colon before a token."""
        view = self._view
        colons = view.index.get(":", ())
        at = bisect_left(colons, token) - 1
        if at < 0 or token - colons[at] > _TURN:
            return ""
        before = view.words[colons[at] - 1] if colons[at] else ""
        if not (before.isupper() and len(before) > 2):
            return ""
        return self._written.get(before.lower(), before.capitalize())

    @cached_property
    def _written(self) -> dict[str, str]:
        """The first full name of each surname that the text does not shout."""
        full = (name for name in reversed(self._named.all) if len(name.parts) > 1)
        return {name.surname: name.text for name in full if not name.text.isupper()}


def _text(view: Annotation, tokens: Range) -> str:
    """The words of some tokens, in one line."""
    return " ".join(view.report.text[view.starts[tokens[0]] : view.ends[tokens[1] - 1]].split())


def _without_article(view: Annotation, tokens: Range) -> str:
    """A phrase without "the", unless it is part of a name: "The Hill" inside a sentence."""
    text, first = _text(view, tokens), tokens[0]
    inside = first > 0 and view.sentence_of[first] == view.sentence_of[first - 1]
    name = view.words[first] == "The" and inside and view.lower[first - 1][0].isalnum()
    return text if name else _ARTICLE.sub("", text)


def _agrees(pronoun: str, tag: str) -> bool:
    """Whether a body may be "it" or "they": a plural is no "it"."""
    return pronoun == "they" or tag != "NS"


def _owned(statement: Statement, voices: Voices) -> Statement:
    speaker = statement.speaker
    if speaker is None or speaker.name.lower() not in _FIRST_PERSON:
        return statement
    name = voices.at(speaker.phrase.span.start, speaker.phrase.span.end)
    return replace(statement, speaker=replace(speaker, name=name)) if name else statement
