"""What an operator can set of the server, out of the settings. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.app.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How the server behaves.

    ``rate`` is how many requests a minute one client may make of the API, the search and the forms (0: any
    number). ``proxies`` are addresses and networks whose ``X-Forwarded-For`` is believed. ``origins`` is who
    may read the API from a page of another site ("*", one origin, "" for none). ``cache`` is how many
    megabytes of answers are kept in memory, ``live`` how many live streams may be open at once.
    """

    rate: int = 600
    proxies: tuple[str, ...] = ()
    origins: str = "*"
    cache: int = 128
    live: int = 500


def options_of(settings: Settings) -> Options:
    """The server's part of the settings: ``serve_rate`` and so on."""
    return Options(**{field.name: getattr(settings, f"serve_{field.name}") for field in fields(Options)})
