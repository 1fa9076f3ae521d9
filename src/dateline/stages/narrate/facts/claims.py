"""What is claimed, and where each independent origin stands on it: the matrix of a page.

Decides which sentences of different origins make the same claim, and who says, differs, denies or
is silent. Does NOT decide who is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.core.pages import Claim, Position, Stand
from dateline.core.text import words
from dateline.core.types import Scope, Span, Stance
from dateline.stages.narrate.facts.ledger import Entry, amount, bounds, numeral
from dateline.stages.narrate.facts.material import Material, Passage, numbers_of, terms_of
from dateline.stages.narrate.phrasebook.phrases import ENGLISH, Phrases
from dateline.stages.narrate.phrasebook.vocabulary import DENIAL
from dateline.stages.narrate.plan.selection import Ranking, Told, negated
from dateline.stages.narrate.wording.compression import finite, guarded, shorter, sound
from dateline.stages.narrate.wording.standing import standalone, typographic

MOST_CLAIMS = 8
LABEL_WORDS = 8
#: So many of the most central sentences are tried: what is far from the centre has no second origin.
_TRIED = 30
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|be) \w+ed$|\bdied$")
_LABEL_JOINT = re.compile(
    r"\s+(?=(?:on|in|at|after|for|with|from|during|by|near|as|while|when|against|following)\s)"
)


def matrix(material: Material, ranking: Ranking, entries: Sequence[Entry]) -> tuple[Claim, ...]:
    """The claims that most origins speak of, figures first, at most ``MOST_CLAIMS``.

    A claim that one origin alone makes is a row only where another denies it or differs.
    """
    if len(material.origins) < 2:
        return ()
    rows = [*_figures(material, entries), *_sentences(material, ranking)]
    spoken = [row for row in rows if sum(stand.position is not Position.SILENT for stand in row.stands) > 1]
    spoken.sort(key=lambda row: -sum(stand.position is not Position.SILENT for stand in row.stands))
    return tuple(spoken[:MOST_CLAIMS])


def _figures(material: Material, entries: Sequence[Entry], phrases: Phrases = ENGLISH) -> Iterator[Claim]:
    for measure, counting in phrases.counts.items():
        live = [e for e in entries if e.row.measure == measure and e.row.scope is Scope.HAPPENING]
        told = [entry for entry in live if not entry.row.replaced and numeral(entry.given[-1])]
        if not told:
            continue
        main = max(told, key=lambda entry: (len(entry.origins), entry.given[-1].at))
        stands = {origin: stand for entry in reversed(live) for origin, stand in _figure_stands(entry, main)}
        label = counting.label.format(n=amount(main, phrases).removesuffix(" of"))
        yield _claim(label, stands, main.row.evidence, material)


def _figure_stands(entry: Entry, main: Entry) -> Iterator[tuple[str, Stand]]:
    # "At least 20" does not say 34, though both may be right: its own words stand in the cell.
    agrees = bounds(entry.row) == bounds(main.row)
    for given in entry.given:
        spans = tuple(span for span in entry.row.evidence if span.report == given.clipping.report.id)
        position = Position.SAYS if agrees else Position.DIFFERS
        yield (
            given.clipping.origin,
            Stand(
                origin=given.clipping.origin,
                position=position,
                words=given.figure.phrase.text[:40],
                evidence=spans,
            ),
        )


def _sentences(material: Material, ranking: Ranking) -> Iterator[Claim]:
    told = Told()
    central = sorted(material.passages, key=lambda p: (-ranking.score(p), p.key))[:_TRIED]
    for passage in central:
        label = label_of(passage)
        if not label or told.repeats(label, 0.6):
            continue
        support = ranking.supporters(label, passage)
        against = _against(label, passage, ranking)
        if not support and not against:
            continue
        told.add(label)
        stands = {other.origin: _stand(other, Position.SAYS) for other in support}
        stands |= {
            o: stand for o, stand in against.items() if o not in stands or stand.position is Position.DENIES
        }
        stands[passage.origin] = _stand(passage, Position.SAYS)
        yield _claim(label, stands, (passage.span, *(p.span for p in support)), material)


def label_of(passage: Passage) -> str:
    """The claim of a sentence in at most ``LABEL_WORDS`` words, or "" where it has no such core."""
    for body in shorter(typographic(passage.text)):
        if not standalone(body) or "“" in body or (passage.statements and guarded(body)):
            continue
        if len(words(body)) <= LABEL_WORDS:
            return body
        for found in reversed(list(_LABEL_JOINT.finditer(body))):
            head, tail = body[: found.start()], body[found.end() :]
            complete = sound(head) and (not finite(words(head)[-1]) or _PASSIVE.search(head))
            if len(words(head)) <= LABEL_WORDS and complete and not guarded(tail):
                return head
    return ""


def _against(label: str, own: Passage, ranking: Ranking) -> dict[str, Stand]:
    """Origins that tell the same with another number, or deny it."""
    terms, numbers = terms_of(label), numbers_of(label)
    bare = frozenset(term for term in terms if not term.isdigit())
    found: dict[str, Stand] = {}
    for passage in ranking.material.passages:
        if passage.origin == own.origin or len(bare) < 3 or len(bare & passage.terms) < 0.75 * len(bare):
            continue
        if _denies(passage) and not negated(label):
            found[passage.origin] = _stand(passage, Position.DENIES)
    return found if numbers or found else {}


def _denies(passage: Passage) -> bool:
    stance = any(statement.stance is Stance.DENIED for statement in passage.statements)
    return stance and any(word.lower() in DENIAL for word in words(passage.text))


def _stand(passage: Passage, position: Position) -> Stand:
    return Stand(origin=passage.origin, position=position, evidence=(passage.span,))


def _claim(label: str, stands: dict[str, Stand], evidence: Sequence[Span], material: Material) -> Claim:
    row = tuple(
        stands.get(origin, Stand(origin=origin, position=Position.SILENT)) for origin in material.origins
    )
    return Claim(label=label, stands=row, evidence=tuple(dict.fromkeys(evidence)))
