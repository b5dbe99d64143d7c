"""Deeds in a wrong status, by a wrong person, with bad input: the exit code, and the one message that says why."""

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass

import pytest

from qaudit.core.visits import VisitStatus
from tests.command_line import Cli
from tests.desk.staffed import House

PLAN = ("--what", "Train", "--owner", "trainer", "--due", "2026-06-01")
BY = ("--what", "Train", "--owner", "trainer", "--due")
OWNED = ("--what", "Train", "--due", "2026-06-01", "--owner")
VISIT = "visit plan corner-shop --branch HAI-01 --auditor heron --on"


@dataclass(frozen=True)
class Refused:
    """What a person types, the exit code, and what is said. `{open}` stands for a visit of that status."""

    person: str
    typed: tuple[str, ...]
    says: str
    code: int = 7


def row(person: str, typed: str, *more: str, says: str, code: int = 7) -> Refused:
    return Refused(person, (*typed.split(), *more), says, code)


def usage(person: str, typed: str, *more: str, says: str) -> Refused:
    return row(person, typed, *more, says=says, code=2)


WRONG_STATUS = [
    row(
        "heron", "visit start {open}", says="Open: visit {open} is open (this is for a visit that is planned)"
    ),
    row("heron", "visit answer {submitted} 1 yes", says="Answer a remark: visit {submitted} is submitted"),
    row("heron", "visit void {submitted} --why seen", says="(this is for a visit that is open or returned)"),
    row("owl", "review remark {approved} - Why?", says="Remark: visit {approved} is approved"),
    row("owl", "review return {published} --why late", says="Return: visit {published} is published"),
    row("owl", "review correct {approved} ARR-02 yes --why x", says="Correct a reading: visit {approved} is"),
    row("owl", "review approve {returned}", says="Approve: visit {returned} is returned"),
    row(
        "owl",
        "visit void {published} --why seen",
        says="(this is for a visit that is planned, open, submitted,",
    ),
    row("hq", "round publish {submitted} --format html", says="Publish: visit {submitted} is submitted"),
    row("hq", "round publish {published} --format html", says="Publish: visit {published} is published"),
    row("hq", "round close {approved}", says="Close: visit {approved} is approved"),
    row("hq", "visit void {void} --why again", says="Make void: visit {void} is void"),
    row("rona", "branch acknowledge {approved}", says="Visit {approved} is not published for its branch yet"),
    row("rona", "branch explain {approved} --cause busy", says="is not published for its branch yet"),
    row(
        "rona",
        "appeal open {closed} ARR-02 --reason other --words x",
        says="Appeal: visit {closed} is closed",
    ),
    row("hq", "action plan {approved} ARR-02", *PLAN, says="Corrective action: visit {approved} is approved"),
    row(
        "heron",
        "visit record {submitted} ARR-02 yes",
        says="is submitted and can no longer be changed",
        code=4,
    ),
    row("heron", "visit submit {published}", says="is submitted and can no longer be changed", code=4),
]
WRONG_PERSON = [
    row(
        "heron",
        "review approve {submitted}",
        says="Approve: not in your role (this is for reviewer or headquarters)",
    ),
    row("heron", "review queue", says="This is the desk of reviewers (this is for reviewer or headquarters)"),
    row("rona", "review queue", says="This is the desk of reviewers"),
    row("rona", "review show {submitted}", says="This is the desk of reviewers"),
    row("heron", "review checks {submitted}", says="This is the desk of reviewers"),
    row("rona", "round waiting", says="This is the desk of reviewers"),
    row("owl", "round publish {approved}", says="Publish: not in your role (this is for headquarters)"),
    row("owl", "round close {published}", says="Close: not in your role (this is for headquarters)"),
    row(
        "owl",
        "branch acknowledge {published}",
        says="Acknowledge: not in your role (this is for branch manager)",
    ),
    row("hq", "appeal open {published} ARR-02 --reason other --words x", says="Appeal: not in your role"),
    row("owl", "action plan {published} ARR-02", *PLAN, says="(this is for branch manager or headquarters)"),
    row("owl", "appeal decide {appeal} rejected --why x", says="Decide an appeal: not in your role"),
    row("heron", "appeal list", says="Appeals are between a branch and headquarters"),
    row(
        "heron",
        "action list",
        says="Corrective actions are not in your role (this is for branch manager, reviewer or headquarters)",
    ),
    row("heron", "branch desk", says="This is the desk of branch managers"),
    row(
        "rona",
        "person add kite --role reviewer",
        says="Adding people is not in your role (this is for headquarters)",
    ),
    row("crane", "visit start {planned}", says="Open: visit {planned} is another auditor's"),
    row("owl", "visit record {open} ARR-02 yes", says="Record: visit {open} is another auditor's"),
    row("crane", "visit void {open} --why seen", says="Make void: visit {open} is another auditor's"),
    row("chief", "review approve {own}", says="Approve: visit {own} is your own (somebody else reviews it)"),
    row("dan", "branch acknowledge {published}", says="Branch HAI-01 is not one of yours"),
    row("dan", "visit show {published}", says="Branch HAI-01 is not one of yours"),
    row("dan", "branch desk HAI-01", says="Branch HAI-01 is not one of yours"),
    row("dan", "action list --branch HAI-01", says="Branch HAI-01 is not one of yours"),
    row("dan", "appeal show {appeal}", says="Appeals are between a branch and headquarters"),
    row("rona", "journal {approved}", says="is not published for its branch yet"),
]
BAD_INPUT = [
    usage("", "review queue", says="Say who you are: --as ALIAS (or set QAUDIT_AS"),
    usage("rone", "review queue", says="There is nobody called rone (did you mean rona?)"),
    usage("owl", "review correct {submitted} ARR-02 yes", says="A correction needs a reason (say why: --why)"),
    row("owl", "review correct {submitted} TLK-03 9 --why x", says="TLK-03: ", code=4),
    row("owl", "review correct {submitted} ARR-2 yes --why x", says="did you mean ARR-02?", code=4),
    usage("owl", "review remark {submitted} ARR-02", " ", says="A remark needs words"),
    usage("owl", "review return {submitted}", says="A visit is returned with a remark or a reason"),
    usage("owl", "visit void {submitted}", says="A visit is made void with a reason (say why: --why)"),
    usage("heron", "visit answer {returned} 7 yes", says="Visit {returned} has no remark 7"),
    usage("hq", f"{VISIT} 2026-05-13", says="2026-05-13 is over"),
    usage("hq", f"{VISIT} Friday", says="'Friday' is no day"),
    usage("hq", "round publish {approved} --embargo 2026-05-14", says="The day of publication is over: 2026-05-14"),
    usage("hq", "round publish {approved} --embargo soon", says="'soon' is no day of publication"),
    usage("hq", "round publish", says="Which visits are to be published? (name them, or say --all"),
    usage("hq", "round publish {approved} --all", says="Name visits, or say --all; not both"),
    usage("hq", "round publish {approved} --region North", says="(say --all with them)"),
    usage("hq", "round publish {approved} --lang xx", says="has the language 'xx'"),
    usage("rona", "branch explain {published} ARR-02 --cause trainig", says="(did you mean training?)"),
    usage("rona", "branch explain {published} ARR-02 --cause zzz", says="'zzz' is no cause of this brand (one of"),
    usage("rona", "branch explain {published}", says="Missing option '--cause'"),
    usage("rona", "appeal open {published} TLK-03 --reason wrongtime --words x", says="did you mean wrong_time?"),
    usage("rona", "appeal open {published} ARR-01 --reason other --words x", says="ARR-01 was not missed"),
    row("rona", "appeal open {published} ARR-02 --reason other --words x", says="was appealed before", code=7),
    row("rona", "appeal open {old} ARR-02 --reason other --words x", says="could be appealed until 2026-05-08", code=7),
    usage("hq", "appeal decide {appeal} rejected", says="A decision needs a reason (say why: --why)"),
    usage("hq", "appeal decide {appeal} amended --why x", says="An amended verdict needs a reading"),
    usage("hq", "appeal decide {appeal} upheld --why x --reading yes", says="Only an amended verdict has"),
    usage("hq", "appeal decide {appeal} open --why x", says="'open' is not one of"),
    usage("hq", "appeal show 0000", says="There is no appeal 0000 (qaudit appeal list shows them)"),
    usage("rona", "action plan {published} ARR-01", *PLAN, says="(an action mends what was missed: ARR-02, TLK-03)"),
    usage("rona", "action plan {published} ARR-02", *BY, "2026-05-13", says="The due day 2026-05-13 is over"),
    usage("rona", "action plan {published} ARR-02", *BY, "2036-05-13", says="more than three years away"),
    usage("rona", "action plan {published} ARR-02", *OWNED, "trainr", says="did you mean trainer?"),
    usage("rona", "action done {action}", says="What shows that it was done?"),
    usage("rona", "action drop {action}", says="An action is dropped with a reason (say why: --why)"),
    usage("rona", "action postpone {action} --due 2026-06-02", says="A day is moved with a reason"),
    usage("rona", "action show 019708", says="Several begin with 019708 (give more of the id)"),
    usage("rona", "action list --due-by soon", says="'soon' is no day"),
    usage("rona", "action list --branch HAI-1", says="There is no branch HAI-1 (did you mean HAI-01?)"),
    usage("rona", "report kept {published} --number 1", says="(say where: -o FILE)"),
    usage("rona", "report kept {published} --number 9 -o x.html", says="has no such kept report"),
    usage("hq", "person add owl2 --role manager", says="A branch manager needs a branch (name it: --branch CODE)"),
    usage("hq", "person add owl2 --role reviewer --branch HAI-01", says="Only a branch manager has branches"),
    usage("hq", "person add rona --role reviewer", says="There is a person rona already"),
    usage("hq", "person add owl2 --role manager --branch HAI-1", says="did you mean HAI-01?"),
    usage("hq", "journal {published} --tail abc", says="'abc' is no seal"),
]  # fmt: skip


