"""Folders of packs: listing, loading by name, and what is wrong with files."""

from pathlib import Path

import pytest

from qaudit.core.problems import Severity
from qaudit.errors import PackInvalid, PackNotFound
from qaudit.packs.library import Library
from qaudit.packs.logos import LARGEST_LOGO
from qaudit.packs.look import Look
from qaudit.packs.shelf import Shelf
from qaudit.packs.snapshot import digest_of, read_snapshot
from qaudit.resources import standards_folder
from tests.packs.good_pack import GOOD

PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>\n'


def edition(number: str, effective: str = "2026-01-01", slug: str = "small-pack") -> str:
    """The good pack as another edition, or as another pack."""
    text = GOOD.replace('edition: "2026.1"', f'edition: "{number}"').replace("small-pack", slug)
    return text.replace("effective: 2026-01-01\n", f"effective: {effective}\n" if effective else "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# Listing.


def test_the_shipped_packs_are_listed_without_a_problem() -> None:
    entries = Library([standards_folder()]).entries()
    assert {"city-hotel@2026.1", "telephone-service-centre@2026.1"} <= {str(entry.ref) for entry in entries}
    assert [entry.problems for entry in entries] == [()] * len(entries)


def test_an_entry_says_what_is_in_the_pack(folder: Path) -> None:
    path = put(folder, "small-pack/2026.1.yaml", GOOD)
    (entry,) = Library([folder]).entries()
    assert str(entry.ref) == "small-pack@2026.1"
    assert str(entry.title) == "Small"
    assert entry.languages == ("en", "he")
    assert (entry.sections, entry.standards, entry.measured) == (2, 9, 3)
    assert entry.path == path
    assert entry.problems == ()
    assert entry.is_usable


def test_files_are_found_in_folders_and_loose_and_others_are_left_alone(folder: Path) -> None:
    put(folder, "small-pack/2026.1.yaml", GOOD)
    put(folder, "loose.yaml", edition("1", slug="loose"))
    put(folder, "deep/er/still.yml", edition("1", slug="still"))
    put(folder, "README.md", "no pack")
    put(folder, "pack.schema.json", "{}")
    refs = [str(entry.ref) for entry in Library([folder]).entries()]
    assert refs == ["loose@1", "small-pack@2026.1", "still@1"]


def test_a_faulty_pack_is_listed_and_stops_nobody(folder: Path) -> None:
    put(folder, "broken/2026.1.yaml", "pack: broken\nedition: [")
    put(
        folder,
        "misspelt/2026.1.yaml",
        GOOD.replace("sections:", "sectoins:").replace("small-pack", "misspelt"),
    )
    put(folder, "small-pack/2026.1.yaml", GOOD)
    entries = {str(entry.ref): entry for entry in Library([folder]).entries()}
    assert list(entries) == ["broken@2026.1", "misspelt@2026.1", "small-pack@2026.1"]
    assert not entries["broken@2026.1"].is_usable
    assert [problem.code for problem in entries["misspelt@2026.1"].problems] == ["P201"]
    assert entries["misspelt@2026.1"].standards == 0
    assert entries["small-pack@2026.1"].is_usable


def test_a_folder_that_is_not_there_is_an_empty_library(folder: Path) -> None:
    assert Library([folder / "nothing"]).entries() == ()


def test_a_pack_that_lies_in_two_folders_alike_is_listed_once(folder: Path) -> None:
    put(folder, "a/small.yaml", GOOD)
    put(folder, "b/small.yaml", "# the same with a remark\n" + GOOD)
    (entry,) = Library([folder / "a", folder / "b", folder / "a"]).entries()
    assert entry.path == folder / "b" / "small.yaml", (
        "of copies the one in the folder that was named last: a design lies beside it"
    )
    assert entry.is_usable


def test_two_files_of_one_edition_with_other_contents_are_a_problem_of_both(folder: Path) -> None:
    first = put(folder, "a.yaml", GOOD)
    second = put(folder, "b.yaml", GOOD.replace("weight: 20", "weight: 21"))
    entries = Library([folder]).entries()
    assert [problem.code for entry in entries for problem in entry.problems] == ["P705", "P705"]
    assert str(second) in str(entries[0].problems[0])
    assert str(first) in str(entries[1].problems[0])
    with pytest.raises(PackInvalid, match="P705"):
        Library([folder]).load("small-pack@2026.1")


def test_warnings_leave_a_pack_usable(folder: Path) -> None:
    put(folder, "small.yaml", GOOD.replace("weight: 3", "weight: 0"))
    (entry,) = Library([folder]).entries()
    assert [problem.severity for problem in entry.problems] == [Severity.WARNING]
    assert entry.is_usable
    loaded = Library([folder]).load("small-pack")
    assert [problem.code for problem in loaded.warnings] == ["P609", "P703"]


# Loading.


def test_a_loaded_pack_has_its_digest_and_document(folder: Path) -> None:
    path = put(folder, "small-pack/2026.1.yaml", GOOD)
    put(folder, "small-pack/logo.svg", SVG.decode())
    loaded = Library([folder]).load("small-pack@2026.1")
    assert loaded.pack == read_snapshot(loaded.document)
    assert loaded.digest == digest_of(loaded.pack)
    assert (loaded.logo, loaded.logo_name) == (SVG, "logo.svg")
    assert loaded.path == path
    assert loaded.warnings == ()


@pytest.mark.parametrize(
    ("editions", "newest"),
    [
        ([("2026.9", ""), ("2026.10", "")], "2026.10"),
        ([("2026.1", "2026-01-01"), ("2025.9", "2026-06-01")], "2025.9"),
        ([("2", ""), ("1", "2026-01-01")], "1"),
        ([("2026.1", "2026-01-01"), ("2026.1-b", "2026-01-01")], "2026.1-b"),
        ([("draft", ""), ("1", "")], "1"),
    ],
)
def test_a_name_alone_means_the_newest_edition(
    folder: Path, editions: list[tuple[str, str]], newest: str
) -> None:
    for number, effective in editions:
        put(folder, f"small-pack/{number}.yaml", edition(number, effective))
    assert Library([folder]).load("small-pack").pack.ref.edition == newest
    assert [entry.ref.edition for entry in Library([folder]).entries()][-1] == newest


def test_a_newest_edition_with_faults_is_not_passed_over_in_silence(folder: Path) -> None:
    put(folder, "small-pack/1.yaml", edition("1", "2026-01-01"))
    put(folder, "small-pack/2.yaml", edition("2", "2026-06-01").replace("gate: 60", "gate: 600"))
    with pytest.raises(PackInvalid, match="P205"):
        Library([folder]).load("small-pack")
    assert Library([folder]).load("small-pack@1").pack.ref.edition == "1"


@pytest.mark.parametrize("line", ["pack: small-pack", 'pack:   "small-pack"  # quoted', "'pack': small-pack"])
def test_a_pack_is_found_however_its_name_is_written(folder: Path, line: str) -> None:
    put(folder, "x.yaml", GOOD.replace("pack: small-pack", line))
    put(folder, "y.yaml", edition("1", slug="other"))
    assert str(Library([folder]).load("small-pack").pack.ref) == "small-pack@2026.1"


def test_a_path_is_loaded_from_anywhere(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, "draft.yaml", GOOD)
    assert Library([]).load(str(path)).path == path
    monkeypatch.chdir(tmp_path)
    assert Library([]).load("draft.yaml").pack.ref.pack == "small-pack"


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("smal-pack", ("small-pack",)),
        ("small-pack@2026.2", ("small-pack@2026.1",)),
        ("zebra", ()),
        ("missing/small-pack.yaml", ("small-pack",)),
        ("", ()),
        ("@", ()),
    ],
)
def test_a_name_that_is_not_there_names_its_neighbour(folder: Path, name: str, near: tuple[str, ...]) -> None:
    put(folder, "small-pack/2026.1.yaml", GOOD)
    with pytest.raises(PackNotFound) as raised:
        Library([folder]).load(name)
    assert raised.value.near == near


