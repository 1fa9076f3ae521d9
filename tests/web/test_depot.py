"""What workers leave to each other: found whole and by name, held against what changed, bounded."""

from __future__ import annotations

import asyncio
import os

import pytest

from dateline.web.answer import Answer, Room, answer
from dateline.web.depot import PLACE, Branch, Depot
from dateline.web.memory import Memory


def room(text: str = "x", size: int = 5) -> Room:
    return {"": answer(text.encode() * size, "text/html", [("vary", "cookie")], modified=7)}


class Worker:
    """A memory of one worker over the depot of all, and the mark that it knows."""

    def __init__(self, depot: Depot, mark: str = "m0") -> None:
        self.mark = mark
        self.branch = Branch(depot, "pages", lambda: self.mark)
        self.memory = Memory(10_000_000, self.branch)
        self.made: list[str] = []

    def beat(self, mark: str, changed: frozenset[str] | None) -> None:
        self.mark = mark
        self.memory.forget(changed)

    def ask(self, name: str, made: Room | None = None) -> Room:
        async def make() -> Room:
            self.made.append(name)
            return made if made is not None else room(name)

        return asyncio.run(self.memory.fetch(name, make))


def two() -> tuple[Worker, Worker]:
    depot = Depot(100 * PLACE)
    workers = Worker(depot), Worker(depot)
    for worker in workers:
        worker.branch.find("z")  # a first look: now it knows its first mark
    return workers


def test_what_one_made_another_finds() -> None:
    one, other = two()
    assert other.ask("a") == one.ask("a")
    assert (one.made, other.made) == ([], ["a"])
    assert (one.memory.hits, one.memory.misses) == (1, 0)
    assert one.memory.find("a") is not None, "it is kept here by now"


def test_an_answer_comes_back_as_it_was() -> None:
    depot = Depot(PLACE)
    for made in (room(), room("long ", 5000), {"": Answer(status=301, headers=((b"location", b"/b"),))}):
        depot.put("a", "m", made)
        assert depot.get("a") == ("m", made)


def test_nothing_is_found_where_nothing_was_left() -> None:
    assert Depot(PLACE).get("a") is None


def test_a_name_that_shares_its_place_is_not_taken_for_another() -> None:
    depot = Depot(PLACE)
    depot.put("a", "m", room("a"))
    assert depot.get("b") is None


def test_of_names_that_share_places_the_oldest_goes() -> None:
    times = iter(range(100))
    depot = Depot(PLACE, lambda: float(next(times)))
    for number in range(9):
        depot.put(f"n{number}", "m", room())
    assert [bool(depot.get(f"n{number}")) for number in range(9)] == [False] + 8 * [True]
    depot.put("n1", "m", room("again"))
    depot.put("n9", "m", room())
    found = [bool(depot.get(f"n{number}")) for number in range(10)]
    assert found == [False, True, False] + 7 * [True], "what was left anew is young again"


def test_what_is_too_large_is_not_left() -> None:
    depot = Depot(PLACE)
    depot.put("a", "m", {"": Answer(body=os.urandom(PLACE))})
    assert depot.get("a") is None


def test_a_torn_room_is_not_there() -> None:
    depot = Depot(PLACE)
    depot.put("a", "m", room("a", 50))
    (at,) = [at for head, at in depot._heads(bytes(8)) if head.strip(b"\0")]
    os.pwrite(depot._file, b"torn", at + 60)
    assert depot.get("a") is None


def test_a_full_disk_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> int:
        raise OSError(28, "No space left on device")

    one, _ = two()
    monkeypatch.setattr(os, "pwrite", full)
    assert one.ask("a") == room("a")


# --- what has changed ---------------------------------------------------------------------


def test_what_changed_since_is_made_anew() -> None:
    one, other = two()
    one.ask("a")
    one.ask("b")
    other.beat("m1", frozenset({"a"}))
    other.ask("a", room("new"))
    other.ask("b")
    assert other.made == ["a"], "nothing that b tells of has changed"


def test_one_who_lags_behind_takes_nothing_of_a_state_that_it_does_not_know() -> None:
    one, other = two()
    other.beat("m1", frozenset({"a"}))
    other.ask("a", room("new"))
    one.ask("a", room("old"))
    assert one.made == ["a"]
    one.beat("m1", frozenset({"a"}))
    other.beat("m1", frozenset())
    assert other.ask("a") == room("new"), "the old one that was left last is of a former state"


def test_where_anything_may_have_changed_nothing_holds() -> None:
    one, other = two()
    one.ask("a")
    other.beat("m1", None)
    other.ask("a")
    assert other.made == ["a"]


def test_changes_add_up_over_many_states() -> None:
    one, other = two()
    one.ask("a")
    one.ask("b")
    for number in range(1, 6):
        other.beat(f"m{number}", frozenset({"b"} if number == 3 else ()))
    other.ask("a")
    other.ask("b")
    assert other.made == ["b"]


def test_a_state_too_long_ago_is_not_known() -> None:
    one, other = two()
    one.ask("a")
    for number in range(1, 80):
        other.beat(f"m{number}", frozenset())
    other.ask("a")
    assert other.made == ["a"]


def test_an_error_is_left_to_nobody() -> None:
    one, other = two()
    one.ask("a", {"": Answer(status=503)})
    other.ask("a")
    assert other.made == ["a"]


def test_memories_of_two_kinds_do_not_mix() -> None:
    depot = Depot(100 * PLACE)
    pages, told = (Branch(depot, kind, lambda: "m") for kind in ("pages", "told"))
    pages.keep("a", room("page"))
    assert told.find("a") is None
    assert pages.find("a") == room("page")
