"""Who says so: outlets and speakers as a line names them, and where in a line the naming stands.

Decides the words of an attribution and its place: at the end, in front, or inside at the joint of
two clauses. A speaker has the role at first mention and the surname after. Does NOT decide whether
a line needs an attribution, nor whether the result is within the limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.core.pages import Clipping
from dateline.core.text import fold, words
from dateline.core.types import Report, Span, Speaker
from dateline.stages.narrate.facts.material import Material, outlet_name
from dateline.stages.narrate.facts.people import people
from dateline.stages.narrate.phrasebook.phrases import ENGLISH, Phrases
from dateline.stages.narrate.phrasebook.vocabulary import (
    COLLECTIVES,
    GUARDED,
    LOWERED,
    ORGANISATION,
    PRONOUNS,
    STOPWORDS,
    THIRD_PERSON,
    TIMES,
    VOICELESS,
)
from dateline.stages.narrate.wording.compression import finite, guarded, opens_subordinate

#: Where an attribution may stand inside a sentence: before a clause, as a speaker would pause ...
_JOINT = re.compile(
    r",\s+(?=(?:when|while|after|before|as|but|with|including|[a-z]{3,}ing|because|following)\s)"
    r"|,\s+(?=and\s+(?:the|an?|[A-Z][\w’'-]+|\w+ed|has|have|had|is|was|were|will)\s)"
    r"|\s+(?=(?:after|when|while|because|before|following|since|although|despite)\s)"
)
#: ... or between a subject and its verb.
_BEFORE_VERB = re.compile(r"\s+(?=(?:has|have|had|is|are|was|were|will)\s)")
_DETERMINED = frozenset(["the", "a", "an", "one", "its", "their", "police"])
_ROLE_WORDS = 9
#: ", the mayor," and ", a judge in Riesa," behind a name.
_APPOSITION = re.compile(r", ((?:the|an?) [a-z][^,.;:()“”\"—–\n]{2,60}?)(?<! [A-Z])(?=,|\.(?:\s|$))")
_PRONOUN_IN = re.compile(r"\b(?:his|her|their|its|my|our)\b")
_CONJUNCTION = re.compile(r"^(?:(?:And|But|Yet|So|Added|Said|Says)\s+|.{0,40}--\s*)")
#: ", from which 76 patients were moved": more about a speaker than an attribution can carry.
_RELATIVE = re.compile(r",? (?:(?:from|in|at|of|with) which|whose|who|which|where)\b.*")
#: "Police Captain " before a name.
_TITLE = re.compile(r"(?:\b[A-Z][a-z.]+ ){1,4}$")


def outlet_list(reports: Iterable[Report], phrases: Phrases = ENGLISH) -> str:
    """Outlets by name where they are two, else the first of them and that there are others."""
    names = list(dict.fromkeys(name for report in reports if (name := outlet_name(report))))
    if len(names) > 2:
        return phrases.others.format(who=names[0])
    return joined(names, phrases)


def joined(names: Sequence[str], phrases: Phrases = ENGLISH) -> str:
    """Names as a list in a sentence: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + phrases.and_ + names[-1]


def placed(body: str, attribution: str) -> Iterator[str]:
    """The body with an attribution as a sentence: at its end, before a clause, behind the subject.

    An attribution with commas of its own stands at the end or not at all: inside it would be a tangle.
    """
    yield f"{body}, {attribution}."
    if "," in attribution:
        return
    for joints, least in ((_JOINT, 4), (_BEFORE_VERB, 3)):
        for found in reversed(list(joints.finditer(body))):
            head, tail = body[: found.start()].rstrip(","), body[found.end() :]
            inside = head.count("“") != head.count("”") or head.count("(") != head.count(")")
            if not inside and len(words(head)) >= least and len(words(tail)) >= 3 and _may_part(head, joints):
                yield stopped(f"{head}, {attribution}, {tail}")


