"""What holds for voices wherever they are kept. `test_voices` runs the class in memory, in a file and on a server."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from qaudit.core.branch_time import end_of_day, start_of_day
from qaudit.core.follow_up import FollowUp
from qaudit.core.visits import Branch, VisitKind
from qaudit.core.voices import BesideStandard, Channel, Voice, VoiceKind, limits_of
from qaudit.errors import UsageError
from qaudit.store.store import Store
from qaudit.store.voice_book import Scope, Span, TakenIn, VoiceFilter
from tests.builders import DAY, moment
from tests.store.stocked import behind, stock
from tests.store.strategies import HOSTILE

AT = moment("14:05")
NOW = moment("18:00")
HAIFA = Branch(
    "HAI-01", "Harbour Haifa", region="North", country="IL", brand="Harbour", timezone="Asia/Jerusalem"
)
ACRE = Branch("ACR-02", "Harbour Acre", region="North", brand="Harbour", timezone="Asia/Jerusalem")
YORK = Branch("NYC-03", "Harbour York", region="East", brand="Harbour", timezone="America/New_York")
ELSEWHERE = Branch("ZZZ-04", "Another house", region="East", brand="Other")
COMPLAINT, COMPLIMENT, SUGGESTION = VoiceKind


def a_voice(number: int, branch: str = "HAI-01", kind: VoiceKind = COMPLAINT, at: datetime = AT) -> Voice:
    """The voice of a number; its words are its own."""
    limits = limits_of(kind, at, FollowUp(), UTC)
    return Voice(
        f"019708a0-0000-7000-8000-00000000{number:04}", branch, kind, Channel.PHONE, at, f"Words {number}",
        "hq", limits=limits,
    )  # fmt: skip


def about(voice: Voice, *codes: str, pack: str = "harbour-hotels") -> Voice:
    """The voice with the standards it touches."""
    return replace(voice, pack=pack, codes=codes)


def with_branches(store: Store) -> Store:
    """The store with four branches of two brands."""
    for branch in (HAIFA, ACRE, YORK, ELSEWHERE):
        store.add_branch(branch)
    return store


class VoiceLaws:
    """A subclass gives the fixture `target`."""

    def test_a_voice_reads_back_as_it_was_given(self, store: Store) -> None:
        with_branches(store)
        full = replace(
            about(a_voice(1), "ARR-01", "ARR-02"),
            acknowledged_at=moment("15:00"),
            acknowledged_by="rona",
            answered_at=moment("16:00:00.000001"),
            answered_by="hq",
            answer="We are sorry",
        )
        assert store.voices.add(full) == full
        assert store.voices.voice(full.id) == full
        plain = a_voice(2, kind=COMPLIMENT)
        store.voices.add(plain)
        assert store.voices.voice(plain.id) == plain
        assert store.damage() == ()

    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_hostile_words_are_kept_as_text(self, store: Store, text: str) -> None:
        with_branches(store)
        kept = store.voices.add(replace(a_voice(1), words=f"w{text}", noted_by=f"n{text}", answer=text))
        assert store.voices.voice(kept.id) == kept
        assert store.voices.take_in([replace(a_voice(2), words=f"w{text}")]) == TakenIn(0, 1)

    def test_the_same_words_of_one_moment_at_one_branch_are_kept_once(self, store: Store) -> None:
        with_branches(store)
        store.voices.add(a_voice(1))
        again = replace(a_voice(2), words="Words 1")
        with pytest.raises(UsageError, match="has these words of that moment already"):
            store.voices.add(again)
        elsewhere, later = replace(again, branch="ACR-02"), replace(again, at=AT + timedelta(seconds=1))
        other_words = replace(again, words="words 1")
        for number, other in enumerate((elsewhere, later, other_words), start=3):
            store.voices.add(replace(other, id=a_voice(number).id))
        assert len(store.voices.voices(VoiceFilter())) == 4

    def test_a_branch_has_to_be_there(self, store: Store) -> None:
        with_branches(store)
        with pytest.raises(UsageError, match=r"no branch HAI-1 \(did you mean HAI-01"):
            store.voices.add(a_voice(1, "HAI-1"))

    def test_many_are_taken_in_at_once_and_those_known_only_counted(self, store: Store) -> None:
        with_branches(store)
        first = [about(a_voice(number), "ARR-01") for number in range(1500)]
        twice = [*first, replace(first[7], id=a_voice(8000).id)]
        assert store.voices.take_in(twice) == TakenIn(1500, 1)
        more = [replace(voice, id=a_voice(int(voice.id[-4:]) + 2000).id) for voice in first[:20]]
        assert store.voices.take_in([*more, a_voice(9000)]) == TakenIn(1, 20)
        assert len(store.voices.voices(VoiceFilter())) == 1501
        assert store.voices.voice(first[1499].id) == first[1499]
        assert store.voices.take_in([]) == TakenIn(0, 0)

    def test_what_breaks_off_half_way_leaves_nothing(self, store: Store) -> None:
        with_branches(store)

        def broken() -> Iterator[Voice]:
            for number in range(1200):
                yield a_voice(number)
            raise UsageError("line 1201")

        with pytest.raises(UsageError, match="line 1201"):
            store.voices.take_in(broken())
        assert store.voices.voices(VoiceFilter()) == ()

    def test_it_is_acknowledged_once_and_answered_once(self, store: Store) -> None:
        with_branches(store)
        voice = store.voices.add(a_voice(1))
        heard = store.voices.acknowledge(voice.id, who="rona", at=moment("15:00"))
        assert heard == replace(voice, acknowledged_at=moment("15:00"), acknowledged_by="rona")
        with pytest.raises(UsageError, match="acknowledged already") as refusal:
            store.voices.acknowledge(voice.id, who="hq", at=moment("15:01"))
        assert refusal.value.hint == "by rona, 2026-05-14 15:00 UTC"
        done = store.voices.answer(voice.id, "Sorry", who="hq", at=moment("16:00"))
        assert done == replace(heard, answered_at=moment("16:00"), answered_by="hq", answer="Sorry")
        with pytest.raises(UsageError, match="answered already"):
            store.voices.answer(voice.id, "Sorry again", who="rona", at=moment("17:00"))
        assert store.voices.voice(voice.id) == done

    def test_an_answer_acknowledges(self, store: Store) -> None:
        with_branches(store)
        voice = store.voices.add(a_voice(1))
        done = store.voices.answer(voice.id, "Sorry", who="hq", at=moment("16:00"))
        assert (done.acknowledged_at, done.acknowledged_by) == (moment("16:00"), "hq")

    def test_a_moment_told_without_a_name(self, store: Store) -> None:
        with_branches(store)
        voice = store.voices.add(replace(a_voice(1), acknowledged_at=moment("15:00")))
        with pytest.raises(UsageError) as refusal:
            store.voices.acknowledge(voice.id, who="hq", at=NOW)
        assert refusal.value.hint == "2026-05-14 15:00 UTC"

    def test_a_voice_is_found_by_the_beginning_of_its_id(self, store: Store) -> None:
        with_branches(store)
        for number in (1, 2, 1234):
            store.voices.add(a_voice(number))
        assert store.voices.voice(a_voice(1234).id[:-2].upper()) == a_voice(1234)
        with pytest.raises(UsageError, match="Several voices begin with 019708"):
            store.voices.voice("019708")
        for wanted in ("01970", "ffffffff", "0197%%%%", "______", "", *HOSTILE):
            with pytest.raises(UsageError, match="There is no voice"):
                store.voices.voice(wanted)

    def test_lists_are_narrowed_and_newest_first(self, store: Store) -> None:
        with_branches(store)
        voices = {
            number: store.voices.add(voice)
            for number, voice in enumerate(
                [
                    about(a_voice(0), "B", "A"),
                    a_voice(1, "ACR-02", COMPLIMENT, at=AT + timedelta(hours=1)),
                    a_voice(2, "NYC-03", SUGGESTION, at=AT - timedelta(days=20)),
                    a_voice(3, "ZZZ-04", at=AT - timedelta(hours=30)),
                ]
            )
        }
        assert voices[0].codes == ("A", "B")

        def listed(wanted: VoiceFilter) -> list[int]:
            found = store.voices.voices(wanted)
            assert all(voices[int(voice.id[-4:])] == voice for voice in found)
            return [int(voice.id[-4:]) for voice in found]

        assert listed(VoiceFilter()) == [1, 0, 3, 2]
        assert listed(VoiceFilter(limit=2)) == [1, 0]
        assert listed(VoiceFilter(kind=SUGGESTION)) == [2]
        assert listed(VoiceFilter(Scope(branches=("HAI-01", "ZZZ-04")))) == [0, 3]
        assert listed(VoiceFilter(Scope(branches=()))) == []
        assert listed(VoiceFilter(Scope(region="North"))) == [1, 0]
        assert listed(VoiceFilter(Scope(region="East", brand="Harbour"))) == [2]
        assert listed(VoiceFilter(overdue_at=NOW)) == [3, 2]
        store.voices.acknowledge(voices[3].id, who="hq", at=NOW)
        voices[3] = store.voices.voice(voices[3].id)
        assert listed(VoiceFilter(overdue_at=NOW)) == [2]
        assert all(voices[place].is_overdue(NOW) is (place == 2) for place in voices)

    def test_a_period_is_made_of_each_branch_s_own_days(self, store: Store) -> None:
        with_branches(store)
        # 21:30 UTC is 00:30 of the 15th in Jerusalem, 17:30 of the 14th in New York.
        late = moment("21:30")
        for number, branch in enumerate(("HAI-01", "NYC-03", "ZZZ-04")):
            store.voices.add(a_voice(number, branch, at=late))

        def told_on(day: int) -> list[str]:
            found = store.voices.voices(VoiceFilter(Scope(spans=spans_of(store, day))))
            return sorted(voice.branch for voice in found)

        assert told_on(13) == []
        assert told_on(14) == ["NYC-03", "ZZZ-04"]
        assert told_on(15) == ["HAI-01"]
        assert store.voices.voices(VoiceFilter(Scope(spans={}))) == ()

    def test_beside_each_standard_s_misses_stand_its_voices(self, store: Store) -> None:
        with_branches(store)
        for number in range(1, 6):
            visited(
                store, number, "HAI-01", {"ARR-01": "met", "ARR-02": "missed" if number < 3 else "partly"}
            )
        visited(store, 6, "HAI-01", {"ARR-01": "missed"}, kind="announced")
        visited(store, 7, "HAI-01", {"ARR-01": "missed"}, visible_from=NOW + timedelta(days=1))
        visited(store, 8, "NYC-03", {"ARR-01": "missed"})
        visited(store, 9, "HAI-01", {"ARR-01": "missed"}, left_at=AT - timedelta(days=40))
        store.voices.take_in(
            [
                *(about(a_voice(number), "ARR-01") for number in range(3)),
                about(a_voice(10, kind=COMPLIMENT), "ARR-01", "ARR-02"),
                about(a_voice(11, kind=SUGGESTION), "ARR-03"),
                about(a_voice(12, "NYC-03"), "ARR-01"),
                about(a_voice(13), "ARR-01", pack="another-pack"),
                about(a_voice(14, at=AT - timedelta(days=40)), "ARR-01"),
                a_voice(15),
            ]
        )

        def beside(scope: Scope, kind: VisitKind = VisitKind.UNANNOUNCED) -> dict[str, BesideStandard]:
            found = store.voices.beside_standards(scope, NOW, kind)
            return {f"{row.pack}:{row.code}": row for row in found}

        found = beside(Scope(branches=("HAI-01",), spans=spans_of(store, 1, 31)))
        assert found == {
            "another-pack:ARR-01": BesideStandard("another-pack", "ARR-01", 0, 0, 1, 0, 0),
            "harbour-hotels:ARR-01": BesideStandard("harbour-hotels", "ARR-01", 5, 0, 3, 1, 0),
            "harbour-hotels:ARR-02": BesideStandard("harbour-hotels", "ARR-02", 5, 5, 0, 1, 0),
            "harbour-hotels:ARR-03": BesideStandard("harbour-hotels", "ARR-03", 0, 0, 0, 0, 1),
        }
        assert [row.code for row in found.values() if row.is_doubtful] == ["ARR-01"]
        assert beside(Scope(region="East"))["harbour-hotels:ARR-01"] == BesideStandard(
            "harbour-hotels", "ARR-01", 1, 1, 1, 0, 0
        )
        whole = beside(Scope(brand="Harbour"))["harbour-hotels:ARR-01"]
        assert (whole.judged, whole.missed, whole.complaints) == (7, 2, 5)
        assert beside(Scope(), VisitKind.ANNOUNCED)["harbour-hotels:ARR-01"].judged == 1
        assert beside(Scope(brand="Other")) == {}

    def test_complaints_come_with_what_they_name(self, store: Store) -> None:
        with_branches(store)
        store.voices.take_in(
            [
                about(a_voice(1), "ARR-01", "ARR-02"),
                about(a_voice(2, "NYC-03"), "ARR-01", pack="another-pack"),
                a_voice(3, "ZZZ-04"),
                about(a_voice(4, kind=COMPLIMENT), "ARR-01"),
                about(a_voice(5, at=AT - timedelta(days=40)), "ARR-01"),
            ]
        )

        def told(scope: Scope) -> list[tuple[str, str, str, str]]:
            found = store.voices.complaints(scope)
            return [(one.voice[-1:], one.brand, one.pack, one.code) for one in found]

        assert told(Scope(spans=spans_of(store, 1, 31))) == [
            ("1", "Harbour", "harbour-hotels", "ARR-01"),
            ("1", "Harbour", "harbour-hotels", "ARR-02"),
            ("2", "Harbour", "another-pack", "ARR-01"),
            ("3", "Other", "", ""),
        ]
        assert told(Scope(branches=("HAI-01",)))[2:] == [("5", "Harbour", "harbour-hotels", "ARR-01")]
        assert told(Scope(branches=())) == []

    def test_a_row_that_cannot_be_read_is_named_and_the_others_stay_readable(self, store: Store) -> None:
        with_branches(store)
        for number in (1, 2):
            store.voices.add(a_voice(number))
        behind(store, "UPDATE voices SET kind = 'shout' WHERE id = :id", id=a_voice(1).id)
        assert [voice.id for voice in store.voices.voices(VoiceFilter())] == [a_voice(2).id]
        assert [problem.message for problem in store.damage() if "voices" in problem.message]


def spans_of(store: Store, first: int, last: int | None = None) -> dict[str, Span]:
    """The days `first` to `last` of May 2026, for each time zone in the store."""
    days = DAY.replace(day=first), DAY.replace(day=last or first)
    found: dict[str, Span] = {}
    for name in {branch.timezone for branch in store.branches()}:
        zone = ZoneInfo(name or "UTC")
        found[name] = (start_of_day(days[0], zone), end_of_day(days[1], zone))
    assert set(found) == {"Asia/Jerusalem", "America/New_York", ""}
    return found


def visited(
    store: Store,
    number: int,
    branch: str,
    verdicts: dict[str, str],
    *,
    kind: str = "unannounced",
    pack: str = "harbour-hotels",
    left_at: datetime = AT,
    visible_from: datetime = AT,
) -> None:
    """A visit with the verdicts that publication would have written."""
    from tests.store.stocked import another, stock_visit

    visit = another(stock_visit(), number)
    stock(store, replace(visit, branch=store.branch(branch)))
    for code, verdict in verdicts.items():
        behind(
            store,
            """INSERT INTO verdicts (visit_id, code, branch, pack, kind, left_at, visible_from, verdict, is_finding)
               VALUES (:visit, :code, :branch, :pack, :kind, :left_at, :visible, :verdict, :finding)""",
            visit=visit.id,
            code=code,
            branch=branch,
            kind=kind,
            pack=pack,
            left_at=written(store, left_at),
            visible=written(store, visible_from),
            verdict=verdict,
            finding=int(verdict != "met"),
        )


def written(store: Store, at: datetime) -> object:
    """A moment as the columns of this database hold it."""
    from qaudit.core.changes import write_moment

    return write_moment(at) if store._database.is_sqlite else at
