"""Laws of a visit in progress: the walk is always the one walked afresh, and undo brings back what was."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from qaudit.core.changes import Change, FactSet, MarkSet, apply, before, subject_of, written
from qaudit.core.readings import Reading
from qaudit.core.scoring import score_visit
from qaudit.core.standards import Pack
from qaudit.core.visits import Evidence, Mark, Visit
from qaudit.core.walk import PackIndex, Walk, walk_visit
from tests.builders import a_visit, moment
from tests.core.random_packs import LAW, changes, packs, visited_packs

Seen = tuple[Reading | None, str, tuple[Evidence, ...]]


def what_was_seen(visit: Visit) -> tuple[dict[str, Seen], frozenset[Mark], dict[str, str]]:
    """Readings, notes and evidence by code, the marks and the facts; a standard without any of them is left out."""
    observed = {seen.code: (seen.reading, seen.note, seen.evidence) for seen in visit.observations}
    kept = {code: seen for code, seen in observed.items() if seen != (None, "", ())}
    return kept, frozenset(visit.marks), dict(visit.facts)


@LAW
@given(visited_packs(), st.data())
def test_undo_brings_back_what_was(visited: tuple[Pack, Visit], data: st.DataObject) -> None:
    pack, visit = visited
    done: list[Change] = []
    states = [visit]
    for step in range(data.draw(st.integers(1, 5))):
        change = data.draw(changes(pack))
        done.append(before(change, states[-1]))
        states.append(apply(change, states[-1], moment("15:00") + timedelta(minutes=step)))
    last = states.pop()
    for change, earlier in zip(reversed(done), reversed(states), strict=True):
        last = apply(change, last, moment("16:00"))
        assert what_was_seen(last) == what_was_seen(earlier)


@LAW
@given(visited_packs(), st.data())
def test_a_change_makes_what_it_says(visited: tuple[Pack, Visit], data: st.DataObject) -> None:
    pack, visit = visited
    change = data.draw(changes(pack))
    changed = apply(change, visit, moment("15:00"))
    assert before(change, changed) == change
    assert written(before(change, changed)) == written(change)
    assert changed.version == visit.version


class Walking(RuleBasedStateMachine):
    """Any changes one after the other, the walk carried along by `after`."""

    @initialize(pack=packs())
    def open(self, pack: Pack) -> None:
        self.index = PackIndex(pack)
        self.walk: Walk = walk_visit(self.index, a_visit(pack))

    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        change = data.draw(changes(self.index.pack))
        visit = apply(change, self.walk.visit, moment("15:00"))
        if isinstance(change, MarkSet):
            self.walk = self.walk.after(visit, (), [change.event])
        elif isinstance(change, FactSet):
            self.walk = self.walk.after(visit, ())
        else:
            self.walk = self.walk.after(visit, [subject_of(change)])

    @invariant()
    def the_walk_is_the_one_walked_afresh(self) -> None:
        """S06: whatever changed, the judgements are those of the visit as it stands."""
        fresh = walk_visit(self.index, self.walk.visit)
        assert self.walk.judged == fresh.judged
        assert list(self.walk.judged) == list(fresh.judged)
        assert self.walk.readings == fresh.readings
        assert self.walk.gaps == fresh.gaps
        assert self.walk.progress == fresh.progress

    @invariant()
    def progress_is_the_sum_of_its_sections(self) -> None:
        parts = self.walk.section_progress
        assert self.walk.progress.asked == sum(part.asked for part in parts)
        assert self.walk.progress.settled == sum(part.settled for part in parts)
        assert self.walk.progress.is_done == (self.walk.next_unanswered() is None)

    def teardown(self) -> None:
        """S05: the score so far is the visit's."""
        if hasattr(self, "walk"):
            assert self.walk.scorecard() == score_visit(self.index.pack, self.walk.visit)


TestWalking = Walking.TestCase
TestWalking.settings = settings(deadline=None, max_examples=40, stateful_step_count=25)
