"""Who is who on a page: at the first mention in reading order a full name and a role, then the surname.

Lines are written in another order than they are read, so that somebody may come in a summary whom only a
later line introduces. Decides, of a planned page, who is introduced where, by words of a report of the
line's own outlet, which the line then cites too. Words in quotation marks stay, and so does whoever shares a
surname with somebody else. Does NOT say who is one person (``facts/people``) nor what a role is (``voices``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.core.text import words
from dateline.core.types import Span
from dateline.stages.narrate.facts.material import outlet_name, sentence_of
from dateline.stages.narrate.phrasebook.vocabulary import (
    COLLECTIVES,
    LOWERED,
    ORGANISATION,
    PERSONS,
    SPEAKING,
    STOPWORDS,
    TIMES,
)
from dateline.stages.narrate.plan.layout import Plan
from dateline.stages.narrate.wording.compression import finite
from dateline.stages.narrate.wording.letters import QUOTED, capital
from dateline.stages.narrate.wording.mentions import TITLE
from dateline.stages.narrate.wording.voices import Voices, is_person, surname

if TYPE_CHECKING:
    from dateline.core.pages import Line
    from dateline.stages.narrate.facts.material import Material

#: A given name, perhaps with an initial, and a surname.
_FULL = re.compile(
    r"(?<![\w’'-])(?P<given>[A-Z][a-zà-ÿ’'-]+) (?:[A-Z]\. )?(?P<last>[A-Z][\w’-]*[a-z])(?![\w-])"
)
_TITLED = re.compile(rf"{TITLE}$")
#: A surname where a subject stands: it opens the line, or what somebody says, and a verb follows.
_SUBJECT = re.compile(
    r"(?:^|(?<=\bthat )|(?<=, )|(?<=\band ))(?P<last>[A-Z][a-zà-ÿ]{2,}(?:-[A-Z][a-z]+)?)"
    r"(?= (?P<verb>[a-z]+)\b)"
)
_NO_GIVEN = STOPWORDS | TIMES | ORGANISATION | COLLECTIVES | PERSONS | SPEAKING | LOWERED
#: What stands behind a naming that has its role already: ", the mayor", ", who", ", 34,".
_TOLD_BEHIND = re.compile(
    r"^,? (?:(?:the|an?|who|whose|of|from|in|at|for) |\d)|^, (?:[a-z]+ ){1,4}(?:of|at|for|in) "
)
#: A surname alone: "Brandt said", "(told Brandt) that Aas's".
_ALONE = re.compile(
    r"(?:^|(?<!\w)[a-z]+ |[.!?:,”\"] |\n)([A-Z][\w’-]*[a-zà-ÿ])"
    r"(?= (?:[a-z]+ly )?[a-z]+(?:ed|d|s|ew|aw|ave|ame)\b)",
    re.MULTILINE,
)
_SENTENCE_END = re.compile(r"[a-z]{3,}\.(?: |$)")
#: "The mayor of Vesk, " before a name; "Otto Brandt and " or " and Otto Brandt", who go together.
_ROLE_AHEAD = re.compile(r"[^”], $")
_PAIRED_AHEAD, _PAIRED_BEHIND = (
    re.compile(r"[A-Z][\w’-]+(?:, \d+,)? and $"),
    re.compile(r"^(?:, \d+,)? and [A-Z]"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """One mention in other words: the stretch that it takes the place of, and what bears it out."""

    start: int
    end: int
    text: str
    evidence: tuple[Span, ...] = ()


def introduced(plan: Plan, material: Material, voices: Voices, fits: Callable[[str], bool]) -> Plan:
    """The plan with its lines worded so; a line that would not ``fit`` then stays as it was."""
    page = _Page(material, voices, fits)
    standfirst = page.line(plan.standfirst) if plan.standfirst else None
    summary = tuple(map(page.line, plan.summary))
    body = tuple(replace(part, lines=tuple(map(page.line, part.lines))) for part in plan.body)
    return replace(plan, standfirst=standfirst, summary=summary, body=body)


class _Page:
    """The people of one page, and who of them has been introduced so far."""

    def __init__(self, material: Material, voices: Voices, fits: Callable[[str], bool]) -> None:
        self._clippings = {clipping.report.id: clipping for clipping in material.clippings}
        self._voices = voices
        self._fits = fits
        self._bearers = _bearers(material)
        self._alone = _alone(material)
        self._known: set[str] = set()

    def line(self, line: Line) -> Line:
        """The line as it is to be printed where it stands."""
        for name in self._names(line):
            for change in self._changes(line, name):
                text = capital(line.text[: change.start] + change.text + line.text[change.end :])
                if self._fits(text):
                    evidence = tuple(dict.fromkeys((*line.evidence, *self._cited(change.evidence))))
                    line = replace(line, text=text, evidence=evidence)
                    break
        return line

    def _cited(self, spans: Sequence[Span]) -> Iterator[Span]:
        return (sentence_of(self._clippings[span.report], span) for span in spans)

    def _names(self, line: Line) -> list[str]:
        """The full names of the people whom a line may mean, of those that it names."""
        plain = _plain(line.text)
        lasts = {word for word in words(plain) if word[:1].isupper() and word in self._bearers}
        return sorted(f"{given} {last}" for last in lasts for given in self._bearers[last])

    def _changes(self, line: Line, name: str) -> Iterator[_Change]:
        """The ways in which a line may name somebody whom it names now, the fullest first."""
        last, plain = name.rpartition(" ")[2], _plain(line.text)
        if len(self._bearers[last]) > 1 or not is_person(name):
            return
        full = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", plain)
        place = (full.start(), full.end()) if full else _subject(plain, last)
        if place is None:
            return
        met = name in self._known
        self._known.add(name)
        if _paired(plain, *place) or _has_role(plain, *place):
            return
        if met and full and last in self._alone:
            yield _Change(start=full.start(), end=full.end(), text=last)
        elif not met and (full or last in self._alone):
            yield from self._fuller(line, name, place)

    def _fuller(self, line: Line, name: str, place: tuple[int, int]) -> Iterator[_Change]:
        """Somebody who is new: with a role, or by the full name at least."""
        start, end = place
        behind = line.text[end : end + 1]
        outlets = {outlet_name(self._clippings[span.report].report) for span in line.evidence[:1]}
        reports = [key for key, held in self._clippings.items() if outlet_name(held.report) in outlets]
        role = self._voices.fullest(name, reports)
        if role and behind not in ("’", "'") and _adds(role.text, name, line.text):
            told = role.subject if behind not in (",", ".", "") else role.text
            yield _Change(start=start, end=end, text=told, evidence=role.evidence)
        if line.text[start:end] != name and (found := self._full(name, reports)):
            yield _Change(start=start, end=end, text=name, evidence=(found,))

    def _full(self, name: str, reports: Sequence[str]) -> Span | None:
        """Where a report names somebody in full before it does so by surname: a firm is not its founder."""
        for key in reports:
            text, last = self._clippings[key].report.text, name.rpartition(" ")[2]
            at = text.find(name)
            if 0 <= at == text.find(last) - len(name) + len(last):
                return Span(report=key, start=at, end=at + len(name))
        return None


def _bearers(material: Material) -> Mapping[str, frozenset[str]]:
    """For each surname the given names with which the reports print it; also for what only looks like one."""
    found: dict[str, set[str]] = defaultdict(set)
    for clipping in material.clippings:
        for match in _FULL.finditer(clipping.report.text):
            generation = surname(match.group()) != match["last"]
            if (
                not generation
                and match["given"].lower() not in _NO_GIVEN
                and not _TITLED.search(f"{match['given']} ")
            ):
                found[match["last"]].add(match["given"])
    return {last: frozenset(given) for last, given in found.items()}


def _alone(material: Material) -> frozenset[str]:
    """What some report uses alone where somebody does something: "Brandt said", never "Press reported"."""
    return frozenset(last for clipping in material.clippings for last in _ALONE.findall(clipping.report.text))


def _plain(text: str) -> str:
    """The text with blanks for what stands in quotation marks: places stay where they are."""
    return QUOTED.sub(lambda found: "“" + " " * len(found[1]) + "”", text)


def _subject(plain: str, last: str) -> tuple[int, int] | None:
    """Where a surname alone is the subject of a verb, else None."""
    for found in _SUBJECT.finditer(plain):
        if found["last"] == last and finite(found["verb"]):
            return found.span("last")
    return None


def _free(plain: str, start: int) -> bool:
    """Whether no title or role stands right before a name: a small word of grammar, a verb or a mark does."""
    before = plain[:start].rstrip()
    last = words(before)[-1:]
    marked = not before or not before[-1].isalnum()
    return marked or (bool(last) and (last[0].lower() in STOPWORDS or finite(last[0])))


def _adds(role: str, name: str, line: str) -> bool:
    """Whether a naming says who somebody is, which the line does not; no article, no sentence."""
    told = role.replace(name, "").strip(" ,")
    plain = told.lower() not in ("", "the", "a", "an") and not _SENTENCE_END.search(told)
    return plain and told.lower() not in line.lower()


def _paired(plain: str, start: int, end: int) -> bool:
    """Whether a name is one of two that stand side by side: both are named alike."""
    return bool(_PAIRED_AHEAD.search(plain[:start]) or _PAIRED_BEHIND.match(plain[end:]))


def _has_role(plain: str, start: int, end: int) -> bool:
    """Whether the line itself says who a person is: by a title before the name, or behind it."""
    ahead = plain[:start]
    told = _TOLD_BEHIND.match(plain[end:]) or _ROLE_AHEAD.search(ahead) or _TITLED.search(ahead)
    return told is not None or not _free(plain, start)
