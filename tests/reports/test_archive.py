"""A printed report for the archive: PDF/A-3u with its data enclosed, equal bytes, and nothing harmful read back.

No veraPDF was at hand. What can be checked without it is checked: pikepdf's validator of PDF/A-3b on the whole file,
and our own tests of what that one does not know (the packet of metadata, level U, the signature).
"""

import io
import json
import re
import shutil
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, reduce
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pypdf
import pytest
from pikepdf import pdfa

from qaudit import locale
from qaudit.core.scorecard_document import scorecard_document
from qaudit.errors import PdfFailed
from qaudit.reports import archive_metadata
from qaudit.reports.archive_files import JOURNAL, SCORECARD, digest_of, enclosures, without_traps
from qaudit.reports.archive_reading import MOST_INSIDE, read_inside
from qaudit.reports.blank_report import BlankInput, blank_pdf
from qaudit.reports.pdf import Press
from qaudit.reports.visit_report import VisitReportInput, visit_pdf
from tests.builders import a_pack, a_section, a_standard, a_visit, seen
from tests.reports.harbour import harbour_input, report_of
from tests.reports.written import plain

SEAL = "5e" * 32
NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}


def with_data(source: VisitReportInput) -> VisitReportInput:
    """The report with what a desk encloses."""
    document = json.dumps(scorecard_document(source.visit, source.card), ensure_ascii=False)
    return replace(source, enclosed=enclosures(source.visit, document, source.visit.version, SEAL))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> VisitReportInput:
    locale.install()
    logo = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'
    return with_data(harbour_input(tmp_path_factory.mktemp("harbour"), logo=logo))


@pytest.fixture(scope="module")
def made(source: VisitReportInput) -> bytes:
    return visit_pdf(source)


@pytest.fixture(scope="module")
def hebrew(source: VisitReportInput) -> bytes:
    return visit_pdf(replace(source, words="he"))


def opened(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made))


def changed(made: bytes, change: Callable[[Any], None], **how: Any) -> bytes:
    """A PDF after something was done to it."""
    with opened(made) as document:
        change(document)
        out = io.BytesIO()
        document.save(out, **how)
    return out.getvalue()


# PDF/A.


def findings(made: bytes) -> list[str]:
    """What pikepdf's validator says of a file, its packet of metadata apart.

    It knows level B alone and no described schemas, so it is given a packet without either.
    """
    with opened(made) as document:
        packet = document.Root.Metadata.read_bytes().decode()
        packet = re.sub(
            r"<rdf:Description[^>]*pdfaExtension.*?</rdf:Description>", "", packet, flags=re.DOTALL
        )
        packet = re.sub(r"<rdf:Description[^>]*pdfuaid.*?</rdf:Description>", "", packet, flags=re.DOTALL)
        assert "pdfuaid" not in packet
        packet = packet.replace(">U</pdfaid:conformance>", ">B</pdfaid:conformance>")
        document.Root.Metadata.write(packet.encode())
        return [str(one) for one in pdfa.check(document, "3b").findings]


def test_a_report_passes_the_validator(made: bytes) -> None:
    assert findings(made) == []


def test_so_does_one_in_hebrew_and_a_checklist(source: VisitReportInput, hebrew: bytes) -> None:
    assert findings(hebrew) == []
    assert findings(blank_pdf(BlankInput(source.pack, {}))) == []


def test_the_validator_sees_what_is_wrong(made: bytes, tmp_path: Path) -> None:
    def spoil(document: Any) -> None:
        del document.Root.OutputIntents
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

    assert len(findings(changed(made, spoil))) >= 2
    plain_file = Press(tmp_path).pdf("<html lang='en'><p>text</p></html>", is_plain=True)
    with opened(plain_file) as document:
        assert len(pdfa.check(document, "3b").findings) >= 2


