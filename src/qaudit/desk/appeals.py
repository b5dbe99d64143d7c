"""A branch contests a verdict; headquarters decides it once."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from qaudit.core.appeals import DECISIONS, Appeal, AppealState, written_appeal
from qaudit.core.branch_time import day_of
from qaudit.core.findings import findings_of
from qaudit.core.journal import Act
from qaudit.core.lifecycle import Verb
from qaudit.core.people import Person, Role
from qaudit.core.readings import NOT_APPLICABLE, Reading
from qaudit.core.text import printable
from qaudit.core.visits import Origin
from qaudit.core.walk import Walk
from qaudit.desk.branch_desk import appeal_until, checked_entry
from qaudit.desk.branch_zone import zone_of_visit
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.permits import permit
from qaudit.desk.publication import Publication, verdicts_of
from qaudit.desk.readings_table import find_standard, read_for
from qaudit.desk.words_given import needed
from qaudit.desk.world import World
from qaudit.errors import NotAllowed, PdfFailed, QauditError, UsageError
from qaudit.speech import _
from qaudit.store.life_book import AppealFilter
from qaudit.store.store import Store
from qaudit.wording.life import appeal_state_name

MOST_FILES = 20


class Appeals:
    """The desk where verdicts are contested and decided, over one store."""

    def __init__(self, store: Store, fieldwork: Fieldwork, publication: Publication, world: World) -> None:
        self._store = store
        self._fieldwork = fieldwork
        self._publication = publication
        self._world = world

    def appeal(
        self,
        visit_id: str,
        code: str,
        reason: str,
        words: str,
        person: Person,
        files: Sequence[Path] = (),
    ) -> Appeal:
        """Contests the verdict on one standard that was missed or partly met.

        `reason` is a key of the brand's list. Raises `NotAllowed` (not the manager's, too late, contested before),
        `UnknownStandard`, `UsageError`, `EvidenceRefused`.
        """
        walk = self._fieldwork.walk(visit_id)
        now = self._world.now()
        permit(Verb.APPEAL, walk.visit, person, now)
        find_standard(code, walk.index.standard)
        verdict = _contested(walk, code)
        checked_entry(
            reason, [one.key for one in walk.pack.follow_up.appeal_reasons], _("reason for an appeal")
        )
        said = needed(words, _("An appeal says in words what happened"))
        self._refuse_late(walk)
        if len(files) > MOST_FILES:
            raise UsageError(_("An appeal takes at most {most} files", most=MOST_FILES))
        evidence = tuple(dict.fromkeys(self._store.evidence.keep(path) for path in files))
        appeal = Appeal(
            self._world.new_id(), walk.visit.id, code, reason, said, verdict, person.alias, now, evidence
        )
        with self._store.life.deed(walk.visit.id, who=person.alias, at=now) as deed:
            permit(Verb.APPEAL, deed.visit, person, now)
            if deed.has_appeal(code):
                raise NotAllowed(
                    _("{code} of visit {visit} was appealed before", code=code, visit=walk.visit.id),
                    _("a verdict is appealed once"),
                )
            deed.put_appeal(appeal)
            deed.tell(Act.APPEALED, code, became=written_appeal(appeal))
        return appeal

    def appeals(
        self,
        person: Person,
        *,
        only_open: bool = False,
        branch: str = "",
        region: str = "",
        brand: str = "",
    ) -> tuple[Appeal, ...]:
        """Appeals, oldest first: a manager's own branches', everybody's for headquarters and reviewers."""
        branches = person.branches if person.role is Role.MANAGER else None
        if branch:
            branches = tuple(one for one in (branch,) if branches is None or one in branches)
        if person.role is Role.SHOPPER:
            raise NotAllowed(_("Appeals are between a branch and headquarters"))
        return self._store.life.appeals(
            AppealFilter(
                branches=branches,
                region=region,
                brand=brand,
                states=(AppealState.OPEN,) if only_open else (),
            )
        )

    def find(self, appeal_id: str, person: Person) -> Appeal:
        """One appeal by the beginning of its id. Raises `UsageError`, `NotAllowed`."""
        appeal = self._store.life.appeal(appeal_id)
        visit = self._store.visit(appeal.visit_id)
        if person.role is Role.SHOPPER or (
            person.role is Role.MANAGER and not person.manages(visit.branch.code)
        ):
            raise NotAllowed(_("Appeals are between a branch and headquarters"))
        return appeal

    def decide(
        self, appeal_id: str, decision: AppealState, why: str, person: Person, written: str = ""
    ) -> Appeal:
        """Decides an appeal, once, with a reason.

        Upheld: the standard no longer counts. Amended: `written` is the reading that stands in. Both make a new
        scorecard and a new report beside the old ones. Raises `NotAllowed` where it was decided already, and by
        whom; `UsageError`, `ReadingRefused`; `PdfFailed` where the decision stands and its report could not be kept.
        """
        if decision not in DECISIONS:
            raise ValueError(f"{decision} is no decision")
        appeal = self._store.life.appeal(appeal_id)
        walk = self._fieldwork.walk(appeal.visit_id)
        reason = needed(why, _("A decision needs a reason"), _("say why: --why"))
        reading = _reading_of(decision, walk, appeal.code, written)
        now = self._world.now()
        with self._store.life.deed(appeal.visit_id, who=person.alias, at=now) as deed:
            permit(Verb.DECIDE, deed.visit, person, now)
            current = deed.appeal(appeal.id)
            if not current.is_open:
                raise NotAllowed(
                    _(
                        "The appeal on {code} was decided already: {decision}, by {who}",
                        code=current.code,
                        decision=appeal_state_name(current.state),
                        who=printable(current.decided_by, one_line=True),
                    ),
                    _("qaudit appeal show tells the decision"),
                )
            decided = replace(
                current, state=decision, decided_by=person.alias, decided_at=now, why=reason, reading=reading
            )
            deed.put_appeal(decided)
            deed.tell(Act.DECIDED, current.code, became=written_appeal(decided), why=reason)
            if reading is not None:
                deed.correct(appeal.code, reading, reason, Origin.APPEAL)
                deed.keep_scorecard(self._fieldwork.document_of(deed.visit), reason)
                deed.keep_verdicts(verdicts_of(self._fieldwork.walk_of(deed.visit)))
        self._keep_report(decided, person)
        return decided

    def _keep_report(self, decided: Appeal, person: Person) -> None:
        """A new report beside the old one. What was decided stays, whatever becomes of the paper."""
        try:
            self._publication.keep_new_report(decided.visit_id, person)
        except QauditError as fault:
            raise PdfFailed(
                _(
                    "The appeal on {code} is decided, but its new report could not be kept: {reason}",
                    code=decided.code,
                    reason=fault,
                ),
                _("qaudit report visit writes it from what is kept"),
            ) from fault

    def _refuse_late(self, walk: Walk) -> None:
        until = appeal_until(walk)
        if until is not None and day_of(self._world.now(), zone_of_visit(walk.visit)) > until:
            raise NotAllowed(
                _("Visit {visit} could be appealed until {day}", visit=walk.visit.id, day=until.isoformat()),
                _("the branch may still give its reason: qaudit branch explain"),
            )


def _contested(walk: Walk, code: str) -> str:
    missed = {finding.standard.code for finding in findings_of(walk.scorecard(), walk.pack.scoring)}
    if code not in missed:
        raise UsageError(
            _("{code} was not missed at this visit", code=code),
            _("one of {codes}", codes=", ".join(sorted(missed))) if missed else _("nothing was missed"),
        )
    return walk.judged[code].verdict.value


def _reading_of(decision: AppealState, walk: Walk, code: str, written: str) -> Reading | None:
    if decision is AppealState.AMENDED:
        if not written.strip():
            raise UsageError(_("An amended verdict needs a reading"), _("give it: --reading 45s"))
        return read_for(find_standard(code, walk.index.standard), written)
    if written.strip():
        raise UsageError(_("Only an amended verdict has a reading"), _("leave --reading out"))
    return NOT_APPLICABLE if decision is AppealState.UPHELD else None
