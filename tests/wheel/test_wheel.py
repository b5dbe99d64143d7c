"""What is built is whole: the wheel runs in a clean environment, and the source archive builds it again."""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ("standards", "report_templates")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the source archive and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="module")
def clean_bin(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment that has the wheel, and our libraries without ourselves."""
    folder = tmp_path_factory.mktemp("clean") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    [wheel] = built.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python")]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True)
    # No network in a test: the libraries are those of the environment that runs it. Its own .pth files, and
    # with them the editable qaudit, are not followed from here.
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run([programs / "python", "-c", asked], check=True, capture_output=True, text=True)
    Path(packages.stdout.strip(), "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return programs


def shipped_files() -> set[str]:
    """Packs and templates of the checkout, as paths from its root."""
    found = {
        path.relative_to(ROOT).as_posix()
        for folder in SHIPPED
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert all(any(name.startswith(folder) for name in found) for folder in SHIPPED)
    return found


def run(folder: Path, *command: str | Path) -> str:
    """What a command of the clean environment prints."""
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_wheel_holds_the_shipped_packs_and_templates(built: Path) -> None:
    [wheel] = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    assert {f"qaudit/_data/{name}" for name in shipped_files()} <= names
    assert "qaudit/py.typed" in names


def test_the_source_archive_is_complete(built: Path) -> None:
    [archive] = built.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    expected = {"README.md", "LICENSE", "CHANGELOG.md", "Makefile", "requirements.lock", "scripts/setup.sh"}
    assert shipped_files() | expected <= names
    assert "tests/wheel/test_wheel.py" in names


def test_the_installed_wheel_lists_the_shipped_packs(clean_bin: Path, tmp_path: Path) -> None:
    where = run(tmp_path, clean_bin / "python", "-c", "import qaudit; print(qaudit.__file__)")
    assert Path(where).is_relative_to(clean_bin.parent)
    packs = {
        entry["pack"] for entry in json.loads(run(tmp_path, clean_bin / "qaudit", "pack", "list", "--json"))
    }
    on_disk = {path.parent.name for path in (ROOT / "standards").rglob("*.yaml")}
    assert packs == on_disk
    assert len(packs) >= 2


def test_the_installed_wheel_has_its_migrations_and_templates(clean_bin: Path, tmp_path: Path) -> None:
    def qaudit(*words: str) -> str:
        return run(tmp_path, clean_bin / "qaudit", "--db", "visits.sqlite", *words)

    qaudit("branch", "add", "harbour", "--name", "Harbour")
    qaudit("auditor", "add", "willow")
    visit = qaudit("visit", "open", "city-hotel", "--branch", "harbour", "--auditor", "willow")
    qaudit("report", "visit", visit, "--format", "html", "-o", "visit.html")
    assert "City Hotel" in (tmp_path / "visit.html").read_text(encoding="utf-8")
