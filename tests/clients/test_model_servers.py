"""Where a model stands, and whether that is near."""

from __future__ import annotations

import socket

import pytest

from dateline.clients.model_servers import Form, presets, server
from dateline.core.errors import UsageError


def nowhere(host: str, port: int) -> list[str]:
    raise socket.gaierror(socket.EAI_NONAME, "no such host")


@pytest.mark.parametrize("name", sorted(presets()))
def test_every_known_server_is_one_setting(name: str) -> None:
    found = server(f"{name}/some-model", resolver=lambda *_: ["93.184.215.14"])
    assert found.model == "some-model"
    assert found.name == f"{name}/some-model"
    assert found.url.startswith(("https://", "http://127.0.0.1:"))
    assert found.remote is not found.url.startswith("http://127.0.0.1")
    assert bool(found.key_name) is found.remote
    assert found.form in Form


def test_a_model_may_have_slashes_in_its_name() -> None:
    found = server("openrouter/maker/model-7b", resolver=nowhere)
    assert found.model == "maker/model-7b"


def test_any_other_server_by_its_address() -> None:
    found = server("pen-1", "http://127.0.0.1:9000/v1/")
    assert (found.model, found.name, found.url) == ("pen-1", "pen-1", "http://127.0.0.1:9000/v1")
    assert not found.remote


def test_a_known_name_at_another_address_keeps_its_ways() -> None:
    found = server("ollama/pen-1", "http://10.0.0.5:11434/v1")
    assert (found.model, found.url, found.remote) == ("pen-1", "http://10.0.0.5:11434/v1", False)


@pytest.mark.parametrize("wanted", ["pen-1", "nobody/pen-1", "ollama", "ollama/", ""])
def test_a_name_without_a_server_is_refused(wanted: str) -> None:
    with pytest.raises(UsageError, match="names no server"):
        server(wanted)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://127.0.0.1/v1",
        "127.0.0.1:8080",
        "http://",
        "http://user:key@127.0.0.1/v1",
        "http://127.0.0.1/v1?key=secret",
        "http://[::1/v1",
        "http://127.0.0.1:99999/v1",
        "file:///etc/passwd",
    ],
)
def test_what_is_no_plain_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="model_url"):
        server("pen-1", url)


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.9.9.9", "localhost", "pen.localhost", "10.1.2.3", "172.16.0.1", "172.31.9.9"),
        *("192.168.1.7", "[::1]", "[fd00::7]", "[fe80::1]", "LOCALHOST"),
    ],
)
def test_loopback_and_private_addresses_are_near(host: str) -> None:
    assert not server("pen-1", f"http://{host}:8080/v1", resolver=nowhere).remote


@pytest.mark.parametrize(
    "host",
    [
        *("93.184.215.14", "172.32.0.1", "100.64.0.1", "169.254.169.254", "0.0.0.0", "[2606:4700::1]"),
        *("[::ffff:8.8.8.8]", "192.169.0.1", "11.0.0.1"),
    ],
)
def test_all_other_addresses_are_remote(host: str) -> None:
    assert server("pen-1", f"http://{host}:8080/v1", resolver=nowhere).remote


@pytest.mark.parametrize(
    ("found", "remote"),
    [
        (["192.168.1.7"], False),
        (["192.168.1.7", "93.184.215.14"], True),
        (["93.184.215.14"], True),
        (["fe80::1%eth0"], False),
        ([], True),
    ],
)
def test_a_name_is_near_where_all_its_addresses_are(found: list[str], remote: bool) -> None:
    assert server("pen-1", "http://pens.example/v1", resolver=lambda *_: found).remote is remote


def test_a_name_that_nobody_knows_is_remote() -> None:
    assert server("pen-1", "http://pens.example/v1", resolver=nowhere).remote


@pytest.mark.parametrize("model", ["gpt-oss:120b-cloud", "qwen3-coder:480b-cloud", "glm:cloud"])
def test_a_model_that_is_only_passed_on_is_remote(model: str) -> None:
    assert server(f"ollama/{model}").remote
    assert not server("ollama/cloudy:7b").remote


def test_the_operator_knows_better() -> None:
    assert server("ollama/pen-1", remote=True).remote
