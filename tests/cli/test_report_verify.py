"""`qaudit report verify` and `qaudit report visit --sign`: lines, exit codes, and where a password may come from."""

import io
import os
import sqlite3
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from tests.command_line import Cli
from tests.corner_shop import ALL_MET
from tests.reports.keys import NOW, PASSWORD, certified

ROOT = certified("Harbour Root")


@pytest.fixture
def visit(cli: Cli) -> str:
    """A submitted visit."""
    found = cli.filled(ALL_MET)
    cli.done("visit", "submit", found)
    return found


@pytest.fixture
def report(cli: Cli, visit: str) -> Path:
    target = cli.folder / "visit.pdf"
    cli.done("report", "visit", visit, "-o", str(target))
    return target


@pytest.fixture
def key(cli: Cli) -> Path:
    path = cli.folder / "key.p12"
    path.write_bytes(certified("Rona", ROOT).p12())
    return path


def test_a_report_that_stands(cli: Cli, visit: str, report: Path) -> None:
    said = cli.done("report", "verify", str(report))
    assert said.err == ""
    assert said.out.splitlines() == [
        "✓ What is enclosed in the file belongs together",
        "✓ Its scorecard is the newest that the store has of this visit",
        "✓ The readings in the store give the same score, standard by standard",
        "✓ Its seal is that of entry 12 of 12 entries, and the journal is whole",
        "– No report of this visit was kept: it was not published",
        "– It is not signed",
    ]
    document = cli.done("report", "verify", str(report), "--json").document
    assert (document["file"], document["visit"]) == (str(report), visit)
    assert (document["broken"], document["differs"]) == (False, False)
    assert [(one["check"], one["result"]) for one in document["checks"]] == [
        ("enclosed", "good"),
        ("scorecard", "good"),
        ("recomputed", "good"),
        ("journal", "good"),
        ("kept", "open"),
        ("signature", "open"),
    ]


def test_a_store_that_disagrees_is_5(cli: Cli, report: Path) -> None:
    with sqlite3.connect(cli.db) as database:
        changed = database.execute("UPDATE observations SET reading = 'no' WHERE code = 'ARR-02'")
        assert changed.rowcount == 1
    database.close()
    said = cli("report", "verify", str(report))
    assert (said.code, said.err) == (5, "")
    assert "✗ The readings in the store do not give its score" in said.out.splitlines()


def test_a_file_that_was_changed_is_6(cli: Cli, report: Path) -> None:
    with pikepdf.open(io.BytesIO(report.read_bytes())) as document:
        for file in document.Root.AF:
            if str(file.UF) == "scorecard.json":
                file.EF.F.write(file.EF.F.read_bytes().replace(b"100", b"101"))
        document.save(report)
    said = cli("report", "verify", str(report))
    assert said.code == 6
    assert said.out.startswith("✗ The scorecard in the file is not the one that it was made with\n")


def test_what_is_no_report_is_6_and_one_sentence(cli: Cli) -> None:
    path = cli.folder / "\x1b[31mnote.pdf"
    path.write_bytes(b"%PDF-1.7 no report")
    said = cli("report", "verify", str(path))
    assert (said.code, said.out) == (6, "")
    assert said.err.count("\n") == 1
    assert "\x1b" not in said.err
    assert "it is no PDF, or a broken one" in said.err
    assert cli("report", "verify", str(cli.folder / "nothing.pdf")).code == 2


def test_a_checklist_is_no_report_of_a_visit(cli: Cli) -> None:
    blank = cli.folder / "blank.pdf"
    cli.done("report", "blank", "corner-shop", "-o", str(blank))
    said = cli("report", "verify", str(blank))
    assert said.code == 6
    assert "nothing is enclosed in it" in said.err


def test_no_store_is_needed(cli: Cli, report: Path) -> None:
    nowhere = cli.folder / "nowhere.sqlite"
    said = cli("report", "verify", str(report), ahead=("--db", str(nowhere)))
    assert said.code == 0
    assert said.out.splitlines() == [
        "✓ What is enclosed in the file belongs together",
        "– There is no store here to compare it with",
        "– It is not signed",
    ]
    assert not nowhere.exists()


# Signing.


def signed(cli: Cli, visit: str, key: Path, *words: str) -> Path:
    target = cli.folder / "signed.pdf"
    cli.done("report", "visit", visit, "-o", str(target), "--sign", str(key), *words)
    return target


