"""A pack as one line for each value, with the place that set it."""

from qaudit.packs.flat import flat_values
from tests.packs.good_pack import GOOD


def test_every_value_is_listed_with_its_path_and_place() -> None:
    values = {value.path: value for value in flat_values(GOOD.encode(), "small.yaml")}
    gate = values["sections[ARR].gate"]
    assert (gate.value, str(gate.place)) == ("60", "small.yaml:33:11")
    assert values["languages[1]"].value == "he"
    assert values["sections[ARR].standards[A1].measure.credit[1].share"].value == "0.5"
    assert len(values) == len(flat_values(GOOD.encode(), "small.yaml"))


def test_what_cannot_be_read_has_no_values() -> None:
    assert flat_values(b"a: [", "small.yaml") == ()
