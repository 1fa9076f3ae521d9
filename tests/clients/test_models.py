"""The client of language models against a real server on loopback."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from pathlib import Path

import pytest
from tests.loopback import Day
from tests.model_server import ModelHost, Trouble

from dateline.clients.model_servers import Form
from dateline.clients.models import Care
from dateline.core.errors import ModelError
from dateline.core.ports import Question
from dateline.core.spending import Budget, Prices, Tokens

ASKED = Question(
    system="You write.", user="The facts.", schema='{"type": "object"}', name="page", most_tokens=50
)
GOOD = '{"summary": []}'


def test_the_question_goes_out_as_a_chat_with_a_schema_and_a_limit() -> None:
    with ModelHost().says(GOOD) as host:
        reply = host.client(key="sk-secret").ask(ASKED)
    assert reply.text == GOOD
    assert reply.tokens == Tokens(sent=100, received=20)
    request = host.asked[0]
    assert [one["role"] for one in request["messages"]] == ["system", "user"]
    assert request["model"] == "pen-1"
    assert request["max_tokens"] == 50
    assert request["temperature"] == 0
    assert request["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert "tools" not in request
    assert host.paths == ["/v1/chat/completions"]
    assert host.headers[0]["authorization"] == "Bearer sk-secret"


def test_a_server_without_schemas_is_asked_in_the_next_weaker_form_and_that_is_remembered() -> None:
    with ModelHost().says(Trouble(status=400), Trouble(status=422), GOOD) as host:
        client = host.client()
        assert client.ask(ASKED).text == GOOD
        client.ask(replace(ASKED, user="Other facts."))
    forms = [(request.get("response_format") or {}).get("type") for request in host.asked]
    assert forms == ["json_schema", "json_object", None, None]
    assert '"object"' in host.asked[-1]["messages"][1]["content"]


def test_a_server_that_takes_no_form_is_an_error() -> None:
    with ModelHost().says(Trouble(status=400)) as host, pytest.raises(ModelError, match="status 400"):
        host.client(form=Form.PLAIN).ask(ASKED)


def test_too_many_requests_are_waited_for_as_the_server_asks() -> None:
    day = Day()
    with ModelHost().says(Trouble(status=429, headers={"Retry-After": "7"}), GOOD) as host:
        assert host.client(day=day).ask(ASKED).text == GOOD
    assert day.slept == [7.0]


def test_a_server_that_wants_a_long_rest_is_left_alone() -> None:
    day = Day()
    with ModelHost().says(Trouble(status=429, headers={"Retry-After": "4000"}), GOOD) as host:
        client = host.client(day=day)
        with pytest.raises(ModelError, match="4000 s of rest") as caught:
            client.ask(ASKED)
        assert caught.value.final
        with pytest.raises(ModelError, match="rest"):
            client.ask(ASKED)
    assert len(host.asked) == 1
    assert day.slept == []


@pytest.mark.parametrize("status", [500, 502, 503, 504, 529])
def test_a_broken_server_is_tried_again_later_each_time(status: int) -> None:
    day = Day()
    with ModelHost().says(Trouble(status=status), Trouble(status=status), GOOD) as host:
        assert host.client(day=day).ask(ASKED).text == GOOD
    assert day.slept == [1.0, 2.0]


def test_after_the_last_try_it_is_an_error_and_nobody_waits() -> None:
    day = Day()
    with ModelHost().says(Trouble(status=500)) as host, pytest.raises(ModelError, match="status 500"):
        host.client(day=day).ask(ASKED)
    assert len(host.asked) == 3
    assert day.slept == [1.0, 2.0]


def test_a_server_that_fails_three_times_running_is_left_alone_for_a_while() -> None:
    day = Day()
    with ModelHost().says(Trouble(status=500)) as host:
        client = host.client(care=Care(tries=1), day=day)
        for _ in range(3):
            with pytest.raises(ModelError):
                client.ask(ASKED)
        with pytest.raises(ModelError, match="3 times running"):
            client.ask(ASKED)
        assert len(host.asked) == 3
        day.sleep(601)
        host.says(GOOD)
        assert client.ask(ASKED).text == GOOD


def test_silence_is_cut_off_and_counts_as_spent() -> None:
    with ModelHost().says(Trouble(hang=5)) as host:
        client = host.client(care=Care(tries=1, seconds=0.2))
        with pytest.raises(ModelError, match=r"within 0.2 s"):
            client.ask(ASKED)
    assert client.spending.tokens == client.forecast(ASKED)


def test_a_connection_that_is_cut_is_tried_again() -> None:
    with ModelHost().says(Trouble(cut=True), GOOD) as host:
        assert host.client().ask(ASKED).text == GOOD
    assert len(host.asked) == 2


def test_nobody_there_is_an_error_and_costs_nothing() -> None:
    with ModelHost() as host:
        client = host.client(care=Care(tries=1, seconds=1))
    with pytest.raises(ModelError, match="could not be reached"):
        client.ask(ASKED)
    assert client.spending.tokens == Tokens()


@pytest.mark.parametrize("status", [401, 402, 403])
def test_a_refused_key_stops_at_once(status: int) -> None:
    with ModelHost().says(Trouble(status=status)) as host:
        client = host.client(key="sk-wrong")
        for _ in range(2):
            with pytest.raises(ModelError, match="refuses our key") as caught:
                client.ask(ASKED)
    assert caught.value.final
    assert len(host.asked) == 1
    assert "sk-wrong" not in str(caught.value)


def test_an_unknown_model_stops_at_once_and_is_named() -> None:
    with ModelHost().says(Trouble(status=404)) as host, pytest.raises(ModelError, match="pen-1"):
        host.client().ask(ASKED)
    assert len(host.asked) == 1


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"choices": []}', b'{"choices": [{}]}', b"null"])
def test_what_is_no_completion_is_an_error(body: bytes) -> None:
    with ModelHost().says(Trouble(status=200, body=body)) as host, pytest.raises(ModelError):
        host.client(care=Care(tries=1)).ask(ASKED)


def test_an_empty_answer_is_an_error() -> None:
    with ModelHost().says(" ") as host, pytest.raises(ModelError, match="empty"):
        host.client().ask(ASKED)


def test_a_redirect_is_not_followed() -> None:
    """A server nearby may not hand what it was asked to one far away."""
    with ModelHost().says(GOOD) as far, ModelHost() as near:
        near.says(Trouble(status=307, headers={"Location": f"{far.url}/chat/completions"}))
        with pytest.raises(ModelError):
            near.client(care=Care(tries=1)).ask(ASKED)
    assert far.asked == []


def test_a_proxy_of_the_environment_is_not_used_for_a_server_nearby(monkeypatch: pytest.MonkeyPatch) -> None:
    with ModelHost().says(GOOD) as host, ModelHost() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("ALL_PROXY", proxy.url)
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert host.client().ask(ASKED).text == GOOD
    assert proxy.paths == []


# --- budgets ------------------------------------------------------------------------------


def test_the_budget_of_tokens_stops_before_it_is_exceeded() -> None:
    with ModelHost().says(GOOD) as host:
        client = host.client()
        ahead = client.forecast(ASKED)
        client = host.client(care=Care(budget=Budget(tokens=120 + ahead.total)))
        client.ask(ASKED)
        client.ask(ASKED)
        with pytest.raises(ModelError, match="budget of") as caught:
            client.ask(ASKED)
    assert caught.value.final
    assert len(host.asked) == 2


def test_the_budget_of_money_stops_before_it_is_exceeded() -> None:
    prices = Prices(sent=10.0, received=30.0)
    with ModelHost().says(GOOD) as host:
        client = host.client(care=Care(budget=Budget(money=0.001), prices=prices))
        with pytest.raises(ModelError, match=r"budget of 0.00"):
            client.ask(ASKED)
    assert host.asked == []


def test_a_new_day_has_a_new_budget() -> None:
    day = Day()
    with ModelHost().says(GOOD) as host:
        ahead = host.client().forecast(ASKED)
        client = host.client(care=Care(budget=Budget(tokens=ahead.total)), day=day)
        client.ask(ASKED)
        with pytest.raises(ModelError, match="budget"):
            client.ask(ASKED)
        day.sleep(86_400)
        client.ask(ASKED)
    assert len(host.asked) == 2
    assert client.spending.tokens == Tokens(sent=200, received=40)


def test_retries_are_within_the_budget_too() -> None:
    with ModelHost().says(Trouble(hang=5)) as host:
        ahead = host.client().forecast(ASKED)
        client = host.client(care=Care(tries=5, seconds=0.1, budget=Budget(tokens=2 * ahead.total)))
        with pytest.raises(ModelError, match="budget"):
            client.ask(ASKED)
    assert len(host.asked) == 2


def test_a_server_that_does_not_count_is_counted_for() -> None:
    with ModelHost().says("x" * 300) as host:
        host.usage = None
        client = host.client()
        client.ask(ASKED)
    assert client.spending.tokens.received >= 100
    assert client.spending.tokens.sent > 0


# --- what is remembered -------------------------------------------------------------------


def test_a_kept_answer_is_not_asked_for_again(tmp_path: Path) -> None:
    with ModelHost().says(GOOD) as host:
        client = host.client(cache=tmp_path)
        client.keep(ASKED, client.ask(ASKED))
        again = host.client(cache=tmp_path)
        reply = again.ask(ASKED)
    assert reply.cached
    assert reply.text == GOOD
    assert again.spending.tokens == Tokens()
    assert again.spending.cached == 1
    assert len(host.asked) == 1


def test_an_answer_that_was_not_kept_is_asked_for_again(tmp_path: Path) -> None:
    with ModelHost().says(GOOD) as host:
        client = host.client(cache=tmp_path)
        client.ask(ASKED)
        client.ask(ASKED)
    assert len(host.asked) == 2


@pytest.mark.parametrize(
    "other",
    [
        replace(ASKED, user="Others."),
        replace(ASKED, system="Write well."),
        replace(ASKED, schema="{}"),
        replace(ASKED, most_tokens=51),
    ],
)
def test_another_question_is_another_answer(other: Question, tmp_path: Path) -> None:
    with ModelHost().says(GOOD) as host:
        client = host.client(cache=tmp_path)
        client.keep(ASKED, client.ask(ASKED))
        assert not client.ask(other).cached


def test_another_model_is_another_answer(tmp_path: Path) -> None:
    with ModelHost().says(GOOD) as host:
        client = host.client(cache=tmp_path)
        client.keep(ASKED, client.ask(ASKED))
        client.server = replace(client.server, model="pen-2")
        assert not client.ask(ASKED).cached


@pytest.mark.parametrize("held", [b"", b"[]", b"{", b'{"answer": 3}', b"\xff"])
def test_a_damaged_entry_is_no_entry(held: bytes, tmp_path: Path) -> None:
    with ModelHost().says(GOOD) as host:
        client = host.client(cache=tmp_path)
        client.keep(ASKED, client.ask(ASKED))
        entry = next(tmp_path.rglob("*.json"))
        entry.write_bytes(held)
        assert not client.ask(ASKED).cached


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with ModelHost().says(GOOD) as host:
        client = host.client(cache=blocked)
        client.keep(ASKED, client.ask(ASKED))
        assert client.ask(ASKED).text == GOOD


def test_the_key_is_stored_nowhere_and_logged_nowhere(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with ModelHost().says(GOOD, Trouble(status=400)) as host:
        client = host.client(cache=tmp_path, key="sk-very-secret")
        client.keep(ASKED, client.ask(ASKED))
        with pytest.raises(ModelError) as caught:
            client.ask(replace(ASKED, user="Other."))
    held = "".join(file.read_text() for file in tmp_path.rglob("*.json"))
    assert held
    for text in (held, caplog.text, str(caught.value), repr(client.__dict__.get("server"))):
        assert "sk-very-secret" not in text
    assert json.loads(next(tmp_path.rglob("*.json")).read_text())["answer"] == GOOD
