"""News by mail from end to end: a store, the forms, the round that sends, and a real server on loopback."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from dateline.app.digest import Digests, Office, Post, Round, Sending, post_of
from dateline.app.settings import Settings
from dateline.clients.mail import Mailer, Server, Tls
from dateline.core.errors import MailError, UsageError
from dateline.core.site import Edition
from dateline.core.subscriptions import Cadence, Delivery, Letter, Standing
from dateline.core.types import Stamp
from dateline.pipeline.printing import catalogue
from dateline.stages.publish.digest.due import Hours
from dateline.storage import SqlStore, open_store
from tests.commands import dateline, form, lines, started
from tests.edition import desk_of, stored
from tests.mail_server import MailServer
from tests.newsroom import FERRY_PAGE, ISSUE

EDITION = replace(ISSUE.edition, title="Watt-Bote", base_url="https://watt.example")
START = datetime(2025, 6, 30, 12, 0, tzinfo=UTC)  # a Monday, before the ferry
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass
class Clock:
    at: datetime

    def now(self) -> datetime:
        return self.at


@dataclass
class Desk:
    """A site with its readers, its mail server, and a clock that the test moves."""

    store: SqlStore
    server: MailServer
    clock: Clock
    known: Server | None = None
    mailer: Callable[..., Mailer] = Mailer

    @property
    def post(self) -> Post:
        server = self.known or self.server.known
        return Post(sender="news@watt.example", replies="leave@watt.example", server=server, hours=Hours())

    @property
    def digests(self) -> Digests:
        return Digests(self.office())

    @property
    def sending(self) -> Sending:
        return Sending(self.office())

    def office(self, edition: Edition = EDITION, post: Post | None = None) -> Office:
        post = post or self.post
        return Office(store=self.store, edition=edition, clock=self.clock, post=post, mailer=self.mailer)

    def token(self) -> str:
        """The token in the last letter that was taken."""
        found = re.findall(r"token=(\S+)", self.server.taken[-1].part("plain"))
        return str(found[-1])

    def join(self, address: str, theme: str = "", cadence: str = "daily") -> None:
        assert self.digests.ask(address, theme, cadence).status == 202
        assert self.digests.confirm(self.token()).status == 200
        self.server.taken.clear()

    def at(self, clock: datetime) -> Round:
        """The round of an hour."""
        self.clock.at = clock
        return self.sending.send()

    @property
    def reached(self) -> list[str]:
        return [taken.to for taken in self.server.taken]


@pytest.fixture
def desk() -> Iterator[Desk]:
    with MailServer() as server:
        store = stored(replace(ISSUE, edition=EDITION))
        yield Desk(store, server, Clock(START))
        store.close()


JULY_3 = datetime(2025, 7, 3, 6, 10, tzinfo=UTC)


# --- asking and confirming ----------------------------------------------------------------


def test_whoever_asks_gets_one_mail_and_nothing_before_confirming(desk: Desk) -> None:
    assert desk.digests.ask("reader@example.org", "", "daily").status == 202
    assert desk.reached == ["reader@example.org"]
    assert "press the button" in desk.server.taken[0].part("plain")
    assert desk.at(JULY_3) == Round()
    assert desk.reached == ["reader@example.org"]


def test_opening_the_link_changes_nothing_and_pressing_the_button_does(desk: Desk) -> None:
    desk.digests.ask("reader@example.org", "", "weekly")
    token = desk.token()
    shown = desk.digests.show_confirm(token)
    assert (shown.status, b"<form" in shown.content) == (200, True)
    assert [one.standing for one in desk.digests.listed()] == [Standing.PENDING]
    assert desk.digests.confirm(token).status == 200
    [held] = desk.digests.listed()
    assert (held.standing, held.cadence, held.address) == (
        Standing.CONFIRMED,
        Cadence.WEEKLY,
        "reader@example.org",
    )


def test_the_answer_is_the_same_whether_an_address_is_known_or_not(desk: Desk) -> None:
    first = desk.digests.ask("reader@example.org", "", "daily")
    assert desk.digests.ask("reader@example.org", "", "daily") == first
    assert len(desk.server.taken) == 1
    desk.digests.confirm(desk.token())
    assert desk.digests.ask("READER@example.org", "", "daily") == first
    assert len(desk.server.taken) == 1


def test_two_at_once_are_one_mail(desk: Desk, tmp_path: Path) -> None:
    desk.store = open_store(tmp_path / "site.db")  # a store in memory is for one thread
    ask = partial(desk.digests.ask, "reader@example.org", "", "daily")
    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    desk.store.close()
    assert len(desk.server.taken) == 1


@pytest.mark.parametrize("typed", ["", "reader", "a@b", "a@example.org\r\nBcc: b@example.org"])
def test_what_is_no_address_is_not_written_to(typed: str, desk: Desk) -> None:
    assert desk.digests.ask(typed, "", "daily").status == 422
    assert desk.server.heard == []


def test_no_theme_no_cadence_no_mail(desk: Desk) -> None:
    assert desk.digests.ask("reader@example.org", "tnowhere", "daily").status == 503
    assert desk.digests.ask("reader@example.org", "", "hourly").status == 503
    assert desk.server.heard == []


def test_a_server_that_is_down_is_told_and_the_try_does_not_count(desk: Desk) -> None:
    desk.known = replace(desk.server.known, port=1)
    assert desk.digests.ask("reader@example.org", "", "daily").status == 503
    desk.known = None
    desk.server.says({"RCPT": ["450 later"]})
    assert desk.digests.ask("reader@example.org", "", "daily").status == 503
    assert desk.digests.listed() == []
    assert desk.digests.ask("reader@example.org", "", "daily").status == 202


def test_links_that_are_old_or_not_ours(desk: Desk) -> None:
    desk.digests.ask("reader@example.org", "", "daily")
    token = desk.token()
    desk.clock.at = START + 3 * DAY
    assert desk.digests.show_confirm(token).status == 410
    assert desk.digests.confirm(token).status == 410
    for method in (desk.digests.confirm, desk.digests.show_confirm):
        assert method("").status == 404
    assert desk.digests.confirm("c.x.daily.1.y").status == 410
    assert desk.digests.unsubscribe("u.x.y").status == 404
    assert [one.standing for one in desk.digests.listed()] == [Standing.PENDING]


def test_whoever_never_answers_is_forgotten_after_a_month(desk: Desk) -> None:
    desk.digests.ask("reader@example.org", "", "daily")
    desk.at(START + 29 * DAY)
    assert len(desk.digests.listed()) == 1
    desk.at(START + 31 * DAY)
    assert desk.digests.listed() == []


# --- leaving ------------------------------------------------------------------------------


def test_a_letter_ends_what_it_came_by_with_one_click_and_the_link_alone_does_not(desk: Desk) -> None:
    desk.join("reader@example.org")
    assert desk.at(JULY_3).sent == 1
    header = str(desk.server.taken[0].message["List-Unsubscribe"])
    token = header.partition("token=")[2].partition(">")[0]
    assert desk.digests.show_unsubscribe(token).status == 200
    assert len(desk.digests.listed()) == 1
    assert desk.digests.unsubscribe(token).status == 200
    assert desk.digests.listed() == []
    assert desk.digests.unsubscribe(token).status == 200
    assert desk.at(JULY_3 + DAY) == Round()


def test_a_link_that_confirmed_does_not_bring_back_whoever_left(desk: Desk) -> None:
    desk.digests.ask("reader@example.org", "", "daily")
    token = desk.token()
    desk.digests.confirm(token)
    desk.digests.remove("Reader@Example.org")
    assert desk.digests.confirm(token).status == 410
    assert desk.digests.listed() == []


# --- sending ------------------------------------------------------------------------------


def test_what_is_new_is_sent_once(desk: Desk) -> None:
    desk.join("reader@example.org")
    assert desk.at(JULY_3) == Round(sent=1)
    text = desk.server.taken[0].part("plain")
    assert FERRY_PAGE.headline.text in text
    assert "https://watt.example/story/sferry/" in text
    assert desk.at(JULY_3 + HOUR) == Round()
    assert desk.at(JULY_3 + DAY) == Round(nothing_new=1)
    assert len(desk.server.taken) == 1


def test_nothing_is_sent_before_it_is_due(desk: Desk) -> None:
    desk.join("reader@example.org", cadence="weekly")
    assert desk.at(JULY_3) == Round()
    assert desk.at(datetime(2025, 7, 7, 6, 0, tzinfo=UTC)) == Round(sent=1)


def test_a_theme_tells_of_its_own_stories_alone(desk: Desk) -> None:
    desk.join("reader@example.org", "tsea")
    desk.at(JULY_3)
    text = desk.server.taken[0].part("plain")
    others = [page.headline.text for page in ISSUE.pages if page.theme != "tsea"]
    assert FERRY_PAGE.headline.text in text
    assert not any(headline in text for headline in others)
    assert "tsea.digest" in str(desk.server.taken[0].message["List-Id"])


def test_what_comes_later_is_told_by_the_next_one(desk: Desk) -> None:
    desk.join("reader@example.org")
    desk.at(JULY_3)
    revision = replace(FERRY_PAGE.revision, number=9, at=Stamp(at=JULY_3 + 3 * HOUR))
    page = replace(FERRY_PAGE, revisions=(*FERRY_PAGE.revisions, revision))
    with desk.store.transaction():
        desk.store.save_page(page, "another key")
    catalogue(desk_of(desk.store))
    assert desk.at(JULY_3 + DAY) == Round(sent=1)
    assert "REVISED SINCE" in desk.server.taken[-1].part("plain")


def test_an_address_that_refuses_three_times_gets_no_more(desk: Desk) -> None:
    desk.join("gone@example.org")
    desk.join("reader@example.org")
    desk.server.handler.of["gone@example.org"] = "550 5.1.1 gone"
    rounds = [desk.at(JULY_3 + number * DAY) for number in range(4)]
    assert [one.refused for one in rounds] == [1, 1, 1, 0]
    assert rounds[2].suspended == ("gone@example.org",)
    assert {one.address: one.standing for one in desk.digests.listed()} == {
        "gone@example.org": Standing.SUSPENDED,
        "reader@example.org": Standing.CONFIRMED,
    }


def test_a_mailbox_that_is_shut_gets_nothing_more_of_any_theme(desk: Desk) -> None:
    desk.join("gone@example.org")
    desk.server.handler.of["gone@example.org"] = "550 5.1.1 gone"
    desk.at(JULY_3)
    desk.server.handler.of.clear()
    desk.join("gone@example.org", theme="tsea", cadence="weekly")
    desk.server.handler.of["gone@example.org"] = "550 5.1.1 gone"
    rounds = [desk.at(JULY_3 + number * DAY) for number in (1, 2)]
    assert rounds[1].suspended == ("gone@example.org",)
    assert {one.theme: (one.standing, one.due) for one in desk.digests.listed()} == {
        "": (Standing.SUSPENDED, None),
        "tsea": (Standing.SUSPENDED, None),
    }


def test_the_operator_sees_whom_letters_do_not_reach(desk: Desk) -> None:
    desk.join("gone@example.org")
    desk.join("reader@example.org", cadence="weekly")
    assert desk.digests.ask("quiet@example.org", "", "daily").status == 202
    desk.server.handler.of["gone@example.org"] = "550 5.1.1 gone"
    desk.at(JULY_3)
    told = desk.digests.status()
    assert (told.daily, told.weekly, told.pending) == (1, 1, 1)
    assert [(one.address, one.refusals) for one in told.refusing] == [("gone@example.org", 1)]
    assert "gone" in told.refusing[0].reply
    assert told.suspended == ()
    assert told.due is not None
    for number in (1, 2):
        desk.at(JULY_3 + number * DAY)
    told = desk.digests.status()
    assert (told.daily, told.refusing) == (0, ())
    assert [one.address for one in told.suspended] == ["gone@example.org"]


def test_a_letter_that_was_put_off_comes_by_a_later_round(desk: Desk) -> None:
    desk.join("reader@example.org")
    desk.server.says({"RCPT": ["450 greylisted"]})
    assert desk.at(JULY_3) == Round(later=1)
    assert desk.at(JULY_3 + HOUR / 4) == Round()
    assert desk.at(JULY_3 + HOUR) == Round(sent=1)


def test_a_letter_of_which_nobody_knows_is_not_sent_again_and_its_news_is_told_by_the_next(
    desk: Desk,
) -> None:
    desk.join("reader@example.org")
    desk.server.says({"DATA": ["drop"]})
    assert desk.at(JULY_3) == Round(unknown=1)
    assert desk.at(JULY_3 + HOUR) == Round()
    assert desk.at(JULY_3 + DAY) == Round(sent=1)
    assert FERRY_PAGE.headline.text in desk.server.taken[-1].part("plain")


def test_a_server_that_is_down_stops_the_round_and_nothing_is_lost(desk: Desk) -> None:
    desk.join("reader@example.org")
    desk.known = replace(desk.server.known, port=1)
    with pytest.raises(MailError):
        desk.at(JULY_3)
    desk.known = None
    assert desk.at(JULY_3 + HOUR) == Round(sent=1)


def test_whoever_leaves_while_letters_go_out_gets_none(desk: Desk) -> None:
    desk.join("reader@example.org")
    digests = desk.digests

    class Leaving(Mailer):
        def send(self, letter: Letter, before: Callable[[], None] = lambda: None) -> Delivery:
            digests.remove("reader@example.org")
            return super().send(letter, before)

    desk.mailer = Leaving
    assert desk.at(JULY_3) == Round()
    assert desk.server.taken == []
    assert desk.digests.listed() == []


def test_two_rounds_at_once_send_one_letter(desk: Desk) -> None:
    desk.join("reader@example.org")
    other = desk.sending

    class Overtaken(Mailer):
        def send(self, letter: Letter, before: Callable[[], None] = lambda: None) -> Delivery:
            other.send()
            return super().send(letter, before)

    desk.mailer = Overtaken
    assert desk.at(JULY_3) == Round()
    assert desk.reached == ["reader@example.org"]


class Killed(BaseException):
    """The process ends here."""


def killing(moment: str, at: int) -> type[Mailer]:
    """A mailer whose process is killed at its n-th letter: before it, before its text, or right after it."""
    count = 0

    class Killing(Mailer):
        def send(self, letter: Letter, before: Callable[[], None] = lambda: None) -> Delivery:
            nonlocal count
            count += 1
            mine = count == at

            def mark() -> None:
                if mine and moment == "before the mark":
                    raise Killed
                before()
                if mine and moment == "before the text":
                    raise Killed

            if mine and moment == "before the letter":
                raise Killed
            delivery = super().send(letter, mark)
            if mine and moment == "after the text":
                raise Killed
            return delivery

    return Killing


@pytest.mark.parametrize(
    "moment", ["before the letter", "before the mark", "before the text", "after the text"]
)
@pytest.mark.parametrize("at", [1, 2, 3])
def test_killed_anywhere_nobody_gets_a_digest_twice_and_nobody_misses_the_news(
    moment: str, at: int, desk: Desk
) -> None:
    readers = [f"{name}@example.org" for name in "abc"]
    for reader in readers:
        desk.join(reader)
    desk.mailer = killing(moment, at)
    with pytest.raises(Killed):
        desk.at(JULY_3)
    desk.mailer = Mailer
    desk.at(JULY_3 + HOUR)
    desk.at(JULY_3 + DAY)
    ids = [str(taken.message["Message-ID"]) for taken in desk.server.taken]
    assert len(ids) == len(set(ids))
    assert set(desk.reached) == set(readers)
    assert all(FERRY_PAGE.headline.text in taken.part("plain") for taken in desk.server.taken)


# --- settings -----------------------------------------------------------------------------


def settings(**given: object) -> Settings:
    return Settings(**{"mail_host": "mail.example", "mail_from": "news@watt.example", **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"mail_from": "nobody"}, "mail_from"),
        ({"mail_replies": "a@b@c"}, "mail_replies"),
        ({"mail_tls": "none", "mail_user": "u"}, "mail_tls"),
        ({"mail_user": "u", "mail_password_file": "/nowhere/at/all"}, "mail_password_file"),
    ],
)
def test_settings_that_cannot_be(given: dict[str, object], named: str) -> None:
    with pytest.raises(UsageError, match=named):
        post_of(settings(**given))


def test_the_password_comes_from_a_file_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "password"
    path.write_text("from a file\n", "utf-8")
    monkeypatch.setenv("DATELINE_MAIL_PASSWORD", "from outside")
    named = post_of(settings(mail_user="u", mail_password_file=str(path))).server
    outside = post_of(settings(mail_user="u")).server
    assert named is not None
    assert outside is not None
    assert (named.password, outside.password, outside.tls) == ("from a file", "from outside", Tls.STARTTLS)


def test_a_form_is_only_offered_where_letters_can_go_out(desk: Desk) -> None:
    assert desk.digests.enabled
    for edition, post in (
        (replace(EDITION, base_url=""), desk.post),
        (EDITION, replace(desk.post, server=None)),
        (EDITION, replace(desk.post, sender="")),
        (replace(EDITION, base_url="http://watt.example"), post_of(settings())),
    ):
        digests = Digests(desk.office(edition, post))
        assert not digests.enabled
        assert digests.ask("reader@example.org", "", "daily").status == 503
        with pytest.raises(UsageError):
            Sending(desk.office(edition, post)).send()
    assert desk.server.heard == []


# --- the command --------------------------------------------------------------------------


def test_the_command_tells_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = started("digest", "send", "--out", tmp_path / "nowhere")
    assert made.returncode == 2
    assert "is no store" in made.stderr


def test_the_command_asks_lists_previews_and_forgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with MailServer() as server:
        known = server.known
        for name, value in {
            "BASE_URL": "https://watt.example",
            "MAIL_HOST": known.host,
            "MAIL_PORT": str(known.port),
            "MAIL_TLS": "none",
            "MAIL_FROM": "news@watt.example",
        }.items():
            monkeypatch.setenv(f"DATELINE_{name}", value)
        monkeypatch.chdir(tmp_path)
        page = tmp_path / "page.jsonl"
        page.write_text(lines(form("one", published="2025-07-01T08:00:00Z")), "utf-8")
        site = tmp_path / "site"
        dateline("build", page, "--out", site)
        asked = dateline("digest", "subscribe", "reader@example.org", "--weekly", "--out", site)
        assert (asked.returncode, "was asked" in asked.stderr) == (0, True)
        assert [taken.to for taken in server.taken] == ["reader@example.org"]
        listed = dateline("digest", "list", "--out", site)
        assert listed.stdout.split("\t")[:4] == ["reader@example.org", "(all)", "weekly", "pending"]
        shown = dateline("digest", "preview", "--since", "2025-06-01", "--out", site)
        assert "Subject: The Elbe crested" in shown.stdout
        assert "0 digests sent" in dateline("digest", "send", "--out", site).stderr
        assert dateline("digest", "remove", "reader@example.org", "--out", site).returncode == 0
        gone = dateline("digest", "remove", "reader@example.org", "--out", site)
        assert (gone.returncode, "is not known" in gone.stderr) == (2, True)
