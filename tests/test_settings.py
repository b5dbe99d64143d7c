"""Settings: a file that may be absent, the environment over it, and what is refused."""

from pathlib import Path

import pytest

from qaudit.errors import SettingsInvalid
from qaudit.settings import Settings, read_settings


def settings_of(tmp_path: Path, text: str | bytes, **environment: str) -> Settings:
    """The settings of a file and an environment."""
    file = tmp_path / "settings.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_settings(file, environment)


def test_no_file_is_no_setting(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.toml", {}) == Settings()


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    text = 'db = "a.sqlite"\nstandards = "packs"\nauditor = "heron"\nbranch = "HAI-01"\n'
    assert settings_of(tmp_path, text) == Settings("a.sqlite", "packs", "heron", "HAI-01")
    found = settings_of(tmp_path, text, QAUDIT_DB="b.sqlite", QAUDIT_STANDARDS="", OTHER="x")
    assert (found.db, found.standards) == ("b.sqlite", "packs")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('dbb = "x"', "unknown setting 'dbb' .did you mean db?"),
        ("db = 3", "'db' must be text"),
        ('language = "fr"', "language cannot be 'fr' .choose one of en, he, ro"),
        ('bidi = "maybe"', "bidi cannot be 'maybe' .choose one of auto, app, terminal, off"),
        ("db = ", "cannot be read"),
        (b"db = '\xff'", "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_refused(tmp_path: Path, text: str | bytes, message: str) -> None:
    with pytest.raises(SettingsInvalid, match=message.replace("?", r"\?")):
        settings_of(tmp_path, text)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match="cannot be read"):
        read_settings(tmp_path, {})
