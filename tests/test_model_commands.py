"""The model writer as an operator meets it: settings, a dry run, the account of a run, a label."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from dateline.app import App, Settings, open_app
from dateline.app.models import open_writer
from dateline.core.errors import UsageError
from tests.commands import FIRE, dateline, form, lines, started
from tests.model_server import ModelHost, Trouble
from tests.modelling import cite, line, page_of

OWN = "Police said that two men missing since Sunday were found alive."


def speak(request: dict[str, Any]) -> dict[str, Any]:
    ids = cite(request, "Two men")
    if "were refused" in request["messages"][1]["content"]:
        return {"lines": []}
    return page_of(standfirst=line(OWN, *ids)) if ids else page_of(summary=[line("No line.", "s1")])


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    file = tmp_path / "reports.jsonl"
    file.write_text(lines(form("elbe"), form("riesa", FIRE)), "utf-8")
    return file


def settings(folder: Path, url: str, **more: object) -> None:
    """One TOML file, as an operator writes it."""
    told = {"model": "pen-1", "model_url": url, "model_tries": 1, **more}
    text = "\n".join(f"{name} = {json.dumps(value)}" for name, value in told.items())
    (folder / "dateline.toml").write_text(text + "\n", "utf-8")


def test_a_run_words_pages_gives_its_account_and_asks_once(tmp_path: Path, reports: Path) -> None:
    with ModelHost().speaks(speak) as host:
        settings(tmp_path, host.url, model_price_sent=10.0, model_price_received=30.0)
        first = started("narrate", reports, folder=tmp_path, DATELINE_MODEL_KEY="sk-secret")
        asked = len(host.asked)
        second = dateline("narrate", reports, folder=tmp_path, DATELINE_MODEL_KEY="sk-secret")
    pages = [json.loads(page) for page in first.stdout.splitlines()]
    assert any(one.get("model") == "pen-1" for page in pages for one in [page.get("standfirst") or {}])
    assert "pen-1 (local): " in first.stderr
    assert "It worded 1 line" in first.stderr
    assert "cost 0.0" in first.stderr
    assert second.stdout == first.stdout
    assert asked < 2 * len(pages) + 1
    assert {header["authorization"] for header in host.headers} == {"Bearer sk-secret"}
    stored = "".join(file.read_text("utf-8") for file in tmp_path.rglob("*.json"))
    assert "sk-secret" not in stored + first.stdout + first.stderr


def test_a_dry_run_shows_all_and_sends_nothing(tmp_path: Path, reports: Path) -> None:
    with ModelHost().speaks(speak) as host:
        settings(tmp_path, host.url, model_price_sent=10.0)
        told = dateline("narrate", reports, "--dry-run", folder=tmp_path)
    assert host.asked == []
    assert host.paths == []
    assert told.returncode == 0, told.stderr
    shown = [json.loads(one) for one in told.stdout.splitlines()]
    assert len(shown) == 2
    for one in shown:
        assert one["tokens_sent"] > 0
        assert one["cost_at_most"] > 0
        assert json.loads(one["schema"])
        assert one["user"].startswith("=== ")
    assert "Nothing was sent. 2 stories" in told.stderr
    assert not (tmp_path / "dateline-answers").exists()


def test_a_dry_run_without_a_model_says_how_to_name_one(tmp_path: Path, reports: Path) -> None:
    told = dateline("narrate", reports, "--dry-run", folder=tmp_path)
    assert told.returncode == 2
    assert "--model NAME/MODEL" in told.stderr


def test_a_site_carries_the_label(tmp_path: Path, reports: Path) -> None:
    with ModelHost().speaks(speak) as host:
        settings(tmp_path, host.url)
        told = dateline("build", reports, "--out", "site", folder=tmp_path)
    pages = [file.read_text("utf-8") for file in (tmp_path / "site").rglob("index.html")]
    labelled = [page for page in pages if "Text by a language model" in page]
    assert len(labelled) == 1
    assert "CompositeWithTrainedAlgorithmicMediaDigitalSource" in labelled[0]
    assert "It worded 1 line" in told.stderr


@pytest.mark.slow
def test_a_server_that_is_down_leaves_a_site_by_rules_and_is_asked_again_next_time(
    tmp_path: Path, reports: Path
) -> None:
    with ModelHost().says(Trouble(status=500)) as host:
        settings(tmp_path, host.url)
        down = dateline("build", reports, "--out", "site", folder=tmp_path)
        assert down.returncode == 1
        assert "answered with status 500" in down.stderr
        assert "2 pages are written by rules" in down.stderr
        assert list((tmp_path / "site").rglob("index.html"))
        host.speaks(speak)
        up = dateline("build", "--out", "site", folder=tmp_path)
        assert "It worded 1 line" in up.stderr
        before = len(host.asked)
        again = dateline("build", "--out", "site", folder=tmp_path)
    assert len(host.asked) == before
    assert "Nothing has changed" in again.stderr


def test_without_a_model_nothing_is_told_of_one(tmp_path: Path, reports: Path) -> None:
    told = dateline("narrate", reports, folder=tmp_path)
    assert told.returncode == 0
    assert "worded" not in told.stderr
    assert not (tmp_path / "dateline-answers").exists()


@pytest.mark.parametrize(
    ("model", "url", "said"),
    [("nobody", "", "names no server"), ("pen", "ftp://x", "no address of a server")],
)
def test_a_model_that_cannot_be_is_a_clear_message(
    model: str, url: str, said: str, tmp_path: Path, reports: Path
) -> None:
    told = dateline("narrate", reports, "--model", model, folder=tmp_path, DATELINE_MODEL_URL=url)
    assert told.returncode == 2
    assert said in told.stderr
    assert "Traceback" not in told.stderr


# --- wiring -------------------------------------------------------------------------------


class Silent:
    def track(self, items: Any, label: str, total: int) -> Any:
        return items


def app(**changes: Any) -> App:
    return open_app(Silent(), model="pen", model_url="http://127.0.0.1:1/v1", **changes)


def test_no_model_no_writer() -> None:
    assert open_writer(open_app(Silent()).settings) is None


def test_settings_reach_the_client() -> None:
    writer = open_writer(
        app(
            model_tokens=5,
            model_money=2.5,
            model_price_sent=1.0,
            model_seconds=7.0,
            model_answer_tokens=400,
            model_context=4000,
            model_cache="",
        ).settings
    )
    assert writer
    care = writer.client.care
    assert (care.budget.tokens, care.budget.money, care.prices.sent, care.seconds) == (5, 2.5, 1.0, 7.0)
    assert (writer.desk.shape.answer_tokens, writer.desk.shape.context_tokens) == (400, 4000)
    assert not writer.client.remote


@pytest.mark.parametrize("remote", [True, False])
def test_an_operator_may_say_that_it_is_remote(remote: bool) -> None:
    writer = open_writer(app(model_remote=remote).settings)
    assert writer
    assert writer.client.remote is remote


def test_the_key_comes_from_a_file_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_MODEL_KEY", "sk-environment")
    file = tmp_path / "key"
    file.write_text("sk-file\n")
    with ModelHost().says("{}") as host:
        for name in (str(file), None):
            held = open_app(Silent(), model="pen", model_url=host.url, model_cache="", model_key_file=name)
            assert held.writer
            told = held.writer.client
            told.ask(_question())
    assert [one["authorization"] for one in host.headers] == ["Bearer sk-file", "Bearer sk-environment"]


def test_a_file_of_a_key_that_is_not_there_is_a_clear_message() -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        open_writer(app(model_key_file="/nowhere/key").settings)


def test_the_key_is_no_setting() -> None:
    """It would end up in a file that is kept in version control."""
    assert not [name for name in Settings.model_fields if name in ("model_key", "key", "api_key")]


def test_a_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(UsageError, match=r"dateline\[models\]"):
        _ = app().writer


def _question() -> Any:
    from dateline.core.ports import Question

    return Question(system="a", user="b", schema="{}", name="page", most_tokens=9)
