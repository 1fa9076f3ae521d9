"""Extract: what the article is, whose it is and when it was published.

Takes a Document (a page, a feed's entry, a line of reports) and gives a Report or a Failure. Every
time says where it was read and how precise it is; a report's text is normalised here, once.
"""

from dateline.stages.extract.read import extract
from dateline.stages.extract.versions import fingerprint, supersedes

VERSION = "1"

__all__ = ["VERSION", "extract", "fingerprint", "supersedes"]
