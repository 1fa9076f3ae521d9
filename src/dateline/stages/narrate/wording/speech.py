"""What somebody said, ready to be printed: which words of a statement are theirs, and what can be told.

Decides which stretch of a statement is quoted or retold, and refuses those that would mean something else:
half a clause, words of another speaker inside them, a denial without its verb, a wish as a fact. Does NOT
name speakers (``voices``) and knows no limits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.core.types import Form, Phrase, Report, Speaker, Stance, Statement
from dateline.stages.narrate.phrasebook.vocabulary import (
    ADDRESSED,
    COLLECTIVES,
    CUES,
    JUNK,
    LOWERED,
    PERSONS,
    PRONOUNS,
    THIRD_PERSON,
)
from dateline.stages.narrate.wording.compression import finite, guarded
from dateline.stages.narrate.wording.letters import tokens
from dateline.stages.narrate.wording.standing import balanced, typographic

_LEAST_WORDS = 5
_SINGLE_QUOTE = re.compile(r"(?<!\w)['‘]\w")
_INNER_OPEN, _INNER_CLOSED = re.compile(r"(?<!\w)['‘](?=\w)"), re.compile(r"(?<=[\w.,!?])['’](?!\w)")
#: A quotation that ended inside, and what the report tells behind it.
_NARRATED = re.compile(r"[.,!?]['’] [a-z]")
#: "Everyone to keep the windows shut": what was asked for, not what was said.
_ASKED = re.compile(r"^((?:\S+ ){0,7}?)[Tt]o [a-z]+\b")
#: "Accused the ministry of": whom it is done to is the object of the verb, and nothing that is said.
_DONE_TO = re.compile(r"\b(?:accus|blam|critici[sz]|prais|condemn|slamm?|thank|fault)(?:e[ds]?|s|ing)?\b")
_THAT = re.compile(r"^[,:\s]*(?:that\s+)?")
#: "in an interview with", "at a news conference": where it was said stands at the end of what was said.
_WHERE_SAID = re.compile(
    r",?\s+(?:in|at|during|on|through|via) (?:an?|the|his|her|their|its)(?: \w+){0,3}? (?:interviews?"
    r"|appearance|news conference|press conference|conference call|statement|speech|briefing|tweet|post"
    r"|letter|email|memo|testimony|filing|release|broadcast|hearing)\b.*$"
)
#: "many swore would reshape": the object of a relative clause, which says nothing alone.
#: What somebody says that somebody else says: whose words they are a reader cannot tell.
_NESTED = re.compile(r"\b(?:told (?!to\b)|said that|says that|according to)", re.IGNORECASE)
_SAYS_AT_END = re.compile(r", (?:\S+ ){1,6}(?:said|says|told \S+)$")
_HALF_RELATIVE = re.compile(
    r"\b(?:said|says|swore|believed?|thinks?|thought|claimed?|hoped?|feared?)"
    r" (?:would|will|had|has|was|were|is|are)\b"
)
#: "to prosecute them — “all of them”": what stands before the dash is the report's.
_DASHED_QUOTE = re.compile(r"[—–―-]\s*“")
#: "Otto Brandt and Lene Aas"
_TWO = re.compile(r"\b[A-Z][\w’'-]+,?(?: \d+,)? and [A-Z][\w’'-]+ [A-Z]")
#: What is left of a dateline: "Norland — Three barges sank".
_PLACE_FIRST = re.compile(r"^[A-Z][\w .]{2,24} [—–-]{1,2} (?=[A-Z])")
#: "Told | the Echo she had seen it": who was spoken to stands before what was said.
_HEARER = re.compile(r"^(?:[Tt]he )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)* (?:he|she|they|it|that) ")
_SUBORDINATED = re.compile(r"\b(?:as|while|when|after|before|because|since|although|though|who|which|where)$")
_BROKEN_OFF = re.compile(r"\w\s?(?:\.\.\.|…|\[(?:…|\.\.\.))")
_JOINS_SPEAKER = re.compile(r"^,?\s*(?:and|or)\s+$")


def sayable(statement: Statement) -> bool:
    """Whether the desk may tell it as said: a denial needs its verb, and what nobody said is not told."""
    if not statement.spoken or (statement.stance is Stance.DENIED and not own_verb(statement)):
        return False
    if statement.form is Form.INDIRECT and statement.cue and _DONE_TO.search(statement.cue.text.lower()):
        return False
    unasked = statement.form is Form.INDIRECT and not statement.cue
    return not (statement.stance is Stance.FORECAST and unasked)


def own_verb(statement: Statement) -> str:
    """The one verb of saying in the cue ("has also announced"), empty where none can be repeated."""
    said = tokens(statement.cue.text.lower()) if statement.cue else ()
    found = [word for word in said if word in CUES and word not in ADDRESSED]
    return found[0] if len(found) == 1 else ""


def spoken_words(statement: Statement) -> str:
    """What a statement can be printed with: the speaker's own words, or what is retold of them."""
    return quotation_of(statement) if statement.form is Form.DIRECT else content_of(statement)


