"""Where the files lie that a branch gave with an appeal, or to show that something was done."""

from pathlib import Path

from qaudit.cli.after_words import file_rows
from tests.builders import an_evidence


def test_each_file_has_its_place_or_is_said_to_be_missing() -> None:
    receipt, photo = an_evidence("receipt.pdf", digest="a" * 64), an_evidence("desk.jpg", digest="b" * 64)
    places = {receipt: Path("evidence/aa/receipt.pdf"), photo: None}
    assert list(file_rows((receipt, photo), places.__getitem__)) == [
        ("receipt.pdf", "evidence/aa/receipt.pdf"),
        ("desk.jpg", "the file is missing"),
    ]
