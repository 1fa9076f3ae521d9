"""What the site is called, and a file of it. Plain values, as in ``core.types``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What the operator calls the site and says on every page of it.

    ``language`` is the one that the house speaks. ``hub`` is where followers of feeds are told of news
    (WebSub), "" where nowhere. ``reserve_mining`` is whether the site keeps text and data mining, and the
    training of models, to itself.
    """

    title: str = "Dateline"
    base_url: str = ""
    notice: str = ""
    contact: str = ""
    language: str = "en"
    hub: str = ""
    reserve_mining: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the site: a relative path made of ids alone, and its bytes."""

    path: str
    content: bytes
