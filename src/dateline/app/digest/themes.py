"""What the theme that a reader follows is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.core.ports import Store

__all__ = ["theme_name"]


def theme_name(store: Store, theme: str) -> str:
    """What a theme is called: by its first story where it has no name of its own; "" for the whole site."""
    found = next(iter(store.register.themes([theme])), None) if theme else None
    if found is None or found.name or not found.stories:
        return found.name if found else ""
    first = store.catalogue.listings(found.stories[-1:])
    return next((listing.headline for listing in first.values()), "")
