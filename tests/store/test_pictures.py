"""A kept picture shows the same pixels and says nothing of where, when and with what it was taken."""

import io
from collections.abc import Callable
from functools import partial

import pytest
from PIL import Image, ImageOps

from qaudit.store.file_kinds import GIF, JPEG, PNG, WEBP, FileKind
from qaudit.store.pictures import PictureDamaged, stripped
from tests.store.photos import ICC, SECRETS, exif, gif, jpeg, picture, png, png_bomb, png_chunk, webp, written

WITH_EXIF: dict[str, tuple[FileKind, Callable[..., bytes]]] = {
    "jpeg": (JPEG, jpeg),
    "progressive jpeg": (JPEG, partial(jpeg, progressive=True)),
    "jpeg with restarts": (JPEG, partial(jpeg, restart_marker_blocks=3)),
    "png": (PNG, png),
    "lossless webp": (WEBP, webp),
    "lossy webp": (WEBP, partial(webp, lossless=False)),
}
EVERY = {**WITH_EXIF, "gif": (GIF, gif)}


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("name", EVERY)
def test_no_word_of_the_metadata_is_left_and_no_pixel_changed(name: str) -> None:
    kind, photo = EVERY[name]
    data = photo()
    assert any(secret in data for secret in SECRETS), "the photo of this test gives nothing away"
    bare = stripped(kind, data)
    assert [secret for secret in SECRETS if secret in bare] == []
    before, after = opened(data), opened(bare)
    assert after.size == before.size
    assert after.tobytes() == before.tobytes()
    assert stripped(kind, bare) == bare


@pytest.mark.parametrize("name", WITH_EXIF)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_orientation_stays_and_is_all_that_stays(name: str, orientation: int) -> None:
    kind, photo = WITH_EXIF[name]
    embedded = exif(orientation)
    data = photo(exif=embedded.tobytes())
    bare = opened(stripped(kind, data))
    assert dict(bare.getexif()) == ({} if orientation == 1 else {0x0112: orientation})
    turned = ImageOps.exif_transpose(opened(data))
    assert ImageOps.exif_transpose(bare).tobytes() == turned.tobytes()


@pytest.mark.parametrize("name", WITH_EXIF)
def test_the_colours_stay_what_they_were(name: str) -> None:
    kind, photo = WITH_EXIF[name]
    assert opened(stripped(kind, photo())).info["icc_profile"] == ICC


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (JPEG, written(picture("CMYK"), "JPEG", quality=90)),
        (JPEG, written(picture("L"), "JPEG")),
        (PNG, written(picture("L"), "PNG", optimize=True)),
        (PNG, written(picture("RGB").quantize(16), "PNG", transparency=3)),
        (WEBP, written(picture("RGB"), "WEBP")),
        (GIF, written(picture("L"), "GIF")),
    ],
    ids=["CMYK", "grey jpeg", "grey png", "palette with transparency", "plain webp", "one frame"],
)
def test_plain_pictures_come_through_whole(kind: FileKind, data: bytes) -> None:
    bare = stripped(kind, data)
    assert opened(bare).mode == opened(data).mode
    assert opened(bare).convert("RGBA").tobytes() == opened(data).convert("RGBA").tobytes()


def test_a_gif_still_moves() -> None:
    bare = Image.open(io.BytesIO(stripped(GIF, gif())))
    assert isinstance(getattr(bare, "n_frames", None), int)
    assert (getattr(bare, "n_frames", 1), bare.info["loop"], bare.info["duration"]) == (2, 0, 90)


@pytest.mark.parametrize("name", EVERY)
def test_a_picture_cut_anywhere_is_refused_or_drawn_and_never_breaks_the_program(name: str) -> None:
    kind, photo = EVERY[name]
    data = photo()
    refused = 0
    for end in range(12, len(data) - 60, 97):
        refused += is_refused(kind, data[:end])
    assert refused > 3


@pytest.mark.parametrize("name", EVERY)
def test_a_picture_with_noise_in_it_never_breaks_the_program(name: str) -> None:
    kind, photo = EVERY[name]
    data = photo()
    outcomes = {
        is_refused(kind, data[:at] + b"\xff\x00\xff\xda\xff" + data[at + 5 :])
        for at in range(3, len(data) - 5, 61)
    }
    assert True in outcomes


def is_refused(kind: FileKind, data: bytes) -> bool:
    try:
        stripped(kind, data)
    except PictureDamaged:
        return True
    return False


def test_a_picture_of_another_kind_than_it_claims_is_refused() -> None:
    with pytest.raises(PictureDamaged):
        stripped(JPEG, png())


def test_a_decompression_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(PictureDamaged, match="more than 80,000,000 pixels"):
        stripped(PNG, png_bomb())


def test_a_picture_of_many_pixels_is_refused_with_their_number() -> None:
    large = written(Image.new("1", (10_000, 8_001)), "PNG")
    with pytest.raises(PictureDamaged, match="10000 x 8001 pixels"):
        stripped(PNG, large)


def test_unknown_chunks_are_cut_out() -> None:
    data = png()
    end = data.index(b"IEND") - 4
    spiked = data[:end] + png_chunk(b"prVt", b"Hotel Carmel") + data[end:]
    assert b"Carmel" not in stripped(PNG, spiked)
