"""Collect: what an input is and which documents are in it.

Takes bytes that a client read (``ports.Fetched``) and gives Documents: pages, feed entries, lines
of reports; with them what a feed or sitemap says of itself, and which other lists it points to. Keeps the
operator's list of sources. Reads no file and opens no connection; which place to read is the pipeline's.
"""

from dateline.stages.collect.appraise import Appraisal, appraise, feeds_of, is_article, kind_of_source
from dateline.stages.collect.discovery import feeds_on, is_front
from dateline.stages.collect.lists import merged, same, sources_of, with_source, without
from dateline.stages.collect.opml import read_list, read_opml, write_opml
from dateline.stages.collect.schedule import (
    Pace,
    after,
    again,
    anew,
    claimed,
    due,
    errands_due,
    is_gone,
    is_passing,
    mended,
    next_due,
    wanted,
)
from dateline.stages.collect.unpack import Unpacked, followed, streams, unpack, unpacked

VERSION = "2"

__all__ = [
    "VERSION",
    "Appraisal",
    "Pace",
    "Unpacked",
    "after",
    "again",
    "anew",
    "appraise",
    "claimed",
    "due",
    "errands_due",
    "feeds_of",
    "feeds_on",
    "followed",
    "is_article",
    "is_front",
    "is_gone",
    "is_passing",
    "kind_of_source",
    "mended",
    "merged",
    "next_due",
    "read_list",
    "read_opml",
    "same",
    "sources_of",
    "streams",
    "unpack",
    "unpacked",
    "wanted",
    "with_source",
    "without",
    "write_opml",
]
