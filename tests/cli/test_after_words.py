"""What the commands after a visit print for people, and the lists that they narrow."""

import hashlib
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from qaudit.cli import completion
from qaudit.core.people import Role
from tests.cli.test_options import typed
from tests.command_line import Cli, Said
from tests.desk.staffed import House


@pytest.fixture
def house(cli: Cli) -> House:
    found = House(cli.folder, str(cli.db), cli.clock)
    found.staff()
    return found


def done(cli: Cli, person: str, *words: str) -> Said:
    """What a person's command says that succeeds."""
    return cli.done(*words, "--as", person)


def test_people_are_listed_with_their_branches(cli: Cli, house: House) -> None:
    said = cli.done("person", "add", "kite", "--role", "reviewer")
    assert (said.out, said.err) == ("", "kite is added as reviewer\n")
    assert cli.done("person", "list").out == (
        "ALIAS  ROLE            BRANCHES\n"
        "chief  headquarters\n"
        "dan    branch manager  ACR-02\n"
        "hq     headquarters\n"
        "kite   reviewer\n"
        "rona   branch manager  HAI-01, NYC-01\n"
    )
    listed = cli.done("person", "list", "--json").document
    assert listed[-1] == {"alias": "rona", "role": "manager", "branches": ["HAI-01", "NYC-01"]}
    assert {one["role"] for one in listed} == {role.value for role in Role} - {"shopper"}
    house.close()


def test_the_queue_begins_with_the_visit_that_waits_longest(cli: Cli, house: House) -> None:
    first = house.submitted()
    house.wait(days=1, hours=3)
    second = house.submitted()
    lines = done(cli, "owl", "review", "queue").out.splitlines()
    assert lines[0].split() == ["VISIT", "WAITS", "PACK", "BRANCH", "AUDITOR", "SCORE", "CHECKS"]
    assert [line.split()[0] for line in lines[1:]] == [first, second]
    assert " 1 d 3 h " in lines[1]
    assert lines[2].endswith("  82.5 %  R18"), "the same auditor came back the next day"
    listed = done(cli, "owl", "review", "queue", "--json").document
    assert listed[0]["waits_seconds"] > 27 * 3600
    assert [one["checks"] for one in listed] == [[], [{"check": "R18", "gravity": "look", "codes": []}]]
    short = done(cli, "owl", "review", "queue", "--limit", "1")
    assert (len(short.out.splitlines()), short.err) == (2, "1 more visit waits: --limit\n")
    [check] = done(cli, "owl", "review", "checks", second, "--json").document
    assert set(check) == {"check", "gravity", "title", "codes", "sentence"}
    assert done(cli, "owl", "review", "checks", second).out == f"R18 ?  {check['sentence']}\n"
    house.close()


def test_a_reviewer_sees_score_findings_checks_and_what_can_be_done(cli: Cli, house: House) -> None:
    visit = house.submitted()
    said = done(cli, "owl", "review", "show", visit)
    assert "\nscore     82.5 %\n" in said.out
    assert (
        "CODE    VERDICT     READING  NOTE\n"
        "ARR-02  missed      no       A streak across the glass\n"
        "TLK-03  partly met  2        Never looked up\n"
    ) in said.out
    steps = [line for line in said.out.splitlines() if line.startswith("next")]
    assert steps[0] == f"next      Remark: qaudit review remark {visit} CODE WORDS"
    assert len(steps) == 5
    document = done(cli, "owl", "review", "show", visit, "--json").document
    assert document["can"] == ["approve", "correct", "remark", "return", "void"]
    assert [finding["code"] for finding in document["findings"]] == ["ARR-02", "TLK-03"]
    assert document["score"]["final_percent"] == "82.5"
    house.close()


def test_a_branch_sees_what_was_missed_again_before_the_rest(cli: Cli, house: House) -> None:
    house.published(house_table("TLK-03,2,Never looked up"))
    house.wait(days=1)
    visit = house.published()
    rona = house.person("rona")
    house.desk("rona").branch_desk.explain(visit, "TLK-03", "busy", "A coach arrived", rona)
    lines = done(cli, "rona", "branch", "visit", visit).out.splitlines()
    start = lines.index("TLK-03  The agent is friendly")
    assert lines[start : start + 4] == [
        "TLK-03  The agent is friendly",
        "verdict   partly met, 2, 2 visits in a row",
        "note      Never looked up",
        "reason    more customers than usual: A coach arrived",
    ]
    assert lines.index("ARR-02  The window is clean") > start
    assert "appeals   until 2026-05-22" in lines
    assert [line for line in lines if line.startswith("trend")] == [
        "trend     2026-05-14  92.5 %",
        "trend     2026-05-15  82.5 %",
    ]
    missed = done(cli, "rona", "branch", "visit", visit, "--json").document["missed"]
    assert [(one["code"], one["in_a_row"]) for one in missed] == [("TLK-03", 2), ("ARR-02", 1)]
    assert any(line.startswith("next      Appeal: ") for line in lines)
    house.wait(days=8)
    later = done(cli, "rona", "branch", "visit", visit).out
    assert "appeals   until 2026-05-22, which is over\n" in later
    assert "next      Appeal: " not in later
    house.close()


