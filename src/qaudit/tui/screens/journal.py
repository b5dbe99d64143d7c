"""The journal of a visit on a sheet: who did what, when and why, oldest first, in words."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from textual.content import Content

from qaudit.core.changes import write_moment
from qaudit.core.journal import JournalEntry
from qaudit.core.walk import Walk
from qaudit.speech import _
from qaudit.tui.screens.page import Page
from qaudit.tui.screens.text_sheet import TextSheet
from qaudit.tui.widgets.lines import hanging, one_line, row
from qaudit.wording.journal_values import told_moment, told_value
from qaudit.wording.journal_words import deed_words, subject_words, why_words
from qaudit.wording.names import act_name

ROOMY = 56
INDENT = 5
"""Cells of an entry's number."""


def open_journal(page: Page[Any], visit_id: str) -> None:
    """Shows the journal of a visit over a page; the page says why where it cannot be read."""
    work = page.desk.fieldwork
    found = page.attempt(lambda: (work.walk(visit_id), work.journal(visit_id)))
    if found is not None:
        walk, entries = found
        title = _("The journal of {branch}", branch=one_line(walk.visit.branch.name))
        page.app.push_screen(TextSheet(title, partial(journal_lines, entries, walk)))


def journal_lines(entries: Sequence[JournalEntry], walk: Walk, width: int) -> list[Content]:
    """Each entry at a width: its number, moment, person and act; what it says; and why."""
    return [line for entry in entries for line in _entry_lines(entry, walk, width)]


def _entry_lines(entry: JournalEntry, walk: Walk, width: int) -> list[Content]:
    number = Content.styled(str(entry.number), "$muted")
    act = act_name(entry.act)
    subject = "" if deed_words(entry, walk) else subject_words(entry)
    head = Content.styled(" ".join(filter(None, (act, one_line(subject)))), "bold $primary")
    who = Content.styled(one_line(entry.who), "bold")
    when = Content.styled(told_moment(walk.visit, write_moment(entry.at)), "$muted")
    gap = Content(" " * max(1, INDENT - number.cell_length))
    if width >= ROOMY:
        lines = [row((number, gap, head), width, (who, Content("  "), when))]
    else:
        blank = Content(" " * INDENT)
        lines = [row((number, gap, head), width), row((blank, who, Content("  "), when), width)]
    for words in filter(None, (_said(entry, walk), _why(entry, walk))):
        lines += hanging(Content(""), Content(one_line(words)), width, INDENT)
    return lines


def _said(entry: JournalEntry, walk: Walk) -> str:
    told = deed_words(entry, walk)
    if told is not None:
        return told
    became = told_value(entry.act, entry.became, walk.visit)
    if entry.was is None:
        return became
    return _("{was}, now {became}", was=told_value(entry.act, entry.was, walk.visit), became=became)


def _why(entry: JournalEntry, walk: Walk) -> str:
    if entry.undoes is not None:
        return _("takes back entry {n}", n=entry.undoes)
    why = why_words(entry, deed_words(entry, walk))
    return _("why: {reason}", reason=why) if why else ""
