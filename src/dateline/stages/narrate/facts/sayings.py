"""Who is reported to have said what, by which origins: statements of one person put together.

Decides that two reports give the same saying: one speaker under all names, most of the words, the same
numbers, and both or neither in the negative. Does NOT decide whether it is so, nor how a page words it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.core.text import fold, words
from dateline.core.types import Form, Stance
from dateline.stages.narrate.facts.labels import LABEL_WORDS, core_of
from dateline.stages.narrate.facts.material import numbers_of, terms_of
from dateline.stages.narrate.phrasebook.vocabulary import FIRST_PERSON, PAPERS, PRONOUNS
from dateline.stages.narrate.plan.selection import negated
from dateline.stages.narrate.wording.standing import typographic

if TYPE_CHECKING:
    from dateline.core.types import Statement
    from dateline.stages.narrate.facts.material import Material, Passage
    from dateline.stages.narrate.facts.people import Person

#: Two reports of one saying share so much of the shorter one's content.
_SAME = 0.6
_LEAST_TERMS = 3
#: Stances that tell a saying as such; what is checked or denied is told otherwise.
_TOLD = (Stance.SAID, Stance.CLAIMED, Stance.CONFIRMED, Stance.ALLEGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One thing that one speaker is reported to have said. ``passages`` are all that report it."""

    speaker: str
    text: str
    passages: tuple[Passage, ...]

    @property
    def label(self) -> str:
        """The saying under its speaker's name: nobody else vouches for it."""
        return f"{self.speaker}: {self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A statement as it stands in one sentence."""

    passage: Passage
    speaker: str
    content: str
    terms: frozenset[str]
    numbers: frozenset[str]
    direct: bool

    def same(self, other: _Told) -> bool:
        """Whether another report gives the same words or their sense."""
        shared = len(self.terms & other.terms)
        if shared < _SAME * min(len(self.terms), len(other.terms)) or shared < _LEAST_TERMS:
            return False
        return self.numbers == other.numbers and negated(self.content) == negated(other.content)


def sayings(material: Material, persons: Mapping[tuple[str, str], Person]) -> Iterator[Saying]:
    """The sayings that two or more origins report and few words can tell, those of most origins first."""
    voices: dict[str, list[tuple[str, Passage, Statement]]] = {}
    for passage in material.passages:
        for statement in passage.statements:
            name = _speaker(passage, statement, persons)
            if name:
                voices.setdefault(fold(name).removeprefix("the "), []).append((name, passage, statement))
    quoted = [held for held in voices.values() if len({passage.origin for _, passage, _ in held}) > 1]
    told = [[_told(*one) for one in held] for held in quoted]
    groups = [group for held in told for group in _groups([one for one in held if one])]
    # A stable sort: of sayings that as many origins report, the one that was printed first.
    for group in sorted(groups, key=lambda group: -len({told.passage.origin for told in group})):
        text = next((found for told in group if (found := _short(told))), "")
        if text:
            passages = {told.passage.key: told.passage for told in group}
            yield Saying(speaker=_name(group), text=text, passages=tuple(passages.values()))


def _groups(held: Sequence[_Told]) -> Iterator[list[_Told]]:
    """The statements of one voice that two or more origins give alike, each in one group."""
    holding: dict[str, list[int]] = {}
    for place, told in enumerate(held):
        for term in told.terms:
            holding.setdefault(term, []).append(place)
    taken: set[int] = set()
    for place, told in enumerate(held):
        if place in taken:
            continue
        shared = Counter(other for term in told.terms for other in holding[term] if other not in taken)
        near = sorted(other for other, often in shared.items() if often >= _LEAST_TERMS)
        alike = [other for other in near if told.same(held[other])]
        if len({held[other].passage.origin for other in alike}) > 1:
            taken.update(alike)
            yield [held[other] for other in alike]


def _name(group: Sequence[_Told]) -> str:
    return next((told.speaker for told in group if " " in told.speaker), group[0].speaker)


def _speaker(passage: Passage, statement: Statement, persons: Mapping[tuple[str, str], Person]) -> str:
    """The name of a speaker that a page can name, "" where there is none or nothing is said by them."""
    speaker = statement.speaker
    if speaker is None or not statement.spoken or statement.stance not in _TOLD:
        return ""
    person = persons.get((passage.span.report, speaker.name))
    name = person.name if person else speaker.name.strip(" ,")
    nobody = not name or name.lower() in PRONOUNS or name.lower().split()[-1] in PAPERS
    return "" if nobody else name


def _told(name: str, passage: Passage, statement: Statement) -> _Told | None:
    """A statement that is told in one piece and says enough to be known again."""
    if len(statement.content) != 1:
        return None
    content = typographic(" ".join(statement.content[0].text.split())).rstrip(".,")
    terms = terms_of(content)
    if len(terms) < _LEAST_TERMS:
        return None
    return _Told(
        passage=passage,
        speaker=name[:1].upper() + name[1:],
        content=content,
        terms=terms,
        numbers=numbers_of(content),
        direct=statement.form is Form.DIRECT,
    )


def _quoted(bare: str) -> str:
    """A quotation that says something of the matter: no question, nothing of the speaker's own feelings."""
    said = words(bare)
    own = FIRST_PERSON.intersection(map(str.lower, said)) or set("“”?!") & set(bare)
    return f"“{bare}”" if not own and len(said) < LABEL_WORDS and len(terms_of(bare)) > _LEAST_TERMS else ""


def _short(told: _Told) -> str:
    """The saying in a label's length: a short quotation whole, else the core of what is told indirectly."""
    content = told.content.removeprefix("that ")
    if told.direct:
        return _quoted(content.strip("“”‘’,. "))
    return "" if "“" in content else core_of(content[:1].upper() + content[1:])
