"""The app's colours: a calm dark theme, with a pack's brand colours where they can be read.

A brand chooses its colours for paper. On the dark ground they are lightened, step by step, until their contrast
with the ground reaches what WCAG 2.2 asks of text (4.5 to 1), so that no pack can make the app unreadable.
"""

from textual.color import Color
from textual.theme import Theme

from qaudit.core.standards import Brand

GROUND, SURFACE, PANEL, INK = "#12161b", "#1a2027", "#222a33", "#e3e8ed"
GOLD, SEA, RED, GREEN, AMBER = "#d9b36c", "#7fb4d6", "#f0938a", "#8fc99b", "#e6b95c"
LEAST_CONTRAST = 4.5
_STEP = 0.03


def app_theme() -> Theme:
    """The theme of a program that has no brand before it."""
    return _theme("qaudit", SEA, GOLD)


def brand_theme(name: str, brand: Brand) -> Theme:
    """A theme with the brand's two colours; the app's own where the brand has none."""
    return _theme(
        name,
        readable(brand.primary) if brand.primary else SEA,
        readable(brand.accent) if brand.accent else GOLD,
    )


def readable(colour: str, ground: str = PANEL) -> str:
    """`colour` (`#rrggbb`), lightened until text in it can be read on `ground`."""
    shade, behind = Color.parse(colour), Color.parse(ground)
    while contrast(shade, behind) < LEAST_CONTRAST and shade.hex6 != "#FFFFFF":
        shade = shade.lighten(_STEP)
    return shade.hex6.lower()


def contrast(one: Color, other: Color) -> float:
    """The WCAG contrast of two colours: 1 (the same) to 21 (black and white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (_linear(part) for part in colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _theme(name: str, primary: str, accent: str) -> Theme:
    return Theme(
        name=name,
        primary=primary,
        secondary=primary,
        accent=accent,
        foreground=INK,
        background=GROUND,
        surface=SURFACE,
        panel=PANEL,
        success=GREEN,
        warning=AMBER,
        error=RED,
        dark=True,
        variables={
            "block-cursor-foreground": GROUND,
            "block-cursor-background": accent,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-foreground": INK,
            "block-cursor-blurred-background": PANEL,
            "input-cursor-background": INK,
            "input-cursor-foreground": GROUND,
            "border": primary,
            "muted": "#98a4b0",
        },
    )
