"""Licences and directives: what each form amounts to, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import effort

from dateline.core.terms import Licence, directives, licence_kind
from dateline.core.types import Rights

CC = "https://creativecommons.org"


@pytest.mark.parametrize(
    "text",
    [
        f"{CC}/licenses/by/4.0/",
        f"{CC}/licenses/by/3.0/de/deed.de",
        f"{CC}/licenses/by-sa/4.0/",
        f"{CC}/licenses/by",
        "http://www.creativecommons.org/licenses/by/2.0",
        f"{CC}/publicdomain/zero/1.0/",
        f"{CC}/publicdomain/mark/1.0/",
        "CC BY 4.0",
        "cc-by-4.0",
        "CC-BY-SA-3.0",
        "CC0",
        "CC0-1.0",
        "Creative Commons Attribution 4.0 International",
        "Public domain",
        "© 2024 Ines Marlow, CC BY 4.0",
        "OGL-UK-3.0",
        "Open Government License - Canada",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "Licence Ouverte 2.0",
        "dl-de/by-2-0",
    ],
)
def test_open(text: str) -> None:
    assert licence_kind(text) is Licence.OPEN
    assert Rights(licence=text).open_licence


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{CC}/licenses/by-nc/4.0/", Licence.BOUND),
        (f"{CC}/licenses/by-nd/4.0/", Licence.BOUND),
        (f"{CC}/licenses/by-nc-sa/4.0/", Licence.BOUND),
        (f"{CC}/licenses/nc-sa/1.0/", Licence.BOUND),
        ("CC BY-NC 4.0", Licence.BOUND),
        ("CC-BY-NC-ND-4.0", Licence.BOUND),
        ("cc by nd", Licence.BOUND),
        ("Creative Commons Attribution-NonCommercial 4.0", Licence.BOUND),
        ("Creative Commons Attribution-NoDerivatives 4.0", Licence.BOUND),
        ("https://harbour.example/terms", Licence.OTHER),
        ("Syndication terms of the Harbour Post", Licence.OTHER),
        (f"{CC}/licenses/", Licence.OTHER),
        ("not in the public domain", Licence.OTHER),
        ("© 2024 Harbour Post", Licence.NOTICE),
        ("(c) Harbour Post", Licence.NOTICE),
        ("Copyright: Harbour Post", Licence.NOTICE),
        ("All rights reserved. CC BY is not for us.", Licence.NOTICE),
        ("© Harbour Post. Alle Rechte vorbehalten.", Licence.NOTICE),
        ("Text © Harbour Post, photos CC BY 4.0", Licence.NOTICE),
        ("", Licence.NOTICE),
        ("   ", Licence.NOTICE),
    ],
)
def test_not_open(text: str, kind: Licence) -> None:
    assert licence_kind(text) is kind
    assert not Rights(licence=text).open_licence


@pytest.mark.parametrize(
    ("value", "ours"),
    [
        ("noindex", ("noindex",)),
        ("a, b,,c ", ("a", "b", "c")),
        ("dateline: a, b", ("a", "b")),
        ("otherbot: a, b", ()),
        ("a, otherbot: b, c, dateline: d", ("a", "d")),
        ("other-bot2: a", ()),
        ("max-snippet:5, otherbot: max-snippet:9", ("max-snippet:5",)),
        (
            "unavailable_after: Wednesday, 25-Jun-30 15:00:00 GMT, b",
            ("unavailable_after: wednesday", "25-jun-30 15:00:00 gmt", "b"),
        ),
        ("dateline:", ()),
        (":", (":",)),
        ("", ()),
    ],
)
def test_directives_for_us(value: str, ours: tuple[str, ...]) -> None:
    assert directives(value) == ours


def test_another_product_has_its_own() -> None:
    assert directives("otherbot: a, dateline: b", "OtherBot") == ("a",)


@given(st.text())
def test_any_text_is_some_licence_and_some_directives(text: str) -> None:
    assert licence_kind(text) in Licence
    assert all(directive == directive.strip() != "" for directive in directives(text))


def test_long_texts_take_no_time() -> None:
    with effort() as spent:
        for text in (
            "cc by " * 50_000,
            "creative commons " + "no" * 100_000,
            "creativecommons.org/licenses/" + "-" * 99_999,
        ):
            licence_kind(text)
    assert spent.seconds < 1
