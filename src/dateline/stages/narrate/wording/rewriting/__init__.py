"""Other wordings of one sentence that say the same: moved, joined, turned round, in house style.

Decides in which order the operations are tried and how many forms are worth having. One operation a function,
in the module of its kind; ``truth`` holds all of them to what the sentence says. Does NOT shorten, attribute,
or know the limits: whoever asks takes the first form that may be printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from dateline.stages.narrate.wording.rewriting.joining import both, role_first, what_came_of_it
from dateline.stages.narrate.wording.rewriting.moving import (
    day_first,
    speaker_first,
    speaker_last,
    to_the_end,
    to_the_front,
    with_on,
)
from dateline.stages.narrate.wording.rewriting.truth import faithful
from dateline.stages.narrate.wording.rewriting.turning import by_whom_first

_OPERATIONS: tuple[Callable[[str], Iterator[str]], ...] = (
    with_on,
    by_whom_first,
    what_came_of_it,
    both,
    to_the_end,
    speaker_first,
    speaker_last,
    day_first,
    to_the_front,
    role_first,
)
#: So many forms of one sentence are tried, and so many operations one after another.
_MOST, _DEEPEST = 10, 2


def wordings(body: str) -> Iterator[str]:
    """The body (without its full stop), then its other wordings, the least changed first."""
    yield body
    yield from islice(_rewritten(body), _MOST)


def _rewritten(body: str) -> Iterator[str]:
    seen, last = {body}, [body]
    for _ in range(_DEEPEST):
        made: list[str] = []
        for form in last:
            for operation in _OPERATIONS:
                fresh = [new for new in operation(form) if new not in seen and faithful(new, body)]
                seen.update(fresh)
                made.extend(fresh)
        yield from made
        last = made
