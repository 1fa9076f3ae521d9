"""The tables. Migrations in ``migrations/versions`` lead here, one step each, append-only.

Values are kept whole as JSON (``core/codec.py``); columns beside them are what is looked up by.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, Text

#: The newest migration: a store that is not there is brought up to it before anything else.
LATEST = "0001"

metadata = MetaData()

#: Inputs already extracted: digest of the bytes and of the stage's version -> the report.
document = Table(
    "document",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("report", String, nullable=False),
)

#: Every version of every report. The highest version is the one that pages cite.
report = Table(
    "report",
    metadata,
    Column("id", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("fingerprint", String(40), nullable=False),
    Column("body", Text, nullable=False),
    Index("report_by_fingerprint", "fingerprint"),
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
    Index("membership_by_story", "story"),
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
