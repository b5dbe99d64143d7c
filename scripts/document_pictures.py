"""The first pages of sample documents, for docs/documents.md.

They are made up from a shipped pack on a day that stands still, so equal runs give equal files.
"""

import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from PIL import Image

from qaudit import locale
from qaudit.desk.documents.preview import Preview, PreviewOf, SampleVisits, Wanted
from qaudit.desk.world import World
from qaudit.speech import speaking
from qaudit.wiring import Desk

PACK = "city-hotel"
MADE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LANGUAGES = ("en", "he")
DOTS_PER_INCH = 64
COLOURS = 64
EDGE, EDGE_COLOUR = 1, "#b9c0c7"


def pictures_of_documents(target: Path) -> None:
    """Write `<document>-<language>.png` for each document and language into the folder `target`."""
    locale.install()
    for language in LANGUAGES:
        for document in PreviewOf:
            with tempfile.TemporaryDirectory(prefix="qaudit-documents-") as folder, speaking(language):
                pdf = sample(document, language, Path(folder))
                picture = target / f"{document}-{language}.png"
                first_page(pdf, picture)
            print(picture.relative_to(target.parents[1]))


def sample(document: PreviewOf, language: str, folder: Path) -> Path:
    """The PDF of a document made up from the pack."""
    desk = Desk(world=World(lambda: MADE, lambda moment: 120, lambda: str(UUID(int=0))))
    pack = desk.library.load(PACK).path
    visits = SampleVisits(
        desk.library, PACK, document, desk.world, lambda db, world: desk.beside(db, world, pack.parent)
    )
    try:
        Preview(Wanted(document, folder, language, with_pdf=True, reloads=False), visits, desk.world).build()
    finally:
        visits.close()
    return folder / f"{document}.pdf"


def first_page(pdf: Path, target: Path) -> None:
    """The first page with a thin edge, in few colours."""
    page = pdf.with_suffix("")
    drawn = ["pdftoppm", "-f", "1", "-singlefile", "-r", str(DOTS_PER_INCH), "-png", str(pdf), str(page)]
    subprocess.run(drawn, check=True)
    with Image.open(f"{page}.png") as opened:
        size = (opened.width + 2 * EDGE, opened.height + 2 * EDGE)
        sheet = Image.new("RGB", size, EDGE_COLOUR)
        sheet.paste(opened, (EDGE, EDGE))
    sheet.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
