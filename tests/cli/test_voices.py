"""What customers say, by command, from the first word to the answer."""

from datetime import timedelta

import pytest

from qaudit.core.people import Role
from qaudit.wiring import Desk
from tests.command_line import Cli

PHONE = ("--kind", "complaint", "--channel", "phone")


@pytest.fixture
def house(cli: Cli) -> Cli:
    """`qaudit` with two branches of a brand, headquarters, a manager of one, and an auditor."""
    for branch, region, zone in (
        ("JER-01", "Hills", "Asia/Jerusalem"),
        ("NYC-02", "East", "America/New_York"),
    ):
        cli.done(
            "branch",
            "add",
            branch,
            "--name",
            "Corner",
            "--region",
            region,
            "--brand",
            "Corner",
            "--timezone",
            zone,
        )
    cli.done("auditor", "add", "heron")
    desk = Desk(str(cli.db))
    desk.people.add("boss", Role.HEADQUARTERS)
    desk.people.add("rona", Role.MANAGER, ["JER-01"])
    desk.close()
    return cli


def test_a_complaint_from_its_first_word_to_its_answer(house: Cli) -> None:
    said = house.done(
        "voice", "add", "Nobody greeted me", "--branch", "JER-01", *PHONE, "--at", "2026-05-14 09:30",
        "--pack", "corner-shop", "--standard", "ARR-01", "--standard", "TLK-01", "--as", "rona",
    )  # fmt: skip
    voice = said.out.strip()
    assert said.err == "Acknowledge it until 2026-05-15 09:30\nAnswer it until 2026-05-24 23:59\n"
    house.clock.at += timedelta(hours=1)
    shown = house.done("voice", "show", voice, "--as", "boss").out
    assert shown.splitlines() == [
        f"voice         {voice}",
        "branch        JER-01",
        "kind          complaint",
        "channel       By phone",
        "came          2026-05-14 09:30",
        "noted by      rona",
        "standards     corner-shop: ARR-01, TLK-01",
        "words         Nobody greeted me",
        "acknowledged  until 2026-05-15 09:30, 17 h 29 min left",
        "answered      until 2026-05-24 23:59, 10 d 7 h 59 min left",
    ]
    house.clock.at += timedelta(days=1)
    listed = house.done("voice", "list", "--late", "--as", "rona").out.splitlines()
    assert listed[0].split() == ["VOICE", "CAME", "BRANCH", "KIND", "ACKNOWLEDGED", "ANSWERED", "WORDS"]
    assert "overdue by 6 h 30 min  9 d 7 h 59 min left  Nobody greeted me" in listed[1]
    done = house.done("voice", "acknowledge", voice[:35], "--as", "rona")
    assert done.err == f"Voice {voice} is acknowledged (late by 6 h 30 min)\n"
    assert house.done("voice", "list", "--late", "--as", "boss", "--json").document == []
    done = house.done("voice", "answer", voice, "We are sorry", "--as", "boss")
    assert done.err == f"Voice {voice} is answered (kept, in 1 d 6 h 30 min)\n"
    again = house("voice", "answer", voice, "Again", "--as", "rona")
    assert (again.code, again.out) == (2, "")
    assert f"Voice {voice} is answered already (by boss, 2026-05-15 13:00 UTC)" in again.err
    document = house.done("voice", "show", voice, "--as", "boss", "--json").document
    assert document == {
        "voice": voice,
        "branch": "JER-01",
        "kind": "complaint",
        "channel": "phone",
        "at": "2026-05-14T06:30:00.000000+00:00",
        "words": "Nobody greeted me",
        "pack": "corner-shop",
        "standards": ["ARR-01", "TLK-01"],
        "noted_by": "rona",
        "acknowledgement": {
            "due": "2026-05-15T06:30:00.000000+00:00",
            "state": "late",
            "seconds": document["acknowledgement"]["seconds"],
            "at": document["acknowledgement"]["at"],
            "by": "rona",
        },
        "answer": {
            "due": "2026-05-24T20:59:59.999999+00:00",
            "state": "kept",
            "seconds": document["answer"]["seconds"],
            "at": document["answer"]["at"],
            "by": "boss",
            "words": "We are sorry",
        },
    }
    assert house.done("voice", "list", "--as", "boss", "--json").document == [document]


def test_a_compliment_has_no_clock_to_tell_of(house: Cli) -> None:
    words = ("voice", "add", "Lovely", "--branch", "NYC-02", "--kind", "compliment", "--channel", "chat")
    said = house.done(*words, "--as", "boss")
    assert said.err == ""
    shown = house.done("voice", "show", said.out.strip(), "--as", "boss").out
    assert "came      2026-05-14 08:00" in shown
    assert "acknowledged" not in shown
    done = house.done("voice", "acknowledge", said.out.strip(), "--as", "boss")
    assert done.err == f"Voice {said.out.strip()} is acknowledged\n"
    assert "yes" in house.done("voice", "list", "--as", "boss").out
    document = house.done(*words, "--as", "boss", "--json").document
    assert document["answer"] == {
        "due": None,
        "state": None,
        "seconds": None,
        "at": None,
        "by": "",
        "words": "",
    }