def test_a_password_from_the_environment(
    cli: Cli, visit: str, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QAUDIT_SIGN_PASSWORD", PASSWORD.decode())
    target = signed(cli, visit, key)
    trust = cli.folder / "root.pem"
    trust.write_bytes(ROOT.pem)
    said = cli.done("report", "verify", str(target), "--trust", str(trust)).out
    assert said.splitlines()[-1].startswith("✓ Signed by Rona at 2026-05-14 ")
    assert said.splitlines()[-1].endswith(" UTC; the certificate is trusted")
    alone = cli.done("report", "verify", str(target)).out.splitlines()[-1]
    assert alone.startswith("! Signed by Rona")
    assert alone.endswith("nobody vouches here for the certificate")
    trust.write_bytes(certified("Another Root").pem)
    assert cli("report", "verify", str(target), "--trust", str(trust)).code == 6
    trust.write_bytes(b"nothing")
    assert cli("report", "verify", str(target), "--trust", str(trust)).code == 2


def test_a_password_from_a_file_or_an_open_descriptor(cli: Cli, visit: str, key: Path) -> None:
    file = cli.folder / "password"
    file.write_bytes(PASSWORD + b"\nnot this line\n")
    assert (
        "Rona" in cli.done("report", "verify", str(signed(cli, visit, key, "--password-file", str(file)))).out
    )
    reader, writer = os.pipe()
    os.write(writer, PASSWORD)
    os.close(writer)
    try:
        target = signed(cli, visit, key, "--password-file", f"/dev/fd/{reader}")
    finally:
        os.close(reader)
    assert "Rona" in cli.done("report", "verify", str(target)).out


def test_a_password_is_asked_for_at_a_terminal_only(
    cli: Cli, visit: str, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = cli.folder / "signed.pdf"
    said = cli("report", "visit", visit, "-o", str(target), "--sign", str(key))
    assert said.code == 2
    assert "there is no terminal to ask at" in said.err
    asked: list[str] = []

    def unseen(prompt: str = "", stream: object = None) -> str:
        asked.append(prompt)
        return PASSWORD.decode()

    monkeypatch.setattr("getpass.getpass", unseen)
    monkeypatch.setattr("qaudit.cli.output.is_terminal", lambda: True)
    said = cli.done("report", "visit", visit, "-o", str(target), "--sign", str(key))
    assert len(asked) == 1
    assert f"Password of {key}" in said.err
    assert said.out == f"{target}\n"
    assert "Rona" in cli.done("report", "verify", str(target)).out


OLD = certified("Old", ROOT, last=NOW - timedelta(days=1))
FAULTS = {
    "wrong": (certified("Rona").p12(), "wrong", "the password is wrong"),
    "over": (OLD.p12(), PASSWORD.decode(), "The certificate of Old is valid from"),
    "no key": (certified("Rona").p12(with_key=False), PASSWORD.decode(), "no key with a certificate"),
    "no key file": (b"nothing", PASSWORD.decode(), "it is no PKCS#12 file"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_key_that_cannot_sign_leaves_no_file(
    cli: Cli, visit: str, key: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    data, password, sentence = FAULTS[case]
    key.write_bytes(data)
    monkeypatch.setenv("QAUDIT_SIGN_PASSWORD", password)
    target = cli.folder / "signed.pdf"
    said = cli("report", "visit", visit, "-o", str(target), "--sign", str(key))
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert password not in said.err.replace("the password is wrong", "")
    assert not target.exists()


def test_a_signature_needs_a_pdf_and_a_password_a_key(cli: Cli, visit: str, key: Path) -> None:
    page = cli.folder / "visit.html"
    said = cli("report", "visit", visit, "-o", str(page), "--sign", str(key))
    assert (said.code, page.exists()) == (2, False)
    assert "Only a PDF can be signed" in said.err
    said = cli("report", "visit", visit, "--password-file", str(key))
    assert said.code == 2
    assert "--sign KEY.p12" in said.err
    said = cli(
        "report", "visit", visit, "--sign", str(cli.folder / "nothing.p12"), "--password-file", str(key)
    )
    assert said.code == 2
    assert "cannot be read" in said.err


def test_no_option_takes_a_password(cli: Cli) -> None:
    """Whoever lists processes would read it."""
    said = cli.done("report", "visit", "--help").out
    assert "--password-file" in said
    assert "--password " not in said