def house_table(*rows: str) -> str:
    """The readings of a visit that met all, with these in the place of theirs."""
    from tests.corner_shop import ALL_MET

    by_code = {row.partition(",")[0]: row for row in rows}
    lines = (by_code.get(line.partition(",")[0], line) for line in ALL_MET.splitlines())
    return "\n".join(lines) + "\n"


def test_lists_are_narrowed_by_place(cli: Cli, house: House) -> None:
    """`--region` and `--brand` choose branches; a manager's lists have their own branches alone."""
    cli.done("branch", "add", "SUD-01", "--name", "South", "--region", "South", "--brand", "Fox")
    north, south = house.published(), house.published(branch="SUD-01")
    due = house.today()
    for visit in (north, south):
        house.desk("hq").mending.plan(visit, ["ARR-02"], "Clean it", "trainer", due, house.person("hq"))

    def visits(person: str, *words: str) -> set[str]:
        return {one["visit"] for one in done(cli, person, *words, "--json").document}

    assert visits("hq", "visit", "list") == {north, south}
    assert visits("hq", "visit", "list", "--region", "South") == {south}
    assert visits("hq", "visit", "list", "--brand", "Fox", "--status", "published") == {south}
    assert visits("rona", "visit", "list") == {north}
    assert visits("rona", "visit", "list", "--status", "open") == set()
    assert visits("rona", "visit", "list", "--branch", "SUD-01") == set()
    assert visits("hq", "action", "list") == {north, south}
    assert visits("hq", "action", "list", "--brand", "Fox") == {south}
    assert visits("rona", "action", "list") == {north}
    assert visits("hq", "action", "list", "--due-by", "2026-05-13") == set()
    assert visits("hq", "action", "list", "--overdue") == set()
    house.wait(days=1)
    assert visits("hq", "action", "list", "--overdue") == {north, south}
    [line] = done(cli, "rona", "action", "list").out.splitlines()[1:]
    assert line.split()[1:5] == ["2026-05-14", "-1", "overdue", "HAI-01"]
    house.close()


def test_a_manager_sees_their_own_check_before_it_is_published(cli: Cli, house: House) -> None:
    own, others = house.opened(auditor="rona"), house.opened()
    assert [one["visit"] for one in done(cli, "rona", "visit", "list", "--json").document] == [own]
    assert {one["visit"] for one in cli.done("visit", "list", "--json").document} == {own, others}
    house.close()


def test_a_day_of_publication_is_one_of_the_publishers_clock(cli: Cli, house: House) -> None:
    """The clock of these tests is two hours ahead of UTC; a zone that is written goes before it."""
    moments = {
        "2026-06-01": "2026-05-31T22:00:00.000000+00:00",
        "2026-06-01 09:00": "2026-06-01T07:00:00.000000+00:00",
        "2026-06-01T09:00+05:30": "2026-06-01T03:30:00.000000+00:00",
    }
    for written, moment in moments.items():
        words = ("round", "publish", house.approved(), "--format", "html", "--embargo", written, "--json")
        assert done(cli, "hq", *words).document["visible_from"] == moment
    said = done(cli, "hq", "round", "publish", "--all")
    assert (said.out, said.err) == ("", "No visit waits to be published\n")
    waits = house.approved()
    assert done(cli, "hq", "round", "waiting").out.splitlines()[1].split()[0] == waits
    assert [one["visit"] for one in done(cli, "hq", "round", "waiting", "--json").document] == [waits]
    house.close()


def test_lists_of_the_brand_are_keys_with_their_words(cli: Cli, house: House) -> None:
    visit = house.published()
    for words, key in (
        (("branch", "causes"), "short_of_staff"),
        (("appeal", "reasons"), "wrong_fact"),
        (("action", "owners"), "branch_manager"),
    ):
        listed = done(cli, "rona", *words, visit, "--json").document
        assert listed[0]["key"] == key
        table = done(cli, "rona", *words, visit).out.splitlines()
        assert table[0].split() == ["KEY", "WORDS"]
        assert len(table) == len(listed) + 1
    house.close()


def test_nothing_to_list_is_said(cli: Cli, house: House) -> None:
    visit = house.opened()
    for words in (
        ("review", "queue"),
        ("round", "waiting"),
        ("branch", "desk"),
        ("appeal", "list"),
        ("action", "list"),
        ("report", "kept", visit),
    ):
        said = done(cli, "hq", *words)
        assert (said.out, len(said.err.splitlines())) == ("", 1), words
    house.close()


