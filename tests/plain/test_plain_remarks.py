"""The plain walk of a visit that came back: its remarks, their answers, and what is told before it is submitted."""

from typing import Any

from tests.command_line import Cli, Said
from tests.corner_shop import ALL_MET

MISSED = ALL_MET.replace("ARR-02,yes,", "ARR-02,no,A streak across the glass")


def returned(cli: Cli, *remarks: tuple[str, str], why: str = "") -> str:
    """A visit that came back with remarks of code and words, on the whole visit where there is no code."""
    visit = cli.filled(MISSED)
    cli.done("visit", "submit", visit)
    cli.done("person", "add", "owl", "--role", "reviewer")
    for code, words in remarks:
        cli.done("review", "remark", visit, code or "-", words, "--as", "owl")
    cli.done("review", "return", visit, *(("--why", why) if why else ()), "--as", "owl")
    return visit


def walk(cli: Cli, visit: str, *lines: str) -> Said:
    """Walks with these lines, then the input ends."""
    return cli("visit", "walk", visit, "--plain", stdin="".join(f"{line}\n" for line in lines))


def kept(cli: Cli, visit: str) -> list[Any]:
    """The remarks as the store has them."""
    remarks: list[Any] = cli.done("visit", "show", visit, "--json").document["remarks"]
    return remarks


def test_remarks_are_told_at_their_standard_and_answered_there(cli: Cli) -> None:
    visit = returned(
        cli, ("ARR-02", "Which window?"), ("TLK-03", "Who was it?"), why="Two things are not clear"
    )
    said = walk(cli, visit, ":answer The left one", ":answer", "The one with the beard", ":submit", "13:00")
    assert said.code == 0, said.out
    told = said.out
    assert "The visit came back: Two things are not clear\n2 remarks wait for an answer" in told
    assert "2 of 9. ARR-02" in told
    assert "Remark 1: Which window?\nIt waits for an answer: :answer WORDS\n" in told
    assert "saved: answer to remark 1\n" in told
    assert "Remark 2: Who was it?" in told
    assert "Write the answer to remark 2." in told
    assert "Every remark has its answer. :submit hands the visit in again." in told
    assert [one["answer"] for one in kept(cli, visit)] == ["The left one", "The one with the beard"]
    assert cli.done("visit", "show", visit, "--json").document["status"] == "submitted"


def test_a_remark_without_an_answer_holds_the_visit_back(cli: Cli) -> None:
    visit = returned(cli, ("ARR-02", "Which window?"))
    said = walk(cli, visit, ":status", ":submit")
    assert said.code == 4
    assert "Missing: ARR-02: remark 1 has no answer\n" in said.out
    assert "Not submitted. Missing:\nARR-02: remark 1 has no answer\n" in said.out
    assert "Go on with:" in said.out
    assert cli.done("visit", "show", visit, "--json").document["status"] == "returned"


def test_a_remark_on_the_whole_visit_is_told_first_and_answered_by_its_number(cli: Cli) -> None:
    visit = returned(cli, ("", "Was it raining?"), ("ARR-02", "Which window?"))
    said = walk(cli, visit, ":remarks", ":answer 1 No", ":answer Both", ":remarks", ":go ARR-01", ":answer x")
    assert "The visit came back.\nRemark 1: Was it raining?\n" in said.out
    assert "It waits for an answer: :answer 1 WORDS\n" in said.out
    assert "ARR-02:\nRemark 2: Which window?\nYour answer: Both\n" in said.out
    assert "Not done: There is no remark on what is asked (name its number: :answer 1 WORDS)" in said.out
    assert [one["answer"] for one in kept(cli, visit)] == ["No", "Both"]


def test_an_answer_needs_words_and_a_visit_without_remarks_has_none_to_answer(cli: Cli) -> None:
    visit = returned(cli, ("ARR-02", "Which window?"))
    said = walk(cli, visit, ":answer", "", "The left one")
    assert "Not saved: An answer needs words" in said.out
    assert "saved: answer to remark 1" in said.out
    other = walk(cli, cli.opened(), ":remarks", ":answer yes")
    assert "There is no remark on this visit." in other.out
    assert "Not done: There is no remark on what is asked" in other.out


def test_readings_are_written_again_and_a_visit_that_is_not_open_is_refused(cli: Cli) -> None:
    visit = returned(cli, why="Look again")
    assert "saved: ARR-02 yes" in walk(cli, visit, ":go ARR-02", "yes").out
    cli.done("visit", "void", visit, "--why", "Recognised", "--as", "owl")
    said = walk(cli, visit, "yes")
    assert (said.code, said.out) == (7, "")
    assert f"Visit {visit} is void" in said.err
