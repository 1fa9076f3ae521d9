"""What is printed anew when something changed; and that it is enough: the site is as printed from nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.core.pages import Page
from dateline.core.site import Edition, File
from dateline.core.stories import Story
from dateline.core.types import Failure, Membership, Theme
from dateline.pipeline import printing
from dateline.stages import publish
from dateline.stages.publish.addresses import parse
from dateline.storage import SqlStore
from tests.edition import desk_of, stored
from tests.newsroom import EDITION, FERRY_PAGE, ISSUE, LIBRARY_PAGE, TIDE_PAGE, line, stamp

Site = dict[str, bytes]
FIXED = {
    "index.html",
    "feed.xml",
    "corrections/index.html",
    "statistics/index.html",
    "sources/index.html",
    "dateline.json",
}


@pytest.fixture
def store() -> Iterator[SqlStore]:
    held = stored(ISSUE)
    yield held
    held.close()


def print_into(site: Site, store: SqlStore, edition: Edition = EDITION) -> set[str]:
    """Print what changed into a site; gives the paths that were made."""
    manifest = site.get(printing.MANIFEST, b"")
    made = [
        one for one in printing.print_site(desk_of(store), edition, manifest, site) if isinstance(one, File)
    ]
    site.update({file.path: file.content for file in made})
    return {file.path for file in made}


def save(store: SqlStore, page: Page) -> None:
    with store.transaction():
        store.save_page(page, f"{page.revision.number} {page.headline.text} {page.theme}")


def headed(page: Page, words: str) -> Page:
    return replace(page, headline=replace(page.headline, text=words))


# --- what is made -------------------------------------------------------------------------


def test_a_site_that_shows_all_is_not_touched(store: SqlStore) -> None:
    site: Site = {}
    assert print_into(site, store) > FIXED
    assert print_into(site, store) == set()


def test_a_changed_line_makes_its_story_and_what_lists_it(store: SqlStore) -> None:
    site: Site = {}
    print_into(site, store)
    line_ = line("lnew", "The ferry leaks no oil, the coastguard said.", *FERRY_PAGE.headline.evidence)
    save(store, replace(FERRY_PAGE, summary=(*FERRY_PAGE.summary, line_)))
    made = print_into(site, store)
    assert "story/sferry/index.html" in made
    assert made > {"index.html", "dateline.json"}
    assert not any(path.startswith(("story/slibrary/", "story/stide/")) for path in made)


def test_another_headline_makes_the_stories_of_its_theme(store: SqlStore) -> None:
    site: Site = {}
    print_into(site, store)
    save(store, headed(FERRY_PAGE, "Ferry is towed to Norddeich"))
    made = print_into(site, store)
    assert {"story/sferry/index.html", "story/stide/index.html", "theme/tsea/index.html"} < made
    assert not any(path.startswith("story/slibrary/") for path in made)
    assert b"Ferry is towed to Norddeich" in site["story/stide/index.html"]


def test_of_a_story_beside_another_headline_the_page_alone_is_made(store: SqlStore) -> None:
    edition = replace(EDITION, base_url="https://news.example")
    site: Site = {}
    print_into(site, store, edition)
    save(store, headed(FERRY_PAGE, "Ferry is towed to Norddeich"))
    made = print_into(site, store, edition)
    assert {path for path in made if path.startswith("story/stide/")} == {"story/stide/index.html"}
    assert len({path for path in made if path.startswith("story/sferry/")}) > 4


def test_a_headline_stands_on_the_pages_next_to_it_in_a_large_theme(store: SqlStore) -> None:
    crowd = [told_at(TIDE_PAGE, f"scrowd{number:02}", number) for number in range(14)]
    with store.transaction():
        for page in crowd:
            store.save_page(page, "first")
        members = [Membership(report=f"r{p.story}", story=p.story, theme="tsea", origin="o") for p in crowd]
        store.save_groups(members, [])
    site: Site = {}
    print_into(site, store)
    save(store, headed(crowd[6], "A wave is seen from the island"))
    made = print_into(site, store)
    beside = {path.split("/")[1] for path in made if path.startswith("story/")}
    assert beside == {f"scrowd{number:02}" for number in range(2, 11)}
    print_into(whole := Site(), store)
    assert whole == site


def test_pages_that_show_the_same_as_before_are_not_made(store: SqlStore) -> None:
    site: Site = {}
    print_into(site, store)
    save(store, headed(FERRY_PAGE, "Ferry is towed to Norddeich"))
    made = print_into(site, store)
    assert "index.html" in made
    assert not made & {"search/index.html", "methods/index.html", "people/index.html", "places/index.html"}
    save(store, replace(TIDE_PAGE, summary=TIDE_PAGE.summary[:0]))
    assert "methods/index.html" in print_into(site, store)


def told_at(page: Page, story: str, days: int) -> Page:
    return replace(
        headed(page, f"Wave {days} passes"),
        story=story,
        first_reported=stamp(f"2025-06-{days + 1:02}T07:00:00"),
    )


def test_a_story_that_moves_leaves_the_page_of_its_theme(store: SqlStore) -> None:
    site: Site = {}
    print_into(site, store)
    assert TIDE_PAGE.headline.text.encode() in site["theme/tsea/index.html"]
    save(store, replace(TIDE_PAGE, theme="ttown"))
    made = print_into(site, store)
    assert {"theme/tsea/index.html", "theme/ttown/index.html"} < made
    assert TIDE_PAGE.headline.text.encode() not in site["theme/tsea/index.html"]
    assert TIDE_PAGE.headline.text.encode() in site["theme/ttown/index.html"]


def test_a_story_that_ended_leads_on_and_is_listed_no_more(store: SqlStore) -> None:
    site: Site = {}
    print_into(site, store)
    with store.transaction():
        moved = [
            Membership(report=name, story="sferry", theme="tsea", origin=member.origin)
            for name, member in store.register.members(stories=["stide"]).items()
        ]
        store.save_groups(moved, [])
        store.register.save_stories([Story(id="stide", into=("sferry",), ended=stamp("2025-07-02T07:00:00"))])
    made = print_into(site, store)
    assert {"story/stide/index.html", "theme/tsea/index.html", "index.html"} < made
    assert b"story/sferry/index.html" in site["story/stide/index.html"]
    assert TIDE_PAGE.headline.text.encode() not in site["index.html"]


def test_another_edition_makes_everything(store: SqlStore) -> None:
    site: Site = {}
    whole = print_into(site, store)
    assert print_into(site, store, replace(EDITION, title="Testing Post")) == whole


def test_a_manifest_of_another_store_makes_everything(store: SqlStore) -> None:
    site: Site = {}
    whole = print_into(site, store)
    other = stored(replace(ISSUE, pages=(LIBRARY_PAGE,)))
    print_into(elsewhere := Site(), other)
    site[printing.MANIFEST] = elsewhere[printing.MANIFEST]
    assert print_into(site, store) == whole - {"assets/dateline.css", "assets/dateline.js", "404.html"}
    other.close()


@pytest.mark.parametrize("manifest", [b"", b"{", b"[]", b'{"mark": 7}', b"\xff", b"[" * 100_000])
def test_a_manifest_that_cannot_be_read_makes_everything(store: SqlStore, manifest: bytes) -> None:
    site: Site = {printing.MANIFEST: manifest}
    assert print_into(site, store) > FIXED


# --- what cannot be made ------------------------------------------------------------------


def test_a_page_that_cannot_be_made_stops_no_other_and_is_tried_again(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = publish.files

    def broken(address: publish.Address, shelf: publish.Shelf) -> Iterator[File]:
        if address.key == "stide":
            raise ValueError("a page that no template expects")
        return real(address, shelf)

    monkeypatch.setattr(publish, "files", broken)
    first = list(printing.print_site(desk_of(store), EDITION, b""))
    [failure] = [one for one in first if isinstance(one, Failure)]
    assert failure.item == "story/stide/index.html"
    files = {one.path: one.content for one in first if isinstance(one, File)}
    assert "story/sferry/index.html" in files
    monkeypatch.setattr(publish, "files", real)
    again = print_into(files, store)
    assert "story/stide/index.html" in again
    assert "story/sferry/index.html" not in again
    assert print_into(files, store) == set()


@pytest.mark.parametrize("room", [publish.Room.MACHINES, publish.Room.SITEMAP, publish.Room.FRONT])
def test_what_has_no_page_of_its_own_is_tried_again_too(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch, room: publish.Room
) -> None:
    edition = replace(EDITION, base_url="https://news.example")
    real = publish.files

    def broken(address: publish.Address, shelf: publish.Shelf) -> Iterator[File]:
        if address.room is room:
            raise ValueError("what no template expects")
        return real(address, shelf)

    monkeypatch.setattr(publish, "files", broken)
    whole: Site = {}
    print_into(whole, store, edition)
    monkeypatch.setattr(publish, "files", real)
    print_into(again := dict(whole), store, edition)
    print_into(fresh := Site(), store, edition)
    assert again == fresh
    assert whole != fresh


# --- and it is enough ---------------------------------------------------------------------


def retold(page: Page) -> Callable[[SqlStore], None]:
    def change(store: SqlStore) -> None:
        last = store.pages([page.story])[page.story]
        save(store, headed(last, f"{page.headline.text}, told {len(last.headline.text)} times"))

    return change


def moved(page: Page, theme: str) -> Callable[[SqlStore], None]:
    def change(store: SqlStore) -> None:
        save(store, replace(store.pages([page.story])[page.story], theme=theme))

    return change


def renamed(store: SqlStore) -> None:
    with store.transaction():
        store.save_groups([], [Theme(id="tsea", name="The ferry of Baltrum", stories=("sferry", "stide"))])


def joined(count: int) -> Callable[[SqlStore], None]:
    """So many stories are in the theme of the town by now; lists lead to a theme of two."""

    def change(store: SqlStore) -> None:
        stories = ("slibrary", *(f"snew{number}" for number in range(count - 1)))
        with store.transaction():
            store.save_groups([], [Theme(id="ttown", name="Esens", stories=stories)])

    return change


def merged(store: SqlStore) -> None:
    held = store.register.members(stories=["stide"])
    with store.transaction():
        store.save_groups([replace(member, story="sferry") for member in held.values()], [])
        store.register.save_stories([Story(id="stide", into=("sferry",))])


def parted(store: SqlStore) -> None:
    with store.transaction():
        store.register.save_stories([Story(id="slibrary", forerunner="stide", parted=("sferry",))])


def stripped(store: SqlStore) -> None:
    save(store, replace(store.pages(["sferry"])["sferry"], places=(), claims=(), figures=()))


CHANGES = (
    retold(FERRY_PAGE),
    retold(TIDE_PAGE),
    moved(TIDE_PAGE, "ttown"),
    moved(LIBRARY_PAGE, "tsea"),
    renamed,
    joined(1),
    joined(2),
    joined(5),
    merged,
    parted,
    stripped,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3), min_size=1, max_size=4))
def test_printing_what_changed_gives_the_site_that_printing_all_gives(
    rounds: list[list[Callable[[SqlStore], None]]],
) -> None:
    store, site = stored(ISSUE), Site()
    print_into(site, store)
    for changes in rounds:
        for change in changes:
            change(store)
        print_into(site, store)
    whole = Site()
    print_into(whole, store)
    assert {path for path in whole if site.get(path) != whole[path]} == set()
    store.close()


def test_nothing_is_printed_of_what_is_not_there() -> None:
    empty = stored(replace(ISSUE, pages=(), themes=(), reports={}))
    site: Site = {}
    print_into(site, empty)
    assert not any(path.startswith(("story/", "theme/")) for path in site)
    assert "index.html" in site
    assert printing.gather(publish.Address(publish.Room.STORY, "snone"), empty, EDITION) is None
    empty.close()


@pytest.mark.parametrize("base", ["", "https://news.example"])
def test_every_file_lies_at_an_address_of_its_own(store: SqlStore, base: str) -> None:
    site: Site = {}
    made = print_into(site, store, replace(EDITION, base_url=base))
    for path in made - {printing.MANIFEST}:
        assert parse(path) or path.startswith("assets/"), path
