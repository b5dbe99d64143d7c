"""A document's page out of its template: by ours here, by a brand's own design in a process of its own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qaudit.reports.html import render
from qaudit.reports.lettering import allows_missing
from qaudit.reports.sheets import Style
from qaudit.resources import templates_folder
from qaudit.speech import language, speaking_to_user

if TYPE_CHECKING:
    from qaudit.reports.archive_files import Enclosure
    from qaudit.reports.design import Design


def html_page(template: str, design: "Design | None", *sheets: str, **context: object) -> str:
    """One HTML page with its style inside. Raises `TemplateBroken`; `PdfFailed` where a design broke off."""
    if design is None:
        return render(template, None, **context, style=Style("".join(sheets)))
    return _by_design(template, design, sheets, context, is_pdf=False).decode()


def pdf_pages(
    template: str,
    design: "Design | None",
    *sheets: str,
    enclosed: Sequence["Enclosure"] = (),
    **context: object,
) -> bytes:
    """The document as a PDF. Equal input gives equal bytes. Raises `TemplateBroken` and `PdfFailed`."""
    if design is not None:
        return _by_design(template, design, sheets, context, is_pdf=True, enclosed=enclosed)
    from qaudit.reports.pdf import press_for

    page = render(template, None, **context, style=None)
    with speaking_to_user():
        return press_for(templates_folder()).pdf(page, *sheets, enclosed=enclosed)


def _by_design(
    template: str,
    design: "Design",
    sheets: tuple[str, ...],
    context: dict[str, object],
    *,
    is_pdf: bool,
    enclosed: Sequence["Enclosure"] = (),
) -> bytes:
    from qaudit.reports.design_process import Order
    from qaudit.reports.studio import studio

    of_document = language()
    with speaking_to_user():
        parts = (design, template, sheets, context, is_pdf, tuple(enclosed), of_document, allows_missing())
        return studio().make(Order(*parts, faults_in=language()))
