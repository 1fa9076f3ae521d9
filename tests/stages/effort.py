"""What some work costs by itself, whatever else the process holds."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Effort:
    """CPU seconds of a piece of work, known when it is done."""

    seconds: float = 0.0


@contextmanager
def effort() -> Iterator[Effort]:
    """The cost of what is done within, the collector at rest: it would walk what all other tests hold."""
    spent = Effort()
    gc.collect()
    gc.disable()
    started = time.process_time()
    try:
        yield spent
    finally:
        spent.seconds = time.process_time() - started
        gc.enable()