def quotation_of(statement: Statement) -> str:
    """The speaker's own words, the longest unbroken stretch of them, without the marks.

    Empty where a quotation inside them was cut in two.
    """
    stretches = [_unmarked(" ".join(phrase.text.split()).strip()).rstrip(",") for phrase in statement.content]
    longest = max(stretches, key=len, default="")
    opened, closed = len(_INNER_OPEN.findall(longest)), len(_INNER_CLOSED.findall(longest))
    return "" if opened > closed or _NARRATED.search(longest) else longest


def _unmarked(text: str) -> str:
    """The text without the marks around it; one that closes a quotation inside it stays."""
    text = text.strip('"“”„«»').strip()
    if text[:1] in "'‘" and text[-1:] in "'’":
        return text[1:-1].strip()
    return text.lstrip("'‘").strip() if not _INNER_CLOSED.search(text) else text


def content_of(statement: Statement) -> str:
    """What an indirect statement says, in one line, its marks typographic, without where it was said.

    Of an interrupted one the longest stretch, unless what is left out would change what it says.
    """
    stretch = told_stretch(statement)
    if any(guarded(phrase.text) for phrase in statement.content if phrase is not stretch):
        return ""
    text = typographic(stretch.text.strip(" ,"))
    text = _PLACE_FIRST.sub("", _THAT.sub("", _WHERE_SAID.sub("", text)).rstrip(" .,;"))
    nested = _NESTED.search(text) or _SAYS_AT_END.search(text)
    broken = nested or _SINGLE_QUOTE.search(text) or _HALF_RELATIVE.search(text) or _DASHED_QUOTE.search(text)
    return text if balanced(text) and not broken else ""


def told_stretch(statement: Statement) -> Phrase:
    """The longest unbroken stretch of what is said."""
    return max(statement.content, key=lambda phrase: len(phrase.text))


def empty(content: str, statement: Statement) -> bool:
    """Whether a statement says too little, or hangs on a sentence that is not printed."""
    parts = tokens(content)
    direct = statement.form is Form.DIRECT
    first = parts[0].lower().replace("’", "'").split("'")[0] if parts else ""
    relative = first == "which" and not content.rstrip().endswith("?")
    hangs = direct and (first in THIRD_PERSON | {"they", "that", "this"} or relative)
    resumes = direct and parts and parts[0] in ("and", "but", "or", "so", "because")
    nested = (bool(set('“”"') & set(content)) and direct) or (not direct and bool(_HEARER.match(content)))
    return (
        len(parts) < _LEAST_WORDS
        or bool(hangs or resumes or JUNK.search(content))
        or nested
        or asked(content)
    )


def asked(content: str) -> bool:
    """Whether no verb stands before an infinitive: a wish, which "said" would make a statement."""
    found = _ASKED.match(content)
    return found is not None and not any(map(finite, tokens(found[1])))


