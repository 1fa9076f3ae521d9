"""Lines out of sentences: attributed extracts and quotations, within the limits.

Decides whether a sentence can stand alone in print, in which of its shorter forms, attributed how,
and with what evidence. Does NOT decide which sentences a page wants or in which order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from dateline.core.ids import line_id
from dateline.core.pages import Line, LineKind, Status
from dateline.core.text import words
from dateline.core.types import Form, Report, Span, Stance, Statement
from dateline.stages.narrate.facts.material import Material, Passage, outlet_name, sentence_of, terms_of
from dateline.stages.narrate.facts.status import origins_of, status_of
from dateline.stages.narrate.phrasebook.phrases import ENGLISH, Phrases
from dateline.stages.narrate.phrasebook.vocabulary import (
    ADDRESSED,
    COLLECTIVES,
    CONTENTIOUS,
    CUES,
    JUNK,
    LOWERED,
    PERSONS,
    THIRD_PERSON,
)
from dateline.stages.narrate.plan.selection import Ranking, Told
from dateline.stages.narrate.wording.attribution import (
    Voices,
    capital,
    lowered,
    naming,
    outlet_list,
    placed,
    stopped,
)
from dateline.stages.narrate.wording.compression import finite, guarded, shorter
from dateline.stages.narrate.wording.limits import Allowance, quotations
from dateline.stages.narrate.wording.standing import balanced, standalone, typographic

#: The longest line: one idea, read at once.
MOST_WORDS = 34
_LEAST_WORDS = 5
#: A sentence cut down to less says too little.
_LEAST_LEFT = 7
#: A verb with its helpers, behind which a quotation in part may begin.
_VERB = re.compile(
    r"(?<=[\w’] )(?:(?:has|have|had|is|are|was|were|will|would|could)(?: (?:been|be|also|now|already))?"
    r"(?: \w+ed)?|(?!entitled|called|named)[a-z]{4,}ed)(?=\s(?:the|an?|in|on|at|by|for|to|from|[A-Z]|\d))"
)
#: A sentence with one of these names its own source.
_OWN = re.compile(
    r"\b(?:according to|said|says|say|told|tells|report|reported|reports|added|announced|confirmed|denied"
    r"|tweeted|wrote|claimed|claims|warned|insisted|argued|acknowledged|admitted|stated)\b",
    re.IGNORECASE,
)
_SINGLE_QUOTE = re.compile(r"(?<!\w)['‘]\w")
#: "A, but that B" can follow only "said that".
_TWO_CLAUSES = re.compile(r"\b(?:and|but|or) that\b")
#: "Everyone to keep the windows shut": what was asked for, not what was said.
_ASKED = re.compile(r"^((?:\S+ ){0,7}?)[Tt]o [a-z]+\b")
_THAT = re.compile(r"^[,:\s]*(?:that\s+)?")


class Writer:
    """Writes the lines of one page, one after another, and remembers what it has said and used."""

    def __init__(
        self, material: Material, ranking: Ranking, allowance: Allowance, phrases: Phrases = ENGLISH
    ) -> None:
        self.material = material
        self.phrases = phrases
        self.told = Told()
        self._ranking = ranking
        self._allowance = allowance
        self._voices = Voices(material)
        self._turn = 0
        self._quoted: set[str] = set()
        self._in_part: set[str] = set()
        self._unfit: set[tuple[str, int]] = set()
        self._bodies: dict[tuple[str, int], tuple[str, ...]] = {}

    # --- the three kinds of line ----------------------------------------------------------

    def extract(self, passage: Passage) -> Line | None:
        """A sentence in the fullest form that fits, attributed where it must be; None where none fits.

        Without an attribution of its own a line names its outlet when it is contentious (rule 2)
        or rests on one origin.
        """
        if passage.key in self._unfit:
            return None
        for body in self._forms(passage):
            if self.told.repeats(body):
                continue
            support = self._ranking.supporters(body, passage)
            for printed in self._attributed(body, passage, support):
                if self._fits(printed, passage.clipping.report):
                    return self._print(printed, (passage, *support), LineKind.EXTRACT, matter=body)
        # What a page has told and used only grows: what does not fit now will not fit later.
        self._unfit.add(passage.key)
        return None

    def _forms(self, passage: Passage) -> tuple[str, ...]:
        """The forms of a sentence that can stand alone, from the fullest."""
        if passage.key not in self._bodies:
            bodies = tuple(shorter(typographic(passage.text)))
            self._bodies[passage.key] = tuple(
                body
                for body in bodies
                if standalone(body) and _enough(body, bodies[0]) and not self._torn(passage, body)
            )
        return self._bodies[passage.key]

    def quoted_in_part(self, passage: Passage) -> Line | None:
        """The sentence with all behind its verb in the outlet's own words: where no extract fits.

        One such line for each outlet, since quotation is for what people said.
        """
        report = passage.clipping.report
        who = outlet_name(report)
        if not who or who in self._in_part or passage.statements:
            return None
        for body in self._forms(passage):
            found = _VERB.search(body)
            if not found or set('“”"‘') & set(body) or self.told.repeats(body):
                continue
            head, tail = body[: found.end()], body[found.end() :].strip()
            printed = f"{head} “{tail}”, {self.phrases.by_outlet[0].format(who=who)}."
            if len(words(tail)) > _LEAST_WORDS and self._fits(printed, report):
                self._in_part.add(who)
                return self._print(printed, (passage,), LineKind.QUOTATION)
        return None

    def quoted_whole(self, passage: Passage) -> Line | None:
        """The sentence in quotation marks, as its outlet wrote it: the last way to tell a story at all."""
        text = " ".join(passage.text.split())
        who = outlet_name(passage.clipping.report)
        printed = self.phrases.quote_whole.format(who=capital(who), what=text)
        odd = set('“”"') & set(text) or JUNK.search(text) or "?" in text or len(words(text)) < _LEAST_WORDS
        if not who or odd or not self._fits(printed, passage.clipping.report):
            return None
        return self._print(printed, (passage,), LineKind.QUOTATION, matter=text)

    def statement(self, passage: Passage, statement: Statement) -> Line | None:
        """What somebody said: in quotation marks where the report has their words, else retold."""
        speaker = statement.speaker
        if speaker is None or not naming(speaker) or not self._sayable(statement):
            return None
        named = self._voices.naming(speaker)
        report = passage.clipping.report
        source = quotation_of if statement.form is Form.DIRECT else content_of
        content = source(statement)
        if not content or self._empty(content, statement) or not _begins(statement, report):
            return None
        forms = self._quoting if statement.form is Form.DIRECT else self._retelling
        if self.told.repeats(content):
            return None
        for printed in forms(content, named.subject, named.text, statement):
            if self._fits(printed, report):
                self._voices.introduce(speaker)
                spans = self._statement_evidence(passage, statement, named.evidence)
                kind = LineKind.QUOTATION if quotations(printed) else LineKind.EXTRACT
                support = () if kind is LineKind.QUOTATION else self._ranking.supporters(content, passage)
                return self._print(printed, (passage, *support), kind, spans=spans, matter=content)
        return None

    def composed(
        self, text: str, matter: Sequence[str], evidence: Sequence[Span], status: Status = Status.REPORTED
    ) -> Line | None:
        """A sentence of ours over facts, if it fits and says something new."""
        if not evidence or not self._allowance.free(text) or self.told.repeats(text, 0.8):
            return None
        self.told.add(text)
        return Line(
            id=line_id(self.material.dossier.story, *matter),
            text=text,
            kind=LineKind.COMPOSED,
            evidence=tuple(dict.fromkeys(evidence)),
            status=status,
            origins=origins_of(evidence, self.material.clippings),
        )

    # --- attribution ----------------------------------------------------------------------

    def _attributed(self, body: str, passage: Passage, support: Sequence[Passage]) -> Iterator[str]:
        own = bool(_OWN.search(body))
        contentious = any(word.lower() in CONTENTIOUS for word in words(body))
        if own or (support and not contentious):
            yield stopped(body)
        if own:
            return
        reports = [passage.clipping.report, *(other.clipping.report for other in support)]
        who = outlet_list(reports, self.phrases)
        if not who:
            yield stopped(body)
            return
        plain = self.phrases.by_outlets if len(set(map(outlet_name, reports))) > 1 else self.phrases.by_outlet
        turn = self._turn
        chosen = [plain[(turn + step) % len(plain)] for step in range(len(plain))]
        first = self._in_front(body, who, turn)
        ends = chain.from_iterable(placed(body, pattern.format(who=who)) for pattern in chosen[:2])
        yield from chain(first, ends) if turn % 3 == 2 else chain(ends, first)

    def _in_front(self, body: str, who: str, turn: int) -> Iterator[str]:
        inside = lowered(body)
        if inside and who[:1].isupper():
            patterns = self.phrases.by_outlet_first
            yield patterns[turn % len(patterns)].format(who=who, what=inside) + "."

    def _speaks(self, statement: Statement, body: str) -> bool:
        """Whether the body itself says who says so."""
        speaker, cue = statement.speaker, statement.cue
        return bool(
            speaker
            and cue
            and naming(speaker)
            and _within(cue.text, body)
            and _within(speaker.phrase.text, body)
        )

    def _torn(self, passage: Passage, body: str) -> bool:
        """Whether the body keeps what somebody says and loses who, or the other way round."""
        return any(
            statement.speaker is not None
            and any(_within(phrase.text[:40], body) for phrase in statement.content)
            != self._speaks(statement, body)
            for statement in passage.statements
        )

    # --- statements -----------------------------------------------------------------------

    def _quoting(self, content: str, subject: str, who: str, statement: Statement) -> Iterator[str]:
        cue = self._cue(statement)
        quoted = f"“{content}”"
        if content[:1].islower():
            # A sentence that begins in the middle can only be the object of its verb.
            yield f"{capital(subject)} {cue} {quoted}."
            return
        last = f"{capital(subject)} {cue}: {quoted}"
        last += "" if content.endswith((".", "!", "?")) else "."
        body = f"“{content.rstrip('.,')}”"
        first = f"{body}, {subject} {cue}".rstrip(",") + "."
        yield from (last, first) if self._turn % 2 else (first, last)

    def _retelling(self, content: str, subject: str, who: str, statement: Statement) -> Iterator[str]:
        cue = self._cue(statement)
        for body in shorter(content):
            if not standalone(capital(body)) or not _opens_clause(body):
                continue
            inside = lowered(capital(body)) if body[:1].isupper() else body
            if inside:
                yield f"{capital(subject)} {cue} that {inside}." if len(words(inside)) > 3 else ""
            # "denied" turns round what it governs: it must stand before it.
            if statement.stance is not Stance.DENIED and not _TWO_CLAUSES.search(body):
                yield from placed(capital(body), f"{subject} {cue}".rstrip(","))
                yield from placed(capital(body), self.phrases.according.format(who=who))

    def _sayable(self, statement: Statement) -> bool:
        """Whether the desk may tell it as said: a denial needs its verb, and what nobody said is not told."""
        if not statement.spoken or (statement.stance is Stance.DENIED and not _own_verb(statement)):
            return False
        return not (
            statement.stance is Stance.FORECAST and statement.form is Form.INDIRECT and not statement.cue
        )

    def _cue(self, statement: Statement) -> str:
        """The report's own verb where we may repeat it, else "said" (rule 4)."""
        return _own_verb(statement) or self.phrases.said

    def _empty(self, content: str, statement: Statement) -> bool:
        """Whether a statement says too little, or hangs on a sentence that is not printed."""
        first = words(content)[:1]
        dangling = (
            statement.form is Form.DIRECT
            and first
            and first[0].lower() in THIRD_PERSON | {"they", "that", "this"}
        )
        return (
            len(words(content)) < _LEAST_WORDS
            or bool(dangling)
            or bool(JUNK.search(content))
            or _only_asked(content)
            or (bool(set('“"') & set(content)) and statement.form is Form.DIRECT)
        )

    def _statement_evidence(
        self, passage: Passage, statement: Statement, named: Sequence[Span]
    ) -> tuple[Span, ...]:
        spans = [phrase.span for phrase in statement.content]
        spans += [statement.speaker.phrase.span] if statement.speaker else []
        spans += [statement.cue.span] if statement.cue else []
        return tuple(dict.fromkeys(sentence_of(passage.clipping, span) for span in (*spans, *named)))

    # --- printing -------------------------------------------------------------------------

    def _fits(self, text: str, report: Report) -> bool:
        return (
            bool(text)
            and len(words(text)) <= MOST_WORDS
            and all(quotation not in self._quoted for quotation in quotations(text))
            and self._allowance.quotable(text, report)
            and self._allowance.free(text)
        )

    def _print(
        self,
        text: str,
        passages: Sequence[Passage],
        kind: LineKind,
        *,
        spans: Sequence[Span] = (),
        matter: str = "",
    ) -> Line:
        own = passages[0]
        evidence = tuple(
            dict.fromkeys((*(spans or (own.span,)), *(passage.span for passage in passages[1:])))
        )
        self.told.add(matter or text)
        self._quoted.update(quotations(text))
        self._allowance.use(text, own.clipping.report)
        self._turn += 1
        return Line(
            id=line_id(self.material.dossier.story, own.span.report, *sorted(_lasting(matter or own.text))),
            text=text,
            kind=kind,
            evidence=evidence,
            status=status_of(passages),
            origins=origins_of((passage.span for passage in passages), self.material.clippings),
        )


