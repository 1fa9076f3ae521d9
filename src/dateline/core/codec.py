"""Dateline's types as JSON and back, without loss: the form that the store keeps.

The line contract (``core/contract.py``) is for people and programs outside; this is for us. How a type is
written and read is worked out once for each type: reading is most of what a store does.
"""

from __future__ import annotations

import base64
import dataclasses
import json
import types
import typing
from collections.abc import Callable, Container
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
#: Makes a value out of what JSON gave; None where that is the value already.
Reader = Callable[[Any], Any]


def dumps(value: Any) -> str:
    """A dataclass as one line of JSON, the same bytes for the same value; defaults left out."""
    return _WRITTEN.encode(value)


def loads(kind: type[T], text: str, only: Container[str] = ()) -> T:
    """The value of type ``kind`` that :func:`dumps` wrote.

    With ``only`` nothing but these fields of it are read; the others are what they are by default.
    """
    known: Any = kind
    read, raw = _reader(known), json.loads(text)
    if only:
        raw = {name: held for name, held in raw.items() if name in only}
    return typing.cast(T, read(raw) if read else raw)


def _plain(value: Any) -> Any:
    """What JSON has no form for, in one that it has: what is inside comes back here one by one."""
    kind = type(value)
    if dataclasses.is_dataclass(kind):
        held = [(name, getattr(value, name), default) for name, default in _fields(kind)]
        return {name: one for name, one, default in held if one != default}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    raise TypeError(f"{kind.__name__} has no form in JSON")


_WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a type, each with its default."""
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))


@cache
def _reader(kind: Any) -> Reader | None:
    """How a value of this type is made out of what JSON gave."""
    if dataclasses.is_dataclass(kind):
        return _fields_reader(typing.cast(type, kind))
    origin = typing.get_origin(kind)
    if origin is tuple:
        return _items_reader(_reader(typing.get_args(kind)[0]))
    if origin in (typing.Union, types.UnionType):
        some = _reader(next(arm for arm in typing.get_args(kind) if arm is not types.NoneType))
        return (lambda raw: None if raw is None else some(raw)) if some else None
    if kind is datetime:
        return datetime.fromisoformat
    if kind is bytes:
        return base64.b64decode
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return None


def _items_reader(item: Reader | None) -> Reader:
    if item is None:
        return tuple
    return lambda raw: tuple([item(one) for one in raw])


def _fields_reader(kind: type) -> Reader:
    """A dataclass out of an object of JSON: the fields that need work are worked on, the others taken."""
    found: tuple[tuple[str, Reader], ...] | None = None

    def read(raw: dict[str, Any]) -> Any:
        nonlocal found
        if found is None:  # a type may hold itself: its fields are looked at when the first value comes
            hints = typing.get_type_hints(kind)
            found = tuple((name, made) for name, made in ((n, _reader(h)) for n, h in hints.items()) if made)
        for name, made in found:
            if name in raw:
                raw[name] = made(raw[name])
        return kind(**raw)

    return read
