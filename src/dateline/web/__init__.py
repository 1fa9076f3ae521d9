"""The served site: the same pages as the static one, and an API over the same store. Thin."""

from dateline.web.server import serve

__all__ = ["serve"]