def _lasting(text: str) -> frozenset[str]:
    """What a line is about, without its numbers: those may change and the matter be the same."""
    return frozenset(term for term in terms_of(text) if not term.isdigit())


def _own_verb(statement: Statement) -> str:
    """The one verb of saying in the cue ("has also announced"), empty where none can be repeated."""
    said = words(statement.cue.text.lower()) if statement.cue else []
    found = [word for word in said if word in CUES and word not in ADDRESSED]
    return found[0] if len(found) == 1 else ""


def quotation_of(statement: Statement) -> str:
    """The speaker's own words, the longest unbroken stretch of them, without the marks."""
    stretches = []
    for phrase in statement.content:
        text = " ".join(phrase.text.split()).strip()
        inner = text.strip("\"“”„«»‘’'").strip()
        stretches.append(inner.rstrip(","))
    return max(stretches, key=len, default="")


def content_of(statement: Statement) -> str:
    """What an indirect statement says, in one line, its marks typographic.

    Of an interrupted one the longest stretch, unless what is left out would change what it says.
    """
    stretch = max(statement.content, key=lambda phrase: len(phrase.text))
    if any(guarded(phrase.text) for phrase in statement.content if phrase is not stretch):
        return ""
    text = typographic(stretch.text.strip(" ,"))
    return _THAT.sub("", text).rstrip(" .,;") if balanced(text) and not _SINGLE_QUOTE.search(text) else ""


