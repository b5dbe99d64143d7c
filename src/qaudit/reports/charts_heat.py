"""A heat map: rows and columns of figures, each on a ground that is darker the lower the figure is.

It is a table, not a picture: it breaks between pages, a screen reader finds head and row of each figure, and the
figure stands in every cell, so the ground says nothing that the words do not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from qaudit.core.colours import TEXT_CONTRAST, WHITE, contrast
from qaudit.reports.charts_drawing import tinted
from qaudit.reports.theme import INK, Theme
from qaudit.wording.phrases import Phrase, UserText, user_text

STEPS = 5
_PALEST, _DARKEST = 0.08, 0.8


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A figure from 0 (dark) to 1 (pale) as `shown`; None where there is none."""

    share: float | None
    shown: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One branch, or one section."""

    name: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatCellContext:
    """`ground` is a class of `sheets.heat_sheet`."""

    shown: str
    ground: str


@dataclass(frozen=True, slots=True)
class HeatRowContext:
    """A row's head and its cells."""

    name: UserText
    cells: tuple[HeatCellContext, ...]


@dataclass(frozen=True, slots=True)
class HeatContext:
    """What `charts.html.j2` prints as a table."""

    title: str | Phrase
    columns: tuple[UserText, ...]
    rows: tuple[HeatRowContext, ...]


def heat_map(
    title: str | Phrase, columns: Sequence[str], rows: Sequence[HeatRow], least: float = 0.0
) -> HeatContext:
    """The table. Grounds run in five even steps from `least` to 1; what is below is on the darkest."""
    return HeatContext(
        title,
        tuple(user_text(name) for name in columns),
        tuple(
            HeatRowContext(user_text(row.name), tuple(_cell(cell, least) for cell in row.cells))
            for row in rows
        ),
    )


def heat_grounds(theme: Theme) -> tuple[tuple[str, str], ...]:
    """The grounds in the brand's colour, darkest first, each with an ink that is legible on it."""
    parts = (_DARKEST + (_PALEST - _DARKEST) * step / (STEPS - 1) for step in range(STEPS))
    grounds = [tinted(theme.bar, part) for part in parts]
    return tuple((ground, _ink_on(ground)) for ground in grounds)


def _ink_on(ground: str) -> str:
    return max((WHITE, INK, "#000000"), key=lambda ink: min(contrast(ink, ground), TEXT_CONTRAST))


def _cell(cell: HeatCell, least: float) -> HeatCellContext:
    if cell.share is None:
        return HeatCellContext(cell.shown or "–", "heat-none")
    room = max(1.0 - least, 1e-9)
    step = int(min(max((cell.share - least) / room, 0.0), 1.0) * STEPS)
    return HeatCellContext(cell.shown, f"heat-{min(step, STEPS - 1)}")
