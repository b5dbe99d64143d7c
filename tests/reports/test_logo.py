"""A logo is printed or left out; a wrong one never stops a report."""

import pytest

from qaudit.reports.logo import MOST_BYTES, logo_source
from qaudit.resources import standards_folder
from tests.reports.harbour import picture_bytes

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'


@pytest.mark.parametrize(
    "data",
    [
        SVG,
        b"\xef\xbb\xbf" + SVG,
        b'<?xml version="1.0"?>\n<!-- drawn by hand -->\n' + SVG,
    ],
)
def test_a_drawing_is_kept_as_it_is(data: bytes) -> None:
    assert logo_source(data).startswith("data:image/svg+xml;base64,")


def test_a_picture_keeps_its_transparency() -> None:
    assert logo_source(picture_bytes()).startswith("data:image/png;base64,")


def test_the_shipped_logos_can_be_printed() -> None:
    logos = sorted(standards_folder().rglob("logo.*"))
    assert logos
    assert all(logo_source(logo.read_bytes()) for logo in logos)


@pytest.mark.parametrize(
    "data",
    [
        None,
        b"",
        b"no picture",
        b"<html><svg></svg></html>",
        picture_bytes()[:100],
        b"x" * (MOST_BYTES + 1),
        SVG.replace(b"<path", b'<image href="file:///etc/passwd"/><path'),
        SVG.replace(b"<path", b'<use href="#a"/><path'),
        SVG.replace(b"<path", b"<script>alert(1)</script><path"),
        SVG.replace(b"<path", b"<style>@import 'http://x'</style><path"),
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG,
        b'<?xml version="1.0"?><!DOCTYPE svg>' + SVG,
    ],
)
def test_what_cannot_be_trusted_is_left_out(data: bytes | None) -> None:
    assert logo_source(data) == ""