def test_a_hostile_name_is_shown_as_text(folder: Path) -> None:
    with pytest.raises(PackNotFound) as raised:
        Library([folder]).load("x\x1b[2J\u202e" * 50)
    assert "\x1b" not in str(raised.value)
    assert len(str(raised.value)) < 200


def test_a_faulty_pack_is_refused_with_all_its_problems(folder: Path) -> None:
    path = put(
        folder,
        "small-pack/2026.1.yaml",
        GOOD.replace("gate: 60", "gate: 600").replace("code: A2", "code: A1"),
    )
    for name in ("small-pack", "small-pack@2026.1", str(path)):
        with pytest.raises(PackInvalid) as raised:
            Library([folder]).load(name)
        assert raised.value.source == str(path)
        assert [problem.code for problem in raised.value.problems] == ["P205", "P305"]  # type: ignore[attr-defined]


def test_a_changed_file_is_read_again(folder: Path) -> None:
    path = put(folder, "small.yaml", GOOD)
    library = Library([folder])
    before = library.load("small-pack")
    path.write_text(GOOD.replace("weight: 20", "weight: 2000"), encoding="utf-8")
    assert library.load("small-pack").digest != before.digest


def test_what_cannot_be_read_as_a_file_says_so(folder: Path) -> None:
    (problem,) = Library([]).read(folder, b"").problems
    assert problem.code == "P106"
    gone = Look(Shelf([]), {}, None).record(folder)
    assert [fault.code for fault in gone.problems] == ["P101"]
    assert gone.problems[0].hint == "check its name and who may read it"


