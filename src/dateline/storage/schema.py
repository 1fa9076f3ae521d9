"""The tables. Migrations in ``migrations/versions`` lead here, one step each, append-only.

Values are kept whole as JSON (``core/codec.py``); columns beside them are what is looked up by.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Subquery,
    Table,
    Text,
    TypeDecorator,
    func,
    select,
)
from sqlalchemy.dialects import postgresql

#: The newest migration: a store that is not there is brought up to it before anything else.
LATEST = "0008"

metadata = MetaData()


class _Whole(TypeDecorator[str]):
    """Any text on PostgreSQL, which knows no NUL, in the order of code points whatever the database's own."""

    impl = postgresql.VARCHAR(collation="C")
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        return value and value.replace("\x01", "\x01\x02").replace("\x00", "\x01\x01")

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:
        return value and value.replace("\x01\x01", "\x00").replace("\x01\x02", "\x01")


#: A name, a key, a word: what rows are looked up and sorted by.
Name = String().with_variant(_Whole(), "postgresql")
#: What is told in words, and not looked up by.
Said = Text().with_variant(_Whole(), "postgresql")

#: What a report is found again by: digests of the documents it was read from, and of its other names.
document = Table(
    "document",
    metadata,
    Column("key", Name, primary_key=True),
    Column("report", Name, nullable=False),
)

#: Every version of every report. The highest version is the one that pages cite. ``expires`` is until when
#: its text may be kept (RFC 3339, UTC), ``day`` when it was published (UTC), where there is such a time.
report = Table(
    "report",
    metadata,
    Column("id", Name, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("fingerprint", Name, nullable=False),
    Column("body", Text, nullable=False),
    Column("expires", Name),
    Column("url", Name, nullable=False),
    Column("day", Name),
    Index("report_by_fingerprint", "fingerprint"),
    Index("report_by_expiry", "expires"),
    Index("report_by_day", "day"),
)

#: What was read out of a report: ``key`` is the digest of its text and of the stage's version.
facts = Table(
    "facts",
    metadata,
    Column("report", Name, primary_key=True),
    Column("key", Name, nullable=False),
    Column("body", Text, nullable=False),
)

membership = Table(
    "membership",
    metadata,
    Column("report", Name, primary_key=True),
    Column("story", Name, nullable=False),
    Column("theme", Name, nullable=False),
    Column("origin", Name, nullable=False),
    Column("why", Said, nullable=False),
    Column("reason", Said),
    Index("membership_by_story", "story"),
)

#: What is known of a story beyond its reports: its forerunner, and where its reports went.
story = Table(
    "story",
    metadata,
    Column("id", Name, primary_key=True),
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
    Column("name", Name, primary_key=True),
    Column("number", Integer, nullable=False),
)

#: ``address`` is the key that its address has (``core.ids.address``).
theme = Table(
    "theme",
    metadata,
    Column("id", Name, primary_key=True),
    Column("address", Name, nullable=False),
    Column("body", Text, nullable=False),
    Index("theme_by_address", "address"),
)

#: Pages as printed.
page = Table(
    "page",
    metadata,
    Column("story", Name, primary_key=True),
    Column("body", Text, nullable=False),
)

#: What is asked of every page: ``key`` is the digest of the dossier and of the versions that made it,
#: ``listed`` the version of the stage that listed it as it is (none: nobody has), ``address`` as of a theme.
printed = Table(
    "printed",
    metadata,
    Column("story", Name, primary_key=True),
    Column("key", Name, nullable=False),
    Column("address", Name, nullable=False),
    Column("listed", Name),
    Index("printed_by_address", "address"),
    Index("printed_by_listed", "listed", "story", "key"),
)

#: Pages as they stood at earlier revisions: the body is packed by zlib. ``cited`` are their reports.
revision = Table(
    "revision",
    metadata,
    Column("story", Name, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

cited = Table(
    "cited",
    metadata,
    Column("report", Name, primary_key=True),
    Column("story", Name, primary_key=True),
)

failure = Table(
    "failure",
    metadata,
    Column("item", Name, primary_key=True),
    Column("stage", Name, primary_key=True),
    Column("reason", Said, nullable=False),
    Column("remedy", Said, nullable=False),
)

#: The operator's list of sources, one value in one row.
roster = Table(
    "roster",
    metadata,
    Column("name", Name, primary_key=True),
    Column("body", Text, nullable=False),
)

#: What is known of each source, of each host, and of each entry whose page is still to be fetched.
source_state = Table(
    "source_state",
    metadata,
    Column("address", Name, primary_key=True),
    Column("body", Text, nullable=False),
)

host = Table(
    "host",
    metadata,
    Column("host", Name, primary_key=True),
    Column("body", Text, nullable=False),
)

errand = Table(
    "errand",
    metadata,
    Column("key", Name, primary_key=True),
    Column("body", Text, nullable=False),
)

#: Who reads the site by mail: ``address`` is a digest of it; ``due`` and ``asked`` sort as text.
subscription = Table(
    "subscription",
    metadata,
    Column("id", Name, primary_key=True),
    Column("address", Name, nullable=False),
    Column("standing", Name, nullable=False),
    Column("due", Name),
    Column("asked", Name),
    Column("body", Text, nullable=False),
    Index("subscription_by_address", "address"),
    Index("subscription_by_standing", "standing", "due"),
    Index("subscription_by_asking", "asked"),
)

#: What only this store knows, and signs with.
secret = Table(
    "secret",
    metadata,
    Column("name", Name, primary_key=True),
    Column("body", Text, nullable=False),
)


def current() -> Subquery:
    """Each report with the number of its newest version."""
    newest = select(report.c.id, func.max(report.c.version).label("version"))
    return newest.group_by(report.c.id).subquery("current")


def is_current() -> ColumnElement[bool]:
    """That a row of ``report`` is the newest version: looked up for each row, whatever the others are."""
    other = report.alias()
    return (
        report.c.version
        == select(func.max(other.c.version)).where(other.c.id == report.c.id).scalar_subquery()
    )
