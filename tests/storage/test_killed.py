"""A writer killed at any moment: nothing of what it ended is lost, nothing of what it had begun is kept."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.storage.entries import entry, member, page

from dateline.core.listings import Lookup, Totals
from dateline.storage import SqlStore, open_store

ROOT = Path(__file__).resolve().parents[2]

#: Writes stories one by one, each with all that belongs to it in one transaction, and tells which it ended.
WRITER = """
import sys
from tests.storage.entries import entry, member, page
from dateline.core.types import Report
from dateline.storage import open_store
store = open_store(sys.argv[1])
for number in range(int(sys.argv[2]), 100000):
    story = f"s{number}"
    with store.transaction():
        store.save_report(Report(id=f"r-{story}", text="The wave passed."), story)
        store.save_page(page(story), "k")
        store.save_groups([member(f"r-{story}", story)], [])
        store.catalogue.save([entry(story, number, key="1:k")])
    print(number, flush=True)
"""


@contextmanager
def writer(where: str | Path, first: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", WRITER, str(where), str(first)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.wait()
    assert process.stdout
    process.stdout.close()


def stories(store: SqlStore) -> set[str]:
    """The stories in the store, after a look whether each of its tables tells of the same ones."""
    known = set(store.page_keys())
    assert {listing.story for listing in store.catalogue.find(Lookup(limit=100000))} == known
    assert store.catalogue.count(Lookup(phrases=(("elbe",),))) == len(known)
    assert store.register.live() == known
    assert set(store.reports()) == {f"r-{story}" for story in known}
    assert store.catalogue.unlisted("1") == {}
    some = len(known)
    totals = Totals(stories=some, themes=1, reports=2 * some, origins=some, lines=3 * some, one_origin=some)
    assert store.catalogue.totals() == totals
    return known


@pytest.mark.slow
def test_nothing_is_lost_and_nothing_is_there_twice(where: str | Path) -> None:
    chance, ended = random.Random(7), -1
    open_store(where).close()
    for _ in range(4):
        with writer(where, ended + 1) as process:
            assert process.stdout
            ended = int(process.stdout.readline())
            time.sleep(chance.uniform(0.05, 0.4))
            process.kill()
            ended = max([ended, *(int(line) for line in process.stdout if line.endswith("\n"))])
        store = open_store(where)
        known = stories(store)
        store.close()
        # the writer may have been killed after its last transaction and before it told of it
        assert {f"s{number}" for number in range(ended + 1)} <= known
        assert len(known) <= ended + 2
        ended = len(known) - 1
    assert ended > 3


@pytest.mark.slow
def test_what_was_written_after_a_kill_has_the_mark_of_a_store_that_never_was_killed(
    where: str | Path,
) -> None:
    with writer(where, 0) as process:
        assert process.stdout
        process.stdout.readline()
        process.kill()
    store, whole = open_store(where), open_store(None)
    for number in range(len(stories(store))):
        story = f"s{number}"
        with whole.transaction():
            whole.save_page(page(story), "k")
            whole.save_groups([member(f"r-{story}", story)], [])
            whole.catalogue.save([entry(story, number, key="1:k")])
    assert store.catalogue.mark() == whole.catalogue.mark()
    store.close()
    whole.close()
