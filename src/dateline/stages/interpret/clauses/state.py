"""What a sentence has given so far: the clauses that are open, the innermost last.

Decides nothing of the grammar; it holds what the readers of phrases share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.stages.interpret.clauses.ranges import BEYOND, Range

if TYPE_CHECKING:
    from dateline.stages.interpret.clauses.chunks import Chunks
    from dateline.stages.interpret.reading.view import Annotation

#: Clauses within clauses that are followed; more make the sentence begin anew.
DEEPEST = 12

MAIN, CONTENT, RELATIVE, ADVERBIAL, PARTICIPLE, INFINITIVE = range(6)


@dataclass(slots=True)
class Open:
    """A clause while it is read; ranges are of tokens, half open, and ``None`` what was not found.

    ``apart`` is set where a comma opened it, ``closed`` where one has ended its object. ``told`` is false of
    a clause that is only followed, so that nothing of it is taken for its neighbour's. ``helped`` is the verb
    group whose auxiliary it shares.
    """

    kind: int
    start: int
    end: int
    opener: Range | None = None
    subject: Range | None = None
    own: bool = False
    verb: Range | None = None
    finite: bool = True
    lemma: str = ""
    passive: bool = False
    object: Range | None = None
    agent: Range | None = None
    complement: Range | None = None
    adjuncts: tuple[Range, ...] = ()
    particle: str = ""
    helped: Range | None = None
    apart: bool = False
    closed: bool = False
    told: bool = True


class State:
    """A sentence on its way: its phrases, and the clauses that are open, the innermost ``top``.

    ``kinds``, ``ranges`` and ``leads`` are those of ``Chunks``, ``words`` the first word of each in lower
    case; ``kinds`` and ``words`` are blank within four beyond the sentence, at either end.
    """

    __slots__ = (
        "antecedent",
        "found",
        "governor",
        "kinds",
        "leads",
        "ranges",
        "signs",
        "stack",
        "top",
        "view",
        "words",
    )

    def __init__(self, view: Annotation, signs: str, chunks: Chunks) -> None:
        self.view = view
        self.signs = signs
        self.kinds = chunks.kinds
        self.ranges = chunks.ranges
        self.leads = chunks.leads
        self.words = [view.lower[first] for first, _ in chunks.ranges] + [""] * len(BEYOND)
        self.found: list[Open] = []
        self.stack: list[Open] = []
        self.antecedent: Range | None = None
        self.governor: Range | None = None
        self.begin()

    def begin(self) -> None:
        """Start anew, as at the head of a sentence."""
        self.stack = []
        self.antecedent = None
        self.push(Open(MAIN, -1, -1))

    def push(self, clause: Open) -> Open:
        """Open a clause inside the innermost."""
        if len(self.stack) > DEEPEST:
            self.stack = []
        self.stack.append(clause)
        self.found.append(clause)
        self.top = clause
        return clause

    def close(self) -> None:
        """Close the innermost clause, which is not the only one."""
        self.stack.pop()
        self.top = self.stack[-1]

    def keep(self, number: int) -> None:
        """Close all but the outermost ``number`` clauses, one at least."""
        del self.stack[number:]
        self.top = self.stack[-1]

    def instead(self, clause: Open, of: Open) -> Open:
        """Open a clause in the place of an open one, and of all inside that."""
        at = next((number for number, one in enumerate(self.stack) if one is of), 0)
        del self.stack[at:]
        return self.push(clause)

    def beside(self, other: Open, start: int) -> Open:
        """Open a clause that has its subject from another one: "X did A and did B"."""
        clause = Open(other.kind, start, start, subject=other.subject, told=other.told)
        clause.finite, clause.apart = other.finite, other.apart
        return self.instead(clause, other)

    def back_to(self, clause: Open) -> None:
        """Close all that is open inside a clause."""
        while self.stack[-1] is not clause:
            self.stack.pop()
        self.top = clause

    def take(self, clause: Open, tokens: Range) -> None:
        """Count tokens to a clause."""
        first, end = tokens
        if clause.start < 0 or first < clause.start:
            clause.start = first
        clause.end = max(clause.end, end)
