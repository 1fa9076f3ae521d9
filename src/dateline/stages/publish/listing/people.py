"""Which people a story is found by: those whom its reports quote and name in full.

A person here is a name. Stories that print the same full name share a page, which says no more than that: two
people may bear one name, and nothing on it tells of one what was said of another. Somebody whom a single
report quotes by the way has no page, unless the report says for what they speak ("harbour master Greta
Poppinga"): a witness did not ask to be indexed. A name counts only where the page prints it.

Does NOT decide who speaks, nor whom "she" means: that was decided when the reports were read.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING

from dateline.core.listings import Facet, Mention
from dateline.core.text import fold
from dateline.stages.publish import addresses

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from dateline.core.pages import Page
    from dateline.core.types import Facts

_TABLE = tomllib.loads(files("dateline.stages.publish.listing").joinpath("people.toml").read_text("utf-8"))
_PRONOUNS, _TITLES, _ROLES, _PARTICLES, _ORGANISATION = (
    frozenset(fold(_TABLE[name]).split())
    for name in ("pronouns", "titles", "roles", "particles", "organisation")
)
#: These may stand at the head of a name, too.
_OPENING = frozenset({"el", "al", "abu", "ben", "bin", "ibn", "de", "la"})
_EDGE = ".’'"
_MOST = 12
#: A name has so many parts, titles left out.
_FEWEST, _LONGEST = 2, 5
#: So many reports make somebody more than a passer-by.
_SEVERAL = 2
#: A part behind a hyphen that begins small is no longer than this in a name ("Jae-in", not "based").
_SHORT = 4


@dataclass(slots=True)
class _Seen:
    """What reports have of one name: which of them quote it, and what shows that it is somebody's."""

    name: str
    reports: set[str] = field(default_factory=set)
    pronoun: bool = False
    office: bool = False

    def take(self, other: _Seen) -> None:
        """The same person by a longer or a shorter name."""
        self.reports |= other.reports
        self.pronoun |= other.pronoun
        self.office |= other.office


def people_of(page: Page, facts: Mapping[str, Facts]) -> tuple[Mention, ...]:
    """The people whom the story is found by, most often quoted first."""
    known = [
        facts[credit.report] for credit in page.sources if credit.report in facts and not credit.reserved
    ]
    places = {
        fold(name) for fact in known for place in fact.places for name in (place.name, place.phrase.text)
    }
    barred = places | {fold(credit.outlet) for credit in page.sources}
    seen: dict[str, _Seen] = {}
    for fact in known:
        for speaker in (each.speaker for each in fact.statements if each.speaker):
            name = full_name(speaker.name)
            if name and fold(name) not in barred:
                _note(seen.setdefault(person_key(name), _Seen(name)), speaker.phrase.text, fact.report)
    kept = [one for one in _joined(seen.values()) if _worth(one, places)]
    printed = _printed(page) if kept else frozenset()
    kept = [one for one in kept if _surname(one.name) in printed]
    kept.sort(key=lambda one: (-len(one.reports), person_key(one.name)))
    return tuple(
        Mention(facet=Facet.PERSON, key=person_key(one.name), name=one.name, count=len(one.reports))
        for one in kept[:_MOST]
    )


def _worth(one: _Seen, places: Collection[str]) -> bool:
    """Whether a name is somebody's, and somebody's who has a say: an office, or several reports quote them.

    A pronoun shows it, unless part of the name is a place's ("Chicago Cubs ... he").
    """
    if one.office:
        return True
    placed = any(part in places for part in fold(one.name).split())
    return one.pronoun and not placed and len(one.reports) >= _SEVERAL


def _joined(seen: Iterable[_Seen]) -> list[_Seen]:
    """One for each person: "Luis Solis" and "Luis Solis Rivera" of one story are the same."""
    kept: list[_Seen] = []
    for one in sorted(seen, key=lambda one: (-len(one.reports), one.name)):
        twin = next((other for other in kept if _same(one.name, other.name)), None)
        if twin:
            twin.take(one)
        else:
            kept.append(one)
    return kept


def _same(one: str, other: str) -> bool:
    short, long = sorted((fold(one).split(), fold(other).split()), key=len)
    return long[-len(short) :] == short or (long[0] == short[0] and set(short) <= set(long))


def person_key(name: str) -> str:
    """The key of a full name: the same for "Kim Jong-un" and "Kim Jong Un", with or without accents."""
    return addresses.named(" ".join(re.findall(r"\w+", fold(name))))


def full_name(name: str) -> str:
    """A name without titles before it, "" where it is not the full name of one person."""
    parts = name.split()
    while parts and fold(parts[0]).strip(_EDGE) in _TITLES | _ROLES:
        parts.pop(0)
    folded = [fold(part).strip(_EDGE) for part in parts]
    if not _FEWEST <= len(parts) <= _LONGEST or not all(map(_is_name, parts)):
        return ""
    if folded[0] in _PARTICLES - _OPENING or len(folded[-1]) < 2:
        return ""
    return "" if (_ORGANISATION | _TITLES | _ROLES).intersection(folded) else " ".join(parts)


def _is_name(part: str) -> bool:
    """A capital and small letters after it ("MacLeod", "al-Adnani", "O'Neill", "Jong-un", "J."); no word in
    capitals, none that owns something, none like "Singapore-based".
    """
    bare = part.strip(_EDGE)
    if fold(bare) in _PARTICLES:
        return True
    if not bare or fold(part).endswith("'s") or not all(c.isalpha() or c in "-’'." for c in bare):
        return False
    first, *rest = bare.split("-")
    if any(len(piece) > _SHORT and piece[0].islower() for piece in rest):
        return False
    return (first[:1].isupper() or fold(first) in _PARTICLES) and (len(bare) <= 2 or not bare.isupper())


def _note(one: _Seen, phrase: str, report: str) -> None:
    """What the words of a report show of a name: "he" and "Mr Lund" are somebody; before the name or behind a
    comma stands what they are.
    """
    one.reports.add(report)
    words = re.findall(r"[\w’'-]+", fold(phrase))
    one.pronoun = one.pronoun or (len(words) == 1 and words[0] in _PRONOUNS)
    told = _surname(one.name) in words and bool((_TITLES | _ROLES).intersection(words))
    one.office = one.office or told


def _surname(name: str) -> str:
    return fold(name).split()[-1].strip(_EDGE)


def _printed(page: Page) -> frozenset[str]:
    told = [line.text for line in page.lines]
    told += [f"{claim.speaker} {claim.label}" for claim in page.claims]
    told += [entry.speaker for entry in page.figures]
    text = fold(" ".join(told))
    whole = {word.strip(_EDGE + "-") for word in re.findall(r"[\w'’.-]+", text)}
    return frozenset(whole.union(re.findall(r"\w+", text)))
