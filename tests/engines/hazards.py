"""Stages that stall, crash and eat memory, for the tests of the box: workers import them from here."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import Any

MIB = 1 << 20


class Unsendable(Exception):
    """An error that no pickle can hold."""

    def __init__(self, why: str, lock: Any) -> None:
        super().__init__(why, lock)


def stall_in_regex() -> None:
    re.match(r"(a+)+$", "a" * 60 + "b")  # holds the interpreter's lock for longer than anybody waits


def burn() -> None:
    while True:
        pass


def segfault() -> None:
    ctypes.string_at(0)


def eat() -> list[bytearray]:
    return [bytearray(64 * MIB) for _ in range(200)]


def raise_unsendable() -> None:
    raise Unsendable("a lock", threading.Lock())


def leave_a_child() -> None:
    subprocess.Popen([sys.executable, "-c", f"import time; time.sleep(600)  # {os.getpid()}"])
    time.sleep(600)


HAZARDS: dict[str, Any] = {
    "regex": stall_in_regex,
    "sleep": lambda: time.sleep(600),
    "burn": burn,
    "exit": lambda: os._exit(7),
    "sys.exit": lambda: sys.exit(3),
    "segfault": segfault,
    "eat": eat,
    "unsendable error": raise_unsendable,
    "unsendable result": threading.Lock,
    "huge result": lambda: bytes(65 * MIB),
    "child": leave_a_child,
    "print": lambda: print("\x1b[31mhostile", file=sys.stderr),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a worker tells of itself."""

    pid: int
    when: float


def stage(item: object) -> object:
    """Do what the item names; a number is worked on for so many seconds."""
    if isinstance(item, str):
        return HAZARDS[item]()
    if isinstance(item, float):
        time.sleep(item)
    return Loaded(pid=os.getpid(), when=time.time())


def size_of(item: bytes) -> int:
    return len(item)


def name(item: object) -> str:
    return f"item {item!r}"[:80]
