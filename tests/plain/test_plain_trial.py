"""`pack try --plain`: a pack walked line by line by its author."""

from tests.command_line import Cli, Said
from tests.corner_shop import write_corner_shop

FACT = ("--fact", "channel=desk")


def trial(cli: Cli, *lines: str, facts: tuple[str, ...] = FACT) -> Said:
    """Tries the corner shop, which hides the score from shoppers, with these lines."""
    write_corner_shop(cli.library, shown=False)
    stdin = "".join(f"{line}\n" for line in lines)
    return cli("pack", "try", "corner-shop", "--plain", *facts, stdin=stdin)


def test_the_score_is_said_before_each_standard_and_nothing_is_kept(cli: Cli) -> None:
    before = sorted(path.name for path in cli.folder.rglob("*"))
    said = trial(cli, "45s", "no free hand", "yes", ":undo", ":quit")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[:4] == [
        "Trial of corner-shop@1: nothing that you write is kept.",
        "You see the score as its author; shoppers do not.",
        "Write a reading, ? for guidance, or :help for the commands.",
        "no score yet",
    ]
    assert [line for line in lines if "so far ·" in line] == ["100.0 % so far · Good · Passed so far"] * 3
    assert "ARR-01 45s" in lines
    assert "saved" not in said.out
    assert lines[-5:] == [
        "The trial is over, and nothing of it is kept.",
        "score so far  100.0 %",
        "band          Good",
        "outcome       pass",
        "because       The score of 100.0 % reaches the pass mark of 80 %.",
    ]
    assert sorted(path.name for path in cli.folder.rglob("*")) == before


def test_what_a_trial_has_no_use_for_is_refused(cli: Cli) -> None:
    said = trial(cli, ":submit", ":evidence photo.jpg")
    assert said.code == 4
    assert said.out.count("Not done: A trial keeps nothing: no file is taken and nothing is submitted") == 2


def test_facts_decide_what_is_asked_and_wrong_ones_are_refused(cli: Cli) -> None:
    assert "1 of 9." in trial(cli).out
    assert "1 of 8." in trial(cli, facts=("--fact", "channel=phone")).out
    assert "1 of 8." in trial(cli, facts=()).out
    wrong = trial(cli, facts=("--fact", "channel=fax"))
    assert (wrong.code, wrong.out) == (2, "")
    assert "Fact channel cannot be fax" in wrong.err


def test_without_a_terminal_the_app_names_the_way_that_needs_none(cli: Cli) -> None:
    said = cli("pack", "try", "corner-shop")
    assert said.code == 2
    assert "without one: qaudit pack try corner-shop --plain" in said.err
