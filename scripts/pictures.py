"""Make the pictures of the docs: the first pages of all documents, two of a report, the visit screen as a real
terminal draws it, and two pages out of the large demo, which is made for it in a minute or two.

    make pictures

Needs tmux and pdftoppm (Debian: tmux, poppler-utils) and the font DejaVu Sans Mono.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len
from rich.color import Color
from rich.console import Console
from rich.style import Style
from rich.text import Text

from scripts.document_pictures import pictures_of_documents
from scripts.example_visit import MOMENTS, Example
from scripts.year_pictures import pages_of, picture_of_the_year, side_by_side

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
FONTS = Path("/usr/share/fonts/truetype/dejavu")

COLUMNS, ROWS = 100, 28
FONT_SIZE = 26
INK, PAPER = "#d6dbe1", "#11151a"
MARKED = ("call_start", "menu_end", "human", "told", "hold_on")
DURING_THE_HOLD = timedelta(seconds=MOMENTS["hold_on"] + 20)


def main() -> int:
    missing = [name for name in ("tmux", "pdftoppm") if shutil.which(name) is None]
    if missing:
        print(
            f"Not here: {', '.join(missing)}. On Debian: apt-get install tmux poppler-utils", file=sys.stderr
        )
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    pictures_of_documents(PICTURES)
    with tempfile.TemporaryDirectory(prefix="qaudit-pictures-") as folder:
        whole = Example(Path(folder))
        picture_of_a_report(whole, PICTURES / "report.png")
        running = Example(Path(folder), began_before=DURING_THE_HOLD)
        picture_of_a_visit(running, PICTURES / "visit.png")
    picture_of_the_year()
    return 0


# ── The app ──


def picture_of_a_visit(example: Example, target: Path) -> None:
    """A visit half way, with two clocks running."""
    visit = example.open_visit()
    example.mark_moments(visit, {event: MOMENTS[event] for event in MARKED})
    example.fill(visit, ("MEN", "WAI", "OPN"))
    with terminal(example.command("visit", "walk", visit), example.environment) as name:
        wait_for(name, "HLD-01")
        draw(screen_lines(name), target)
    print(target.relative_to(ROOT))


@contextmanager
def terminal(command: Sequence[str], environment: dict[str, str]) -> Iterator[str]:
    """A tmux session of our own that runs a command; yields its name."""
    name = f"qaudit-pictures-{environment['QAUDIT_DB'].strip('/').replace('/', '-').replace('.', '-')}"
    settings = [f"{key}={value}" for key, value in environment.items() if key.startswith("QAUDIT_")]
    colours = ["TERM=xterm-256color", "COLORTERM=truecolor"]
    size = ["-x", str(COLUMNS), "-y", str(ROWS)]
    start = ["tmux", "new-session", "-d", "-s", name, *size, "env", *colours, *settings, *command]
    subprocess.run(start, check=True)
    try:
        yield name
    finally:
        subprocess.run(["tmux", "kill-session", "-t", name], check=False, capture_output=True)


def screen_lines(name: str) -> list[str]:
    """What stands on the screen, line by line, with its colours as escape codes."""
    shown = ["tmux", "capture-pane", "-e", "-p", "-N", "-t", name]
    return subprocess.run(shown, check=True, capture_output=True, text=True).stdout.split("\n")[:ROWS]


def wait_for(name: str, words: str, seconds: float = 60) -> None:
    """Until the words are on the screen, and the rest of it has had time to follow."""
    for _ in range(int(seconds * 4)):
        if any(words in Text.from_ansi(line).plain for line in screen_lines(name)):
            time.sleep(1)
            return
        time.sleep(0.25)
    shown = "\n".join(Text.from_ansi(line).plain for line in screen_lines(name))
    raise TimeoutError(f"{words!r} did not come:\n{shown}")


def draw(lines: Sequence[str], target: Path) -> None:
    """Paint a screen cell by cell."""
    fonts = {
        bold: ImageFont.truetype(str(FONTS / f"DejaVuSansMono{'-Bold' if bold else ''}.ttf"), FONT_SIZE)
        for bold in (False, True)
    }
    width, height = round(fonts[False].getlength("M")), round(FONT_SIZE * 1.2)
    picture = Image.new("RGB", (COLUMNS * width, len(lines) * height), PAPER)
    brush = ImageDraw.Draw(picture)
    console = Console(width=COLUMNS, color_system="truecolor", legacy_windows=False)
    for row, line in enumerate(lines):
        column = 0
        for segment in Text.from_ansi(line).render(console):
            style = segment.style or Style.null()
            ink, paper = colours_of(style)
            for letter in segment.text.rstrip("\n"):
                cells = cell_len(letter)
                corner = (column * width, row * height)
                if paper != PAPER:
                    brush.rectangle((*corner, corner[0] + cells * width, corner[1] + height), fill=paper)
                brush.text(corner, letter, font=fonts[bool(style.bold)], fill=ink)
                column += cells
    picture.save(target, optimize=True)


def colours_of(style: Style) -> tuple[str, str]:
    """Ink and paper of a style."""

    def shade(colour: Color | None, otherwise: str) -> str:
        return otherwise if colour is None or colour.is_default else colour.get_truecolor().hex

    ink, paper = shade(style.color, INK), shade(style.bgcolor, PAPER)
    return (paper, ink) if style.reverse else (ink, paper)


# ── The report ──


def picture_of_a_report(example: Example, target: Path) -> None:
    """The first two pages, side by side."""
    pdf = example.folder / "visit.pdf"
    example.whole_visit(pdf)
    side_by_side(pages_of(pdf, example.folder)).save(target, optimize=True)
    print(target.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main())
