"""The persons of a report: their fullest names, their offices, whether they are he or she.

Decides which names are one person's and who holds an office in the report. Does not decide what a pronoun
means, nor who speaks. Two people of one surname are kept apart by their given names; where a surname alone
may be either's, it is the one's whose full name the report gives more often.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.stages.interpret.reading.lexicon import mapping, words
from dateline.stages.interpret.reading.names import Kind, given_names
from dateline.stages.interpret.reading.noun_phrases import phrase_after, phrase_start

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation
    from dateline.stages.interpret.reading.names import Name, Names
    from dateline.stages.interpret.reading.noun_phrases import Range

_OFFICES = words("reading/titles") | words("reading/roles")
_GENDERS = mapping("statements/genders")
_COURTESY = frozenset({"mr", "mrs", "ms", "miss"})
_COURTESY_DOTS = _COURTESY | {f"{word}." for word in _COURTESY}
#: Both sides of a contest have one: "the candidate" is nobody in particular.
_OF_SIDES = frozenset({"candidate", "nominee", "rival", "opponent", "contender", "challenger", "critic"})
_CLOSING = frozenset({",", ".", ";", ":", ")", "(", "—", "–", "”", '"'})
_JOINTS = frozenset({"of", "for", "at", "in", "to", "who", "on", "with", "from", ","})
#: An apposition is no longer than this many tokens.
_REACH = 14
#: Where those are noted who are told of by their age.
_AGED = "year-old"
#: Holders of one office looked back over at most, however long the report is.
_MEMORY = 40
#: Sentences back in which a person was named just before.
_JUST_BEFORE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody the report names: the fullest name, its ends in lower case, ``he``, ``she`` or neither."""

    name: str
    given: str
    surname: str
    pronoun: str
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """That a person is called by an office: its noun, all words of the phrase, and the token it stands at."""

    noun: str
    words: frozenset[str]
    holder: str
    at: int


