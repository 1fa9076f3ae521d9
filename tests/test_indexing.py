"""The index of the static search in order: the same however Pagefind wrote it, and never half settled."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from dateline.app.indexing import settle

cbor2 = pytest.importorskip("cbor2")
SIGNATURE = b"pagefind_dcd"
SEA, TOWN = ["Sea", [0, 2]], ["Town", [1]]
RADIO, POST = ["Radio", [0]], ["Bote", [1, 2]]


def packed(told: Any) -> bytes:
    return gzip.compress(SIGNATURE + cbor2.dumps(told))


def read(at: Path) -> Any:
    return cbor2.loads(gzip.decompress(at.read_bytes()).removeprefix(SIGNATURE))


def index(folder: Path, *filters: tuple[str, list[Any]]) -> Path:
    """An index as Pagefind writes it, with these filters in this order."""
    (folder / "filter").mkdir(parents=True)
    named = [[kind, f"en_{number:07}"] for number, (kind, _) in enumerate(filters)]
    for (_, name), (kind, values) in zip(named, filters, strict=True):
        (folder / "filter" / f"{name}.pf_filter").write_bytes(packed([kind, values]))
    contents = ["1.5.2", [["en_1a", 9]], [["a", "z", "en_2b"]], named, [], ["title"]]
    (folder / "pagefind.en_0123456789.pf_meta").write_bytes(packed(contents))
    entry = {"version": "1.5.2", "languages": {"en": {"hash": "en_0123456789", "page_count": 3}}}
    (folder / "pagefind-entry.json").write_text(json.dumps(entry))
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(at.relative_to(folder)): at.read_bytes() for at in folder.rglob("*") if at.is_file()}


def test_however_it_was_written_it_is_the_same(tmp_path: Path) -> None:
    one = index(tmp_path / "one", ("theme", [SEA, TOWN]), ("source", [RADIO, POST]))
    other = index(tmp_path / "other", ("source", [POST, RADIO]), ("theme", [TOWN, SEA]))
    for folder in (one, other):
        settle(folder)
    assert files(one) == files(other)


def test_another_content_has_other_names(tmp_path: Path) -> None:
    one = index(tmp_path / "one", ("theme", [SEA, TOWN]))
    other = index(tmp_path / "other", ("theme", [SEA]))
    for folder in (one, other):
        settle(folder)
    assert files(one).keys() & files(other).keys() == {"pagefind-entry.json"}


def test_entry_contents_and_filters_lead_to_each_other(tmp_path: Path) -> None:
    folder = index(tmp_path / "one", ("theme", [TOWN, SEA]), ("source", [RADIO, POST]))
    settle(folder)
    entry = json.loads((folder / "pagefind-entry.json").read_text())
    contents = read(folder / f"pagefind.{entry['languages']['en']['hash']}.pf_meta")
    assert [kind for kind, _ in contents[3]] == ["source", "theme"]
    held = [read(folder / "filter" / f"{name}.pf_filter") for _, name in contents[3]]
    assert held == [["source", [POST, RADIO]], ["theme", [SEA, TOWN]]]
    assert len(files(folder)) == 4


@pytest.mark.parametrize(
    "content", [b"", b"no gzip", gzip.compress(b"another signature"), gzip.compress(SIGNATURE + b"\x82")]
)
def test_an_index_of_another_form_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    folder = index(tmp_path / "one", ("theme", [TOWN, SEA]), ("source", [RADIO, POST]))
    (folder / "filter" / "en_0000001.pf_filter").write_bytes(content)
    before = files(folder)
    with pytest.raises(ValueError, match="pf_filter"):
        settle(folder)
    assert files(folder) == before
