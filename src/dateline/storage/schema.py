"""The tables. Migrations in ``migrations/versions`` lead here, one step each, append-only.

Values are kept whole as JSON (``core/codec.py``); columns beside them are what is looked up by.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, MetaData, String, Subquery, Table, Text, func, select

#: The newest migration: a store that is not there is brought up to it before anything else.
LATEST = "0004"

metadata = MetaData()

#: What a report is found again by: digests of the documents it was read from, and of its other names.
document = Table(
    "document",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("report", String, nullable=False),
)

#: Every version of every report. The highest version is the one that pages cite. ``expires`` is until when
#: its text may be kept (RFC 3339, UTC), where there is such a time.
report = Table(
    "report",
    metadata,
    Column("id", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("fingerprint", String(40), nullable=False),
    Column("body", Text, nullable=False),
    Column("expires", String(20)),
    Index("report_by_fingerprint", "fingerprint"),
    Index("report_by_expiry", "expires"),
)

#: What was read out of a report: ``key`` is the digest of its text and of the stage's version.
facts = Table(
    "facts",
    metadata,
    Column("report", String, primary_key=True),
    Column("key", String(40), nullable=False),
    Column("body", Text, nullable=False),
)

membership = Table(
    "membership",
    metadata,
    Column("report", String, primary_key=True),
    Column("story", String, nullable=False),
    Column("theme", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("reason", Text),
    Index("membership_by_story", "story"),
)

#: What is known of a story beyond its reports: its forerunner, and where its reports went.
story = Table(
    "story",
    metadata,
    Column("id", String, primary_key=True),
    Column("body", Text, nullable=False),
)

#: What the desk decided, in the order in which it did; none is ever struck out.
ruling = Table(
    "ruling",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("body", Text, nullable=False),
)

#: What the desk decided on printed lines, in the order in which it did; none is ever struck out.
amendment = Table(
    "amendment",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("body", Text, nullable=False),
)

#: How often something was written, by what: who holds a part of the store in memory sees another's hand.
counter = Table(
    "counter",
    metadata,
    Column("name", String, primary_key=True),
    Column("number", Integer, nullable=False),
)

theme = Table(
    "theme",
    metadata,
    Column("id", String, primary_key=True),
    Column("body", Text, nullable=False),
)

#: Pages as printed: ``key`` is the digest of the dossier and of the versions that made the page.
page = Table(
    "page",
    metadata,
    Column("story", String, primary_key=True),
    Column("key", String(40), nullable=False),
    Column("body", Text, nullable=False),
)

failure = Table(
    "failure",
    metadata,
    Column("item", String, primary_key=True),
    Column("stage", String, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("remedy", Text, nullable=False),
)

#: The operator's list of sources, one value in one row.
roster = Table(
    "roster",
    metadata,
    Column("name", String, primary_key=True),
    Column("body", Text, nullable=False),
)

#: What is known of each source, of each host, and of each entry whose page is still to be fetched.
source_state = Table(
    "source_state",
    metadata,
    Column("address", String, primary_key=True),
    Column("body", Text, nullable=False),
)

host = Table(
    "host",
    metadata,
    Column("host", String, primary_key=True),
    Column("body", Text, nullable=False),
)

errand = Table(
    "errand",
    metadata,
    Column("key", String, primary_key=True),
    Column("body", Text, nullable=False),
)


def current() -> Subquery:
    """Each report with the number of its newest version."""
    newest = select(report.c.id, func.max(report.c.version).label("version"))
    return newest.group_by(report.c.id).subquery("current")
