"""Is it a place? Signs that the words and the report give, weighed by a small model.

Decides which names of the gazetteer are places here, and not a person, a firm, a team or a common word. Does
not decide which place of that name is meant (``resolving``). The model is a logistic regression over the
signs below, numbers and flags of our own closed tables: no weight carries a word of a text. Weights stand in
``finding.tsv``; ``scripts/train_places.py`` makes them and TABLES.md is their card.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING

from dateline.stages.interpret.places.gazetteer import Reading, gazetteer
from dateline.stages.interpret.places.geography import Geography
from dateline.stages.interpret.reading.lexicon import classes, rows, words
from dateline.stages.interpret.reading.names import given_names
from dateline.stages.interpret.reading.words import lexicon

if TYPE_CHECKING:
    from dateline.stages.interpret.places.toponyms import Candidate
    from dateline.stages.interpret.reading.view import Annotation

_SIGNS = classes("places/signs")
_NEVER = classes("places/grammar")["never"]
_TITLES, _NOT_NAMES = words("reading/titles"), words("reading/not_names")


def _told_by(names: Sequence[str], side: str) -> dict[str, tuple[str, ...]]:
    """The signs that each word of some classes gives on one side of a name."""
    every = sorted(frozenset(word for name in names for word in _SIGNS[name]))
    return {word: tuple(f"{side} {name}" for name in names if word in _SIGNS[name]) for word in every}


_BEFORE = _told_by(("within", "at", "between", "of", "beside", "settlement"), "before")
_AFTER = _told_by(("body", "learned", "commerce", "street", "after_person", "saying", "folk"), "after")
#: What tells something behind a name without a capital as well.
_SMALL_AFTER = frozenset({"after folk", "after saying", "after body"})
_WIDE = frozenset({"country", "region"})
_BY_SIZE = ("before within", "ordinary", "given name", "person", "alone")
_WIDELY, _IN_TOWN = ([(sign, f"{sign}, {size}") for sign in _BY_SIZE] for size in ("wide", "town"))
_DASHES = frozenset({"—", "–", "-", "_", "--"})
_HEAD = 80
#: Tens of thousands of people, as a logarithm: 1 is a hundred thousand.
_LARGE = 1.0
#: The same: 0.4 million. Such a city is meant even where its name is a common word.
_VERY_LARGE = 1.6
#: As likely as this a name is a place of its country, and towns there named behind "at" are, too.
_SURE = 0.85
#: What makes it doubtful that a name behind "at" is a town's.
_DOUBTFUL = frozenset({"never", "given name", "person", "letters", "us", "contraction", "common"})
_DOUBTFUL |= {"elsewhere person", "elsewhere name before", "elsewhere title before", "the", "attached"}
#: What speaks for a town whatever stands behind it.
_BORNE_OUT = frozenset(
    {"before within", "elsewhere before within", "paired", "elsewhere paired", "heads", "elsewhere heads"}
)
_BORNE_OUT |= {"attached", "listed", "before settlement"}
#: What tells that a name goes on, or that a thing is called after the place: "at Zboriv Motors".
_NAME_GOES_ON = frozenset(sign for signs in _AFTER.values() for sign in signs)
_NAME_GOES_ON |= {"capital after", "modifies", "owns a name", "name before"}
_NOMINAL = frozenset({"N", "NS", "J"})
_ABBREVIATED = 5
_SEVERAL = 40

Signs = dict[str, float]


@cache
def weights() -> dict[str, float]:
    """The weight of each sign; ``bias`` is the one that every name has."""
    return {name: float(weight) for name, weight in rows("places/finding.tsv")}


def likelihoods(
    view: Annotation, found: Sequence[Candidate], persons: Collection[str], geography: Geography
) -> list[float]:
    """How likely each name is a place, 0 to 1."""
    told = signs(view, found, persons, geography)
    likely = [_likelihood(each) for each in told]
    lands = [_likeliest(each.readings).entry.country for each in found]
    sure = {land for land, chance in zip(lands, likely, strict=True) if chance >= _SURE}
    return [
        1.0 if land in sure and _stands_free(own) and "ordinary" not in own else chance
        for own, land, chance in zip(told, lands, likely, strict=True)
    ]


def _likelihood(told: Signs) -> float:
    if "kind told" in told or ("paired" in told and not told.keys() & {"name before", "title before"}):
        return 1.0
    if "saint's" in told:
        return 0.0
    if "city" in told and not told.keys() & _BORNE_OUT and _is_small_modifier(told):
        return 0.0
    if _stands_where_places_stand(told):
        return 1.0
    known, score = weights(), 0.0
    for name, value in told.items():
        score += known.get(name, 0.0) * value
    return 1 / (1 + math.exp(-score))


def _stands_where_places_stand(told: Signs) -> bool:
    """Whether a town of a country that the report names, or a large one, stands behind "at" or "in"."""
    if not _stands_free(told):
        return False
    if told["people"] >= _VERY_LARGE:
        return True
    return "ordinary" not in told and bool(told["country named"])


def _stands_free(told: Signs) -> bool:
    """Whether a town's own name stands behind "at" or "in", and is not the beginning of a longer name."""
    if "city" not in told or told["other name"] or not ("before at" in told or "before within" in told):
        return False
    return not (told.keys() & _NAME_GOES_ON or told.keys() & _DOUBTFUL)


