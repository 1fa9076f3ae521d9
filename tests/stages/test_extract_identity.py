"""Which names a report has, and when they say that it is an article which is held."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.ids import report_id
from dateline.core.types import (
    Document,
    Hints,
    MediaKind,
    Phrase,
    Pickup,
    PickupForm,
    Report,
    Rights,
    Span,
    Stamp,
)
from dateline.stages.extract.canonical import identity
from dateline.stages.extract.identity import By, Names, Settled, Verdict, aliases, same_article, settle

AT = datetime(2031, 6, 2, 8, tzinfo=UTC)
URL = "https://www.harbour.example/news/ferry-runs-aground"
TITLE = "Ferry runs aground below the lighthouse"
FEED = "https://www.harbour.example/feed.xml"
TEXT = (
    "A ferry ran aground on the rocks below the lighthouse at dawn, and its passengers were brought ashore "
    "by lifeboats within the hour. The harbour master said that the pilot had lost the buoys in fog. "
    "Divers will look at the hull as soon as the tide allows it. The company has hired a bus to take "
    "travellers to the next port, where another boat is waiting. Nobody was hurt, but a cook was treated for "
    "cold. Two tugs have been ordered from the yard across the bay and should arrive before the evening tide."
)
OTHER = (
    "The town council has voted to keep the library open on Sundays, after a petition that gathered a third "
    "of all households. Staff will be paid from a fund that an old teacher left to her street. The reading "
    "room gets new lamps, the cellar a pump, the children's corner a carpet woven in the school. "
    "Opponents had asked for a swimming pool in its place and spoke of a missed chance for the young people. "
    "The first open Sunday is to be kept with a concert by the brass band and with cake from the bakery."
)


def report(
    text: str = TEXT, title: str = "Ferry runs aground below the lighthouse", **more: object
) -> Report:
    known: dict[str, object] = {"url": URL, "outlet": "Harbour News", "published": Stamp(at=AT)} | more
    address = identity(str(known["url"])) if known["url"] else ""
    name = str(known.pop("id", report_id(address, text)))
    return Report(id=name, text=text, title=title, **known)  # type: ignore[arg-type]


def days(count: float) -> Stamp:
    return Stamp(at=AT + timedelta(days=count))


def document(kind: MediaKind = MediaKind.ENTRY, url: str = URL, **hints: object) -> Document:
    told = Hints(**({"feed": FEED} | hints))  # type: ignore[arg-type]
    return Document(source=f"{FEED}#1", kind=kind, content=b"", url=url, hints=told)


class Shelf:
    """A store as ``settle`` needs one."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self.held: dict[str, Report] = {}

    def put(self, arriving: Report, read_from: Document | None = None, also: tuple[str, ...] = ()) -> Settled:
        names = aliases(arriving, read_from, also)
        settled = settle(arriving, names, self.known, self.held)
        self.known.update(dict.fromkeys(names.keys, settled.report.id))
        if settled.verdict in (Verdict.NEW, Verdict.CHANGED):
            self.held[settled.report.id] = settled.report
        return settled


def verdicts(*arrivals: tuple[Report, Document | None]) -> list[str]:
    shelf = Shelf()
    return [str(shelf.put(*arrival).verdict) for arrival in arrivals]


# --- names --------------------------------------------------------------------------------


def kinds(names: Names) -> set[By]:
    return {alias.by for alias in names.aliases}


def test_a_page_is_known_by_where_it_was_read_and_an_entry_by_its_link() -> None:
    assert By.ADDRESS in kinds(aliases(report(), document(MediaKind.PAGE)))
    entry = kinds(aliases(report(), document(guid="7")))
    assert By.ADDRESS not in entry
    assert {By.LINK, By.GUID, By.WORDS, By.LIKENESS} <= entry


def test_forms_of_an_address_and_hosts_of_a_guid_make_one_key() -> None:
    one = aliases(report(), document(guid="https://harbour.example/?p=12")).keys
    other = aliases(
        report(url=f"{URL}?utm_source=x"), document(guid="http://feeds.harbour.example/?p=12")
    ).keys
    assert set(one) == set(other)


def test_a_front_page_names_no_article() -> None:
    names = aliases(report(url="https://harbour.example/"), document(url="https://harbour.example/"))
    assert By.PLACE in kinds(names)
    assert By.LINK not in kinds(names)


def test_each_post_of_a_live_blog_has_its_own_address() -> None:
    posts = [
        aliases(report(url=f"{URL}#{anchor}"), document(MediaKind.UPDATE, f"{URL}#{anchor}"))
        for anchor in "ab"
    ]
    addresses = [{alias.key for alias in names.aliases if alias.by is By.ADDRESS} for names in posts]
    assert all(addresses)
    assert not addresses[0] & addresses[1]


def test_a_feed_that_tells_of_another_site_is_hearsay() -> None:
    assert aliases(report(), document(feed="https://planet.example/all")).hearsay
    assert not aliases(report(), document(feed="https://feeds.harbour.example/all")).hearsay
    assert not aliases(report(), document(MediaKind.PAGE, feed="https://planet.example/all")).hearsay


