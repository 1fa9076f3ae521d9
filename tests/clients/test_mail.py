"""Letters over a real SMTP server on loopback: how they look, and what each answer means."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mail_server import PASSWORD, USER, MailServer, Taken, certificate

from dateline.clients.mail import Mailer, Server, Tls, wire
from dateline.core.errors import MailError
from dateline.core.subscriptions import Letter, Outcome

FEW = settings(max_examples=50, deadline=None)
LETTER = Letter(
    sender="news@watt.example",
    name="Watt-Bote",
    to="a@example.org",
    subject="Ferry runs aground, and 2 more stories",
    date=datetime(2025, 7, 2, 6, 5, tzinfo=UTC),
    message_id="<d1@watt.example>",
    text="Moin.\n.\n.. Two dots.\nÄöü 漢 " + "long " * 60 + "\n",
    html="<p>Moin. <b>Äöü</b></p>\n",
    headers=(
        ("Auto-Submitted", "auto-generated"),
        (
            "List-Unsubscribe",
            f"<https://watt.example/follow/unsubscribe?token=u.m1.{'c' * 90}>, <mailto:x@y.org>",
        ),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ("List-Id", "<digest.watt.example>"),
    ),
)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


class Marks(list[str]):
    """Counts how often a letter was marked."""

    def __call__(self) -> None:
        self.append("marked")


# --- what is handed over ------------------------------------------------------------------


def test_a_letter_arrives_as_it_was_written(server: MailServer) -> None:
    with Mailer(server.known) as mailer:
        delivery = mailer.send(LETTER)
    assert delivery.outcome is Outcome.SENT
    [taken] = server.taken
    assert (taken.sender, taken.to) == ("news@watt.example", "a@example.org")
    assert taken.part("plain") == LETTER.text
    assert taken.part("html") == LETTER.html
    message = taken.message
    assert message["From"] == "Watt-Bote <news@watt.example>"
    assert (message["To"], message["Subject"]) == ("a@example.org", LETTER.subject)
    assert message["Date"].datetime == LETTER.date
    assert message["Message-ID"] == "<d1@watt.example>"
    assert message.get_content_type() == "multipart/alternative"


def test_headers_of_lists_are_never_folded_or_encoded(server: MailServer) -> None:
    with Mailer(server.known) as mailer:
        mailer.send(LETTER)
    lines = server.taken[0].content.split(b"\r\n")
    for name, value in LETTER.headers:
        assert f"{name}: {value}".encode() in lines


def test_lines_on_the_wire_are_short_and_ascii() -> None:
    lines = wire(LETTER).split(b"\r\n")
    assert max(len(line) for line in lines) <= 998
    assert all(line.isascii() for line in lines)


def test_many_letters_go_over_one_connection_and_over_more_than_one(server: MailServer) -> None:
    with Mailer(server.known) as mailer:
        for number in range(103):
            assert mailer.send(replace(LETTER, to=f"a{number}@example.org")).outcome is Outcome.SENT
    assert [taken.to for taken in server.taken] == [f"a{number}@example.org" for number in range(103)]


@FEW
@given(st.text(max_size=120), st.text(max_size=60), st.text(max_size=200))
def test_subjects_names_and_texts_of_all_kinds_are_read_as_they_are(
    subject: str, name: str, text: str
) -> None:
    message = Taken("", "", wire(replace(LETTER, subject=subject, name=name, text=text))).message
    assert message["From"].addresses[0].addr_spec == "news@watt.example"
    assert len(message["From"].addresses) == 1
    assert message["To"].addresses[0].addr_spec == "a@example.org"
    assert sorted(message.keys()) == sorted(
        ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"]
        + [known for known, _ in LETTER.headers]
    )


@pytest.mark.parametrize(
    "subject", ["Plain", "Überschwemmung an der Elbe " * 4, "Повінь на Ельбі: двоє зниклих " * 3, "漢字" * 40]
)
def test_subjects_in_all_scripts_come_back(subject: str) -> None:
    made = Taken("", "", wire(replace(LETTER, subject=subject.strip())))
    assert made.message["Subject"] == subject.strip()


@pytest.mark.parametrize(
    "bad",
    [
        {"to": "a@example.org\r\nBcc: b@example.org"},
        {"to": "a@example.org\nDATA"},
        {"sender": "news@watt.example>\r\nRCPT TO:<b@example.org"},
        {"message_id": "<d1@watt.example>\r\nBcc: b@example.org"},
        {"headers": (("List-Id", "<x>\r\nBcc: b@example.org"),)},
        {"headers": (("List-Id\r\nBcc", "b@example.org"),)},
        {"headers": (("List-Id", "Ünlist"),)},
    ],
)
def test_addresses_and_headers_of_two_lines_are_an_error(bad: dict[str, object], server: MailServer) -> None:
    with Mailer(server.known) as mailer, pytest.raises(ValueError, match=r"line|address|header|nvalid|parse"):
        mailer.send(replace(LETTER, **bad))  # type: ignore[arg-type]
    assert server.heard == []


def test_a_subject_of_two_lines_is_one(server: MailServer) -> None:
    with Mailer(server.known) as mailer:
        mailer.send(
            replace(LETTER, subject="One\r\nBcc: b@example.org", name='A, "B" <c@d.org>\r\nCc: e@f.org')
        )
    message = server.taken[0].message
    assert (message["Subject"], message["Bcc"], message["Cc"]) == ("One Bcc: b@example.org", None, None)
    assert [one.addr_spec for one in message["From"].addresses] == ["news@watt.example"]


# --- what an answer means -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "said", "outcome"),
    [
        ("RCPT", "550 5.1.1 no such user", Outcome.REFUSED),
        ("RCPT", "550 no such user", Outcome.REFUSED),
        ("RCPT", "552 5.2.2 mailbox full", Outcome.REFUSED),
        ("RCPT", "554 5.7.1 relay access denied", Outcome.LATER),
        ("RCPT", "450 4.2.0 greylisted", Outcome.LATER),
        ("RCPT", "451 try again", Outcome.LATER),
        ("MAIL", "451 4.3.0 busy", Outcome.LATER),
        ("DATA", "451 4.3.0 try again", Outcome.LATER),
        ("DATA", "554 5.6.0 looks like spam", Outcome.LATER),
        ("DATA", "554 no", Outcome.REFUSED),
    ],
)
def test_refusals(command: str, said: str, outcome: Outcome, server: MailServer) -> None:
    server.says({command: [said]})
    marks = Marks()
    with Mailer(server.known) as mailer:
        delivery = mailer.send(LETTER, marks)
        assert (delivery.outcome, delivery.reply) == (outcome, said)
        assert len(marks) == (1 if command == "DATA" else 0)
        assert mailer.send(LETTER).outcome is Outcome.SENT
    assert len(server.taken) == 1


def test_one_address_that_is_refused_does_not_stop_the_others(server: MailServer) -> None:
    server.handler.of["gone@example.org"] = "550 5.1.1 gone"
    with Mailer(server.known) as mailer:
        outcomes = [
            mailer.send(replace(LETTER, to=f"{name}@example.org")).outcome for name in ("a", "gone", "b")
        ]
    assert outcomes == [Outcome.SENT, Outcome.REFUSED, Outcome.SENT]


def test_a_line_that_breaks_before_the_server_answered_leaves_us_unsure(server: MailServer) -> None:
    server.says({"DATA": ["drop"]})
    marks = Marks()
    with Mailer(server.known) as mailer:
        assert mailer.send(LETTER, marks).outcome is Outcome.UNKNOWN
        assert marks == ["marked"]
        assert mailer.send(replace(LETTER, to="b@example.org")).outcome is Outcome.SENT


def test_a_connection_that_ended_meanwhile_is_opened_anew(server: MailServer) -> None:
    with Mailer(server.known) as mailer:
        mailer.send(LETTER)
        server.says({"MAIL": ["drop"]})
        assert mailer.send(LETTER).outcome is Outcome.SENT
    assert len(server.taken) == 2


def test_a_server_that_ends_every_connection_is_an_error(server: MailServer) -> None:
    server.says({"MAIL": ["drop", "drop"]})
    marks = Marks()
    with Mailer(server.known) as mailer, pytest.raises(MailError):
        mailer.send(LETTER, marks)
    assert marks == []


def test_a_letter_that_may_not_go_is_not_taken(server: MailServer) -> None:
    def no() -> None:
        raise KeyError

    with Mailer(server.known) as mailer:
        with pytest.raises(KeyError):
            mailer.send(LETTER, no)
        assert server.taken == []
        assert mailer.send(LETTER).outcome is Outcome.SENT


def test_a_sender_that_is_not_taken_is_our_error(server: MailServer) -> None:
    server.says({"MAIL": ["550 5.7.1 not your address"]})
    with Mailer(server.known) as mailer, pytest.raises(MailError, match=r"news@watt\.example"):
        mailer.send(LETTER)


# --- the connection -----------------------------------------------------------------------


def test_nobody_there_is_an_error_that_names_the_way_out() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    nobody = Server(host="127.0.0.1", port=port, tls=Tls.NONE, seconds=2)
    with Mailer(nobody) as mailer, pytest.raises(MailError, match="mail_"):
        mailer.send(LETTER)


def _secure(folder: Path) -> tuple[ssl.SSLContext, Path]:
    key, made = certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context, made


def test_starttls_and_a_password(tmp_path: Path) -> None:
    context, trusted = _secure(tmp_path)
    with MailServer(tls_context=context, require_starttls=True, auth=True) as server:
        known = replace(server.known, tls=Tls.STARTTLS, user=USER, authorities=str(trusted))
        with Mailer(replace(known, password=PASSWORD)) as mailer:
            assert mailer.send(LETTER).outcome is Outcome.SENT
        with Mailer(replace(known, password="wrong")) as mailer, pytest.raises(MailError, match="password"):
            mailer.send(LETTER)
    assert len(server.taken) == 1


def test_a_certificate_that_nobody_vouches_for_is_an_error(tmp_path: Path) -> None:
    context, _ = _secure(tmp_path)
    with (
        MailServer(tls_context=context) as server,
        Mailer(replace(server.known, tls=Tls.STARTTLS)) as mailer,
        pytest.raises(MailError, match="trust"),
    ):
        mailer.send(LETTER)
    assert server.taken == []


def test_without_starttls_nothing_is_sent_in_the_open(server: MailServer) -> None:
    with Mailer(replace(server.known, tls=Tls.STARTTLS)) as mailer, pytest.raises(MailError):
        mailer.send(LETTER)
    assert server.heard == []


def test_tls_from_the_first_byte(tmp_path: Path) -> None:
    context, trusted = _secure(tmp_path)
    with MailServer(ssl_context=context) as server:
        known = replace(server.known, tls=Tls.TLS, authorities=str(trusted))
        with Mailer(known) as mailer:
            assert mailer.send(LETTER).outcome is Outcome.SENT
