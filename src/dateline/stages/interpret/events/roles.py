"""Who did it and to whom: the actors and targets of a trigger.

Decides by grammar alone: subject and object, active and passive, "by" and the prepositions that the table
gives to a trigger, the owner of a noun, the adjective of a country. A weapon that stands as subject is the
means and no actor; what no rule is sure of is left out. Does not decide the mode, nor whether two names are
one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.stages.interpret.events.clauses import subject
from dateline.stages.interpret.events.means import CAUSED, armed, means_of, nation
from dateline.stages.interpret.events.phrases import (
    NOMINAL,
    REACH,
    Range,
    head,
    joined,
    left,
    right,
    timed,
    words_of,
)
from dateline.stages.interpret.events.verbs import (
    before_adverbials,
    finite,
    group_start,
    is_passive,
    passive,
    verb_before,
)
from dateline.stages.interpret.events.words import Site, grammar, triggers

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

_LONGEST, _NEAR_VERB = 9, 9
_VERBAL = frozenset({"V", "VD", "VZ", "VN", "VG"})
_INSIDE = frozenset({"D", "J", "JR", "N", "NS", "NP", "CD", "VN", "VG", "PS"})
#: Verbs whose object may be the weapon: "fired a missile".
_LOOSES = frozenset({"fire", "detonate", "explode", "spray", "shoot", "launch"})
#: What is said of somebody, and done by nobody for sure.
_ALLEGED = frozenset({("attributed", "to"), ("blamed", "on"), ("claimed", "by")})
#: Kinds whose nouns carry the adjective of the country that acts: "a Danish air strike", no "Spanish flu".
_NATIONAL = frozenset({"ASSAULT", "MOBILIZE", "SANCTION"})
#: Before an -ing form that has the subject of the clause: "…, killing two", "after attacking".
_ADVERBIAL = frozenset({",", "after", "before", "by", "while"})
_BEHIND_PHRASE = frozenset({"on", "against", "with", "from", "into", "at", "to"})
_STOPS = frozenset({".", "!", "?", "”", "’"})
_CLAUSE_ENDS = frozenset({"VD", "VZ", "MD", "W", "C", ",", ":"})

Phrases = tuple[Range, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Who took part in an event, in the words of the report, and with what."""

    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    means: str = ""


def parts_of(view: Annotation, site: Site) -> Parts:
    """The actors, targets and means of a trigger."""
    subjects, objects = _of_verb(view, site) if site.trigger.verb else _of_noun(view, site)
    natural = site.trigger.kind == "DISASTER" and site.trigger.verb
    tools = [phrase for phrase in subjects if natural or armed(view, phrase)]
    actors = [nation(view, phrase) for phrase in tools]
    actors += [_name(view, phrase) for phrase in subjects if phrase not in tools]
    if site.trigger.kind in _NATIONAL and not site.trigger.verb and not any(actors):
        actors = [nation(view, (max(site.first, site.at - 4), site.at), bare=True)]
    targets = [_name(view, phrase) for phrase in objects if not _loosed(view, site, phrase)]
    acted = _once(actors)
    return Parts(
        actors=acted,
        targets=tuple(target for target in _once(targets) if target not in acted),
        means=means_of(view, site)
        or next((words_of(view, tool) for tool in tools if not _deed(view, tool)), ""),
    )


def _name(view: Annotation, phrase: Range) -> str:
    """The words of a phrase without its article, on one line; empty where it names no part of an event."""
    first, end = phrase
    while first < end - 1 and view.tags[first] in ("D", "PS"):
        first += 1
    at = head(view, (first, end))
    word = view.lower[at]
    if (
        at < first
        or (word in grammar()["no_part"] and not _acronym(view, at))
        or view.tags[at] not in NOMINAL
        or timed(view, at)
    ):
        return ""
    if any(not trigger.verb and not trigger.then for trigger in triggers().get(word, ())):
        return ""
    if end - first > _LONGEST:
        end = at + 1
    return words_of(view, (first, end))


