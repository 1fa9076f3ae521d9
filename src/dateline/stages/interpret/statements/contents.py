"""What is said: the stretch of text that belongs to a verb of saying, after it or before it.

Decides where content begins and ends, so that it reads as a clause: without a leading "that",
without the attribution and the punctuation at its end. A quotation is taken whole, over as many
sentences and paragraphs as its marks embrace.
"""

from __future__ import annotations

from dateline.stages.interpret.moments.calendar import MONTHS
from dateline.stages.interpret.reading.annotate import Annotation
from dateline.stages.interpret.reading.lexicon import classes
from dateline.stages.interpret.reading.noun_phrases import (
    ADVERBS,
    BOUNDARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PERSONS,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
    WHEN,
    Range,
    starts_clause,
    trimmed,
)
from dateline.stages.interpret.reading.quotations import Quotation
from dateline.stages.interpret.reading.sentences import Sentence
from dateline.stages.interpret.statements.verbs import Clause, Verb

_ADJUNCTS = classes("reading/grammar")["speech_adjunct"]
_QUESTION_WORDS = frozenset({"how", "what", "why", "whether", "if", "where", "who"})
_RECIPIENTS = frozenset({"me", "him", "her", "us", "them", "you", "it"})
_AHEAD = 14
_CLAUSE = 4
#: Tokens from a verb that ends its sentence to that end.
_LAST = 3
#: Tokens of a content that are searched for its end.
_FAR = 200
#: Paragraphs of one quotation; more is a text whose marks are broken.
_CHAIN = 12
_SHORT_ANSWERS = frozenset({"yes", "no", "so", "nothing", "goodbye", "of", "it"})


def content_after(view: Annotation, clause: Clause, rest: list[Clause], last: int) -> tuple[Range, ...]:
    """The content that follows a clause's verb, as offsets; empty where none follows."""
    stop = _clause_end(view, clause.cue + 1, last, rest)
    opened = _opening(view, clause.cue + 1, stop, clause.verb) if stop > clause.cue + 1 else None
    if opened is None:
        return ()
    quotation = _opens(view, opened)
    if quotation is not None and view.token_from(quotation.end) >= last - 1:
        return _chain_after(view, quotation)
    end = _clause_end(view, opened, last, rest)
    if end <= opened + 1:  # one word is no clause
        return ()
    return (trimmed(view, opened, end),)


def content_before(
    view: Annotation, end: int, sentence: Sentence, earlier: bool, least: int = 0
) -> tuple[Range, ...]:
    """The content before the token ``end``, where a comma or a closing mark parts them.

    A clause shows its verb; ``least`` is how many tokens do without one, where the place of the
    attribution speaks for itself (0: none).
    """
    first = view.token_from(sentence.start)
    mark = end - 1
    if mark < first:
        return ()
    closing = _closes(view, mark) or (
        _closes(view, mark - 1) if view.lower[mark] == "," and mark > first else None
    )
    if closing is not None:
        lead = view.report.text[sentence.start : closing.start]
        if closing.start <= sentence.start or earlier or not any(map(str.isalpha, lead)):
            return _chain_before(view, closing)
        return (trimmed(view, _without_lead(view, first), mark),)
    if view.lower[mark] != "," or earlier:
        return ()
    start = _without_lead(view, first)
    enough = least and mark - start >= least and _opens_clause(view, start)
    return (trimmed(view, start, mark),) if enough or starts_clause(view, start, mark) else ()


def rest_of(view: Annotation, after: int, last: int) -> tuple[Range, ...]:
    """What goes on behind an attribution in the middle: "The deal, she said, would cost jobs"."""
    if after + _CLAUSE > last or view.lower[after] != ",":
        return ()
    word = view.lower[after + 1]
    if (
        word in BOUNDARIES
        or word in CONJUNCTIONS
        or word.endswith("ing")
        or word == "according"
        or _opens(view, after + 1)
    ):
        return ()
    return (trimmed(view, after + 1, last),)


