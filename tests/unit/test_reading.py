"""What is refused before an article is read, and what the refusal says."""

import pytest
from waqai.errors import InvalidRequest, TextTooLarge, UnreadableText, WaqaiError
from waqai.reading import DIRECT, DROPPED, LATER, Road, check_text, decode, parse_json

ARABIC = "التقى الرئيس الصيني نظيره اللاوي في بكين."
BIDI = "\u200fقال \u202bالوزير\u202c إن \u2067القمة\u2069 انتهت."


@pytest.mark.parametrize("text", [ARABIC, BIDI, "Line one.\r\n\tLine two.", "one <b> quoted tag"])
def test_an_article_passes(text: str) -> None:
    check_text(text, DIRECT)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no words"),
        (" \n\u200f\u00a0 ", "holds no words"),
        ("2023-10-20 … 1,000", "holds no words"),
        ("ــــ ـــ", "holds no words"),
        (f"{ARABIC}\x00", f"Character {len(ARABIC)} is the control character U+0000;"),
        ("a\x08b\x1bc\x85", "Character 1 is the control character U+0008 (2 more follow)"),
        ("cut \ud83d off", "Character 4 is a lone surrogate (U+D83D)"),
        (f"<p>{ARABIC}</p>", "HTML (a <p> tag at character 0)"),
        (f'{ARABIC}<br/><a href="x">', f"HTML (a <br> tag at character {len(ARABIC)})"),
        (f"<!DOCTYPE html>\n<html lang='ar'>{ARABIC}", "HTML (a <!doctype> tag"),
    ],
)
def test_what_is_no_article_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(UnreadableText) as refused:
        check_text(text, DIRECT)
    assert said in refused.value.detail
    assert refused.value.pointer == "/text"


@pytest.mark.parametrize(
    ("road", "mend"),
    [(DIRECT, "POST /v1/batches"), (LATER, "POST /v1/batches"), (DROPPED, "split it")],
)
def test_a_long_text_is_told_the_next_road(road: Road, mend: str) -> None:
    check_text("ق" * road.characters, road)
    with pytest.raises(TextTooLarge, match=mend) as refused:
        check_text("ق" * (road.characters + 1), road)
    assert f"{road.characters + 1:,} characters" in refused.value.detail


def test_utf8_is_decoded_and_a_byte_order_mark_dropped() -> None:
    assert decode(b"\xef\xbb\xbf" + ARABIC.encode()) == ARABIC


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"caf\xe9 au lait", "Byte 0xE9 at offset 3 is not UTF-8"),
        (ARABIC.encode("windows-1256"), "at offset 0 is not UTF-8"),
        (ARABIC.encode("utf-16"), "UTF-16"),
        (ARABIC.encode()[:-2] + b"\xd9", "is not UTF-8"),
    ],
)
def test_other_encodings_are_refused_with_the_byte(data: bytes, said: str) -> None:
    with pytest.raises(InvalidRequest, match=said):
        decode(data)


@pytest.mark.parametrize(
    ("text", "in_line", "said"),
    [
        ('{"text": "a",\n "title" "b"}', False, "line 2, column 10: Expecting ':' delimiter"),
        ('{"text": "a', True, "at column 10: Unterminated string"),
        ('{"text": "a\nb"}', False, "line 1, column 12: Invalid control character"),
        ("", False, "line 1, column 1: Expecting value"),
        ('{"text": "a", "text": "b"}', False, "`text` is given twice"),
        ('{"text": NaN}', False, "NaN is no JSON number"),
        ("[" * 100_000, False, "nested too deeply"),
        ('{"id": ' + "9" * 5000 + "}", False, "too many digits"),
    ],
)
def test_what_is_no_json_is_refused_with_its_place(text: str, in_line: bool, said: str) -> None:
    with pytest.raises(WaqaiError) as refused:
        parse_json(text, in_line=in_line)
    assert said in refused.value.detail
