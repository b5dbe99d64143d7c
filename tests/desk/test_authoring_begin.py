"""A brand office begins a pack."""

from pathlib import Path

import pytest

from qaudit.desk.authoring import Authoring, Beginning
from qaudit.errors import UsageError
from qaudit.packs.library import Library
from tests.packs.test_starter import DAY


def test_a_begun_pack_stands_in_the_library_with_the_schema_beside_it(tmp_path: Path) -> None:
    path = Authoring(Library(())).begin(Beginning("my-brand"), tmp_path, DAY)

    assert path == tmp_path / "my-brand" / "2026.1.yaml"
    assert (tmp_path / "pack.schema.json").is_file()
    assert [str(entry.ref) for entry in Library((tmp_path,)).entries()] == ["my-brand@2026.1"]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = Authoring(Library(())).begin(Beginning("my-brand"), tmp_path, DAY)
    path.write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match="is there already"):
        Authoring(Library(())).begin(Beginning("my-brand"), tmp_path, DAY)

    assert path.read_text(encoding="utf-8") == "mine"


def test_a_pack_begun_on_a_shelf_of_a_library_names_the_schema_above(tmp_path: Path) -> None:
    schema = tmp_path / "pack.schema.json"
    schema.write_text("{}", encoding="utf-8")

    path = Authoring(Library(())).begin(Beginning("my-brand"), tmp_path / "brands", DAY)

    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../pack.schema.json"
    assert not (tmp_path / "brands" / "pack.schema.json").exists()
    assert schema.read_text(encoding="utf-8") == "{}"