@dataclass
class Shop:
    """A house with a visit in every status; `ids` are what the rows of the tables name."""

    cli: Cli
    house: House
    ids: dict[str, str]


@pytest.fixture
def shop(cli: Cli) -> Shop:
    house = House(cli.folder, str(cli.db), cli.clock)
    house.staff()
    hq, owl, rona = house.person("hq"), house.person("owl"), house.person("rona")
    today = house.today()
    house.wait(days=-13)
    ids = {"old": house.published()}
    house.wait(days=13)
    for status in ("published", "closed", "void", "returned"):
        ids[status] = house.published() if status in ("published", "closed") else house.submitted()
    house.desk("hq").publication.close(ids["closed"], hq)
    house.desk("hq").review.void(ids["void"], "the auditor was recognised", hq)
    house.desk("owl").review.remark(ids["returned"], "ARR-02", "Which window?", owl)
    house.desk("owl").review.send_back(ids["returned"], "", owl)
    ids["approved"], ids["submitted"], ids["open"] = house.approved(), house.submitted(), house.opened()
    ids["own"] = house.submitted(auditor="chief")
    planned = house.desk("hq").appointments.plan("corner-shop", "HAI-01", "heron", today, {"channel": "desk"})
    ids["planned"] = planned.visit.id
    desk = house.desk("rona")
    ids["appeal"] = desk.appeals.appeal(ids["published"], "ARR-02", "other", "It was clean", rona).id
    for number in (1, 2):
        what = f"Clean it {number}"
        action = desk.mending.plan(ids["published"], ["ARR-02"], what, "trainer", today, rona)
        ids["action"] = action.id
    for status in VisitStatus:
        assert house.status(ids[status.value]) is status
    return Shop(cli, house, ids)