def test_an_id_that_came_with_a_report_is_told_from_one_of_ours() -> None:
    assert aliases(report(id="wire-7"), None).given
    assert not aliases(report(), None).given


def test_a_text_gives_the_same_sketch_wherever_it_is_cut() -> None:
    whole = {alias.key for alias in aliases(report()).aliases if alias.by is By.LIKENESS}
    more = {alias.key for alias in aliases(report(text=f"{TEXT} More is expected.")).aliases}
    assert len(whole & more) >= 3


# --- one article --------------------------------------------------------------------------


def test_a_new_report_is_new_and_then_the_same() -> None:
    assert verdicts((report(), document()), (report(), document())) == ["new", "same"]


def test_a_changed_body_is_a_new_version() -> None:
    assert verdicts((report(), document()), (report(text=f"{TEXT} More is expected."), document())) == [
        "new",
        "changed",
    ]


def test_a_report_posted_again_is_a_twin_and_keeps_the_first_id() -> None:
    shelf = Shelf()
    first = shelf.put(report(), document()).report
    again = shelf.put(report(url=f"{URL}-2", published=days(4)), document(url=f"{URL}-2"))
    assert (again.verdict, again.report.id) == (Verdict.TWIN, first.id)


def test_another_outlet_with_the_same_words_is_another_report() -> None:
    other = report(url="https://valley.example/ferry", outlet="Valley Post")
    read_from = document(url="https://valley.example/ferry", feed="https://valley.example/feed")
    assert verdicts((report(), document()), (other, read_from)) == ["new", "new"]


def test_an_article_at_two_addresses_with_one_guid_is_one() -> None:
    moved = report(url="https://harbour.example/archive/x1", text=f"{TEXT} More is expected.")
    arrivals = (report(), document(guid="7")), (moved, document(url=moved.url, guid="7"))
    assert verdicts(*arrivals) == ["new", "changed"]


def test_a_guid_that_is_used_again_is_another_article() -> None:
    other = report(OTHER, "Library stays open on Sundays", url=f"{URL}-x", published=days(3))
    assert verdicts((report(), document(guid="7")), (other, document(url=other.url, guid="7"))) == [
        "new",
        "new",
    ]


def test_an_address_that_is_used_again_is_another_article_under_another_id() -> None:
    shelf = Shelf()
    first = shelf.put(report(), document(MediaKind.PAGE)).report
    other = report(OTHER, "Library stays open on Sundays", published=days(3))
    second = shelf.put(other, document(MediaKind.PAGE))
    assert second.verdict is Verdict.NEW
    assert second.report.id != first.id
    again = replace(other, text=f"{OTHER} The mayor will speak.")
    assert shelf.put(again, document(MediaKind.PAGE)).report.id == second.report.id
    assert shelf.held[first.id].text == TEXT


def test_a_rebuild_finds_the_same_ids() -> None:
    def ids() -> list[str]:
        shelf = Shelf()
        arrivals = (report(), report(OTHER, "Library open", published=days(3)), report(url=f"{URL}-2"))
        return [shelf.put(one, document(MediaKind.PAGE, one.url)).report.id for one in arrivals]

    assert ids() == ids()


def test_a_page_rewritten_within_hours_is_a_version() -> None:
    anew = report(OTHER, "Library stays open on Sundays", published=Stamp(at=AT + timedelta(hours=3)))
    assert verdicts((report(), document(MediaKind.PAGE)), (anew, document(MediaKind.PAGE))) == [
        "new",
        "changed",
    ]


def test_an_entry_rewritten_under_its_link_counts_as_a_version_only_with_its_guid() -> None:
    anew = report(OTHER, "Library stays open on Sundays", published=Stamp(at=AT + timedelta(hours=3)))
    assert verdicts((report(), document(guid="7")), (anew, document(guid="7"))) == ["new", "changed"]
    assert verdicts((report(), document(guid="7")), (anew, document(guid="8"))) == ["new", "new"]


def test_an_address_that_led_to_a_page_is_its_name() -> None:
    shelf = Shelf()
    link = "https://count.example/x/71"
    first = shelf.put(report("Ferry aground: read on for the whole story.", url=link), document(url=link))
    page = shelf.put(report(), document(MediaKind.PAGE), also=(link,))
    assert (page.verdict, page.report.id) == (Verdict.CHANGED, first.report.id)


def test_a_summary_never_takes_the_place_of_the_article() -> None:
    teaser = report("Nobody was hurt when a boat met the rocks in fog.", updated=days(1))
    assert verdicts((report(), document(MediaKind.PAGE)), (teaser, document())) == ["new", "same"]


