"""What is kept and what is forgotten: weight, changes of the store, and many who ask for the same."""

from __future__ import annotations

import asyncio

import pytest

from dateline.web.answer import Answer, Room
from dateline.web.memory import Memory


def room(size: int = 10, status: int = 200) -> Room:
    return {"": Answer(status=status, body=b"x" * size)}


async def got(memory: Memory, name: str, made: Room | None = None) -> Room:
    async def make() -> Room:
        return made if made is not None else room()

    return await memory.fetch(name, make)


def test_what_was_made_is_not_made_again() -> None:
    async def check() -> None:
        memory = Memory(10_000)
        first = await got(memory, "a")
        assert await got(memory, "a", room(99)) is first
        assert memory.find("a") is first
        assert (memory.hits, memory.misses) == (2, 1)

    asyncio.run(check())


def test_however_many_ask_it_is_made_once() -> None:
    async def check() -> None:
        memory = Memory(10_000)
        made: list[int] = []

        async def make() -> Room:
            made.append(1)
            await asyncio.sleep(0.01)
            return room()

        rooms = await asyncio.gather(*(memory.fetch("a", make) for _ in range(20)))
        assert len(made) == 1
        assert all(one is rooms[0] for one in rooms)

    asyncio.run(check())


def test_one_who_leaves_does_not_take_it_from_the_others() -> None:
    async def check() -> None:
        memory = Memory(10_000)

        async def make() -> Room:
            await asyncio.sleep(0.02)
            return room()

        leaving = asyncio.ensure_future(memory.fetch("a", make))
        staying = asyncio.ensure_future(memory.fetch("a", make))
        await asyncio.sleep(0)
        leaving.cancel()
        assert await staying
        assert memory.find("a")

    asyncio.run(check())


def test_what_was_not_asked_for_longest_goes_first() -> None:
    async def check() -> None:
        memory = Memory(3500)
        for name in "abc":
            await got(memory, name)
        memory.find("a")
        await got(memory, "d")
        assert memory.find("b") is None
        assert memory.find("a")
        assert memory.weight <= 3500
        assert len(memory) == 3

    asyncio.run(check())


def test_what_is_too_heavy_is_given_out_and_not_kept() -> None:
    async def check() -> None:
        memory = Memory(2000)
        assert await got(memory, "a", room(5000))
        assert memory.find("a") is None
        assert memory.weight == 0

    asyncio.run(check())


@pytest.mark.parametrize(
    ("status", "kept"), [(200, True), (301, True), (410, True), (404, False), (503, False)]
)
def test_no_error_is_kept_that_may_pass(status: int, kept: bool) -> None:
    async def check() -> None:
        memory = Memory(10_000)
        await got(memory, "a", room(status=status))
        assert (memory.find("a") is not None) is kept

    asyncio.run(check())


def test_nothing_is_not_kept() -> None:
    async def check() -> None:
        memory = Memory(10_000)
        assert await got(memory, "a", {}) == {}
        assert len(memory) == 0

    asyncio.run(check())


def test_only_what_changed_is_forgotten() -> None:
    async def check() -> None:
        memory = Memory(10_000)
        for name in "abc":
            await got(memory, name)
        memory.forget({"b", "never"})
        assert (memory.find("a") is None, memory.find("b") is None) == (False, True)
        memory.forget(None)
        assert len(memory) == memory.weight == 0

    asyncio.run(check())


def test_what_was_begun_before_a_change_is_not_kept_and_nobody_later_gets_it() -> None:
    async def check() -> None:
        memory = Memory(10_000)
        ready = asyncio.Event()
        old, new = room(1), room(2)

        async def slow() -> Room:
            await ready.wait()
            return old

        async def quick() -> Room:
            return new

        before = asyncio.ensure_future(memory.fetch("a", slow))
        await asyncio.sleep(0)
        memory.forget({"a"})
        assert await memory.fetch("a", quick) is new
        ready.set()
        assert await before is old
        assert memory.find("a") is new

    asyncio.run(check())


def test_a_failure_is_told_to_all_who_wait_and_the_next_tries_again() -> None:
    async def check() -> None:
        memory = Memory(10_000)

        async def fail() -> Room:
            raise OSError("gone")

        told = await asyncio.gather(*(memory.fetch("a", fail) for _ in range(3)), return_exceptions=True)
        assert all(isinstance(one, OSError) for one in told)
        assert await got(memory, "a")

    asyncio.run(check())
