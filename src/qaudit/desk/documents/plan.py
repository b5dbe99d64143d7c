"""A branch's action plan for the wall: what is open as of today, and what was verified lately."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qaudit import speech
from qaudit.core.branch_time import day_of
from qaudit.core.corrective_actions import ActionState, CorrectiveAction
from qaudit.core.people import Person
from qaudit.core.text import Text, printable
from qaudit.core.visits import Branch
from qaudit.desk.branch_zone import zone_of
from qaudit.desk.checking import take_effect
from qaudit.desk.documents.visit import ReportFormat, printed, words_language
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.files import in_a_name
from qaudit.desk.permits import admit_to_branch
from qaudit.desk.world import World
from qaudit.errors import UsageError
from qaudit.speech import _
from qaudit.store.branch_questions import SeenVisit
from qaudit.store.life_book import ActionFilter
from qaudit.store.store import Store

if TYPE_CHECKING:
    from qaudit.reports.action_plan_subject import ActionPlanInput, HeldAction, WallAction

SHOWN = (ActionState.OPEN, ActionState.DONE, ActionState.VERIFIED)
"""Kept states: what was dropped is nobody's work any more."""


class PlanDocument:
    """The desk where action plans are printed, over one store."""

    def __init__(self, store: Store, fieldwork: Fieldwork, world: World) -> None:
        self._store = store
        self._fieldwork = fieldwork
        self._world = world

    def gathered(self, person: Person, code: str, language: str | None = None) -> "ActionPlanInput":
        """Everything a plan is made of, for `write`. `language` as for `Documents.visit_report`.

        Only actions from visits that the branch may see by now. Managers have the plans of their branches,
        headquarters all. Raises `NotAllowed`; `UsageError` for an unknown branch, and one without such a visit.
        """
        from qaudit.reports.action_plan_subject import ActionPlanInput

        admit_to_branch(person, code, _("An action plan is for those who run the branch"))
        branch = self._store.branch(code)
        now = self._world.now()
        take_effect(self._store, now)
        seen = self._store.questions.visits_of(branch.code, None, now)
        if not seen:
            raise UsageError(
                _(
                    "Branch {branch} has no published visit yet",
                    branch=printable(branch.code, one_line=True),
                ),
                _("what is to be mended comes out of published visits"),
            )
        visits = {one.id: one for one in seen}
        found = [
            one
            for one in self._store.life.actions(ActionFilter(branches=(branch.code,), states=SHOWN))
            if one.visit_id in visits
        ]
        newest = seen[-1].digest
        packs = _Packs(self._fieldwork, visits)
        return ActionPlanInput(
            branch=branch,
            pack=self._fieldwork.pack_of(newest),
            today=day_of(now, zone_of(branch)),
            actions=tuple(packs.wall(one) for one in found if one.kept_state is ActionState.OPEN),
            done=sum(one.kept_state is ActionState.DONE for one in found),
            held=_held(found, visits, branch),
            logo=self._store.kept_pack(newest).logo,
            design=self._fieldwork.design_of(self._fieldwork.pack_of(newest).ref),
            language=language or speech.language(),
            words=words_language(language),
        )

    def write(self, source: "ActionPlanInput", path: Path, form: ReportFormat = ReportFormat.PDF) -> Path:
        """Writes the plan, whole or not at all, and gives its path. Raises `PdfFailed`, `TemplateBroken`."""
        from qaudit.reports.action_plan import action_plan_html, action_plan_pdf, write_whole

        if form is ReportFormat.HTML:
            write_whole(path, action_plan_html(source).encode())
        else:
            write_whole(path, printed(lambda: action_plan_pdf(source)))
        return path


def default_plan_path(source: "ActionPlanInput", folder: Path, form: ReportFormat) -> Path:
    """A file name that says what it is: `action-plan-B1-2026-11-21.pdf`."""
    branch = in_a_name(source.branch.code)
    return folder / f"action-plan-{branch}-{source.today}.{form.value}"


class _Packs:
    """The texts of standards as the visits that missed them had them."""

    def __init__(self, fieldwork: Fieldwork, visits: Mapping[str, SeenVisit]) -> None:
        self._fieldwork = fieldwork
        self._visits = visits
        self._texts: dict[str, dict[str, Text]] = {}

    def wall(self, action: CorrectiveAction) -> "WallAction":
        from qaudit.reports.action_plan_subject import WallAction

        digest = self._visits[action.visit_id].digest
        pack = self._fieldwork.pack_of(digest)
        texts = self._texts.setdefault(digest, {one.code: one.text for one in pack.standards})
        return WallAction(
            what=action.what,
            standards=tuple(texts[code] for code in action.codes if code in texts),
            owner=action.owner,
            owners=pack.follow_up.owners,
            due=action.due,
        )


def _held(
    actions: list[CorrectiveAction], visits: Mapping[str, SeenVisit], branch: Branch
) -> "tuple[HeldAction, ...]":
    """Those that a visit verified which the branch may see by now, the newest first."""
    from qaudit.reports.action_plan_subject import HeldAction

    verified = [
        (visits[one.checked_by].left_at, one)
        for one in actions
        if one.kept_state is ActionState.VERIFIED and one.checked_by in visits
    ]
    verified.sort(key=lambda one: (one[0], one[1].id), reverse=True)
    return tuple(HeldAction(one.what, day_of(at, zone_of(branch))) for at, one in verified)