def _is_small_modifier(told: Signs) -> bool:
    """Whether a name may as well be a make or a first name: "Osa missiles", "Florence Hull"."""
    return "one capital after" in told or ("modifies" in told and told["people"] < _LARGE)


def signs(
    view: Annotation, found: Sequence[Candidate], persons: Collection[str], geography: Geography
) -> list[Signs]:
    """The signs of each name: its own, and what stands by it elsewhere in the report."""
    known: dict[tuple[str, bool, bool], Signs] = {}
    told = []
    for each in found:
        written = each.name, each.region, each.attached
        if written not in known:
            known[written] = _lasting(view, each, persons, geography)
        told.append(_own(view, each, known[written]))
    together: defaultdict[str, list[Signs]] = defaultdict(list)
    for each, own in zip(found, told, strict=True):
        together[each.key].append(own)
    for same in together.values():
        if len(same) > 1:
            _tell_each_other(same)
    return told


def _tell_each_other(same: Sequence[Signs]) -> None:
    """Add to the signs of a name those that it has at another of its places in the report."""
    for sign, elsewhere in _REPORTED.items():
        having = sum(sign in own for own in same)
        for own in same if having else ():
            if having > (sign in own):
                own[elsewhere] = 1.0


_REPORTED = {
    sign: f"elsewhere {sign}"
    for sign in (
        "before within",
        "paired",
        "heads",
        "after body",
        "name before",
        "title before",
        "capital after",
        "person",
    )
}


def _lasting(view: Annotation, each: Candidate, persons: Collection[str], geography: Geography) -> Signs:
    """The signs that a name has wherever it stands."""
    reading = _likeliest(each.readings)
    return {"bias": 1.0, **_table(each, reading, geography), **_word(view, each, persons, reading)}


def _own(view: Annotation, each: Candidate, lasting: Signs) -> Signs:
    """All signs of a name where it stands."""
    told = lasting | _left(view, each)
    told |= _right(view, each, told)
    sized = _WIDELY if "country" in told or "region" in told else _IN_TOWN
    for sign, as_sized in sized:
        if sign in told:
            told[as_sized] = 1.0
    return told


def _likeliest(readings: Sequence[Reading]) -> Reading:
    return max(readings, key=lambda r: (r.primary, r.entry.kind == "country", r.entry.population))


def _table(each: Candidate, reading: Reading, geography: Geography) -> Signs:
    """What the gazetteer and the report's geography say of a name."""
    entry = reading.entry
    told = {entry.kind: 1.0, "other name": float(not reading.primary)}
    if entry.kind == "city":
        told["people"] = math.log10(entry.population + 100) - 4
    told["readings"] = math.log10(len(each.readings))
    lands, regions = geography.countries, geography.regions
    places = [r.entry for r in each.readings[:_SEVERAL] if r.primary]
    named = [entry for entry in places if entry.country in lands] if lands else []
    told["country named"] = float(bool(named))
    told["region named"] = float(any((entry.country, entry.region) in regions for entry in named))
    told["host"] = float(len(each.name) > 3 and each.key.replace(" ", "") in geography.host)
    return told