def stopped(body: str) -> str:
    """The body with its full stop, unless a quotation ends it with its own."""
    return body if body.endswith((".”", "!”", "?”")) else f"{body}."


def _may_part(head: str, joints: re.Pattern[str]) -> bool:
    """Whether an attribution may follow: no list is torn, no verb parted from what it governs."""
    last, end = head.rsplit(", ", 1)[-1], words(head)[-1].lower()
    if end in STOPWORDS or end in TIMES or end in GUARDED or end.endswith("ly"):
        return False
    if joints is _JOINT:
        return "," not in head or len(words(last)) > 3
    return "," not in head and not opens_subordinate(head) and not any(map(finite, words(head)))


def lowered(body: str) -> str | None:
    """The body as it stands inside a sentence, or None where its capital may be a name's."""
    first, _, rest = body.partition(" ")
    if (first.lower() in LOWERED and not first.isupper()) or first in ("A",):
        return f"{first.lower()} {rest}"
    return body if _surely_name(first, rest) else None


def _surely_name(first: str, rest: str) -> bool:
    return bool(re.match(r"[A-Z][\w’'.-]+$", first)) and bool(re.match(r"[A-Z]", rest))


def capital(text: str) -> str:
    """The text with its first letter a capital."""
    return text if "." in text.split(" ", 1)[0] else text[:1].upper() + text[1:]


def with_article(name: str) -> str:
    """A body as a sentence names it: "the fire brigade", but "police" and "officials" and names bare."""
    first = name.split(" ", 1)[0]
    bare = first[:1].isupper() or first in _DETERMINED or name in COLLECTIVES or name.endswith("s")
    return name if bare else f"the {name}"


def is_person(name: str) -> bool:
    """Whether a name looks like a person's: two to four capitalised words, none of an institution."""
    parts = name.split()
    return (
        2 <= len(parts) <= 4
        and all(part[:1].isupper() for part in parts)
        and not any(part.lower().strip(".,") in ORGANISATION for part in parts)
    )


@lru_cache(maxsize=8192)
def naming(speaker: Speaker) -> str:
    """The name or description that a speaker goes by within the report, "" where only a pronoun is known."""
    candidates = (speaker.name, speaker.phrase.text)
    for candidate in candidates if is_person(speaker.name) else reversed(candidates):
        text = _CONJUNCTION.sub("", _RELATIVE.sub("", " ".join(candidate.split())).strip(" ,"))
        if text and text.lower() not in PRONOUNS and _has_voice(text):
            return (lowered(text) or text) if " " in text else _common(text)
    return ""


def _has_voice(text: str) -> bool:
    """Whether it can be somebody who speaks: no pronoun at its head, no "story" or "part"."""
    parts = [part.lower() for part in words(text)]
    if any(part in VOICELESS for part in parts[:3]) or _PRONOUN_IN.search(text):
        return False
    if len(parts) == 1 and parts[0] == text and text not in COLLECTIVES:
        return False
    return (
        bool(parts)
        and len(parts) <= _ROLE_WORDS + 3
        and parts[0] not in VOICELESS
        and parts[-1] not in VOICELESS
    )