def test_a_hostile_file_name_is_shown_as_text(folder: Path) -> None:
    path = put(folder, "a\u202eb.yaml", GOOD.replace("gate: 60", "gate: 600"))
    with pytest.raises(PackInvalid) as raised:
        Library([]).load(str(path))
    assert "\u202e" not in str(raised.value)


def test_a_file_that_is_gone_says_so(folder: Path) -> None:
    (problem,) = Look(Shelf([]), {}, None).record(folder / "gone.yaml").problems
    assert problem.code == "P101"
    assert "No such file" in problem.message


def test_a_huge_file_is_not_even_read(folder: Path) -> None:
    path = folder / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(10 * 1024 * 1024 * 1024)
    (entry,) = Library([folder]).entries()
    assert [problem.code for problem in entry.problems] == ["P102"]
    assert "10240.0 MB" in str(entry.problems[0])


def test_a_huge_file_beside_a_pack_does_not_keep_it_from_loading(folder: Path) -> None:
    put(folder, "small.yaml", GOOD)
    with (folder / "huge.yaml").open("wb") as file:
        file.truncate(10 * 1024 * 1024)
    assert str(Library([folder]).load("small-pack").pack.ref) == "small-pack@2026.1"


# Logos.


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("logo.svg", SVG, None),
        ("logo.svg", b"\xef\xbb\xbf  <svg/>", None),
        ("logo.svg", b"<!-- drawn by hand --><svg/>", None),
        ("logo.png", PNG, None),
        ("logo.jpg", b"\xff\xd8\xff\xe0", None),
        ("LOGO.JPEG", b"\xff\xd8\xff\xe0", None),
        ("logo.svg", None, "P703"),
        ("logo.svg", PNG, "P704"),
        ("logo.svg", b"<html><svg/></html>", "P704"),
        ("logo.svg", b"<svg><script>alert(1)</script></svg>", "P704"),
        ("logo.png", SVG, "P704"),
        ("logo.jpg", PNG, "P704"),
        ("logo.png", b"", "P704"),
        ("logo.png", PNG + bytes(LARGEST_LOGO), "P704"),
    ],
)
def test_a_logo_is_taken_only_if_its_bytes_are_a_picture(
    folder: Path, name: str, data: bytes | None, code: str | None
) -> None:
    content = GOOD.replace("logo: logo.svg", f"logo: {name}")
    put(folder, "small.yaml", content)
    if data is not None:
        (folder / name).write_bytes(data)
    loaded = Library([folder]).load("small-pack")
    assert [problem.code for problem in loaded.warnings] == ([] if code is None else [code])
    judged = Library([folder]).read(folder / "small.yaml", content.encode(), is_judged=True)
    found = [problem for problem in judged.problems if problem.code in {"P703", "P704"}]
    assert found == list(loaded.warnings)
    assert loaded.logo == (data if code is None else None)
    assert loaded.logo_name == (name if code is None else None)


def test_a_pack_without_a_logo_has_none(folder: Path) -> None:
    put(folder, "small.yaml", GOOD.replace("  logo: logo.svg\n", ""))
    loaded = Library([folder]).load("small-pack")
    assert (loaded.logo, loaded.logo_name, loaded.warnings) == (None, None, ())


def test_a_folder_in_the_place_of_a_logo_is_none(folder: Path) -> None:
    put(folder, "small.yaml", GOOD)
    (folder / "logo.svg").mkdir()
    assert [problem.code for problem in Library([folder]).load("small-pack").warnings] == ["P703"]
