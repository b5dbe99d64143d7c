"""What is kept of reading packs: it speeds up the next run, and nothing depends on it."""

from pathlib import Path

import pytest

from qaudit.packs import kept_reads
from qaudit.packs.kept_reads import KeptReads
from qaudit.packs.library import Library
from qaudit.speech import speaking
from tests.packs.building import HEAD, put
from tests.packs.good_pack import GOOD


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of a pack, one that builds on it, and a faulty one."""
    put(tmp_path, "library/small.yaml", GOOD.replace("weight: 3", "weight: 0"))
    put(tmp_path, "library/branch.yaml", HEAD)
    put(
        tmp_path, "library/broken.yaml", GOOD.replace("small-pack", "broken").replace("gate: 60", "gate: 600")
    )
    return tmp_path


def library(folder: Path) -> Library:
    """A library as another run of the program has it."""
    return Library([folder / "library"], KeptReads(folder / "kept"))


def kept_files(folder: Path) -> list[Path]:
    return sorted((folder / "kept").glob("*"))


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read, rather than remembered, from now on."""
    import qaudit.packs.reader

    seen: list[str] = []
    real = qaudit.packs.reader.read_pack

    def noting(data: bytes, source: str, *rest: object, **more: object) -> object:
        seen.append(Path(source).name)
        return real(data, source, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(qaudit.packs.reader, "read_pack", noting)
    return seen


def test_what_was_read_once_is_the_same_the_next_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries, loaded = library(folder).entries(), library(folder).load("branch-pack")
    assert len(kept_files(folder)) == len(entries) == 3
    seen = reads(monkeypatch)
    again = library(folder)
    assert again.entries() == entries
    assert again.load("branch-pack") == loaded
    assert library(folder).load("small-pack").warnings[0].code == "P609"
    assert seen == []


def test_another_content_is_read_and_so_is_what_builds_on_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = library(folder).load("branch-pack")
    seen = reads(monkeypatch)
    put(folder, "library/small.yaml", GOOD.replace("weight: 3", "weight: 5"))
    after = library(folder).load("branch-pack")
    assert sorted(set(seen)) == ["branch.yaml", "small.yaml"]
    assert after.digest != before.digest
    put(folder, "library/small.yaml", GOOD.replace("weight: 3", "weight: 0"))
    assert library(folder).load("branch-pack") == before


def test_a_base_that_goes_or_comes_is_noticed(folder: Path) -> None:
    assert library(folder).load("branch-pack").pack.standards
    base = folder / "library" / "small.yaml"
    base.rename(folder / "away.yaml")
    entries = {entry.ref.pack: entry for entry in library(folder).entries()}
    assert [problem.code for problem in entries["branch-pack"].problems] == ["P722"]
    (folder / "away.yaml").rename(base)
    assert library(folder).load("branch-pack").pack.standards


def test_problems_are_kept_in_the_language_they_were_said_in(folder: Path) -> None:
    for language in ("en", "he", "en"):
        with speaking(language):
            library(folder).entries()
    assert len(kept_files(folder)) == 6


@pytest.mark.parametrize("damage", [b"", b"\n", b"{}\n{}\n", b"[1]\n\n", b"\xff\xfe\x00", b'{"name": "x"}\n'])
def test_damage_counts_as_not_there(folder: Path, damage: bytes) -> None:
    entries = library(folder).entries()
    for file in kept_files(folder):
        file.write_bytes(damage)
    assert library(folder).entries() == entries
    assert library(folder).load("small-pack").pack.standards


def test_a_document_of_another_pack_is_not_taken(folder: Path) -> None:
    before = library(folder).load("small-pack")
    for file in kept_files(folder):
        head, document = file.read_text(encoding="utf-8").splitlines()
        file.write_text(f"{head}\n{document.replace('Rings', 'Bells')}\n", encoding="utf-8")
    assert library(folder).load("small-pack") == before


def test_a_folder_that_cannot_be_made_is_no_fault(folder: Path) -> None:
    put(folder, "kept", "a file stands here")
    assert len(library(folder).entries()) == 3


def test_another_program_reads_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library(folder).entries()
    seen = reads(monkeypatch)
    monkeypatch.setattr("qaudit.packs.look.program_stamp", lambda: "another")
    library(folder).entries()
    assert len(set(seen)) == 3


def test_the_oldest_go_when_there_are_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_reads, "MOST_KEPT", 8)
    kept = KeptReads(tmp_path / "kept")
    for number in range(30):
        kept.keep(f"{number:02}", "head", "body")
    assert 6 <= len(kept_files(tmp_path)) <= 8
    assert (kept.head("29"), kept.body("29")) == ("head", "body")
    assert not [file for file in kept_files(tmp_path) if file.suffix != ".pack"]


def test_the_program_s_stamp_is_one_word() -> None:
    assert len(kept_reads.program_stamp()) == 64
