"""Collect: what an input is and which documents are in it.

Takes bytes that a client read (``ports.Fetched``) and gives Documents: pages, feed entries, lines
of reports. Reads no file and opens no connection; which place to read is the pipeline's.
"""

from dateline.stages.collect.unpack import follow, unpack

VERSION = "1"

__all__ = ["VERSION", "follow", "unpack"]
