"""Dateline: news reports in, a news site out, evidence in every line.

The public surface. Everything else may move between versions.
"""

__version__ = "0.1.0"
