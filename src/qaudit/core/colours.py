"""Whether colours can be told apart: contrast as WCAG 2.2 computes it, and a colour darkened until it can be read.

Colours are written `#rrggbb`. A contrast is that of relative luminances, 1 to 21.
"""

from typing import Final

WHITE: Final = "#ffffff"
TEXT_CONTRAST: Final = 4.5
"""What words need on their ground."""
MARK_CONTRAST: Final = 3.0
"""What bars, lines and frames need."""

Channels = tuple[int, int, int]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(_channels(one)), _luminance(_channels(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def darkened(colour: str, least: float) -> str:
    """The colour, made darker in even steps until its contrast with white is at least `least`; black at last."""
    red, green, blue = _channels(colour)
    shades = (
        f"#{red * step // 100:02x}{green * step // 100:02x}{blue * step // 100:02x}"
        for step in range(100, -1, -1)
    )
    return next((shade for shade in shades if contrast(shade, WHITE) >= least), "#000000")


def _channels(colour: str) -> Channels:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(channels: Channels) -> float:
    red, green, blue = (_linear(channel / 255) for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