def continued(view: Annotation, after: int, sentence: Sentence) -> tuple[Range, ...]:
    """The quotation that goes on after ``“…”, she said``, in this sentence or right after it.

    ``after`` is the first token behind the attribution.
    """
    if after >= len(view.words):
        return ()
    if view.lower[after] in (",", ".", ":") and after + 1 < len(view.words):
        after += 1
    quotation = _opens(view, after)
    if quotation is None or quotation.goes_on or quotation.single:
        return ()
    here = view.sentences[view.sentence_at(quotation.start)]
    inner = view.report.text[quotation.start : quotation.end].rstrip('”"» ')
    if here.paragraph != sentence.paragraph or inner.endswith(","):
        return ()
    return _chain_after(view, quotation)


def _opening(view: Annotation, at: int, last: int, verb: Verb) -> int | None:
    """The token that content begins with, after a verb of saying."""
    told = at
    if "r" in verb.takes:
        at = _behind_recipient(view, at, last)
    marked = _marked(view, at, last)
    if marked is not None or (at < last and view.lower[at] == ":"):
        return marked or at + 1
    at = _behind_day(view, at, last)
    if at >= last:
        return None
    marked = _marked(view, at, last)
    if marked is not None:
        return marked
    if view.lower[at] == "to" and "i" in verb.takes:
        return None if "r" in verb.takes else at  # who is asked to do something is told no fact
    if told < at and view.lower[at] == "who":
        return None  # "asked the man who posted it"
    if _begins_content(view, at, last, verb):
        return at + (view.lower[at] == "that")
    far = view.lower[at] in _ADJUNCTS or view.lower[at] == ","
    return _far_opening(view, at, last, verb.takes) if far else None


def _marked(view: Annotation, at: int, last: int) -> int | None:
    """A quotation behind a comma, a colon or a dash."""
    marked = at + 1 < last and view.lower[at] in (",", ":", "—") and _opens(view, at + 1)
    return at + 1 if marked else None


def _behind_day(view: Annotation, at: int, last: int) -> int:
    """Behind "Tuesday", "on Tuesday", "July 3" and adverbs, which tell when it was said."""
    while at < last and (view.lower[at] in WHEN or view.lower[at] in ADVERBS):
        at += 1
    if at + 1 < last and view.lower[at] == "on" and view.lower[at + 1] in WHEN:
        at += 2
    if at + 1 < last and view.lower[at].rstrip(".") in MONTHS and view.lower[at + 1].isdigit():
        at += 2
    return at


def _begins_content(view: Annotation, at: int, last: int, verb: Verb) -> bool:
    """Whether a token begins what the verb takes: a clause, a quotation, a question, a noun phrase."""
    takes, word = verb.takes, view.lower[at]
    if word == "that":
        return "c" in takes and view.lower[at + 1 : at + 2] not in ((".",), (",",))
    if _opens(view, at):
        return bool(takes & {"q", "c"})
    if word in _QUESTION_WORDS:
        return "c" in takes and view.lower[at + 1 : at + 2] != ("to",)  # "knew how to swim"
    if verb.lemma == "add" and _quantity(view, at):
        return False
    if "b" in takes and starts_clause(view, at, last):
        return True
    if verb.lemma == "say" and _substantial(view, at, last):
        return True
    return "n" in takes and _object(view, at, last)


def _quantity(view: Annotation, at: int) -> bool:
    """Whether "added" goes on with how much was added."""
    if view.lower[at] in ("a", "an"):
        at += 1
    return at < len(view.lower) and (
        view.lower[at][0].isdigit() or view.lower[at] in ("up", "about", "more", "another", "around")
    )


def _substantial(view: Annotation, at: int, last: int) -> bool:
    """Whether what follows "said" is long enough for a clause and opens like one."""
    return last - at >= _CLAUSE and _opens_clause(view, at) and view.lower[at] not in _SHORT_ANSWERS


def _opens_clause(view: Annotation, at: int) -> bool:
    word = view.lower[at]
    if word in VERBS and word not in PERSONS and view.words[at].islower():
        return False  # "what he said was late"
    return word[0].isalnum() and not (word in PREPOSITIONS or word in BOUNDARIES or word in CONJUNCTIONS)


def _object(view: Annotation, at: int, last: int) -> bool:
    """Whether a noun phrase follows a verb that takes one ("denied the charges", "called it a mistake")."""
    word = view.lower[at]
    if last - at < 2:
        return False
    opens = word in DETERMINERS or word in _RECIPIENTS or view.words[at][0].isupper() or word.endswith("s")
    return (opens or word in ("for", "on")) and word not in BOUNDARIES


