"""Corrective actions: planned from findings, done with evidence, dropped with a reason, and what is due."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from qaudit.core.corrective_actions import UNFINISHED, ActionState, CorrectiveAction, written_action
from qaudit.core.findings import findings_of
from qaudit.core.journal import Act
from qaudit.core.lifecycle import Verb
from qaudit.core.people import Person, Role
from qaudit.core.visits import Branch
from qaudit.desk.branch_desk import checked_entry
from qaudit.desk.branch_zone import today_at
from qaudit.desk.checking import take_effect
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.files import replacing
from qaudit.desk.permits import admit, permit, refuse_other_branch
from qaudit.desk.readings_table import find_standard
from qaudit.desk.words_given import limited, needed
from qaudit.desk.world import World
from qaudit.errors import NotAllowed, UsageError
from qaudit.speech import _
from qaudit.store.life_book import ActionFilter
from qaudit.store.store import Store
from qaudit.wording.life import action_state_name, action_told, entry_words

LONGEST_DUE = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class DueAction:
    """A corrective action in a list: its branch, and its state today on the branch's clock."""

    action: CorrectiveAction
    branch: Branch
    state: ActionState
    days_left: int


class Mending:
    """The desk where promises are kept, over one store."""

    def __init__(self, store: Store, fieldwork: Fieldwork, world: World) -> None:
        self._store = store
        self._fieldwork = fieldwork
        self._world = world

    def plan(
        self,
        visit_id: str,
        codes: Sequence[str],
        what: str,
        owner: str,
        due: date,
        person: Person,
    ) -> CorrectiveAction:
        """A promise to mend one or several findings of a visit, until the end of a day of the branch.

        `owner` is a key of the brand's list. Raises `NotAllowed`, `UnknownStandard`, `UsageError`.
        """
        walk = self._fieldwork.walk(visit_id)
        visit = walk.visit
        now = self._world.now()
        permit(Verb.ACT, visit, person, now)
        wanted = tuple(sorted(set(codes)))
        missed = {finding.standard.code for finding in findings_of(walk.scorecard(), walk.pack.scoring)}
        for code in wanted:
            find_standard(code, walk.index.standard)
            if code not in missed:
                raise UsageError(
                    _("{code} was not missed at this visit", code=code),
                    _("an action mends what was missed: {codes}", codes=", ".join(sorted(missed)) or "–"),
                )
        if not wanted:
            raise UsageError(_("A corrective action needs a standard"), _("name its code"))
        checked_entry(owner, [one.key for one in walk.pack.follow_up.owners], _("owner"))
        self._check_due(due, today_at(visit.branch, now))
        said = needed(what, _("A corrective action says what will be done"))
        action = CorrectiveAction(
            self._world.new_id(),
            visit.id,
            visit.branch.code,
            visit.pack.pack,
            wanted,
            said,
            owner,
            due,
            person.alias,
            now,
        )
        with self._store.life.deed(visit.id, who=person.alias, at=now) as deed:
            permit(Verb.ACT, deed.visit, person, now)
            deed.put_action(action)
            deed.tell(Act.ACTION, action.id, became=written_action(action))
        return action

    def done(
        self, action_id: str, words: str, person: Person, files: Sequence[Path] = ()
    ) -> CorrectiveAction:
        """It was done, with words or files that show it. The next visit verifies it, or opens it again.

        Raises `NotAllowed`, `UsageError`, `EvidenceRefused`.
        """
        said = limited(words)
        if not said and not files:
            raise UsageError(
                _("What shows that it was done?"),
                _("give words, or a file: --file PHOTO"),
            )
        evidence = tuple(dict.fromkeys(self._store.evidence.keep(path) for path in files))
        now = self._world.now()
        return self._change(
            action_id,
            person,
            (ActionState.OPEN,),
            lambda one: replace(
                one,
                kept_state=ActionState.DONE,
                done_at=now,
                done_words=said,
                evidence=tuple(dict.fromkeys((*one.evidence, *evidence))),
            ),
        )

    def drop(self, action_id: str, why: str, person: Person) -> CorrectiveAction:
        """It will not be done, with the reason. Raises `NotAllowed`, `UsageError`."""
        reason = needed(why, _("An action is dropped with a reason"), _("say why: --why"))
        return self._change(
            action_id,
            person,
            (ActionState.OPEN, ActionState.DONE),
            lambda one: replace(one, kept_state=ActionState.DROPPED, why_dropped=reason),
            reason,
        )

    def postpone(self, action_id: str, due: date, why: str, person: Person) -> CorrectiveAction:
        """Another day, with the reason. Raises `NotAllowed`, `UsageError`."""
        reason = needed(why, _("A day is moved with a reason"), _("say why: --why"))
        found = self._store.life.action(action_id)
        self._check_due(due, today_at(self._store.branch(found.branch), self._world.now()))
        return self._change(action_id, person, (ActionState.OPEN,), lambda one: replace(one, due=due), reason)

    def actions(
        self,
        person: Person | None = None,
        *,
        branch: str = "",
        region: str = "",
        brand: str = "",
        unfinished: bool = True,
        only_overdue: bool = False,
        due_by: date | None = None,
    ) -> tuple[DueAction, ...]:
        """Corrective actions, those that are due first, first; a manager's own branches' alone.

        Raises `NotAllowed`, `UsageError` for an unknown branch.
        """
        take_effect(self._store, self._world.now())
        found = self._store.life.actions(
            ActionFilter(
                branches=self._branches(person, branch),
                region=region,
                brand=brand,
                states=(ActionState.OPEN,) if only_overdue else UNFINISHED if unfinished else (),
                due_by="" if due_by is None else due_by.isoformat(),
            )
        )
        places = {one.code: one for one in self._store.branches()}
        listed = tuple(self._due(action, places[action.branch]) for action in found)
        return tuple(one for one in listed if not only_overdue or one.state is ActionState.OVERDUE)

    def find(self, action_id: str, person: Person | None = None) -> DueAction:
        """One action by the beginning of its id. Raises `UsageError`, `NotAllowed`."""
        take_effect(self._store, self._world.now())
        action = self._store.life.action(action_id)
        self._branches(person, action.branch)
        return self._due(action, self._store.branch(action.branch))

    def today(self, branch: Branch) -> date:
        """The day on the branch's clock, on which states of actions are told."""
        return today_at(branch, self._world.now())

    def owners(self, listed: Sequence[DueAction]) -> Mapping[str, str]:
        """Whose each action is, in words of its brand's list; by the action's id."""
        traces = self._store.life.action_traces([one.action.id for one in listed])
        return {
            one.action.id: entry_words(
                one.action.owner, self._fieldwork.pack_of(traces[one.action.id].digest).follow_up.owners
            )
            for one in listed
            if one.action.id in traces
        }

    def calendar(self, listed: Sequence[DueAction]) -> bytes:
        """The actions as a calendar file: an event of a whole day for each, on the day it is due."""
        from qaudit.interop.calendar import CalendarEntry, calendar_bytes

        traces = self._store.life.action_traces([one.action.id for one in listed])
        owners = self.owners(listed)
        entries = [
            CalendarEntry(
                one.action.id,
                one.action.due,
                one.action.what,
                action_told(one.action, one.branch, one.state, owners[one.action.id]),
                traces[one.action.id].changes,
                traces[one.action.id].changed_at,
                one.state is ActionState.DROPPED,
            )
            for one in listed
            if one.action.id in traces
        ]
        return calendar_bytes(entries, self._world.now())

    def write_calendar(self, listed: Sequence[DueAction], path: Path) -> None:
        """Writes the calendar file, whole or not at all. Raises `UsageError`."""
        data = self.calendar(listed)
        with replacing(path) as file:
            file.write(data)

    def _due(self, action: CorrectiveAction, branch: Branch) -> DueAction:
        today = today_at(branch, self._world.now())
        return DueAction(action, branch, action.state_on(today), (action.due - today).days)

    def _change(
        self,
        action_id: str,
        person: Person,
        states: tuple[ActionState, ...],
        changed: Callable[[CorrectiveAction], CorrectiveAction],
        why: str = "",
    ) -> CorrectiveAction:
        now = self._world.now()
        take_effect(self._store, now)
        found = self._store.life.action(action_id)
        with self._store.life.deed(found.visit_id, who=person.alias, at=now) as deed:
            permit(Verb.ACT, deed.visit, person, now)
            current = deed.action(found.id)
            if current.kept_state not in states:
                raise NotAllowed(
                    _("The corrective action is {state}", state=action_state_name(current.kept_state)),
                    _(
                        "this is for one that is {states}",
                        states=", ".join(action_state_name(one) for one in states),
                    ),
                )
            after = changed(current)
            deed.put_action(after)
            deed.tell(
                Act.ACTION, after.id, was=current.kept_state.value, became=written_action(after), why=why
            )
        return after

    def _branches(self, person: Person | None, branch: str) -> tuple[str, ...] | None:
        if person is not None:
            admit(
                person,
                (Role.MANAGER, Role.REVIEWER, Role.HEADQUARTERS),
                _("Corrective actions are not in your role"),
            )
        if not branch:
            return person.branches if person is not None and person.role is Role.MANAGER else None
        self._store.branch(branch)
        if person is not None:
            refuse_other_branch(person, branch)
        return (branch,)

    def _check_due(self, due: date, today: date) -> None:
        if due < today:
            raise UsageError(
                _("The due day {day} is over", day=due.isoformat()), _("name today or a day to come")
            )
        if due > today + LONGEST_DUE:
            raise UsageError(
                _("The due day {day} is more than three years away", day=due.isoformat()),
                _("check the year"),
            )
