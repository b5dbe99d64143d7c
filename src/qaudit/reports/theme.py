"""A brand's colours, made safe and legible: contrast is computed and a colour that is too pale is darkened.

`qaudit pack check` says so of such a pack, and whoever asks for a document hears of it (`lettering.noticing`).
"""

import re
from dataclasses import dataclass

from qaudit.core.colours import MARK_CONTRAST, TEXT_CONTRAST, WHITE, contrast, darkened
from qaudit.core.standards import Brand
from qaudit.reports.lettering import notice_colour

_HEX = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)
DEFAULT_PRIMARY = "#1f3a4d"
INK = "#1c2329"


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
    theme = Theme(
        primary=primary,
        on_primary=max((WHITE, INK, "#000000"), key=lambda ink: _enough(contrast(ink, primary))),
        heading=darkened(primary, TEXT_CONTRAST),
        bar=darkened(primary, MARK_CONTRAST),
        accent=darkened(accent, MARK_CONTRAST),
        accent_text=darkened(accent, TEXT_CONTRAST),
    )
    for given, printed in ((primary, theme.heading), (accent, theme.accent)):
        if printed != given:
            notice_colour(given, printed)
    return theme


def _enough(value: float) -> float:
    """Beyond the text contrast more is no better: the first ink that reaches it wins."""
    return min(value, TEXT_CONTRAST)


def _colour(written: str | None) -> str | None:
    return written.lower() if written is not None and _HEX.fullmatch(written) else None
