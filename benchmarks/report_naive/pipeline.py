"""The naive pipeline: one function from a visit to a PDF."""

from fractions import Fraction
from pathlib import Path

import jinja2
import weasyprint
from markupsafe import Markup

from qaudit.core.findings import findings_of
from qaudit.core.readings import write_reading
from qaudit.core.scoring import Scorecard, StandardScore
from qaudit.core.standards import Standard
from qaudit.reports.visit_report import VisitReportInput

HERE = Path(__file__).parent
FACES = (
    (400, "normal", "Regular"),
    (700, "normal", "Bold"),
    (400, "italic", "Italic"),
    (600, "normal", "Semibold"),
)


def naive_pdf(source: VisitReportInput, fonts: Path) -> bytes:
    """A PDF of the same visit; `fonts` holds the four faces as WOFF2."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE), autoescape=True)
    page = environment.get_template("report.html.j2").render(
        visit=source.visit,
        pack=source.pack,
        card=source.card,
        findings=findings_of(source.card, source.pack.scoring),
        notes={seen.code: seen.note for seen in source.visit.observations},
        written=_written,
        limit=_limit,
        bars=_bars(source.card),
        donut=_donut(source.card),
        bar=_bar,
        faces=[(weight, style, (fonts / f"{name}.woff2").as_uri()) for weight, style, name in FACES],
    )
    made = weasyprint.HTML(string=page).write_pdf()
    assert isinstance(made, bytes)
    return made


def woff2_faces(folder: Path) -> None:
    """Writes the four faces, made from the installed Open Sans."""
    from fontTools.ttLib import TTFont

    for _, _, name in FACES:
        font = TTFont(f"/usr/share/fonts/truetype/open-sans/OpenSans-{name}.ttf")
        font.flavor = "woff2"
        font.save(folder / f"{name}.woff2")


def _written(scored: StandardScore) -> str:
    reading = scored.judgement.reading
    return "" if reading is None else write_reading(reading)


def _limit(standard: Standard) -> str:
    limit = getattr(standard.measure, "limit", None)
    return "" if limit is None else f"at most {limit.most}"


def _bars(card: Scorecard) -> Markup:
    rows = [
        f'<text x="0" y="{n * 18 + 12}" font-size="10">{section.section.title}</text>'
        f'<rect x="150" y="{n * 18 + 3}" width="{float(section.share or 0) * 300}" height="11" fill="#0b3d5c"/>'
        f'<text x="460" y="{n * 18 + 12}" font-size="10">{section.percent}</text>'
        for n, section in enumerate(card.sections[:40])
    ]
    height = len(rows) * 18 + 4
    return Markup(f'<svg viewBox="0 0 500 {height}" width="500" height="{height}">{"".join(rows)}</svg>')  # noqa: S704


def _bar(share: Fraction | None) -> Markup:
    return Markup(  # noqa: S704
        '<svg viewBox="0 0 160 12" width="160" height="12"><title>A share</title>'
        '<rect x="0" y="2" width="160" height="8" fill="#e6eaed"/>'
        f'<rect x="0" y="2" width="{float(share or 0) * 160}" height="8" fill="#0b3d5c"/></svg>'
    )


def _donut(card: Scorecard) -> Markup:
    share = float(card.raw or 0) * 100
    return Markup(  # noqa: S704
        '<svg viewBox="0 0 42 42" width="180" height="180">'
        '<circle cx="21" cy="21" r="16" fill="none" stroke="#ffffff33" stroke-width="5"/>'
        f'<circle cx="21" cy="21" r="16" fill="none" stroke="#c8963e" stroke-width="5" pathLength="100"'
        f' stroke-dasharray="{share} 100"/></svg>'
    )
