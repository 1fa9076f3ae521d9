"""Which server a language model stands on, and whether what it is asked leaves the operator's own network.

Decides by the server's address alone: loopback and private addresses are near, all else is remote. Where it
cannot be told, it is remote. Asks the name system, and no server.
"""

from __future__ import annotations

import ipaddress
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from dateline.clients.world import Resolver, resolve
from dateline.core.errors import UsageError

_LOOPBACK_NAMES = ("localhost", "localhost.localdomain", "ip6-localhost")
#: What is an operator's own: loopback, RFC 1918, and IPv6's unique local and link-local addresses. Shared
#: address space (100.64/10) and all others that are merely not public are not.
_NEAR = tuple(
    map(
        ipaddress.ip_network,
        (
            *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
            *("::1/128", "fc00::/7", "fe80::/10"),
        ),
    )
)
#: Models that a server on this machine only passes on to its makers' own machines (Ollama's naming).
_PASSED_ON = ("-cloud", ":cloud")


class Form(StrEnum):
    """How a server is told the form of an answer, from the strictest to none."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelServer:
    """A server and one model on it. ``key_name`` is the environment variable of its key, ``length`` what it
    calls the most tokens of an answer, ``remote`` whether what it is asked leaves the operator's network.
    """

    url: str
    model: str
    name: str
    remote: bool
    key_name: str = ""
    form: Form = Form.SCHEMA
    length: str = "max_tokens"


def server(wanted: str, url: str = "", *, remote: bool = False, resolver: Resolver = resolve) -> ModelServer:
    """The server of ``NAME/MODEL``, or of a model at ``url``; ``remote`` overrules its address.

    Raises ``UsageError`` for a name that is not in the table, and for an address that is none.
    """
    preset, _, model = wanted.partition("/")
    known = presets().get(preset, {}) if model else {}
    if not url and not known:
        names = ", ".join(presets())
        raise UsageError("--model", f"'{wanted}' names no server", f"give NAME/MODEL, with NAME of {names}")
    address = (url or known["url"]).rstrip("/")
    asked = model if known else wanted
    return ModelServer(
        url=_checked(address),
        model=asked,
        name=asked if url and not known else wanted,
        remote=remote or asked.endswith(_PASSED_ON) or _is_remote(address, resolver),
        key_name=known.get("key", ""),
        form=Form(known.get("form", Form.SCHEMA)),
        length=known.get("length", "max_tokens"),
    )


@cache
def presets() -> Mapping[str, Mapping[str, str]]:
    """The servers that are known by name."""
    table = resources.files("dateline.clients") / "model_servers.toml"
    found: dict[str, dict[str, str]] = tomllib.loads(table.read_text("utf-8"))
    return found


def _checked(url: str) -> str:
    """The address, if it is a plain one: a key in it would end up in logs."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
        sound = sound and not parts.query and not parts.fragment and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise UsageError("model_url", f"'{url}' is no address of a server", "as http://127.0.0.1:8080/v1")
    return url


def _is_remote(url: str, resolver: Resolver) -> bool:
    """Whether any address of the host is not the operator's own, or none is known."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    if host in _LOOPBACK_NAMES or host.endswith(".localhost"):
        return False
    try:
        found = [host] if _literal(host) else list(resolver(host, urlsplit(url).port or 443))
    except OSError:
        return True
    return not found or not all(map(_near, found))


def _literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _near(address: str) -> bool:
    parsed = ipaddress.ip_address(address.partition("%")[0])
    return any(parsed in network for network in _NEAR if network.version == parsed.version)
