"""Publish: pages become files that readers and machines can use.

Takes the pages of the whole edition, with the reports that they cite, and gives the files of a static
site, or one file of data (``export``). Decides how things look and in which order they stand. Does NOT
decide what is said: every sentence about the news comes from a page, every quotation from a report.
Writes no file itself, asks no other host for anything, reads no clock: same input, same bytes.
"""

from dateline.stages.publish.exports import KINDS, export
from dateline.stages.publish.issue import Issue
from dateline.stages.publish.site import publish

VERSION = "1"

__all__ = ["KINDS", "VERSION", "Issue", "export", "publish"]
