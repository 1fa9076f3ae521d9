"""House style in the words of a report: "24%", "the US", "two people", "before" for "prior to".

Decides the spelling of what is the same in any spelling, outside quotation marks only: those words are
another's. The pairs stand in ``phrasebook/style.toml``. Does NOT convert units or round.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from dateline.stages.narrate.wording.letters import QUOTED

_TABLE = tomllib.loads(files("dateline.stages.narrate.phrasebook").joinpath("style.toml").read_text("utf-8"))
_WORDS: dict[str, str] = {key.lower(): value for key, value in _TABLE["words"].items()}
_SPELLING: dict[str, str] = _TABLE["spelling"]
_TITLES: dict[str, str] = _TABLE["titles"]
_MONTHS: dict[str, str] = _TABLE["months"]


def _any_of(keys: dict[str, str]) -> str:
    return "|".join(re.escape(key) for key in sorted(keys, key=len, reverse=True))


_WORD = re.compile(rf"(?<![\w’'-])(?:{_any_of(_WORDS)})(?![\w’'-])", re.IGNORECASE)
_SPELLED = re.compile(rf"(?<![\w’'-])(?:{_any_of(_SPELLING)})(?![\w’'-])")
_TITLE = re.compile(rf"(?<![\w’'-])(?:{_any_of(_TITLES)})(?= [A-Z])")
_DATE = re.compile(
    rf"(?<![\w’'-])(?P<month>{_any_of(_MONTHS)}) (?P<day>[0-3]?\d)(?![\w:%–-])(?:, ?(?P<year>\d{{4}}))?"
)
#: "convicted March 3" is "convicted on 3 March"; "by March 3" needs no more, nor does "Friday March 3".
_HAS_PREPOSITION = re.compile(
    r"\b(?:on|by|until|since|from|before|after|of|to|and|or|through|between|for|in|late|early|around|about|that"
    r"|\w+day|a|this|last|next|its|his|her|their) $",
    re.IGNORECASE,
)
#: "following the vote", not "the following" nor "following him".
_FOLLOWING = re.compile(
    r"(?<!\bthe )(?<!\bas )(?<!\bin )\bfollowing (?=(?:the|an?|its|their|this|that)\b|[A-Z])"
)
_PERCENT = re.compile(r"(?<=\d)[ -](?:per ?cent|pct\.?)(?![\w’'])")
#: "Norland , but": a blank that the page's markup left.
_BLANK = re.compile(r"(?<=\w) (?=[,;](?:\s|$))")
#: "6:34am", "6 AM" and "6 p.m" are "6:34 a.m." and so on.
_CLOCK = re.compile(
    r"(?<![\w.:])(?P<time>\d{1,2}(?:[:.]\d\d)?) ?(?P<half>[ap])(?:\.m\.?|m)(?![\w.])", re.IGNORECASE
)
_POINTS = re.compile(r"\b(U)\.\s?(S|N|K)\.(?=$|[\s,;:’'-])")
_DIGIT = re.compile(
    r"(?<![\w.,/:$£€-])(?P<n>[1-9]) (?=(?:other |more )?(?:people|person|m[ae]n|wom[ae]n|child(?:ren)?"
    r"|officers?|soldiers?|boys|girls|students|workers|others|victims|suspects|vehicles|homes|houses|civilians"
    r"|passengers|hostages)\b)"
)
_IN_WORDS = dict(
    zip("123456789", ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], strict=True)
)
_NOT = re.compile(
    r"\b(?P<verb>is|are|was|were|has|have|had|do|does|did|would|could|should|ca|wo)n['’]t\b(?= [a-z])",
    re.IGNORECASE,
)
_HAVE = re.compile(r"\b(?P<who>who|they|we|you)['’]ve\b")
_HAS = re.compile(r"\b(?P<who>it|he|she|that|there|who)['’]s (?=(?:not )?been\b)", re.IGNORECASE)
_IS = re.compile(
    r"\b(?P<who>it|he|she|that|there|who)['’]s (?=(?:an?|the|not|no|still|too)\b(?! been))", re.IGNORECASE
)
_WHOLE = {"ca": "can", "wo": "will"}


@lru_cache(maxsize=8192)
def in_house_style(text: str) -> str:
    """The text in house style; what stands in quotation marks stays as it is."""
    pieces = QUOTED.split(text)
    for at in range(0, len(pieces), 2):
        pieces[at] = _styled(pieces[at])
    for at in range(1, len(pieces), 2):
        pieces[at] = f"“{pieces[at]}”"
    return "".join(pieces)


def _styled(text: str) -> str:
    text = _POINTS.sub(r"\1\2", _PERCENT.sub("%", _BLANK.sub("", text)))
    text = _CLOCK.sub(lambda found: f"{found['time']} {found['half'].lower()}.m.", text)
    text = _TITLE.sub(lambda found: _TITLES[found.group()], text)
    text = _WORD.sub(_shorter, _FOLLOWING.sub("after ", text))
    text = _SPELLED.sub(lambda found: _SPELLING[found.group()], text)
    text = _HAVE.sub(r"\g<who> have", _NOT.sub(_in_full, text))
    text = _IS.sub(r"\g<who> is ", _HAS.sub(r"\g<who> has ", text))
    return _DIGIT.sub(_spelled, _DATE.sub(_day_first, text))


def _shorter(found: re.Match[str]) -> str:
    short = _WORDS[found.group().lower()]
    return short[:1].upper() + short[1:] if found.group()[0].isupper() else short


def _day_first(found: re.Match[str]) -> str:
    year = f" {found['year']}" if found["year"] else ""
    before = found.string[: found.start()]
    if before.lower().endswith("the "):  # "the Sept. 11 attacks" is a name
        return found.group()
    bare = before[-2:-1].isalpha() and not _HAS_PREPOSITION.search(before)
    return f"{'on ' if bare else ''}{int(found['day'])} {_MONTHS[found['month']]}{year}"


def _in_full(found: re.Match[str]) -> str:
    verb = found["verb"]
    whole = _WHOLE.get(verb.lower(), verb.lower())
    whole = whole.capitalize() if verb[0].isupper() else whole
    return f"{whole}not" if whole.lower() == "can" else f"{whole} not"


def _spelled(found: re.Match[str]) -> str:
    word = _IN_WORDS[found["n"]]
    return (word.capitalize() if found.start() == 0 else word) + " "
