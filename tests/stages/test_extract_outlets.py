"""The outlet's name: the table, dated; what the page says, cleaned; the host where nothing is known."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.extract.outlets import (
    choose_outlet,
    known_outlet,
    name_of_domain,
    outlets,
    without_claim,
)


def test_the_table_is_sound() -> None:
    table = outlets()
    rows = set(table.values())
    assert len(rows) >= 200
    assert len({row.country for row in rows}) >= 50
    assert len({row.language for row in rows}) >= 25
    assert sum(row.agency for row in rows) >= 50
    for host, row in table.items():
        assert re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", host)
        assert not host.startswith("www.")
        assert re.fullmatch("[A-Z]{2}", row.country)
        assert re.fullmatch("[a-z]{2}", row.language)
        ends = [until for _, until in row.former]
        assert ends == sorted(ends)
    assert len({row.name for row in rows}) == len(rows), "two outlets of one name cannot be told apart"


@pytest.mark.parametrize(
    ("host", "name"),
    [("edition.cnn.com", "CNN"), ("bbc.co.uk", "BBC News"), ("news.bbc.co.uk", "BBC News"), ("tagesschau.de",
    "tagesschau"),
     ("timesofindia.indiatimes.com", "The Times of India"), ("news.un.org", "UN News"), ("EDITION.CNN.COM.",
     "CNN")],
)  # fmt: skip
def test_hosts_and_what_stands_above_them(host: str, name: str) -> None:
    found = known_outlet(host)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("host", ["harbour.example", "notcnn.com", "un.org", "com", ""])
def test_hosts_that_are_nobodys(host: str) -> None:
    assert known_outlet(host) is None


def test_an_outlet_has_the_name_of_the_day() -> None:
    def name(day: date | None) -> str:
        return choose_outlet((), (), "", "huffpost.com", day)

    assert name(date(2016, 1, 1)) == "The Huffington Post"
    assert name(date(2017, 4, 25)) == "HuffPost"
    assert name(None) == "HuffPost"
    insider = known_outlet("businessinsider.com")
    assert insider is not None
    assert [insider.name_on(date(year, 6, 1)) for year in (2020, 2022, 2024)] == [
        "Business Insider",
        "Insider",
        "Business Insider",
    ]


@pytest.mark.parametrize(
    ("told", "host", "name"),
    [
        ("The Harbour Post | News you can trust", "x.example", "The Harbour Post"),
        ("The Harbour Post - Home", "x.example", "The Harbour Post"),
        ("Home - The Harbour Post", "x.example", "The Harbour Post"),
        ("News from the quays | Harbour", "harbour.example", "Harbour"),
        ("The Harbour Post: Breaking News, Weather", "x.example", "The Harbour Post"),
        ("HBR.com", "hbr.example", "HBR"),
        ("harbour.example", "harbour.example", "harbour.example"),
        ("Ouest-Harbour", "x.example", "Ouest-Harbour"),
        ("", "x.example", ""),
    ],
)
def test_claims_are_no_part_of_a_name(told: str, host: str, name: str) -> None:
    assert without_claim(told, host) == name


def test_the_table_goes_before_the_page_and_the_page_before_the_host() -> None:
    assert choose_outlet(("CNN Breaking",), (), "", "edition.cnn.com") == "CNN"
    assert choose_outlet(("Harbour Post",), (), "", "harbour.example") == "Harbour Post"
    assert choose_outlet(("Ferry hits tug",), ("Ferry hits tug",), "", "harbour.example") == "harbour.example"
    assert choose_outlet(("https://harbour.example",), (), "Ferry | Harbour", "harbour.example") == "Harbour"


def test_a_domain_that_was_given_has_a_name_where_the_table_knows_it() -> None:
    assert name_of_domain("edition.cnn.com") == "CNN"
    assert name_of_domain("https://www.bbc.com/") == "BBC News"
    assert name_of_domain("harbour.example") == ""
    assert name_of_domain("CNN") == ""


@pytest.mark.parametrize(
    ("told", "host", "name"),
    [
        (
            ("Quay Holdings S.L.", "Harbour Post"),
            "harbourpost.example",
            "Harbour Post",
        ),  # the company behind it
        (("Ada Quill", "Harbour.net - the quays' own news"), "harbour.net", "Harbour"),
        (("Quay Holdings", "Harbour Post"), "quays.example", "Quay Holdings"),  # neither fits: the first
        (("Quay Holdings", "Post of the Harbour"), "harbour.example", "Post of the Harbour"),
        (("Quay Holdings", "Harbour Evening News"), "hen.example", "Harbour Evening News"),
        (("Quay Holdings", "The Harbour"), "theharbourpost.example", "The Harbour"),
        (("Quay Holdings", "The"), "theharbourpost.example", "Quay Holdings"),
        (("HARBOUR", "harbour"), "harbour.example", "HARBOUR"),
    ],
)
def test_of_the_names_that_are_told_the_one_that_fits_the_host_counts(
    told: tuple[str, ...], host: str, name: str
) -> None:
    assert choose_outlet(told, (), "", host) == name


@pytest.mark.parametrize(
    ("page_title", "host", "name"),
    [
        ("Ferry hits tug - Quay Gazette", "qg-news.example", "Quay Gazette"),
        ("Ferry hits tug | Sea | Quay Gazette", "qg-news.example", "Quay Gazette"),
        ("Quay Gazette: Ferry hits tug", "qg-news.example", "qg-news.example"),  # a colon joins no name
        ("Quay Gazette | Ferry hits tug", "qg-news.example", "Quay Gazette"),
        ("Quay Gazette - Sea - Ferry hits tug", "qg-news.example", "Quay Gazette"),
        ("Ferry hits tug - By Ada Quill", "qg-news.example", "qg-news.example"),
        ("Ferry hits tug - News", "qg-news.example", "qg-news.example"),
        ("Ferry hits tug | www.qg-news.example", "qg-news.example", "qg-news.example"),
        ("Ferry hits tug", "qg-news.example", "qg-news.example"),
        ("Another title - Quay Gazette", "qg-news.example", "qg-news.example"),
        ("Quay Gazette", "quaygazette.example", "Quay Gazette"),
        ("Ferry hits tug - Quay Gazette", "", "Quay Gazette"),
        ("", "qg-news.example", "qg-news.example"),
    ],
)
def test_what_the_pages_title_says_beside_its_headline(page_title: str, host: str, name: str) -> None:
    assert choose_outlet((), ("Ferry hits tug",), page_title, host) == name


def test_a_name_that_is_told_goes_before_the_pages_title() -> None:
    title = "Ferry hits tug - Sea and Harbour"
    assert choose_outlet(("Quay Gazette",), ("Ferry hits tug",), title, "qg.example") == "Quay Gazette"


@pytest.mark.parametrize(
    "told", ["Ferry hits tug", "qg-news.example", "https://qg-news.example/", "x" * 61, "", "  "]
)
def test_what_is_told_in_a_names_place_and_is_none(told: str) -> None:
    assert choose_outlet((told,), ("Ferry hits tug",), "", "qg-news.example") == "qg-news.example"


@given(
    st.lists(st.text(max_size=30), max_size=3),
    st.text(max_size=40),
    st.from_regex(r"[a-z]{1,8}\.example", fullmatch=True),
)
def test_there_is_always_a_name(told: list[str], title: str, host: str) -> None:
    name = choose_outlet(told, (title,), title, host.strip())
    assert name
    assert len(name) <= 60


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Harbour - Harbour - Home", "Harbour"),
        ("Home | News | Index", ""),
        ("Quays and Harbour Watch | Sea", "Quays and Harbour Watch"),
        ("Sea | Harbour Watch", "Harbour Watch"),
    ],
)
def test_the_part_that_fits_the_host_is_the_name(told: str, name: str) -> None:
    assert without_claim(told, "harbour.example") == name


def test_short_labels_of_a_host_name_nobody() -> None:
    assert choose_outlet(("Quay Holdings", "EN Magazine"), (), "", "en.quaypost.example") == "Quay Holdings"


def test_a_name_is_written_in_words_where_the_page_writes_it_so() -> None:
    title = "Ferry hits tug | Harbour Post"
    assert (
        choose_outlet(("harbourpost",), ("Ferry hits tug",), title, "harbourpost.example") == "Harbour Post"
    )
    assert choose_outlet(("harbourpost", "HarbourPost"), (), "", "harbourpost.example") == "HarbourPost"
    assert choose_outlet(("HARBOUR", "Sea"), (), "Ferry | Sea", "harbour.example") == "HARBOUR"


@pytest.mark.parametrize(
    ("page_title", "name"),
    [
        ("Ferry, told anew | Harbour Post North", "Harbour Post North"),
        ("Harbour Post North | Ferry, told anew", "harbourpost.example"),
        ("Ferry | Harbour Post says that the ferry is late", "harbourpost.example"),
        ("Harbour Post North", "harbourpost.example"),
    ],
)
def test_the_end_of_the_pages_title_is_the_name_where_it_fits_the_host(page_title: str, name: str) -> None:
    assert choose_outlet((), ("Ferry hits tug",), page_title, "harbourpost.example") == name
