"""A brand's colours, made safe and legible: contrast is computed and a colour that is too pale is darkened.

Contrast is that of WCAG 2.2 (relative luminance, 1 to 21): 4.5 for text, 3 for bars and marks on white.
"""

import re
from dataclasses import dataclass

from qaudit.core.standards import Brand

_HEX = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)
DEFAULT_PRIMARY = "#1f3a4d"
WHITE, INK = "#ffffff", "#1c2329"
TEXT_CONTRAST, MARK_CONTRAST = 4.5, 3.0

Channels = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#rrggbb`.

    `primary` fills the head of the report with `on_primary` written on it; `heading` and `accent_text` are
    the brand's colours as text on white; `bar` and `accent` as marks on white.
    """

    primary: str
    on_primary: str
    heading: str
    bar: str
    accent: str
    accent_text: str


def theme_of(brand: Brand) -> Theme:
    """The brand's theme; whatever is not `#rrggbb` is as if it were not given."""
    primary = _colour(brand.primary) or DEFAULT_PRIMARY
    accent = _colour(brand.accent) or primary
    return Theme(
        primary=primary,
        on_primary=max((WHITE, INK, "#000000"), key=lambda ink: _enough(contrast(ink, primary))),
        heading=darkened(primary, TEXT_CONTRAST),
        bar=darkened(primary, MARK_CONTRAST),
        accent=darkened(accent, MARK_CONTRAST),
        accent_text=darkened(accent, TEXT_CONTRAST),
    )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(_channels(one)), _luminance(_channels(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def darkened(colour: str, least: float) -> str:
    """The colour, made darker in even steps until its contrast with white is at least `least`."""
    red, green, blue = _channels(colour)
    for step in range(100, -1, -1):
        shade = f"#{red * step // 100:02x}{green * step // 100:02x}{blue * step // 100:02x}"
        if contrast(shade, WHITE) >= least:
            return shade
    raise AssertionError("black has a contrast of 21 with white")


def _enough(value: float) -> float:
    """Beyond the text contrast more is no better: the first ink that reaches it wins."""
    return min(value, TEXT_CONTRAST)


def _colour(written: str | None) -> str | None:
    return written.lower() if written is not None and _HEX.fullmatch(written) else None


def _channels(colour: str) -> Channels:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(channels: Channels) -> float:
    red, green, blue = (_linear(channel / 255) for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
