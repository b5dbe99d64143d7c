"""Characters that no font has: what is told of them is what WeasyPrint would leave as boxes."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from qaudit.desk.documents.lettering import has_font_by_now
from qaudit.errors import PdfFailed
from qaudit.reports.engine import weasyprint
from qaudit.reports.font_coverage import Coverage, coverage_of_machine
from qaudit.reports.lettering import lacks, lettered, noticing
from qaudit.reports.pdf import Press
from qaudit.reports.scripts import EMOJI, HEBREW, LATIN, OTHER, is_seen, script_of
from qaudit.speech import speaking
from tests.reports.test_archive import findings
from tests.reports.written import read_pdf

SAMPLES = "aé ș–“”…✓✗ שָׁלוֹם 日本 ไทย नमस्ते 🦊😀 \u2066x\u2069 \u00ad\u200f\ufe0f\U000f0000 \u0378 ␛"
"""Letters that are everywhere, letters that hardly any machine has, and what is never drawn."""


def page(words: str, language: str = "en") -> str:
    head = f'<!DOCTYPE html><html lang="{language}"><head><title>T 龜</title></head>'
    return f'{head}<body><p title="龍">{words}</p></body></html>'


class Boxes(logging.Handler):
    """What WeasyPrint says of the glyphs that it had to leave as boxes."""

    def __init__(self) -> None:
        super().__init__()
        self.characters: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if "notdef" in str(record.msg) and isinstance(record.args, tuple):
            self.characters.add(str(record.args[0]))


@contextmanager
def boxes() -> Iterator[set[str]]:
    heard, log = Boxes(), logging.getLogger("weasyprint")
    log.addHandler(heard)
    try:
        yield heard.characters
    finally:
        log.removeHandler(heard)


def test_what_would_be_boxes_is_told_and_the_page_has_none(tmp_path: Path) -> None:
    with boxes() as without_us:
        weasyprint.HTML(string=page(SAMPLES)).write_pdf()
    assert len(without_us) > 3, "some of the samples are in no font"
    with noticing() as noticed, boxes() as printed:
        made = Press(tmp_path).pdf(page(SAMPLES))
    assert printed == set()
    assert set(noticed.characters) == without_us - set("␛")
    assert findings(made) == [], "a box is against the rules of the archive"
    text = read_pdf(made).text
    assert "[ESC]" in text
    assert "[fox face]" in text or "🦊" not in noticed.characters


def lacking(*missing: str) -> Callable[[set[str]], set[str]]:
    """Fonts that have all but these."""
    return lambda characters: {one for one in characters if one in "".join(missing)}


def test_a_document_in_a_language_without_font_is_refused_unless_boxes_are_allowed() -> None:
    hebrew = "".join(chr(point) for point in range(0x5D0, 0x5EB))
    words = page("שלום 12:30", "he")
    with speaking("en"), pytest.raises(PdfFailed, match="No font here has Hebrew letters") as refused:
        lettered(words, lacking(hebrew))
    assert "install" in refused.value.hint
    assert "--without-font" in refused.value.hint
    with noticing(allows_missing=True) as noticed:
        lettered(words, lacking(hebrew))
    assert set(noticed.characters) == set("שלום")
    # One letter that is missing, or words in another language than the document's, are told and no more.
    for written, missing in ((words, "ם"), (page("See שלום"), hebrew)):
        with noticing() as noticed:
            lettered(written, lacking(missing))
        assert noticed.characters


def test_what_is_not_drawn_needs_no_font() -> None:
    with noticing() as noticed:
        lettered(page("plain"), lacking("龜龍"))
    assert noticed.characters == ""
    assert not any(map(is_seen, "\u2066\u200f\u00ad\u00a0\ufe0f\n"))
    assert all(map(is_seen, "aש✓🦊\u0378\ue000"))


INSTEAD = [
    ("🦊", "[fox face]"),
    ("👩\u200d👧", "[woman]\u200d[girl]"),
    ("👍🏽", "[thumbs up sign]"),
    ("🇮🇱", "[i][l]"),
    ("שלום", "שלו\ufffd"),
    ("日本", "\ufffd\ufffd"),
    ("5\u20e3", "5"),
    ("a␛b ␀␡", "a[ESC]b [NUL][DEL]"),
]


def test_something_stands_for_what_is_missing() -> None:
    missing = "🦊👩👧👍🏽🇮🇱ם日本\u20e3龍龜"
    for words, instead in INSTEAD:
        assert lettered(page(words), lacking(missing)) == page(instead), words
    assert "日" in lettered(page("日"), lacking("")), "and for nothing else"
    assert lettered(page("日"), lacking("日\ufffd")) == page("?")


def test_missing_characters_are_told_by_script_with_what_to_install() -> None:
    with speaking("en"):
        found = lacks("a龍龜日本語文🦊")
        assert [lack.script.name for lack in found] == [
            "Latin",
            "Chinese, Japanese or Korean",
            "emoji and signs",
        ]
        assert found[2].codes == ("U+1F98A",)
        assert "🦊 U+1F98A" in found[2].sentence
        assert found[1].sentence.count("U+") == 5
        assert "…" in found[1].sentence
        assert all(lack.command for lack in found)
    assert [script_of(one) for one in "אa🦊☐\u0378"] == [HEBREW, LATIN, EMOJI, EMOJI, OTHER]


def test_fonts_are_asked_again_for_what_they_lacked() -> None:
    fonts = coverage_of_machine()
    assert fonts.is_known
    assert fonts.lacks({"a", "\U000f0000"}) == fonts.lacks({"\U000f0000"}) == {"\U000f0000"}
    assert fonts.family_with("a", ("No such", "DejaVu Sans")) == "DejaVu Sans"
    assert fonts.family_with("\U000f0000", ()) == ""
    assert Coverage().lacks(set("aש")) == set()
    assert [has_font_by_now(words) for words in ("", "\U000f0000", "\U000f0000a")] == [False, False, True]