def of_oneself(content: str, statement: Statement) -> bool:
    """Whether what is retold names its speaker as if it were somebody else: the report was misread."""
    name = statement.speaker.name if statement.speaker else ""
    return statement.form is not Form.DIRECT and len(name.split()) > 1 and name in content


def in_chorus(speaker: Speaker) -> bool:
    """Whether two people are given as the speakers of one quotation (HOUSE_STYLE rule 7)."""
    return bool(_TWO.search(speaker.phrase.text))


def opens_clause(body: str) -> bool:
    """Whether a clause can begin like this: with a name, a determiner or a plural, not with a verb."""
    first = body.split(" ", 1)[0]
    known = first.lower() in LOWERED | PERSONS | COLLECTIVES | {"there", "people"}
    return not finite(first) and (first[:1].isupper() or known or first.endswith("s"))


def whole(statement: Statement, report: Report, others: Sequence[Statement]) -> bool:
    """Whether the report has the stretch as one clause of this speaker.

    From where a clause can begin, to where no "and" joins its last words to the speaker, and not inside what
    somebody else said.
    """
    torn = _runs_on(statement, report) or _cut_short(statement) or _left_off(statement, report)
    return _begins(statement, report) and not torn and not _inside(statement, others)


def _begins(statement: Statement, report: Report) -> bool:
    """Whether the stretch begins where a clause can: at a sentence, a mark, the verb of saying or "that"."""
    start = told_stretch(statement).span.start
    before = report.text[max(0, start - 40) : start].rstrip()
    cue = statement.cue.text.strip() if statement.cue else ""
    if _SUBORDINATED.search(before):
        return False
    behind = not before or before.endswith((".", ",", ":", ";", "“", '"', "”", "—", "!", "?", "that"))
    paragraph = report.text[max(0, start - 2) : start].endswith("\n")
    return behind or paragraph or report.text.startswith("that ", start) or bool(cue and before.endswith(cue))


def _runs_on(statement: Statement, report: Report) -> bool:
    """Whether the last words belong to the speaker: "…, investigators | and | bomb experts say"."""
    end, speaker = told_stretch(statement).span.end, statement.speaker
    if speaker is None or not 0 <= speaker.phrase.span.start - end <= 12:
        return False
    between, last = report.text[end : speaker.phrase.span.start], told_stretch(statement).text.rstrip()[-1:]
    unmarked = not between.strip() and last not in ",.!?”\"'’:;—–-"
    return unmarked or bool(_JOINS_SPEAKER.match(between))


def _left_off(statement: Statement, report: Report) -> bool:
    """Whether the report itself breaks off there: the teaser that a feed gives, "the owners of the…"."""
    stretch = told_stretch(statement)
    behind = stretch.text[-3:] + report.text[stretch.span.end : stretch.span.end + 5]
    return statement.form is not Form.DIRECT and _BROKEN_OFF.search(behind) is not None


def _cut_short(statement: Statement) -> bool:
    """Whether something else than the speaker stands between the stretch and the rest of what is retold."""
    if statement.form is Form.DIRECT or len(statement.content) < 2:
        return False
    end = told_stretch(statement).span.end
    after = min((p.span.start for p in statement.content if p.span.start >= end), default=None)
    named = [
        phrase.span for phrase in (statement.speaker and statement.speaker.phrase, statement.cue) if phrase
    ]
    return after is not None and not any(end <= span.start < after for span in named)


def _inside(statement: Statement, others: Sequence[Statement]) -> bool:
    """Whether a "she" says it within what another speaker says: who that is cannot be told."""
    speaker, own = statement.speaker, told_stretch(statement).span
    if speaker is None or speaker.phrase.text.lower() not in PRONOUNS:
        return False
    return any(
        phrase.span.start <= speaker.phrase.span.start and own.end <= phrase.span.end
        for other in others
        if other is not statement
        for phrase in other.content
    )
