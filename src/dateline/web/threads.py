"""Where work that waits or computes is done: beside the loop that answers, a few at a time.

Few, because threads of Python take turns: more of them make each slower and the loop late.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")

#: Threads of one worker, and how much work may wait for them before the server says that it is busy.
THREADS, WAITING = 3, 256
#: Threads in which the API's routes run: apart, so that no question to it keeps a page waiting.
DATA_THREADS = 2

_pool = ThreadPoolExecutor(THREADS, thread_name_prefix="dateline")
#: What waits for other hosts (a mail server) is done here, so that no reader waits for them.
_slow = ThreadPoolExecutor(2, thread_name_prefix="dateline-post")
_waiting = 0


class Busy(Exception):
    """More work waits than can be done soon."""


async def in_thread(work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """The result of ``work`` done in a thread. Raises ``Busy`` where too much waits."""
    return await _done(_pool, partial(work, *args, **kwargs))


async def in_slow_thread(work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """The same for what waits for other hosts."""
    return await _done(_slow, partial(work, *args, **kwargs))


async def _done(pool: ThreadPoolExecutor, work: Callable[[], _T]) -> _T:
    global _waiting  # noqa: PLW0603
    if _waiting >= WAITING:
        raise Busy
    _waiting += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(pool, work)
    finally:
        _waiting -= 1
