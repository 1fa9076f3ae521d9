"""Who speaks: how a page names the people and bodies that its reports quote.

Decides by which words a speaker goes: the role at first mention and the surname after, the full name where
two people of one surname speak, a body with its article; and which words of a report name nobody. Does NOT
say who is one person (``facts/people``), nor where in a line the naming stands (``attribution``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.core.text import fold, words
from dateline.core.types import Report, Span, Speaker
from dateline.stages.narrate.facts.people import identity, people
from dateline.stages.narrate.phrasebook.vocabulary import (
    ANAPHORS,
    COLLECTIVES,
    CORPORATE,
    ORGANISATION,
    PERSONS,
    PRONOUNS,
    QUALIFYING,
    SPEAKING,
    STOPWORDS,
    THIRD_PERSON,
    VOICELESS,
)
from dateline.stages.narrate.wording.compression import finite, guarded
from dateline.stages.narrate.wording.letters import lowered

if TYPE_CHECKING:
    from dateline.core.pages import Clipping
    from dateline.stages.narrate.facts.material import Material
    from dateline.stages.narrate.facts.people import Key, Person

_ROLE_WORDS = 9
#: ", the mayor," and ", a judge in Riesa," behind a name.
_APPOSITION = re.compile(
    r", ((?:the|an?) [a-z][^,.;:()“”\"—–\n]{2,60}?)(?<! [A-Z])(?<! (?:St|Mt|Ft))(?<! (?:Gen|Sen|Rep|Gov))"
    r"(?=,|\.(?:\s|$))"
)
#: ", in long-awaited remarks", ", near the stadium": where somebody spoke, no part of a role.
_PLACE_OF_SPEAKING = re.compile(r",\s+(?:in|at|near|on|from|during|after|before|outside|inside)\b.*$")
#: "splits Daily": what a caption left before a name.
_GLUED = re.compile(r"^(?:[a-z]+ )*[a-z]+(?<!s)s [A-Z]\w+$")
_PRONOUN_IN = re.compile(r"\b(?:his|her|their|its|my|our)\b")
#: Where the head of a naming ends: "a neighbour | of the family".
_HEAD_END = re.compile(r",| (?:of|in|at|for|from|with|near|on|to|who|close|familiar|involved)\b")
_CONJUNCTION = re.compile(r"^(?:(?:And|But|Yet|So|Added|Said|Says)\s+|.{0,40}--\s*)")
#: ", from which 76 patients were moved": more about a speaker than an attribution can carry.
_RELATIVE = re.compile(r",? (?:(?:from|in|at|of|with) which|whose|who|which|where)\b.*")
#: Bodies that an article is enough for: "the company", "the ministry".
_SPEAK_FOR_ALL = frozenset(
    [
        "agency",
        "airline",
        "company",
        "department",
        "judge",
        "jury",
        "mayor",
        "minister",
        "governor",
        "network",
        "newspaper",
        "organisation",
        "organization",
        "president",
        "researchers",
        "scientists",
        "authors",
        "report",
        "study",
    ]
)
#: "Norland. Otto Brandt": the end of another sentence.
_TWO_SENTENCES = re.compile(r"\w[a-z]{3,}\. [A-Z]")
_ARTICLES = frozenset(
    ["the", "a", "an", "one", "its", "their", "his", "her", "this", "that", "some", "another"]
)
#: Words of the outlet's own judgement of a speaker (HOUSE_STYLE rule 14).
_JUDGING = re.compile(
    r"^(?:[Aa]n? |[Tt]he )?(?:controversial|embattled|disgraced|beloved"
    r"|furious|angry|outspoken|notorious|fiery"
    r"|visibly \w+|defiant|legendary|popular|firebrand|disgruntled|elated|delighted) (?=[A-Za-z])",
    re.IGNORECASE,
)
#: "A brother of | the captain, Otto Brandt": what is said of the captain is not said of Otto Brandt.
_WITHIN = re.compile(r"\b(?:of|to|for|with|by|from)\s$")
#: "Police Captain " before a name.
_TITLE = re.compile(r"(?:\b[A-Z](?:[a-z]+|[a-z]{1,3}\.) ){1,4}$")


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
        text = _PLACE_OF_SPEAKING.sub("", _RELATIVE.sub("", " ".join(candidate.split())))
        text = _JUDGING.sub("", _CONJUNCTION.sub("", text.strip(" ,")))
        if text and text.lower() not in PRONOUNS and _has_voice(text):
            return (lowered(text) or text) if " " in text else _common(text)
    return ""


def _has_voice(text: str) -> bool:
    """Whether it can be somebody who speaks: no pronoun at its head, no "story" or "part"."""
    parts = [part.lower() for part in words(text)]
    if not parts or any(part in VOICELESS for part in parts[:3]) or _PRONOUN_IN.search(text):
        return False
    if len(parts) == 1 and parts[0] == text and text not in COLLECTIVES:
        return False
    if _hangs(text, parts) or _GLUED.match(text) or not _speaks(text):
        return False
    return (
        bool(parts)
        and len(parts) <= _ROLE_WORDS + 3
        and parts[0] not in VOICELESS
        and parts[-1] not in VOICELESS
    )


def _speaks(text: str) -> bool:
    """Whether a naming without a name has a noun that can speak: "the rescue worker", not "the blaze"."""
    inner = text.split(" ", 1)[-1] if text[:1].isupper() else text
    if re.search(r"[A-Z]", inner):
        return True
    head = _HEAD_END.split(text.lower(), maxsplit=1)[0]
    last = words(head)[-1:] or [""]
    one = last[0].removesuffix("s")
    known = COLLECTIVES | CORPORATE | PERSONS | SPEAKING | ORGANISATION
    acting = one.endswith(("man", "men", "woman", "women", "ist", "ian", "person", "people", "er", "or"))
    return bool({last[0], one} & known) or acting or text[:1].isupper()


def _hangs(text: str, parts: Sequence[str]) -> bool:
    """Whether a naming is half of one: "the pair" of an earlier sentence, "Mayor's", "Driver Charged"."""
    one = parts[-1].removesuffix("s")
    earlier = len(parts) == 2 and parts[0] == "the" and {parts[1], one} & (ANAPHORS - _SPEAK_FOR_ALL)
    genitive = text.endswith(("'s", "’s", "s’")) or parts[0] in ("for", "in", "on", "at", "with", "by", "to")
    headline = text.istitle() and len(parts) > 2 and parts[-1].endswith("ed") and finite(parts[-1])
    return bool(earlier) or genitive or headline or bool(_TWO_SENTENCES.search(text))


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
    """The speakers of a story as a page introduces them, one after another.

    ``persons`` is what ``people`` says of the story; it is asked for where it is not given.
    """

    def __init__(self, material: Material, persons: Mapping[Key, Person] | None = None) -> None:
        self._people = people(material.clippings) if persons is None else persons
        self._reports = {clipping.report.id: clipping.report for clipping in material.clippings}
        self._introduced: set[str] = set()
        self._roles: dict[tuple[str, str], Naming] = {}
        self._heard = _heard(material.clippings)
        bearers: dict[str, set[str]] = defaultdict(set)
        for person in self._people.values():
            bearers[fold(surname(person.name))].add(identity(person.name))
        self._shared = frozenset(name for name, held in bearers.items() if len(held) > 1)

    def naming(self, speaker: Speaker) -> Naming:
        """How the page names a speaker now: with the role, or by surname once introduced.

        A person goes by one spelling on the whole page; where the speaker's own report has another, the
        evidence is the report that spells it so.
        """
        name, reports = self._printed(speaker)
        full = next((role for report in reports if (role := self._role(report, name))), Naming(text=name))
        if is_person(name) and identity(name) in self._introduced:
            return Naming(text=self._again(name, reports), evidence=full.evidence)
        return full

    def fullest(self, name: str, reports: Sequence[str]) -> Naming | None:
        """The fullest naming of a person in ``reports``; None where none says more than the name."""
        roles = [role for report in reports if (role := self._role(report, name))]
        best = max(roles, key=lambda role: len(words(role.text)), default=None)
        return best if best and best.text != name and name in best.text else None

    def introduce(self, speaker: Speaker) -> None:
        """The speaker has been printed: from now on the surname is enough."""
        self._introduced.add(identity(self._printed(speaker)[0]))

    def _again(self, name: str, reports: Sequence[str]) -> str:
        """A person named before: by surname, unless somebody else of that surname speaks as well."""
        if fold(surname(name)) in self._shared:
            return " ".join(name.split()[-2:])
        text = next((self._reports[report].text for report in reports if report in self._reports), "")
        return _short(name, text)

    def _printed(self, speaker: Speaker) -> tuple[str, tuple[str, ...]]:
        """The name that the page has for a speaker, and the reports that spell it so, the own one first."""
        own, name = speaker.phrase.span.report, naming(speaker)
        person = self._people.get((own, speaker.name))
        if person is None or not is_person(person.name) or not name:
            return name, (own,)
        reports = person.spellings[0].reports
        return person.name, (own, *reports) if own in reports else reports

    def _role(self, report: str, name: str) -> Naming | None:
        """The fullest naming that a report has for somebody, looked for when it is first asked for."""
        key = (report, fold(name))
        if key not in self._heard:
            return None
        if key not in self._roles:
            found = [_introduction(self._reports[report], speaker) for speaker in self._heard[key]]
            self._roles[key] = max(found, key=lambda naming: len(words(naming.text)))
        return self._roles[key]


def _heard(clippings: Sequence[Clipping]) -> dict[tuple[str, str], list[Speaker]]:
    """The speakers of each report by the name that they go by there, each wording once."""
    found: dict[tuple[str, str], dict[str, Speaker]] = defaultdict(dict)
    for clipping in clippings:
        for statement in clipping.facts.statements:
            if statement.speaker and (name := naming(statement.speaker)):
                found[clipping.report.id, fold(name)].setdefault(
                    statement.speaker.phrase.text, statement.speaker
                )
    return {key: list(held.values()) for key, held in found.items()}


def _short(name: str, text: str) -> str:
    """The part of a name that the report uses alone: the first in some languages, mostly the last."""
    first, last = name.split(maxsplit=1)[0], surname(name)
    if "." in first or len(first) < 3:
        return last
    alone = len(re.findall(rf"(?<!\w){re.escape(first)}(?!\w)", text)) - text.count(f"{first} {last}")
    ending = len(re.findall(rf"(?<!\w){re.escape(last)}(?!\w)", text)) - text.count(f"{first} {last}")
    return first if alone > ending else last


def _introduction(report: Report, speaker: Speaker) -> Naming:
    """The fullest naming near: the report's own phrase, or the name with an apposition behind it."""
    name, told = naming(speaker), _PLACE_OF_SPEAKING.sub("", " ".join(speaker.phrase.text.split()))
    phrase = _JUDGING.sub("", _CONJUNCTION.sub("", told.strip(" ,")))
    plain = Naming(text=name, evidence=(speaker.phrase.span,))
    if not is_person(name):
        at = report.text.find(name)
        named = (Span(report=report.id, start=at, end=at + len(name)),) if at >= 0 else ()
        return Naming(text=_as_printed(_inside(name), report.text), evidence=(*named, *plain.evidence))
    fuller = name in phrase and len(words(phrase)) <= _ROLE_WORDS and len(phrase) > len(name)
    if fuller and _plain(phrase) and not _within(report.text, speaker.phrase.span.start):
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
    text = _CONJUNCTION.sub("", _titled(report.text[start:at]) + name) if ahead else name
    return Naming(
        text=text, evidence=(Span(report=report.id, start=start, end=at + len(name)), speaker.phrase.span)
    )