def _word(view: Annotation, each: Candidate, persons: Collection[str], reading: Reading) -> Signs:
    """What the words themselves are besides."""
    told = {"kind told": 1.0} if each.region else {}
    if each.attached:
        told["attached"] = 1.0
    if each.last - each.first > 1:
        told["words"] = 1.0
        return told
    word, lower, key = view.words[each.first], view.lower[each.first], each.key
    if key in _NEVER:
        told["never"] = 1.0
    if key in given_names():
        told["given name"] = 1.0
    if lower in persons:
        told["person"] = 1.0
    if key in lexicon() and "NP" not in lexicon()[key]:
        told["ordinary"] = 1.0
    if key in view.common:
        told["common"] = 1.0
    if lower == "us" and word != "US":
        told["us"] = 1.0
    if "'" in lower:
        told["contraction"] = 1.0
    if len(key) < _ABBREVIATED:
        if word.isupper() and not view.capitals:
            told["letters"] = 1.0
        if reading.entry.kind == "region" and "." not in word:
            told["short"] = 1.0
    return told


def _left(view: Annotation, each: Candidate) -> Signs:
    """What stands before a name: a preposition, a title, another name."""
    told: Signs = {}
    at = each.first - 1
    if at >= 0 and view.lower[at] in _SIGNS["direction"]:
        told["direction"] = 1.0
        at -= 1
    if at >= 0 and view.lower[at] == "the":
        told["the"] = 1.0
        at -= 1
    if at < 0 or view.sentence_of[at] != view.sentence_of[each.first]:
        told["opens"] = 1.0
        return told
    before, word = view.lower[at], view.words[at]
    for sign in _BEFORE.get(before, ()):
        told[sign] = 1.0
    if before == "," and at and view.words[at - 1][0].isupper():
        told["listed"] = 1.0
    if before.rstrip(".") in _TITLES:
        told["title before"] = 1.0
    elif word[0].isupper() and before not in _NOT_NAMES and not told.get("the"):
        told["name before"] = 1.0
        if before in given_names() or len(before.rstrip(".")) == 1:
            told["given before"] = 1.0
    elif word == "." and at and len(view.words[at - 1]) == 1:
        told["given before"] = 1.0
    return told


def _right(view: Annotation, each: Candidate, told: Signs) -> Signs:
    """What stands behind a name: a body, a firm, a verb of saying, a state."""
    at, found = each.last, Signs()
    if at >= len(view.words):
        return found
    after, word = view.lower[at].rstrip("."), view.words[at]
    capital = word[0].isupper()
    for sign in _AFTER.get(after, ()):
        if capital or sign in _SMALL_AFTER:
            found[sign] = 1.0
    if capital and after not in _NOT_NAMES and not found:
        found["capital after"] = 1.0
        if each.run == (each.first, each.last + 1):
            found["one capital after"] = 1.0
    if not capital and "after folk" not in found and view.tags[at] in _NOMINAL:
        found["modifies"] = 1.0
    if after in ("'s", "'"):
        found["owns"] = 1.0
        if view.words[at + 1 : at + 2] and view.words[at + 1][0].isupper():
            found["saint's" if each.key.startswith("st ") else "owns a name"] = 1.0
    if after == "," and at + 1 < len(view.words) and view.words[at + 1][0].isupper() and is_paired(view, at):
        found["paired"] = 1.0
    if (
        each.end < _HEAD * 3
        and ("opens" in told or view.words[each.first].isupper())
        and not _DASHES.isdisjoint(view.lower[at : at + 6])
    ):
        found["heads"] = 1.0
    if each.run == (each.first, each.last):
        found["alone"] = 1.0
    return found


def is_paired(view: Annotation, comma: int) -> bool:
    """Whether a state or a country stands behind a comma."""
    text = view.report.text
    for size in (3, 2, 1):
        last = comma + 1 + size
        if last <= len(view.words):
            known = gazetteer().readings(text[view.starts[comma + 1] : view.ends[last - 1]])
            if known and known[0].primary and known[0].entry.kind in _WIDE:
                return True
    return False
