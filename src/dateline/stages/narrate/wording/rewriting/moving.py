"""Rewriting by moving: an adverbial to the end or the front, a day to the front, a speaker round the said.

Decides what may change places and say the same. Only a sentence of one verb group may be moved about in: with
two, "after the vote" would come to stand beside the other one. No word is lost and none is added but "on",
"that" and a comma. Does NOT know the limits, nor which order reads best.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.core.text import words
from dateline.stages.narrate.phrasebook.verbs import FINITE
from dateline.stages.narrate.phrasebook.vocabulary import (
    LIMITING,
    NOT_BEFORE_DAY,
    PLURAL_PRONOUNS,
    THIRD_PERSON,
    TIMES,
)
from dateline.stages.narrate.wording.attribution import SMOOTH, Place, placed
from dateline.stages.narrate.wording.compression import guarded, verb_groups
from dateline.stages.narrate.wording.letters import capital, lowered, quoted
from dateline.stages.narrate.wording.standing import hangs

_OPENERS = (
    "after|before|when|while|as|on|in|at|during|following|since|until|amid|within|because|although|though|if"
)
_FRONTED = re.compile(rf"^(?P<first>(?:{_OPENERS})\s[^,]+), (?P<rest>[^,]+)$", re.IGNORECASE)
_FOLLOWING = re.compile(r"^(?P<rest>[^,]+?) (?P<first>(?:after|when|before|during|following|while) [^,]+)$")
_DAY = (
    r"(?:(?:late|early) )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?"
)
#: A day as an adverbial: no "Tuesday's", no "the Tuesday vote", no "until Tuesday".
_BARE_DAY = re.compile(
    rf"(?<=[a-z0-9%”)]) (?P<day>{_DAY})(?=$|,| (?:in|at|on|by|to|for|from|with|after|when|as|that|and|near"
    r"|over|during|before|but|while|against|of|into|because|amid|following|about|outside|inside)\b)"
)
_FIRST_DAY = re.compile(rf"^{_DAY}(?=, )")
_ON_DAY = re.compile(rf" on (?P<day>{_DAY})(?=$| (?P<next>[a-z]+)\b)")
_AFTER_DAY = frozenset(["in", "at", "by", "to", "for", "from", "with", "near", "over", "against", "into"])
_SAYING = (
    r"(?:said|says|say|told reporters|announced|added|confirmed|reported|warned|acknowledged|noted|ruled"
    r"|argued|insisted|declared|claimed|alleged|testified|wrote|tweeted)"
)
_TOLD_LAST = re.compile(
    rf"^(?P<what>[^“”]+), (?P<who>(?!which\b|who\b|and\b|but\b|as\b)[^,“”]{{2,70}}?) (?P<cue>{_SAYING})"
    rf"(?P<when> (?:on )?{_DAY})?$"
)
_TOLD_FIRST = re.compile(
    rf"^(?P<who>(?!The\s+same\b)[^,“”]{{2,60}}?) (?P<cue>{_SAYING})(?P<when> (?:on )?{_DAY})?"
    r" (?P<that>that )?(?P<what>(?!(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)"
    r"(?:(?:there|its?|he|she|they|his|her|their|the|an?|one|two|three|several|many|no|all|more|at least)\b"
    r"|[A-Z])[^“”]*)$"
)
_ACCORDING_LAST = re.compile(r"^(?P<what>[^,“”]+), according to (?P<who>[^,“”]{2,70})$")
#: What "after the vote" could hang on as well as on the verb: "a bill barring fishing after the vote".
_PARTICIPLE = re.compile(r"\b[a-z]{3,}ing\b")
_COORDINATED = re.compile(r",? (?:and|but|or) ")
_DENYING = re.compile(r"\b(?:and|but) that\b")


def to_the_end(body: str) -> Iterator[str]:
    """Rewrites "After the vote, Ott left the hall" as "Ott left the hall after the vote"."""
    found = _FRONTED.match(body)
    if not found or quoted(body):
        return
    first, rest = found["first"], found["rest"]
    pronouns = {word.lower() for word in words(rest)} & (THIRD_PERSON | PLURAL_PRONOUNS)
    if verb_groups(rest) == 1 and not pronouns and not _governing(rest) and not _dated_twice(first, rest):
        yield f"{capital(rest)} {first[:1].lower()}{first[1:]}"


def to_the_front(body: str) -> Iterator[str]:
    """Rewrites "Ott left the hall after the vote" as "After the vote, Ott left the hall"."""
    found = _FOLLOWING.match(body)
    if not found or quoted(body):
        return
    first, rest = found["first"], found["rest"]
    pronouns = {word.lower() for word in words(first)} & (THIRD_PERSON | PLURAL_PRONOUNS)
    inside = lowered(rest)
    measured = words(rest)[-1].lower() in TIMES
    held = (
        pronouns
        or measured
        or guarded(first)
        or _limited(rest)
        or _governing(rest)
        or _PARTICIPLE.search(rest)
    )
    if inside and not held and verb_groups(rest) == 1:
        yield f"{capital(first)}, {inside}"


def day_first(body: str) -> Iterator[str]:
    """Rewrites "Ott left the hall on Friday in protest" as "On Friday, Ott left the hall in protest"."""
    found = _ON_DAY.search(body)
    if (
        not found
        or not _may_follow(found["next"])
        or quoted(body)
        or len(re.findall(_DAY, body)) > 1
        or "," in body
    ):
        return
    rest = body[: found.start()] + body[found.end() :]
    inside = lowered(rest)
    alone = verb_groups(body) == 1 and not _governing(rest) and not _limited(rest)
    if inside and alone and len(words(body[: found.start()])) > 1:
        yield f"On {found['day']}, {inside}"


def _may_follow(word: str | None) -> bool:
    """Whether the day before a word is an adverb of time: at the end, before a preposition or the verb."""
    return word is None or word in _AFTER_DAY or word in FINITE or word.endswith("ed")


def with_on(body: str) -> Iterator[str]:
    """Rewrites "was found Friday in a barn" as "was found on Friday in a barn"."""

    def put(found: re.Match[str]) -> str:
        before = words(body[: found.start()])
        named = not before or before[-1].lower() in NOT_BEFORE_DAY or before[-1].lower() in TIMES
        inside = body[: found.start()].count("“") != body[: found.start()].count("”")
        part = found["day"].startswith(("late ", "early "))
        return found.group() if named or inside or part else f" on {found['day']}"

    changed = _FIRST_DAY.sub(lambda found: f"On {found.group()}", _BARE_DAY.sub(put, body))
    if changed != body:
        yield changed


def speaker_first(body: str) -> Iterator[str]:
    """Rewrites "The mill was shut, police said" as "Police said that the mill was shut"."""
    found = _TOLD_LAST.match(body) or _ACCORDING_LAST.match(body)
    if not found:
        return
    inside, groups = lowered(found["what"]), found.groupdict()
    if not inside or _DENYING.search(found["what"]) or not verb_groups(found["what"]):
        return
    if "cue" not in groups:
        yield f"According to {found['who']}, {inside}"
    elif not verb_groups(found["who"]):
        yield f"{capital(found['who'])} {found['cue']}{_on(found['when'])} that {inside}"


def speaker_last(body: str) -> Iterator[str]:
    """Rewrites "Police said the mill was shut" as "The mill was shut, police said"; also inside."""
    found = _TOLD_FIRST.match(body)
    if not found or not verb_groups(found["what"]) or verb_groups(found["who"]):
        return
    who = lowered(found["who"])
    if not found["that"] and _opens_clause(found["what"]):
        yield f"{found['who']} {found['cue']}{_on(found['when'])} that {found['what']}"
    several = "," in found["what"] or _DENYING.search(found["what"]) or hangs(words(found["what"]))
    if who and not several and _opens_clause(found["what"]):
        attribution = f"{who} {found['cue']}{_on(found['when'])}"
        forms = placed(capital(found["what"]), attribution, (*SMOOTH, Place.VERB))
        yield from (form.removesuffix(".") for form in forms)


def _on(when: str | None) -> str:
    if not when:
        return ""
    return when if when.startswith(" on ") else f" on{when}"


def _opens_clause(what: str) -> bool:
    """Whether a verb comes early enough for the words to be a clause and no object."""
    return _verb_leads(what) and verb_groups(" ".join(what.split()[:9])) > 0 and " who " not in what


def _verb_leads(what: str) -> bool:
    """Whether a verb comes before the first "and" or "but": else what is said is a thing, and no clause."""
    return verb_groups(_COORDINATED.split(what, maxsplit=1)[0]) > 0


def _governing(rest: str) -> bool:
    """Whether what is moved could be taken for a part of what somebody says, wants or is to do."""
    parts = [word.lower() for word in words(rest)]
    return guarded(rest) or any(word in ("that", "who", "which", "to", "if") for word in parts)


def _limited(rest: str) -> bool:
    return any(word in LIMITING or word.endswith("n't") for word in map(str.lower, words(rest)))


def _dated_twice(first: str, rest: str) -> bool:
    """Whether both halves have a time of their own, which at the end would run into one."""
    dated = [{word.lower() for word in words(half)} & TIMES for half in (first, rest)]
    return bool(dated[0] and dated[1])