def _only_asked(content: str) -> bool:
    """Whether no verb stands before an infinitive: a wish, which "said" would make a statement."""
    found = _ASKED.match(content)
    return found is not None and not any(map(finite, words(found[1])))


def _enough(body: str, whole: str) -> bool:
    """Whether what is left of a sentence still tells something: not "the money is to come"."""
    return body == whole or len(words(body)) >= _LEAST_LEFT


def _within(piece: str, text: str) -> bool:
    return " ".join(piece.split()).strip(" ,").lower() in text.lower()


def _opens_clause(body: str) -> bool:
    """Whether a clause can begin like this: with a name, a determiner or a plural, not with a verb."""
    first = body.split(" ", 1)[0]
    known = first.lower() in LOWERED | PERSONS | COLLECTIVES | {"there", "people"}
    return not finite(first) and (first[:1].isupper() or known or first.endswith("s"))


def _begins(statement: Statement, report: Report) -> bool:
    """Whether the content begins where a clause can: at a sentence, a mark, the verb of saying or "that"."""
    start = statement.content[0].span.start
    before = report.text[max(0, start - 40) : start].rstrip()
    cue = statement.cue.text.strip() if statement.cue else ""
    behind = not before or before.endswith((".", ",", ":", ";", "“", '"', "”", "—", "!", "?", "that"))
    paragraph = report.text[max(0, start - 2) : start].endswith("\n")
    return behind or paragraph or report.text.startswith("that ", start) or bool(cue and before.endswith(cue))
