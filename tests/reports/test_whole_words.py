"""Short words with a hyphen stay on one line of a PDF, and are read, copied and searched as they were written."""

from pathlib import Path

import pytest

from qaudit.reports.pdf import Press
from qaudit.reports.whole_words import JOINER, kept_whole
from tests.reports.tagged import read_tagged
from tests.reports.test_archive import findings
from tests.reports.written import read_pdf

SENTENCES = (
    "טלפון או מחשב נייד מתחבר ל־Wi-Fi של המלון בתוך 2 דקות",
    "A phone or laptop is online on the hotel's Wi-Fi within 2 minutes",
)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("the Wi-Fi, (e-mail)", "the Wi-~Fi, (e-~mail)"),
        ("hotel&#39;s-a s-a dus", "hotel&#39;s-~a s-~a dus"),
        ("ל־Wi-Fi ב-Wi-Fi", "ל־~Wi-~Fi ב-~Wi-~Fi"),
        ("check-in ARR-01 2-3 - a -b c- --x", "check-in ARR-01 2-3 - a -b c- --x"),
        ("<td class='no-head'>x-y</td>", "<td class='no-head'>x-~y</td>"),
        ("<head><title>x-y</title></head>", "<head><title>x-y</title></head>"),
        ("<h2><bdi>x-y</bdi></h2>x-y", "<h2><bdi>x-y</bdi></h2>x-~y"),
        ("<svg><desc>x-y</desc></svg>", "<svg><desc>x-y</desc></svg>"),
    ],
)
def test_short_words_are_joined_and_nothing_else_is(written: str, kept: str) -> None:
    assert kept_whole(written) == kept.replace("~", JOINER)


def test_no_line_of_a_narrow_column_ends_within_a_short_word(tmp_path: Path) -> None:
    columns = "".join(
        f'<p dir="{way}" style="width: {wide}px">{words}</p>'
        for wide in range(60, 260, 8)
        for words, way in zip(SENTENCES, ("rtl", "ltr"), strict=True)
    )
    made = Press(tmp_path).pdf(
        f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>{columns}</body></html>'
    )
    assert read_pdf(made).text.count("Wi-Fi") == 50
    assert findings(made) == [], "what joins them is no letter without a meaning"
    tree = read_tagged(made).document
    assert len(tree.find("P")) == 50
    assert JOINER not in tree.text
    assert all("Wi-Fi" in one.text for one in tree.find("P"))
