"""A drawing from outside neither acts nor leads out of itself."""

import pytest

from qaudit.core.drawings import is_drawing, is_inert

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        (SVG, True),
        (b"\xef\xbb\xbf  <svg/>", True),
        (b'<?xml version="1.0"?>\n<!-- drawn by hand -->\n' + SVG, True),
        (b"<html><svg></svg></html>", False),
        (b"\x89PNG", False),
        (b"", False),
    ],
)
def test_a_drawing_is_known_by_its_beginning(data: bytes, is_one: bool) -> None:
    assert is_drawing(data) is is_one


@pytest.mark.parametrize(
    "inside",
    [
        b"<script>alert(1)</script>",
        b"<foreignObject/>",
        b'<image href="file:///etc/passwd"/>',
        b'<use href="#a"/>',
        b"<style>@import 'http://x'</style>",
        b"<style>path { fill: url(http://x/y.svg#a) }</style>",
        b"<style>path { fill: URL( 'file:///etc/passwd') }</style>",
        b'<a href="https://x"><path/></a>',
        b"<a xlink:href='javascript:alert(1)'><path/></a>",
        b'<path onload="alert(1)"/>',
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>',
    ],
)
def test_what_acts_or_leads_out_is_found(inside: bytes) -> None:
    assert not is_inert(SVG.replace(b"<path", inside + b"<path"))


@pytest.mark.parametrize(
    "inside",
    [
        b"",
        b'<linearGradient id="a"/><path fill="url(#a)"/>',
        b"<linearGradient id='b' xlink:href='#a'/>",
        b'<path style="fill:url( \'#a\')" d="M0 0"/>',
        b"<title>One of our own: on = off</title>",
    ],
)
def test_colours_and_gradients_of_its_own_are_no_harm(inside: bytes) -> None:
    assert is_inert(SVG.replace(b"<path", inside + b"<path"))
