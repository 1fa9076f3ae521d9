"""Any value of Dateline's own types, by their annotations: for tests that hold for all of them."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from hypothesis import strategies as st

SIMPLE: dict[type, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(0, 1 << 40),
    float: st.floats(allow_nan=False, allow_infinity=False),
    str: st.text(max_size=12),
    bytes: st.binary(max_size=12),
    datetime: st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
}


@cache
def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a dataclass, of a tuple of such, of a choice; tuples have two items at most."""
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.builds(typing.cast(type, kind), **{name: values(hint) for name, hint in hints.items()})
    if typing.get_origin(kind) is tuple:
        return st.lists(values(typing.get_args(kind)[0]), max_size=2).map(tuple)
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        [arm] = [arm for arm in typing.get_args(kind) if arm is not types.NoneType]
        return st.none() | values(arm)
    return st.sampled_from(list(kind)) if issubclass(kind, StrEnum) else SIMPLE[kind]


#: One value of each plain type, none of them what is meant where nothing is said.
ONE: dict[type, Any] = {
    bool: True,
    int: 3,
    float: 2.5,
    str: "weir",
    bytes: b"weir",
    datetime: datetime(2031, 3, 2, 12, tzinfo=UTC),
}


def one(kind: Any) -> Any:
    """A value with every field filled: each tuple has one item, each choice its last, nothing is None."""
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return typing.cast(type, kind)(**{name: one(hint) for name, hint in hints.items()})
    if typing.get_origin(kind) is tuple:
        return (one(typing.get_args(kind)[0]),)
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return one(next(arm for arm in typing.get_args(kind) if arm is not types.NoneType))
    return list(kind)[-1] if issubclass(kind, StrEnum) else ONE[kind]