def _far_opening(view: Annotation, at: int, last: int, takes: frozenset[str]) -> int | None:
    """“said in a statement on Monday that …”: the opening behind an adjunct that has no verb."""
    for i in range(at + 1, min(last, at + _AHEAD)):
        word = view.lower[i]
        if word == "that" and "c" in takes:
            return i + 1
        if _opens(view, i):
            return i if view.lower[i - 1] in (",", ":") or "q" not in takes else None
        if word in VERBS or word in (";", "—", "–") or word in PRONOUNS:
            opens = word in PRONOUNS and "b" in takes
            return i if opens and view.lower[i - 1] not in CONJUNCTIONS | BOUNDARIES else None
    return None


def _behind_recipient(view: Annotation, at: int, last: int) -> int:
    """Behind whom it is said to ("told reporters", "told the Hull Daily Mail")."""
    start = at
    if at < last and view.lower[at] in BOUNDARIES:
        return at
    if at < last and view.lower[at] in _RECIPIENTS:
        return at + 1
    if at < last and view.lower[at] in DETERMINERS:
        at += 1
    if at < last and view.words[at][0].isupper():
        while at < last and (
            view.words[at][0].isupper() or view.lower[at] in ("of", "the", "'s", "&", "and")
        ):
            at += 1
        return at
    while at < last and at < start + 3 and view.words[at].islower() and view.lower[at] not in PREPOSITIONS:
        at += 1
        if view.lower[at - 1].endswith("s") or start + 1 < at:
            at += at < last and view.lower[at] == "conference"
            break
    return start if at < last and view.lower[at] in ("'s", "and", "of") else at


def _clause_end(view: Annotation, start: int, last: int, rest: list[Clause]) -> int:
    """Where content ends: before the next attribution in the sentence, else at its end."""
    for clause in rest:
        if clause.cue <= start:
            continue
        edge = clause.subject[0] if clause.subject else clause.group
        if edge < start:  # "the mayor, who promised …, said": the sentence goes on behind the relative clause
            return clause.group - (view.lower[clause.group - 1] == ",")
        before = view.lower[edge - 1] if edge > start else ""
        if before in ("but", "while", "and", "though", "although") and edge - 1 > start:
            coordinated = clause.subject is not None or clause.participle
            if coordinated and view.lower[edge - 2] == ",":
                return edge - 2
            if clause.participle and before == "and":
                return edge - 1
        if before == "," and (clause.participle or (clause.subject and clause.cue + _LAST >= last)):
            return edge - 1  # ", adding that …" and ", Lund said." at the end
    for i in range(start + 1, min(last - 1, start + _FAR)):
        if view.lower[i] == ";" and view.quotation_at(view.starts[i]) is None:
            return i
        if view.lower[i] == "according" and view.lower[i + 1] == "to" and view.lower[i - 1] == ",":
            return i - 1
    return last


def _without_lead(view: Annotation, first: int) -> int:
    """Behind an opening conjunction, which belongs to the sentence and not to what is said."""
    while view.lower[first] in CONJUNCTIONS or (
        view.lower[first] in ("however", "still") and view.lower[first + 1] == ","
    ):
        first += 2 if view.lower[first + 1] == "," else 1
    return first


def _opens(view: Annotation, token: int) -> Quotation | None:
    if token >= len(view.starts):
        return None
    quotation = view.quotation_at(view.starts[token])
    return quotation if quotation is not None and quotation.start == view.starts[token] else None


def _closes(view: Annotation, token: int) -> Quotation | None:
    quotation = view.quotation_at(view.starts[token])
    return quotation if quotation is not None and quotation.end == view.ends[token] else None


def _chain_after(view: Annotation, quotation: Quotation) -> tuple[Range, ...]:
    """A quotation and the paragraphs that it goes on in."""
    position = view.quotation_number(quotation.start)
    last = position + 1
    while last < len(view.quotations) and view.quotations[last].goes_on and last - position < _CHAIN:
        last += 1
    return tuple((each.start, each.end) for each in view.quotations[position:last])


def _chain_before(view: Annotation, quotation: Quotation) -> tuple[Range, ...]:
    """A quotation and the paragraphs that it goes on from."""
    position = view.quotation_number(quotation.start)
    first = position
    while first > 0 and view.quotations[first].goes_on and position - first < _CHAIN:
        first -= 1
    return tuple((each.start, each.end) for each in view.quotations[first : position + 1])
