"""What some work costs by itself, whatever machine it is done on and whatever else goes on there.

Nothing here says that the project is fast: benchmarks do. It keeps out what never ends: work that grows with
the square of a hostile input takes hundreds of times what is allowed.
"""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

#: CPU seconds of one stroke on a calm machine; the same machine under load takes up to three times that.
CALM = 0.0005

_WORD = re.compile(r"\w+")
_TEXT = "The Elbe crested at 7.9 metres in Meissen on Tuesday morning, the flood centre said. " * 100


class Effort:
    """CPU seconds that a piece of work takes on a calm machine, known when it is done."""

    seconds: float = 0.0


def stroke() -> float:
    """CPU seconds of a little work that is always the same, now and here."""
    started = time.process_time()
    counted: dict[str, int] = {}
    for word in _WORD.findall(_TEXT):
        counted[word] = counted.get(word, 0) + len(word)
    for line in _TEXT.split(". "):
        counted[line] = line.count(" ")
    return time.process_time() - started


@contextmanager
def effort() -> Iterator[Effort]:
    """The cost of what is done within, measured against a stroke before it and one after.

    The collector is at rest meanwhile: it would walk what all other tests hold.
    """
    spent = Effort()
    gc.disable()
    before = stroke()
    started = time.process_time()
    try:
        yield spent
    finally:
        taken = time.process_time() - started
        spent.seconds = taken * CALM / max(before, stroke())
        gc.enable()