def _within(text: str, start: int) -> bool:
    return _WITHIN.search(text[max(0, start - 6) : start]) is not None


def _titled(words_before: str) -> str:
    """The title of a name without what only opens its sentence: "For Mr. ", "As Captain "."""
    first, _, rest = words_before.partition(" ")
    return rest if first.lower() in STOPWORDS else words_before


def _as_printed(name: str, text: str) -> str:
    """A body's name with the article that its report gives it: "the Harbour Ministry"."""
    first, _, rest = name.partition(" ")
    if rest.islower() and rest.split()[-1] in CORPORATE and first.lower() not in _ARTICLES:
        return (
            f"the {name[:1].lower()}{name[1:]}" if first[1:].islower() and not first.endswith("’s") else name
        )
    body = len(name.split()) > 1 and words(name.lower())[-1:] and words(name.lower())[-1] in CORPORATE
    if not body or not name[:1].isupper() or name.lower().startswith("the "):
        return name
    found = re.findall(rf"(?<!\w)the ({re.escape(name)})", text, re.IGNORECASE)
    if 2 * len(found) <= len(re.findall(re.escape(name), text, re.IGNORECASE)):
        return name
    # In the middle of a sentence the report writes it as it is to be written.
    return f"the {next((one for one in found if one[:1].islower()), name)}"


def _inside(name: str) -> str:
    """A description that opened its sentence as it stands inside one: "survivors of the crash"."""
    first, _, rest = name.partition(" ")
    common = COLLECTIVES | CORPORATE | PERSONS | SPEAKING | QUALIFYING
    plain = bool({first.lower(), first.lower().removesuffix("s")} & common)
    return name[:1].lower() + name[1:] if plain and rest[:1].islower() else name


def _plain(role: str) -> bool:
    """Whether a role says nothing that needs a source or hangs on somebody else ("his wife")."""
    parts = {part.lower() for part in words(role)}
    return not guarded(role) and not parts & (THIRD_PERSON | {"their", "its"})


def _common(word: str) -> str:
    return word.lower() if word.lower() in COLLECTIVES else word
