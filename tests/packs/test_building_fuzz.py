"""Whatever a file says over its base, reading it gives a pack or problems in that file, and never an exception."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qaudit.core.problems import Severity
from qaudit.packs.library import Library
from qaudit.packs.snapshot import read_snapshot, write_snapshot
from tests.packs.building import HEAD, put
from tests.packs.good_pack import GOOD
from tests.packs.test_fuzz import PIECES

FUZZ = settings(deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))
CHANGES = (
    HEAD
    + """\
languages: [he, en]
title: {en: Mine}
drop: [A2, E3, luggage]
brand: {colours: {accent: "#112233"}}
scoring: {critical: {mode: fail}, bands: [{from: 0, name: {en: All, he: הכול}}]}
facts:
  channel: {options: {fax: {en: Fax, he: פקס}}}
events: {left: {en: Left, he: יציאה}}
sections:
  - code: ARR
    gate: 70
    standards:
      - code: A1
        measure: {at_most: 30, credit: [{at_most: 30, share: 1}]}
      - {code: A9, before: A3, text: {en: New, he: חדש}, measure: {kind: yes_no}}
  - code: NEW
    before: END
    title: {en: New, he: חדש}
    standards: [{code: N1, text: {en: New, he: חדש}, measure: {kind: yes_no}}]
"""
)
LINES = CHANGES.splitlines(keepends=True)
OTHERS = (
    *PIECES,
    "extends: small-pack@2026.1",
    "drop: [A1]",
    "code: A4",
    "before: A1",
    "small-pack@2026.1",
    "- ",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("library")
    put(folder, "base.yaml", GOOD)
    return Library([folder])


def check(library: Library, text: str) -> None:
    (folder,) = library.folders
    path = Path(folder) / "branch.yaml"
    data = text.encode("utf-8", "surrogatepass")
    found = library.read(path, data)
    for problem in found.problems:
        assert problem.place is not None
        assert problem.place.file == str(path)
        assert 1 <= problem.place.line <= text.count("\n") + text.count("\r") + 2
        assert problem.place.column >= 1
    is_faulty = any(problem.severity is Severity.FAULT for problem in found.problems)
    assert (found.pack is None) == is_faulty
    if found.pack is not None:
        assert read_snapshot(write_snapshot(found.pack)) == found.pack


def test_the_changes_themselves_are_good(library: Library) -> None:
    (folder,) = library.folders
    assert library.read(Path(folder) / "branch.yaml", CHANGES.encode()).problems == ()


@FUZZ
@given(place=st.integers(0, len(CHANGES)), cut=st.integers(0, 12), piece=st.sampled_from(OTHERS))
def test_a_spoilt_place(library: Library, place: int, cut: int, piece: str) -> None:
    check(library, CHANGES[:place] + piece + CHANGES[place + cut :])


@FUZZ
@given(order=st.lists(st.sampled_from(LINES), max_size=len(LINES)))
def test_lines_in_any_order(library: Library, order: list[str]) -> None:
    check(library, HEAD + "".join(order))
