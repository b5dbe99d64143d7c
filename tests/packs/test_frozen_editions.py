"""A file that says something else than what a visit used under its edition."""

from pathlib import Path

from qaudit.packs.frozen import against_kept
from qaudit.packs.library import Library
from qaudit.packs.snapshot import digest_of
from tests.packs.building import HEAD, put
from tests.packs.good_pack import GOOD, read


def test_an_edition_is_frozen_by_what_it_says_and_not_by_how(tmp_path: Path) -> None:
    found = read(GOOD)
    assert found.pack is not None
    kept = digest_of(found.pack)
    remarked = "# a remark\n" + GOOD
    assert against_kept(read(remarked), remarked.encode(), "small.yaml", kept).problems == ()
    assert against_kept(found, GOOD.encode(), "small.yaml", None) is found
    other = GOOD.replace("weight: 20", "weight: 21")
    frozen = against_kept(read(other), other.encode(), "small.yaml", kept)
    assert frozen.pack is None
    (problem,) = frozen.problems
    assert (problem.code, str(problem.place)) == ("P706", "small.yaml:3:10")
    assert kept in problem.message
    assert problem.message.count("sha256:") == 2


def test_a_base_that_changed_changes_the_edition_above_it(tmp_path: Path) -> None:
    put(tmp_path, "base.yaml", GOOD)
    path = put(tmp_path, "branch.yaml", HEAD)
    kept = Library([]).load(str(path)).digest
    put(tmp_path, "base.yaml", GOOD.replace("weight: 20", "weight: 21"))
    found = Library([]).read(path, HEAD.encode())
    (problem,) = against_kept(found, HEAD.encode(), str(path), kept).problems
    assert problem.code == "P707"
    assert "small-pack@2026.1" in problem.message


def test_a_file_with_faults_is_mended_first() -> None:
    faulty = GOOD.replace("gate: 60", "gate: 600")
    found = read(faulty)
    assert against_kept(found, faulty.encode(), "small.yaml", "sha256:other") is found
