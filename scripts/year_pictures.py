"""Make the pictures of the year of three brands: the report of a branch, and a comparison of one brand's branches.

    python -m scripts.year_pictures [STORE]

`make pictures` makes it with the others. Without a store the year is made first, up to a day that stays the same; that
takes a minute or two. Needs pdftoppm (Debian: poppler-utils).
"""

import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from qaudit.desk.year.making import make_year
from qaudit.wiring import Desk

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
NOW = datetime(2026, 11, 15, 12, tzinfo=UTC)
BRANCH = "lh-kinneret"
"""A branch that is truly worse than the others."""
BRAND = "Tin Kettle"
PAGES = 2
GAP, AROUND = 24, "#c9ced4"


def main(arguments: list[str]) -> int:
    picture_of_the_year(Path(arguments[0]) if arguments else None)
    return 0


def picture_of_the_year(store: Path | None = None) -> None:
    """Write the pictures; the year is made where no store of it is given."""
    with tempfile.TemporaryDirectory(prefix="qaudit-pictures-") as name:
        folder = Path(name)
        store = store or year_in(folder)
        for document in (branch_report, comparison):
            pdf = document(store, folder)
            picture = PICTURES / f"{pdf.stem}-of-the-year.png"
            side_by_side(pages_of(pdf, folder / pdf.stem)).save(picture, optimize=True)
            print(picture.relative_to(ROOT))


def year_in(folder: Path) -> Path:
    """The store of `qaudit demo --year`."""
    return make_year(folder / "year", lambda db, world, packs: Desk(db, packs, world=world, who=""), NOW)


def branch_report(store: Path, folder: Path) -> Path:
    """The report of the branch."""
    pdf = folder / "branch.pdf"
    typed(store, "report", "branch", BRANCH, "-o", str(pdf))
    return pdf


def comparison(store: Path, folder: Path) -> Path:
    """The comparison of a brand's branches, out of a lake of its own."""
    pdf, lake = folder / "comparison.pdf", folder / "lake"
    typed(store, "lake", "refresh", "--lake", str(lake))
    typed(store, "compare", "report", "--brand", BRAND, "--lake", str(lake), "-o", str(pdf))
    return pdf


def typed(store: Path, *words: str) -> None:
    """A command as a user types it."""
    office = [sys.executable, "-m", "qaudit", "--db", str(store), "--as", "head-office"]
    subprocess.run([*office, *words], check=True, stdout=sys.stderr)


def pages_of(pdf: Path, folder: Path) -> list[Image.Image]:
    """The first pages of a document."""
    folder.mkdir(exist_ok=True)
    asked = ["-f", "1", "-l", str(PAGES), "-r", "90", "-png"]
    subprocess.run(["pdftoppm", *asked, str(pdf), str(folder / "page")], check=True)
    return [Image.open(page) for page in sorted(folder.glob("page-*.png"))]


def side_by_side(pages: list[Image.Image]) -> Image.Image:
    """Pages on one sheet."""
    wide = sum(page.width for page in pages) + GAP * (len(pages) + 1)
    sheet = Image.new("RGB", (wide, pages[0].height + 2 * GAP), AROUND)
    left = GAP
    for page in pages:
        sheet.paste(page, (left, GAP))
        left += page.width + GAP
    return sheet


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