def test_the_doctor_names_zones_that_the_machine_does_not_know(cli: Cli, house: House) -> None:
    house.close()
    with closing(sqlite3.connect(cli.db)) as database, database:
        database.execute("UPDATE branches SET timezone = 'Mars/Olympus' WHERE code = 'ACR-02'")
    lines = cli.done("doctor").out.splitlines()
    assert "good     people: 4 people: branch manager 2, headquarters 2" in lines
    [zone] = [line for line in lines if "Mars/Olympus" in line]
    assert zone.startswith(
        "warning  branches: this machine does not know the time zone Mars/Olympus of branch ACR-02"
    )


def test_the_doctor_finds_visits_of_every_status_sound(cli: Cli, house: House) -> None:
    """A corrected, published or returned visit is as it should be, and so is a manager's machine."""
    owl = house.person("owl")
    house.published()
    corrected = house.submitted()
    house.desk("owl").review.correct(corrected, "ARR-02", "yes", "The photo shows it", owl)
    returned = house.submitted()
    house.desk("owl").review.send_back(returned, "Look again", owl)
    house.desk("heron").fieldwork.record(house.desk("heron").fieldwork.walk(returned), "TLK-03", "5")
    house.close()
    said = cli.done("--as", "rona", "doctor")
    assert "good     scorecards: recomputed and equal: 2" in said.out.splitlines()


def test_completion_offers_people_appeals_and_actions(cli: Cli, house: House) -> None:
    visit = house.published()
    rona = house.person("rona")
    appeal = house.desk("rona").appeals.appeal(visit, "ARR-02", "other", "It was clean", rona)
    action = house.desk("rona").mending.plan(visit, ["ARR-02"], "Clean it", "trainer", house.today(), rona)
    house.close()
    context = typed(cli, "appeal", "show", "--as", "rona")
    assert completion.offer_appeals(context, "") == [(appeal.id, "ARR-02 open")]
    assert completion.offer_actions(context, "") == [(action.id, "2026-05-14 Clean it")]
    assert completion.offer_appeals(typed(cli, "appeal", "show"), "") == []
    assert ("owl", "reviewer") in completion.offer_people(context, "o")


def test_the_person_is_kept_in_the_next_command(cli: Cli, house: House) -> None:
    visit = house.opened()
    house.close()
    said = done(cli, "heron", "visit", "show", visit)
    assert f"--as heron visit walk {visit}" in said.err


def test_a_planned_visit_waits_for_its_day(cli: Cli, house: House) -> None:
    words = ("visit", "plan", "corner-shop", "--branch", "HAI-01", "--auditor", "heron", "--on", "2026-05-20")
    planned = done(cli, "hq", *words, "--fact", "channel=desk", "--json").document
    assert planned["planned_for"] == "2026-05-20"
    visit = planned["visit"]
    shown = cli.done("visit", "show", visit).out
    assert "planned for  2026-05-20\n" in shown
    assert "opened" not in shown
    assert cli("visit", "record", visit, "ARR-02", "yes").code == 7
    house.wait_until(datetime(2026, 5, 20, 8, 0, tzinfo=UTC))
    said = done(cli, "heron", "visit", "start", visit)
    assert said.err.startswith(f"Visit {visit} is open\nGo on with: qaudit ")
    cli.done("visit", "record", visit, "ARR-02", "yes")
    house.close()


def test_a_kept_report_is_given_back_as_it_was_or_not_at_all(cli: Cli, house: House) -> None:
    visit = house.published()
    house.close()
    [kept] = done(cli, "rona", "report", "kept", visit, "--json").document
    assert (kept["number"], kept["media_type"], kept["language"]) == (1, "text/html", "en")
    paper = cli.folder / "paper.html"
    written = done(cli, "rona", "report", "kept", visit, "-o", str(paper), "--json").document
    assert written == {"path": str(paper), "digest": kept["digest"], "media_type": "text/html"}
    assert hashlib.sha256(paper.read_bytes()).hexdigest() == kept["digest"]
    [table] = done(cli, "rona", "report", "kept", visit).out.splitlines()[1:]
    assert table.endswith(kept["digest"][:12])
    said = cli("report", "kept", visit, "-o", str(cli.folder / "paper.pdf"), "--as", "rona")
    assert (said.code, said.out) == (2, "")
    assert "paper.pdf: the report was kept as HTML (name a file that ends in .html)" in said.err
    [inside] = (cli.folder / "reports").rglob("*.html")
    inside.write_text("another", encoding="utf-8")
    said = cli("report", "kept", visit, "-o", str(paper), "--as", "rona")
    assert said.code == 6
    assert "was changed after it was published" in said.err
    assert paper.stat().st_size == kept["size"]
