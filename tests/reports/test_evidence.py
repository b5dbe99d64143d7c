"""Evidence pictures: small on the page, and never able to stop a report."""

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from qaudit.core.visits import Evidence
from qaudit.reports.evidence import LONGEST_SIDE, MOST_BYTES, MOST_PICTURES, Picture, Unprinted, printed
from tests.reports.harbour import kept, picture_bytes


def one(folder: Path, evidence: Evidence) -> Picture | Unprinted | None:
    return printed([evidence], lambda kept_one: folder / kept_one.digest).get(evidence.digest)


def decoded(picture: Picture) -> Image.Image:
    head, _, data = picture.source.partition(",")
    assert head == "data:image/jpeg;base64"
    return Image.open(io.BytesIO(base64.b64decode(data)))


def encoded(image: Image.Image, form: str, **keys: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **keys)
    return out.getvalue()


def test_a_picture_is_scaled_to_the_size_of_print(tmp_path: Path) -> None:
    found = one(tmp_path, kept(tmp_path, "desk.jpg", picture_bytes(3000, 2000)))
    assert isinstance(found, Picture)
    image = decoded(found)
    assert max(image.size) == max(found.width, found.height) == LONGEST_SIDE
    assert len(found.source) < 60_000


def test_a_small_picture_is_not_blown_up(tmp_path: Path) -> None:
    found = one(tmp_path, kept(tmp_path, "desk.jpg", picture_bytes(90, 60)))
    assert isinstance(found, Picture)
    assert (found.width, found.height) == (90, 60)


def test_nothing_but_the_picture_itself_is_printed(tmp_path: Path) -> None:
    """No place, no device, no thumbnail; and a picture on its side is turned upright."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "A telephone"
    data = encoded(Image.new("RGB", (80, 40), "navy"), "JPEG", exif=exif)
    found = one(tmp_path, kept(tmp_path, "desk.jpg", data))
    assert isinstance(found, Picture)
    assert (found.width, found.height) == (40, 80)
    assert not decoded(found).getexif()


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK", "I;16"])
def test_every_kind_of_picture_can_be_printed(tmp_path: Path, mode: str) -> None:
    form = "TIFF" if mode in ("CMYK", "I;16") else "PNG"
    data = encoded(Image.new(mode, (30, 20)), form)
    found = one(tmp_path, kept(tmp_path, "x.png", data, f"image/{form.lower()}"))
    assert isinstance(found, Picture)


def test_equal_files_give_equal_pictures(tmp_path: Path) -> None:
    first = one(tmp_path, kept(tmp_path, "a.jpg", picture_bytes()))
    assert first == one(tmp_path, kept(tmp_path, "b.jpg", picture_bytes()))


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    evidence = kept(tmp_path, "desk.jpg", picture_bytes())
    assert printed([evidence], lambda gone: None) == {evidence.digest: Unprinted.MISSING}
    (tmp_path / evidence.digest).unlink()
    assert one(tmp_path, evidence) is Unprinted.MISSING


def test_a_file_that_was_changed_is_told(tmp_path: Path) -> None:
    evidence = kept(tmp_path, "desk.jpg", picture_bytes())
    (tmp_path / evidence.digest).write_bytes(picture_bytes(colour="#ff0000"))
    assert one(tmp_path, evidence) is Unprinted.CHANGED


@pytest.mark.parametrize(
    "data",
    [b"", b"no picture", picture_bytes()[:200], b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>"],
)
def test_a_file_that_is_no_picture_is_told(tmp_path: Path, data: bytes) -> None:
    assert one(tmp_path, kept(tmp_path, "desk.jpg", data)) is Unprinted.UNREADABLE


def test_a_picture_that_would_fill_the_memory_is_told(tmp_path: Path) -> None:
    """A bomb: few bytes, many pixels."""
    data = encoded(Image.new("1", (20_000, 20_000)), "PNG")
    assert len(data) < 100_000
    assert one(tmp_path, kept(tmp_path, "bomb.png", data, "image/png")) is Unprinted.TOO_LARGE
    data = encoded(Image.new("1", (8_000, 8_000)), "PNG")
    assert one(tmp_path, kept(tmp_path, "large.png", data, "image/png")) is Unprinted.TOO_LARGE


def test_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / ("ab" * 32)
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert one(tmp_path, Evidence("ab" * 32, "huge.jpg", "image/jpeg", MOST_BYTES + 1)) is Unprinted.TOO_LARGE


def test_what_is_no_picture_is_left_to_its_name(tmp_path: Path) -> None:
    assert one(tmp_path, kept(tmp_path, "receipt.pdf", b"%PDF-1.7", "application/pdf")) is None
    assert one(tmp_path, kept(tmp_path, "logo.svg", b"<svg/>", "image/svg+xml")) is None


def test_only_so_many_pictures_are_printed_for_one_finding(tmp_path: Path) -> None:
    evidence = [kept(tmp_path, f"{n}.jpg", picture_bytes(60 + n, 40)) for n in range(MOST_PICTURES + 2)]
    found = list(printed(evidence, lambda kept_one: tmp_path / kept_one.digest).values())
    assert [isinstance(one, Picture) for one in found] == [True] * MOST_PICTURES + [False] * 2
    assert found[-1] is Unprinted.ONE_TOO_MANY


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / ("cd" * 32)).mkdir()
    assert one(tmp_path, Evidence("cd" * 32, "x.jpg", "image/jpeg", 1)) is Unprinted.MISSING