def _loosed(view: Annotation, site: Site, phrase: Range) -> bool:
    """Whether an object is the weapon and not what it hit: "fired a missile"."""
    return armed(view, phrase) and not site.trigger.then and view.lemma(site.at) in _LOOSES


def _acronym(view: Annotation, at: int) -> bool:
    """Whether a word is written in capitals where others are not: "the WHO"."""
    return view.words[at].isupper() and not view.capitals and len(view.words[at]) > 2


def _once(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found for found in names if found))


def _of_verb(view: Annotation, site: Site) -> tuple[Phrases, Phrases]:
    """The phrases that act and those acted upon, around a verb."""
    start = group_start(view, site.at, site.first)
    if view.tags[site.at] in ("VN", "VD") and _reduced(view, start, site):
        found = left(view, site.at, site.first)
        return _by(view, site.end, site.last), (found,) if found else ()
    if _headline_passive(view, start, site):
        return _by(view, site.end, site.last), subject(view, start, site.first)
    if view.tags[site.at] == "VN" and passive(view, start, site.at):
        return _by(view, site.end, site.last), subject(view, start, site.first)
    if view.lower[site.at].endswith("ing") and not passive(view, start, site.at):
        subjects = _of_participle(view, site)
    else:
        subjects = subject(view, start, site.first)
    return ((), subjects) if site.trigger.subject_suffers else (subjects, _object(view, site))


def _headline_passive(view: Annotation, start: int, site: Site) -> bool:
    """Whether a title leaves out "was": "Clerk arrested in Riga", with no object and no full stop."""
    if view.tags[site.at] not in ("VN", "VD") or site.trigger.then or not site.trigger.object_acted_on:
        return False
    bare = all(view.tags[i] == "R" for i in range(start, site.at)) and start > site.first
    titled = view.tags[site.last - 1] not in (".", '"') and view.lower[site.last - 1] not in _STOPS
    return bare and titled and (site.end == site.last or view.tags[site.end] == "I")


def _of_participle(view: Annotation, site: Site) -> Phrases:
    """The subject of the clause, for an -ing form that shares it; none where that clause is passive."""
    verb = verb_before(view, site.at, site.first)
    if verb < 0 or site.at == site.first or view.lower[site.at - 1] not in _ADVERBIAL:
        return ()
    return (
        ()
        if is_passive(view, verb, site.at)
        else subject(view, group_start(view, verb, site.first), site.first)
    )


def _object(view: Annotation, site: Site) -> Phrases:
    """The object of a verb, or the phrase behind the preposition that the table gives it."""
    at = site.end
    word = view.lower[at] if at < site.last else ""
    if word in site.trigger.before_target or (site.trigger.then and word in _BEHIND_PHRASE):
        at += 1
    elif not site.trigger.object_acted_on:
        return ()
    found = right(view, at, site.last)
    if found and site.trigger.kind == "ACCUSE":
        found = found[0], _charge(view, found)
    return joined(view, found, site.last) if found else ()


def _charge(view: Annotation, phrase: Range) -> int:
    """Where the accused ends and the charge begins: "the mayor | of fraud"."""
    spots = (i for i in range(*phrase) if view.lower[i] == "of" and view.tags[i + 1] not in ("D", "NP"))
    return next(spots, phrase[1])


def _of_noun(view: Annotation, site: Site) -> tuple[Phrases, Phrases]:
    """The phrases that act and those acted upon, around a noun."""
    acting: list[Range] = []
    suffering: list[Range] = []
    for preposition, phrase in _behind(view, site):
        if preposition in ("by", "between") or preposition in site.trigger.before_actor:
            acting += joined(view, phrase, site.last, both=preposition == "between")
        elif preposition in site.trigger.before_target and not suffering:
            suffering += joined(view, phrase, site.last)
    if owner := _owner(view, site):
        (suffering if view.lower[site.at] in grammar()["possessor_suffers"] else acting).append(owner)
    if site.at - 2 >= site.first and not acting:
        acting += _light_subject(view, site)
    return tuple(acting), tuple(suffering)


