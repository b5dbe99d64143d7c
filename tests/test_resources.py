"""Where the shipped files are."""

from pathlib import Path

import pytest

from qaudit import resources
from qaudit.errors import SettingsInvalid


def test_a_checkout_uses_its_own_folders() -> None:
    root = Path(__file__).parents[1]
    assert resources.standards_folder() == root / "standards"
    assert resources.templates_folder() == root / "report_templates"
    assert list(resources.standards_folder().glob("*/*/*.yaml"))


def test_a_wheel_s_folders_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_data" / "standards").mkdir(parents=True)
    monkeypatch.setattr(resources, "_ROOTS", (tmp_path / "_data", tmp_path))
    assert resources.standards_folder() == tmp_path / "_data" / "standards"


def test_an_installation_without_them_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_ROOTS", (tmp_path,))
    with pytest.raises(SettingsInvalid, match="no folder standards"):
        resources.standards_folder()
