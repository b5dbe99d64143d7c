"""A brand's logo for the head of a report. Whatever is wrong with it, the brand's name stands in for it."""

import re

from qaudit.reports.images import UnreadableImage, data_uri, print_image

MOST_BYTES = 4_000_000
LONGEST_SIDE = 900
_SVG = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]", re.DOTALL)
_REFUSED = re.compile(rb"<!DOCTYPE|<!ENTITY|<script|<foreignObject|<image|<use|@import", re.IGNORECASE)
"""An SVG with any of these is refused: entities that explode, pictures from elsewhere, copies of copies."""


def logo_source(data: bytes | None) -> str:
    """The logo as a `data:` URI; empty where there is none, or where it is no picture that can be trusted."""
    if not data or len(data) > MOST_BYTES:
        return ""
    if _SVG.match(data):
        return "" if _REFUSED.search(data) else data_uri("image/svg+xml", data)
    try:
        return print_image(data, LONGEST_SIDE, keeps_transparency=True)[0]
    except UnreadableImage:
        return ""
