"""A pack as one line for each value, with the place that set it."""

from pathlib import Path

from qaudit.packs.library import Library
from tests.packs.good_pack import GOOD


def test_every_value_is_listed_with_its_path_and_place(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(GOOD, encoding="utf-8")
    flat = Library([]).flat(path)
    values = {value.path: value for value in flat}
    gate = values["sections[ARR].gate"]
    assert (gate.value, str(gate.place)) == ("60", f"{path}:33:11")
    assert values["languages[1]"].value == "he"
    assert values["sections[ARR].standards[A1].measure.credit[1].share"].value == "0.5"
    assert len(values) == len(flat)
