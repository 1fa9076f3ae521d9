"""Web archives as crawlers write them: each page in them, with when it was fetched and on what terms."""

from __future__ import annotations

import contextlib
import gzip
import io
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline.core.errors import InputError
from dateline.core.ports import Fetched
from dateline.core.types import Basis, Document, Failure
from dateline.stages.collect import unpack
from dateline.stages.collect.archives import LARGEST_PAGE
from dateline.stages.collect.wrappings import unwrapped

#: warcio leaves its temporary files to the collector.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

PAGE = b"<html><body><p>The council met on Monday.</p></body></html>"
HTML = ("Content-Type", "text/html; charset=windows-1251")


class Archive:
    """A WARC being written."""

    def __init__(self, packed: bool = True, version: str = "1.1") -> None:
        self._stream = io.BytesIO()
        self._writer = WARCWriter(self._stream, gzip=packed, warc_version=version)
        self._last = None

    def answer(
        self, path: str, body: bytes = PAGE, *headers: tuple[str, str], status: str = "200 OK"
    ) -> Archive:
        named = StatusAndHeaders(status, [HTML, *headers], protocol="HTTP/1.1")
        url = f"https://harbour.example/{path}"
        stamp = {"WARC-Date": "2025-07-01T19:27:47Z"}
        record = self._writer.create_warc_record(
            url, "response", payload=io.BytesIO(body), http_headers=named, warc_headers_dict=stamp
        )
        self._writer.write_record(record)
        self._last = record.rec_headers.get_header("WARC-Payload-Digest")
        return self

    def again(self, path: str, digest: str = "") -> Archive:
        named = StatusAndHeaders("200 OK", [HTML], protocol="HTTP/1.1")
        record = self._writer.create_revisit_record(
            f"https://harbour.example/{path}",
            digest=digest or self._last,
            refers_to_uri="https://harbour.example/a",
            refers_to_date="2025-07-01T19:27:47Z",
            http_headers=named,
            warc_headers_dict={"WARC-Date": "2025-07-02T08:00:00Z"},
        )
        self._writer.write_record(record)
        return self

    def resource(self, url: str, media_type: str, body: bytes = PAGE) -> Archive:
        record = self._writer.create_warc_record(
            url, "resource", payload=io.BytesIO(body), warc_content_type=media_type
        )
        self._writer.write_record(record)
        return self

    def written(self) -> bytes:
        return self._stream.getvalue()


def read(content: bytes, name: str = "crawl.warc.gz") -> list[Document | Failure]:
    return [
        found
        for found in unpack(Fetched(location=name, content=content))
        if isinstance(found, Document | Failure)
    ]


def pages(content: bytes, name: str = "crawl.warc.gz") -> list[Document]:
    found = read(content, name)
    assert all(isinstance(page, Document) for page in found), found
    return [page for page in found if isinstance(page, Document)]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_page_with_when_it_was_fetched_and_how_it_was_encoded(packed: bool, version: str) -> None:
    (page,) = pages(Archive(packed, version).answer("a").written())
    assert (page.url, page.content, page.hints.charset) == ("https://harbour.example/a", PAGE, "windows-1251")
    fetched = page.hints.fetched
    assert fetched is not None
    assert (fetched.rfc3339(), fetched.basis) == ("2025-07-01T19:27:47Z", Basis.ARCHIVE)
    assert page.hints.published is None


def test_only_good_answers_that_are_pages_count() -> None:
    archive = Archive().answer("gone", PAGE, status="404 Not Found").answer("moved", b"", status="301 Moved")
    (found,) = read(archive.written())
    assert isinstance(found, Failure)
    assert "without HTML pages" in found.reason


def test_a_record_that_repeats_an_earlier_one_is_its_page_at_its_own_time() -> None:
    first, second = pages(Archive().answer("a").again("a?again").written())
    assert second.content == first.content
    assert second.url == "https://harbour.example/a?again"
    assert second.hints.fetched is not None
    assert second.hints.fetched.rfc3339() == "2025-07-02T08:00:00Z"


def test_a_record_that_repeats_one_from_elsewhere_is_named() -> None:
    found = read(Archive().answer("a").again("b", "sha1:ELSEWHERE").written())
    assert [type(one) for one in found] == [Document, Failure]
    assert isinstance(found[1], Failure)
    assert found[1].item == "https://harbour.example/b"
    assert "not in this archive" in found[1].reason


def test_a_resource_is_a_page_where_it_is_html() -> None:
    archive = Archive().resource("https://harbour.example/r", "text/html; charset=utf-8")
    (page,) = pages(archive.resource("https://harbour.example/i.png", "image/png", b"\x89PNG").written())
    assert (page.url, page.hints.charset) == ("https://harbour.example/r", "utf-8")
    (page,) = pages(Archive().resource("file:///srv/a.html", "text/html").written())
    assert page.url == ""


def test_the_terms_in_the_headers_are_passed_on() -> None:
    archive = Archive().answer(
        "a", PAGE, ("X-Robots-Tag", "noindex"), ("X-Robots-Tag", "otherbot: none"), ("TDM-Reservation", "1")
    )
    (page,) = pages(archive.written())
    said = [(signal.name, signal.value, signal.where) for signal in page.hints.signals]
    where = "https://harbour.example/a"
    assert said == [("x-robots-tag", "noindex", where), ("tdm-reservation", "1", where)]


# --- bodies -------------------------------------------------------------------------------

CHUNKED = ("Transfer-Encoding", "chunked")
HALF = len(PAGE) // 2


