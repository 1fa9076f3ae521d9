"""Whom "he" and "she" mean: one sweep over the persons of a report, in its order.

Decides by what a reader goes by: who is the subject or the speaker near before, in this paragraph or the one
before, and may be he or she. Somebody without a name ("a witness") counts as well: a pronoun that means him
is nobody's of those named. Where two are as likely, none is meant. Names inside quotations are left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from dateline.stages.interpret.reading.lexicon import mapping, words
from dateline.stages.interpret.reading.names import SAYING, Kind

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.annotate import Annotation
    from dateline.stages.interpret.reading.names import Name, Names
    from dateline.stages.interpret.statements.cast import Cast

_GENDERS = mapping("statements/genders") | {"man": "he", "boy": "he", "woman": "she", "girl": "she"}
_SOMEBODY = words("reading/titles") | words("reading/roles") | words("reading/people")
_ONE = frozenset({"a", "an", "one", "another"})
#: Behind these it is said what somebody is.
_PREDICATIVE = frozenset({",", "as", "is", "was", "be", "been", "become", "became", "remains", "like", "not"})
#: What a mention weighs: as a subject or a speaker, otherwise, behind a preposition or as a possessor.
_SUBJECT, _OTHER, _OBLIQUE = 2.0, 0.8, 0.0
#: What a name that may be a person's or not weighs before a verb.
_UNKNOWN = 1.2
_FINITE = frozenset({"VD", "VZ", "MD"})
#: What a sentence and a paragraph of distance take from it, and what a pronoun that is only possible does.
_SENTENCE, _PARAGRAPH, _DOUBT = 0.6, 0.7, 0.7
#: "…, he said" behind words of his own: a name in those words is more often somebody else's.
_OWN_WORDS = 2.0
#: The least that the likeliest must weigh: with a rival, and alone.
_LEAST, _ALONE, _AHEAD = -0.5, -2.0, 0.4
#: Mentions and paragraphs that a pronoun reaches back over.
_MEMORY, _PARAGRAPHS = 12, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    """Somebody at a token; an empty name is somebody the report does not name."""

    at: int
    name: str
    pronoun: str
    weight: float
    speaks: bool = False


class Pronouns:
    """What each "he" and "she" of a report means, by its token."""

    def __init__(self, view: Annotation, named: Names, cast: Cast) -> None:
        self._view = view
        self._told = _told_sentences(view)
        double = [quotation for quotation in view.quotations if not quotation.single]
        self._opened = [quotation.start for quotation in double]
        self._closed = [quotation.end for quotation in double]
        self._bound: dict[str, str] = {}
        self._meant: dict[int, str] = {}
        self._sweep(sorted(self._mentions(named, cast), key=lambda mention: mention.at))

    def meant(self, token: int) -> str:
        """The name of whom a pronoun means, empty where that is not clear."""
        return self._meant.get(token, "")

    def _sweep(self, mentions: list[_Mention]) -> None:
        view, recent, following = self._view, list[_Mention](), 0
        asked = sorted((at, word) for word in ("he", "she") for at in view.index.get(word, ()))
        for at, word in asked:
            while following < len(mentions) and mentions[following].at < at:
                recent = [*recent, mentions[following]][-_MEMORY:]
                following += 1
            found = self._likeliest(at, word, recent)
            if found is None:
                continue
            self._meant[at] = found.name
            if not self._quoted(at):
                again = _Mention(at=at, name=found.name, pronoun=word, weight=_SUBJECT)
                recent = [*recent, again][-_MEMORY:]

    def _likeliest(self, at: int, pronoun: str, recent: list[_Mention]) -> _Mention | None:
        view = self._view
        own = self._behind_own_words(at)
        best: dict[str, tuple[float, _Mention]] = {}
        for mention in recent:
            known = self._bound.get(mention.name) or mention.pronoun
            if known not in ("", pronoun):
                continue
            weight = self._weight(mention, at) - (_DOUBT if mention.name and not known else 0.0)
            same = view.sentence_of[mention.at] == view.sentence_of[at]
            weight -= _OWN_WORDS if own and same and not mention.speaks else 0.0
            if weight >= best.get(mention.name, (_ALONE,))[0]:
                best[mention.name] = weight, mention
        ranked = sorted(best.values(), key=lambda each: -each[0])
        if not ranked or (ranked[0][0] < _LEAST and len(ranked) > 1):
            return None
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _AHEAD:
            return None
        found = ranked[0][1]
        if found.name and not found.pronoun:
            self._bound.setdefault(found.name, pronoun)
        return found

    def _weight(self, mention: _Mention, at: int) -> float:
        view = self._view
        here, there = view.sentence_of[at], view.sentence_of[mention.at]
        apart = view.sentences[here].paragraph - view.sentences[there].paragraph
        if apart > _PARAGRAPHS:
            return 2 * _ALONE
        return mention.weight - _SENTENCE * (self._told[here] - self._told[there]) - _PARAGRAPH * apart

    def _behind_own_words(self, at: int) -> bool:
        """Whether a pronoun and its verb end a sentence of words unquoted: "It was late, he said"."""
        view = self._view
        return (
            at > 1 and view.lower[at - 1] == "," and at + 1 < len(view.lower) and view.lower[at + 1] in SAYING
        )

    def _mentions(self, named: Names, cast: Cast) -> Iterator[_Mention]:
        view = self._view
        last, weight, joined = -1, 0.0, 0
        for name in named.all:
            if self._quoted(name.first):
                continue
            person = cast.person(name) if name.kind is Kind.PERSON else None
            if person is None:
                if name.kind is not Kind.PLACE and self._acts(name):
                    yield _Mention(at=name.first, name="", pronoun="", weight=_UNKNOWN)
                continue
            sentence = view.sentence_of[name.first]
            speaks = self._speaks(name)
            if not (view.lower[name.titles - 1] == "and" and joined == name.titles - 1):
                weight = _SUBJECT if speaks else self._standing(name.titles, name.last, sentence != last)
            last, joined = sentence, name.last  # of two that "and" joins neither is nearer
            yield _Mention(
                at=name.first, name=person.name, pronoun=person.pronoun, weight=weight, speaks=speaks
            )
        yield from self._in_office(cast)
        yield from self._nameless()

    def _in_office(self, cast: Cast) -> Iterator[_Mention]:
        """“The mayor”, where the report tells who that is."""
        view = self._view
        for at in (at for noun in cast.offices for at in view.index.get(noun, ())):
            if at and view.lower[at - 1] == "the" and not self._quoted(at):
                holder = cast.holder((at - 1, at + 1))
                if holder:
                    weight = self._standing(at - 1, at + 1, True)
                    yield _Mention(at=at, name=holder, pronoun=cast.pronouns[holder], weight=weight)

    def _nameless(self) -> Iterator[_Mention]:
        """“A witness”, “one woman”: a pronoun may well mean somebody who has no name."""
        view = self._view
        for at in (at for word in _ONE for at in view.index.get(word, ())):
            opens = at == 0 or view.sentence_of[at - 1] != view.sentence_of[at]
            if not opens and view.lower[at - 1] in _PREDICATIVE:
                continue
            for noun in range(at + 1, min(at + 4, len(view.lower))):
                if view.tags[noun] not in ("J", "N", "VN", "VG", "CD"):
                    break
                following = view.tags[noun + 1] if noun + 1 < len(view.tags) else "."
                if view.lower[noun] in _SOMEBODY and following not in ("N", "NP", ","):
                    weight = self._standing(at, noun + 1, opens)
                    pronoun = _GENDERS.get(view.lower[noun], "")
                    if not self._quoted(at):
                        yield _Mention(at=noun, name="", pronoun=pronoun, weight=weight)
                    break

    def _standing(self, first: int, last: int, leads: bool) -> float:
        """What a mention weighs by where it stands in its sentence."""
        view = self._view
        after = view.lower[last] if last < len(view.lower) else "."
        if after in ("'s", "’") or (first and view.tags[first - 1] in ("I", "TO")):
            return _OBLIQUE
        return _SUBJECT if leads else _OTHER

    def _acts(self, name: Name) -> bool:
        """Whether a single name of no known kind stands before a finite verb."""
        view = self._view
        plain = len(name.parts) == 1 and view.words[name.first][1:].islower()
        return plain and name.last < len(view.tags) and view.tags[name.last] in _FINITE

    def _speaks(self, name: Name) -> bool:
        lower = self._view.lower
        before = lower[name.titles - 1] if name.titles else ""
        after = lower[name.last] if name.last < len(lower) else ""
        return before in SAYING or after in SAYING

    def _quoted(self, token: int) -> bool:
        """Whether a token stands between double marks."""
        start = self._view.starts[token]
        found = bisect_right(self._opened, start) - 1
        return found >= 0 and start < self._closed[found]


def _told_sentences(view: Annotation) -> list[int]:
    """For each sentence, how many up to it are not wholly a quotation."""
    quoted = [view.quotation_at(sentence.start) for sentence in view.sentences]
    own = (
        quotation is None or quotation.end < sentence.end - 1
        for quotation, sentence in zip(quoted, view.sentences, strict=True)
    )
    return list(accumulate(map(int, own)))