def test_a_deed_that_is_refused_says_why_and_leaves_all_as_it_was(shop: Shop) -> None:
    rows = [*WRONG_STATUS, *WRONG_PERSON, *BAD_INPUT]
    assert len(rows) > 80
    wrong = []
    with shop.house.nothing_changes():
        for refused in rows:
            typed = [filled(word, shop.ids) for word in refused.typed]
            said = shop.cli(*typed, *(("--as", refused.person) if refused.person else ()))
            says = filled(refused.says, shop.ids)
            if said.code != refused.code or says not in said.err or "Traceback" in said.err or said.out:
                wrong.append(f"{refused.person}: {' '.join(refused.typed)}: {said.code} {said.err}{said.out}")
    shop.house.close()
    assert wrong == []


def filled(words: str, ids: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda name: ids[name[1]], words)


def test_files_of_an_appeal_and_of_an_action_are_looked_at(shop: Shop) -> None:
    cli, visit, action = shop.cli, shop.ids["published"], shop.ids["action"]
    program, broken, empty, huge = (
        cli.folder / name for name in ("menu.jpg", "photo.jpg", "empty.txt", "huge.jpg")
    )
    program.write_bytes(b"MZ\x90\0\3\0\0\0")
    broken.write_bytes(b"\xff\xd8\xff no picture")
    empty.touch()
    with huge.open("wb") as sparse:
        sparse.truncate(50_000_001)
    words = ("appeal", "open", visit, "TLK-03", "--reason", "other", "--words", "It was so", "--as", "rona")
    with shop.house.nothing_changes():
        for file in (program, broken, empty, huge, cli.folder / "nowhere.txt"):
            for said in (
                cli(*words, "--file", str(file)),
                cli("action", "done", action, "--file", str(file), "--as", "rona"),
            ):
                assert said.code == 4, said.err
                assert file.name in said.err
    receipt = cli.folder / "receipt.txt"
    receipt.write_text("Total 12", encoding="utf-8")
    opened = cli.done(*words, "--file", str(receipt), "--json").document
    assert [kept["name"] for kept in opened["evidence"]] == ["receipt.txt"]
    cli.done("action", "done", action, "--file", str(receipt), "--as", "rona")
    shop.house.close()