def _owner(view: Annotation, site: Site) -> Range | None:
    """Whose a noun is: "Borduria's attack"; a time owns nothing."""
    for i in range(site.at - 1, max(site.first, site.at - 5), -1):
        if view.lower[i] in ("'s", "'"):
            found = left(view, i, site.first)
            return (max(found[0], _last_of(view, found)), i) if found else None
        if view.tags[i] not in ("J", "JR", "N", "NP", "CD", "VN"):
            return None
    return None


def _deed(view: Annotation, phrase: Range) -> bool:
    """Whether a phrase is about what the weapon did, and not about the weapon: "a drone strike"."""
    return view.lower[head(view, phrase)] in ("strike", "strikes", "attack", "attacks")


def _last_of(view: Annotation, phrase: Range) -> int:
    """Where the part of a phrase behind its last "of" begins."""
    return next((i + 1 for i in range(phrase[1] - 1, phrase[0], -1) if view.lower[i] == "of"), phrase[0])


def _behind(view: Annotation, site: Site) -> Iterator[tuple[str, Range]]:
    """The prepositions that follow a noun one after the other, each with its phrase."""
    at = site.end
    while at + 1 < site.last and at < site.end + REACH:
        word, following = view.lower[at], view.lower[at + 1]
        if (word, following) in _ALLEGED:
            word, at = "", at + 1
        elif following == "by" and view.tags[at] == "VN" and word not in CAUSED:
            word, at = "by", at + 1
        elif view.tags[at] != "I" and word not in site.trigger.before_target:
            return
        phrase = right(view, at + 1, site.last)
        if phrase is None:
            return
        yield word, phrase
        at = phrase[1]


def _light_subject(view: Annotation, site: Site) -> Phrases:
    """The subject of a verb that only carries the noun: "rebels launched an attack"."""
    light = grammar()["light"]
    i = site.at - 1
    while i > site.first and site.at - i < _NEAR_VERB and (view.tags[i] in _INSIDE or _many(view, i)):
        if view.tags[i] in _VERBAL and view.lemma(i) in light:
            break
        i -= 1
    if view.lower[i] in ("out", "up"):
        i -= 1
    if i <= site.first or view.tags[i] not in _VERBAL or view.lemma(i) not in light:
        return ()
    if view.tags[i] == "VG" and group_start(view, i, site.first) == i:  # "with rebels launching"
        found = left(view, i, site.first)
        return (found,) if found else ()
    return subject(view, group_start(view, i, site.first), site.first)


def _many(view: Annotation, at: int) -> bool:
    """Whether a word goes on with a phrase of quantity: "a series | of bomb | and gun attacks"."""
    return view.lower[at] == "and" or (view.lower[at] == "of" and view.lower[at - 1] in grammar()["quantity"])


def _by(view: Annotation, at: int, last: int) -> Phrases:
    """The agent of a passive: "by" shortly after the verb, before the next clause."""
    for i in range(at, min(last - 1, at + 12)):
        if view.lower[i] == "by":
            found = right(view, i + 1, last)
            return joined(view, found, last) if found else ()
        if view.tags[i] in _CLAUSE_ENDS:
            break
    return ()


def _reduced(view: Annotation, start: int, site: Site) -> bool:
    """Whether a past form is a participle behind its noun: "a man arrested in Leeds was charged"."""
    if start < site.at or not site.trigger.object_acted_on or site.at == site.first:
        return False
    if site.end < site.last and view.tags[site.end] not in ("I", ",", ".", "R"):
        return False
    if view.lower[site.end : site.end + 1] == ("by",):
        return True
    return finite(view, range(site.at - 1, site.first - 1, -1)) or finite(view, range(site.end, site.last))


def spoken_for(view: Annotation, site: Site) -> bool:
    """Whether a verb has a subject that a report may speak of: a name, or "he"; never "I" or "you"."""
    start = group_start(view, site.at, site.first)
    end = before_adverbials(view, start, site.first)
    if end > site.first and view.tags[end - 1] == "PP":
        return view.lower[end - 1] in ("he", "she", "they")
    return True
