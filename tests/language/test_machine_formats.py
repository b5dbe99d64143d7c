"""What programs read is the same in every language; what people read is not."""

import pytest

from qaudit import locale
from qaudit.speech import LANGUAGES, speaking
from tests.command_line import Cli
from tests.corner_shop import ALL_MET


@pytest.fixture(autouse=True)
def catalogues() -> None:
    locale.install()


@pytest.mark.parametrize(
    "words",
    [
        "visit list", "visit show {visit}", "visit score {visit}", "journal {visit}", "pack list",
        "pack show corner-shop", "branch list", "auditor list",
    ],
)  # fmt: skip
def test_json_is_the_same_in_every_language(cli: Cli, words: str) -> None:
    visit = cli.filled(ALL_MET)
    said = []
    for language in LANGUAGES:
        with speaking(language):
            said.append(cli.done(*words.format(visit=visit).split(), "--json").out)
    assert said[0].strip() not in ("", "[]")
    assert said == [said[0]] * len(LANGUAGES)


def test_what_is_recorded_in_one_language_is_read_in_another(cli: Cli) -> None:
    with speaking("he"):
        visit = cli.filled(ALL_MET)
        cli.done("visit", "submit", visit)
    with speaking("ro"):
        card = cli.done("visit", "score", visit, "--json").document
    assert (card["final_percent"], card["status"], card["outcome"]) == ("100.0", "submitted", "pass")
    assert cli.done("journal", visit, "--verify").code == 0


def test_what_people_read_is_in_their_language(cli: Cli) -> None:
    visit = cli.filled(ALL_MET)
    said = {}
    for language in LANGUAGES:
        with speaking(language):
            said[language] = (cli.done("visit", "show", visit).out, cli("visit", "show", "none").err)
    assert len({out for out, _err in said.values()}) == len(LANGUAGES)
    assert len({err for _out, err in said.values()}) == len(LANGUAGES)
    assert "100,0" in score_in(cli, visit, "ro")


def score_in(cli: Cli, visit: str, language: str) -> str:
    """The score as people read it."""
    with speaking(language):
        return cli.done("visit", "score", visit).out


@pytest.mark.parametrize("language", LANGUAGES)
def test_exit_codes_are_the_same(cli: Cli, language: str) -> None:
    visit = cli.filled("code,reading\n")
    with speaking(language):
        assert cli("visit", "show", "none").code == 2
        assert cli("pack", "show", "none").code == 2
        assert cli("visit", "list", "--status", "bad").code == 2
        assert cli("visit", "submit", visit).code == 4
