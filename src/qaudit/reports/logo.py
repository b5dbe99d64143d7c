"""A brand's logo for the head of a report. Whatever is wrong with it, the brand's name stands in for it."""

from qaudit.core.drawings import is_drawing, is_inert
from qaudit.reports.images import UnreadableImage, data_uri, print_image

MOST_BYTES = 4_000_000
LONGEST_SIDE = 900


def logo_source(data: bytes | None) -> str:
    """The logo as a `data:` URI; empty where there is none, or where it is no picture that can be trusted."""
    if not data or len(data) > MOST_BYTES:
        return ""
    if is_drawing(data):
        return data_uri("image/svg+xml", data) if is_inert(data) else ""
    try:
        return print_image(data, LONGEST_SIDE, keeps_transparency=True)[0]
    except UnreadableImage:
        return ""
