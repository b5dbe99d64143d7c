"""`qaudit doctor` finds what is broken, says what to mend, and its exit code says where."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.command_line import Cli
from tests.corner_shop import ALL_MET


def tampered(cli: Cli, statement: str) -> None:
    """Writes to the store past the program."""
    with closing(sqlite3.connect(cli.db)) as database, database:
        assert database.execute(statement).rowcount > 0


def submitted(cli: Cli) -> str:
    """The id of a submitted visit."""
    visit = cli.filled(ALL_MET)
    cli.done("visit", "submit", visit)
    return visit


def test_a_healthy_house(cli: Cli) -> None:
    submitted(cli)
    said = cli.done("doctor")
    lines = said.out.splitlines()
    assert f"good     store: {cli.db} opens" in lines
    assert "good     store: tables, journal chains and evidence files are whole" in lines
    assert "good     scorecards: recomputed and equal: 1" in lines
    assert "good     packs: corner-shop@1: 9 standards" in lines
    assert any(line.startswith("good     report: WeasyPrint ") for line in lines)
    assert said.err == ""


def test_findings_as_a_document(cli: Cli) -> None:
    findings = cli.done("doctor", "--json").document
    assert all(set(finding) == {"area", "health", "message", "advice"} for finding in findings)
    assert {finding["area"] for finding in findings} == {
        "packs", "store", "people", "scorecards", "report",
    }  # fmt: skip
    assert {finding["health"] for finding in findings} <= {"good", "warning"}


def test_a_changed_journal_entry_is_found(cli: Cli) -> None:
    visit = submitted(cli)
    tampered(cli, "UPDATE journal SET became = 'no' WHERE subject = 'ARR-02'")
    said = cli("doctor")
    assert said.code == 5
    assert "fault    store: " in said.out
    assert visit in said.out
    assert cli("journal", visit, "--verify").code == 5


def test_a_changed_scorecard_is_found(cli: Cli) -> None:
    visit = submitted(cli)
    tampered(cli, "UPDATE scorecards SET document = replace(document, '100.0', '99.0')")
    said = cli("doctor")
    assert said.code == 5
    assert visit in said.out


def test_a_store_that_does_not_open_is_a_finding(cli: Cli) -> None:
    cli.db.write_bytes(b"no database" * 100)
    said = cli("doctor")
    assert said.code == 5
    assert f"fault    store: {cli.db}" in said.out
    assert "good     report: " in said.out


def test_a_faulty_pack_is_a_finding(cli: Cli) -> None:
    file = cli.library / "corner-shop" / "1.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("gate: 50", "gate: 500"), encoding="utf-8")
    said = cli("doctor")
    assert said.code == 3
    assert f"fault    packs: {file} has 1 problem (qaudit pack check {file})" in said.out


def test_a_machine_that_cannot_print(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = submitted(cli)
    broken = cli.folder / "broken"
    (broken / "weasyprint").mkdir(parents=True)
    (broken / "weasyprint" / "__init__.py").write_text(
        "raise OSError(\"cannot load library 'libpango-1.0-0'\\nmore\")\n", encoding="utf-8"
    )
    program = [sys.executable, "-m", "qaudit", "--db", str(cli.db), "--standards", str(cli.library)]
    environment = {**os.environ, "PYTHONPATH": str(broken)}  # noqa: TID251 - for the process

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [*program, *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    looked = run("doctor")
    assert looked.returncode == 6
    assert (
        "fault    report: WeasyPrint cannot be loaded: cannot load library 'libpango-1.0-0' (install"
        in looked.stdout
    )
    target = cli.folder / "visit.pdf"
    report = run("report", "visit", visit, "-o", str(target))
    assert (report.returncode, report.stdout) == (6, "")
    assert "The PDF could not be made: cannot load library" in report.stderr
    assert "qaudit doctor" in report.stderr
    assert not target.exists()


OPEN_SANS = Path("/usr/share/fonts/truetype/open-sans")


@pytest.mark.skipif(not OPEN_SANS.is_dir(), reason="the fonts are elsewhere")
def test_a_language_without_font_is_named_before_a_document_is_made(cli: Cli) -> None:
    """A machine with Open Sans alone, which has no Hebrew."""
    fonts, pdf = cli.folder / "fonts.conf", cli.folder / "blank.pdf"
    cache = cli.folder / "cache"
    fonts.write_text(
        f"<fontconfig><dir>{OPEN_SANS}</dir><cachedir>{cache}</cachedir></fontconfig>", encoding="utf-8"
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}  # noqa: TID251 - for the process

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "-m", "qaudit", "--standards", str(cli.library), "--lang", "en"]
        command = [*program, "--db", str(cli.db), *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    told = run("doctor").stdout
    assert "good     report: documents in Romanian are set in Open Sans" in told
    assert "warning  report: no font has the letters of Hebrew: its PDFs are refused" in told
    refused = run("report", "blank", "corner-shop", "--lang", "he", "-o", str(pdf))
    assert refused.returncode == 6
    # Whoever asks for a document need not read its language.
    assert "No font here has Hebrew letters" in refused.stderr
    assert "(apt-get install fonts-dejavu-core; " in refused.stderr
    assert not pdf.exists()
    made = run("report", "blank", "corner-shop", "--lang", "he", "-o", str(pdf), "--without-font")
    assert made.returncode == 0
    assert "no font here has some characters, Hebrew: ־ U+05BE" in made.stderr
    assert pdf.is_file()
