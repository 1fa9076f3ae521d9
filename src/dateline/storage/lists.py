"""The tables of the catalogue: listings, what they are found and counted by, and what changed when.

The words that stories are found by are kept by ``storage/words.py``, in a form of each database's own.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, Table, Text

from dateline.storage.schema import Name, Said, metadata

#: A story as lists know it. ``number`` is what its words are kept by. ``first`` and ``changed`` are times
#: in UTC that sort as text, "" where there is none. ``live`` tells that it has reports: only then is it
#: found, counted and tallied. From ``headline`` on it is what ``core.listings.Face`` holds.
listing = Table(
    "listing",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("story", Name, nullable=False, unique=True),
    Column("theme", Name, nullable=False),
    Column("first", Name, nullable=False),
    Column("changed", Name, nullable=False),
    Column("weight", Float(53), nullable=False),
    Column("corrected", Boolean, nullable=False),
    Column("live", Boolean, nullable=False),
    Column("headline", Said, nullable=False),
    Column("language", Name, nullable=False),
    Column("reported", Name),
    Column("revised", Name),
    Column("open", Boolean, nullable=False),
    Column("body", Text, nullable=False),
    Index("listing_by_first", "live", "first", "story"),
    Index("listing_by_weight", "live", "weight", "story"),
    Index("listing_by_change", "live", "changed", "story"),
    Index("listing_by_theme", "theme", "first", "story"),
    Index("listing_by_correction", "corrected", "changed", "story"),
)

#: Which live story mentions what, with its ``first``: the newest of a thing are found without a sort.
mention = Table(
    "mention",
    metadata,
    Column("facet", Name, primary_key=True),
    Column("key", Name, primary_key=True),
    Column("story", Name, primary_key=True),
    Column("first", Name, nullable=False),
    Column("times", Integer, nullable=False),
    Index("mention_by_first", "facet", "key", "first", "story"),
    Index("mention_by_story", "story", "facet"),
)

#: The reports of an outlet in a story, by the outlet's key; of stories without reports, too.
dispatch = Table(
    "dispatch",
    metadata,
    Column("story", Name, primary_key=True),
    Column("outlet", Name, primary_key=True),
    Column("body", Text, nullable=False),
)

#: How many live stories mention a thing, how often in all, and what the story of the lowest id says of it.
tally = Table(
    "tally",
    metadata,
    Column("facet", Name, primary_key=True),
    Column("key", Name, primary_key=True),
    Column("stories", Integer, nullable=False),
    Column("times", Integer, nullable=False),
    Column("story", Name, nullable=False),
    Column("body", Text, nullable=False),
    Index("tally_by_stories", "facet", "stories", "times"),
)

#: Sums over live stories: those of ``core.listings.Totals`` by name; by day and by theme how many.
total = Table(
    "total",
    metadata,
    Column("kind", Name, primary_key=True),
    Column("key", Name, primary_key=True),
    Column("number", Integer, nullable=False),
)

#: Whose page prints the headline of whom.
refers = Table(
    "refers",
    metadata,
    Column("target", Name, primary_key=True),
    Column("story", Name, primary_key=True),
    Index("refers_by_story", "story"),
)

#: What was last written of each thing that lists and pages are made from, as a digest.
matter = Table(
    "matter",
    metadata,
    Column("kind", Name, primary_key=True),
    Column("key", Name, primary_key=True),
    Column("digest", Name, nullable=False),
)

#: In which transaction a story, a face, a listing, a theme, a day or a thing mentioned last changed.
touched = Table(
    "touched",
    metadata,
    Column("kind", Name, primary_key=True),
    Column("key", Name, primary_key=True),
    Column("position", Integer, nullable=False),
    Index("touched_by_position", "position"),
)

#: The state after each of the last transactions that changed something: the sum of all ``matter``.
mark = Table(
    "mark",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("mark", Name, nullable=False),
    Index("mark_by_name", "mark", "position"),
)