def test_who_is_refused_leaves_with_7(house: Cli) -> None:
    words = ("voice", "add", "Nobody came", *PHONE, "--branch")
    for said in (
        house(*words, "JER-01", "--as", "heron"),
        house("voice", "list", "--as", "heron"),
        house("voice", "standards", "--branch", "JER-01", "--as", "heron"),
    ):
        assert (said.code, said.out) == (7, "")
        assert "not in your role (this is for branch managers and headquarters)" in said.err
    said = house(*words, "NYC-02", "--as", "rona")
    assert said.code == 7
    assert "Branch NYC-02 is not one of yours" in said.err
    said = house("voice", "list")
    assert (said.code, "--as ALIAS" in said.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("show", "019708"), 2, "There is no voice 019708"),
        (("list", "--since", "14/05/2026"), 2, "'14/05/2026' is no day"),
        (("list", "--kind", "rage"), 2, "'rage' is not one of"),
        (("standards",), 2, "Which branches?"),
        (("standards", "--region", "Hils"), 2, "did you mean Hills?"),
        (("import", "no.csv"), 2, "no.csv cannot be read"),
        (
            ("add", "W", "--branch", "JER-01", *PHONE, "--pack", "corner-shop", "--standard", "X"),
            4,
            "no standard X",
        ),
        (("add", "W", "--branch", "JER-01", *PHONE, "--pack", "no-pack"), 2, "There is no pack no-pack"),
        (("add", "\x1b[31m", "--branch", "JER-01", *PHONE, "--at", "\x1b[31m"), 2, "'␛[31m' is not a time"),
    ],
)
def test_what_makes_no_sense(house: Cli, words: tuple[str, ...], code: int, told: str) -> None:
    said = house("voice", *words, "--as", "boss")
    assert (said.code, said.out) == (code, "")
    assert told in said.err
    assert "Traceback" not in said.err


def test_hostile_words_are_shown_as_text(house: Cli) -> None:
    house.done("voice", "add", "\x1b[31mred\u202e", "--branch", "JER-01", *PHONE, "--as", "boss")
    for command in (("list",), ("list", "--json")):
        assert "\x1b" not in house.done("voice", *command, "--as", "boss").out


def test_a_table_by_command(house: Cli) -> None:
    file = house.folder / "voices.csv"
    head = "Branch;Kind;Channel;At;Words;Pack;Codes\r\n"
    rows = "".join(
        f'JER-01;complaint;Self-service;{day:%Y-%m-%d};"Words; {number}";corner-shop;ARR-02\r\n'
        for number in range(3)
        for day in [house.clock.at]
    )
    file.write_bytes(f"\ufeffsep=;\r\n{head}{rows}".encode())
    assert house.done("voice", "import", str(file), "--as", "rona").err == "3 voices were taken in\n"
    said = house.done("voice", "import", str(file), "--as", "rona")
    assert said.err == "0 voices were taken in\n3 were there already\n"
    said = house.done("voice", "import", str(file), "--as", "boss", "--json")
    assert said.document == {"added": 0, "repeated": 3}
    file.write_text(
        head + rows + "JER-01;rage;phone;never;;;\nNYC-2;complaint;phone;2026-05-14;W;;\n", encoding="utf-8"
    )
    said = house("voice", "import", str(file), "--as", "boss")
    assert (said.code, said.out) == (2, "")
    assert said.err.splitlines() == [
        f"qaudit: {file}: nothing was taken in, 4 problems:",
        f"  {file}:5:2: V04 kind cannot be 'rage' (one of complaint, compliment, suggestion)",
        f"  {file}:5:4: V05 'never' is no moment (write 2026-05-14 10:02, or the day alone)",
        f"  {file}:5:5: V04 words is empty",
        f"  {file}:6:1: V04 there is no branch 'NYC-2' (did you mean NYC-02?)",
    ]
    assert len(house.done("voice", "list", "--as", "boss", "--json").document) == 3
    empty = house.done("voice", "list", "--branch", "NYC-02", "--as", "boss")
    assert (empty.out, empty.err) == ("", "There is no such voice: qaudit voice add notes one\n")


def test_standards_beside_what_customers_said(house: Cli) -> None:
    said = house.done("voice", "standards", "--brand", "Corner", "--as", "boss")
    assert (said.out, said.err) == ("", "No visit is published there, and no voice names a standard\n")
    visited(house, 3)
    for number in range(3):
        house.done(
            "voice", "add", f"Words {number}", "--branch", "JER-01", *PHONE,
            "--pack", "corner-shop", "--standard", "ARR-01", "--as", "boss",
        )  # fmt: skip
    said = house.done("voice", "standards", "--branch", "JER-01", "--as", "rona")
    heads, row = said.out.splitlines()
    assert heads == "   PACK         CODE    VISITS  MISSED  COMPLAINTS  COMPLIMENTS  SUGGESTIONS  STANDARD"
    counts = "?  corner-shop  ARR-01       3       0           3            0            0  "
    assert row == f"{counts}The guest is greeted within 60 seconds"
    assert said.err == (
        "1 standard may be the wrong one (?): never missed in 3 visits or more, and complained of 3 times or more\n"
    )
    assert house.done("voice", "standards", "--region", "Hills", "--as", "boss", "--json").document == [
        {
            "pack": "corner-shop",
            "code": "ARR-01",
            "text": "The guest is greeted within 60 seconds",
            "judged": 3,
            "missed": 0,
            "complaints": 3,
            "compliments": 0,
            "suggestions": 0,
            "doubtful": True,
        }
    ]
    later = house.done("voice", "standards", "--branch", "JER-01", "--since", "2026-06-01", "--as", "rona")
    assert later.out == ""


def visited(house: Cli, times: int) -> None:
    """Published visits of the manager's branch that met one standard."""
    from qaudit.store.store import open_store
    from tests.store import voice_laws

    with open_store(house.db) as store:
        for number in range(1, times + 1):
            now = house.clock.at
            voice_laws.visited(
                store, number, "JER-01", {"ARR-01": "met"}, pack="corner-shop", left_at=now, visible_from=now
            )
