"""Numbers that all workers share: kept by name, changed in turns, forgotten where there is no room."""

from __future__ import annotations

import os
import signal

from dateline.web.pairs import Pair, Pairs


def test_a_name_keeps_its_numbers() -> None:
    held = Pairs(64)
    assert held.change("a", lambda was: was or (1.5, 2.0)) == (1.5, 2.0)
    assert held.change("b", lambda was: was or (3.0, 4.0)) == (3.0, 4.0)
    assert held.change("a", lambda was: was or (0.0, 0.0)) == (1.5, 2.0)


def test_one_that_is_not_known_has_none() -> None:
    seen: list[Pair | None] = []

    def look(was: Pair | None) -> Pair:
        seen.append(was)
        return (7.0, 7.0)

    held = Pairs(64)
    held.change("a", look)
    held.change("a", look)
    assert seen == [None, (7.0, 7.0)]


def test_any_name_can_be_kept() -> None:
    held = Pairs(64)
    for name in ("", "\ud800", "x" * 5000, "\n"):
        held.change(name, lambda _: (1.0, 1.0))


def test_who_was_quiet_longest_is_forgotten_first() -> None:
    held = Pairs(1)
    for number in range(9):
        held.change(f"n{number}", lambda _, at=number: (1.0, 100.0 - at))  # type: ignore[misc]
    known: dict[str, Pair | None] = {}

    def look(name: str) -> None:
        def how(was: Pair | None) -> Pair:
            known[name] = was
            return was or (0.0, 1000.0)

        held.change(name, how)

    look("n8")
    look("n7")
    assert known == {"n8": (1.0, 92.0), "n7": None}


def test_a_worker_that_dies_with_the_lock_stops_no_other() -> None:
    held = Pairs(64)
    child = os.fork()
    if not child:
        held.change("a", lambda _: os.kill(os.getpid(), signal.SIGKILL) or (0.0, 0.0))  # type: ignore[func-returns-value]
        os._exit(0)
    os.waitpid(child, 0)
    assert held.change("a", lambda was: was or (1.0, 1.0)) == (1.0, 1.0)


def test_names_lie_elsewhere_in_every_server() -> None:
    assert Pairs(64)._mark("a") != Pairs(64)._mark("a")
