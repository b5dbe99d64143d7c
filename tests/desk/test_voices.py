"""Complaints, compliments and suggestions at the desk: who may, the clocks that are promised, tables of them."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from qaudit.core.people import Person, Role
from qaudit.core.visits import VisitKind
from qaudit.core.voices import Channel, ClockState, Voice, VoiceKind
from qaudit.desk import voice_import
from qaudit.desk.voices import Asked, Said, TakenIn, Voices, VoicesRefused
from qaudit.errors import NotAllowed, PackNotFound, UnknownStandard, UsageError
from tests.corner_shop import CORNER_SHOP
from tests.desk.conftest import Office
from tests.store.voice_laws import visited

HQ = Person("boss", Role.HEADQUARTERS)
RONA = Person("rona", Role.MANAGER, ("JER-01",))
OTHERS = [Person("heron", Role.SHOPPER), Person("owl", Role.REVIEWER)]
COMPLAINT = Said("JER-01", VoiceKind.COMPLAINT, Channel.PHONE, "Nobody came")
HEAD = "branch,kind,channel,at,words,pack,codes\n"


@pytest.fixture
def desk(office: Office) -> Voices:
    """The desk of an office with three branches; it is 14 May 2026, 12:00 UTC."""
    office.quarters.add_branch("JER-01", "Jerusalem", "Hills", brand="Corner", timezone="Asia/Jerusalem")
    office.quarters.add_branch("NYC-02", "York", "East", brand="Corner", timezone="America/New_York")
    return office.desk.voices


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def table(office: Office, text: str) -> Path:
    path = office.folder / "voices.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_voice_is_noted_with_what_the_pack_promises(office: Office, desk: Voices) -> None:
    promise = "follow_up: {customers: {acknowledge_hours: 4, answer_days: 2}}\nfacts:"
    (office.library / "corner-shop" / "2.yaml").write_text(
        CORNER_SHOP.replace("SHOWN", "true")
        .replace('edition: "1"', 'edition: "2"')
        .replace("facts:", promise, 1),
        encoding="utf-8",
    )
    said = replace(COMPLAINT, at="2026-05-13 23:30", pack="corner-shop", codes=("TLK-01", "ARR-01", "TLK-01"))
    voice = desk.add(RONA, said)
    assert voice == Voice(
        voice.id, "JER-01", VoiceKind.COMPLAINT, Channel.PHONE, utc("2026-05-13T20:30"), "Nobody came", "rona",
        pack="corner-shop", codes=("ARR-01", "TLK-01"), limits=voice.limits,
    )  # fmt: skip
    assert voice.limits.acknowledge_by == utc("2026-05-14T00:30")
    assert voice.limits.answer_by == utc("2026-05-15T20:59:59.999999")
    assert desk.find(HQ, voice.id[:35]) == voice
    older = desk.add(RONA, replace(said, pack="corner-shop@1", words="Nobody went"))
    assert older.limits.acknowledge_by == voice.at + timedelta(hours=24)
    plain = desk.add(RONA, replace(COMPLAINT, words=" \r\nNow \n"))
    assert (plain.words, plain.pack, plain.codes) == ("Now", "", ())
    assert plain.at > utc("2026-05-14T12:00")
    assert plain.limits.answer_by == utc("2026-05-24T20:59:59.999999")


def test_what_cannot_be_noted(office: Office, desk: Voices) -> None:
    cases: list[tuple[Said, type[Exception], str]] = [
        (replace(COMPLAINT, branch="JER-1"), UsageError, "did you mean JER-01"),
        (replace(COMPLAINT, words=" \n"), UsageError, "needs the customer's words"),
        (replace(COMPLAINT, words="w" * 20_001), UsageError, "20001 characters"),
        (replace(COMPLAINT, at="yesterday"), UsageError, "'yesterday' is not a time"),
        (replace(COMPLAINT, at="2026-05-15"), UsageError, "in the future"),
        (replace(COMPLAINT, at="2026-05-14 15:10"), UsageError, "in the future"),
        (replace(COMPLAINT, pack="corner-shp"), PackNotFound, "did you mean corner-shop"),
        (replace(COMPLAINT, codes=("ARR-01",)), UsageError, "--pack PACK"),
        (replace(COMPLAINT, pack="corner-shop", codes=("TLK-1",)), UnknownStandard, "did you mean TLK-01"),
    ]
    for said, kind, words in cases:
        with pytest.raises(kind, match=words):
            desk.add(HQ, said)
    assert desk.list(HQ) == ()
    desk.add(HQ, replace(COMPLAINT, at="2026-05-14"))
    with pytest.raises(UsageError, match="these words of that moment already"):
        desk.add(HQ, replace(COMPLAINT, at="2026-05-14"))


@pytest.mark.parametrize("person", OTHERS, ids=lambda person: person.role.value)
def test_customers_are_not_heard_by_auditors(office: Office, desk: Voices, person: Person) -> None:
    voice = desk.add(HQ, COMPLAINT)
    for refused in (
        lambda: desk.add(person, COMPLAINT),
        lambda: desk.find(person, voice.id),
        lambda: desk.acknowledge(person, voice.id),
        lambda: desk.answer(person, voice.id, "Sorry"),
        lambda: desk.list(person),
        lambda: desk.import_csv(person, table(office, HEAD)),
        lambda: desk.beside_standards(person, Asked(branch="JER-01")),
    ):
        with pytest.raises(NotAllowed, match="not in your role"):
            refused()
    assert desk.find(HQ, voice.id) == voice


def test_a_manager_has_their_own_branches_alone(office: Office, desk: Voices) -> None:
    own, other = desk.add(HQ, COMPLAINT), desk.add(HQ, replace(COMPLAINT, branch="NYC-02"))
    for refused in (
        lambda: desk.add(RONA, replace(COMPLAINT, branch="NYC-02")),
        lambda: desk.find(RONA, other.id),
        lambda: desk.acknowledge(RONA, other.id),
        lambda: desk.answer(RONA, other.id, "Sorry"),
        lambda: desk.list(RONA, Asked(branch="NYC-02")),
        lambda: desk.import_csv(RONA, table(office, f"{HEAD}NYC-02,complaint,phone,2026-05-14,W\n")),
        lambda: desk.beside_standards(RONA, Asked(branch="NYC-02")),
    ):
        with pytest.raises(NotAllowed, match="NYC-02 is not one of yours"):
            refused()
    assert desk.list(RONA) == desk.list(RONA, Asked(brand="Corner")) == (own,)
    assert desk.list(RONA, Asked(region="East")) == ()
    assert desk.list(HQ, Asked(brand="Corner")) == (other, own)


def test_clocks_stop_when_the_deed_is_done(office: Office, desk: Voices) -> None:
    voice = desk.add(RONA, COMPLAINT)
    office.clock.at += timedelta(hours=30)
    assert desk.list(HQ, is_late=True) == (voice,)
    heard = desk.acknowledge(RONA, voice.id)
    assert heard.acknowledged_by == "rona"
    assert desk.list(HQ, is_late=True) == ()
    office.clock.at += timedelta(days=3)
    with pytest.raises(UsageError, match="An answer needs words"):
        desk.answer(HQ, voice.id, " ")
    done = desk.answer(HQ, voice.id, " We are sorry ")
    assert (done.answer, done.answered_by) == ("We are sorry", "boss")
    clocks = done.acknowledgement(desk.now()), done.answering(desk.now())
    assert [clock.state for clock in clocks if clock] == [ClockState.LATE, ClockState.KEPT]
    with pytest.raises(UsageError, match="acknowledged already"):
        desk.acknowledge(HQ, voice.id)
    with pytest.raises(UsageError, match="answered already"):
        desk.answer(RONA, voice.id, "Again")


def test_a_compliment_may_be_acknowledged_and_answered_and_is_never_late(
    office: Office, desk: Voices
) -> None:
    voice = desk.add(RONA, replace(COMPLAINT, kind=VoiceKind.COMPLIMENT))
    office.clock.at += timedelta(days=900)
    assert desk.list(HQ, is_late=True) == ()
    assert desk.answer(HQ, voice.id, "Thank you").acknowledged_by == "boss"


def test_days_are_the_branch_s(desk: Voices) -> None:
    # 00:30 of the 14th in Jerusalem, 17:30 of the 13th in New York, 21:30 of the 13th in UTC.
    night = "2026-05-13T21:30Z"
    for branch in ("JER-01", "NYC-02", "HAI-01"):
        desk.add(HQ, replace(COMPLAINT, branch=branch, at=night))

    def on(day: int, **asked: str) -> list[str]:
        that = date(2026, 5, day)
        return sorted(voice.branch for voice in desk.list(HQ, Asked(since=that, until=that, **asked)))

    assert on(13) == ["HAI-01", "NYC-02"]
    assert on(14) == ["JER-01"]
    assert on(13, brand="Corner") == ["NYC-02"]
    assert [voice.branch for voice in desk.list(HQ, Asked(since=date(2026, 5, 14)))] == ["JER-01"]
    assert len(desk.list(HQ, Asked(until=date(2026, 5, 13)))) == 2
    with pytest.raises(UsageError, match="2026-05-14 is after 2026-05-13"):
        desk.list(HQ, Asked(since=date(2026, 5, 14), until=date(2026, 5, 13)))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Asked(branch="JER-2"), "did you mean JER-01"),
        (Asked(region="Hill"), "no branch in region Hill .did you mean Hills"),
        (Asked(brand="corner"), "no branch of brand corner .did you mean Corner"),
        (Asked(brand="\x1b[31m"), "no branch of brand ␛"),
    ],
)
def test_places_that_are_not_there(desk: Voices, asked: Asked, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        desk.list(HQ, asked)


def test_a_table_is_taken_in_and_taken_in_again_when_it_has_grown(office: Office, desk: Voices) -> None:
    rows = "".join(
        f"JER-01,complaint,phone,2026-05-{day:02} 10:00,Words {day},corner-shop,TLK-01 ARR-01\n"
        for day in range(1, 13)
    )
    assert desk.import_csv(HQ, table(office, HEAD + rows)) == TakenIn(12, 0)
    grown = HEAD + rows + "NYC-02,compliment,other,2026-05-14,Thanks,,\n" + rows.splitlines()[0]
    assert desk.import_csv(HQ, table(office, grown)) == TakenIn(1, 13)
    newest, *rest = desk.list(HQ)
    assert (newest.branch, newest.words, newest.noted_by) == ("NYC-02", "Thanks", "boss")
    assert (newest.limits.answer_by, newest.pack, newest.codes) == (None, "", ())
    assert len(rest) == 12
    assert all(voice.codes == ("ARR-01", "TLK-01") for voice in rest)
    assert rest[0].limits.answer_by == utc("2026-05-22T20:59:59.999999")
    assert len({voice.id for voice in rest}) == 12


def test_a_table_with_problems_is_not_taken_in_at_all(office: Office, desk: Voices) -> None:
    good = "JER-01,complaint,phone,2026-05-14,Words,,\n"
    path = table(office, HEAD + good + "JER-1,rage,phone,2027-01-01,,corner-shop,X\n" + good)
    with pytest.raises(VoicesRefused) as refusal:
        desk.import_csv(HQ, path)
    lines = str(refusal.value).splitlines()
    assert lines[0] == f"{path}: nothing was taken in, 4 problems:"
    assert [line.removeprefix(f"  {path}:")[:7] for line in lines[1:]] == [
        "3:1: V0",
        "3:2: V0",
        "3:5: V0",
        "3:7: V0",
    ]
    assert (refusal.value.number, len(refusal.value.problems)) == (4, 4)
    assert desk.list(HQ) == ()


def test_a_thousand_problems_are_told_and_the_others_counted(
    office: Office, desk: Voices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice_import, "MOST_TOLD", 3)
    path = table(office, HEAD + "JER-01,rage,phone,2026-05-14,Words,,\n" * 10)
    with pytest.raises(VoicesRefused, match="10 problems") as refusal:
        desk.import_csv(HQ, path)
    assert str(refusal.value).splitlines()[4:] == ["  and 7 more"]


def test_a_table_that_changes_while_it_is_read_leaves_nothing(
    office: Office, desk: Voices, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = "JER-01,complaint,phone,2026-05-14,Words {},,\n"
    path = table(office, HEAD + "".join(good.format(number) for number in range(1500)))
    look_through = voice_import.VoiceTable.look_through

    def changed_afterwards(self: voice_import.VoiceTable, look: object) -> None:
        look_through(self, look)  # type: ignore[arg-type]
        with path.open("a", encoding="utf-8") as file:
            file.write("nonsense\n")

    monkeypatch.setattr(voice_import.VoiceTable, "look_through", changed_afterwards)
    with pytest.raises(VoicesRefused, match="1502:1"):
        desk.import_csv(HQ, path)
    assert desk.list(HQ) == ()


def test_a_table_that_cannot_be_read(office: Office, desk: Voices) -> None:
    with pytest.raises(UsageError, match="there is no such file"):
        desk.import_csv(HQ, office.folder / "no.csv")
    with pytest.raises(UsageError, match="it is a folder"):
        desk.import_csv(HQ, office.folder)


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[Path]:
    """A file that can be read only once, from its beginning to its end."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    both = os.open(path, os.O_RDWR)
    yield path
    os.close(both)