def surname(name: str) -> str:
    """The last part of a person's name, without what follows a generation."""
    parts = [part for part in name.split() if part.rstrip(".,").lower() not in ("jr", "sr", "ii", "iii")]
    return parts[-1].rstrip(",") if parts else name


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How a speaker is named in one line, and where the report says who that is."""

    text: str
    evidence: tuple[Span, ...] = ()

    @property
    def subject(self) -> str:
        """The naming before a verb: an apposition is closed by a comma."""
        return f"{self.text}," if ", " in self.text else self.text


class Voices:
    """The speakers of a story as a page introduces them, one after another."""

    def __init__(self, material: Material) -> None:
        self._people = people(material.clippings)
        self._introduced: set[str] = set()
        self._roles: dict[tuple[str, str], Naming] = {}
        self._short: dict[str, str] = {}
        for clipping in material.clippings:
            for statement in clipping.facts.statements:
                if statement.speaker and naming(statement.speaker):
                    self._note(clipping, statement.speaker)

    def naming(self, speaker: Speaker) -> Naming:
        """How the page names a speaker now: with the role, or by surname once introduced.

        A person goes by one spelling on the whole page; where the speaker's own report has another, the
        evidence is the report that spells it so.
        """
        name, reports = self._printed(speaker)
        roles = (self._roles.get((report, fold(name))) for report in reports)
        full = next((role for role in roles if role), Naming(text=name))
        if is_person(name) and fold(name) in self._introduced:
            return Naming(text=self._short.get(fold(name), surname(name)), evidence=full.evidence)
        return full

    def introduce(self, speaker: Speaker) -> None:
        """The speaker has been printed: from now on the surname is enough."""
        self._introduced.add(fold(self._printed(speaker)[0]))

    def _printed(self, speaker: Speaker) -> tuple[str, tuple[str, ...]]:
        """The name that the page has for a speaker, and the reports that spell it so, the own one first."""
        own, name = speaker.phrase.span.report, naming(speaker)
        person = self._people.get((own, speaker.name))
        if person is None or not is_person(person.name) or not name:
            return name, (own,)
        reports = person.spellings[0].reports
        return person.name, (own, *reports) if own in reports else reports

    def _note(self, clipping: Clipping, speaker: Speaker) -> None:
        key = (clipping.report.id, fold(naming(speaker)))
        if is_person(naming(speaker)) and key[1] not in self._short:
            self._short[key[1]] = _short(naming(speaker), clipping.report.text)
        found = _introduction(clipping.report, speaker)
        if key not in self._roles or len(words(found.text)) > len(words(self._roles[key].text)):
            self._roles[key] = found


def _short(name: str, text: str) -> str:
    """The part of a name that the report uses alone: the first in some languages, mostly the last."""
    first, last = name.split(maxsplit=1)[0], surname(name)
    alone = len(re.findall(rf"(?<!\w){re.escape(first)}(?!\w)", text)) - text.count(f"{first} {last}")
    ending = len(re.findall(rf"(?<!\w){re.escape(last)}(?!\w)", text)) - text.count(f"{first} {last}")
    return first if alone > ending else last


def _introduction(report: Report, speaker: Speaker) -> Naming:
    """The fullest naming near: the report's own phrase, or the name with an apposition behind it."""
    name, phrase = naming(speaker), _CONJUNCTION.sub("", " ".join(speaker.phrase.text.split()).strip(" ,"))
    plain = Naming(text=name, evidence=(speaker.phrase.span,))
    if not is_person(name):
        return plain
    if name in phrase and len(words(phrase)) <= _ROLE_WORDS and len(phrase) > len(name) and _plain(phrase):
        return Naming(text=lowered(phrase) or phrase, evidence=(speaker.phrase.span,))
    at = report.text.find(name)
    if at < 0:
        return plain
    behind = _APPOSITION.match(report.text, at + len(name))
    if behind and len(words(behind[1])) <= _ROLE_WORDS and _plain(behind[1]):
        span = Span(report=report.id, start=at, end=behind.end())
        return Naming(text=f"{name}, {behind[1]}", evidence=(span, speaker.phrase.span))
    ahead = _TITLE.search(report.text, max(0, at - 60), at)
    start = ahead.start() if ahead else at
    text = _CONJUNCTION.sub("", report.text[start : at + len(name)]) if ahead else name
    return Naming(
        text=text, evidence=(Span(report=report.id, start=start, end=at + len(name)), speaker.phrase.span)
    )


def _plain(role: str) -> bool:
    """Whether a role says nothing that needs a source or hangs on somebody else ("his wife")."""
    parts = {part.lower() for part in words(role)}
    return not guarded(role) and not parts & (THIRD_PERSON | {"their", "its"})


def _common(word: str) -> str:
    return word.lower() if word.lower() in COLLECTIVES else word
