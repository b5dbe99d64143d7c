"""Signatures in reports: made with keys of the tests' own, found whole, changed, broken or not to be trusted."""

import io
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from qaudit.errors import PdfFailed, UsageError
from qaudit.reports.archive_reading import read_inside
from qaudit.reports.archive_signing import Seal, Signature, SigningKey, load_key, read_signature
from qaudit.reports.visit_report import visit_pdf
from tests.reports.harbour import harbour_input
from tests.reports.keys import NOW, PASSWORD, Certified, certified
from tests.reports.tagged import read_tagged
from tests.reports.test_archive import changed, findings, with_data

ROOT = certified("Harbour Root")
RONA = certified("Rona, headquarters", ROOT)


def key_of(one: Certified) -> SigningKey:
    return load_key(one.p12(), PASSWORD, NOW, "key.p12")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return visit_pdf(with_data(harbour_input(tmp_path_factory.mktemp("harbour"))))


@pytest.fixture(scope="module")
def signed(report: bytes) -> bytes:
    return key_of(RONA).sign(report, NOW)


def test_a_signature_is_put_behind_the_report(report: bytes, signed: bytes) -> None:
    assert signed.startswith(report)
    assert len(signed) > len(report)
    assert not read_inside(report, "x").is_signed
    inside = read_inside(signed, "x")
    assert inside.is_signed
    assert inside.scorecard == read_inside(report, "x").scorecard


def test_it_says_who_signed_and_when(signed: bytes) -> None:
    assert read_signature(signed, None, "") == Signature(Seal.WHOLE, "Rona, headquarters", NOW)


def test_a_certificate_is_trusted_where_somebody_vouches_for_it(signed: bytes) -> None:
    assert read_signature(signed, ROOT.pem, "root.pem").seal is Seal.TRUSTED
    assert read_signature(signed, certified("Another Root").pem, "root.pem").seal is Seal.WHOLE
    both = certified("Another Root").pem + ROOT.pem
    assert read_signature(signed, both, "root.pem").seal is Seal.TRUSTED


def test_a_change_after_signing_is_seen(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as document:
        page = bytes(document.pages[0].Contents.read_raw_bytes())
    place = signed.index(page) + len(page) // 2
    touched = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
    assert read_signature(touched, ROOT.pem, "root.pem").seal is Seal.BROKEN
    assert read_signature(signed + b"\n% more\n", ROOT.pem, "root.pem").seal is Seal.CHANGED


def test_a_second_signature_covers_the_first(signed: bytes) -> None:
    """What is added behind a signature changes the file: only the last signature can cover all of it."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.root["/Added"] = generic.pdf_string("later")
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    found = read_signature(out.getvalue(), ROOT.pem, "root.pem")
    assert (found.seal, found.owner) == (Seal.CHANGED, "Rona, headquarters")


def test_a_signed_report_keeps_its_tags(report: bytes, signed: bytes) -> None:
    before, after = read_tagged(report), read_tagged(signed)
    assert (after.loose, after.unowned) == (0, 0)
    assert after.document.text == before.document.text
    assert [one.kind for one in after.document.kids][-1] == "Form"
    with pikepdf.open(io.BytesIO(signed)) as document:
        [field] = document.Root.AcroForm.Fields
        assert int(field.F) & 4
        assert str(field.TU) == "Signature"
        nums: list[Any] = list(document.Root.StructTreeRoot.ParentTree.Nums)
        assert int(nums[-2]) == int(field.StructParent)
        assert nums[-1].S == "/Form"
        assert "/Version" not in document.Root or str(document.Root.Version) == "/1.7"


def without_form(document: Any) -> None:
    del document.Root.AcroForm
    del document.pages[0].Annots


def test_a_signed_report_is_an_archive_file_still(signed: bytes) -> None:
    """The validator knows no forms at all: it may say so, but names no breach, and beside the form there is none."""
    told = findings(signed)
    assert any("interactive forms (/AcroForm) are not supported" in one for one in told)
    assert [one for one in told if "violation" in one] == []
    assert findings(changed(signed, without_form)) == []


def test_a_signed_report_says_of_itself_what_it_said_before(report: bytes, signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(report)) as before, pikepdf.open(io.BytesIO(signed)) as after:
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert dict(after.docinfo) == dict(before.docinfo)
        assert len(after.docinfo) >= 5


OLD = certified("Old", ROOT, last=NOW - timedelta(hours=1))
YOUNG = certified("Young", ROOT, first=NOW + timedelta(hours=1))
REFUSED = {
    "wrong password": (RONA.p12(), b"wrong", "key.p12 cannot be opened: the password is wrong"),
    "no password": (RONA.p12(), b"", "the password is wrong"),
    "no key file": (b"-----BEGIN", PASSWORD, "it is no PKCS#12 file"),
    "no key": (RONA.p12(with_key=False), PASSWORD, "key.p12 has no key with a certificate"),
    "over": (
        OLD.p12(),
        PASSWORD,
        "The certificate of Old is valid from 2025-05-14 to 2026-05-14, and not today",
    ),
    "not yet": (YOUNG.p12(), PASSWORD, "The certificate of Young is valid from 2026-05-14"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_key_that_cannot_sign_is_one_sentence(case: str) -> None:
    data, password, sentence = REFUSED[case]
    with pytest.raises(UsageError) as caught:
        load_key(data, password, NOW, "key.p12")
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_no_report_cannot_be_signed() -> None:
    with pytest.raises(PdfFailed, match="The report could not be signed: "):
        key_of(RONA).sign(b"%PDF-1.7 nothing", NOW)


def test_who_vouches_has_a_certificate(signed: bytes) -> None:
    with pytest.raises(UsageError, match=r"root\.pem has no certificate"):
        read_signature(signed, b"nothing", "root.pem")


def test_without_the_extra_a_signature_is_only_seen(signed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "pyhanko"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyhanko", None)
    assert read_signature(signed, None, "") == Signature(Seal.UNKNOWN)
    with pytest.raises(UsageError, match=r"qaudit\[sign\]"):
        load_key(RONA.p12(), PASSWORD, NOW, "key.p12")


def test_a_file_with_half_a_signature_is_broken(signed: bytes) -> None:
    place = signed.rindex(b"/Contents <") + 12
    spoilt = signed[:place] + b"0" * 400 + signed[place + 400 :]
    assert read_signature(spoilt, ROOT.pem, str(Path("root.pem"))).seal is Seal.BROKEN
