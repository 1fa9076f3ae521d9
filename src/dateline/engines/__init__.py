"""How *each* stages are run over many items: the same flow on more or less muscle."""

from dateline.engines.local import LocalEngine

__all__ = ["LocalEngine"]