def chunks(*parts: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


@pytest.mark.parametrize(
    ("body", "headers", "content"),
    [
        (chunks(PAGE[:HALF], PAGE[HALF:], b""), [CHUNKED], PAGE),
        (chunks(PAGE[:HALF], PAGE[HALF:]), [CHUNKED], PAGE),  # its end is missing
        (chunks(PAGE) + b"zz\r\nbroken", [CHUNKED], PAGE),
        (PAGE, [CHUNKED], PAGE),  # the crawler has put it together and left the header
        (b"3b ; name=x\n" + PAGE + b"\n0\n\n", [CHUNKED], PAGE),
        (gzip.compress(PAGE), [("Content-Encoding", "gzip")], PAGE),
        (gzip.compress(PAGE), [("Content-Encoding", "x-gzip")], PAGE),
        (PAGE, [("Content-Encoding", "gzip")], PAGE),  # unpacked, and the header left
        (zlib.compress(PAGE), [("Content-Encoding", "deflate")], PAGE),
        (zlib.compress(PAGE)[2:-4], [("Content-Encoding", "deflate")], PAGE),
        (gzip.compress(gzip.compress(PAGE)), [("Content-Encoding", "gzip, gzip")], PAGE),
        (chunks(gzip.compress(PAGE), b""), [CHUNKED, ("Content-Encoding", "gzip")], PAGE),
        (PAGE, [("Content-Encoding", "identity")], PAGE),
    ],
)
def test_a_body_is_unwrapped_as_far_as_it_can_be(
    body: bytes, headers: list[tuple[str, str]], content: bytes
) -> None:
    assert unwrapped(body, headers, 1000) == content
    first, second = pages(Archive().answer("a", body, *headers).answer("b").written())
    assert (first.content, second.content) == (content, PAGE)


def test_a_body_that_is_cut_or_damaged_gives_its_beginning_and_harms_no_other() -> None:
    packed = gzip.compress(b"".join(b"<p>%d</p>" % number for number in range(3000)))
    (cut,) = [unwrapped(packed[:-900], [("Content-Encoding", "gzip")], 100_000)]
    assert cut.startswith(b"<p>0</p><p>1</p>")
    found = read(
        Archive().answer("a", b"\x1f\x8b broken", ("Content-Encoding", "gzip")).answer("b").written()
    )
    assert isinstance(found[-1], Document)
    assert found[-1].content == PAGE


@pytest.mark.parametrize("said", ["zstd", "gzip, gzip, gzip"])
def test_what_cannot_be_unpacked_is_named_and_the_others_go_on(said: str) -> None:
    found = read(Archive().answer("a", PAGE, ("Content-Encoding", said)).answer("b").written())
    assert [type(one) for one in found] == [Failure, Document]
    assert isinstance(found[0], Failure)
    assert found[0].item == "https://harbour.example/a"


def test_a_bomb_in_a_body_is_unpacked_no_further_than_a_page() -> None:
    bomb = gzip.compress(bytes(64 << 20))
    found = read(Archive().answer("a", bomb, ("Content-Encoding", "gzip")).answer("b").written())
    assert [type(one) for one in found] == [Failure, Document]
    assert isinstance(found[0], Failure)
    assert "more than 5 MiB" in found[0].reason
    assert len(unwrapped(bomb, [("Content-Encoding", "gzip")], LARGEST_PAGE)) == LARGEST_PAGE


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "gzip, deflate", "br", ""]))
def test_any_body_is_bytes_or_refused(body: bytes, said: str) -> None:
    with contextlib.suppress(InputError):
        assert len(unwrapped(body, [CHUNKED, ("Content-Encoding", said)], 50)) <= 50


# --- damage -------------------------------------------------------------------------------


def test_a_packed_archive_that_is_cut_gives_what_it_has_and_says_so() -> None:
    content = Archive().answer("a").answer("b").answer("c").written()
    found = read(content[: len(content) * 5 // 6])
    assert [type(one) for one in found] == [Document, Document, Failure]
    assert isinstance(found[-1], Failure)
    assert "cut off" in found[-1].reason
    assert found[-1].remedy


def test_a_record_that_unpacks_to_more_than_it_may_is_refused() -> None:
    (*_, last) = read(Archive().answer("a").answer("bomb", bytes(200 << 20)).written())
    assert isinstance(last, Failure)
    assert "100 times its size" in last.reason


@settings(max_examples=80, deadline=None)
@given(
    st.booleans(),
    st.lists(st.tuples(st.floats(0.01, 0.99), st.integers(0, 255)), max_size=5),
    st.floats(0.1, 1.0),
)
def test_a_damaged_archive_never_breaks_the_run(
    packed: bool, wounds: list[tuple[float, int]], cut: float
) -> None:
    content = bytearray(Archive(packed).answer("a").again("b").answer("c").written())
    for where, value in wounds:
        content[int(where * len(content))] = value
    found = read(bytes(content[: int(cut * len(content))]))
    assert all(isinstance(one, Document | Failure) for one in found)


# --- WACZ ---------------------------------------------------------------------------------


def wacz(*archives: bytes, packing: int = zipfile.ZIP_STORED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as packed:
        packed.writestr("datapackage.json", "{}")
        for number, archive in enumerate(archives):
            packed.writestr(f"archive/{number}.warc.gz", archive)
    return stream.getvalue()


def test_the_pages_of_every_archive_in_a_wacz() -> None:
    content = wacz(Archive().answer("a").written(), Archive().answer("b").again("c").written())
    found = pages(content, "crawl.wacz")
    assert [page.url.rpartition("/")[2] for page in found] == ["a", "b", "c"]
    assert found[1].source == "crawl.wacz/archive/1.warc.gz#1"


def test_a_wacz_that_unpacks_to_more_than_it_may_is_refused() -> None:
    content = wacz(bytes(300 << 20), packing=zipfile.ZIP_DEFLATED)
    (found,) = read(content, "bomb.wacz")
    assert isinstance(found, Failure)
    assert "100 times its size" in found.reason
