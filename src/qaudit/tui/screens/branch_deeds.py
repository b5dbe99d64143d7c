"""What a branch manager does about a published visit: acknowledge, give reasons, appeal, plan to mend, report."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qaudit.core.follow_up import ListEntry
from qaudit.core.lifecycle import Verb
from qaudit.desk.permits import permit
from qaudit.speech import _, ngettext
from qaudit.tui.screens.branch_lines import BranchLine, Shown
from qaudit.tui.screens.page import Page
from qaudit.tui.screens.pick import Line, PickSheet
from qaudit.tui.screens.reason_sheet import ReasonSheet, dropped_words
from qaudit.tui.widgets.lines import one_line
from qaudit.tui.widgets.status_line import Tone
from qaudit.wording.life import appeal_state_name, entry_words
from qaudit.wording.short import size_words
from qaudit.wording.values import minute_words

if TYPE_CHECKING:
    from qaudit.core.visits import Visit

NOW = "now"
"""The id of the report that is made now."""


class BranchDeeds(Page[None]):
    """The deeds; the page that shows the visit says what is chosen and marked, and draws itself anew."""

    @property
    def shown(self) -> Shown:
        """The visit as it is shown."""
        raise NotImplementedError

    @property
    def chosen(self) -> BranchLine:
        """The line that stands out."""
        raise NotImplementedError

    @property
    def marked(self) -> Sequence[str]:
        """Codes of the lines that are marked, in their order."""
        raise NotImplementedError

    def renew(self) -> None:
        """Reads the visit again and shows it."""
        raise NotImplementedError

    @property
    def _visit(self) -> "Visit":
        return self.shown.look.walk.visit

    def _may(self, verb: Verb) -> bool:
        """Whether the person may do it now; else it is said why not, before anything is typed."""
        person, now = self.desk.person, self.desk.world.now()
        return self.attempt(lambda: permit(verb, self._visit, person, now)) is not None

    def _finish(self, saved: str, is_saved: bool | None) -> None:
        """Shows what a sheet came to."""
        if is_saved:
            self.renew()
            self.say(saved, Tone.SAVED)
        elif is_saved is False:
            self.say(dropped_words(), Tone.REFUSED)

    # Seen.

    def action_acknowledge(self) -> None:
        before = self._visit.acknowledged_at
        if before is not None:
            self.say(_("Acknowledged before, on {day}", day=self.shown.day(before)))
            return
        person, visit_id = self.desk.person, self._visit.id
        if self.attempt(lambda: self.desk.branch_desk.acknowledge(visit_id, person)) is not None:
            self.renew()
            self.say(_("saved · you have seen the visit"), Tone.SAVED)

    # The manager's reason.

    def action_explain(self) -> None:
        line = self.chosen
        if not self._may(Verb.EXPLAIN):
            return
        given = next((one for one in self.shown.look.after.explanations if one.code == line.code), None)
        causes = self.shown.look.walk.pack.follow_up.causes
        title = _("Why was {code} missed?", code=line.code) if line.code else _("Your reason for the visit")
        sheet = PickSheet(title, entry_lines(causes), given.cause if given else None)
        words = given.words if given else ""
        self.app.push_screen(sheet, partial(self._explain, line.code, words))

    def _explain(self, code: str, before: str, cause: str | None) -> None:
        if cause is None:
            return
        visit_id, person = self._visit.id, self.desk.person
        causes = self.shown.look.walk.pack.follow_up.causes
        named = entry_words(cause, causes)
        title = _("{what}: {cause}", what=one_line(code or _("The whole visit")), cause=one_line(named))
        sheet = ReasonSheet(
            title,
            _("More about it, if you like"),
            lambda words: self.desk.branch_desk.explain(visit_id, code, cause, words, person),
            before,
        )
        saved = _("saved · your reason, {cause}", cause=one_line(named))
        self.app.push_screen(sheet, partial(self._finish, saved))

    # Appeals.

    def action_appeal(self) -> None:
        line = self.chosen
        if not self._may(Verb.APPEAL) or self._is_contested(line) or self._is_late():
            return
        if line.missed is None:
            self.say(_("Choose what was missed: an appeal is against one verdict"), Tone.REFUSED)
            return
        reasons = self.shown.look.walk.pack.follow_up.appeal_reasons
        title = _("Appeal against {code}: why?", code=one_line(line.code))
        self.app.push_screen(PickSheet(title, entry_lines(reasons)), partial(self._appeal, line.code))

    def _is_contested(self, line: BranchLine) -> bool:
        appeal = next((one for one in self.shown.look.after.appeals if one.code == line.code), None)
        if appeal is None:
            return False
        words = _(
            "{code} was appealed before ({state}): a verdict is appealed once",
            code=one_line(line.code),
            state=appeal_state_name(appeal.state),
        )
        self.say(words, Tone.REFUSED)
        return True

    def _is_late(self) -> bool:
        left, until = self.shown.appeal_days_left, self.shown.look.appeal_until
        if left is None or until is None or left >= 0:
            return False
        words = _(
            "The last day for an appeal was {day}; g gives your reason all the same", day=until.isoformat()
        )
        self.say(words, Tone.REFUSED)
        return True

    def _appeal(self, code: str, reason: str | None) -> None:
        if reason is None:
            return
        from qaudit.tui.screens.appeal_sheet import AppealSheet

        visit_id, person = self._visit.id, self.desk.person
        named = entry_words(reason, self.shown.look.walk.pack.follow_up.appeal_reasons)

        def keep(words: str, files: tuple[Path, ...]) -> object:
            return self.desk.appeals.appeal(visit_id, code, reason, words, person, files)

        title = _("Appeal against {code}: {reason}", code=one_line(code), reason=one_line(named))
        saved = _("saved · the appeal against {code} waits for headquarters", code=one_line(code))
        sheet = AppealSheet(title, _("What happened, in your words"), keep)
        self.app.push_screen(sheet, partial(self._finish, saved))

    # Mending.

    def action_act(self) -> None:
        codes = tuple(self.marked) or ((self.chosen.code,) if self.chosen.missed else ())
        if not self._may(Verb.ACT):
            return
        if not codes:
            self.say(_("Choose what was missed: an action mends that"), Tone.REFUSED)
            return
        owners = self.shown.look.walk.pack.follow_up.owners
        title = _("Who mends {codes}?", codes=one_line(", ".join(codes)))
        self.app.push_screen(PickSheet(title, entry_lines(owners)), partial(self._act, codes))

    def _act(self, codes: tuple[str, ...], owner: str | None) -> None:
        if owner is None:
            return
        from qaudit.tui.screens.action_sheet import ActionSheet

        visit_id, person = self._visit.id, self.desk.person
        named = entry_words(owner, self.shown.look.walk.pack.follow_up.owners)

        def keep(what: str, due: date) -> object:
            return self.desk.mending.plan(visit_id, codes, what, owner, due, person)

        title = _("{codes}: {owner}", codes=one_line(", ".join(codes)), owner=one_line(named))
        sheet = ActionSheet(title, _("What will be done"), keep, self.shown.today)
        saved = ngettext(
            "saved · a corrective action for {n} standard",
            "saved · a corrective action for {n} standards",
            len(codes),
        )
        self.app.push_screen(sheet, partial(self._planned, saved))

    def _planned(self, saved: str, is_saved: bool | None) -> None:
        if is_saved:
            self.unmark()
        self._finish(saved, is_saved)

    def unmark(self) -> None:
        """Takes all marks away."""
        raise NotImplementedError

    def action_actions(self) -> None:
        if not self.shown.dues:
            self.say(_("There is no corrective action of this visit yet: c plans one"))
            return
        from qaudit.tui.screens.actions import ActionsPage

        self.app.push_screen(ActionsPage(self._visit.branch.code, self._visit.id))

    # The journal, and reports.

    def action_journal(self) -> None:
        from qaudit.tui.screens.journal import open_journal

        open_journal(self, self._visit.id)

    def action_report(self) -> None:
        kept = self.shown.look.after.reports
        if not kept:
            self._report(NOW)
            return
        offset = self._visit.utc_offset_minutes
        lines = [
            Line(
                str(number),
                _(
                    "as it was published on {day}, {time}",
                    day=self.shown.day(report.made_at),
                    time=minute_words(report.made_at, offset),
                ),
                size_words(report.size),
            )
            for number, report in enumerate(kept, start=1)
        ]
        self.app.push_screen(
            PickSheet(
                _("Which report?"), [*reversed(lines), Line(NOW, _("one of the visit as it stands now"))]
            ),
            self._report,
        )

    def _report(self, which: str | None) -> None:
        if which == NOW:
            from qaudit.tui.screens.report import ReportSheet

            self.app.push_screen(ReportSheet(self.shown.look.walk, for_auditor=False))
        elif which is not None:
            self._write_kept(int(which))

    def _write_kept(self, number: int) -> None:
        from qaudit.desk.documents.visit import ReportFormat, default_report_path

        walk, kept = self.shown.look.walk, self.shown.look.after.reports[number - 1]
        form = ReportFormat.HTML if kept.media_type == "text/html" else ReportFormat.PDF
        path = default_report_path(walk, self.desk.reports_folder, form)
        path = path.with_stem(f"{path.stem}-published-{number}")
        if self.attempt(lambda: self.desk.publication.write_kept(walk.visit.id, path, number)) is not None:
            self.say(str(path), Tone.WRITTEN)


def entry_lines(entries: Sequence[ListEntry]) -> list[Line]:
    """The lines of one of the brand's lists."""
    return [Line(one.key, entry_words(one.key, entries)) for one in entries]
