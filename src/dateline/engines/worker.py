"""What runs inside a worker process: one item at a time, within limits, and an answer for each.

Decides how an item's own trouble becomes a ``Failure``, and when this process is spent. Which worker gets
which item, and what becomes of one that stalls or dies, is decided outside (``engines/box.py``).
"""

from __future__ import annotations

import gc
import pickle
import re
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from dateline.core.errors import DatelineError
from dateline.core.types import Failure

Item = TypeVar("Item")
Result = TypeVar("Result")

MIB = 1 << 20
LARGEST_RESULT = 64 * MIB
LEFT_OUT = "it was left out; the others went on"
#: Values out of a store hold no cycles: to look for some after every 700 of them takes a tenth of the time.
_BETWEEN_COLLECTIONS = 50_000
_HIGHEST = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes (getrusage(2) of each system)
_NO_MEMORY = "it takes more memory than it is given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that one item may take: seconds by the wall and of the processor, bytes of address space.

    All that a page needs is loaded in some 300 MiB of address space; see ``benchmarks/torture.py``.
    """

    seconds: float = 20.0
    cpu: int = 15
    memory: int = 1536 * MIB


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is done with the items that come: the stage, its name, the limits on each item."""

    stage: Callable[[Any], Any]
    label: str
    limits: Limits | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A worker's answer to one item. ``spent``: the worker is not to be given another."""

    result: Any
    spent: bool = False


def one(stage: Callable[[Item], Result], label: str, name: str, item: Item) -> Result | Failure:
    """The stage's result, or a ``Failure`` that names the item: whatever else it raises stops here."""
    try:
        return stage(item)
    except DatelineError as error:
        return Failure(item=error.item or name, stage=label, reason=error.reason, remedy=error.remedy)
    except MemoryError:
        return Failure(item=name, stage=label, reason=_NO_MEMORY, remedy=LEFT_OUT)
    except Exception as error:
        # The border at which one item's trouble must not become the run's.
        remedy = "it was left out; please report this"
        return Failure(item=name, stage=label, reason=_words(error), remedy=remedy)


def _words(error: Exception) -> str:
    try:
        return f"{type(error).__name__}: {error}".strip(": ")[:300]
    except Exception:
        return type(error).__name__  # an error that cannot even say what it is


def serve(channel: Connection) -> None:
    """Answer each ``(job, name, item)`` that comes from our own parent, until it is gone."""
    told, job = b"", None
    gc.set_threshold(_BETWEEN_COLLECTIONS, 20, 20)
    while True:
        try:
            head, name, body = pickle.loads(channel.recv_bytes())  # noqa: S301
        except EOFError:
            return
        try:
            if job is None or head != told:
                told, job = head, pickle.loads(head)  # noqa: S301
            item = pickle.loads(body)  # noqa: S301
        except Exception as error:
            reason = f"a worker process cannot load it: {_words(error)}"
            channel.send_bytes(_packed(Failure(item=name, stage="engine", reason=reason, remedy=LEFT_OUT)))
            continue
        channel.send_bytes(_answer(job, name, item))


def _answer(job: Job, name: str, item: Any) -> bytes:
    _grant(job.limits)
    result = one(job.stage, job.label, name, item)
    spent = _spent(job.limits, result)
    try:
        packed = _packed(result, spent)
        if len(packed) <= LARGEST_RESULT:
            return packed
        reason = f"its result is larger than {LARGEST_RESULT // MIB} MiB"
    except Exception as error:
        reason = f"its result cannot be handed on: {_words(error)}"
        spent = spent or isinstance(error, MemoryError)
    return _packed(Failure(item=name, stage=job.label, reason=reason, remedy=LEFT_OUT), spent)


def _packed(result: Any, spent: bool = False) -> bytes:
    return pickle.dumps(Answer(result=result, spent=spent), pickle.HIGHEST_PROTOCOL)


def _grant(limits: Limits | None) -> None:
    """Limits for the next item. Beyond its seconds the kernel ends this process (SIGXCPU)."""
    memory = seconds = resource.RLIM_INFINITY
    if limits is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        memory, seconds = limits.memory, int(used.ru_utime + used.ru_stime) + limits.cpu + 1
    resource.setrlimit(resource.RLIMIT_AS, (memory, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


def _spent(limits: Limits | None, result: Any) -> bool:
    """Whether memory ran out or was half used: what it still holds would be missed by the next item."""
    if limits is None:
        return False
    return _most_held() > limits.memory // 2 or (isinstance(result, Failure) and result.reason == _NO_MEMORY)


def _most_held() -> int:
    """The most memory that this process ever held, in bytes.

    Linux hands ``ru_maxrss`` down from the parent, however large that is, so what the kernel says of this
    process alone is asked first.
    """
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
    except OSError:
        status = ""
    if held := _HIGHEST.search(status):
        return int(held[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS_UNIT
