"""Evidence is copied whole, under the hash of what is kept, or refused with a reason."""

import hashlib
import io
import os
import wave
from pathlib import Path

import pytest
from PIL import Image

from qaudit.core.visits import Evidence
from qaudit.errors import EvidenceRefused, StoreUnreachable
from qaudit.store.evidence import MOST_BYTES, EvidenceFolder
from tests.store.photos import gif, jpeg, png, webp
from tests.store.test_recordings import film


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    return EvidenceFolder(tmp_path / "data" / "evidence")


def sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(8000)
        written.writeframes(bytes(1600))
    return out.getvalue()


KINDS = {
    "photo.jpg": (jpeg(), "image/jpeg", ".jpg"),
    "screen.png": (png(), "image/png", ".png"),
    "web.webp": (webp(), "image/webp", ".webp"),
    "moving.gif": (gif(), "image/gif", ".gif"),
    "receipt.pdf": (b"%PDF-1.7\n%%EOF", "application/pdf", ".pdf"),
    "call.wav": (sound(), "audio/wav", ".wav"),
    "call.mp3": (b"ID3\x04\x00\x00\x00\x00\x00\x00", "audio/mpeg", ".mp3"),
    "untagged.mp3": (b"\xff\xfb\x90\x64" + bytes(400), "audio/mpeg", ".mp3"),
    "call.ogg": (b"OggS\x00\x02" + bytes(60), "audio/ogg", ".ogg"),
    "call.m4a": (film(b"M4A "), "audio/mp4", ".m4a"),
    "lobby.mp4": (film(b"isom"), "video/mp4", ".mp4"),
    "lobby.mov": (film(b"qt  "), "video/quicktime", ".mov"),
    "notes.txt": ("14:05 איש לא היה בדלפק\n".encode(), "text/plain", ".txt"),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_file_is_kept_under_the_hash_of_what_is_kept(
    folder: EvidenceFolder, tmp_path: Path, name: str
) -> None:
    data, media_type, extension = KINDS[name]
    source = tmp_path / name
    source.write_bytes(data)
    kept = folder.keep(source)
    path = folder.path_of(kept)
    assert folder.folder is not None
    assert path == folder.folder / kept.digest[:2] / f"{kept.digest}{extension}"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == kept.digest
    assert (kept.name, kept.media_type, kept.size) == (name, media_type, path.stat().st_size)
    assert folder.damage_of(kept) == ""
    assert source.read_bytes() == data
    assert [left.name for left in folder.folder.iterdir() if left.is_file()] == []


@pytest.mark.parametrize("name", ["receipt.pdf", "call.wav", "call.mp3", "notes.txt"])
def test_other_files_are_kept_as_they_are(folder: EvidenceFolder, tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    source.write_bytes(KINDS[name][0])
    assert folder.path_of(folder.keep(source)).read_bytes() == KINDS[name][0]


def test_a_photo_is_kept_without_its_place(folder: EvidenceFolder, tmp_path: Path) -> None:
    source = tmp_path / "photo.jpg"
    source.write_bytes(jpeg())
    path = folder.path_of(folder.keep(source))
    with Image.open(path) as image:
        assert dict(image.getexif()) == {0x0112: 6}
    assert b"Carmel" not in path.read_bytes()


def test_the_name_of_a_file_decides_nothing(folder: EvidenceFolder, tmp_path: Path) -> None:
    source = tmp_path / "invoice.exe"
    source.write_bytes(jpeg())
    assert folder.keep(source).media_type == "image/jpeg"


def test_equal_files_are_kept_once_and_a_broken_copy_is_mended(
    folder: EvidenceFolder, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    for source in (first, second):
        source.write_text("the same", encoding="utf-8")
    kept, again = folder.keep(first), folder.keep(second)
    assert (kept.digest, kept.name, again.name) == (again.digest, "first.txt", "second.txt")
    assert folder.folder is not None
    assert len([file for file in folder.folder.rglob("*") if file.is_file()]) == 1
    folder.path_of(kept).write_text("another", encoding="utf-8")
    assert folder.damage_of(kept) == "changed"
    folder.keep(first)
    assert folder.damage_of(kept) == ""


def test_a_hostile_name_is_kept_as_text(folder: EvidenceFolder, tmp_path: Path) -> None:
    source = tmp_path / "\u202egpj.<b>\x1b[31m.txt"
    source.write_text("seen", encoding="utf-8")
    assert folder.keep(source).name == "[RLO]gpj.<b>␛[31m.txt"


def test_a_link_is_followed_to_its_file(folder: EvidenceFolder, tmp_path: Path) -> None:
    source, link = tmp_path / "notes.txt", tmp_path / "link.txt"
    source.write_text("seen", encoding="utf-8")
    link.symlink_to(source)
    kept = folder.keep(link)
    assert not folder.path_of(kept).is_symlink()


REFUSED = {
    "empty": (b"", "is empty"),
    "a program": (b"\x7fELF\x02\x01\x01" + bytes(100), "no accepted kind"),
    "an archive": (b"PK\x03\x04" + bytes(100), "no accepted kind"),
    "a drawing with scripts": (b"\x01<svg onload='alert(1)'/>", "no accepted kind"),
    "text with controls": (b"seen\x1b[31m", "no accepted kind"),
    "text of another time": ("גלוי".encode("cp1255"), "no accepted kind"),
    "HEIC": (b"\x00\x00\x00\x18ftypheic" + bytes(100), "save it as JPEG"),
    "AVIF": (b"\x00\x00\x00\x18ftypavif" + bytes(100), "save it as JPEG"),
    "half a photo": (jpeg()[:900], "not a sound picture"),
    "a photo in name only": (b"\xff\xd8\xff\xe0" + bytes(400), "not a sound picture"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_evidence_is_refused_and_leaves_nothing(
    folder: EvidenceFolder, tmp_path: Path, name: str
) -> None:
    data, reason = REFUSED[name]
    source = tmp_path / "file"
    source.write_bytes(data)
    with pytest.raises(EvidenceRefused, match=reason) as refused:
        folder.keep(source)
    assert str(source) in refused.value.message
    assert refused.value.hint
    assert folder.folder is not None
    assert [left for left in folder.folder.rglob("*") if left.is_file()] == []


def test_what_is_not_a_file_is_refused(folder: EvidenceFolder, tmp_path: Path) -> None:
    with pytest.raises(EvidenceRefused, match="There is no file"):
        folder.keep(tmp_path / "missing.jpg")
    with pytest.raises(EvidenceRefused, match="is not a file"):
        folder.keep(tmp_path)
    with pytest.raises(EvidenceRefused, match="cannot be read"):
        folder.keep(tmp_path / "a\x00b")
    with pytest.raises(EvidenceRefused, match="cannot be read"):
        folder.keep(tmp_path / ("x" * 300))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="takes a pipe with a name")
def test_a_pipe_is_refused_without_waiting_for_it(folder: EvidenceFolder, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(EvidenceRefused, match="is not a file"):
        folder.keep(tmp_path / "pipe")


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_kept(
    folder: EvidenceFolder, tmp_path: Path
) -> None:
    source = tmp_path / "call.mp3"
    source.write_bytes(b"ID3")
    os.truncate(source, MOST_BYTES)
    assert folder.keep(source).size == MOST_BYTES
    os.truncate(source, MOST_BYTES + 1)
    with pytest.raises(EvidenceRefused, match="larger than 50 MB"):
        folder.keep(source)


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "evidence").write_text("not a folder", encoding="utf-8")
    source = tmp_path / "notes.txt"
    source.write_text("seen", encoding="utf-8")
    with pytest.raises(StoreUnreachable, match="under a file"):
        EvidenceFolder(tmp_path / "evidence").keep(source)


@pytest.mark.parametrize(
    "kept",
    [
        Evidence("../../etc/passwd", "x", "text/plain", 1),
        Evidence("ab" * 31 + "/x", "x", "text/plain", 1),
        Evidence("AB" * 32, "x", "text/plain", 1),
        Evidence("ab" * 32, "x", "text/html", 1),
        Evidence("", "x", "", 1),
    ],
)
def test_what_cannot_be_a_kept_file_has_no_path(folder: EvidenceFolder, kept: Evidence) -> None:
    with pytest.raises(EvidenceRefused, match="not in the evidence folder"):
        folder.path_of(kept)
    assert folder.damage_of(kept) == "unreadable"


def test_a_file_that_is_gone_is_missing(folder: EvidenceFolder) -> None:
    assert folder.damage_of(Evidence("ab" * 32, "x.jpg", "image/jpeg", 1)) == "missing"