@pytest.mark.skipif(os.name == "nt", reason="there are no such files")
def test_a_pipe_is_no_table(desk: Voices, pipe: Path) -> None:
    with pytest.raises(UsageError, match="can be read only once"):
        desk.import_csv(HQ, pipe)


def test_always_met_and_always_complained_of_comes_first(office: Office, desk: Voices) -> None:
    now = desk.now()
    for number in range(1, 4):
        verdicts = {"ARR-01": "met", "ARR-02": "missed", "OLD-01": "met"}
        visited(
            office.desk.store, number, "JER-01", verdicts, pack="corner-shop", left_at=now, visible_from=now
        )
    touched = ["TLK-01 ARR-01", "ARR-02 TLK-01", "ARR-01 ARR-02", "ARR-01 TLK-01 ARR-02", "ARR-02 TLK-01"]
    rows = [
        f"JER-01,complaint,phone,2026-05-14,Words {number},corner-shop,{codes}\n"
        for number, codes in enumerate(touched)
    ]
    desk.import_csv(HQ, table(office, HEAD + "".join(rows)))
    found = desk.beside_standards(HQ, Asked(branch="JER-01", since=date(2026, 5, 1)))
    told = [
        (one.counts.code, one.counts.judged, one.counts.missed, one.counts.complaints, one.counts.is_doubtful)
        for one in found
    ]
    assert told == [
        ("ARR-01", 3, 0, 3, True),
        ("ARR-02", 3, 3, 4, False),
        ("TLK-01", 0, 0, 4, False),
        ("OLD-01", 3, 0, 0, False),
    ]
    assert str(found[0].text) == "The guest is greeted within 60 seconds"
    assert found[-1].text is None
    assert desk.beside_standards(RONA, Asked()) == found
    assert desk.beside_standards(HQ, Asked(region="East")) == ()
    announced = desk.beside_standards(HQ, Asked(brand="Corner"), VisitKind.ANNOUNCED)
    assert [one.counts.judged for one in announced] == [0, 0, 0]
    with pytest.raises(UsageError, match="Which branches"):
        desk.beside_standards(HQ, Asked())


def test_voices_of_a_pack_that_the_library_no_longer_has_are_counted(office: Office, desk: Voices) -> None:
    visited(office.desk.store, 1, "JER-01", {"ARR-01": "missed"}, left_at=desk.now(), visible_from=desk.now())
    [found] = desk.beside_standards(HQ, Asked(branch="JER-01"))
    assert (found.counts.pack, found.counts.missed, found.text) == ("harbour-hotels", 1, None)