class Cast:
    """The persons of a report, by the names and the offices that they go by."""

    def __init__(self, view: Annotation, named: Names) -> None:
        self._view = view
        self._named = named
        groups: dict[tuple[str, str], list[Name]] = defaultdict(list)
        alone: dict[str, list[Name]] = defaultdict(list)
        for name in named.all:
            if name.kind is Kind.PERSON and len(name.parts) > 1:
                groups[name.given, name.surname].append(name)
            elif name.kind is Kind.PERSON:
                alone[name.surname].append(name)
        self._counts: dict[str, int] = {}
        self.pronouns: dict[str, str] = {}
        self._bearers: dict[str, list[Person]] = defaultdict(list)
        self._by_given: dict[str, list[Person]] = defaultdict(list)
        bearers = Counter(surname for _, surname in groups)
        for (given, surname), found in groups.items():
            courteous = [name for name in alone.get(surname, ()) if not self._official(name)]
            self._add(given, surname, found, courteous if bearers[surname] == 1 else ())
        for surname, found in alone.items():
            titled = next((name for name in found if self._official(name)), None)
            if titled is not None and self._unborne(surname, titled):
                self._add("", surname, [name for name in found if name.first >= titled.first], ())
        self.offices: dict[str, list[Office]] = defaultdict(list)
        for name in named.all:
            if name.kind is Kind.PERSON:
                self._note_offices(name)

    def person(self, name: Name) -> Person | None:
        """Whom a name means, None where the report tells no more than the name itself."""
        surname, given = name.surname, name.given
        bearers = self._bearers.get(surname, ())
        if len(name.parts) > 1:
            same = (p for p in bearers if p.given == given or p.name.endswith(" " + name.text))
            return next(same, None)
        bearers = bearers or self._by_given.get(surname, ())
        pronoun = self._told(name)
        fitting = [p for p in bearers if not pronoun or p.pronoun in ("", pronoun)]
        office = [p for p in fitting if not p.given]
        if office and self._official(name):
            return office[0]
        before = [p for p in fitting if p.first <= name.first] or fitting[:1]
        return max(before, key=lambda p: self._likely(p, name), default=None)

    def _likely(self, person: Person, name: Name) -> tuple[int, int]:
        """How likely a surname means one of those who bear it: by mentions, then by who is nearer."""
        sentence_of = self._view.sentence_of
        near = sentence_of[name.first] - sentence_of[person.first] <= _JUST_BEFORE
        return self._counts[person.name], person.first if near else -person.first

    def holder(self, tokens: Range) -> str:
        """Who holds the office that a phrase with "the" names; empty where that is not one person."""
        view = self._view
        noun_at = self._noun(tokens)
        noun = view.lower[noun_at]
        if noun == "year-old" and noun_at - 2 >= tokens[0]:
            return self._aged(view.lower[noun_at - 2])
        found = self.offices.get(noun, [])
        if len(found) > _MEMORY:
            last = bisect_left(found, tokens[0], key=lambda office: office.at)
            found = found[max(last - _MEMORY, 0) : last]
        told = self._content(tokens) - {noun}
        fitting = [office for office in found if told <= office.words]
        holders = {office.holder for office in fitting}
        if len(holders) == 1:
            return holders.pop()
        here = view.sentence_of[tokens[0]]
        near = {o.holder for o in fitting if o.at < tokens[0] and here - view.sentence_of[o.at] <= 2}
        return near.pop() if len(near) == 1 else ""

    def _add(self, given: str, surname: str, found: Sequence[Name], alone: Sequence[Name]) -> None:
        pronoun = next(filter(None, map(self._told, (*found, *alone))), "")
        pronoun = pronoun or given_names().get(given, "").replace("either", "")
        spellings = Counter(each.text for each in found)
        name = max(spellings, key=lambda text: spellings[text]) if given else self._titled(found)
        person = Person(name=name, given=given, surname=surname, pronoun=pronoun, first=found[0].first)
        self._counts[name] = len(found)
        self.pronouns[name] = pronoun
        self._bearers[surname].append(person)
        if given:
            self._by_given[given].append(person)

    def _official(self, name: Name) -> bool:
        return name.titled and bool(set(self._view.lower[name.titles : name.first]) - _COURTESY_DOTS)

    def _unborne(self, surname: str, titled: Name) -> bool:
        """Whether a surname behind its office is nobody's of those named in full.

        "President Orban" before "Ada Orban" is somebody else, before "Viktor Orban" the same.
        """
        bearers = self._bearers.get(surname) or self._by_given.get(surname) or []
        return all(each.pronoun == "she" and titled.first < each.first for each in bearers)

    def _titled(self, found: Sequence[Name]) -> str:
        """A surname with the title that the report gives it, but not with "Mr"."""
        view = self._view
        for name in found:
            if name.titled and view.words[name.titles][0].isupper():
                before = view.lower[name.titles].rstrip(".")
                if before not in _COURTESY:
                    return view.phrase_of(name.titles, name.last).text
        return found[0].text

    def _told(self, name: Name) -> str:
        """The pronoun that the titles before a name tell."""
        before = (word.rstrip(".") for word in self._view.lower[name.titles : name.first])
        return next(filter(None, (_GENDERS.get(word, "") for word in before)), "")

    def _note_offices(self, name: Name) -> None:
        person = self.person(name)
        if person is None:
            return
        view = self._view
        if name.titled:
            self._office((name.titles, name.first), person.name)
        before, after = name.first - 1, name.last
        if before > 1 and view.lower[before] == ",":
            start = phrase_start(view, before - 1, max(before - _REACH, 0))
            if start is not None and view.lower[start] in ("the", "its", "their"):
                self._office((start, before), person.name)
        if after + 1 < len(view.words) and view.lower[after] == ",":
            if view.lower[after + 1].isdigit():
                age = view.lower[after + 1]
                self.offices[_AGED].append(
                    Office(noun=age, words=frozenset(), holder=person.name, at=name.first)
                )
                after += 2
            self._note_apposition(after + 1, person.name)

    def _note_apposition(self, start: int, holder: str) -> None:
        """“Ada Lund, the mayor of Hull,”: closed again, for a subject may stand behind a comma as well."""
        view, last = self._view, len(self._view.words)
        if start < last and (view.lower[start] in ("the", "a", "an") or view.lower[start] in _OFFICES):
            end = phrase_after(view, start, min(start + _REACH, last))
            if end >= last or view.lower[end] in _CLOSING or view.tags[end] in ("W", "I"):
                self._office((start, end), holder)

    def _office(self, tokens: Range, holder: str) -> None:
        if tokens[1] <= tokens[0]:
            return
        at = self._noun(tokens)
        noun = self._view.lower[at].rstrip(".")
        if noun in _OFFICES and noun not in _COURTESY and noun not in _OF_SIDES:
            told = self._content(tokens)
            self.offices[noun].append(Office(noun=noun, words=told, holder=holder, at=tokens[0]))

    def _noun(self, tokens: Range) -> int:
        """The token of the noun that heads a phrase: the last one before "of", "who" and the like."""
        lower = self._view.lower
        end = next((i for i in range(tokens[0] + 1, tokens[1]) if lower[i] in _JOINTS), tokens[1])
        return end - 1

    def _content(self, tokens: Range) -> frozenset[str]:
        lower = self._view.lower
        return frozenset(w.rstrip(".") for w in lower[tokens[0] : tokens[1]] if len(w) > 3 or w.isdigit())

    def _aged(self, age: str) -> str:
        holders = {office.holder for office in self.offices[_AGED] if office.noun == age}
        return holders.pop() if len(holders) == 1 else ""
