"""Which language is chosen: asked for, else the environment's, else the settings', else the system's, else English."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qaudit import speech
from qaudit.errors import UsageError
from qaudit.locale.choice import asked_language, system_language
from qaudit.settings import read_settings
from qaudit.wiring import speak_as_asked


@pytest.mark.parametrize(
    ("line", "variable", "language"),
    [
        ("", "", None),
        ("--lang he", "", "he"),
        ("--lang=ro visit list", "", "ro"),
        ("visit list --lang he", "", "he"),
        ("visit list --lang he", "ro", "he"),
        ("visit list", "ro", "ro"),
        ("--lang he visit list --lang ro", "", "ro"),
        ("--lang he_IL.UTF-8", "", "he"),
        ("--lang iw", "", "he"),
        ("--db --lang visit list", "", None),
        ("visit note X A -- --lang he", "", None),
        ("visit list --lang", "", None),
        # A document's language is its own affair.
        ("report visit X --lang he", "", None),
        ("report visit X --lang fr", "", None),
        ("--lang he report visit X --lang fr", "", "he"),
        ("--db report visit list --lang he", "", "he"),
        ("--as report visit list --lang he", "", "he"),
        ("--as dana report visit X --lang he", "", None),
        ("--as dana report visit X --lang fr", "", None),
        ("compare report -o X --lang he", "", None),
        ("compare --lang ro report --lang he", "", "ro"),
        ("compare league --lang he", "", "he"),
        ("round publish X --lang he", "ro", "ro"),
        ("round show --lang he", "", "he"),
    ],
)
def test_the_option_is_found_before_the_noun_and_after_it(
    line: str, variable: str, language: str | None
) -> None:
    assert asked_language(line.split(), {"QAUDIT_LANG": variable}) == language


@pytest.mark.parametrize(
    ("line", "variable"), [("--lang fr", ""), ("visit list --lang=xx", ""), ("", "klingon")]
)
def test_a_language_without_words_is_refused(line: str, variable: str) -> None:
    with pytest.raises(UsageError, match=r"no words in .* \(choose one of en, he, ro\)"):
        asked_language(line.split(), {"QAUDIT_LANG": variable})


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ro_RO.UTF-8"}, "ro"),
        ({"LC_MESSAGES": "he_IL", "LANG": "ro_RO.UTF-8"}, "he"),
        ({"LC_ALL": "C", "LC_MESSAGES": "he_IL"}, "en"),
        ({"LC_ALL": "", "LANG": "iw_IL"}, "he"),
        ({"LANG": "fr_FR.UTF-8"}, None),
        ({"LANG": "POSIX"}, "en"),
    ],
)
def test_the_systems_locale(environment: dict[str, str], language: str | None) -> None:
    assert system_language(environment) == language


@pytest.fixture
def spoken_again() -> object:
    """English again after a test that chose for the whole program."""
    yield
    speech.speak(speech.ENGLISH)


@pytest.mark.parametrize(
    ("arguments", "environment", "setting", "language"),
    [
        ([], {}, "", "en"),
        ([], {"LANG": "he_IL.UTF-8"}, "", "he"),
        ([], {"LANG": "he_IL.UTF-8"}, "ro", "ro"),
        ([], {"LANG": "he_IL.UTF-8", "QAUDIT_LANG": "en"}, "ro", "en"),
        (["--lang", "ro"], {"QAUDIT_LANG": "he"}, "en", "ro"),
        ([], {"LANG": "he_IL.UTF-8"}, "klingon", "he"),
    ],
)
def test_the_order_of_choice(
    arguments: list[str],
    environment: dict[str, str],
    setting: str,
    language: str,
    nobodys_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoken_again: None,
) -> None:
    if setting:
        folder = nobodys_home / "xdg_config_home" / "qaudit"
        folder.mkdir(parents=True)
        (folder / "settings.toml").write_text(f'language = "{setting}"\n', encoding="utf-8")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert speak_as_asked(arguments) is None
    assert speech.language() == language


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "qaudit", *arguments],
        env={**os.environ, **environment},  # noqa: TID251 - for the process
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_refusal_is_one_message() -> None:
    done = run("visit", "list", "--lang", "fr")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "qaudit: --lang: the program has no words in 'fr' (choose one of en, he, ro)\n"
    done = run("--version", QAUDIT_LANG="fr")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "QAUDIT_LANG" in done.stderr


def test_help_is_in_the_language_throughout() -> None:
    english, spoken = (run("visit", "open", "--help", "--lang", language).stdout for language in ("en", "ro"))
    for words in (
        "Usage: ",
        "Options:",
        "Show this message and exit.",
        "[required]",
        "[default:",
        "The store.",
    ):
        assert words in english
        assert words not in spoken
    assert "--standards DIR" in spoken


def test_what_typer_refuses_is_said_in_the_language() -> None:
    done = run("visit", "record", "--lang", "ro")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'ID'" in run("visit", "record").stderr
    assert "Missing" not in done.stderr


def test_every_command_knows_the_option() -> None:
    done = run("pack", "list", "--help", "--lang", "en")
    assert done.returncode == 0
    assert "--lang" in done.stdout


def test_settings_of_language_and_direction(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('language = "he_IL"\nbidi = "terminal"\n', encoding="utf-8")
    found = read_settings(file, {"QAUDIT_BIDI": "app"})
    assert (found.language, found.bidi) == ("he", "app")
    assert read_settings(tmp_path / "none", {}).bidi == "auto"
