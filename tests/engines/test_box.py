"""The box: what stalls, crashes or eats memory is one Failure, and its neighbours do not wait for it."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from dateline.core.types import Failure
from dateline.engines import LocalEngine, box
from dateline.engines.worker import LARGEST_RESULT, MIB, Job, Limits
from tests.engines import hazards
from tests.engines.hazards import Loaded

TIGHT = Limits(seconds=4, cpu=10, memory=512 * MIB)
STALLING = Limits(seconds=6, cpu=10, memory=512 * MIB)
CALM = Limits(seconds=20, cpu=20, memory=512 * MIB)


def run(items: Sequence[object], workers: int = 2, limits: Limits = TIGHT) -> Iterator[object]:
    return LocalEngine(workers, limits).each(hazards.stage, items, hazards.name, "extract", boxed=True)


def failures(results: Sequence[object]) -> dict[int, Failure]:
    return {at: result for at, result in enumerate(results) if isinstance(result, Failure)}


@pytest.fixture(autouse=True)
def _awake() -> None:
    """Workers that are up and new: others that tests before left may be about to be replaced."""
    box._BENCH.clear()
    list(run([0, 0], limits=Limits()))


@pytest.mark.parametrize(
    ("hazard", "words"),
    [
        ("exit", "its worker process died (exit status 7"),
        ("sys.exit", "its worker process died (exit status 3"),
        ("segfault", "died (SIGSEGV: out of memory, or a fault in a library)"),
        ("eat", "more memory than it is given"),
        ("unsendable error", "Unsendable"),
        ("unsendable result", "its result cannot be handed on: TypeError"),
        ("huge result", f"its result is larger than {LARGEST_RESULT // MIB} MiB"),
    ],
)
def test_what_goes_wrong_is_one_failure_that_names_its_item(hazard: str, words: str) -> None:
    results = list(run([1, hazard, 2, 3], limits=CALM))
    ((at, failure),) = failures(results).items()
    assert at == 1
    assert (failure.item, failure.stage) == (f"item '{hazard}'", "extract")
    assert words in failure.reason
    assert failure.remedy
    assert all(isinstance(results[other], Loaded) for other in (0, 2, 3))


@pytest.mark.parametrize("hazard", ["regex", "sleep"])
def test_a_stall_ends_in_time_even_in_c_code(hazard: str) -> None:
    results = list(run([hazard, 1], workers=1))  # each would take ten minutes
    assert failures(results)[0].reason == "it took more than 4 seconds"
    assert isinstance(results[1], Loaded)


@pytest.mark.slow
def test_time_of_the_processor_is_limited_too() -> None:
    (found,) = run(["burn"], limits=Limits(seconds=30, cpu=1))
    assert isinstance(found, Failure)
    assert found.reason == "it took more time of the processor than it is given"


def test_neighbours_do_not_wait_for_a_stall() -> None:
    results = run(["sleep", *[0.01] * 8], limits=STALLING)
    stalled = next(results)
    given_up = time.time()
    others = [result.when for result in results if isinstance(result, Loaded)]
    assert isinstance(stalled, Failure)
    assert len(others) == 8
    assert max(others) < given_up


def test_stalls_in_every_worker_do_not_hold_up_the_rest() -> None:
    results = run(["sleep", "sleep", *[0.01] * 6], limits=STALLING)
    stalled = [next(results), next(results)]
    given_up = time.time()
    others = [result.when for result in results if isinstance(result, Loaded)]
    assert all(isinstance(found, Failure) for found in stalled)
    assert len(others) == 6
    assert max(others) < given_up


def test_results_come_in_the_order_of_the_items() -> None:
    delays: list[object] = [2.0, 0.0, 0.03, 0.0, 0.01, 0.0]
    whens = [result.when for result in run(delays) if isinstance(result, Loaded)]
    assert len(whens) == 6
    assert whens[1] < whens[0]  # the second was done before the first, and given after it


def test_workers_are_kept_and_shared_by_engines() -> None:
    first = {result.pid for result in run([0] * 4) if isinstance(result, Loaded)}
    again = {result.pid for result in run([0] * 4, limits=Limits()) if isinstance(result, Loaded)}
    assert again & first
    assert os.getpid() not in first


def test_a_worker_that_died_while_idle_is_not_held_against_the_next_item() -> None:
    (found,) = run([0], workers=1)
    assert isinstance(found, Loaded)
    os.kill(found.pid, signal.SIGKILL)
    time.sleep(0.2)
    (found,) = run([0], workers=1)
    assert isinstance(found, Loaded)


def test_how_large_we_are_is_not_held_against_a_worker() -> None:
    ours = bytearray(400 * MIB)  # more than half of what a worker may have
    box._BENCH.clear()
    first, second = run([0, 0], workers=1)
    assert isinstance(first, Loaded)
    assert isinstance(second, Loaded)
    assert first.pid == second.pid
    assert ours


def test_memory_that_ran_out_is_not_missed_by_the_next_item() -> None:
    results = list(run([0, "eat", 0], workers=1, limits=CALM))
    assert isinstance(results[0], Loaded)
    assert isinstance(results[2], Loaded)
    assert results[2].pid != results[0].pid


def test_an_abandoned_call_leaves_nothing_running() -> None:
    results = run([0, "sleep", 0, 0], limits=Limits())
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert all(isinstance(found, Loaded) for found in run([0, 0, 0]))


def test_an_item_that_cannot_be_sent_is_a_failure_too() -> None:
    results = list(run([1, lambda: None, 2]))
    assert list(failures(results)) == [1]
    assert "cannot be sent to a worker process" in failures(results)[1].reason


def test_a_stage_that_cannot_be_sent_is_said_at_once() -> None:
    with pytest.raises((AttributeError, pickle.PicklingError)):
        list(LocalEngine().each(lambda item: item, [1], str, "extract", boxed=True))


def test_large_items_pass_in_both_directions() -> None:
    items = [bytes(size * MIB) for size in (0, 1, 12, 1)]
    sizes = list(LocalEngine(2).each(hazards.size_of, items, lambda _: "item", "extract", boxed=True))
    assert sizes == [0, MIB, 12 * MIB, MIB]


def test_what_a_library_prints_does_not_reach_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    assert list(run(["print"])) == [None]
    assert capfd.readouterr() == ("", "")


def test_two_calls_at_a_time_do_not_mix() -> None:
    first, second = run([0.01] * 6), run([1] * 6)
    pairs = list(zip(first, second, strict=True))
    assert all(isinstance(found, Loaded) for pair in pairs for found in pair)


# --- processes ----------------------------------------------------------------------------


def running(pids: Sequence[int]) -> list[int]:
    """Those that are still there; one that ended and was not fetched yet (a zombie) is not."""
    found = []
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            continue
        found += [pid] if state != "Z" else []
    return found


def gone(pids: Sequence[int], within: float = 30.0) -> bool:
    end = time.monotonic() + within
    while running(pids) and time.monotonic() < end:
        time.sleep(0.02)
    return not running(pids)


def children(parent: int) -> list[int]:
    listing = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [line.split() for line in listing.splitlines()]
    return [int(pid) for pid, above in pairs if int(above) == parent]


def test_the_children_of_a_stalled_worker_end_with_it() -> None:
    found: list[int] = []
    worker = box.Worker()
    job = Job(stage=hazards.stage, label="extract")
    worker.give(0, pickle.dumps((pickle.dumps(job), "child", pickle.dumps("child"))), None)
    while not found:
        found = children(worker._process.pid)
        time.sleep(0.02)
    worker.end()
    assert gone(found)


PARENT = """
import sys
from tests.engines import hazards
from dateline.engines import LocalEngine
from dateline.engines.worker import Limits
engine = LocalEngine(2, Limits(seconds=500, cpu=500))
found = engine.each(hazards.stage, [1, 2, 0.3, *sys.argv[1:]], hazards.name, "extract", boxed=True)
print(next(found).pid, next(found).pid, next(found).pid, flush=True)
print(list(found))
"""


@contextmanager
def parent(*items: str) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """A program that has results and goes on with these items, and its workers: two or more."""
    process = subprocess.Popen(
        [sys.executable, "-c", PARENT, *items],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    try:
        assert process.stdout is not None
        told = {int(pid) for pid in process.stdout.readline().split()}
        yield process, sorted(told.union(children(process.pid)))
    finally:
        process.kill()
        process.communicate()


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_end_with_their_parent_however_it_ends(end: signal.Signals) -> None:
    with parent("regex", "sleep") as (process, workers):
        assert len(workers) >= 2
        process.send_signal(end)
        process.wait(60)
        assert process.returncode != 0
        assert gone(workers)


@pytest.mark.slow
def test_at_exit_idle_workers_are_ended() -> None:
    with parent() as (process, workers):
        process.wait(60)
        assert process.returncode == 0
        assert workers
        assert gone(workers)


@pytest.mark.slow
def test_a_key_pressed_at_the_terminal_is_for_the_parent_alone() -> None:
    with parent("sleep") as (process, workers):
        groups = {os.getpgid(pid) for pid in workers}
        assert os.getpgid(process.pid) not in groups
        process.kill()
        process.wait(60)
        assert gone(workers)
