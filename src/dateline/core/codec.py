"""Dateline's types as JSON and back, without loss: the form that the store keeps.

The line contract (``core/contract.py``) is for people and programs outside; this is for us.
"""

from __future__ import annotations

import base64
import dataclasses
import json
import types
import typing
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def dumps(value: Any) -> str:
    """A dataclass as one line of JSON, the same bytes for the same value; defaults left out."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def loads(kind: type[T], text: str) -> T:
    """The value of type ``kind`` that :func:`dumps` wrote."""
    return typing.cast(T, _value(kind, json.loads(text)))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        fields = ((field, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {f.name: _plain(held) for f, held in fields if held != f.default}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def _value(kind: Any, raw: Any) -> Any:
    if dataclasses.is_dataclass(kind):
        known = _fields(typing.cast(type, kind))
        return kind(**{name: _value(known[name], held) for name, held in raw.items()})  # type: ignore[operator]
    origin = typing.get_origin(kind)
    if origin is tuple:
        return tuple(_value(typing.get_args(kind)[0], item) for item in raw)
    if origin in (typing.Union, types.UnionType):
        return None if raw is None else _value(_some(kind), raw)
    if kind is datetime:
        return datetime.fromisoformat(raw)
    if kind is bytes:
        return base64.b64decode(raw)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(raw)
    return raw


@cache
def _fields(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


@cache
def _some(kind: Any) -> Any:
    return next(arm for arm in typing.get_args(kind) if arm is not types.NoneType)