def test_one_packet_says_all_that_the_file_is(made: bytes) -> None:
    with opened(made) as document:
        packet = ElementTree.fromstring(document.Root.Metadata.read_bytes())
        info = {str(name): str(value) for name, value in document.docinfo.items()}
    assert len(packet.findall("rdf:RDF", NAMES)) == 1

    def told(path: str) -> list[str | None]:
        return [one.text for one in packet.findall(f".//{path}", NAMES)]

    assert told("pdfaid:part") == ["3"]
    assert told("pdfaid:conformance") == ["U"]
    assert told("pdfuaid:part") == ["1"]
    assert told("pdfaSchema:namespaceURI") == [NAMES["pdfuaid"]]
    assert told("pdfaSchema:prefix") == ["pdfuaid"]
    assert told("pdfaProperty:name") == ["part"]
    assert told("dc:title//rdf:li") == [info["/Title"]]
    assert told("dc:creator//rdf:li") == [info["/Author"]]
    assert told("dc:language//rdf:li") == ["en"]
    assert told("pdf:Producer") == [info["/Producer"]]
    assert told("xmp:CreatorTool") == [info["/Creator"]] == ["qaudit"]
    assert told("xmp:CreateDate") == ["2026-05-14T21:12:00Z"]
    assert info["/CreationDate"] == "D:20260514211200Z"
    assert plain(info["/Title"]) == "Visit report: Harbour Haifa, 14 May 2026"


def test_hostile_names_stay_text_in_the_packet(source: VisitReportInput) -> None:
    words = "</rdf:li> & <x> \"'\x0b שלום"
    visit = replace(source.visit, branch=replace(source.visit.branch, name=words))
    with opened(visit_pdf(replace(source, visit=visit))) as document:
        packet = ElementTree.fromstring(document.Root.Metadata.read_bytes())
    title = packet.findtext(".//dc:title//rdf:li", namespaces=NAMES)
    assert title is not None
    assert "</rdf:li> & <x> \"'" in title
    assert "שלום" in title


def test_colours_are_named_and_their_profile_is_in_the_file(made: bytes) -> None:
    with opened(made) as document:
        [intent] = document.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert str(intent.OutputConditionIdentifier) == archive_metadata.COLOURS
        profile = intent.DestOutputProfile.read_bytes()
        assert int(intent.DestOutputProfile.N) == 3
    assert profile[36:40] == b"acsp"
    assert profile[16:20] == b"RGB "


def test_every_letter_has_its_font_and_its_meaning(made: bytes) -> None:
    """Level U: each font is in the file, with a table of what its letters stand for."""
    with opened(made) as document:
        fonts = [
            thing
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == "/Type0"
        ]
        assert len(fonts) >= 2
        for font in fonts:
            assert b"beginbfchar" in font.ToUnicode.read_bytes()
            described = font.DescendantFonts[0].FontDescriptor
            assert {"/FontFile2", "/FontFile3"} & set(described.keys())


# What is enclosed.


def test_the_data_is_enclosed_as_it_was_given(source: VisitReportInput, made: bytes) -> None:
    with opened(made) as document:
        files = list(document.Root.AF)
        names = list(document.Root.Names.EmbeddedFiles.Names)[::2]
        found = {str(one.UF): one for one in files}
        assert sorted(found) == [JOURNAL, SCORECARD] == sorted(map(str, names))
        assert len(files) == 2
        for given in source.enclosed:
            one = found[given.name]
            assert one.AFRelationship == "/Data"
            assert str(one.F) == given.name
            assert str(one.Desc) == given.about
            assert one.EF.F.Subtype == "/application/json"
            assert str(one.EF.F.Params.ModDate) == "D:20260514211200Z"
            assert one.EF.F.read_bytes() == given.data


def test_the_tail_of_the_journal_names_the_scorecard(source: VisitReportInput, made: bytes) -> None:
    inside = read_inside(made, "report.pdf")
    assert (inside.tail.visit_id, inside.tail.entries, inside.tail.seal) == (source.visit.id, 61, SEAL)
    assert inside.fits
    assert not inside.is_signed
    assert inside.scorecard is not None
    assert inside.scorecard["final_percent"] == "60.0"
    scorecard = next(one for one in source.enclosed if one.name == SCORECARD)
    assert inside.tail.scorecard == digest_of(scorecard.data)


def test_without_a_scorecard_the_tail_stands_alone(source: VisitReportInput) -> None:
    alone = replace(source, enclosed=enclosures(source.visit, None, 61, SEAL))
    inside = read_inside(visit_pdf(alone), "report.pdf")
    assert (inside.scorecard, inside.tail.scorecard, inside.fits) == (None, None, True)
    assert enclosures(source.visit, None, 0, None) == ()