def test_many_visits_are_approved_closed_and_published_past_one_that_is_refused(shop: Shop) -> None:
    cli, ids = shop.cli, shop.ids
    said = cli("review", "approve", ids["void"], ids["submitted"], "--as", "owl")
    assert (said.code, said.out) == (7, "")
    assert f"Visit {ids['submitted']} is approved\n" in said.err
    said = cli("round", "publish", ids["returned"], ids["submitted"], "--format", "html", "--as", "hq")
    assert (said.code, said.out) == (7, f"{ids['submitted']}\n")
    assert f"{ids['returned']} was not published: Publish: visit" in said.err
    shop.house.close()


def test_an_appeal_is_decided_once_and_the_second_is_told_by_whom(shop: Shop) -> None:
    cli, appeal = shop.cli, shop.ids["appeal"]
    said = cli.done("appeal", "decide", appeal, "upheld", "--why", "It was clean", "--as", "hq")
    assert said.err.startswith("The appeal on ARR-02 is upheld\nThe score is ")
    again = cli("appeal", "decide", appeal, "rejected", "--why", "No", "--as", "chief")
    assert again.code == 7
    assert "was decided already: upheld, by hq" in again.err
    shop.house.close()


def test_a_decision_stands_where_its_report_cannot_be_kept(shop: Shop) -> None:
    cli, appeal = shop.cli, shop.ids["appeal"]
    shop.house.close()
    reports = cli.folder / "reports"
    reports.rename(cli.folder / "away")
    reports.write_text("no folder", encoding="utf-8")
    said = cli("appeal", "decide", appeal, "rejected", "--why", "The photo shows it", "--as", "hq")
    assert said.code == 6
    assert "The appeal on ARR-02 is decided, but its new report could not be kept: " in said.err
    assert cli.done("appeal", "show", appeal, "--json", "--as", "hq").document["state"] == "rejected"


def test_the_first_broken_entry_is_named_whatever_was_done_to_it(shop: Shop) -> None:
    cli, visit = shop.cli, shop.ids["published"]
    entries = cli.done("journal", visit, "--json").document
    [appealed] = [entry["number"] for entry in entries if entry["act"] == "appealed"]
    shop.house.close()
    with closing(sqlite3.connect(cli.db)) as database, database:
        spoilt = "UPDATE journal SET became = '[1' WHERE visit_id = ? AND number = ?"
        assert database.execute(spoilt, (visit, appealed)).rowcount == 1
    said = cli("journal", visit, "--verify")
    assert said.code == 5
    assert f"entry {appealed} of visit {visit} is missing or was changed" in said.err
    assert "[1" in said.out
    assert cli("journal", visit, "--tail", entries[0]["seal"]).code == 5


def test_a_seal_of_another_visit_is_none_of_this_one(shop: Shop) -> None:
    cli, ids = shop.cli, shop.ids
    seal = cli.done("journal", ids["closed"], "--json").document[-1]["seal"]
    said = cli("journal", ids["published"], "--tail", seal)
    assert said.code == 5
    assert f"No entry of visit {ids['published']} has the seal {seal}" in said.err
    assert "That is the seal of entry" in cli.done("journal", ids["closed"], "--tail", seal[:12]).err
    shop.house.close()
