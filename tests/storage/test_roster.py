"""What the store keeps of sources, hosts and errands; older stores brought up; texts with an end."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.storage.entries import page

from dateline.core import codec
from dateline.core.ids import address
from dateline.core.sources import Errand, HostState, Outline, SourceList, SourceState
from dateline.core.types import Document, Hints, MediaKind, Report, Signal, Stamp, Theme
from dateline.storage import LATEST, SqlStore, open_store

NOW = datetime(2026, 3, 1, 6, tzinfo=UTC)
STATE = SourceState(
    address="https://bote.example/feed.xml", due=NOW, etag='W/"a\\"\u2028"', location="https://bote.example/n",
    former=("https://bote.example/feed.xml",), lists=("https://bote.example/c.xml",), ttl=60, polls=7,
)  # fmt: skip
HOST = HostState(
    host="http://bote.example:80", hold=NOW, robots="User-agent: *\nDisallow:\n", robots_status=200
)
ENTRY = Document(
    source="feed.xml#1", kind=MediaKind.ENTRY, content=b"\x00\xff<p>", url="https://bote.example/1",
    hints=Hints(guid="1", fetched=Stamp(at=NOW), signals=(Signal(name="licence", value="CC BY"),)),
)  # fmt: skip
LIST = SourceList(
    root=(("version", "2.0"), ("xmlns:x", "urn:x")),
    head=(("title", "Mine"),),
    outlines=(Outline(attributes=(("text", "News"),), children=(Outline(attributes=(("xmlUrl", "u"),)),)),),
)


def test_a_new_store_knows_nothing(store: SqlStore) -> None:
    roster = store.roster
    assert roster.sources() == SourceList()
    assert (roster.states(), roster.hosts(), roster.errands()) == ({}, (), [])


def test_all_that_is_known_comes_back_after_a_restart(where: str | Path) -> None:
    store = open_store(where)
    errand = Errand(key="k", entry=ENTRY, tries=2, due=NOW)
    with store.transaction():
        store.roster.save_sources(LIST)
        store.roster.save_states([STATE])
        store.roster.save_hosts([HOST])
        store.roster.save_errands([errand])
    store.close()
    again = open_store(where)
    assert again.roster.sources() == LIST
    assert again.roster.states() == {STATE.address: STATE}
    assert again.roster.hosts() == (HOST,)
    assert again.roster.errands() == [errand]
    again.close()


def test_the_last_word_counts(store: SqlStore) -> None:
    for etag in ("a", "b"):
        with store.transaction():
            store.roster.save_states([replace(STATE, etag=etag)])
            store.roster.save_sources(replace(LIST, head=(("title", etag),)))
    assert store.roster.states()[STATE.address].etag == "b"
    assert store.roster.sources().head == (("title", "b"),)


def test_an_errand_is_struck_out(store: SqlStore) -> None:
    with store.transaction():
        store.roster.save_errands(Errand(key=key, entry=ENTRY) for key in "abc")
        store.roster.drop_errands(["a", "c", "unknown"])
    assert [errand.key for errand in store.roster.errands()] == ["b"]


def test_states_and_documents_are_of_one_transaction(store: SqlStore) -> None:
    def half() -> None:
        with store.transaction():
            store.save_documents(["k"], "r1")
            store.roster.save_states([STATE])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    assert store.roster.states() == {}
    assert store.documents(["k"]) == {}


words = st.text(max_size=12)
times = st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


states = st.builds(
    SourceState,
    address=words.filter(bool),
    due=times,
    tried=times,
    etag=words,
    last_modified=words,
    former=st.lists(words, max_size=3).map(tuple),
    errors=st.integers(0, 99),
    reason=words,
    ttl=st.none() | st.integers(0, 10**9),
    gone=st.booleans(),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states)
def test_any_state_comes_back_to_the_byte(store: SqlStore, state: SourceState) -> None:
    with store.transaction():
        store.roster.save_states([state])
    assert store.roster.states()[state.address] == state


# --- texts with an end --------------------------------------------------------------------


def test_a_text_expires_at_its_hour(store: SqlStore) -> None:
    with store.transaction():
        store.save_report(Report(id="short", text="a"), "f1", NOW)
        store.save_report(Report(id="long", text="b"), "f2", NOW + timedelta(days=9))
        store.save_report(Report(id="ever", text="c"), "f3")
    assert store.expired(NOW - timedelta(seconds=1)) == []
    assert store.expired(NOW) == ["short"]
    assert store.expired(NOW + timedelta(days=99)) == ["long", "short"]


def test_a_version_that_stands_alone_leaves_no_other(store: SqlStore) -> None:
    report = Report(id="r1", text="first", title="T")
    with store.transaction():
        store.save_report(report, "f1", NOW)
        store.save_report(replace(report, text="second"), "f2", NOW)
    with store.transaction():
        store.save_report(replace(report, text=""), "f3", alone=True)
    assert [version.text for version in store.versions("r1")] == [""]
    assert [filing.version for filing in store.filings()] == [3]
    assert store.expired(NOW + timedelta(days=1)) == []
    assert store.stale_facts("1") == ["r1"]


# --- a store of the first version ---------------------------------------------------------


OLD = Report(
    id="r1", text="The lock was shut.", url="https://bote.example/lock", published=Stamp(at=NOW, zone="Z")
)


def first_store(path: Path) -> None:
    """A store as 0001 made it, with a report in it."""
    with resources.as_file(resources.files("dateline.storage") / "migrations") as scripts:
        config = Config()
        config.set_main_option("script_location", str(scripts))
        engine = sa.create_engine(f"sqlite:///{path}")
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "0001")
            body = codec.dumps(OLD)
            row = {"id": "r1", "version": 1, "fingerprint": "f1", "body": body}
            columns = "INSERT INTO report (id, version, fingerprint, body)"
            connection.execute(sa.text(f"{columns} VALUES (:id, :version, :fingerprint, :body)"), row)
            printed = {"key": "k1", "body": codec.dumps(page("s1"))}
            connection.execute(
                sa.text("INSERT INTO page (story, key, body) VALUES ('s1', :key, :body)"), printed
            )
            theme = {"id": "T 1", "body": codec.dumps(Theme(id="T 1", name="Elbe"))}
            connection.execute(sa.text("INSERT INTO theme (id, body) VALUES (:id, :body)"), theme)
            connection.execute(sa.text("INSERT INTO document (key, report) VALUES ('k1', 'r1')"))
            connection.commit()
        engine.dispose()


def test_an_old_store_is_brought_up_and_keeps_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    first_store(path)
    store = open_store(path)
    assert store.reports() == {"r1": OLD}
    assert store.register.find("bote.example/lock") == {"r1": OLD.url}
    assert store.register.near(NOW.date(), NOW.date()) == ["r1"]
    assert store.register.near(date(2000, 1, 1), date(2000, 1, 2)) == []
    assert (store.pages(), store.page_keys()) == ({"s1": page("s1")}, {"s1": "k1"})
    assert store.catalogue.unlisted("1") == {"s1": "1:k1"}
    assert (store.catalogue.at("s1"), store.catalogue.theme_at(address("T 1"))) == ("s1", "T 1")
    assert store.documents(["k1"]) == {"k1": "r1"}
    assert store.expired(NOW + timedelta(days=9999)) == []
    with store.transaction():
        store.roster.save_states([STATE])
        store.save_report(Report(id="r1", text="It was opened."), "f2", NOW)
    assert [version.text for version in store.versions("r1")] == ["The lock was shut.", "It was opened."]
    assert store.expired(NOW) == ["r1"]
    store.close()
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (LATEST,)
    connection.close()


def test_bringing_up_an_old_store_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    first_store(path)
    open_store(path).close()
    before = path.read_bytes()
    open_store(path).close()
    assert path.read_bytes() == before