def test_what_another_site_tells_changes_nothing() -> None:
    lie = report(TEXT.replace("Nobody was hurt", "Ninety people died"), updated=days(1))
    planet = replace(document(feed="https://planet.example/all"), source="https://planet.example/all#1")
    lie = replace(lie, source=planet.source)
    assert verdicts((report(source=FEED), document(MediaKind.PAGE)), (lie, planet)) == ["new", "same"]
    other = report(OTHER, "Library stays open", outlet="Planet", source=planet.source)
    assert verdicts((report(source=FEED), document(MediaKind.PAGE)), (other, planet)) == ["new", "new"]


def test_given_ids_are_taken_at_their_word() -> None:
    one, two = report(id="a"), report(OTHER, "Library stays open", id="b")
    assert verdicts((one, None), (two, None), (replace(two, id="a"), None)) == ["new", "new", "changed"]
    shelf = Shelf()
    shelf.put(one)
    assert shelf.put(replace(one, id="c")).report.id == "a"


def test_new_terms_make_a_version_of_the_same_words() -> None:
    reserved = report(rights=Rights(reserved=True, basis="tdmrep"))
    page = document(MediaKind.PAGE)
    assert verdicts((report(), page), (reserved, page), (reserved, page)) == ["new", "changed", "same"]
    assert verdicts((report(), page), (replace(reserved, text=""), page)) == ["new", "changed"]


def test_reserved_reports_without_text_are_no_twins() -> None:
    bare = [report("", f"Headline {n}", url=f"{URL}-{n}", rights=Rights(reserved=True)) for n in range(3)]
    page = [document(MediaKind.PAGE, one.url) for one in bare]
    assert verdicts(*zip(bare, page, strict=True), (bare[0], page[0])) == ["new", "new", "new", "same"]


def test_a_new_id_goes_into_the_spans_of_pickups() -> None:
    shelf = Shelf()
    shelf.put(report(), document())
    span = Span(report="rx", start=0, end=1)
    found = Pickup(agency="Reuters", form=PickupForm.CITED, phrase=Phrase(text="A", span=span))
    bare = Pickup(agency="AP", form=PickupForm.BYLINE)
    text = f"{TEXT} More."
    again = shelf.put(
        replace(report(text), id="rx", url=f"{URL}-2", pickups=(found, bare)), document(url=f"{URL}-2")
    )
    assert again.verdict is Verdict.CHANGED
    assert again.report.pickups[0].phrase is not None
    assert again.report.pickups[0].phrase.span.report == again.report.id
    assert again.report.pickups[1] == bare


@pytest.mark.parametrize(
    ("by", "title", "text", "later", "one"),
    [
        ({By.ADDRESS}, "Library stays open", OTHER, 0.0, True),
        ({By.ADDRESS}, "Library stays open", OTHER, 3.0, False),
        ({By.ADDRESS}, "Library stays open", TEXT, 3.0, True),
        ({By.ADDRESS}, "Ferry runs aground below the lighthouse", OTHER, 1.0, True),
        ({By.ADDRESS}, "Ferry runs aground below the lighthouse", OTHER, 3.0, False),
        ({By.LINK}, "Library stays open", OTHER, 0.0, False),
        ({By.LINK, By.GUID}, "Library stays open", OTHER, 0.0, True),
        ({By.GUID}, "Ferry runs aground below lighthouse", TEXT[:200], 0.1, True),
        ({By.GUID}, "Ferry runs aground below the lighthouse", OTHER, 5.0, False),
        ({By.GUID}, "Library stays open", OTHER, 0.0, False),
        ({By.NUMBER}, "Library stays open", TEXT, 0.0, True),
        ({By.LIKENESS}, "Ferry runs aground below the lighthouse", TEXT + " More is said.", 9.0, True),
        ({By.LIKENESS}, "Ferry runs aground below the lighthouse", TEXT + " 12 are hurt.", 9.0, True),
        ({By.LIKENESS}, "Ferry 12 runs aground below the lighthouse", TEXT + " More.", 9.0, False),
        ({By.LIKENESS}, "Library stays open", TEXT[:300], 0.0, False),
        ({By.PLACE}, "Library stays open", OTHER, 0.0, False),
    ],
)
def test_what_each_name_needs(by: set[By], title: str, text: str, later: float, one: bool) -> None:
    assert same_article(report(text, title, published=days(later)), report(), by) is one


def test_a_number_in_common_says_nothing_across_outlets() -> None:
    other = report(url="https://valley.example/x", outlet="Valley Post")
    assert not same_article(other, report(), {By.NUMBER, By.GUID, By.LIKENESS})


addresses = st.text(st.characters(exclude_categories=("C", "Z")), max_size=80)


@given(addresses, st.text(max_size=20), st.text(max_size=200), st.text(max_size=20))
def test_anything_can_be_settled_and_is_found_again(url: str, guid: str, text: str, title: str) -> None:
    arriving = report(text, title, url=url)
    read_from = document(url=url, guid=guid, feed="")
    shelf = Shelf()
    assert shelf.put(arriving, read_from).verdict is Verdict.NEW
    assert shelf.put(arriving, read_from).verdict in (Verdict.SAME, Verdict.NEW)
    assert len(shelf.held) == 1
