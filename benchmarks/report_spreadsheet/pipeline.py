"""A visit as a workbook, and workbooks as PDFs by LibreOffice."""

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from qaudit.core.findings import findings_of
from qaudit.core.readings import write_reading
from qaudit.core.scoring import Scorecard, StandardScore
from qaudit.reports.visit_report import VisitReportInput

Row = Sequence[object]
HEADS = ("Code", "Standard", "Observed", "Limit", "Verdict", "Points", "Comment")
WIDTHS = (8, 31, 9, 10, 8, 8, 20)
LINE = 12.0
"""Height of a line in points."""


def office() -> str | None:
    """The program, or None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def write_workbook(source: VisitReportInput, path: Path) -> None:
    """The same facts of the visit on one sheet, set up for print."""
    with xlsxwriter.Workbook(str(path)) as book:
        _Sheet(book, source).write()


def print_workbooks(paths: Sequence[Path], folder: Path) -> None:
    """Their PDFs into the folder, by one run of LibreOffice with a profile of its own."""
    program = office()
    assert program is not None
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, paths),
        ],
        check=True,
        capture_output=True,
    )


class _Sheet:
    def __init__(self, book: Any, source: VisitReportInput) -> None:
        self._book, self._source, self._row = book, source, 0
        self._sheet = book.add_worksheet("Report")
        primary = source.pack.brand.primary
        self._title = book.add_format({"bold": True, "font_size": 22, "font_color": primary})
        self._part = book.add_format({"bold": True, "font_size": 14, "font_color": primary})
        self._head = book.add_format(
            {"bold": True, "bg_color": primary, "font_color": "#ffffff", "font_size": 8}
        )
        wrapped = {"text_wrap": True, "valign": "top", "font_size": 8, "bottom": 1, "bottom_color": "#dfe4e8"}
        self._cell = book.add_format(wrapped)
        self._colours = {
            verdict: book.add_format({**wrapped, "font_color": colour, "bold": True})
            for verdict, colour in (("met", "#1f6b3a"), ("missed", "#a3241d"), ("partly", "#8a5a00"))
        }

    def write(self) -> None:
        source, card = self._source, self._source.card
        sheet = self._sheet
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L" + str(source.visit.branch.name) + "&RPage &P of &N")
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        self._line(source.visit.branch.name, self._title)
        self._line(f"{card.final_percent} %, {card.band.name if card.band else ''}", self._part)
        self._table("Sections", ("Code", "Section", "Earned", "Possible", "Score"), self._sections(card))
        self._chart(len(card.sections))
        missed = [finding.scored for finding in findings_of(card, source.pack.scoring)]
        self._table("What was missed", HEADS, map(self._standard, missed))
        for section in card.sections:
            self._table(str(section.section.title), HEADS, map(self._standard, section.standards))
        self._table("Profiles", ("", "Value", "Earned", "Possible", "Score"), self._profiles(card))
        marks = ((f"{mark.at:%H:%M:%S}", mark.event) for mark in source.visit.marks)
        self._table("Timeline", ("Time", "Moment"), marks)
        self._row += 1
        self._line("One visit; it measures compliance with the brand's own standards.", None)
        self._line(f"{source.visit.pack}", None)
        self._line(source.visit.digest[:60], None)
        sheet.print_area(0, 0, self._row, len(WIDTHS) - 1)

    def _line(self, words: object, form: Any) -> None:
        self._sheet.write_string(self._row, 0, str(words), form)
        self._row += 1

    def _table(self, title: str, heads: Row, rows: Iterable[Row]) -> None:
        self._row += 1
        self._line(title, self._part)
        self._sheet.write_row(self._row, 0, heads, self._head)
        self._row += 1
        for row in rows:
            lines = max(-(-len(str(value)) * 4 // (WIDTHS[place] * 5)) for place, value in enumerate(row))
            self._sheet.set_row(self._row, max(1, lines) * LINE)
            for place, value in enumerate(row):
                form = self._colours.get(str(value), self._cell)
                self._sheet.write_string(self._row, place, str(value), form)
            self._row += 1

    def _standard(self, scored: StandardScore) -> Row:
        standard, judgement = scored.standard, scored.judgement
        notes = {seen.code: seen.note for seen in self._source.visit.observations}
        limit = getattr(standard.measure, "limit", None)
        return (
            standard.code,
            standard.text,
            "" if judgement.reading is None else write_reading(judgement.reading),
            "" if limit is None else f"at most {limit.most}",
            judgement.verdict.value,
            f"{scored.score.earned} of {scored.score.possible}",
            notes.get(standard.code, ""),
        )

    def _sections(self, card: Scorecard) -> list[Row]:
        return [
            (one.section.code, one.section.title, one.score.earned, one.score.possible, f"{one.percent} %")
            for one in card.sections
        ]

    def _profiles(self, card: Scorecard) -> list[Row]:
        return [
            (one.tag, one.value, one.score.earned, one.score.possible, f"{one.percent} %")
            for one in card.profiles
        ]

    def _chart(self, sections: int) -> None:
        self._row += 1
        for number, one in enumerate(self._source.card.sections):
            self._sheet.write_number(number, 20, float(one.share or 0))
        chart = self._book.add_chart({"type": "bar"})
        chart.add_series({"values": ["Report", 0, 20, sections - 1, 20]})
        self._sheet.insert_chart(self._row, 0, chart)
        self._row += 16
