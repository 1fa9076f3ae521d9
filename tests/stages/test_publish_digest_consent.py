"""Nobody is written to who did not confirm: addresses, questions, confirmations, tokens."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.subscriptions import Cadence, Standing, Subscription
from dateline.stages.publish.digest import consent, tokens
from dateline.stages.publish.digest.due import Hours

NOW = datetime(2025, 7, 2, 10, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECRET, OTHER = b"s" * 32, b"o" * 32


def asked(**changes: object) -> Subscription:
    known = consent.asked(None, "a@example.org", "", Cadence.DAILY, NOW)
    return replace(known, **changes)  # type: ignore[arg-type]


# --- addresses ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("reader@example.org", "reader@example.org"),
        ("  Reader.Name+news@Example.ORG ", "Reader.Name+news@example.org"),
        ("o'neill@sub.example.co.uk", "o'neill@sub.example.co.uk"),
        ("leser@müller.example", "leser@xn--mller-kva.example"),
        ("читач@пошта.укр", ""),
        ("reader@пошта.укр", "reader@xn--80a1acn3a.xn--j1amh"),
    ],
)
def test_addresses_as_they_are_written_to(typed: str, taken: str) -> None:
    assert consent.mailbox(typed) == taken


@pytest.mark.parametrize(
    "typed",
    [
        *("", "@", "reader", "reader@", "@example.org", "reader@localhost", "reader@127.0.0.1", "a@b@c.org"),
        *("reader@[127.0.0.1]", '"a b"@example.org', "a..b@example.org", ".a@example.org", "a.@example.org"),
        *(
            "a b@example.org",
            "a@exa mple.org",
            "a@example..org",
            "a@-example.org",
            "a@example.org.",
            "a@.org",
        ),
        *(
            "a@example.org\nBcc: b@example.org",
            "a\r\n@example.org",
            "a@example.org,b@example.org",
            "<a@b.org>",
        ),
        *(
            "a\x00@example.org",
            "a@example.org\x00",
            f"{'a' * 65}@example.org",
            f"a@{'b' * 63}.{'c.' * 100}org",
        ),
    ],
)
def test_what_is_no_address_is_not_taken(typed: str) -> None:
    assert consent.mailbox(typed) == ""


@given(st.text(max_size=40), st.sampled_from(["@example.org", "\r\n@example.org", "@", "@例え.jp", ""]))
def test_no_text_becomes_two_lines_or_two_addresses(text: str, end: str) -> None:
    taken = consent.mailbox(text + end)
    assert taken.isascii()
    assert not set(taken) & set('\r\n\0 ,;<>"()[]\\')
    assert taken.count("@") == (1 if taken else 0)


def test_an_address_follows_a_thing_once_whatever_its_case() -> None:
    assert consent.identify("A@example.org", "t1") == consent.identify("a@example.org", "t1")
    assert consent.identify("a@example.org", "t1") != consent.identify("a@example.org", "")


# --- asking -------------------------------------------------------------------------------


def test_a_new_address_may_be_asked_and_is_only_pending() -> None:
    assert consent.may_ask(None, Cadence.DAILY, NOW, of_the_site=0)
    held = asked()
    assert (held.standing, held.asks, held.asked, held.due) == (Standing.PENDING, 1, NOW, None)


def test_an_address_is_not_asked_twice_in_an_hour_nor_four_times() -> None:
    held = asked()
    assert not consent.may_ask(held, Cadence.DAILY, NOW + HOUR / 2, 0)
    for hours in (1, 2):
        at = NOW + hours * HOUR
        assert consent.may_ask(held, Cadence.DAILY, at, 0)
        held = consent.asked(held, held.address, "", Cadence.DAILY, at)
    assert held.asks == 3
    assert not consent.may_ask(held, Cadence.DAILY, NOW + timedelta(days=20), 0)


def test_after_a_month_the_count_begins_anew() -> None:
    later = NOW + timedelta(days=31)
    held = asked(asks=3)
    assert consent.may_ask(held, Cadence.DAILY, later, 0)
    assert consent.asked(held, held.address, "", Cadence.DAILY, later).asks == 1
    assert consent.forgotten_before(later) > NOW


def test_the_whole_site_asks_no_more_than_so_often_in_an_hour() -> None:
    assert consent.may_ask(None, Cadence.DAILY, NOW, consent.HOURLY - 1)
    assert not consent.may_ask(None, Cadence.DAILY, NOW, consent.HOURLY)


def test_whoever_has_it_is_not_asked_again_but_for_another_cadence() -> None:
    held = consent.confirmed(asked(), Cadence.DAILY, NOW, NOW, Hours())
    for later in (NOW + 2 * HOUR, NOW + timedelta(days=40)):
        assert not consent.may_ask(held, Cadence.DAILY, later, 0)
    assert consent.may_ask(held, Cadence.WEEKLY, NOW + 2 * HOUR, 0)


def test_what_is_confirmed_stays_until_the_new_wish_is_too() -> None:
    held = consent.confirmed(asked(), Cadence.DAILY, NOW, NOW, Hours())
    wish = consent.asked(held, held.address, "", Cadence.WEEKLY, NOW + HOUR)
    assert (wish.standing, wish.cadence) == (Standing.CONFIRMED, Cadence.DAILY)
    changed = consent.confirmed(wish, Cadence.WEEKLY, NOW + 2 * HOUR, NOW + 2 * HOUR, Hours())
    assert (changed.cadence, changed.confirmed, changed.told) == (Cadence.WEEKLY, NOW, NOW)


def test_a_suspended_address_may_come_back_by_confirming() -> None:
    held = asked(standing=Standing.SUSPENDED, refusals=3, reply="550 no such user")
    assert consent.may_ask(held, Cadence.DAILY, NOW + HOUR, 0)
    back = consent.confirmed(held, Cadence.DAILY, NOW, NOW, Hours())
    assert (back.standing, back.refusals, back.reply) == (Standing.CONFIRMED, 0, "")


def test_a_confirmation_sets_the_first_digest() -> None:
    held = consent.confirmed(asked(), Cadence.WEEKLY, NOW, NOW - HOUR, Hours(hour=6, weekday=0))
    assert (held.told, held.confirmed) == (NOW - HOUR, NOW)
    assert held.due == datetime(2025, 7, 7, 6, tzinfo=UTC)  # a Monday


# --- tokens -------------------------------------------------------------------------------


def test_a_token_says_what_it_is_for() -> None:
    token = tokens.confirming("m1", Cadence.WEEKLY, NOW + HOUR, SECRET)
    assert tokens.read_confirming(token, NOW, SECRET) == tokens.Confirmation("m1", Cadence.WEEKLY)
    assert tokens.read_leaving(tokens.leaving("m1", SECRET), SECRET) == "m1"


def test_a_confirmation_expires_and_a_farewell_never_does() -> None:
    token = tokens.confirming("m1", Cadence.DAILY, NOW, SECRET)
    assert tokens.read_confirming(token, NOW, SECRET)
    assert tokens.read_confirming(token, NOW + timedelta(seconds=1), SECRET) is None


def test_a_token_of_one_purpose_or_secret_is_good_for_no_other() -> None:
    confirming = tokens.confirming("m1", Cadence.DAILY, NOW + HOUR, SECRET)
    leaving = tokens.leaving("m1", SECRET)
    assert tokens.read_leaving(confirming, SECRET) == ""
    assert tokens.read_confirming(leaving, NOW, SECRET) is None
    assert tokens.read_leaving(leaving, OTHER) == ""
    assert tokens.read_confirming(confirming, NOW, OTHER) is None


@given(st.data())
def test_a_token_that_was_touched_is_none(data: st.DataObject) -> None:
    token = data.draw(
        st.sampled_from(
            [tokens.confirming("m1", Cadence.DAILY, NOW + HOUR, SECRET), tokens.leaving("m1", SECRET)]
        )
    )
    place = data.draw(st.integers(0, len(token)))
    end = data.draw(st.integers(place, len(token)))
    touched = token[:place] + data.draw(st.text(max_size=5)) + token[end:]
    if touched != token:
        assert tokens.read_confirming(touched, NOW, SECRET) is None
        assert tokens.read_leaving(touched, SECRET) == ""


@given(st.text(max_size=80))
def test_no_text_is_a_token(text: str) -> None:
    assert tokens.read_confirming(text, NOW, SECRET) is None
    assert tokens.read_leaving(text, SECRET) == ""


def test_tokens_need_no_escaping_in_an_address() -> None:
    for token in (tokens.leaving("m-1", SECRET), tokens.confirming("m1", Cadence.DAILY, NOW, SECRET)):
        assert set(token) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
