"""What Dateline remembers: one store behind one port, and the folder of the finished site.

Decides nothing about news: it applies what the stages returned, all of a batch or none of it.
"""

from dateline.storage.schema import LATEST
from dateline.storage.site import SiteFolder
from dateline.storage.sql import SqlStore, open_store

__all__ = ["LATEST", "SiteFolder", "SqlStore", "open_store"]
