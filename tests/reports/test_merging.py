"""Many reports in one file: tags, enclosed files and the archive's claims are kept, and signatures are not claimed."""

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from qaudit import locale
from qaudit.errors import PdfFailed
from qaudit.reports.archive_reading import read_inside
from qaudit.reports.archive_signing import load_key
from qaudit.reports.merging import Piece, write_merged
from qaudit.reports.pdf import Press
from qaudit.reports.visit_report import visit_pdf
from qaudit.speech import speaking
from tests.reports.harbour import harbour_input
from tests.reports.keys import NOW, PASSWORD, certified
from tests.reports.tagged import Tagged, read_tagged
from tests.reports.test_archive import findings, with_data

WORDS = ("Harbour Haifa (1 0 R), 14 May", "חיפה, 14 במאי")


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    locale.install()
    return visit_pdf(with_data(harbour_input(tmp_path_factory.mktemp("harbour"))))


@pytest.fixture(scope="module")
def whole(single: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report twice, once as it is and once signed, under two names."""
    folder = tmp_path_factory.mktemp("merged")
    key = load_key(certified("Head office").p12(), PASSWORD, NOW, "key.p12")
    (folder / "haifa-1.pdf").write_bytes(single)
    (folder / "haifa-2.pdf").write_bytes(key.sign(single, NOW))
    pieces = [Piece(words, folder / f"haifa-{place}.pdf") for place, words in enumerate(WORDS, 1)]
    write_merged(folder / "all.pdf", pieces, "Visit reports", "en")
    write_merged(folder / "again.pdf", pieces, "Visit reports", "en")
    assert (folder / "again.pdf").read_bytes() == (folder / "all.pdf").read_bytes()
    return folder / "all.pdf"


def opened(path: Path) -> Any:
    return pikepdf.open(path)


def starts(marks: Any) -> list[Any]:
    """The pages that bookmarks lead to."""
    return [mark.destination[0].objgen for mark in marks]


def texts(tagged: Tagged) -> list[str]:
    return [one.text for one in tagged.document.kids]


def test_the_whole_is_as_fit_for_the_archive_as_its_parts(whole: Path) -> None:
    assert findings(whole.read_bytes()) == []
    with pikepdf.open(whole) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert "/AcroForm" not in pdf.Root
        assert str(pdf.docinfo["/Title"]) == "Visit reports"
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.Root.Metadata.read_bytes()


def test_each_report_is_a_part_of_one_structure_tree(single: bytes, whole: Path) -> None:
    alone, found = read_tagged(single), read_tagged(whole.read_bytes())
    assert (found.loose, found.unowned) == (0, 0)
    assert found.document.kind == "Document"
    assert [part.kind for part in found.document.kids] == ["Part", "Part"]
    assert texts(found) == [alone.document.text] * 2
    assert len(alone.document.text) > 1000
    assert found.catalog == alone.catalog


def test_bookmarks_lead_to_each_report_and_into_it(single: bytes, whole: Path) -> None:
    with pikepdf.open(io.BytesIO(single)) as alone, alone.open_outline() as own:
        of, inside = len(alone.pages), [mark.title for mark in own.root]
    with pikepdf.open(whole) as pdf, pdf.open_outline() as outline:
        pages = [page.objgen for page in pdf.pages]
        assert [mark.title for mark in outline.root] == list(WORDS)
        assert [pages.index(start) for start in starts(outline.root)] == [0, of]
        assert all(mark.is_closed for mark in outline.root)
        assert [mark.title for mark in outline.root[1].children] == inside
        assert pages.index(starts(outline.root[1].children)[-1]) >= of


def test_what_is_enclosed_is_kept_under_its_reports_name(single: bytes, whole: Path) -> None:
    with pikepdf.open(whole) as pdf, pikepdf.open(io.BytesIO(single)) as alone:
        names = [f"haifa-{place}-{name}.json" for place in (1, 2) for name in ("journal", "scorecard")]
        assert sorted(pdf.attachments) == names
        assert [str(file.UF) for file in pdf.Root.AF] == [
            names[1], names[0], names[3], names[2]
        ]  # fmt: skip
        same = alone.attachments["scorecard.json"].get_file().read_bytes()
        assert pdf.attachments["haifa-2-scorecard.json"].get_file().read_bytes() == same
    with speaking("en"), pytest.raises(PdfFailed, match="many reports in one file"):
        read_inside(whole.read_bytes(), "all.pdf")


def test_links_inside_a_report_stay_inside_it(tmp_path: Path) -> None:
    body = '<h1>One</h1><p><a href="#end">to the end</a></p><h1 id="end" style="break-before: page">End</h1>'
    page = f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    (tmp_path / "one.pdf").write_bytes(Press(tmp_path).pdf(page))
    pieces = [Piece(words, tmp_path / "one.pdf") for words in ("First", "Second")]
    write_merged(tmp_path / "all.pdf", pieces, "All", "en")
    with opened(tmp_path / "all.pdf") as pdf:
        pages = [one.objgen for one in pdf.pages]
        links = [next(iter(pdf.pages[place].Annots)) for place in (0, 2)]
        names = [str(link.A.D if "/A" in link else link.Dest) for link in links]
        tree = list(pdf.Root.Names.Dests.Names)
        targets = {str(name): place for name, place in zip(tree[::2], tree[1::2], strict=True)}
        assert len(set(names)) == 2
        assert [pages.index(targets[name][0].objgen) for name in names] == [1, 3]
    assert findings((tmp_path / "all.pdf").read_bytes()) == []


def test_a_name_that_looks_like_the_end_of_a_file_ends_nothing(tmp_path: Path) -> None:
    title = "%%EOF"
    page = (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body><h1>One</h1></body></html>'
    )
    (tmp_path / "one.pdf").write_bytes(Press(tmp_path).pdf(page))
    assert (tmp_path / "one.pdf").read_bytes().count(b"%%EOF") > 1
    write_merged(tmp_path / "all.pdf", [Piece(title, tmp_path / "one.pdf")], title, "en")
    with opened(tmp_path / "all.pdf") as pdf, pdf.open_outline() as outline:
        assert [mark.title for mark in outline.root] == [title]
        assert len(pdf.pages) == 1


def test_pages_from_right_to_left_stand_so_beside_each_other(tmp_path: Path) -> None:
    page = '<!DOCTYPE html><html lang="he" dir="rtl"><head><title>דוח</title></head><body><h1>דוח</h1></body></html>'
    (tmp_path / "one.pdf").write_bytes(Press(tmp_path).pdf(page))
    write_merged(tmp_path / "all.pdf", [Piece("דוח", tmp_path / "one.pdf")], "דוחות", "he")
    for name in ("one.pdf", "all.pdf"):
        with opened(tmp_path / name) as pdf:
            assert pdf.Root.ViewerPreferences.Direction == "/R2L"
    assert findings((tmp_path / "all.pdf").read_bytes()) == []


def test_what_is_no_report_for_the_archive_is_refused_by_name(tmp_path: Path) -> None:
    plain = Press(tmp_path).pdf("<html lang='en'><p>text</p></html>", is_plain=True)
    (tmp_path / "plain.pdf").write_bytes(plain)
    with speaking("en"), pytest.raises(PdfFailed, match=r"plain\.pdf .*no report for the archive"):
        write_merged(tmp_path / "all.pdf", [Piece("One", tmp_path / "plain.pdf")], "All", "en")
    with speaking("en"), pytest.raises(PdfFailed, match=r"gone\.pdf could not be put into one file"):
        write_merged(tmp_path / "all.pdf", [Piece("One", tmp_path / "gone.pdf")], "All", "en")
    assert not (tmp_path / "all.pdf").exists()
