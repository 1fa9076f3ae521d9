"""Charset lies survived: which encoding a page is really in, and what said so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core import charset
from dateline.stages.extract.charset import decode
from tests.effort import effort

#: Invented news, long enough to be told by its look.
TEXTS = {
    "uk": "Річка вийшла з берегів у вівторок уранці, повідомили рятувальники; двоє людей зникли безвісти. "
    * 3,
    "ru": "Река вышла из берегов во вторник утром, сообщили спасатели; двое пропали, сказал мэр города. " * 3,
    "fr": "La rivière a débordé mardi matin, ont annoncé les secours ; deux bergers ont été emportés. " * 3,
    "de": "Der Fluss trat am Dienstag früh über die Ufer, hieß es; zwei Männer würden noch vermisst. " * 3,
    "cs": "Řeka se v úterý ráno vylila z břehů, oznámili záchranáři; dva lidé jsou pohřešováni. " * 3,
    "pl": "Rzeka wystąpiła z brzegów we wtorek rano, podały służby; dwie osoby zaginęły. " * 3,
    "hu": "A folyó kedden reggel kilépett a medréből, közölték a mentők; két ember eltűnt. " * 3,
    "es": "El río se desbordó el martes por la mañana, según los bomberos; faltan dos niños. " * 3,
    "tr": "Nehir salı sabahı taştı, kurtarma ekipleri açıkladı; iki kişi kayıp, dedi belediye başkanı. " * 3,
    "el": "Ο ποταμός υπερχείλισε το πρωί της Τρίτης, είπαν οι διασώστες· δύο άνθρωποι αγνοούνται. " * 3,
    "ja": "火曜日の朝、川が氾濫したと救助隊が発表した。二人が行方不明になっていると市長が述べた。" * 4,
    "zh": "消防部门表示，周二早晨河水泛滥，两人失踪，市长说，搜救队已经赶到现场。" * 4,
    "tw": "消防局表示，週二早晨河水氾濫，兩人失蹤，市長說，搜救隊已經趕到現場。" * 4,
    "ko": "화요일 아침 강이 범람했다고 구조대가 밝혔다. 두 사람이 실종되었다고 시장이 말했다. " * 4,
    "en": "The river left its banks early on Tuesday, rescuers said; two people are missing. " * 3,
}
META = '<meta charset="{}">'
HTTP = "<meta http-equiv='Content-Type' content='text/html; charset={}'>"
XML = '<?xml version="1.0" encoding="{}"?>'


def page(language: str, declared: str = "", form: str = META, after: str = "") -> str:
    said = form.format(declared) if declared else ""
    head = f"{said if form is XML else ''}<html><head>{said if form is META else ''}"
    body = f"<title>x</title>{said if form is HTTP else ''}</head><body><p>{TEXTS[language]}</p>{after}"
    return f"{head}{body}</body></html>"


#: language, encoding of the bytes, header, declaration -> what was found to be right, and by what
LIES = [
    # what is said is right
    ("en", "utf-8", "utf-8", "", "utf-8 (header)"),
    ("uk", "utf-8", "", "utf-8", "utf-8 (declaration)"),
    ("uk", "utf-8", "", "", "utf-8 (sniffed)"),
    ("uk", "cp1251", "windows-1251", "", "windows-1251 (header)"),
    ("ru", "koi8-r", "", "koi8-r", "koi8-r (declaration)"),
    ("fr", "iso8859-1", "iso-8859-1", "", "windows-1252 (header)"),
    ("de", "cp1252", "", "latin1", "windows-1252 (declaration)"),
    ("cs", "cp1250", "windows-1250", "", "windows-1250 (header)"),
    ("cs", "iso8859-2", "", "iso-8859-2", "iso-8859-2 (declaration)"),
    ("tr", "iso8859-9", "iso-8859-9", "", "windows-1254 (header)"),
    ("el", "iso8859-7", "", "iso-8859-7", "iso-8859-7 (declaration)"),
    ("ja", "shift_jis", "Shift_JIS", "", "shift-jis (header)"),
    ("ja", "euc_jp", "", "EUC-JP", "euc-jp (declaration)"),
    ("ja", "iso2022_jp", "", "iso-2022-jp", "iso2022-jp (declaration)"),
    ("zh", "gb2312", "", "gb2312", "gb18030 (declaration)"),
    ("tw", "big5", "big5", "", "big5 (header)"),
    ("ko", "euc_kr", "", "euc-kr", "euc-kr (declaration)"),
    # a mark beats whatever is said
    ("uk", "utf-8-sig", "windows-1251", "windows-1251", "utf-8 (BOM)"),
    ("uk", "utf-16", "utf-8", "utf-8", "utf-16 (BOM)"),
    ("ja", "utf-32", "shift_jis", "", "utf-32 (BOM)"),
    # wide, and no mark
    ("uk", "utf-16-le", "", "", "utf-16-le (sniffed)"),
    ("en", "utf-16-be", "", "", "utf-16-be (sniffed)"),
    ("ru", "utf-16-le", "utf-8", "windows-1251", "utf-16-le (sniffed)"),
    ("ja", "utf-16-be", "iso-8859-1", "", "utf-16-be (sniffed)"),
    ("uk", "utf-32-le", "utf-16", "", "utf-32-le (sniffed)"),
    # UTF-8 that is called something else
    ("fr", "utf-8", "iso-8859-1", "", "utf-8 (sniffed)"),
    ("uk", "utf-8", "windows-1251", "koi8-u", "utf-8 (sniffed)"),
    ("ja", "utf-8", "shift_jis", "utf-8", "utf-8 (declaration)"),
    ("uk", "utf-8", "utf-16", "utf-16", "utf-8 (sniffed)"),
    # something else that is called UTF-8
    ("uk", "cp1251", "utf-8", "", "windows-1251 (sniffed)"),
    ("ru", "koi8-r", "utf-8", "utf-8", "koi8-r (sniffed)"),
    ("fr", "cp1252", "utf-8", "", "windows-1252 (sniffed)"),
    ("cs", "cp1250", "utf-8", "", "windows-1250 (sniffed)"),
    ("pl", "cp1250", "utf-8", "", "windows-1250 (sniffed)"),
    ("hu", "cp1250", "", "", "windows-1250 (sniffed)"),
    ("es", "cp1252", "utf-8", "", "windows-1252 (sniffed)"),
    ("tr", "cp1254", "utf-8", "", "windows-1254 (sniffed)"),
    ("el", "cp1253", "utf-8", "", "windows-1253 (sniffed)"),
    ("ja", "cp932", "utf-8", "", "shift-jis (sniffed)"),
    ("zh", "gb18030", "utf-8", "", "gb18030 (sniffed)"),
    ("tw", "big5", "", "utf-8", "big5 (sniffed)"),
    ("ko", "cp949", "utf-8", "", "euc-kr (sniffed)"),
    # one of one byte a letter that is called another
    ("uk", "cp1251", "iso-8859-1", "", "windows-1251 (sniffed)"),
    ("ru", "koi8-r", "windows-1251", "", "koi8-r (sniffed)"),
    ("ru", "cp1251", "koi8-r", "", "windows-1251 (sniffed)"),
    ("fr", "cp1252", "windows-1251", "", "windows-1252 (sniffed)"),
    ("el", "cp1253", "", "iso-8859-1", "windows-1253 (sniffed)"),
    ("ja", "cp932", "iso-8859-1", "iso-8859-1", "shift-jis (sniffed)"),
    # header and declaration disagree, and one of them is right
    ("uk", "cp1251", "utf-8", "windows-1251", "windows-1251 (declaration)"),
    ("ru", "koi8-r", "iso-8859-1", "koi8-r", "koi8-r (declaration)"),
    ("zh", "gb18030", "iso-8859-1", "gb2312", "gb18030 (declaration)"),
    ("uk", "cp1251", "windows-1251", "utf-8", "windows-1251 (header)"),
    # labels that are none, or hide markup
    ("uk", "cp1251", "x-unknown", "windows-1251", "windows-1251 (declaration)"),
    ("fr", "utf-8", "utf-7", "", "utf-8 (sniffed)"),
    ("de", "cp1252", "hex", "idna", "windows-1252 (sniffed)"),
    ("uk", "cp1251", "", "", "windows-1251 (sniffed)"),
]


@pytest.mark.parametrize(("language", "codec", "header", "declared", "found"), LIES)
def test_the_text_is_had_whatever_is_said_of_it(
    language: str, codec: str, header: str, declared: str, found: str
) -> None:
    text = page(language, declared)
    decoded = decode(text.encode(codec), header)
    assert decoded is not None
    assert decoded.text == text
    assert str(decoded) == found


@pytest.mark.parametrize("form", [META, HTTP, XML])
def test_a_declaration_is_found_in_each_of_its_places(form: str) -> None:
    decoded = decode(page("ru", "koi8-r", form).encode("koi8-r"))
    assert decoded is not None
    assert str(decoded) == "koi8-r (declaration)"


def test_a_declaration_far_from_where_it_belongs_is_found() -> None:
    text = f"<html>{'<!-- x -->' * 500}{page('fr', 'macintosh')}"
    decoded = decode(text.encode("mac-roman"))
    assert decoded is not None
    assert decoded.text == text


@pytest.mark.parametrize("language", ["fr", "uk", "ja"])
def test_what_was_encoded_twice_is_mended(language: str) -> None:
    bytes_of_1252 = {i: ord(bytes([i]).decode("cp1252", "replace")) for i in range(0x80, 0xA0)}
    taken = {i: i if char == 0xFFFD else char for i, char in bytes_of_1252.items()}
    twice = page(language).encode().decode("latin-1").translate(taken)
    decoded = decode(twice.encode(), "utf-8")
    assert decoded is not None
    assert decoded.text == page(language)
    assert str(decoded) == "utf-8 (encoded twice)"


@pytest.mark.parametrize("words", ["Ã© is how it looks — broken", "naïve café", "a plain page"])
def test_what_was_encoded_once_is_left_alone(words: str) -> None:
    decoded = decode(f"<p>{words}</p>".encode(), "utf-8")
    assert decoded is not None
    assert decoded.text == f"<p>{words}</p>"
    assert decoded.by == "header"


def test_a_few_damaged_letters_do_not_cost_the_page() -> None:
    content = page("uk").encode()
    damaged = content[:200] + b"\xff" + content[200:]
    decoded = decode(damaged, "utf-8")
    assert decoded is not None
    assert decoded.charset == "utf-8"
    assert decoded.text.count("\ufffd") <= 3


def test_bytes_that_are_no_text_are_none() -> None:
    assert decode(bytes(range(256)) * 40, "utf-8") is None
    assert decode(b"\x89PNG\r\n\x1a\n" + bytes(range(128, 256)) * 30) is None


def test_a_capital_text_is_no_lie() -> None:
    text = f"<p>{TEXTS['ru'].upper()}</p>"
    decoded = decode(text.encode("cp1251"), "windows-1251")
    assert decoded is not None
    assert decoded.text == text


def test_a_large_page_in_an_unknown_encoding_is_told_in_time() -> None:
    content = f"<p>{TEXTS['uk']}</p>".encode("cp1251") * 15_000
    with effort() as spent:
        assert decode(content, "utf-8") is not None
    assert spent.seconds < 8


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=200), st.sampled_from(["", "utf-16", "hex", "idna", "cp932", "x" * 90, "utf-7"]))
def test_any_bytes_decode_or_do_not(content: bytes, header: str) -> None:
    assert isinstance(decode(content, header), charset.Decoded | None)


@given(st.text(max_size=80))
def test_marked_text_comes_back_to_the_letter(text: str) -> None:
    clean = text.encode("utf-16", "ignore").decode("utf-16")
    decoded = decode(b"\xef\xbb\xbf" + clean.encode())
    assert decoded is not None
    assert decoded.text == clean


ENGLISH = "The mayor’s office said the wall held. “It was close,” said Jana Wiesner, who had not slept. " * 4


def test_what_is_called_utf_8_and_is_not_wherever_it_leaves_ascii_is_read_as_what_it_is() -> None:
    decoded = decode(f'<meta charset="utf-8"><p>{ENGLISH}</p>'.encode("cp1252"), "")
    assert decoded is not None
    assert ENGLISH in decoded.text
    assert str(decoded) == "windows-1252 (sniffed)"


def test_utf_8_with_one_damaged_letter_stays_utf_8() -> None:
    content = f'<meta charset="utf-8"><p>{ENGLISH} Caf'.encode() + b"\xe9</p>"
    decoded = decode(content, "")
    assert decoded is not None
    assert ENGLISH in decoded.text
    assert decoded.charset == "utf-8"
