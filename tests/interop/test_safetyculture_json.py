"""Files that claim to be inspections: each is refused with one plain message."""

import json
from fractions import Fraction

import pytest

from qaudit.errors import QauditError
from qaudit.interop.imported import ImportRefused
from qaudit.interop.safetyculture_json import looks_like_inspection, read_inspection_json
from qaudit.interop.safetyculture_reading import read_inspection
from tests.interop.inspections import WISHES, document, item, question, read

WHOLE = json.dumps(document(question("a"))).encode()
NOT_INSPECTIONS = [
    (b"", "not whole JSON"),
    (b"\xff\xfe{\x00}\x00", "not UTF-8"),
    (b"PK\x03\x04 a workbook", "not whole JSON"),
    (WHOLE[:-20], "line 1, column"),
    (b"[1, 2]", "an object is expected"),
    (b'"words"', "an object is expected"),
    (b'{"survey": []}', "lacks audit_id, audit_data, template_data, items"),
    (json.dumps(document() | {"items": {}}).encode(), "items must be a list"),
    (json.dumps(document() | {"audit_data": "x"}).encode(), "audit_data must be an object"),
    (b'{"audit_id": "a", "audit_id": "b"}', "'audit_id' stands twice"),
    (b'{"a": NaN}', "NaN"),
    (b'{"a": -Infinity}', "-Infinity"),
    (b'{"a": 1e999999}', "cannot be used"),
    (b'{"a": ' + b"9" * 5000 + b"}", "cannot be used"),
    (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deep"),
    (b'{"a": "' + b"\\" * 9 + b'"', "not whole JSON"),
]


@pytest.mark.parametrize(
    ("data", "words"), NOT_INSPECTIONS, ids=[words[:24] for _data, words in NOT_INSPECTIONS]
)
def test_what_is_no_inspection_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_inspection_json(data, "x.json")
    assert words in str(refused.value)
    assert str(refused.value).startswith("x.json: ")
    assert len(str(refused.value)) < 300


def test_a_file_that_is_too_large_is_not_parsed() -> None:
    with pytest.raises(QauditError, match="more than 20 MB"):
        read_inspection_json(b" " * 20_000_001, "x.json")


def test_numbers_are_exact() -> None:
    found = read_inspection_json(json.dumps(document(question("a", score=(0.1, 0.3)))).encode(), "x.json")
    assert found["items"][1]["scoring"] == {"score": Fraction(1, 10), "max_score": Fraction(3, 10)}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"items": ["words"]}, "items[0] is no item"),
        ({"items": [{"item_id": "a"}]}, "items[0] is no item"),
        ({"items": [item("a", "text"), item("a", "text")]}, "items[1]: the item a is in items[0] already"),
        ({"header_items": 3}, "header_items must be a list"),
        ({"items": []}, "nothing in the inspection"),
        ({"items": [item("s", "section", "Empty")]}, "nothing in the inspection"),
        (
            {"items": [item(str(n), "section", parent=str(n - 1) if n else "") for n in range(300)]},
            "more than 200 deep",
        ),
    ],
)
def test_items_that_make_no_sense_are_refused_with_their_place(change: dict[str, object], words: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read(document(question("a")) | change)
    assert words in str(refused.value)


def test_an_inspection_is_known_by_its_content() -> None:
    assert looks_like_inspection(WHOLE)
    assert looks_like_inspection(b"\xef\xbb\xbf" + WHOLE)
    assert not looks_like_inspection(b'{"survey": 1}')
    assert not looks_like_inspection(b"code,text\n")


def test_odd_values_inside_are_passed_over() -> None:
    template = {"metadata": 3, "response_sets": {"x": "y"}}
    odd = document(question("a", score=(1, 1))) | {"template_data": template, "modified_at": 5}
    odd["items"][1] |= {"options": "none", "responses": [], "media": "x", "label": None}
    found = read_inspection(json.dumps(odd).encode(), "odd.json", WISHES)
    assert found.items.earned == 1