def test_traps_are_not_enclosed() -> None:
    trap = a_standard("T-1", counts=False, gives_away=("yes",))
    pack = a_pack(a_section("A", a_standard("A-1"), trap), a_section("T", replace(trap, code="T-2")))
    visit = a_visit(pack, seen("A-1", "yes"), seen("T-1", "yes"), seen("T-2", "yes"), submitted="18:00")
    card = report_of(pack, visit).card
    kept = json.dumps(scorecard_document(visit, card))
    assert '"T-1"' in kept
    told = without_traps(kept, pack)
    assert '"T-1"' not in told
    assert '"T-2"' not in told
    assert [one["code"] for one in json.loads(told)["sections"]] == ["A"]
    assert json.loads(told)["final_percent"] == json.loads(kept)["final_percent"]
    bare = a_pack(a_standard("A-1"))
    assert without_traps(kept, bare) is kept


def test_equal_visits_with_data_give_equal_bytes(source: VisitReportInput, made: bytes) -> None:
    assert visit_pdf(source) == made
    another = enclosures(source.visit, "{}", 61, SEAL)
    assert visit_pdf(replace(source, enclosed=another)) != made


# Text can be found and copied.


@pytest.mark.parametrize("words", ["שיטה ומגבלות", "לא התקיים", "ציון לפי פרקים"])
def test_hebrew_can_be_found_in_the_order_of_reading(hebrew: bytes, words: str) -> None:
    """Two programs that know nothing of each other take the words out as they are typed into a search."""
    taken = plain("\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(hebrew)).pages))
    assert words in taken
    assert words[::-1] not in taken
    if program := shutil.which("pdftotext"):
        told = subprocess.run([program, "-", "-"], input=hebrew, capture_output=True, check=True).stdout
        bare = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", told.decode())
        assert words in plain(bare)
        assert words[::-1] not in plain(bare)


# Files from anybody.


def put(made: bytes, name: str, data: bytes, **entries: Any) -> bytes:
    """The report with other bytes in one of its enclosed files."""

    def change(document: Any) -> None:
        for file in document.Root.AF:
            if str(file.UF) == name:
                file.EF.F.write(data, **entries)

    return changed(made, change)


@cache
def bomb(times: int = 100) -> bytes:
    """A gigabyte of spaces in a megabyte: one packed piece again and again, since none looks back at another."""
    piece, packer = b" " * 10_000_000, zlib.compressobj(9)
    head = packer.flush(zlib.Z_FULL_FLUSH)
    packed = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    end = zlib.compressobj(wbits=-zlib.MAX_WBITS).flush()
    checksum = reduce(lambda found, _: zlib.adler32(piece, found), range(times), 1)
    return head + packed * times + end + checksum.to_bytes(4, "big")


def test_a_bomb_is_well_packed() -> None:
    assert zlib.decompress(bomb(3)) == b" " * 30_000_000


def object_stream_bomb() -> bytes:
    """A PDF whose objects are packed like that."""
    packed = bomb()
    head = b"%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length "
    body = head + str(len(packed)).encode() + b">>\nstream\n" + packed + b"\nendstream\nendobj\n"
    rows = [(0, 0, 65535), (1, 9, 0), (2, 1, 0), (1, len(body), 0)]
    table = b"".join(bytes([a]) + b.to_bytes(4, "big") + c.to_bytes(2, "big") for a, b, c in rows)
    place = len(body)
    body += b"3 0 obj\n<</Type/XRef/Size 4/W[1 4 2]/Root 2 0 R/Length " + str(len(table)).encode()
    return body + b">>\nstream\n" + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % place


def in_a_circle(document: Any) -> None:
    circle = document.make_indirect(pikepdf.Array([]))
    circle.append(circle)
    document.Root.AF = circle


def twice(document: Any) -> None:
    document.Root.AF = pikepdf.Array([*document.Root.AF, *document.Root.AF])


def no_files(document: Any) -> None:
    del document.Root.AF


def wrong_kind(document: Any) -> None:
    document.Root.AF = pikepdf.Array([5, pikepdf.Name.X])


HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda made: b"", "no PDF, or a broken one"),
    "text": (lambda made: b"%PDF-1.7 hello", "no PDF, or a broken one"),
    "cut": (lambda made: made[: len(made) // 2], "no PDF, or a broken one"),
    "locked": (
        lambda made: changed(made, no_files, encryption=pikepdf.Encryption(user="a", owner="b")),
        "encrypted",
    ),
    "half locked": (
        lambda made: changed(made, lambda document: None, encryption=pikepdf.Encryption(user="", owner="b")),
        "encrypted",
    ),
    "circle": (lambda made: changed(made, in_a_circle), "no PDF, or a broken one"),
    "wrong kind": (lambda made: changed(made, wrong_kind), "no PDF, or a broken one"),
    "nothing enclosed": (
        lambda made: changed(made, no_files),
        "nothing is enclosed in it that could be checked",
    ),
    "twice the same": (lambda made: changed(made, twice), "cannot be read"),
    "bomb of objects": (lambda made: object_stream_bomb(), "no PDF, or a broken one"),
    "no JSON": (lambda made: put(made, JOURNAL, b"{"), "cannot be read"),
    "a list": (lambda made: put(made, JOURNAL, b"[]"), "cannot be read"),
    "too deep": (lambda made: put(made, JOURNAL, b"[" * 100_000), "cannot be read"),
    "too large": (lambda made: put(made, JOURNAL, b" " * (MOST_INSIDE + 1)), "larger than any report's"),
    "another format": (lambda made: put(made, JOURNAL, b'{"format": 2}'), "cannot be read"),
    "no entries": (
        lambda made: put(made, JOURNAL, b'{"format": 1, "made_from": {}, "visit": "x", "entries": true}'),
        "cannot be read",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_one_sentence(made: bytes, case: str) -> None:
    spoil, reason = HOSTILE[case]
    with pytest.raises(PdfFailed) as caught:
        read_inside(spoil(made), "report.pdf")
    assert reason in caught.value.message
    assert caught.value.message.startswith("report.pdf cannot be verified: ")
    assert "\n" not in str(caught.value)


def test_an_enclosed_bomb_is_not_unpacked(made: bytes) -> None:
    packed = bomb()
    assert len(packed) < 2_000_000

    def change(document: Any) -> None:
        for file in document.Root.AF:
            file.EF.F.write(packed, filter=pikepdf.Name.FlateDecode)

    keep = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}
    spoilt = changed(made, change, **keep)
    assert len(spoilt) < 6_000_000
    with pytest.raises(PdfFailed, match="larger than any report's"):
        read_inside(spoilt, "report.pdf")


def test_a_packing_that_reports_never_use_is_refused(made: bytes) -> None:
    def change(document: Any) -> None:
        for file in document.Root.AF:
            file.EF.F.write(b"7b7d>", filter=pikepdf.Name.ASCIIHexDecode)

    keep = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}
    with pytest.raises(PdfFailed, match="cannot be read"):
        read_inside(changed(made, change, **keep), "report.pdf")


def test_the_limits_of_the_process_are_left_as_they_were(made: bytes) -> None:
    before = pikepdf.settings.get_qpdf_limits()
    read_inside(made, "report.pdf")
    assert pikepdf.settings.get_qpdf_limits() == before


def test_a_scorecard_put_in_later_does_not_fit(made: bytes) -> None:
    spoilt = put(made, SCORECARD, b'{"final_percent": "100.0"}')
    assert not read_inside(spoilt, "report.pdf").fits


def test_a_saved_copy_is_still_read(made: bytes) -> None:
    """Other programs write a file anew when they save it; what is enclosed stays."""
    copy = changed(made, lambda document: None)
    assert copy != made
    assert read_inside(copy, "report.pdf") == read_inside(made, "report.pdf")


def test_a_moment_is_written_in_utc(source: VisitReportInput) -> None:
    at = source.enclosed[0].at
    assert at == source.visit.submitted_at
    assert at.astimezone(UTC) == datetime(2026, 5, 14, 21, 12, tzinfo=UTC)
