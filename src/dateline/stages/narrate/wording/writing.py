"""Lines out of sentences: attributed extracts and quotations, within the limits.

Decides whether a sentence can stand alone in print, in which of its wordings, attributed how, and with what
evidence. Does NOT decide which sentences a page wants or in which order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from dateline.core.ids import line_id
from dateline.core.pages import Line, LineKind, Status
from dateline.core.types import Form, Report, Span, Stance, Statement
from dateline.stages.narrate.facts.material import Material, Passage, outlet_name, sentence_of, terms_of
from dateline.stages.narrate.facts.status import origins_of, status_of
from dateline.stages.narrate.phrasebook.phrases import ENGLISH, Phrases
from dateline.stages.narrate.phrasebook.vocabulary import CONNECTIVE, CONTENTIOUS, JUNK
from dateline.stages.narrate.plan.selection import Ranking, Told
from dateline.stages.narrate.wording import speech
from dateline.stages.narrate.wording.attribution import FORCED, SMOOTH, in_front, outlet_list, placed, stopped
from dateline.stages.narrate.wording.compression import openings, opens_subordinate, shorter
from dateline.stages.narrate.wording.forms import Forms
from dateline.stages.narrate.wording.letters import capital, lowered, tokens
from dateline.stages.narrate.wording.limits import quotations
from dateline.stages.narrate.wording.measures import both_units
from dateline.stages.narrate.wording.mentions import Mentions
from dateline.stages.narrate.wording.rewriting.clauses import says_something
from dateline.stages.narrate.wording.rewriting.styling import in_house_style
from dateline.stages.narrate.wording.standing import standalone
from dateline.stages.narrate.wording.voices import Voices, naming

if TYPE_CHECKING:
    from dateline.stages.narrate.facts.people import Key, Person
    from dateline.stages.narrate.wording.attribution import Place
    from dateline.stages.narrate.wording.limits import Allowance
    from dateline.stages.narrate.wording.voices import Naming

#: The longest line with its attribution: one idea, read at once.
MOST_WORDS = 40
_LEAST_WORDS = 5
#: So many lines are read first, whatever comes behind them: who is named in them is known.
_TOP = 3
#: A form with less than this share of its sentence's words has lost too much to be the first choice.
_BARE = 0.6
#: A verb with its helpers, behind which a quotation in part may begin.
_VERB = re.compile(
    r"(?<=[\w’] )(?:(?:has|have|had)(?: (?:been|also|now|already))* [a-z]+ed\b"
    r"|(?:has|have|had)(?= (?:the|an?)\b)"
    r"|(?:is|are|was|were|will be|would be|could be)(?: (?:been|also|now|already))?(?: [a-z]+ed\b)?"
    r"|(?!entitled|called|named)[a-z]{4,}ed\b)(?=\s(?:(?:the|an?|in|on|at|by|for|to|from)\b|[A-Z]))"
    r"(?:\s(?:(?:in|on|at|by|for|from)\b(?! \d)|to(?= (?:the\b|an?\b|[A-Z]))))?"
)
#: A sentence with one of these names its own source.
_OWN = re.compile(
    r"\b(?:according to|said|says|say|told|tells|report|reported|reports|added|announced|confirmed|denied"
    r"|tweeted|wrote|claimed|claims|warned|insisted|argued|acknowledged|admitted|stated|stressed|declared|noted"
    r"|testified|explained|suggested|vowed|recalled|conceded|alleged|accused|told|believes?)\b",
    re.IGNORECASE,
)
#: "A, but that B" can follow only "said that".
_TWO_CLAUSES = re.compile(r"\b(?:and|but|or) that\b")


class Writer:
    """Writes the lines of one page, one after another, and remembers what it has said and used."""

    def __init__(
        self,
        material: Material,
        ranking: Ranking,
        allowance: Allowance,
        phrases: Phrases = ENGLISH,
        persons: Mapping[Key, Person] | None = None,
    ) -> None:
        self.material = material
        self.phrases = phrases
        self.told = Told()
        self._ranking = ranking
        self._allowance = allowance
        self._voices = Voices(material, persons)
        self._turn = 0
        self._mentions = Mentions()
        self._quoted: set[str] = set()
        self._in_part: set[str] = set()
        self._unfit: set[tuple[str, int]] = set()
        self._forms: dict[tuple[str, int], Forms] = {}

    # --- the three kinds of line ----------------------------------------------------------

    def extract(self, passage: Passage) -> Line | None:
        """A sentence in the first of its wordings that may be printed; None where none may.

        The fullest come first, but a form whose attribution stands in nobody's way before any in which it
        parts a sentence. Without an attribution of its own a line names its outlet when it is contentious
        (rule 2) or rests on one origin.
        """
        if passage.key in self._unfit:
            return None
        for places in (SMOOTH, FORCED):
            for body, wordings in self._of(passage).all():
                if self.told.repeats(body) or (places is SMOOTH and self._too_bare(body, passage)):
                    continue
                shortened = chain.from_iterable(map(self._mentions.again, wordings))
                able = [form for form in (*shortened, *wordings) if self._allowance.parted(form)]
                support = self._ranking.supporters(body, passage) if able else ()
                for form in able:
                    for printed in _measured(self._attributed(form, passage, support, places)):
                        if self._fits(printed, passage.clipping.report):
                            return self._print(printed, (passage, *support), LineKind.EXTRACT, matter=body)
        # What a page has told and used only grows: what does not fit now will not fit later.
        self._unfit.add(passage.key)
        return None

    def quoted_in_part(self, passage: Passage) -> Line | None:
        """The sentence with all behind its verb in the outlet's own words: where no extract fits.

        One such line for each outlet, since quotation is for what people said.
        """
        report = passage.clipping.report
        who = outlet_name(report)
        if not who or who in self._in_part or passage.statements:
            return None
        for body in self._of(passage).bodies():
            found = _VERB.search(body)
            if not found or set('“”"‘;') & set(body) or self.told.repeats(body):
                continue
            head, tail = body[: found.end()], body[found.end() :].strip()
            unled = opens_subordinate(body) and "," not in head
            if unled or tail.startswith(("and ", "but ", "or ", ",", "the first time", "the last time")):
                continue
            printed = f"{head} “{tail}”, {self.phrases.by_outlet[0].format(who=who)}."
            if len(tokens(tail)) > _LEAST_WORDS and self._fits(printed, report):
                self._in_part.add(who)
                return self._print(printed, (passage,), LineKind.QUOTATION)
        return None

    def quoted_whole(self, passage: Passage) -> Line | None:
        """The sentence in quotation marks, as its outlet wrote it: the last way to tell a story at all."""
        text = _behind_dateline(" ".join(passage.text.split()))
        who = outlet_name(passage.clipping.report)
        printed = self.phrases.quote_whole.format(who=capital(who), what=text)
        odd = (
            set('“”"') & set(text)
            or CONNECTIVE.match(text)
            or JUNK.search(text)
            or "?" in text
            or len(tokens(text)) < _LEAST_WORDS
        )
        if not who or odd or not self._fits(printed, passage.clipping.report):
            return None
        return self._print(printed, (passage,), LineKind.QUOTATION, matter=text)

    def statement(self, passage: Passage, statement: Statement) -> Line | None:
        """What somebody said: in quotation marks where the report has their words, else retold."""
        speaker, report = statement.speaker, passage.clipping.report
        if speaker is None or not naming(speaker) or not speech.sayable(statement):
            return None
        if statement.form is Form.DIRECT and speech.in_chorus(speaker):
            return None
        content = speech.spoken_words(statement)
        if not content or speech.empty(content, statement) or self.told.repeats(content):
            return None
        if not self._tellable(passage, statement, content):
            return None
        named = self._voices.naming(speaker)
        forms = self._quoting if statement.form is Form.DIRECT else self._retelling
        for printed in _measured(map(in_house_style, forms(content, named, statement, report.text))):
            if self._fits(printed, report):
                self._voices.introduce(speaker)
                spans = self._statement_evidence(passage, statement, named.evidence)
                kind = LineKind.QUOTATION if quotations(printed) else LineKind.EXTRACT
                support = () if kind is LineKind.QUOTATION else self._ranking.supporters(content, passage)
                return self._print(printed, (passage, *support), kind, spans=spans, matter=content)
        return None

    def _tellable(self, passage: Passage, statement: Statement, content: str) -> bool:
        """Whether the statement was read whole: one speaker's, and where it is retold, a clause."""
        report = passage.clipping.report
        if not speech.whole(statement, report, passage.statements) or speech.of_oneself(content, statement):
            return False
        direct = statement.form is Form.DIRECT or not passage.clauses
        return direct or says_something(speech.told_stretch(statement).span, passage.clauses)

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

    def _too_bare(self, body: str, passage: Passage) -> bool:
        """Whether a form has lost so much that a fuller one is better, even with a clumsy attribution."""
        return len(tokens(body)) < _BARE * len(passage.words)

    def _of(self, passage: Passage) -> Forms:
        if passage.key not in self._forms:
            self._forms[passage.key] = Forms(passage)
        return self._forms[passage.key]

    def _attributed(
        self, body: str, passage: Passage, support: Sequence[Passage], places: Collection[Place]
    ) -> Iterator[str]:
        """The body as it may be printed: as it is where it names its source or needs none, else attributed.

        Where no outlet is known it stands as it is; "one report said" only where that lets it be printed.
        """
        own = bool(_OWN.search(body))
        contentious = any(word.lower() in CONTENTIOUS for word in tokens(body))
        reports = [passage.clipping.report, *(other.clipping.report for other in support)]
        who = outlet_list(reports, self.phrases)
        if own or not who or (support and not contentious):
            yield stopped(body)
        if own:
            return
        several = len(set(map(outlet_name, reports))) > 1
        phrases = self.phrases
        plain = phrases.by_outlets if several else phrases.by_outlet if who else phrases.by_unnamed
        patterns = phrases.by_outlet_first if who else phrases.by_unnamed_first
        turn = self._turn
        ways = [plain[(turn + step) % len(plain)].format(who=who) for step in range(2)]
        if places is SMOOTH:
            text = passage.clipping.report.text
            front = in_front(body, who, patterns[turn % len(patterns)], text)
            end = f"{body}, {ways[0]}."
            yield from (*front, end) if turn % 3 == 2 else (end, *front)
        yield from chain.from_iterable(placed(body, way, places) for way in ways)

    # --- statements -----------------------------------------------------------------------

    def _quoting(self, content: str, named: Naming, statement: Statement, _: str) -> Iterator[str]:
        cue = self._cue(statement)
        body = content.rstrip(".,")
        if content[:1].islower():
            # A sentence that begins in the middle can only be the object of its verb.
            yield f"{capital(named.subject)} {cue} “{body}”."
            return
        last = f"{capital(named.subject)} {cue}: “{content}”"
        last += "" if content.endswith((".", "!", "?")) else "."
        # A mark of its own closes the quotation; else a comma does.
        closing = "”" if body.endswith(("!", "?")) else "”,"
        first = f"“{body}{closing} {named.subject} {cue}".rstrip(",") + "."
        yield from (last, first) if self._turn % 2 else (first, last)

    def _retelling(self, content: str, named: Naming, statement: Statement, text: str) -> Iterator[str]:
        cue = self._cue(statement)
        bodies = [b for b in shorter(content) if standalone(capital(b)) and speech.opens_clause(b)]
        for places in (SMOOTH, FORCED):
            for body in bodies:
                inside = lowered(capital(body), text) if body[:1].isupper() else body
                if inside and places is SMOOTH and len(tokens(inside)) > 3:
                    yield stopped(f"{capital(named.subject)} {cue} that {inside}")
                # "denied" turns round what it governs: it must stand before it.
                if statement.stance is not Stance.DENIED and not _TWO_CLAUSES.search(body):
                    yield from placed(capital(body), f"{named.subject} {cue}".rstrip(","), places)
                    yield from placed(capital(body), self.phrases.according.format(who=named.text), places)

    def _cue(self, statement: Statement) -> str:
        """The report's own verb where we may repeat it, else "said" (rule 4)."""
        return speech.own_verb(statement) or self.phrases.said

    def _statement_evidence(
        self, passage: Passage, statement: Statement, named: Sequence[Span]
    ) -> tuple[Span, ...]:
        spans = [phrase.span for phrase in statement.content]
        spans += [statement.speaker.phrase.span] if statement.speaker else []
        spans += [statement.cue.span] if statement.cue else []
        return tuple(dict.fromkeys(sentence_of(passage.clipping, span) for span in (*spans, *named)))

    def printable(self, text: str) -> bool:
        """Whether a line may be printed in these words: short enough, without a long run of another's."""
        return len(tokens(text)) <= MOST_WORDS and self._allowance.free(text)

    # --- printing -------------------------------------------------------------------------

    def _fits(self, text: str, report: Report) -> bool:
        return (
            bool(text)
            and self.printable(text)
            and all(quotation not in self._quoted for quotation in quotations(text))
            and self._allowance.quotable(text, report)
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
        if self._turn <= _TOP:
            self._mentions.note(text)
        return Line(
            id=line_id(self.material.dossier.story, own.span.report, *sorted(_lasting(matter or own.text))),
            text=text,
            kind=kind,
            evidence=evidence,
            status=status_of(passages),
            origins=origins_of((passage.span for passage in passages), self.material.clippings),
        )


def _measured(lines: Iterable[str]) -> Iterator[str]:
    """Each line with its measure in both units, then as it is."""
    for line in lines:
        yield from dict.fromkeys((both_units(line), line))


def _behind_dateline(text: str) -> str:
    """The sentence as it is printed, but for a dateline before it: that is no part of what it says."""
    opened = openings(text)
    return opened if text.endswith(opened) else text


def _lasting(text: str) -> frozenset[str]:
    """What a line is about, without its numbers: those may change and the matter be the same."""
    return frozenset(term for term in terms_of(text) if not term.isdigit())
